"""What is open in a case as things that can be done here and now, each with what cures it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lawrec.i18n import N_, _
from lawrec.report.lines import id_ranges
from lawrec.report.worklist import WorkItem, WorkList

_WAYS = {
    "add-record": N_("enter the paper"),
    "log-act": N_("log the act"),
    "amend": N_("set it right"),
    "rectify": N_("explain it"),
    "declare": N_("answer the questions"),
    "attest": N_("attest after looking at the file"),
    "seen": N_("note who has seen the signatures"),
    "archive": N_("archive"),
}
_ENTER = N_("enter it")
_OPEN = "..."


@dataclass(frozen=True, slots=True)
class Cure:
    """One thing to do: what is open, the item of the menu that cures it, and its first answers.

    `line` is the command where no questions are needed or none are known; with `whole` it can be
    run as it stands.
    """

    what: str
    way: str
    name: str
    line: tuple[str, ...]
    answers: tuple[tuple[str, Any], ...] = ()
    whole: bool = False


def cures(work: WorkList) -> list[Cure]:
    """What can be done in a case now, most urgent first; what only has to wait is left out."""
    found: list[Cure] = []
    for item in work.items:
        line = _words(item)
        if not line or item.state == "recorded" or line[0] == "archive":
            continue
        if line[0] == "declare":
            if any(cure.name == "declare" for cure in found):
                continue
            item_words = _("Questions that no paper answers")
            found.append(Cure(item_words, _(_WAYS["declare"]), "declare", line))
            continue
        found.append(_cure(item, line))
    if work.person.clauses:
        count = len(work.person.clauses)
        what = _("{count} clauses that only a person can judge").format(count=count)
        preset = (("clauses", list(work.person.clauses)),)
        found.append(Cure(what, _(_WAYS["attest"]), "attest", ("attest",), preset))
    return [*found, *_refused(work)]


def _refused(work: WorkList) -> Iterator[Cure]:
    """What only the archive gate asks for, such as attestations of those who handled the case."""
    covered = {row for item in work.items for row in item.clauses} | {*work.person.clauses}
    again: list[str] = []
    for refusal in work.gate.refusals:
        row = str((refusal.get("params") or {}).get("clause", ""))
        line = _split(str(refusal.get("remedy") or ""))
        if not line or row in covered or line[0] == "archive":
            continue
        if line[0] == "attest" and row:
            again.append(row)
        else:
            item = WorkItem(5, "violated", str(refusal["message"]), clauses=(row,) if row else ())
            yield _cure(item, line)
    if again:
        what = _("{count} clauses that nobody has attested yet")
        preset = (("clauses", again),)
        yield Cure(what.format(count=len(again)), _(_WAYS["attest"]), "attest", ("attest",), preset)


def _words(item: WorkItem) -> tuple[str, ...]:
    """The command of an item in words, without the name of the program."""
    return _split(item.command or "")


def _split(command: str) -> tuple[str, ...]:
    return tuple(shlex.split(command))[1:] if command.startswith("lawrec ") else ()


def _cure(item: WorkItem, line: tuple[str, ...]) -> Cure:
    name = line[0]
    whole = _OPEN not in " ".join(line)
    known = _WAYS.get(name, _ENTER if whole else None)
    way = _(known) if known else " ".join(("lawrec", *line))
    return Cure(item.what, way, name, line, tuple(_answers(item, line)), whole)


def _answers(item: WorkItem, line: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """What the command says already, as answers of its guide."""
    given = [word for word in line[2:] if _OPEN not in word]
    names = given[: next((n for n, w in enumerate(given) if w.startswith("--")), len(given))]
    if line[0] == "amend" and names:
        yield "item", names[0]
        if any(word.startswith("signatures") for word in line):
            yield "field", "signatures"
    elif line[0] == "add-record" and names:
        yield "kind", names[0]
    elif line[0] == "attest":
        yield "clauses", list(item.clauses)
    elif line[0] == "rectify":
        yield "clause", [given[n + 1] for n, word in enumerate(given[:-1]) if word == "--clause"]
    elif line[0] == "seen":
        yield "records", names


def labelled(cure: Cure) -> str:
    """One line of the list."""
    rows = next((value for key, value in cure.answers if key == "records"), None)
    what = f"{cure.what} {id_ranges(rows)}" if rows and rows[0] not in cure.what else cure.what
    return _("{what} → {way}").format(what=what, way=cure.way)
