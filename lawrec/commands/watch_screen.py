"""import-media --watch: a screen that can be read from two metres, or lines, or JSON."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from lawrec.commands.watch_board import Board, Look
from lawrec.commands.watch_picture import picture
from lawrec.commands.watch_texts import as_object, sentence
from lawrec.errors import ExitCode, LawrecError, UsageError
from lawrec.i18n import _
from lawrec.operations.card_run import Ask
from lawrec.operations.importing import Imported, ImportOptions
from lawrec.operations.watch_events import Done, Event, Failed, Pulled, Reading, Stopped
from lawrec.operations.watching import WatchOptions, watch, where_of
from lawrec.report.clean import clean

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_PAINT = {
    "green": "bold black on #3fbf5f",
    "yellow": "bold black on #f2c230",
    "red": "bold white on #b01818",
    "grey": "bold white on #4a4a4a",
}
_EVERY_PERCENT = 10


def run_watch(
    where: list[str],
    options: ImportOptions,
    watching: WatchOptions,
    *,
    as_json: bool = False,
    receipts: Path | None = None,
) -> int:
    """Watch until somebody ends it; 0 all is durable, 1 something was refused or failed.

    `where` names the case, or nothing for the inbox. Ended in the middle of a card: 130.
    """
    if len(where) > 1:
        raise UsageError(
            _("With --watch only the case is named, and the cards come by themselves"),
            fix=_("For example: lawrec import-media --watch 2026/0001"),
        )
    ask = Ask()
    given = replace(watching, case=where[0] if where else None, options=options)
    if receipts is not None and not receipts.is_dir():
        raise UsageError(_("There is no folder {path}").format(path=receipts))
    tell = _Receipts(given, receipts)
    with _signals(ask), _output(given, as_json=as_json) as show:
        code = ExitCode.OK
        for event in watch(given, ask):
            show(event)
            tell.take(event)
            if isinstance(event, Failed) or (
                isinstance(event, Done) and event.imported.count("refused")
            ):
                code = ExitCode.FINDINGS
            if isinstance(event, Stopped) and event.cut_short:
                code = ExitCode.INTERRUPTED
    for line in tell.lines:
        sys.stderr.write(clean(line) + "\n")
    return code


class _Receipts:
    """Keeps what has to be said after the screen is gone, and writes printable receipts."""

    def __init__(self, given: WatchOptions, folder: Path | None) -> None:
        self._given, self._folder = given, folder
        self.lines: list[str] = []

    def take(self, event: Event) -> None:
        """Save the trace of a defect; write the receipt of a card."""
        if isinstance(event, Failed) and event.trace is not None:
            from lawrec.trace import save_trace

            path = save_trace(event.trace)
            self.lines.append(_("A report for its developers is in {path}").format(path=path))
        if self._folder is not None and isinstance(event, Done | Pulled) and event.imported:
            with _kept(self.lines):
                self._write(self._folder, event, event.imported)

    def _write(self, folder: Path, event: Done | Pulled, done: Imported) -> None:
        """A page of its own for every card; its name never meets another."""
        from lawrec.operations.receipt_files import write_receipt
        from lawrec.operations.receipts import receipt_of

        case, session = where_of(self._given)
        name = "".join(c if c.isalnum() else "-" for c in event.card.volume.name)[:40]
        stem = f"{datetime.now():%Y%m%d-%H%M%S}-{name}"
        paths = (folder / f"{stem}{more}.html" for more in ("", *(f"-{n}" for n in range(2, 100))))
        path = next(path for path in paths if not path.exists())
        write_receipt(path, receipt_of(done, session, case))


@contextmanager
def _kept(lines: list[str]) -> Iterator[None]:
    """A receipt that cannot be written stops nothing: it can be made again, and that is said."""
    try:
        yield
    except LawrecError as trouble:
        said = _("The receipt could not be written: {reason}").format(reason=trouble.what)
        lines.append(said)


@contextmanager
def _signals(ask: Ask) -> Iterator[None]:
    """The first Ctrl-C asks for the end, the second one breaks off."""

    def asked(_number: int, _frame: FrameType | None) -> None:
        if ask.ended:
            raise KeyboardInterrupt
        ask.end()

    before: list[tuple[signal.Signals, Any]] = []
    with suppress(ValueError):  # not the main thread: whoever called ends it otherwise
        for number in (signal.SIGINT, signal.SIGTERM):
            before.append((number, signal.signal(number, asked)))
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


@contextmanager
def _output(given: WatchOptions, *, as_json: bool) -> Iterator[Callable[[Event], None]]:
    """How events are shown: JSON lines, plain lines, or the screen."""
    if as_json:
        yield _json
    elif _is_plain():
        yield _Lines().take
    else:
        from rich.console import Console

        console = Console(stderr=True)
        with _Screen(console, _title(given)) as screen:
            yield screen.take


def _is_plain() -> bool:
    """Whether there is no terminal that can show a coloured screen."""
    dumb = os.environ.get("TERM", "") in ("dumb", "unknown")
    return bool(os.environ.get("NO_COLOR")) or dumb or not sys.stderr.isatty()


def _json(event: Event) -> None:
    import json

    at = datetime.now().astimezone().isoformat(timespec="seconds")
    sys.stdout.write(json.dumps(as_object(event, at), ensure_ascii=False) + "\n")
    sys.stdout.flush()


class _Lines:
    """One line an event; of reading one for each tenth."""

    def __init__(self) -> None:
        self._step = -1

    def take(self, event: Event) -> None:
        """Write the line of an event on standard error."""
        if isinstance(event, Reading):
            step = int(100 * event.share) // _EVERY_PERCENT
            if step == self._step:
                return
            self._step = step
        else:
            self._step = -1
        sys.stderr.write(clean(f"{datetime.now():%H:%M:%S} {sentence(event)}") + "\n")
        sys.stderr.flush()


def _title(given: WatchOptions) -> str:
    """Where footage goes: the bureau, and the case or the inbox."""
    folder, session = where_of(given)
    profile = session.facts.profile
    goal = _("inbox") if folder is None else _("case {case}").format(case=given.case)
    return " · ".join(part for part in (profile.bureau.name if profile else "", goal) if part)


class _Screen:
    """The whole terminal in one colour, drawn anew with every event."""

    def __init__(self, console: Console, title: str) -> None:
        from rich.live import Live

        self._console, self._title, self._board = console, title, Board()
        self._live = Live(console=console, screen=True, auto_refresh=False)
        self._blocks = _can_say("▀▄█░", console.encoding)

    def __enter__(self) -> _Screen:
        """Take the terminal over."""
        self._live.start()
        return self

    def __exit__(self, *_trouble: object) -> None:
        """Give the terminal back as it was."""
        self._live.stop()

    def take(self, event: Event) -> None:
        """Draw what has happened."""
        now = datetime.now()
        self._board.take(event, now)
        look = self._board.look()
        size = (self._console.width, self._console.height)
        title = f"{self._title} · {now:%H:%M}"
        lines = picture(
            look, title, self._board.others(), self._board.last, size, blocks=self._blocks
        )
        self._live.update(_painted(lines, look), refresh=True)


def _can_say(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def _painted(lines: list[str], look: Look) -> Text:
    """The lines in the colour of the look; whole blocks are drawn by colour alone."""
    from rich.text import Text

    text = Text(style=_PAINT[look.colour], no_wrap=True, overflow="crop", end="")
    for number, line in enumerate(lines):
        if number:
            text.append("\n")
        start = len(text)
        text.append(line.replace("█", " "))
        for place, char in enumerate(line):
            if char == "█":
                text.stylize("reverse", start + place, start + place + 1)
    return text
