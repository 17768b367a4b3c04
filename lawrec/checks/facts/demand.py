"""The demand before enforcement: made, before it, and served (articles 23.1 and 24)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from lawrec.checks.base import (
    Outcome,
    met,
    not_applicable,
    pending,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts.calendar import within_working_days
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.enforcement import (
    APPLICATION,
    OWN,
    Enforcement,
    performed,
)
from lawrec.checks.facts.paper_service import no_receipt
from lawrec.checks.facts.service import Service, returned, services, unserved
from lawrec.checks.facts.support import dated_support, entered_by
from lawrec.i18n import N_
from lawrec.schema.moments import day_of, first_instant, not_after
from lawrec.schema.records.common import Record
from lawrec.schema.report import WORST_FIRST
from lawrec.schema.snapshot import Page

KIND = "demand_notice"


def demands(case: Facts, one: Enforcement) -> list[Page[Record]]:
    """The demands that may be those for this enforcement: none for another decision alone."""
    found = case.records_of(KIND)
    return [
        page
        for page in found
        if not one.about
        or not page.data.about
        or page.id in one.about
        or one.about & set(page.data.about)
    ]


def not_wanted(case: Facts) -> Outcome:
    """What to say while nobody has enforced anything: no need, not yet, or nobody says."""
    absent = (OWN, APPLICATION, "court_application", "enforcement_result_record", "court_log")
    done, overdue = performed(case), case.answer("overdue")
    if done == "yes" or (overdue == "no" and not (done == "no" and over(case))):
        none = N_("No enforcement is wanted: the party is not overdue, or has performed")
        return not_applicable(none, absent=absent)
    decided = case.records_of("penalty_decision", "summary_penalty_decision", OWN)
    if not decided and overdue == "unknown":
        return not_applicable(N_("Nothing has been decided that could be enforced"), absent=absent)
    if not over(case):
        return pending(
            "demand_to_come",
            N_("Should the decision have to be enforced, a demand comes first, and is served"),
            case.case_place,
            remedy=f"lawrec add-record {case.label} {KIND}",
        )
    if overdue == "unknown":
        return unsure(
            "overdue_undeclared",
            N_("Whether the party failed to perform in time is not declared"),
            case.case_place,
            remedy=f"lawrec declare {case.label} overdue=...",
            also=("24a",),
            root=("overdue",),
        )
    return unsure(
        "not_performed_not_enforced",
        N_(
            "Nothing shows that everything was performed, and no enforcement is in the case; "
            "whether it was needed is not stated"
        ),
        case.case_place,
        remedy=f"lawrec add-record {case.label} performance_record",
        also=("24a",),
        root=("overdue",),
    )


def missing(one: Enforcement, *, drafted: bool) -> Outcome:
    """Enforced without a demand: one finding for all rows that ask for it (P13)."""
    return violated(
        "no_demand",
        N_("{item}: enforcement without a final demand notice; the one in the case is a draft")
        if drafted
        else N_("{item}: enforcement without a demand notice before it"),
        one.place,
        curable=False,
        root=("demand", one.item),
        absent=(KIND,),
        item=one.item,
    )


def best(outcomes: Iterable[list[Outcome]]) -> list[Outcome]:
    """Of several demands the one that stands best; its worst outcome is what counts."""

    def rank(group: list[Outcome]) -> int:
        return min(WORST_FIRST.index(outcome.verdict) for outcome in group)

    return max(outcomes, key=rank)


def before(case: Facts, one: Enforcement) -> list[Outcome]:
    """Whether a demand was made before that enforcement."""
    found = demands(case, one)
    if not found:
        return [missing(one, drafted=bool(case.drafts_of(KIND)))]
    return best([[_made_before(case, page, one)] for page in found])


def _made_before(case: Facts, page: Page[Record], one: Enforcement) -> Outcome:
    made = page.data.made_at
    if made is None or one.at is None:
        return unsure(
            "demand_order_open",
            N_("{record}, {item}: which came first cannot be told; a date is missing"),
            page.at("made_at") if made is None else one.place,
            root=("demand", page.id, one.item),
            record=page.id,
            item=one.item,
        )
    answer = not_after(made, one.at)
    if answer == "no":
        return violated(
            "demand_after",
            N_("{record}: the demand was made on {made}, after {item} of {at}"),
            page.at("made_at"),
            curable=False,
            root=("demand", page.id, one.item),
            record=page.id,
            made=made,
            item=one.item,
            at=one.at,
        )
    if answer == "unknown":
        return unsure(
            "demand_same_day",
            N_("{record}: made on the same day as {item}, and without a time of day"),
            page.at("made_at"),
            root=("demand", page.id, one.item),
            record=page.id,
            item=one.item,
        )
    return met() if _supported(case, page, one) else _declared_only(case, page)


def _supported(case: Facts, page: Page[Record], one: Enforcement) -> bool:
    """Whether something besides the typed entry shows that the demand came first."""
    if dated_support(case, page) is not None or one.at is None:
        return True
    limit = one.at if isinstance(one.at, datetime) else first_instant(one.at)
    return entered_by(case, page, limit)


def _declared_only(case: Facts, page: Page[Record]) -> Outcome:
    return unsure(
        "demand_declared_only",
        N_("{record}: that the demand came first rests on its typed date alone"),
        page.at("made_at"),
        remedy=f"lawrec seen {case.label} {page.id} --kept-at ... --by ...",
        root=("declared", page.id),
        record=page.id,
    )


def served_before(case: Facts, one: Enforcement) -> list[Outcome]:
    """Whether a demand reached the party before that enforcement."""
    found = demands(case, one)
    if not found:
        return [missing(one, drafted=bool(case.drafts_of(KIND)))]
    return best([list(_served(case, page, one)) for page in found])


def _served(case: Facts, page: Page[Record], one: Enforcement) -> Iterator[Outcome]:
    good = [s for s in services(case, page.id) if not returned(s.receipt)]
    if not good or unserved(case, page.id):
        yield no_receipt(case, page)
        return
    for service in good:
        yield _in_time(page, service, one)


def _in_time(page: Page[Record], service: Service, one: Enforcement) -> Outcome:
    on, receipt = service.counts_from, service.receipt
    place, root = receipt.at("signatures"), ("demand_served", page.id, one.item)
    answer = None if on is None or one.at is None else not_after(on, one.at)
    if answer == "yes":
        return met()
    if answer == "no":
        return violated(
            "demand_served_after",
            N_("{record}: the demand took effect on {on}, after {item} of {at}"),
            place,
            curable=False,
            root=root,
            record=receipt.id,
            on=on,
            item=one.item,
            at=one.at,
        )
    code, text = (
        (
            "demand_served_same_day",
            N_("{record}: the demand was served on the day of {item}, without a time of day"),
        )
        if answer == "unknown"
        else (
            "demand_service_open",
            N_("{record}: on which day the demand took effect, before or after {item}, is open"),
        )
    )
    return unsure(code, text, place, root=root, record=receipt.id, item=one.item)


def waited(case: Facts, one: Enforcement) -> Iterator[Outcome]:
    """Whether the days of national law passed after the demand: no more than a warning."""
    days = case.number("23.1c", "demand_wait")
    if not one.court or one.at is None:
        return
    starts = [
        day_of(service.counts_from)
        for page in demands(case, one)
        for service in services(case, page.id)
        if service.counts_from is not None and not_after(service.counts_from, one.at) == "yes"
    ]
    if not starts:
        return
    answer = within_working_days(case.calendar, max(starts), day_of(one.at), days)
    if answer == "no":
        return
    yield satisfied_but(
        "warning" if answer == "yes" else "note",
        "demand_wait_short" if answer == "yes" else "demand_wait_open",
        N_("{item}: applied within {days} working days of the demand, which national law has wait")
        if answer == "yes"
        else N_(
            "{item}: national law has {days} working days pass after the demand; whether they "
            "did cannot be told without the calendar of those years"
        ),
        one.place,
        item=one.item,
        days=days,
    )
