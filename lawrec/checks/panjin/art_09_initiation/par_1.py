"""Article 9, paragraph 1: the initiation form, the head's approval, the urgent start."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import (
    Outcome,
    Rule,
    excused,
    met,
    not_applicable,
    pending,
    rule,
    satisfied_but,
    violated,
)
from lawrec.checks.facts import initiation
from lawrec.checks.facts.approvals import amend, over
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.initiation_order import (
    acts_held_against,
    before_approval,
    by_the_head,
    not_approved,
    verified_before,
)
from lawrec.checks.facts.refusal import after_refusal
from lawrec.checks.facts.urgency import late_approval, reported_in_time
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import Approval
from lawrec.schema.records.initiation import CaseInitiationApproval
from lawrec.schema.snapshot import Page

NOT_URGENT = N_("The case was not started in urgency")


@rule("9.1a")
def form_filled_in(case: Facts) -> Iterator[Outcome]:
    """Enforcement in the general procedure starts with a written initiation form.

    Duty: an officer fills in the initiation form when a case is started ex officio.
    Lawful: a final form, or in inspections and expropriations a plan or project approval.
    Unlawful: acts or papers without any form; in inspections and the like only a warning.
    Remedy: enter the form with its true dates.
    """
    if (outside := initiation.not_started_by_organ(case)) is not None:
        yield outside
    elif initiation.papers(case):
        yield met()
    else:
        yield initiation.no_paper(case)


@rule("9.1b")
def head_approved_before(case: Facts) -> Iterator[Outcome]:
    """The organ's head approves the initiation before any formal act.

    Duty: the form is reported to the head and approved; formal acts come afterwards.
    Lawful: approved by a head in office, first act later; verifying an earlier lead is a note.
    Unlawful: no approval, an approver who was no head, acts before approval or after a refusal.
    Remedy: none for acts that came too early; record the rectification.
    """
    if (outside := initiation.not_started_by_organ(case)) is not None:
        yield outside
        return
    if initiation.urgent_forms(case):
        yield from _urgent_order(case)
        return
    yield from verified_before(case)
    found = initiation.governing(case)
    if found is None:
        yield from not_approved(case)
        return
    form, step = found
    yield from by_the_head(case, form, step)
    yield from before_approval(case, form, step)


def _urgent_order(case: Facts) -> Iterator[Outcome]:
    """The permission of 9.1c excuses the order; whether it was approved at all is 9.1e's."""
    found = initiation.governing(case)
    at = found[1].at if found else None
    early = initiation.started(case) if at is None else acts_held_against(case, at, "no")
    if early:
        form = initiation.urgent_forms(case)[0]
        yield excused(
            "urgent_start",
            N_("{record}: enforcement started in urgency, before the approval"),
            form.at("mode"),
            record=form.id,
        )
    else:
        yield met()


@rule("9.1c")
def urgency_explained(case: Facts) -> Iterator[Outcome]:
    """An urgent start is allowed; its reason is best written down.

    Duty: none; a permission.
    Lawful: any use of it; a blank reason is only a warning.
    Unlawful: nothing.
    Remedy: add the reason of the urgency to the form.
    """
    urgent = _urgent(case)
    if isinstance(urgent, Outcome):
        yield urgent
        return
    for form in urgent:
        if is_blank(form.data.urgent_reason):
            yield satisfied_but(
                "warning",
                "urgent_reason_blank",
                N_("{record}: the form does not say why the start was urgent"),
                form.at("urgent_reason"),
                remedy=amend(case, form, "urgent_reason=..."),
                record=form.id,
            )
        else:
            yield met()


def _urgent(case: Facts) -> Outcome | list[Page[CaseInitiationApproval]]:
    """The forms of an urgent start, or why there are none to judge."""
    outside = initiation.not_started_by_organ(case)
    if outside is not None:
        return outside
    form = "case_initiation_approval"
    return initiation.urgent_forms(case) or not_applicable(NOT_URGENT, absent=(form,))


@rule("9.1d")
def urgent_start_reported(case: Facts) -> Iterator[Outcome]:
    """An urgent start is reported within 24 hours of the actual start.

    Duty: the report is filed within 24 hours after the procedure, or its first act, began.
    Lawful: exactly 24 hours included; weekends and holidays count. The head who wrote within the
    limit had the report by then.
    Unlawful: a later report, or none when the time has run out.
    Remedy: none; a report that came late stays late.
    """
    urgent = _urgent(case)
    if isinstance(urgent, Outcome):
        yield urgent
        return
    for form in urgent:
        yield from reported_in_time(case, form)


@rule("9.1e")
def urgent_start_approved(case: Facts) -> Iterator[Outcome]:
    """An urgent start still needs the head's approval, and stops if that is refused.

    Duty: the report is put to the head, who approves or refuses; refusal ends the acts.
    Lawful: approved at any time before closing; refused, and nothing but lifting followed.
    Unlawful: no approval when the case is over; acts after the refusal.
    Remedy: obtain the approval; acts after a refusal cannot be cured.
    """
    urgent = _urgent(case)
    if isinstance(urgent, Outcome):
        yield urgent
        return
    found = initiation.governing(case)
    if found is not None:
        yield from by_the_head(case, *found)
        yield from late_approval(case, *found)
        return
    for form in urgent:
        yield from _urgent_unapproved(case, form)


def _urgent_unapproved(case: Facts, form: Page[CaseInitiationApproval]) -> Iterator[Outcome]:
    step = Approval.step(form.data, "approver")
    if step is not None and step.decision == "refused":
        yield from after_refusal(case, form, step)
    elif over(case):
        yield violated(
            "urgent_not_approved",
            N_("{record}: the urgent start was never approved"),
            form.at("steps"),
            curable=True,
            remedy=amend(case, form, "steps=..."),
            record=form.id,
        )
    else:
        yield pending(
            "urgent_approval_to_come",
            N_("{record}: the urgent start waits for its approval"),
            form.at("steps"),
            record=form.id,
        )


RULES: tuple[Rule, ...] = (
    form_filled_in,
    head_approved_before,
    urgency_explained,
    urgent_start_reported,
    urgent_start_approved,
)
