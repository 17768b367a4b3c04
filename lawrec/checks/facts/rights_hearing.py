"""Whether each party with a right to a hearing was told of it (12c)."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, not_applicable, pending, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import exit_of, over
from lawrec.checks.facts.rights import (
    ADVERSE,
    MAY_TELL,
    addressees,
    adverse_decisions,
    tellings,
)
from lawrec.checks.facts.rights_before import TAKING, no_party
from lawrec.checks.facts.rights_measure import earlier
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import Page

_DECISIONS = (*ADVERSE, "licence_decision")


def hearing_told(case: Facts) -> Iterator[Outcome]:
    """One outcome for each party of each decision; the class of decision the handlers declare."""
    answer = case.answer("hearing_right")
    decisions = _decisions(case)
    if answer == "no" and (decisions or _founded(case)):
        yield _none(case)
    elif decisions:
        for decision in decisions:
            yield from _of(case, decision, declared=answer == "yes")
    else:
        yield _undecided(case)


def _decisions(case: Facts) -> list[Page[Record]]:
    """Decisions of a kind that may give a right to a hearing."""
    found = adverse_decisions(case)
    ids = {page.id for page in found}
    return [*found, *(p for p in case.records_of("licence_decision") if p.id not in ids)]


def _none(case: Facts) -> Outcome:
    """No right to a hearing: a judgement, which needs its basis."""
    if _founded(case):
        return not_applicable(N_("The party has no right to a hearing, as declared with its basis"))
    return unsure(
        "hearing_right_without_basis",
        N_("It is declared without a basis that the party has no right to a hearing"),
        case.snapshot.at("declarations.yaml", "hearing_right"),
        remedy=f"lawrec declare {case.label} hearing_right=no --basis ...",
        root=("hearing_right",),
    )


def _founded(case: Facts) -> bool:
    """Whether the declaration gives its basis."""
    declared = case.declaration("hearing_right")
    return declared is not None and not is_blank(declared.basis)


def _undecided(case: Facts) -> Outcome:
    kind = case.case.kind if case.case else None
    may_come = kind in TAKING or kind == "licence"
    if may_come and exit_of(case) is None and not over(case):
        return pending(
            "hearing_right_awaited",
            N_("Whether there is a right to a hearing, and how it is told, is due by the decision"),
            case.case_place,
            remedy=f"lawrec declare {case.label} hearing_right=... --basis ...",
        )
    if kind in TAKING and exit_of(case) is None:
        return unsure(
            "decision_not_there",
            N_(
                "The case is over without a decision in it, so whether there was a right to a "
                "hearing is not known"
            ),
            case.case_place,
            root=("decision_not_there",),
        )
    none = N_("No decision was made that could give a right to a hearing")
    return not_applicable(none, absent=_DECISIONS)


def _of(case: Facts, decision: Page[Record], *, declared: bool) -> Iterator[Outcome]:
    people = addressees(case, decision)
    if not people:
        yield no_party(case, decision)
    for party in people:
        yield _told(case, decision, party, declared=declared)


def _told(case: Facts, decision: Page[Record], party: str, *, declared: bool) -> Outcome:
    told = tellings(case, party, "hearing")
    if not told:
        return _not_told(case, decision, party) if declared else _undeclared(case)
    reached = [telling for telling in told if telling.reached]
    made = decision.data.made_at
    in_time = [t for t in reached if t.paper.id != decision.id]
    if any(earlier(telling.moment, made) != "no" for telling in in_time):
        return met()
    return unsure(
        "hearing_told_in_time",
        N_(
            "{paper} {kind} tells {party} of the right to a hearing; nothing shows that it reached "
            "them before {record}"
        ),
        told[0].paper.at("rights_told"),
        remedy=f"lawrec add-record {case.label} service_receipt",
        root=("hearing_told", decision.id, party),
        paper=told[0].paper.id,
        kind=case.kind_of(told[0].paper.data),
        party=party,
        record=decision.id,
    )


def _not_told(case: Facts, decision: Page[Record], party: str) -> Outcome:
    return violated(
        "hearing_not_told",
        N_(
            "No paper records how {party} was told of the right to a hearing before {record} {kind}"
        ),
        decision.at(),
        curable=True,
        remedy=f"lawrec add-record {case.label} hearing_right_notice",
        root=("hearing_told", decision.id, party),
        absent=MAY_TELL,
        party=party,
        record=decision.id,
        kind=case.kind_of(decision.data),
    )


def _undeclared(case: Facts) -> Outcome:
    return unsure(
        "hearing_right_unknown",
        N_("Whether the party has a right to a hearing is not declared, and no paper tells of one"),
        case.snapshot.at("declarations.yaml", "hearing_right"),
        remedy=f"lawrec declare {case.label} hearing_right=... --basis ...",
        root=("hearing_right",),
    )
