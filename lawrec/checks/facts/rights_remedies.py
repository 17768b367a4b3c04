"""Whether each addressee of a decision was told how to challenge it (12d, 12e)."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, not_applicable, pending, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import exit_of, over
from lawrec.checks.facts.rights import (
    ADVERSE,
    MAY_TELL,
    ORDERS,
    addressees,
    entries_of,
    tellings,
    tells,
)
from lawrec.checks.facts.rights_before import TAKING, no_party
from lawrec.checks.facts.rights_measure import earlier
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import Record, Right, RightsTold
from lawrec.schema.records.decision import LicenceDecision
from lawrec.schema.snapshot import Page

_SETTLED = (*ADVERSE, "licence_decision", "no_penalty_decision")


def remedy_told(case: Facts, right: Right) -> Iterator[Outcome]:
    """One outcome for each addressee of each decision that can be challenged."""
    decisions = case.records_of(*_SETTLED)
    doubtful = [] if decisions else case.records_of(*ORDERS)
    for decision in (*decisions, *doubtful):
        people = addressees(case, decision)
        if not people:
            yield no_party(case, decision)
        for party in people:
            yield _one(case, decision, party, right, certain=_certain(decision))
    if not (decisions or doubtful):
        yield _undecided(case)


def _certain(decision: Page[Record]) -> bool:
    """Whether the right must be told: not where all was granted, or for mere orders."""
    if isinstance(decision.data, LicenceDecision):
        return decision.data.result == "denied"
    return decision.data.kind not in ORDERS


def _one(
    case: Facts, decision: Page[Record], party: str, right: Right, *, certain: bool
) -> Outcome:
    own = [entry for entry in entries_of(decision.data) if tells(entry, right)]
    if own:
        return _in_full(case, decision, own, right)
    later = [
        telling
        for telling in tellings(case, party, right)
        if telling.paper.id != decision.id
        and telling.reached
        and earlier(decision.data.made_at, telling.moment) != "no"
    ]
    if later:
        paper = later[0].paper
        told = [entry for entry in entries_of(paper.data) if tells(entry, right)]
        return _in_full(case, paper, told, right)
    return _not_told(case, decision, party, right, certain=certain)


def _in_full(case: Facts, paper: Page[Record], entries: list[RightsTold], right: Right) -> Outcome:
    """Where to turn and how long: the text asks for the way, and what is blank tells nothing."""
    if any(not is_blank(entry.organ) and not is_blank(entry.within) for entry in entries):
        return met()
    blank = [name for name in ("organ", "within") if is_blank(getattr(entries[0], name))]
    return unsure(
        "remedy_told_in_part",
        N_("{record} {kind} tells of the right of {right} and leaves blank: {fields}"),
        paper.at("rights_told"),
        remedy=f"lawrec amend {case.label} {paper.id} --reason ... --set rights_told=...",
        root=("remedy_part", paper.id, right),
        record=paper.id,
        kind=case.kind_of(paper.data),
        right=right,
        fields=tuple(blank or ("organ", "within")),
    )


def _not_told(
    case: Facts, decision: Page[Record], party: str, right: Right, *, certain: bool
) -> Outcome:
    remedy = f"lawrec add-record {case.label} rights_notice"
    root = ("remedy_told", decision.id, party, right)
    if not certain:
        return unsure(
            "remedy_perhaps_due",
            N_(
                "{record} {kind} does not tell {party} of the right of {right}; whether that is "
                "due for such a paper can be read both ways"
            ),
            decision.at("rights_told"),
            remedy=remedy,
            root=root,
            record=decision.id,
            kind=case.kind_of(decision.data),
            party=party,
            right=right,
        )
    return violated(
        "remedy_not_told",
        N_("No paper records how {party} was told of the right of {right} against {record} {kind}"),
        decision.at("rights_told"),
        curable=True,
        remedy=remedy,
        root=root,
        absent=MAY_TELL,
        party=party,
        right=right,
        record=decision.id,
        kind=case.kind_of(decision.data),
    )


def _undecided(case: Facts) -> Outcome:
    kind = case.case.kind if case.case else None
    may_come = kind in TAKING or kind == "licence"
    if may_come and exit_of(case) is None and not over(case):
        return pending(
            "decision_to_come",
            N_("How to challenge the decision is told when it is made"),
            case.case_place,
        )
    if kind in TAKING and exit_of(case) is None:
        return unsure(
            "decision_not_there",
            N_("The case is over without a decision in it; what it told of remedies is not known"),
            case.case_place,
            root=("decision_not_there",),
        )
    none = N_("No decision was made that could be challenged")
    return not_applicable(none, absent=(*_SETTLED, *ORDERS))
