"""The watching station: takes what is plugged in, card after card, and tells what happens.

No trouble of one card ends it. Cards are only read, one at a time; where another person is
writing, it waits.
"""

from __future__ import annotations

import queue
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lawrec.errors import UsageError
from lawrec.i18n import _
from lawrec.media.plugged import ROOTS, Places, Volume, is_there, plugged
from lawrec.operations.card_run import Ask, CardRun, Station
from lawrec.operations.docks import folder_of
from lawrec.operations.import_models import ImportOptions
from lawrec.operations.importing import check_beforehand
from lawrec.operations.inbox import check_for_inbox
from lawrec.operations.locate import locate
from lawrec.operations.session import Session, open_session
from lawrec.operations.watch_events import Event, Pulled, Stopped, Stopping, Waiting
from lawrec.store import layout
from lawrec.store.files import os_errors


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """What a station is told when it starts; footage goes to `case`, else to the inbox.

    `options` hold for every card. With `already_there` what is plugged in at the start is taken
    too. `every_s`: so often the station looks, `again_s`: so long it waits after trouble that may
    pass, in seconds.
    """

    case: str | None = None
    bureau: Path | None = None
    as_who: str | None = None
    options: ImportOptions = field(default_factory=ImportOptions)
    roots: tuple[str, ...] = ROOTS
    folders: tuple[str, ...] = ()
    already_there: bool = False
    every_s: float = 1.0
    again_s: float = 30.0


def watch(given: WatchOptions, ask: Ask) -> Iterator[Event]:
    """Tell what happens until `ask` wants the end, which comes after the file under way.

    Raises LawrecError only at the start, where case, case repository or folder cannot be found, or
    where what is said of every card cannot be.
    """
    opened = _Opened(given)
    case, session = opened.where()
    folders = tuple(str(Path(folder).absolute()) for folder in given.folders)
    for folder in folders:
        if not Path(folder).is_dir():
            raise UsageError(_("There is no folder {path}").format(path=folder))
    if case is None:
        check_for_inbox(session, given.options)
    else:
        check_beforehand(case, session, given.options)
    places = Places(given.roots, folders, _ours(session))
    times = (given.every_s, given.again_s)
    station = Station(places, opened.where, given.options, ask, *times)
    old = set() if given.already_there else set(plugged(places))
    yield Waiting()
    yield from _Watch(station, old).run()


def where_of(given: WatchOptions) -> tuple[Path | None, Session]:
    """The folder of the case that footage goes to, None for the inbox, and a session for it."""
    return _Opened(given).where()


class _Opened:
    """Finds case and bureau anew for every card: staff and devices change while it watches."""

    def __init__(self, given: WatchOptions) -> None:
        self._bureau = given.bureau.absolute() if given.bureau else None
        self._as_who = given.as_who
        self._case = layout.resolve_case(given.case, self._bureau) if given.case else None
        self._root = self._case or self._bureau or layout.require_bureau(Path.cwd())

    def where(self) -> tuple[Path | None, Session]:
        """The case's folder, None for the inbox, and a fresh session."""
        with os_errors(self._root):
            if self._case is not None:
                return locate(str(self._case), self._bureau, self._as_who)
            layout.require_bureau(self._root)
            return None, open_session(self._root, bureau=self._bureau, as_who=self._as_who)


def _ours(session: Session) -> tuple[Path, ...]:
    """The folders that hold our own data: nothing below or around them is a card."""
    profile = session.facts.profile
    urls = [store.url for store in profile.stores.values()] if profile else []
    folders = [session.bureau, *(folder_of(url) for url in urls)]
    return tuple(folder.resolve() for folder in folders if folder is not None)


class _Watch:
    """The loop: looks at what is plugged in, starts a run for each, passes on what they tell."""

    def __init__(self, station: Station, old: set[str]) -> None:
        self._station, self._old = station, old
        self._runs: dict[str, CardRun] = {}
        self._pulled: list[CardRun] = []

    def run(self) -> Iterator[Event]:
        """All events until the end that is asked for."""
        ask = self._station.ask
        while not ask.ended:
            self._start_new()
            yield from self._told()
            yield from self._gone()
        yield Stopping()
        runs = (*self._pulled, *self._runs.values())
        while any(run.is_alive() for run in runs):
            yield from self._told()
        yield from self._told(wait=False)
        yield Stopped(any(run.cut_short for run in runs))

    def _start_new(self) -> None:
        now = plugged(self._station.places)
        self._old &= set(now)
        for mark, volume in now.items():
            if mark not in self._old and mark not in self._runs and _node_is_there(volume):
                run = self._runs[mark] = CardRun(self._station, volume)
                run.start()

    def _told(self, *, wait: bool = True) -> Iterator[Event]:
        """What the runs have told, for about the time between two looks."""
        left = self._station.every_s if wait else 0.0
        step = min(left, 0.2)
        while True:
            try:
                yield self._station.told.get(timeout=step) if step else self._next()
            except queue.Empty:
                left -= step
                if left <= 0 or (self._station.ask.ended and wait):
                    return

    def _next(self) -> Event:
        return self._station.told.get_nowait()

    def _gone(self) -> Iterator[Event]:
        """Tell of each card that was pulled out, once; a run that still reads ends by itself."""
        self._pulled = [run for run in self._pulled if run.is_alive()]
        for mark, run in list(self._runs.items()):
            if is_there(run.card.volume, self._station.places):
                continue
            run.gone.set()
            self._pulled.append(self._runs.pop(mark))
            yield from self._told(wait=False)
            yield Pulled(run.card, early=not run.answered)
            if not self._runs:
                yield Waiting()


def _node_is_there(volume: Volume) -> bool:
    return volume.node is None or volume.node.exists()
