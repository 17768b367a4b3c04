"""Whether each party was told of statement and defence before a decision against them (12a)."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, not_applicable, pending, unsure, violated
from lawrec.checks.facts.approvals import declared_only, supported
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import exit_of, over
from lawrec.checks.facts.rights import (
    ADVERSE,
    MAY_TELL,
    ORDERS,
    STATEMENT_AND_DEFENCE,
    Telling,
    addressees,
    tellings,
)
from lawrec.checks.facts.rights_measure import in_time
from lawrec.i18n import N_
from lawrec.schema.records.common import Record, Right
from lawrec.schema.records.decision import LicenceDecision
from lawrec.schema.snapshot import Page

TAKING = frozenset(("penalty", "coercion", "expropriation", "requisition"))
"""Kinds of case that aim at a decision against somebody."""


def told_before(case: Facts, decision: Page[Record], party: str, right: Right) -> Outcome:
    """Whether the right was told, on some paper other than the decision, before it."""
    told = [t for t in tellings(case, party, right) if t.paper.id != decision.id]
    if not told:
        return _not_told(case, decision, party)
    if not any(t.reached for t in told):
        return _not_reached(case, decision, party, told[0])
    told = [t for t in told if t.reached]
    made = decision.data.made_at
    answers = [(t, in_time(case, decision, t)) for t in told]
    before = [t for t, answer in answers if answer == "yes"]
    if before:
        backed = any(supported(case, t.carrier, made or case.as_of) for t in before)
        return met() if backed else declared_only(case, before[0].carrier)
    if all(answer == "no" for _, answer in answers):
        return _too_late(case, decision, party, told[0])
    if spot := next((t for t, answer in answers if answer == "one_reading"), None):
        return _on_the_spot(case, decision, party, spot)
    return _order_unknown(case, decision, party)


def _on_the_spot(case: Facts, decision: Page[Record], party: str, told: Telling) -> Outcome:
    return unsure(
        "rights_told_on_the_spot",
        N_(
            "{party} was told of the right of statement and defence only on {told}, and {record} "
            "{kind} bears {decided}; lawful if being told while the measure was carried out or "
            "handed over is enough, unlawful if it had to be before"
        ),
        told.carrier.at("made_at"),
        remedy=f"lawrec attest {case.label} 12a --basis ...",
        root=("rights_told", decision.id, party),
        party=party,
        told=told.moment,
        record=decision.id,
        kind=case.kind_of(decision.data),
        decided=decision.data.made_at,
    )


def _order_unknown(case: Facts, decision: Page[Record], party: str) -> Outcome:
    return unsure(
        "rights_order_unknown",
        N_(
            "The dates do not tell whether {party} was told of the right of statement and defence "
            "before {record} {kind}"
        ),
        decision.at("made_at"),
        remedy=f"lawrec amend {case.label} {decision.id} --reason ... --set made_at=...",
        root=("rights_told", decision.id, party),
        party=party,
        record=decision.id,
        kind=case.kind_of(decision.data),
    )


def _not_reached(case: Facts, decision: Page[Record], party: str, told: Telling) -> Outcome:
    return unsure(
        "rights_notice_not_served",
        N_(
            "{paper} {kind} tells {party} of the right of statement and defence, but neither a "
            "signature nor a receipt shows that it reached them before {record}"
        ),
        told.paper.at("rights_told"),
        remedy=f"lawrec add-record {case.label} service_receipt",
        root=("rights_told", decision.id, party),
        paper=told.paper.id,
        kind=case.kind_of(told.paper.data),
        party=party,
        record=decision.id,
    )


def _not_told(case: Facts, decision: Page[Record], party: str) -> Outcome:
    return violated(
        "rights_not_told",
        N_(
            "No paper records how {party} was told of the right of statement and defence before "
            "{record} {kind}"
        ),
        decision.at(),
        curable=True,
        remedy=f"lawrec add-record {case.label} rights_notice",
        root=("rights_told", decision.id, party),
        absent=MAY_TELL,
        party=party,
        record=decision.id,
        kind=case.kind_of(decision.data),
    )


def _too_late(case: Facts, decision: Page[Record], party: str, first: Telling) -> Outcome:
    return violated(
        "rights_told_late",
        N_(
            "{party} was told of the right of statement and defence only on {told}, after "
            "{record} {kind} of {decided}"
        ),
        first.carrier.at("made_at"),
        curable=False,
        root=("rights_told", decision.id, party),
        party=party,
        told=first.moment,
        record=decision.id,
        kind=case.kind_of(decision.data),
        decided=decision.data.made_at,
    )


def undecided(case: Facts) -> Iterator[Outcome]:
    """No adverse decision yet: it may come, or a paper may count as one, or there is none."""
    kind = case.case.kind if case.case else None
    told = bool(case.parties) and all(
        tellings(case, party, right) for party in case.parties for right in STATEMENT_AND_DEFENCE
    )
    if kind in TAKING and exit_of(case) is None:
        missing = _lost(case) if over(case) else _to_come(case)
        yield met() if told else missing
        return
    doubtful = _doubtful(case)
    for page in doubtful:
        yield from _before_doubtful(case, page)
    if not doubtful:
        decisions = (*ADVERSE, "licence_decision", *ORDERS)
        yield not_applicable(N_("No adverse decision was made"), absent=decisions)


def _to_come(case: Facts) -> Outcome:
    return pending(
        "rights_told_awaited",
        N_("The right of statement and defence is to be told before a decision is made"),
        case.case_place,
        remedy=f"lawrec add-record {case.label} rights_notice",
    )


def _lost(case: Facts) -> Outcome:
    return unsure(
        "decision_not_there",
        N_(
            "The case is over without a decision in it, and no paper tells of the right of "
            "statement and defence; whether an adverse decision was made is not known"
        ),
        case.case_place,
        remedy=f"lawrec add-record {case.label} rights_notice",
        root=("decision_not_there",),
    )


def _doubtful(case: Facts) -> list[Page[Record]]:
    """Papers of which it is not certain whether they are adverse decisions."""
    licences = case.typed(case.records_of("licence_decision"), LicenceDecision)
    return [*case.records_of(*ORDERS), *(p for p in licences if p.data.result is None)]


def _before_doubtful(case: Facts, page: Page[Record]) -> Iterator[Outcome]:
    """Met under both readings where the rights were told before the paper; else open."""
    for party in addressees(case, page):
        answers = {told_before(case, page, party, right).verdict for right in STATEMENT_AND_DEFENCE}
        if answers == {"satisfied"}:
            yield met()
            continue
        yield unsure(
            "adverse_or_not",
            N_(
                "{record} {kind}: no paper shows that {party} was told of the right of statement "
                "and defence before; whether it is an adverse decision can be read both ways"
            ),
            page.at(),
            remedy=f"lawrec add-record {case.label} rights_notice",
            root=("rights_told", page.id, party),
            record=page.id,
            kind=case.kind_of(page.data),
            party=party,
        )
    if not case.parties:
        yield no_party(case, page)


def no_party(case: Facts, page: Page[Record]) -> Outcome:
    """Without a party nobody can tell who was to be told."""
    return unsure(
        "party_not_known",
        N_("{record} {kind}: the case names no party, so nobody can tell who was to be told"),
        page.at("persons"),
        remedy=f"lawrec person add {case.label} ... --capacity party",
        root=("party_not_known", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
    )
