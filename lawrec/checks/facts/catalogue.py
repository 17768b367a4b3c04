"""What the case file refers to and what its catalogue lists, held against what is there (25.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lawrec.checks.base import Outcome, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.i18n import N_
from lawrec.schema.ids import sort_key
from lawrec.schema.records.archiving import ArchiveCatalogue
from lawrec.schema.records.common import Record
from lawrec.schema.records.service import PerformanceRecord
from lawrec.schema.snapshot import Page, Place

UNLISTED_KINDS = frozenset(
    ("archive_catalogue", "archive_transfer_record", "file_cover", "end_sheet")
)
"""Papers that frame the file and need no line in its catalogue; neither do scans of records."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One place that names a record or a medium; `by` is the id or the page that does."""

    item: str
    by: str
    place: Place
    listed: bool = False


def catalogue(case: Facts) -> Page[ArchiveCatalogue] | None:
    """The newest final catalogue."""
    found = case.typed(case.records_of("archive_catalogue"), ArchiveCatalogue)
    return found[-1] if found else None


def references(case: Facts) -> Iterator[Reference]:
    """Every reference to a record or a medium; those of the newest catalogue last."""
    for page in case.snapshot.records:
        for field, items in (("about", page.data.about), ("evidence", page.data.evidence)):
            for index, item in enumerate(items):
                yield Reference(item, page.id, page.at(field, index))
        yield from _performance(page)
    for medium in case.snapshot.media:
        for field, target in (
            ("scan_of", medium.data.scan_of),
            ("continues", medium.data.continues),
        ):
            if target is not None:
                yield Reference(target, medium.id, medium.at(field))
    for name, person in case.snapshot.persons.items():
        if person.authorisation is not None:
            place = case.snapshot.at("persons.yaml", name, "authorisation")
            yield Reference(person.authorisation, name, place)
    for item in case.snapshot.originals:
        yield Reference(item, "originals.yaml", case.snapshot.at("originals.yaml", item))
    listing = catalogue(case)
    for index, entry in enumerate(listing.data.entries if listing else ()):
        if listing is not None:
            yield Reference(entry.item, listing.id, listing.at("entries", index), listed=True)


def _performance(page: Page[Record]) -> Iterator[Reference]:
    if isinstance(page.data, PerformanceRecord):
        for number, entry in enumerate(page.data.orders):
            for item in entry.evidence:
                yield Reference(item, page.id, page.at("orders", number, "evidence"))


def dangling(case: Facts) -> dict[str, list[Reference]]:
    """Records and media that something refers to and that are not there, by their id."""
    return case.once("dangling", lambda: _dangling(case))


def _dangling(case: Facts) -> dict[str, list[Reference]]:
    found: dict[str, list[Reference]] = {}
    for reference in references(case):
        if reference.item[:1] in ("R", "M") and not case.exists(reference.item):
            found.setdefault(reference.item, []).append(reference)
    return {item: found[item] for item in sorted(found, key=sort_key)}


def item_absent(case: Facts, item: str, named: list[Reference]) -> Outcome:
    """The finding for one item that is not there: the same for every clause that it breaks."""
    by = tuple(dict.fromkeys(reference.by for reference in named))
    if item in case.unread_ids:
        return unsure(
            "item_unreadable",
            N_("{item} is named by {by}, but its page cannot be read"),
            named[0].place,
            severity="error",
            remedy=f"lawrec verify {case.label}",
            root=("item", item),
            item=item,
            by=by,
        )
    return violated(
        "item_absent",
        N_("{item} is named by {by}, but it is not in the case"),
        named[0].place,
        curable=True,
        remedy=f"lawrec verify {case.label}",
        root=("item", item),
        item=item,
        by=by,
    )


def unlisted(case: Facts) -> tuple[str, ...]:
    """Final records and media that the catalogue should have and does not."""
    listing = catalogue(case)
    entries = {entry.item for entry in listing.data.entries} if listing else set()
    due = [page.id for page in case.final_records if page.data.kind not in UNLISTED_KINDS]
    due += [page.id for page in case.snapshot.media if page.data.scan_of is None]
    return tuple(sorted(set(due) - entries, key=sort_key))


def misnumbered(listing: Page[ArchiveCatalogue]) -> tuple[str, ...]:
    """Items that stand twice, or whose number does not rise from the line before; gaps are fine."""
    entries = listing.data.entries
    twice = [item for item, times in Counter(e.item for e in entries).items() if times > 1]
    falls = [later.item for one, later in pairwise(entries) if later.number <= one.number]
    return tuple(dict.fromkeys([*twice, *falls]))
