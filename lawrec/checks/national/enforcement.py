"""Administrative Coercion Law 35, 53 to 55: the demand, and the application to the court."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, met, not_applicable, rule, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.service import services
from lawrec.checks.national.common import blank, earlier_law, in_force, in_period
from lawrec.i18n import N_
from lawrec.schema.records.common import OutwardPaper
from lawrec.schema.records.service import CourtPaper, DemandNotice
from lawrec.schema.snapshot import Page

DEMAND = "demand_notice"
APPLICATION = "court_enforcement_application"
_MONEY = frozenset(("fine", "罚款", "confiscation", "没收"))


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
        gaps = list(blank(case, page, "deadline", "way", "rights_told"))
        decisions = case.typed(case.records_of("penalty_decision"), OutwardPaper)
        if any(order.type in _MONEY for d in decisions for order in d.data.orders):
            gaps += blank(case, page, "amount_yuan")
        yield from gaps or [met()]


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
    Lawful: what a person finds by the decision's own time limit.
    Unlawful: filed more than three months after the latest time to sue.
    Remedy: none; the court will refuse a late application.
    """
    for page in _applications(case, "ael.53"):
        yield page if isinstance(page, Outcome) else _three_months(case, page)


def _three_months(case: Facts, page: Page[CourtPaper]) -> Outcome:
    """The time to sue differs from law to law, so that only the soonest answer is certain."""
    filed = page.data.filed_at or page.data.made_at
    served = [
        service.counts_from
        for decision in case.records_of("penalty_decision")
        for service in services(case, decision.id)
        if service.counts_from is not None
    ]
    if filed is not None and served:
        soonest = in_period(case, "ael.53", "court_application", min(served, key=str), filed)
        if soonest == "yes":
            return met()
    return unsure(
        "law_time_to_sue",
        N_("{record}: the time to sue is not known, so neither are the {months} months after it"),
        page.at("filed_at"),
        remedy=f"lawrec attest {case.label} ael.53 --basis ...",
        record=page.id,
        months=case.number("ael.53", "court_application"),
    )


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
    demands = case.records_of(DEMAND)
    filed = page.data.filed_at or page.data.made_at
    served = [s.counts_from for d in demands for s in services(case, d.id) if s.counts_from]
    if not demands:
        return violated(
            "law_no_demand",
            N_("{record} was filed, and no demand came before it"),
            page.at(),
            curable=False,
            absent=(DEMAND,),
            record=page.id,
        )
    answers = (
        {in_period(case, "ael.54", "demand_wait", on, filed) for on in served} if filed else set()
    )
    if answers == {"no"}:
        return met()
    days = case.number("ael.54", "demand_wait")
    if "yes" in answers:
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
        record=page.id,
        days=days,
    )


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
        gaps = list(blank(case, page, "made_at"))
        signed = [s for s in page.data.signatures if s.status == "signed"]
        head = any(
            case.has_duty(s.who, "organ_head", page.data.made_at) == "yes"
            for s in signed
            if s.as_ != "organ"
        )
        if not head:
            gaps.append(_unsigned(case, page, N_("{record} is not signed by a head of the organ")))
        if not any(s.as_ == "organ" for s in signed):
            gaps.append(_unsigned(case, page, N_("{record} does not bear the organ's seal")))
        yield from gaps or [met()]


def _unsigned(case: Facts, page: Page[CourtPaper], text: str) -> Outcome:
    return violated(
        "law_application_unsigned",
        text,
        page.at("signatures"),
        curable=True,
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set signatures=...",
        root=("law_application", page.id, text),
        record=page.id,
    )


RULES: tuple[Rule, ...] = (
    demand_states,
    within_three_months,
    ten_days_after_the_demand,
    signed_by_the_head,
)
