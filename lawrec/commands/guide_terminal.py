"""Asking on a terminal: one line at a time, no full screen, right in every encoding.

Works over SSH and in the plain windows of Windows. Without a terminal nothing is ever asked.
"""

from __future__ import annotations

import locale
import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from lawrec.commands.common import say
from lawrec.i18n import _, language
from lawrec.operations.guide.questions import Choice
from lawrec.report.lines import width

_WIDEST = 78
_TTY_LINE = 4095
_PAUSE_S = 0.05


class Ended(Exception):
    """The terminal was closed, or Ctrl-D typed: there will be no more answers."""


def can_ask() -> bool:
    """Whether somebody sits at a terminal, who sees what is asked and can answer."""
    return all(
        stream is not None and not stream.closed and stream.isatty()
        for stream in (sys.stdin, sys.stdout, sys.stderr)
    )


def ask_line(prompt: str = "> ") -> str:
    """One answer as it was typed; pasted lines come as one. Raises Ended."""
    _prepare()
    while True:
        sys.stderr.flush()
        lines = [_line(prompt)]
        # A line editor takes a pasted text as one line by itself.
        while not _edits_itself() and _waits():
            lines.append(_line(""))
        answer = [line for line in lines if line is not None]
        # Of an answer that came in part nothing is taken.
        if len(answer) == len(lines):
            return "\n".join(answer)


def _line(prompt: str) -> str | None:
    """One line as the terminal gives it; None for a bad one, after saying what is wrong with it."""
    try:
        line = input(prompt)
    except EOFError:
        raise Ended from None
    except UnicodeDecodeError as error:
        # A line that the terminal has cut may end within a sign.
        _say_too_long() if len(error.object) >= _TTY_LINE else say(_bad_encoding())
        return None
    if any("\ud800" <= char <= "\udfff" for char in line):
        say(_bad_encoding())
        return None
    if not _edits_itself() and len(line.encode(sys.stdin.encoding, "replace")) >= _TTY_LINE:
        _say_too_long()
        return None
    line = "\n".join(line.splitlines())
    if any(_is_control(char) for char in line):
        say(_("This terminal sends keys such as arrows as signs; type the line again without them"))
        return None
    return line


def _is_control(char: str) -> bool:
    """Whether it is what a key sends that writes nothing; line ends and tabs are text."""
    return char not in "\n\t" and unicodedata.category(char) == "Cc"


def _say_too_long() -> None:
    say(_("This line is as long as the terminal can pass on; what followed it is lost."))
    say(_("Paste it in shorter lines: they are put together."))


def _bad_encoding() -> str:
    return _("The terminal sent signs in another encoding than {encoding}; type it again").format(
        encoding=sys.stdin.encoding
    )


def _waits() -> bool:
    """Whether more was typed or pasted already than the line that was read."""
    if os.name == "nt":
        import msvcrt

        return bool(msvcrt.kbhit())  # type: ignore[attr-defined,unused-ignore]
    import select

    with suppress(OSError, ValueError):
        return bool(select.select([sys.stdin], [], [], _PAUSE_S)[0])
    return False


def _edits_itself() -> bool:
    return "readline" in sys.modules


def _prepare() -> None:
    """Let Chinese be edited by whole signs, and pass lines that the terminal would cut.

    Where the environment says C, Python reads UTF-8 all the same; the line editor must too.
    """
    if os.name == "nt" or _edits_itself() or sys.stdin.encoding.lower() != "utf-8":
        return
    if locale.setlocale(locale.LC_CTYPE) in ("C", "POSIX"):
        try:
            locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
        except locale.Error:
            return
        os.environ["LC_ALL"] = "C.UTF-8"
    with suppress(ImportError):
        import readline

        readline.set_auto_history(False)
        readline.parse_and_bind("tab: self-insert")
        readline.parse_and_bind("set enable-bracketed-paste on")


def and_more(count: int) -> str:
    """That a list is longer than what is shown of it, and how to see the rest."""
    return _("and {count} more: ? shows all, or type a part of the name").format(count=count)


def screen() -> int:
    """How many columns a line of ours may have: of a wide window not all, of a narrow one less."""
    return max(30, min(_WIDEST, shutil.get_terminal_size().columns - 2))


def lines_of(choices: Sequence[Choice], room: int | None = None) -> Iterator[str]:
    """The choices with their numbers, in as many columns as the screen has room for."""
    room = screen() if room is None else room
    cells = [f"{number:>2} {choice.label}" for number, choice in enumerate(choices, 1)]
    if not cells:
        return
    widest = max(width(cell) for cell in cells) + 2
    across = max(1, room // widest)
    for first in range(0, len(cells), across):
        row = cells[first : first + across]
        yield "".join(cell + " " * (widest - width(cell)) for cell in row).rstrip()


def say_wrapped(text: str, indent: str = "    ") -> None:
    """A longer text under a question; English words are not cut, Chinese breaks anywhere."""
    for line in text.splitlines():
        for part in _wrapped(line, screen() - len(indent)):
            say(indent + part)


def _wrapped(text: str, room: int) -> Iterable[str]:
    if language() != "zh":
        import textwrap

        return textwrap.wrap(text, room) or [""]
    return _by_width(text, room)


def _by_width(text: str, room: int) -> Iterator[str]:
    """Lines of at most that many columns; no line begins with a closing mark."""
    line = ""
    for char in text:
        if line and width(line + char) > room and char not in "，。；：、？！）〕》”":
            yield line
            line = ""
        line += char
    yield line
