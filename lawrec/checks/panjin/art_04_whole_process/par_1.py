"""Article 4, paragraph 1: every stage has left its records, and all can be traced back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lawrec.checks.base import (
    Outcome,
    Rule,
    met,
    pending,
    rule,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts import initiation
from lawrec.checks.facts.alterations import altered_pages, content_lost, damaged_media
from lawrec.checks.facts.approvals import summary_procedure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.contradictions import outside_act, two_acts, two_places
from lawrec.checks.facts.course import decided
from lawrec.checks.facts.dangling import absent_acts, absent_items, lead_unknown
from lawrec.checks.facts.lifecycle import command, out_of_order, state_of, steps
from lawrec.checks.facts.lifecycles.step import Step
from lawrec.checks.facts.missing_parts import missing_parts
from lawrec.i18n import N_
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page

_INITIATION = frozenset(("case_initiation_approval", "inspection_plan"))


@rule("4.1a")
def every_stage_recorded(case: Facts) -> Iterator[Outcome]:
    """Every stage of the case, and every step without a clause of its own, is on record.

    Duty: initiation, investigation, decision, service and execution, and archiving leave records.
    Lawful: each step of this kind of case has its paper; a stage that was not reached is not due.
    Unlawful: a later step was taken, or the case is over, and the earlier paper is missing.
    Remedy: enter the paper with its true date; what can no longer be made is to be rectified.
    """
    procedure = summary_procedure(case)
    if procedure is not None and procedure.verdict == "undeterminable":
        yield procedure
        return
    to_come: list[Step] = []
    for step in steps(case):
        state = state_of(case, step)
        if state == "to_come":
            to_come.append(step)
        elif state == "missing":
            yield _missing(case, step)
        elif state == "unreadable":
            yield _unreadable(case, step)
        elif state == "unclear":
            yield _unclear(case, step)
        else:
            yield met()
    for early, late in out_of_order(case):
        yield _out_of_order(case, early, late)
    if to_come:
        yield pending(
            "steps_to_come",
            N_("Still to come in this case: {steps}"),
            case.case_place,
            steps=tuple(dict.fromkeys(_name(step) for step in to_come)),
        )


def _name(step: Step) -> object:
    """The kind of the step's paper, or the stage."""
    return KINDS.get(step.name, step.name)


def _subject(step: Step) -> object:
    """What a finding names: the paper that was not served, or the step's own."""
    return KINDS[step.served] if step.served else _name(step)


def _out_of_order(case: Facts, early: Page[Record], late: Page[Record]) -> Outcome:
    """Each step left its record, and the records bear their dates in another order."""
    return satisfied_but(
        "warning",
        "step_out_of_order",
        N_("{early} {kind} is dated after {late} {other}, which comes later in such a case"),
        early.at("made_at"),
        root=("order", early.id, late.id),
        early=early.id,
        kind=case.kind_of(early.data),
        late=late.id,
        other=case.kind_of(late.data),
    )


def _missing(case: Facts, step: Step) -> Outcome:
    if step.name in _INITIATION:
        return initiation.no_paper(case)
    if step.name == "case_closure_approval":
        return _not_closed(case)
    message = (
        N_("The case has gone further, but nothing records this step: {step}")
        if step.served is None
        else N_("The case has gone further, but no receipt shows the service of: {step}")
    )
    return violated(
        "step_not_recorded",
        message,
        case.case_place,
        curable=step.makeable or not decided(case),
        remedy=command(case, step),
        root=("step", step.name, step.served or ""),
        step=_subject(step),
    )


def _not_closed(case: Facts) -> Outcome:
    """The same fact, and the same finding, as under 29a."""
    return violated(
        "closing_approval_missing",
        N_("There is no final closing approval"),
        case.case_place,
        curable=True,
        remedy=f"lawrec close-case {case.label}",
        root=("closing",),
    )


def _unreadable(case: Facts, step: Step) -> Outcome:
    return unsure(
        "step_unreadable",
        N_("A paper that may record this step cannot be read: {step}"),
        case.case_place,
        severity="error",
        root=("step", step.name, step.served or ""),
        step=_subject(step),
    )


def _unclear(case: Facts, step: Step) -> Outcome:
    """Nothing records the step, and whether it was due in this case cannot be told."""
    if step.who is not None:
        return _not_inspected(case, step.who)
    message = (
        N_("Nothing records this step: {step}; whether it was due here cannot be told")
        if step.served is None
        else N_(
            "No receipt shows that this reached those whom it faces: {step}; whether it did "
            "cannot be told"
        )
    )
    remedy = f"lawrec attest {case.label} 4.1a --basis ..."
    if step.name == "statement_review_record":
        remedy = f"lawrec declare {case.label} statement_made=..."
    return unsure(
        "step_in_doubt",
        message,
        case.case_place,
        remedy=command(case, step) if step.served else remedy,
        root=("step", step.name, step.served or ""),
        step=_subject(step),
    )


def _not_inspected(case: Facts, who: str) -> Outcome:
    return unsure(
        "target_not_inspected",
        N_("No paper shows that {who}, a target of this inspection, was inspected"),
        case.case_place,
        remedy=f"lawrec add-record {case.label} onsite_inspection_record",
        root=("target", who),
        who=who,
    )


@rule("4.1b")
def traceable(case: Facts) -> Iterator[Outcome]:
    """What refers to something finds it, and nothing changed unseen after it was taken in.

    Duty: enforcement leaves traces throughout and can be traced back.
    Lawful: every reference resolves, media are those first stored, changes have their amendment.
    Unlawful: a reference to nothing, other content under a stored medium, an unexplained change;
    somebody in two places at one time, or a hole in a recording, is for a person to look into.
    Remedy: put back what is gone; `verify` shows what was changed; amend with the reason.
    """
    yield met()
    yield from absent_items(case)
    yield from absent_acts(case)
    yield from lead_unknown(case)
    yield from two_places(case)
    yield from two_acts(case)
    yield from outside_act(case)
    yield from missing_parts(case)
    yield from altered_pages(case)
    for medium, differs in damaged_media(case):
        lost = content_lost(case, medium, differs=differs)
        yield replace(lost, verdict="violated", severity=None) if differs else lost


RULES: tuple[Rule, ...] = (every_stage_recorded, traceable)
