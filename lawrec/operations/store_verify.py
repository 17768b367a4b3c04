"""Reading the copies in a store whole, part by part; what is false is moved aside, not deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from lawrec.media.stores.deposit import state_in
from lawrec.media.stores.opening import Shelf
from lawrec.operations.copies import Noted, note
from lawrec.operations.holdings import Medium, declared, holding_of, of_page
from lawrec.operations.progress import Progress
from lawrec.operations.sampling import Fraction, select
from lawrec.operations.session import Session
from lawrec.operations.store_check import own
from lawrec.operations.store_copy import CopyResult, copy_planned
from lawrec.operations.store_place import open_store_again
from lawrec.schema.copies import CopyState
from lawrec.store.copies import all_copies

_NOTE_AFTER = 64


@dataclass(frozen=True, slots=True)
class CopySeen:
    """One copy of a store as it was read now, and which case it belongs to."""

    page: str
    item: str
    sha256: str
    size: int
    state: CopyState
    verified_at: datetime | date | None = None

    @property
    def case(self) -> str:
        """How commands name the case."""
        return self.page.removeprefix("copies/").removesuffix(".yaml")


@dataclass(frozen=True, slots=True)
class StoreVerification:
    """One run: how many copies the store has by the ledger, and those that were read now."""

    store: str
    total: int
    read: tuple[CopySeen, ...]
    repaired: tuple[CopyResult, ...] = ()

    @property
    def faulty(self) -> tuple[CopySeen, ...]:
        """What was not as it was copied."""
        return tuple(seen for seen in self.read if seen.state != "fine")


def verify_store(
    session: Session,
    name: str,
    sample: Fraction | None = None,
    *,
    repair: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> StoreVerification:
    """Read the copies that were read longest ago, and note what was found.

    A `dry_run` reads and says, and neither notes nor mends anything. With `repair` what is false
    is moved into the store's quarantine, and what is missing is copied anew from a sound copy.
    Raises StoreTrouble where the store cannot be reached: that says nothing about its copies,
    and nothing is noted.
    """
    bureau, profile = own(session)
    declared(profile, name)
    shown = progress or Progress()
    known = list(_noted(session, name))
    chosen = select(known, lambda seen: seen.verified_at, sample)
    shown.started(len(chosen), sum(seen.size for seen in chosen))
    with Shelf(bureau) as shelf:
        place = open_store_again(bureau, profile, name, shelf)
        read: list[CopySeen] = []
        waiting: list[CopySeen] = []
        try:
            for seen in chosen:
                state = state_in(place, seen.sha256, seen.size, shown.moved)
                found = CopySeen(seen.page, seen.item, seen.sha256, seen.size, state)
                read.append(found)
                if not dry_run:
                    waiting.append(found)
                if len(waiting) >= _NOTE_AFTER:
                    _note(session, name, waiting)
        finally:
            _note(session, name, waiting)
    faulty = [seen for seen in read if seen.state != "fine"]
    mend = repair and not dry_run
    repaired = tuple(_repair(session, name, faulty, shown)) if mend else ()
    return StoreVerification(name, len(known), tuple(read), repaired)


def repair_store(
    session: Session, name: str, *, dry_run: bool = False, progress: Progress | None = None
) -> StoreVerification:
    """Mend what the ledger has as absent or false in a store, without reading all the rest.

    A `dry_run` says what that is.
    """
    _bureau, profile = own(session)
    declared(profile, name)
    known = list(_noted(session, name))
    faulty = [seen for seen in known if seen.state != "fine"]
    shown = progress or Progress()
    repaired = () if dry_run else tuple(_repair(session, name, faulty, shown))
    return StoreVerification(name, len(known), tuple(faulty), repaired)


def _noted(session: Session, name: str) -> Iterator[CopySeen]:
    bureau, _profile = own(session)
    for page, ledger in all_copies(bureau):
        for item, entry in ledger.items():
            copy = entry.stores.get(name)
            if copy is not None:
                at = copy.verified_at
                yield CopySeen(page, item, entry.sha256, entry.size_bytes, copy.state, at)


def _note(session: Session, name: str, waiting: list[CopySeen]) -> None:
    bureau, _profile = own(session)
    pages: dict[str, list[Noted]] = {}
    for seen in waiting:
        entry = Noted(seen.item, seen.sha256, seen.size, name, seen.state)
        pages.setdefault(seen.page, []).append(entry)
    note(session, bureau, pages)
    waiting.clear()


def _repair(
    session: Session, name: str, faulty: list[CopySeen], shown: Progress
) -> Iterator[CopyResult]:
    """Copy anew, case by case; what has the name meanwhile is moved aside by the copying."""
    bureau, _profile = own(session)
    for page in dict.fromkeys(seen.page for seen in faulty):
        folder = of_page(bureau, page)
        if not folder.is_dir():
            continue
        holding = holding_of(session, folder)
        media = holding.media()
        wanted = [s for s in faulty if s.page == page and _same(media, s)]
        plan = [(seen.item, name) for seen in wanted]
        if plan:
            yield from copy_planned(session, holding, media, plan, None, shown).results


def _same(media: dict[str, Medium], seen: CopySeen) -> bool:
    return seen.item in media and media[seen.item].sidecar.sha256 == seen.sha256
