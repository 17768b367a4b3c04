"""The steps of a penalty case, by the ordinary and by the summary procedure."""

from __future__ import annotations

from dataclasses import replace

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import (
    PENALTY,
    SETTLED,
    Exit,
    correction_ordered,
    exit_of,
    rights_told,
    statement_made,
)
from lawrec.checks.facts.ending import NOTHING_TO_PERFORM
from lawrec.checks.facts.lifecycles.step import (
    EVIDENCE,
    TRANSFER,
    Step,
    any_of_stage,
    declared,
    doubted,
    handed_over,
    paper,
    service_of,
    where,
)
from lawrec.schema.moments import Tri
from lawrec.schema.records.common import OutwardPaper

_EXECUTION = (
    "performance_record",
    "demand_notice",
    "coercive_enforcement_decision",
    "court_enforcement_application",
)
_ORDERS = ("correction_order", "stop_order")
_COMPELLED = ("coercive_enforcement_decision", "court_enforcement_application")


def _to_perform(case: Facts) -> Tri:
    """Whether the party still has anything to do by itself; who is overdue is compelled."""
    if case.answer("overdue") == "yes":
        return "no"
    decisions = case.typed(case.records_of("penalty_decision", "summary_penalty_decision"),
                           OutwardPaper)  # fmt: skip
    orders = [order for page in decisions for order in page.data.orders]
    return "no" if orders and all(o.type in NOTHING_TO_PERFORM for o in orders) else "yes"


def _ordered(case: Facts) -> Tri:
    return "yes" if case.records_of(*_ORDERS) else "no"


INITIATION = paper(
    "case_initiation_approval", "investigation_report", "penalty_prior_notice", *SETTLED,
)  # fmt: skip
RIGHTS = replace(
    paper("rights_notice", "investigation_report", "penalty_prior_notice", *PENALTY),
    recorded=rights_told,
)
_INVESTIGATION = any_of_stage(
    2, "investigation_report", "legal_review_opinion", "penalty_prior_notice", *PENALTY,
    kinds=EVIDENCE,
)  # fmt: skip
_REPORT = paper(
    "investigation_report", "legal_review_opinion", "collective_discussion_record",
    "penalty_prior_notice", *SETTLED,
)  # fmt: skip
# That a notice must reach the party is drawn from 21.0, which is no text of its own.
_NOTICE_SERVED = doubted(service_of("penalty_prior_notice", later=PENALTY))
REVIEW = where(paper("statement_review_record", *PENALTY), statement_made)
# It may stand in the decision itself, or not be needed at all: never said to come next.
_CORRECTION = where(
    replace(paper("correction_order", *PENALTY), recorded=correction_ordered), lambda _: "unknown"
)
_MAJOR = declared("major_decision")
_OVERDUE = declared("overdue")
_RESULT = "enforcement_result_record"
DEMAND = (
    where(paper("demand_notice", *_COMPELLED, own="23.1a"), _OVERDUE),
    where(paper(_COMPELLED[0], _RESULT, kinds=_COMPELLED, own="24a"), _OVERDUE),
    where(paper(_RESULT, kinds=(_RESULT, "performance_record"), own="24c"), _OVERDUE),
)
_PERFORMED = where(
    paper("performance_record", kinds=("performance_record", _RESULT), own="22.1"),
    _to_perform,
)

GENERAL = (
    INITIATION,
    _INVESTIGATION,
    RIGHTS,
    _REPORT,
    where(paper("legal_review_opinion", *PENALTY, own="19.1a"), _MAJOR),
    _CORRECTION,
    where(handed_over(*_ORDERS), _ordered),
    paper("penalty_prior_notice", "statement_review_record", *PENALTY),
    _NOTICE_SERVED,
    REVIEW,
    paper("approval_form", *PENALTY, own="29a"),
    paper("penalty_decision", *_EXECUTION),
    service_of(*PENALTY, later=_EXECUTION),
    _PERFORMED,
    *DEMAND,
)
SUMMARY = (
    # The contents count, and not a paper of that name (decision 19 on 20.1).
    paper(
        "summary_procedure_record",
        "summary_filing_record",
        "performance_record",
        kinds=("summary_procedure_record", "summary_penalty_decision"),
    ),
    paper("summary_penalty_decision", "summary_filing_record", "performance_record"),
    service_of("summary_penalty_decision", later=_EXECUTION),
    paper("summary_filing_record", makeable=True),
    _PERFORMED,
    *DEMAND,
)
_BEGUN_ON_THE_SPOT = doubted(
    paper(
        "summary_procedure_record",
        kinds=("summary_procedure_record", "onsite_record", "onsite_inspection_record"),
    )
)
"""What a case that turned to the general procedure was before: on record, or only said."""


def penalty(case: Facts) -> tuple[Step, ...]:
    """The steps of this penalty case."""
    summary = case.case is not None and case.case.procedure == "summary"
    left = exit_of(case)
    converted = case.case is not None and case.case.converted_at is not None and not summary
    begun = (_BEGUN_ON_THE_SPOT,) if converted else ()
    if left is None:
        return SUMMARY if summary else (*begun, *GENERAL)
    return _left(left, summary=summary)


def _left(left: Exit, *, summary: bool) -> tuple[Step, ...]:
    """A case that leaves the course before a penalty is decided."""
    start = () if summary else (INITIATION,)
    if left == "no_penalty":
        # What is not punished needs neither a prior notice nor an order to correct.
        found = () if summary else (_INVESTIGATION, RIGHTS, _REPORT)
        return (*start, *found, paper("no_penalty_decision"), service_of("no_penalty_decision"))
    if left == "dismissed":
        decision = "case_dismissal_decision"
        return (*start, paper(decision), service_of(decision))
    if left == "transferred":
        return (*start, TRANSFER)
    # That an organ drops a penalty of its own is a dismissal; a word on the closing form is none.
    return start if left == "refused" else (*start, doubted(paper("case_dismissal_decision")))
