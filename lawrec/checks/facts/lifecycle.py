"""The steps that a case goes through, by kind and procedure, and how far it is with each.

Only steps are here whose absence no clause of its own names, and one for each stage that must
leave a record: what article 4.1 calls the whole process.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import (
    MEASURES,
    PENALTY,
    SETTLED,
    TRANSFERS,
    Exit,
    correction_ordered,
    exit_of,
    over,
    rights_told,
    statement_made,
)
from lawrec.checks.facts.service import doubtfully_served, services, unserved
from lawrec.schema.moments import Tri
from lawrec.schema.records.kinds import KINDS, Stage

State = Literal["present", "missing", "to_come", "unclear", "unreadable", "not_needed"]

_EXECUTION = (
    "performance_record",
    "demand_notice",
    "coercive_enforcement_decision",
    "court_enforcement_application",
)
_NOT_EVIDENCE = frozenset(
    (
        "rights_notice",
        "hearing_right_notice",
        "hearing_application",
        "hearing_notice",
        "summons_for_inquiry",
        "recusal_decision",
        "authorisation_letter",
        "investigation_report",
        "investigation_suspension",
    )
)
_EVIDENCE = tuple(k.id for k in KINDS.values() if k.stage == 2 and k.id not in _NOT_EVIDENCE)


def _always(case: Facts) -> Tri:
    return "yes"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the papers any of which shows it, and those that only a later step makes.

    `name` is what findings call it: a kind, or `stage_2` where any paper of the stage will do.
    `recorded` replaces the look for papers where a step shows in another way. `makeable` says
    whether it can truthfully be made up for once later steps were taken; `doubtful` that its
    absence is no more than a doubt. `served` is the paper whose service the step is.
    """

    name: str
    stage: Stage
    kinds: tuple[str, ...]
    later: tuple[str, ...] = ()
    needed: Callable[[Facts], Tri] = _always
    recorded: Callable[[Facts], bool] | None = None
    makeable: bool = False
    doubtful: bool = False
    served: str | None = None


def _stage(stage: Stage, *later: str, kinds: tuple[str, ...] = ()) -> Step:
    """A stage that must leave a record, whichever paper it is."""
    every = tuple(kind.id for kind in KINDS.values() if kind.stage == stage)
    return Step(f"stage_{stage}", stage, kinds or every, later)


def _step(name: str, *later: str, kinds: tuple[str, ...] = (), makeable: bool = False) -> Step:
    return Step(name, KINDS[name].stage, kinds or (name,), later, makeable=makeable)


def _served(*kinds: str) -> Step:
    """The service of every final paper of these kinds, to everyone whom it faces."""

    def recorded(case: Facts) -> bool:
        papers = case.records_of(*kinds)
        return bool(papers) and all(
            services(case, page.id) and not unserved(case, page.id) for page in papers
        )

    def needed(case: Facts) -> Tri:
        papers = case.records_of(*kinds)
        if any(doubtfully_served(case, page.id) for page in papers):
            return "unknown"
        return "yes" if papers or not over(case) else "no"

    receipt = _step("service_receipt", *_EXECUTION, makeable=True)
    return replace(receipt, needed=needed, recorded=recorded, served=kinds[0])


_INITIATION = _step(
    "case_initiation_approval", "investigation_report", "penalty_prior_notice", *SETTLED,
    makeable=True,
)  # fmt: skip
_RIGHTS = replace(
    _step("rights_notice", "investigation_report", "penalty_prior_notice", *PENALTY),
    recorded=rights_told,
)
_REPORT = _step(
    "investigation_report", "legal_review_opinion", "collective_discussion_record",
    "penalty_prior_notice", *SETTLED,
)  # fmt: skip
# That a notice must reach the party is drawn from 21.0, which is no text of its own.
_NOTICE_SERVED = replace(_served("penalty_prior_notice"), later=PENALTY, doubtful=True)
_REVIEW = replace(_step("statement_review_record", *PENALTY), needed=statement_made)
_CORRECTION = replace(
    _step("correction_order", *PENALTY), recorded=correction_ordered, doubtful=True
)
_ARCHIVING = (
    _step("case_closure_approval", makeable=True),
    _step("archive_transfer_record", makeable=True),
)

_GENERAL = (
    _INITIATION,
    _stage(
        2, "investigation_report", "legal_review_opinion", "penalty_prior_notice", *PENALTY,
        kinds=_EVIDENCE,
    ),
    _RIGHTS,
    _REPORT,
    _CORRECTION,
    _step("penalty_prior_notice", "statement_review_record", *PENALTY),
    _NOTICE_SERVED,
    _REVIEW,
    _step("penalty_decision", *_EXECUTION),
    _served(*PENALTY),
)  # fmt: skip
_SUMMARY = (
    _step("summary_procedure_record", "summary_filing_record", "performance_record"),
    _step("summary_penalty_decision", "summary_filing_record", "performance_record"),
    _served("summary_penalty_decision"),
    _step("summary_filing_record", makeable=True),
)


def steps(case: Facts) -> tuple[Step, ...]:
    """The steps of this case, in their order; archiving is the last."""
    kind = case.case.kind if case.case else "other"
    summary = case.case is not None and case.case.procedure == "summary"
    left = exit_of(case)
    course = _penalty(left, summary=summary) if kind == "penalty" else _others(case, kind, left)
    # A start that the head refused leaves nothing to close.
    return (*course, *(_ARCHIVING[1:] if left == "refused" else _ARCHIVING))


def _penalty(left: Exit | None, *, summary: bool) -> tuple[Step, ...]:
    if left is None:
        return _SUMMARY if summary else _GENERAL
    start = () if summary else (_INITIATION,)
    if left == "no_penalty":
        # What is not punished needs neither a prior notice nor an order to correct.
        found = () if summary else (_GENERAL[1], _RIGHTS, _REPORT)
        return (*start, *found, _step("no_penalty_decision"), _served("no_penalty_decision"))
    if left == "dismissed":
        decision = "case_dismissal_decision"
        return (*start, _step(decision), _served(decision))
    if left == "transferred":
        return (*start, _step("jurisdiction_transfer", kinds=TRANSFERS))
    # That an organ drops a penalty of its own is a dismissal; a word on the closing form is none.
    dropped = replace(_step("case_dismissal_decision"), doubtful=True)
    return start if left == "refused" else (*start, dropped)


def _others(case: Facts, kind: str, left: Exit | None) -> tuple[Step, ...]:
    found = kind == "inspection" and left == "spawned"
    if left is not None and left != "not_accepted" and not found:
        return (_stage(1),)
    if kind == "licence":
        if left == "not_accepted":
            return (_stage(1), _served("non_acceptance_notice"))
        return (
            _stage(1, "licence_decision"), _step("licence_decision"), _served("licence_decision"),
        )  # fmt: skip
    if kind == "coercion":
        measures = MEASURES[:2]
        return (
            _INITIATION, _step("coercive_measure_decision", kinds=MEASURES), _served(*measures),
        )  # fmt: skip
    if kind in ("expropriation", "requisition"):
        decision = f"{kind}_decision"
        survey = _stage(2, decision, kinds=_EVIDENCE)
        return (_stage(1, decision), survey, _step(decision), _stage(4))
    if kind == "inspection":
        orders = ("correction_order", "stop_order")
        plan = ("inspection_plan", "case_initiation_approval")
        start = _step("inspection_plan", "inspection_result_notice", *orders, kinds=plan)
        served = (_served(*orders),) if case.records_of(*orders) else ()
        start = replace(start, makeable=True)
        return (start, _stage(2, "inspection_result_notice", *orders, kinds=_EVIDENCE), *served)
    return tuple(replace(_stage(stage), doubtful=True) for stage in (1, 2, 3, 4))


def state_of(case: Facts, step: Step) -> State:
    """How far the case has come with this step."""
    found = step.recorded(case) if step.recorded else bool(case.records_of(*step.kinds))
    if found:
        return "present"
    needed = step.needed(case)
    if needed == "no":
        return "not_needed"
    archiving = case.at_archive or case.snapshot.archived is not None
    if step.stage == 5:
        passed = archiving or bool(case.records_of("archive_transfer_record"))
    else:
        passed = over(case) or bool(step.later and case.records_of(*step.later))
    if not passed:
        return "to_come"
    if set(step.kinds) & set(case.unread):
        return "unreadable"
    return "unclear" if needed == "unknown" or step.doubtful else "missing"
