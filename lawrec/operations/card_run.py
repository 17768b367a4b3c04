"""One card at a watching station, from plugging in to its receipt, in a thread of its own."""

from __future__ import annotations

import queue
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from lawrec.errors import EnvironmentTrouble, LawrecError, LockedError, RefusedError, UsageError
from lawrec.i18n import _
from lawrec.media.finder import Found as FoundFile
from lawrec.media.finder import find
from lawrec.media.plugged import Listing, Places, Volume, is_ours, is_there, listing
from lawrec.operations.card_meter import Meter
from lawrec.operations.card_owner import owner_of
from lawrec.operations.importing import Imported, ImportOptions, import_media
from lawrec.operations.inbox import import_to_inbox
from lawrec.operations.session import Session
from lawrec.operations.watch_events import (
    Card,
    Done,
    Empty,
    Event,
    Failed,
    Found,
    Held,
    Ours,
    Owner,
    Pulled,
    Queued,
)
from lawrec.store.files import translate_os_error

_numbers = count(1)
_LOCKED_S = 2.0
_LOOK_S = 5.0
_LINGERS_S = 3.0
"""So long a card that was pulled out may still stand in the table of mounts."""
_BROKEN = frozenset(("source_unreadable", "unreadable", "missing"))


class Ask:
    """Asked by the station whether it shall end; the answer comes from another thread."""

    def __init__(self) -> None:
        """Nobody wants the end yet."""
        self._end = threading.Event()

    def end(self) -> None:
        """End after the file that is under way."""
        self._end.set()

    @property
    def ended(self) -> bool:
        """Whether the end is wanted."""
        return self._end.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until the end is wanted; whether it is."""
        return self._end.wait(seconds)


@dataclass
class Station:
    """What the runs of a station share; `turn` lets one card be read at a time."""

    places: Places
    where: Callable[[], tuple[Path | None, Session]]
    options: ImportOptions
    ask: Ask
    every_s: float = 1.0
    again_s: float = 30.0
    turn: threading.Lock = field(default_factory=threading.Lock)
    told: queue.SimpleQueue[Event] = field(default_factory=queue.SimpleQueue)


class _End(Exception):
    """The card is gone, or the station ends: there is nothing more to do."""


class CardRun(threading.Thread):
    """Waits until a card answers, reads it, and tells how that went.

    `answered`: its files have their answers; `gone`: the station has seen that it was pulled out,
    even if something stands in its place again.
    """

    def __init__(self, station: Station, volume: Volume) -> None:
        """Prepare; nothing is read before it is started."""
        super().__init__(name=f"card {volume.path}", daemon=True)
        self.card = Card(volume, next(_numbers))
        self.gone = threading.Event()
        self.answered = False
        self.cut_short = False
        self._station = station

    def run(self) -> None:
        """Read the card; a folder that grows later is read again."""
        try:
            seen: Listing | None = self._settled()
            while seen is not None:
                seen = self._read(seen)
        except _End:
            return
        except Exception:  # a defect that shows at one card must not end the station
            trouble = EnvironmentTrouble(_("lawrec itself failed at this card"))
            self._tell(Failed(self.card, trouble, trace=traceback.format_exc()))

    def _tell(self, event: Event) -> None:
        self._station.told.put(event)

    def _pause(self, seconds: float) -> None:
        """Wait; ends the run when the card is gone or the end is wanted."""
        until = time.monotonic() + seconds
        while True:
            left = until - time.monotonic()
            if self._station.ask.wait(max(0.0, min(left, 0.5))) or not self._is_there():
                raise _End
            if left <= 0.5:
                return

    def _is_there(self) -> bool:
        return not self.gone.is_set() and is_there(self.card.volume, self._station.places)

    def _settled(self) -> Listing:
        """The card's files, once two looks at it have given the same."""
        before, told = None, False
        while True:
            try:
                now = listing(self.card.volume.path)
            except OSError as trouble:
                now = None
                if self._is_there() and not told:
                    told = True
                    said = translate_os_error(trouble, self.card.volume.path)
                    self._tell(Failed(self.card, said, self._station.every_s))
            if now is not None and now == before:
                return now
            before = now
            self._pause(self._station.every_s)

    def _read(self, seen: Listing) -> Listing | None:
        """Read the card once; what it looks like when it has to be read again, else None."""
        self.answered = False
        self.card = replace(self.card, files=seen.files, size=seen.size)
        if is_ours(self.card.volume):
            self.answered = True
            self._tell(Ours(self.card))
            return None
        everything = tuple(find([str(self.card.volume.path)]))
        files = tuple(entry for entry in everything if entry.refused != "no_footage")
        if not files:
            self.answered = True
            self._tell(Empty(self.card, tuple(e.name for e in everything)))
            return self._changed(seen) if self.card.volume.is_folder else None
        size = sum(entry.size for entry in files)
        self.card = replace(self.card, files=len(files), size=size)
        grown = self._answer(self._import(files), seen)
        if grown:
            return self._settled()
        return self._changed(seen) if self.card.volume.is_folder else None

    def _answer(self, imported: Imported, seen: Listing) -> bool:
        """Tell how it went; whether something came onto the card while it was read."""
        codes = {taken.code for taken in imported.files}
        self.cut_short = "stopped" in codes
        if codes & _BROKEN and self._goes():
            self._tell(Pulled(self.card, early=True, imported=imported))
            raise _End
        try:
            grown = listing(self.card.volume.path) != seen
        except OSError:
            grown = True
        self.answered = not self.cut_short
        self._tell(Done(self.card, imported, grown))
        return grown and not self._station.ask.ended

    def _goes(self) -> bool:
        """Whether the card is gone, or goes from the table of mounts within a moment."""
        until = time.monotonic() + _LINGERS_S
        while self._is_there():
            if time.monotonic() > until or self._station.ask.wait(0.2):
                return False
        return True

    def _changed(self, seen: Listing) -> Listing:
        """Wait until the folder holds something else than before."""
        while True:
            self._pause(max(_LOOK_S * self._station.every_s, 0.2))
            try:
                if listing(self.card.volume.path) == seen:
                    continue
            except OSError:
                continue
            return self._settled()

    def _import(self, files: tuple[FoundFile, ...]) -> Imported:
        """Store the card's files; trouble that may pass is waited for."""
        found = False
        while True:
            wait, imported = _LOCKED_S, None
            try:
                folder, session = self._station.where()
                owner = owner_of(self.card.volume, files, session, self._station.options, folder)
                if not found or owner != self.card.owner:
                    self.card = replace(self.card, owner=owner)
                    self._tell(Found(self.card))
                    found = True
                with self._turn():
                    imported = self._store(folder, session, owner)
            except LockedError as trouble:
                self._tell(Held(self.card, trouble))
            except LawrecError as trouble:
                wait = self._station.again_s
                self._failed(trouble)
            except OSError as trouble:
                wait = self._station.again_s
                self._failed(translate_os_error(trouble, self.card.volume.path))
            if imported is not None:
                return imported
            self._pause(wait)

    def _failed(self, trouble: LawrecError) -> None:
        if not self._is_there():
            self._tell(Pulled(self.card, early=True))
            raise _End
        final = isinstance(trouble, RefusedError | UsageError)
        self._tell(Failed(self.card, trouble, None if final else self._station.again_s))
        if final:
            raise _End

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Hold the right to read; ends the run when card or station end before that."""
        turn = self._station.turn
        if not turn.acquire(blocking=False):
            self._tell(Queued(self.card))
            while not turn.acquire(timeout=0.2):
                if self._station.ask.ended:
                    self.cut_short = True
                    raise _End
                if not self._is_there():
                    raise _End
        try:
            yield
        finally:
            turn.release()

    def _store(self, folder: Path | None, session: Session, owner: Owner) -> Imported:
        given = self._station.options
        device = owner.device if owner.declared else None
        options = replace(
            given,
            last_officer=None if owner.named or given.officer else owner.officer,
            device=device,
            guess_officer=False,
        )
        meter = Meter(self.card, self._tell, lambda: not self._station.ask.ended)
        source = [str(self.card.volume.path)]
        if folder is None:
            return import_to_inbox(session, source, options, meter.progress)
        return import_media(folder, session, source, options, meter.progress)
