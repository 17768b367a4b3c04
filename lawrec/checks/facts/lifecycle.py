"""How far a case is with each step that its kind and procedure ask for; what comes next.

The steps are tables in `lifecycles`. Article 4.1 judges those whose absence no clause of its own
names, and one for each stage that must leave a record: what it calls the whole process.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal

from lawrec.checks.facts.approvals import summary_procedure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import exit_of, over
from lawrec.checks.facts.lifecycles.coercion import coercion
from lawrec.checks.facts.lifecycles.inspection import inspection
from lawrec.checks.facts.lifecycles.licence import licence
from lawrec.checks.facts.lifecycles.penalty import penalty
from lawrec.checks.facts.lifecycles.step import ARCHIVING, Step, any_of_stage, doubted
from lawrec.checks.facts.lifecycles.taking import taking
from lawrec.checks.facts.service import unserved
from lawrec.checks.messages import argument
from lawrec.schema.moments import last_instant, not_after
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page

_COMMANDS = {"case_closure_approval": "close-case", "archive_transfer_record": "archive"}
State = Literal["present", "missing", "to_come", "unclear", "unreadable", "not_needed"]
"""How far a case is with a step; `unclear` is a mere doubt whether it was missed."""


def course(case: Facts) -> tuple[Step, ...]:
    """All steps of this case, in their order; archiving is the last."""
    # A start that the head refused leaves nothing to close.
    archiving = ARCHIVING[1:] if exit_of(case) == "refused" else ARCHIVING
    return (*_before_archiving(case), *archiving)


def steps(case: Facts) -> tuple[Step, ...]:
    """The steps that article 4.1 judges: those that no clause of their own misses."""
    return tuple(step for step in course(case) if step.own is None)


def _before_archiving(case: Facts) -> tuple[Step, ...]:
    kind = case.case.kind if case.case else "other"
    if kind == "penalty":
        return penalty(case)
    if kind == "licence":
        return licence(case)
    if kind == "coercion":
        return coercion(case)
    if kind in ("expropriation", "requisition"):
        return taking(case, kind)
    if kind == "inspection":
        return inspection(case)
    return tuple(doubted(any_of_stage(stage)) for stage in (1, 2, 3, 4))


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


def next_step(case: Facts) -> Step | None:
    """The first step that the case has not taken; what was missed stands before what comes.

    None where the case is archived, or where its kind or procedure cannot be told.
    """
    procedure = summary_procedure(case)
    told = procedure is None or procedure.verdict != "undeterminable"
    if case.case is None or not told or case.snapshot.archived is not None:
        return None
    waiting = ("missing", "to_come")
    return next((s for s in course(case) if state_of(case, s) in waiting and _due(case, s)), None)


def _due(case: Facts, step: Step) -> bool:
    """Whether it is known that the case needs the step; a mere doubt is none to take next."""
    return step.needed(case) == "yes"


def command(case: Facts, step: Step) -> str:
    """The command that takes the step: its draft is made final, or its paper entered."""
    if step.name in _COMMANDS:
        return f"lawrec {_COMMANDS[step.name]} {case.label}"
    if step.served is not None:
        papers = case.records_of(step.served)
        left = ", ".join(page.id for page in papers if unserved(case, page.id))
        about = " --set " + argument(f"about=[{left}]") if left else ""
        return f"lawrec add-record {case.label} service_receipt{about}"
    drafts = case.drafts_of(*step.kinds) if step.name in KINDS else []
    if drafts:
        return f"lawrec finalise {case.label} {drafts[0].id}"
    return f"lawrec add-record {case.label} {step.name if step.name in KINDS else '...'}"


def out_of_order(case: Facts) -> Iterator[tuple[Page[Record], Page[Record]]]:
    """A step's first paper that bears a later date than one which only a later step makes.

    Only where the dates leave no doubt; a second report or a second notice may come at any time.
    """
    for step in steps(case):
        if step.recorded is not None or step.name.startswith("stage_"):
            continue
        early = _first(case.records_of(*step.kinds))
        late = _first(case.records_of(*step.later)) if step.later else None
        if early and late and not_after(early[0], late[0]) == "no":
            yield early[1], late[1]


def _first(pages: list[Page[Record]]) -> tuple[datetime | date, Page[Record]] | None:
    """The earliest of these papers with its time; none if one of them bears no date."""
    dated = [(page.data.made_at, page) for page in pages if page.data.made_at is not None]
    if len(dated) < len(pages):
        return None
    return min(dated, key=lambda pair: last_instant(pair[0]), default=None)
