"""Administrative Coercion Law 35, 53 to 55: the demand, and the application to the court."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from lawrec.checks.base import Outcome, Rule, met, not_applicable, rule, unsure, violated
from lawrec.checks.facts.calendar import LONGEST_HOLIDAY, add_months
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import PENALTY
from lawrec.checks.facts.service import services
from lawrec.checks.facts.signatures import look_up, unseen
from lawrec.checks.national.common import (
    Moment,
    before,
    blank,
    earlier_law,
    gap,
    in_force,
    in_period,
    sealed,
    unclear,
    worst,
)
from lawrec.checks.national.penalty_summary import FINES
from lawrec.i18n import N_
from lawrec.schema.moments import Tri, day_of
from lawrec.schema.records.common import OutwardPaper, Record
from lawrec.schema.records.service import CourtPaper, DemandNotice, PerformanceRecord
from lawrec.schema.snapshot import Page

DEMAND = "demand_notice"
APPLICATION = "court_enforcement_application"


@rule("ael.35")
def demand_states(case: Facts) -> Iterator[Outcome]:
    """The demand gives time, way and amount of performance and the rights of the party.

    Duty: in writing, with these contents.
    Lawful: all of them on the paper; an amount only where money is owed.
    Unlawful: one of them left out.
    Remedy: amend the typed demand if the paper states it.
    """
    found = case.typed(case.records_of(DEMAND), DemandNotice)
    if not found:
        yield not_applicable(N_("No demand was made"), absent=(DEMAND,))
    for page in found:
        if not in_force(case, "ael.35", page.data.made_at):
            yield earlier_law("ael.35")
            continue
        gaps = list(blank(case, page, "deadline", "way"))
        if not {"statement", "defence"} <= {r for e in page.data.rights_told for r in e.rights}:
            text = N_("{record} {kind} does not tell of the rights to state and to defend")
            gaps.append(gap(case, page, "rights_told", text))
        yield from [*gaps, *_amount(case, page)] or [met()]


def _amount(case: Facts, page: Page[DemandNotice]) -> Iterator[Outcome]:
    """An amount is asked for where money is still owed; a demand may be for other items only."""
    if page.data.amount_yuan is not None:
        return
    decisions = case.typed(case.records_of(*PENALTY), OutwardPaper)
    named = [decision for decision in decisions if decision.id in page.data.about]
    orders = [order for decision in named or decisions for order in decision.data.orders]
    paid = {
        entry.number
        for record in case.typed(case.records_of("performance_record"), PerformanceRecord)
        for entry in record.data.orders
        if entry.status == "full"
    }
    left = [order for order in orders if order.number not in paid]
    money = [order for order in left if order.type in FINES or order.amount_yuan is not None]
    if money and len(money) == len(left):
        yield from blank(case, page, "amount_yuan")
    elif money:
        text = N_("{record} {kind}: whether it demands money, and how much, is not entered")
        yield unclear(case, page, "amount_yuan", text)


def _applications(case: Facts, clause: str) -> Iterator[Outcome | Page[CourtPaper]]:
    found = case.typed(case.records_of(APPLICATION), CourtPaper)
    if not found:
        yield not_applicable(N_("No court was applied to"), absent=(APPLICATION,))
    for page in found:
        law = in_force(case, clause, page.data.filed_at or page.data.made_at)
        yield page if law else earlier_law(clause)


@rule("ael.53")
def within_three_months(case: Facts) -> Iterator[Outcome]:
    """The court was applied to within three months after the time to sue ran out.

    Duty: three months from the end of the time to sue.
    Lawful: within them, whichever of the times to sue that the decision names has run.
    Unlawful: filed later than by the longest time to sue, or before the shortest has run out.
    Remedy: none; the court will refuse a late application.
    """
    for page in _applications(case, "ael.53"):
        yield page if isinstance(page, Outcome) else _three_months(case, page)


def _three_months(case: Facts, page: Page[CourtPaper]) -> Outcome:
    """The time to sue differs from law to law: only what holds for all of them is certain."""
    filed = page.data.filed_at or page.data.made_at
    ends = _times_to_sue(case, page)
    months = case.number("ael.53", "court_application")
    stopped = case.records_of("review_litigation_record", "instalment_approval")
    names = {"record": page.id, "months": months}
    if filed is not None and ends and not stopped:
        day = day_of(filed)
        if day > add_months(max(ends), months) + LONGEST_HOLIDAY:
            text = N_("{record} was filed more than {months} months after the longest time to sue")
            return _wrong_time(page, text, names)
        if day <= min(ends):
            text = N_("{record} was filed before even the shortest time to sue had run out")
            return _wrong_time(page, text, names)
        if max(ends) < day <= add_months(min(ends), months):
            return met()
    return unsure(
        "law_time_to_sue",
        N_("{record}: the time to sue is not known, so neither are the {months} months after it"),
        page.at("filed_at"),
        remedy=f"lawrec attest {case.label} ael.53 --basis ...",
        **names,  # type: ignore[arg-type]
    )


_LIMIT = re.compile(r"(\d+|[一二三四五六十]+)\s*(日|天|个月)")
_DIGITS = {"三": 3, "六": 6, "十": 10, "十五": 15, "六十": 60}


def _wrong_time(page: Page[CourtPaper], text: str, names: dict[str, object]) -> Outcome:
    return violated("law_court_time", text, page.at("filed_at"), curable=False, **names)  # type: ignore[arg-type]


def _times_to_sue(case: Facts, page: Page[CourtPaper]) -> list[date]:
    """The days on which a time to sue may have run out, by the decision or by the laws."""
    decisions = case.typed(case.records_of(*PENALTY), OutwardPaper)
    named = [decision for decision in decisions if decision.id in page.data.about]
    found: list[date] = []
    for decision in named or decisions:
        served = [s.counts_from for s in services(case, decision.id)]
        if not served or None in served:
            return []
        days = [day_of(on) for on in served if on is not None]
        found += [end for day in days for end in _ends(case, decision, day)]
    return found


def _ends(case: Facts, decision: Page[OutwardPaper], day: date) -> Iterator[date]:
    told = [e.within or "" for e in decision.data.rights_told if "litigation" in e.rights]
    stated = [match.groups() for text in told for match in _LIMIT.finditer(text)]
    for number, unit in stated:
        count = int(number) if number.isdigit() else _DIGITS.get(number)
        if count is None:
            stated = []
            break
        yield add_months(day, count) if unit == "个月" else day + timedelta(days=count)
    if not stated:
        yield day + timedelta(days=case.number("ael.53", "shortest_suit"))
        yield add_months(day, case.number("ael.53", "longest_suit"))


@rule("ael.54")
def ten_days_after_the_demand(case: Facts) -> Iterator[Outcome]:
    """The court was applied to only when ten working days had passed since the demand was served.

    Duty: the party has ten working days after the demand.
    Lawful: filed after them.
    Unlawful: filed within them, or without any demand.
    Remedy: none; apply again after a demand.
    """
    for page in _applications(case, "ael.54"):
        yield page if isinstance(page, Outcome) else _after_demand(case, page)


def _after_demand(case: Facts, page: Page[CourtPaper]) -> Outcome:
    """A demand belongs to the application that names it, or that is for the same decision."""
    filed = page.data.filed_at or page.data.made_at
    every = case.records_of(DEMAND)
    linked = set(page.data.about)
    demands = [d for d in every if d.id in linked or linked & set(d.data.about)] or every
    if not demands or all(before(d.data.made_at, filed) == "no" for d in demands):
        return _undemanded(case, page)
    days = case.number("ael.54", "demand_wait")
    answer = _waited(case, demands, filed)
    if answer == "yes":
        return met()
    if answer == "no":
        return violated(
            "law_demand_wait",
            N_("{record} was filed within {days} working days of the demand"),
            page.at("filed_at"),
            curable=False,
            record=page.id,
            days=days,
        )
    return unsure(
        "law_demand_wait_unknown",
        N_("{record}: whether {days} working days passed since the demand cannot be told"),
        page.at("filed_at"),
        remedy=f"lawrec attest {case.label} ael.54 --basis ...",
        record=page.id,
        days=days,
    )


def _waited(case: Facts, demands: list[Page[Record]], filed: Moment | None) -> Tri:
    """Whether the time passed since every service of them; a later one may be a reminder only."""
    served = [s.counts_from for demand in demands for s in services(case, demand.id)]
    if filed is None or not served or None in served:
        return "unknown"
    within_it = [in_period(case, "ael.54", "demand_wait", on, filed) for on in served if on]
    answer = worst(within_it)
    return {"yes": "no", "no": "yes"}.get(answer, "unknown")  # type: ignore[return-value]


def _undemanded(case: Facts, page: Page[CourtPaper]) -> Outcome:
    """Article 59 lets the court be asked to act at once where public safety needs it."""
    words = (page.data.reason, page.data.facts, page.data.content)
    if any(_URGENT.search(text or "") for text in words):
        return unsure(
            "law_no_demand_urgent",
            N_(
                "{record} was filed without a demand; whether urgency (article 59) bears it is open"
            ),
            page.at(),
            remedy=f"lawrec attest {case.label} ael.54 --basis ...",
            record=page.id,
        )
    return violated(
        "law_no_demand",
        N_("{record} was filed, and no demand came before it"),
        page.at(),
        curable=False,
        absent=(DEMAND,),
        record=page.id,
    )


_URGENT = re.compile("紧急|立即执行")


@rule("ael.55")
def signed_by_the_head(case: Facts) -> Iterator[Outcome]:
    """The application is signed by the head, sealed and dated.

    Duty: signature of the head, seal of the organ, date.
    Lawful: all three.
    Unlawful: one is missing.
    Remedy: enter who signed if the paper bears it.
    """
    for page in _applications(case, "ael.55"):
        if isinstance(page, Outcome):
            yield page
            continue
        gaps = [*blank(case, page, "made_at"), *_by_head(case, page)]
        gaps += sealed(case, page, N_("{record} {kind} does not bear the organ's seal"))
        yield from gaps or [met()]


def _by_head(case: Facts, page: Page[CourtPaper]) -> Iterator[Outcome]:
    """A head may sign for the organ; who is not in the roster may be one."""
    organ = case.profile.bureau.name if case.profile else None
    signed = {s.who for s in page.data.signatures if s.status == "signed" and s.who != organ}
    answers = {who: case.has_duty(who, "organ_head", page.data.made_at) for who in signed}
    heads = [who for who, answer in answers.items() if answer == "yes"]
    if heads:
        found = [look_up(case, page, who) for who in heads]
        if not any(one.state == "seen" for one in found):
            yield unseen(case, page, found[0])
    elif "unknown" in answers.values():
        text = N_("{record} {kind}: whether a head of the organ signed it cannot be told")
        yield unclear(case, page, "signatures", text)
    else:
        text = N_("{record} {kind} is not signed by a head of the organ")
        yield gap(case, page, "signatures", text)


RULES: tuple[Rule, ...] = (
    demand_states,
    within_three_months,
    ten_days_after_the_demand,
    signed_by_the_head,
)
