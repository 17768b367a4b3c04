"""Article 25, paragraph 1: the 30 days from the end of enforcement to archiving (25.1b, 25.1c)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from lawrec.checks.base import (
    Outcome,
    excused,
    met,
    not_applicable,
    pending,
    rule,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts.approvals import case_unreadable
from lawrec.checks.facts.archiving import (
    approved_by_legal,
    archive_date_supported,
    archived_on,
    archiving,
    cites,
    deadline,
    in_time,
    other_period,
    period_overrides,
    transfer,
)
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.ending import End, closed, closure, ends
from lawrec.i18n import N_
from lawrec.schema.moments import day_of
from lawrec.schema.snapshot import Place


@rule("25.1b")
def archived_in_time(case: Facts) -> Iterator[Outcome]:
    """The case is archived within 30 days after enforcement in it has ended.

    Duty: from the end event of this kind of case, the file goes to the archive in 30 days.
    Lawful: transferred on day 30 or earlier, or within another period set by upper law.
    Unlawful: later than 30 days after every day that can be taken as the end.
    Remedy: none; archive at once, the delay stays on record and does not bar archiving.
    """
    if case.case is None:
        yield case_unreadable(case)
        return
    found = ends(case)
    if not found:
        yield _no_end(case)
        return
    yield from _stated_end(case, found)
    on = archived_on(case)
    if on is None and archiving(case):
        yield _undated(case)
    elif on is None:
        yield _not_archived(case, found)
    else:
        yield _archived(case, found, on)


def _no_end(case: Facts) -> Outcome:
    if not archiving(case) and not closed(case):
        return pending(
            "end_to_come",
            N_("Enforcement in this case goes on; the period for archiving has not begun"),
            case.case_place,
        )
    return unsure(
        "end_not_shown",
        N_("No paper shows on which day enforcement ended, so the period cannot be counted"),
        case.case_place,
        severity="error",
        remedy=f"lawrec add-record {case.label} performance_record",
        root=("end",),
    )


def _stated_end(case: Facts, found: tuple[End, ...]) -> Iterator[Outcome]:
    """The closing form names another day than the papers show."""
    form = closure(case)
    stated = form.data.ended_on if form else None
    if form is not None and stated is not None and stated not in {end.day for end in found}:
        yield satisfied_but(
            "warning",
            "end_stated_otherwise",
            N_("{record} states {stated} as the end; {item} shows {shown}, which counts"),
            form.at("ended_on"),
            record=form.id,
            stated=stated,
            item=found[0].item,
            shown=found[0].day,
        )


def _undated(case: Facts) -> Outcome:
    record = transfer(case)
    return unsure(
        "archive_date_missing",
        N_("The transfer record bears no date, so when the case was archived is not known"),
        record.at("made_at") if record else case.case_place,
        severity="error",
    )


def _not_archived(case: Facts, found: tuple[End, ...]) -> Outcome:
    """Not archived yet: still in time, late under some readings, or under all."""
    other = other_period(case)
    first, last = found[0], found[-1]
    answers = {in_time(case, day_of(case.as_of), end) for end in found}
    if "no" not in answers and "unknown" not in answers:
        return pending(
            "archive_due",
            N_("Enforcement ended on {day} ({item}); archive the case by {last}"),
            case.case_place,
            due=deadline(case, first),
            remedy=f"lawrec archive {case.label}",
            day=first.day,
            item=first.item,
            last=deadline(case, first),
        )
    if other is not None:
        return pending(
            "archive_other_period",
            N_("Not archived yet; the period of {basis} applies, which lawrec does not compute"),
            case.case_place,
            basis=other.basis,
        )
    if answers == {"no"}:
        return _late(case, "not_archived", case.case_place, last, case.as_of)
    return _in_doubt(case, found, case.as_of, case.case_place)


def _archived(case: Facts, found: tuple[End, ...], on: date | datetime) -> Outcome:
    record = transfer(case)
    place = record.at("made_at") if record else case.case_place
    first, last = found[0], found[-1]
    answers = {in_time(case, day_of(on), end) for end in found}
    if day_of(on) < first.day:
        return unsure(
            "archived_before_end",
            N_("Archived on {on}, though enforcement ended only on {day} ({item})"),
            place,
            on=on,
            day=first.day,
            item=first.item,
        )
    if answers == {"yes"}:
        return met() if archive_date_supported(case, deadline(case, first)) else _declared(case)
    if (other := other_period(case)) is not None:
        return excused(
            "archive_other_period_used",
            N_("Archived on {on}, later than the usual period; {basis} sets another one"),
            place,
            on=on,
            basis=other.basis,
        )
    if answers == {"no"}:
        return _late(case, "archived_late", place, last, on)
    return _in_doubt(case, found, on, place)


def _late(case: Facts, code: str, place: Place, end: End, on: date | datetime) -> Outcome:
    """Late from every day that can be taken as the end; `end` is the one most in favour."""
    message = (
        N_("Enforcement ended on {day} ({item}) at the latest; archived only on {on}, late")
        if code == "archived_late"
        else N_("Enforcement ended on {day} ({item}) at the latest; on {on} it is not archived yet")
    )
    return violated(
        code,
        message,
        place,
        curable=False,
        remedy=f"lawrec archive {case.label}" if code == "not_archived" else None,
        due=deadline(case, end),
        absent=("archive_transfer_record",) if code == "not_archived" else (),
        day=end.day,
        item=end.item,
        on=on,
    )


def _in_doubt(case: Facts, found: tuple[End, ...], on: date | datetime, place: Place) -> Outcome:
    """Late from one end and in time from another, or in time only if the last day was of rest."""
    first, last = found[0], found[-1]
    if in_time(case, day_of(on), last) == "unknown":
        return unsure(
            "last_day_may_be_rest",
            N_("On {on}, after the last day {last}: in time only if that day was a day of rest"),
            place,
            remedy=f"lawrec attest {case.label} 25.1b --basis ...",
            on=on,
            last=deadline(case, last),
        )
    return unsure(
        "late_from_one_end",
        N_("On {on}: late counted from {first} ({one}), in time counted from {last} ({other})"),
        place,
        remedy=f"lawrec attest {case.label} 25.1b --basis ...",
        on=on,
        first=first.day,
        one=first.item,
        last=last.day,
        other=last.item,
    )


def _declared(case: Facts) -> Outcome:
    record = transfer(case)
    item = record.id if record else ""
    return unsure(
        "declared_time_only",
        N_("{record}: only the typed entry says when the case was archived"),
        record.at("made_at") if record else case.case_place,
        remedy=f"lawrec seen {case.label} {item} --kept-at ... --by ...",
        root=("declared", item),
        record=item,
    )


@rule("25.1c")
def other_period_cited(case: Facts) -> Iterator[Outcome]:
    """Another period for archiving rests on a law, regulation or rule that is cited.

    Duty: whoever goes by another period names the provision, with the legal section's approval.
    Lawful: an override of the 30 days that cites its basis and names a legal reviewer.
    Unlawful: an override without a basis; internal papers are none.
    Remedy: cite the provision, or drop the override.
    """
    entries = period_overrides(case)
    if not entries:
        yield not_applicable(N_("No other period for archiving is claimed"), absent=("case",))
    for index, entry in entries:
        page = case.snapshot.case
        place = page.at("overrides", index) if page else case.case_place
        if not cites(entry.basis):
            yield violated(
                "override_without_basis",
                N_("Another period for archiving is claimed without the provision that sets it"),
                place,
                curable=True,
            )
        elif not approved_by_legal(case, entry):
            yield unsure(
                "override_not_approved",
                N_("{who} claims another period; nothing shows that the legal section approved it"),
                place,
                who=entry.by,
            )
        else:
            yield met()
