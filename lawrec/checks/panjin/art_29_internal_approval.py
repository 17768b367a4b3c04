"""Article 29: internal approvals are recorded throughout, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lawrec.checks.base import (
    Outcome,
    Rule,
    met,
    not_applicable,
    rule,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts import approval_duty as duty
from lawrec.checks.facts import approvals as steps
from lawrec.checks.facts import initiation
from lawrec.checks.facts.approval_order import contradicted, papers_after, steps_in_order
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.refusal import after_refusal
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import Approval, Step
from lawrec.schema.snapshot import Page

Form = Page[Approval]


@rule("29a")
def approvals_recorded(case: Facts) -> Iterator[Outcome]:
    """Initiation, measure, decision and closing each have a recorded approval.

    Duty: the internal approval is recorded throughout.
    Lawful: a final form for each of the four; other papers with a form or a reviewer.
    Unlawful: one of the four without; other outward papers without are a warning.
    Remedy: enter the form with its true dates.
    """
    if (outside := duty.outside(case)) is not None:
        yield outside
        return
    yield met()
    yield from duty.start_covered(case)
    yield from duty.measures_covered(case)
    yield from duty.decisions_covered(case)
    yield from duty.closing_covered(case)
    yield from duty.other_papers_covered(case)


def _each(case: Facts, judge: Callable[[Facts, Form], Iterator[Outcome]]) -> Iterator[Outcome]:
    """The rule for every final form; forms of another kind must be read by a person."""
    if (outside := duty.outside(case)) is not None:
        yield outside
        return
    for page in steps.untyped_forms(case):
        yield steps.unread_steps(case, page)
    forms = steps.forms(case)
    for form in forms:
        yield from judge(case, form)
    if not forms:
        none = N_("There is no complete approval form yet")
        yield not_applicable(none, absent=steps.APPROVALS)


@rule("29b")
def three_people_named(case: Facts) -> Iterator[Outcome]:
    """Every approval names who handles, who reviews and who approves.

    Duty: handler, reviewer and approver are named; several handlers are fine.
    Lawful: three different people.
    Unlawful: one is missing, or a handler reviews or approves; a reviewing approver is a warning.
    Remedy: enter a missing step from the paper; one person in two steps cannot be cured.
    """
    yield from _each(case, _people)


def _people(case: Facts, form: Form) -> Iterator[Outcome]:
    handling = steps.handlers(form.data)
    found = {"section": steps.reviewer(form.data), "approver": steps.approver(form.data)}
    if not handling:
        yield steps.step_missing(case, form, "handler")
    elif all(is_blank(step.who) for step in handling):
        yield steps.opinion_blank(case, form, "handler")
    for role, step in found.items():
        if step is None:
            yield steps.step_missing(case, form, role)
        elif is_blank(step.who):
            yield steps.opinion_blank(case, form, step.role)
        else:
            yield _differs(case, form, step, role, {other.who for other in handling})
    review, head = found["section"], found["approver"]
    if review and head and review.who == head.who and not is_blank(head.who):
        yield satisfied_but(
            "warning",
            "reviewer_approves",
            N_("{record} {kind}: {who} both reviewed and approved"),
            form.at("steps"),
            record=form.id,
            kind=case.kind_of(form.data),
            who=head.who,
        )


def _differs(case: Facts, form: Form, step: Step, role: str, handling: set[str]) -> Outcome:
    if step.who not in handling:
        return met()
    return violated(
        "handler_in_two_steps",
        N_("{record} {kind}: {who} is the handler and the {role} as well"),
        form.at("steps"),
        curable=False,
        record=form.id,
        kind=case.kind_of(form.data),
        who=step.who,
        role=role,
    )


@rule("29c")
def handler_gives_reason(case: Facts) -> Iterator[Outcome]:
    """The handler writes an opinion and the reason for it.

    Duty: the handler proposes, with opinion and reason.
    Lawful: both are there, with several handlers at one of them.
    Unlawful: no opinion, or no reason.
    Remedy: amend the form with what the paper says.
    """
    yield from _each(case, _reasoned)


def _reasoned(case: Facts, form: Form) -> Iterator[Outcome]:
    handling = steps.handlers(form.data)
    if handling and all(is_blank(step.opinion) for step in handling):
        yield steps.opinion_blank(case, form, "handler")
    elif handling and all(is_blank(step.reason) for step in handling):
        yield violated(
            "reason_blank",
            N_("{record} {kind}: the handler gives no reason"),
            form.at("steps", steps.position(form.data, "handler")),
            curable=True,
            remedy=steps.amend(case, form, "steps=..."),
            record=form.id,
            kind=case.kind_of(form.data),
        )
    else:
        yield met() if handling else steps.step_missing(case, form, "handler")


@rule("29d")
def reviewer_reviews(case: Facts) -> Iterator[Outcome]:
    """The reviewer writes an opinion; it is the section's opinion of article 9.

    Duty: the reviewer reviews what the handler proposes.
    Lawful: a review step that says something. One from before the form was returned is open.
    Unlawful: no such step, or a placeholder in it.
    Remedy: amend the form with what the paper says.
    """
    yield from _each(case, _reviewed)


def _reviewed(case: Facts, form: Form) -> Iterator[Outcome]:
    step = steps.reviewer(form.data)
    if step is None:
        yield steps.step_missing(case, form, "section")
    else:
        silent = is_blank(step.opinion) or is_blank(step.who)
        yield steps.opinion_blank(case, form, step.role) if silent else met()
        if steps.review_of_earlier_round(form.data):
            yield steps.review_outdated(case, form)


@rule("29e")
def approver_decides(case: Facts) -> Iterator[Outcome]:
    """The approver decides; what is refused or sent back is not done.

    Duty: after the review the approver approves.
    Lawful: approved; refused and not done; a draft while nothing that needs it has happened.
    Unlawful: no approver's step, or the thing was done in spite of the refusal.
    Remedy: enter a missing step from the paper; a refused act that was done cannot be cured.
    """
    yield from _each(case, _decided)
    if duty.outside(case) is None:
        yield from duty.waiting_forms(case)


def _decided(case: Facts, form: Form) -> Iterator[Outcome]:
    step = steps.approver(form.data)
    if step is None:
        yield steps.step_missing(case, form, "approver")
    elif step.decision == "approved":
        yield steps.opinion_blank(case, form, "approver") if is_blank(step.who) else met()
    elif step.decision is None:
        yield unsure(
            "approval_undecided",
            N_("{record} {kind}: the approver's step does not say whether it approves"),
            form.at("steps"),
            remedy=steps.amend(case, form, "steps=..."),
            root=("undecided", form.id),
            record=form.id,
            kind=case.kind_of(form.data),
        )
    else:
        yield from _done_unapproved(case, form, step)


def _done_unapproved(case: Facts, form: Form, step: Step) -> Iterator[Outcome]:
    if form.data.kind == "case_initiation_approval":
        replaced = initiation.governing(case) is not None
        urgent = bool(initiation.urgent_forms(case))
        refused = step.decision == "refused" and not replaced
        yield from after_refusal(case, form, step, every=not urgent) if refused else (met(),)
        return
    bare = [item for item in form.data.about if duty.done_without(case, item)]
    if form.data.kind == "case_closure_approval" and duty.closed_without(case):
        bare.append("stage_5")
    if bare:
        yield violated(
            "done_unapproved",
            N_("{record} {kind} was not approved, but {items} went ahead"),
            form.at("steps"),
            curable=False,
            record=form.id,
            kind=case.kind_of(form.data),
            items=tuple(bare),
        )
    else:
        yield met()


@rule("29f")
def steps_follow_order(case: Facts) -> Iterator[Outcome]:
    """Handler, reviewer, approver, and only then the decision.

    Duty: proposal, review and approval follow one another; the decision comes after them.
    Lawful: each step no earlier than the one before; equal dates on one form count as ordered.
    Unlawful: steps reversed, or a decision or measure earlier than its approval.
    Remedy: none for a wrong order; amend a wrongly typed time with the paper at hand.
    """
    yield from _each(case, _ordered)


def _ordered(case: Facts, form: Form) -> Iterator[Outcome]:
    yield met()
    yield from steps_in_order(case, form)
    yield from papers_after(case, form)
    yield from contradicted(case, form)


RULES: tuple[Rule, ...] = (
    approvals_recorded,
    three_people_named,
    handler_gives_reason,
    reviewer_reviews,
    approver_decides,
    steps_follow_order,
)
