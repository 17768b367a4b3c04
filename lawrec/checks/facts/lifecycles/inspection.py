"""The steps of an inspection: one plan, one target or many, and what was found at each."""

from __future__ import annotations

from dataclasses import replace

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import TRANSFERS, exit_of
from lawrec.checks.facts.lifecycles.step import (
    EVIDENCE,
    TRANSFER,
    Step,
    any_of_stage,
    doubted,
    handed_over,
    paper,
    service_of,
)
from lawrec.schema.records.common import Record
from lawrec.schema.records.decision import InspectionResultNotice
from lawrec.schema.snapshot import Page

_ORDERS = ("correction_order", "stop_order")
_RESULT = "inspection_result_notice"
_PLANS = ("inspection_plan", "case_initiation_approval")
_START = paper(_PLANS[0], _RESULT, *_ORDERS, kinds=_PLANS)
_LOOKED = any_of_stage(2, _RESULT, *_ORDERS, kinds=EVIDENCE)


def inspection(case: Facts) -> tuple[Step, ...]:
    """The steps of this inspection; without a problem it ends with what was looked at."""
    left = exit_of(case)
    if left is not None and left != "spawned":
        return (_START, TRANSFER) if left == "transferred" else (any_of_stage(1),)
    return (_START, _LOOKED, *_each_target(case), *_found(case))


def targets(case: Facts) -> tuple[str, ...]:
    """The targets, where the plan has several; what a single one's papers say needs no name."""
    return case.parties if len(case.parties) > 1 else ()


def _each_target(case: Facts) -> tuple[Step, ...]:
    """That every target was looked at is what one plan with many targets must show."""
    return tuple(doubted(_target(name)) for name in targets(case))


def _target(name: str) -> Step:
    return replace(_LOOKED, who=name, recorded=lambda case: _looked_at(case, name))


def _looked_at(case: Facts, name: str) -> bool:
    names = {name, *(n for n, p in case.snapshot.persons.items() if p.represents == name)}
    if any(names & set(_about(case, page)) for page in case.records_of(*EVIDENCE)):
        return True
    pages = case.records_of(*EVIDENCE)
    return any(name in (page.data.content or "") for page in pages)


def _about(case: Facts, page: Page[Record]) -> tuple[str, ...]:
    """Whom a paper is about: those whom it names, who signed it, who was there."""
    act = case.act(page.data.act)
    signers = tuple(entry.who for entry in page.data.signatures)
    return (*page.data.persons, *signers, *(act.data.present if act else ()))


def _found(case: Facts) -> tuple[Step, ...]:
    """What follows from what was found: an order and its check, or a case of its own."""
    notices = case.typed(case.records_of(_RESULT), InspectionResultNotice)
    results = {page.data.result for page in notices}
    steps: list[Step] = [handed_over(_RESULT)] if notices else []
    if case.records_of(*_ORDERS):
        check = "correction_check_record"
        steps += [service_of(*_ORDERS), paper(check, own="22.2a")]
    elif "to_be_corrected" in results:
        steps.append(doubted(paper(_ORDERS[0], kinds=_ORDERS)))
    left_open = [p for p in notices if p.data.result == "violation" and not p.data.spawned_case]
    if left_open and exit_of(case) != "spawned" and not case.records_of(*TRANSFERS):
        steps.append(doubted(replace(paper(_PLANS[1]), recorded=lambda _: False)))
    return tuple(steps)
