"""The steps of coercion as a case of its own: a measure (强制措施), or enforcement (强制执行)."""

from __future__ import annotations

from dataclasses import replace

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import MEASURES, exit_of
from lawrec.checks.facts.ending import closure
from lawrec.checks.facts.lifecycles.penalty import INITIATION
from lawrec.checks.facts.lifecycles.step import (
    TRANSFER,
    Step,
    declared,
    doubted,
    paper,
    service_of,
    where,
)
from lawrec.schema.moments import Tri
from lawrec.schema.records.investigation import CoerciveMeasureDecision

ENFORCEMENT = MEASURES[1:]
_BEFORE = ("demand_notice", *ENFORCEMENT, "court_document", "enforcement_result_record")
_MEASURE, _LIFT = "coercive_measure_decision", "coercive_measure_lift_decision"
_RESULT = ("enforcement_result_record", "court_document", "performance_record")


def _expired(case: Facts) -> bool:
    """Whether every measure ran out by its own period."""
    pages = case.typed(case.records_of(_MEASURE), CoerciveMeasureDecision)
    ends = [page.data.period_to for page in pages]
    return bool(ends) and all(end is not None and case.passed(end) for end in ends)


def _lifted(case: Facts) -> bool:
    """Whether the measures came to an end: lifted, run out, or taken into a penalty case."""
    form = closure(case)
    converted = form is not None and form.data.end_event == "spawned"
    return bool(case.records_of(_LIFT)) or _expired(case) or converted


def _lift_decided(case: Facts) -> Tri:
    return "yes" if case.records_of(_LIFT) else "no"


def _own_served(case: Facts) -> Tri:
    """An application goes to the court; a decision of the organ's own has to be served."""
    own, served = case.records_of(ENFORCEMENT[0]), service_of(ENFORCEMENT[0])
    return served.needed(case) if own or not case.records_of(*ENFORCEMENT) else "no"


# The text asks for the papers of upper law (16b); that a lifting is one of them is upper law.
LIFTED = doubted(replace(paper(_LIFT), recorded=_lifted))
_MEASURES = (
    INITIATION,
    paper("coercive_measure_approval", _MEASURE, own="29a"),
    paper(_MEASURE, "coercive_measure_list", "coercive_measure_onsite_record", _LIFT),
    paper("coercive_measure_onsite_record", _LIFT, own="16b"),
    service_of(_MEASURE),
    LIFTED,
    where(doubted(service_of(_LIFT)), _lift_decided),
)
_ENFORCED = (
    INITIATION,
    paper("demand_notice", *ENFORCEMENT, own="23.1a"),
    where(
        paper("statement_review_record", *ENFORCEMENT, own="23.2c"),
        declared("demand_statement_made"),
    ),
    paper(ENFORCEMENT[0], *_RESULT[:2], kinds=ENFORCEMENT),
    where(service_of(ENFORCEMENT[0]), _own_served),
    doubted(paper(_RESULT[0], kinds=_RESULT)),
)
_EITHER = (INITIATION, paper(_MEASURE, kinds=MEASURES), service_of(*MEASURES[:2]))


def coercion(case: Facts) -> tuple[Step, ...]:
    """The steps of this case; which of the two it is shows in its papers and acts."""
    left = exit_of(case)
    measures = bool(case.records_of(_MEASURE) or case.acts_of("coercive_measure"))
    if left == "transferred":
        return (INITIATION, TRANSFER)
    if left in ("refused", "dismissed", "withdrawn", "no_penalty"):
        # What was begun, in urgency even before a refusal, has to be undone.
        return (INITIATION, LIFTED) if measures else (INITIATION,)
    if measures:
        return _MEASURES
    return _ENFORCED if case.records_of(*_BEFORE) else _EITHER
