"""Reading `steps.sh`: the small part of the shell's language that an example keeps to.

Below the mark there are only comments, `NAME=value`, `cd FOLDER` and `lawrec ...`, so that a
shell and this reader do the same. `## name ...` begins a chapter; `|| test $? = 1` after a
command says that it is expected to answer 1.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lawrec.errors import InputError
from lawrec.i18n import _

MARK = "# --- steps ---"
_ASSIGNMENT = re.compile(r"([A-Z]+)=(.*)")
_EXPORT = "export LAWREC_AS="
_WORKER = re.compile(rf"^{_EXPORT}(\S+)$", re.MULTILINE)
_NAME = re.compile(r"\$([A-Z]+)")
_ANSWERS_ONE = " || test $? = 1"
_PLAIN = re.compile(r"[\w@%+=:,./\-（）〔〕、，。；]+")


@dataclass(frozen=True, slots=True)
class Step:
    """One command: its words, the exit code that is expected, and where it stands.

    `program` is `lawrec` or `cd`; `words` are what follows it.
    """

    chapter: str
    line: int
    program: str
    words: tuple[str, ...]
    expected: int = 0

    @property
    def shown(self) -> str:
        """The command as one would type it."""
        return " ".join((self.program, *map(_quoted, self.words)))


def read_steps(path: Path, variables: Mapping[str, str]) -> list[Step]:
    """The commands of the file in order; `variables` are those that its head would set.

    Raises InputError for a line that is none of the known kinds.
    """
    known = dict(variables)
    steps: list[Step] = []
    chapter = ""
    for number, line in _lines(path):
        if line.startswith("## "):
            chapter = line[3:].split()[0]
        elif line.startswith("#"):
            continue
        elif match := _ASSIGNMENT.fullmatch(line):
            known[match[1]] = _one(match[2], known, path, number)
        else:
            steps.append(_step(line, known, path, number, chapter))
    return steps


def worker_of(path: Path) -> str:
    """Who types in the example: what the head of its steps sets LAWREC_AS to."""
    head = path.read_text(encoding="utf-8").partition(MARK)[0]
    match = _WORKER.search(head)
    if match is None:
        raise InputError(_("There is no line {mark}").format(mark=_EXPORT), where=str(path))
    return match[1]


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines below the mark that say something, with continued lines put together."""
    text = path.read_text(encoding="utf-8")
    head, mark, body = text.partition(MARK)
    if not mark:
        raise InputError(_("There is no line {mark}").format(mark=MARK), where=str(path))
    kept = ""
    for number, line in enumerate(body.splitlines(), start=head.count("\n") + 1):
        kept += line.strip()
        if kept.endswith("\\"):
            kept = kept[:-1]
        elif kept:
            yield number, kept
            kept = ""


def _step(line: str, known: Mapping[str, str], path: Path, number: int, chapter: str) -> Step:
    command = line.removesuffix(_ANSWERS_ONE)
    words = _words(command, known, path, number)
    if words[0] not in ("lawrec", "cd"):
        raise _unknown(line, path, number)
    expected = 0 if command == line else 1
    return Step(chapter, number, words[0], tuple(words[1:]), expected)


def _one(text: str, known: Mapping[str, str], path: Path, number: int) -> str:
    words = _words(text, known, path, number)
    if len(words) != 1:
        raise _unknown(text, path, number)
    return words[0]


def _words(text: str, known: Mapping[str, str], path: Path, number: int) -> list[str]:
    try:
        words = shlex.split(text)
        return [_NAME.sub(lambda match: known[match[1]], word) for word in words]
    except (ValueError, KeyError):
        raise _unknown(text, path, number) from None


def _unknown(line: str, path: Path, number: int) -> InputError:
    return InputError(
        _("This line is more than the demonstration understands: {line}").format(line=line),
        where=f"{path}:{number}",
    )


def _quoted(word: str) -> str:
    """The word as a shell and a reader take it: in quotes only where it must be."""
    if _PLAIN.fullmatch(word):
        return word
    if '"' not in word and "$" not in word and "`" not in word and "\\" not in word:
        return f'"{word}"'
    return shlex.quote(word)
