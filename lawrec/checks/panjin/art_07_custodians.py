"""Article 7: the unit itself archives and keeps, and names who does."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import (
    Outcome,
    Rule,
    met,
    pending,
    rule,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts.approvals import case_unreadable
from lawrec.checks.facts.archiving import archiving, transfer
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.custody import custodian_is_officer, to_officer
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.archiving import ArchiveTransferRecord, MediaHandoverRecord
from lawrec.schema.snapshot import Page


@rule("7.1")
def kept_by_the_unit(case: Facts) -> Iterator[Outcome]:
    """The unit that handled the case archives and keeps it.

    Duty: the section or institution is the unit that archives, stores and keeps.
    Lawful: handed over within the unit; an archive of the bureau with a custodian is accepted.
    Unlawful: handed over to a body that the bureau does not have (a warning).
    Remedy: put the file into the unit's own keeping and amend the transfer record.
    """
    record = transfer(case)
    if case.case is None:
        yield case_unreadable(case)
    elif record is None:
        yield _no_transfer(case) if archiving(case) else _later(case)
    elif record.data.to_unit is None or is_blank(record.data.to_unit):
        yield unsure(
            "archive_unit_blank",
            N_("{record} does not say which unit keeps the file"),
            record.at("to_unit"),
            remedy=f"lawrec amend {case.label} {record.id} --reason ... --set to_unit=...",
            record=record.id,
        )
    else:
        yield _keeper(case, record, record.data.to_unit, case.case.unit)


def _later(case: Facts) -> Outcome:
    return pending("at_archiving", N_("Due when the case is archived"), case.case_place)


def _no_transfer(case: Facts) -> Outcome:
    return unsure(
        "transfer_missing",
        N_("No transfer record says to whom the file was handed over"),
        case.case_place,
        severity="warning",
        remedy=f"lawrec archive {case.label}",
        root=("transfer",),
    )


def _keeper(case: Facts, record: Page[ArchiveTransferRecord], to_unit: str, unit: str) -> Outcome:
    if to_unit.startswith(unit):
        return met()
    place = record.at("to_unit")
    posts = [post for officer in case.snapshot.bureau.officers.values() for post in officer.posts]
    if any(post.unit == to_unit and "custodian" in post.duties for post in posts):
        return satisfied_but(
            "note",
            "kept_centrally",
            N_("The file of {unit} is kept by {keeper}, which has a custodian of its own"),
            place,
            unit=unit,
            keeper=to_unit,
        )
    known = {*(case.profile.units if case.profile else ()), *(post.unit for post in posts)}
    if case.profile is None or to_unit in known:
        return unsure(
            "keeper_undeclared",
            N_(
                "The file of {unit} is kept by {keeper}: by the letter the unit itself keeps it; a "
                "common archive of the bureau would do, but no custodian there is named"
            ),
            place,
            remedy=f"lawrec amend {case.label} {record.id} --reason ... --set to_unit=...",
            unit=unit,
            keeper=to_unit,
        )
    return violated(
        "kept_elsewhere",
        N_("The file of {unit} is kept by {keeper}, which is no unit of the bureau"),
        place,
        curable=True,
        remedy=f"lawrec amend {case.label} {record.id} --reason ... --set to_unit=...",
        unit=unit,
        keeper=to_unit,
    )


@rule("7.2b")
def handed_to_custodian(case: Facts) -> Iterator[Outcome]:
    """Whoever receives footage or the file is a custodian in office on that day.

    Duty: dedicated staff archive, keep and manage the use of text and footage.
    Lawful: the receiver has the duty of a custodian on the day of the hand-over.
    Unlawful: another person receives it (a warning); a custodian who handles the case is shown.
    Remedy: hand it on to the custodian, and record that.
    """
    pages = case.typed(case.records_of("media_handover_record"), MediaHandoverRecord)
    record = transfer(case)
    if not pages and record is None:
        yield _no_transfer(case) if archiving(case) else _later(case)
    for page in pages:
        yield from _handover(case, page)
    if record is not None:
        yield from _transfer(case, record)


def _handover(case: Facts, page: Page[MediaHandoverRecord]) -> Iterator[Outcome]:
    who = page.data.to
    if who is None or is_blank(who):
        yield unsure(
            "receiver_blank",
            N_("{record} {kind} does not say who received it"),
            page.at("to"),
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set to=...",
            record=page.id,
            kind=case.kind_of(page.data),
        )
        return
    yield _receiver(case, page, who)
    concerned = [m for item in page.data.about if (m := case.medium(item)) is not None]
    if any(to_officer(case, medium, page) for medium in concerned):
        yield custodian_is_officer(page)


def _transfer(case: Facts, record: Page[ArchiveTransferRecord]) -> Iterator[Outcome]:
    names = [s.who for s in record.data.signatures if s.as_ == "custodian"]
    if not names:
        yield unsure(
            "receiver_blank",
            N_("{record} {kind} does not say who received it"),
            record.at("signatures"),
            remedy=f"lawrec amend {case.label} {record.id} --reason ... --set signatures=...",
            record=record.id,
            kind=case.kind_of(record.data),
        )
    for who in names:
        yield _receiver(case, record, who)


def _receiver(
    case: Facts, page: Page[MediaHandoverRecord] | Page[ArchiveTransferRecord], who: str
) -> Outcome:
    answer = case.has_duty(who, "custodian", page.data.made_at)
    if answer == "yes":
        return met()
    if answer == "unknown":
        return unsure(
            "receiver_unknown",
            N_("{record} {kind}: whether {who} was a custodian on that day is not known"),
            page.at("to"),
            root=("receiver", page.id),
            record=page.id,
            kind=case.kind_of(page.data),
            who=who,
        )
    return violated(
        "receiver_no_custodian",
        N_("{record} {kind}: {who} was no custodian on that day"),
        page.at("to"),
        curable=True,
        remedy=f"lawrec add-record {case.label} media_handover_record",
        root=("receiver", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
        who=who,
    )


RULES: tuple[Rule, ...] = (kept_by_the_unit, handed_to_custodian)
