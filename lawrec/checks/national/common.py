"""What the rules of national law share: which case they are for, dated law, and its periods."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from lawrec.checks.base import Outcome, not_applicable, unsure, violated
from lawrec.checks.facts.approvals import case_unreadable
from lawrec.checks.facts.calendar import within_working_days
from lawrec.checks.facts.case import Facts
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import CaseKind
from lawrec.schema.moments import Tri, day_of, first_instant, last_instant, not_after, within
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import Page

Moment = date | datetime
_MONTHS = 12


def outside(case: Facts, kind: CaseKind, *, procedure: str | None = None) -> Outcome | None:
    """Why a law is no measure for this case: it is of another kind, or of another procedure."""
    page = case.case
    if page is None:
        return case_unreadable(case)
    if page.kind != kind:
        return not_applicable(N_("A case of another kind"), absent=("case",))
    if procedure == "summary" and page.procedure != "summary":
        return not_applicable(N_("The case is under the ordinary procedure"))
    if procedure == "general" and page.procedure == "summary":
        return not_applicable(N_("Summary procedure decides on the spot"))
    return None


def in_force(case: Facts, clause: str, moment: Moment | None) -> bool:
    """Whether the row was law on that day; an unknown day is taken for one on which it was.

    The law is that of the day of the act, not that of the day of judging.
    """
    row = case.rulebook.clause(clause)
    if row is None or moment is None:
        return True
    day = day_of(moment)
    return (row.from_ is None or row.from_ <= day) and (row.to is None or day <= row.to)


def earlier_law(clause: str) -> Outcome:
    """The row was not law yet, or no longer."""
    return not_applicable(N_("Not the law of that day: {clause}"), clause=clause)


def in_period(case: Facts, clause: str, name: str, start: Moment, end: Moment) -> Tri:
    """Whether `end` lies within the period of the row from `start`, in the unit that it states."""
    number = case.rulebook.number(clause, name)
    count = int(number.value)
    if number.unit == "hours":
        return within(start, end, timedelta(hours=count))
    if number.unit == "working_days":
        return within_working_days(case.calendar, day_of(start), day_of(end), count)
    last = (
        add_months(day_of(start), count)
        if number.unit == "months"
        else day_of(start) + timedelta(days=count)
    )
    return "yes" if day_of(end) <= last else "no"


def add_months(day: date, count: int) -> date:
    """The same day so many months later, or the last one of that month."""
    month = day.month - 1 + count
    year, month = day.year + month // _MONTHS, month % _MONTHS + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError(day)


def before(one: Moment | None, other: Moment | None) -> Tri:
    """Whether the first certainly comes no later than the second."""
    return "unknown" if one is None or other is None else not_after(one, other)


def running(case: Facts, clause: str, name: str, start: Moment) -> bool:
    """Whether the period from `start` may still be running at the time of judging."""
    return in_period(case, clause, name, start, case.as_of) != "no"


def blank(case: Facts, page: Page[Record], *fields: str) -> Iterator[Outcome]:
    """A violation for each of these fields that the paper leaves empty."""
    for field in fields:
        value = getattr(page.data, field, None)
        empty = is_blank(value) if isinstance(value, str) or value is None else not value
        if empty:
            yield violated(
                "law_content_missing",
                N_("{record} {kind} does not state: {field}"),
                page.at(field),
                curable=True,
                remedy=f"lawrec amend {case.label} {page.id} --reason ... --set {field}=...",
                root=("law_content", page.id, field),
                record=page.id,
                kind=case.kind_of(page.data),
                field=field,
            )


def late(
    case: Facts, clause: str, name: str, page: Page[Record], *, answer: Tri, since: Moment | None
) -> Outcome:
    """A paper that came after its period, or where the calendar does not tell."""
    number = case.rulebook.number(clause, name)
    row = case.rulebook.clause(clause)
    if answer == "no":
        return violated(
            "law_period_over",
            N_("{record} {kind} came after the {count} {unit} from {since} that the law gives"),
            page.at("made_at"),
            curable=False,
            root=("law_period", clause, page.id),
            record=page.id,
            kind=case.kind_of(page.data),
            count=int(number.value),
            unit=number.unit,
            since=since,
        )
    return unsure(
        "law_period_unknown",
        N_(
            "{record} {kind}: whether it came within the {count} {unit} from {since} cannot be "
            "told without a date, or a calendar of that year"
        ),
        page.at("made_at"),
        severity="warning" if row is not None and row.severity == "error" else "note",
        remedy=f"lawrec attest {case.label} {clause} --basis ...",
        root=("law_period", clause, page.id),
        record=page.id,
        kind=case.kind_of(page.data),
        count=int(number.value),
        unit=number.unit,
        since=since,
    )


def instants(moment: Moment) -> tuple[datetime, datetime]:
    """The first and the last instant that a moment can mean."""
    return first_instant(moment), last_instant(moment)
