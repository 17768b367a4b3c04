"""Article 25, paragraph 1: a file for each case, complete, in order, archived by the law."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, met, pending, rule, unsure, violated
from lawrec.checks.facts.archiving import archiving, transfer
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.catalogue import (
    catalogue,
    dangling,
    item_absent,
    misnumbered,
    unlisted,
)
from lawrec.checks.panjin.art_25_archiving.par_1_period import archived_in_time, other_period_cited
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.archiving import ArchiveCatalogue
from lawrec.schema.snapshot import Page


def _later(case: Facts) -> Outcome:
    """The clause is judged when the case is archived."""
    return pending("at_archiving", N_("Due when the case is archived"), case.case_place)


@rule("25.1a")
def file_set_up(case: Facts) -> Iterator[Outcome]:
    """Each archived case has a file with a catalogue.

    Duty: the papers and footage of a case form one file.
    Lawful: a final catalogue lies in the case when it is archived.
    Unlawful: archived without a catalogue (a warning: the text does not name it).
    Remedy: archiving makes the catalogue.
    """
    if catalogue(case) is not None:
        yield met()
    elif not archiving(case):
        yield _later(case)
    else:
        yield _no_catalogue(case)


def _no_catalogue(case: Facts) -> Outcome:
    return violated(
        "catalogue_missing",
        N_("The case has no catalogue of its file"),
        case.case_place,
        curable=True,
        remedy=f"lawrec archive {case.label}",
        root=("catalogue",),
        absent=("archive_catalogue",),
    )


@rule("25.1d")
def material_collected(case: Facts) -> Iterator[Outcome]:
    """All records and footage that the file refers to are there, unchanged.

    Duty: when a case is archived its text and footage are collected completely.
    Lawful: every reference finds its record or medium, and every medium its file.
    Unlawful: a record or file that something refers to is absent, or its content differs.
    Remedy: put the file back as it was; `verify` shows what was removed or changed.
    """
    if not archiving(case):
        yield _later(case)
        return
    yield met()
    for item, named in dangling(case).items():
        if not all(reference.listed for reference in named):
            yield item_absent(case, item, named)
    for medium in case.snapshot.media:
        state = case.snapshot.media_state.get(medium.id, "present")
        if state in ("absent", "differs"):
            yield violated(
                f"file_{state}",
                N_("{item}: the file of this medium is not there")
                if state == "absent"
                else N_("{item}: the file of this medium is not the one that was stored"),
                medium.at(),
                curable=True,
                remedy=f"lawrec verify {case.label}",
                root=("file", medium.id),
                item=medium.id,
            )


@rule("25.1e")
def material_in_order(case: Facts) -> Iterator[Outcome]:
    """The catalogue and the material match one to one, in order.

    Duty: the file is arranged in order, and its catalogue lists what lies in it.
    Lawful: each record and medium has one line, numbered from 1; scans of records need none.
    Unlawful: something without a line, a line without its item, numbers that jump (a warning).
    Remedy: make the catalogue again.
    """
    if not archiving(case):
        yield _later(case)
        return
    listing = catalogue(case)
    if listing is None:
        yield _no_catalogue(case)
        return
    yield met()
    for item, named in dangling(case).items():
        if any(reference.listed for reference in named):
            yield item_absent(case, item, named)
    missing, misplaced = unlisted(case), misnumbered(listing)
    if missing:
        text = N_("{record}: these have no line in the catalogue: {items}")
        yield _listing_fault(case, listing, "not_listed", text, missing)
    if misplaced:
        text = N_("{record}: these stand twice in the catalogue or out of number: {items}")
        yield _listing_fault(case, listing, "catalogue_order", text, misplaced)


def _listing_fault(
    case: Facts,
    listing: Page[ArchiveCatalogue],
    code: str,
    message: str,
    items: tuple[str, ...],
) -> Outcome:
    return violated(
        code,
        message,
        listing.at("entries"),
        curable=True,
        remedy=f"lawrec amend {case.label} {listing.id} --reason ... --set entries=...",
        record=listing.id,
        items=items,
    )


@rule("25.1f")
def retention_named(case: Facts) -> Iterator[Outcome]:
    """The transfer to the archive states how long the file is kept.

    Duty: the file is archived and kept as the Archives Law asks.
    Lawful: the transfer record states the retention period.
    Unlawful: archived without a retention period: whether the law is kept then stays open.
    Remedy: complete the transfer record from the unit's retention table.
    """
    record = transfer(case)
    if record is None:
        yield _later(case) if not archiving(case) else _no_retention(case, None)
    elif is_blank(record.data.retention):
        yield _no_retention(case, record.id)
    else:
        yield met()


def _no_retention(case: Facts, record: str | None) -> Outcome:
    page = case.record(record)
    return unsure(
        "retention_missing",
        N_("No transfer record states the retention period of the file"),
        page.at("retention") if page else case.case_place,
        severity="warning",
        remedy=(
            f"lawrec amend {case.label} {record} --reason ... --set retention=..."
            if record
            else f"lawrec archive {case.label}"
        ),
    )


RULES: tuple[Rule, ...] = (
    file_set_up,
    archived_in_time,
    other_period_cited,
    material_collected,
    material_in_order,
    retention_named,
)
