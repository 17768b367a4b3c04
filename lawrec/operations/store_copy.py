"""Copying footage of a case to stores, and noting in the ledger what was seen there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from lawrec.errors import LawrecError
from lawrec.i18n import _
from lawrec.media.stores.deposit import (
    Deposit,
    Item,
    Moved,
    SourceTrouble,
    keep,
    set_aside,
    state_in,
)
from lawrec.media.stores.opening import Shelf
from lawrec.media.stores.place import Place, StoreTrouble, address_of
from lawrec.operations.copies import Noted, note, noted
from lawrec.operations.copies_needed import copies_missing, to_copy
from lawrec.operations.holdings import Holding, Medium, declared, holding_of
from lawrec.operations.progress import Progress
from lawrec.operations.session import Session
from lawrec.operations.store_place import open_destination
from lawrec.operations.store_reading import Ways, readings, unsound
from lawrec.schema.copies import Ledger
from lawrec.store.locks import hold

Outcome = Literal["copied", "there_already", "would_copy", "failed"]
_NOTE_AFTER = 64
_TRIES = 3


@dataclass(frozen=True, slots=True)
class CopyOptions:
    """To which store (else those that the policy needs), and from where the content comes."""

    to: str | None = None
    source: str | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class CopyResult:
    """What became of one medium in one store; `reason` says why it failed.

    `verified` is when a copy that is there was read whole the last time, which may be now.
    """

    item: str
    store: str
    outcome: Outcome
    size: int = 0
    quarantined: str | None = None
    reason: str | None = None
    verified: datetime | date | None = None


@dataclass(frozen=True, slots=True)
class Copying:
    """One run: each medium with each store, and whether all that was wanted is there."""

    case: str
    results: tuple[CopyResult, ...] = ()

    @property
    def failed(self) -> tuple[CopyResult, ...]:
        """What is still missing."""
        return tuple(result for result in self.results if result.outcome == "failed")


def copy_media(
    folder: Path,
    session: Session,
    wanted: tuple[str, ...] = (),
    options: CopyOptions | None = None,
    progress: Progress | None = None,
) -> Copying:
    """Copy what stores lack, each copy read back; a second run goes on where one was cut off.

    Raises UsageError, InputError, LockedError; what fails with one medium or store is in the
    answer, and the others are copied all the same.
    """
    given, shown = options or CopyOptions(), progress or Progress()
    holding = holding_of(session, folder)
    media = holding.media(wanted)
    plan = _plan(holding, media, given)
    if given.dry_run:
        ledger = holding.ledger()
        results = (_would(holding, media[item], store, ledger) for item, store in plan)
        return Copying(holding.label, tuple(results))
    return copy_planned(session, holding, media, plan, given.source, shown)


def copy_planned(
    session: Session,
    holding: Holding,
    media: Mapping[str, Medium],
    plan: list[tuple[str, str]],
    source: str | None,
    shown: Progress,
) -> Copying:
    """Copy each medium to its store, under the lock of this case's copies."""
    shown.started(len(plan), 2 * sum(media[item].sidecar.size_bytes for item, _store in plan))
    with _held(session, holding), Shelf(holding.bureau) as shelf:
        run = _Run(session, holding, shelf, source, shown.moved)
        try:
            for item, store in plan:
                if not shown.wanted():
                    break
                run.copy(media[item], store)
        finally:
            run.note()
    return Copying(holding.label, tuple(run.results))


def _plan(
    holding: Holding, media: Mapping[str, Medium], given: CopyOptions
) -> list[tuple[str, str]]:
    if given.source is not None:
        declared(holding.profile, given.source)
    if given.to is not None:
        declared(holding.profile, given.to)
        return [(item, given.to) for item in media]
    sidecars = {item: medium.sidecar for item, medium in media.items()}
    gone = {item for item, medium in media.items() if not holding.has(medium)}
    missing = copies_missing(holding.profile, sidecars, holding.ledger(), gone)
    return to_copy(holding.profile, sidecars, missing)


def _would(holding: Holding, medium: Medium, store: str, ledger: Ledger) -> CopyResult:
    old, size = holding.copy_of(medium, store, ledger), medium.sidecar.size_bytes
    if old is None or old.state != "fine":
        return CopyResult(medium.id, store, "would_copy", size)
    return CopyResult(medium.id, store, "there_already", size, verified=old.verified_at)


@contextmanager
def _held(session: Session, holding: Holding) -> Iterator[None]:
    """One at a time copies the footage of a case: unfinished uploads have one owner."""
    name = holding.page.removesuffix(".yaml").replace("/", "-")
    lock = holding.bureau / ".git" / f"lawrec-{name}"
    with hold(lock, session.who, _("copy footage to stores")):
        yield


@dataclass
class _Run:
    """The copying of one case: open stores, and what was seen and is not noted yet."""

    session: Session
    holding: Holding
    shelf: Shelf
    source: str | None
    moved: Moved
    results: list[CopyResult] = field(default_factory=list)
    seen: list[Noted] = field(default_factory=list)
    ledger: Ledger = field(init=False)
    places: dict[str, Place] = field(default_factory=dict)
    troubles: dict[str, list[StoreTrouble]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ledger = self.holding.ledger()

    def copy(self, medium: Medium, store: str) -> None:
        size = medium.sidecar.size_bytes
        try:
            done = self._copy(medium, store)
        except LawrecError as trouble:
            if isinstance(trouble, StoreTrouble):
                self._failed(store, trouble)
            reason = ": ".join(part for part in (trouble.where, trouble.what) if part)
            self.results.append(CopyResult(medium.id, store, "failed", size, reason=reason))
            return
        self.troubles.pop(store, None)
        self.results.append(done)
        if len(self.seen) >= _NOTE_AFTER:
            self.note()

    def note(self) -> None:
        note(self.session, self.holding.bureau, {self.holding.page: self.seen})
        self.seen.clear()

    def _place(self, store: str) -> Place:
        """The store, looked at once; one that fails again and again is not waited for any more."""
        troubles = self.troubles.get(store, [])
        if len(troubles) >= _TRIES:
            raise troubles[-1]
        if store not in self.places:
            self.places[store] = open_destination(self.holding, store, self.shelf)
        return self.places[store]

    def _failed(self, store: str, trouble: StoreTrouble) -> None:
        """The next medium gets a new connection: the server may be back."""
        self.troubles.setdefault(store, []).append(trouble)
        self.places.pop(store, None)
        self.shelf.drop(store)

    def _copy(self, medium: Medium, store: str) -> CopyResult:
        place = self._place(store)
        data = medium.sidecar
        result = CopyResult(medium.id, store, "there_already", data.size_bytes)
        old = self.holding.copy_of(medium, store, self.ledger)
        at = old.verified_at if old is not None and old.state == "fine" else None
        if at is not None and place.size(address_of(data.sha256)) == data.size_bytes:
            self.moved(2 * data.size_bytes)
            return replace(result, verified=at)
        state = state_in(place, data.sha256, data.size_bytes, self.moved)
        aside = set_aside(place, data.sha256) if state == "differs" else None
        if aside is not None or (at is not None and state == "absent"):
            gone = noted(medium.id, data, store, "absent")
            self.seen.append(replace(gone, quarantined=aside))
        done = Deposit("there_already") if state == "fine" else self._keep(medium, store, place)
        there = noted(medium.id, data, store, "fine")
        self.seen.append(replace(there, copied=done.outcome == "copied"))
        now = self.session.now()
        return replace(result, outcome=done.outcome, quarantined=aside, verified=now)

    def _keep(self, medium: Medium, store: str, place: Place) -> Deposit:
        """A new copy: from the case or the store named, else from any other that is sound."""
        data, owner = medium.sidecar, owner_of(self.holding)
        ways = Ways(self.holding, self.shelf, self.ledger, self.source)
        sources = readings(ways, medium, but=store)
        for read in sources:
            try:
                return keep(place, Item(data.sha256, data.size_bytes, read), owner, self.moved)
            except SourceTrouble:
                continue
        raise unsound(self.holding, medium)


def owner_of(holding: Holding) -> str:
    """Marks the unfinished uploads of one case of one bureau, for whoever holds its lock."""
    seed = f"{holding.profile.id or holding.bureau.resolve()} {holding.page}"
    return hashlib.sha256(seed.encode("utf-8", "surrogateescape")).hexdigest()[:12]
