"""Whether the head approved a start, and before the first formal act (articles 9.1b and 9.1e)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from lawrec.checks.base import Outcome, met, pending, satisfied_but, unsure, violated
from lawrec.checks.facts import initiation
from lawrec.checks.facts.approvals import (
    amend,
    approver,
    declared_only,
    over,
    step_missing,
    supported,
    time_missing,
)
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.identification import roster_unknown
from lawrec.checks.facts.papers import belongs_to, evidence_papers
from lawrec.checks.facts.refusal import after_refusal
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.case import Act
from lawrec.schema.moments import Tri, not_after
from lawrec.schema.records.common import Approval, OutwardPaper, Record, Step
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page

Acts = list[Page[Act]]


def by_the_head(case: Facts, form: Page[Approval], step: Step) -> Iterator[Outcome]:
    """The approver was a head of the organ on that day; a deputy in charge counts."""
    if step.at is None:
        yield time_missing(case, form, "approver")
        return
    head = case.has_duty(step.who, "organ_head", step.at)
    if head == "yes":
        yield met()
    elif case.snapshot.bureau.source == "none":
        yield roster_unknown(case)
    elif head == "no":
        yield violated(
            "approver_not_head",
            N_("{record} {kind}: {who} was no head of the organ on {at}"),
            form.at("steps"),
            curable=False,
            severity=initiation.severity(case),
            root=("head", form.id),
            record=form.id,
            kind=case.kind_of(form.data),
            who=step.who,
            at=step.at,
        )
    else:
        yield unsure(
            "approver_unknown",
            N_("{record}: {who} is not on the staff roster; whether a head approved is unknown"),
            form.at("steps"),
            remedy=f"lawrec officer add {argument(step.who)}",
            root=("head", form.id),
            record=form.id,
            who=step.who,
        )


def acts_held_against(case: Facts, at: datetime | date, answer: Tri) -> Acts:
    """The formal acts for which the question "approved before it began?" has that answer."""
    return [act for act in initiation.formal_acts(case) if not_after(at, act.data.start) == answer]


def before_approval(case: Facts, form: Page[Approval], step: Step) -> Iterator[Outcome]:
    """Formal acts, and papers that went out, came after the approval, where that has a date."""
    if step.at is None:
        return
    early = acts_held_against(case, step.at, "no")
    unclear = acts_held_against(case, step.at, "unknown")
    if early:
        yield _too_early(case, form, early, step.at)
    elif unclear:
        yield _same_day(form, unclear, step.at)
    elif papers := _papers_before(case, step.at):
        yield _paper_dated_before(case, form, papers[0], step.at)
    elif papers := _unlogged_before(case, step.at):
        yield _unlogged_act(case, form, papers[0], step.at)
    else:
        acts = initiation.formal_acts(case)
        backed = not acts or supported(case, form, acts[0].data.start)
        yield met() if backed else declared_only(case, form)


def _too_early(case: Facts, form: Page[Approval], early: Acts, at: datetime | date) -> Outcome:
    return violated(
        "act_before_approval",
        N_("{acts}: began on {start}, before the approval {record} of {at}, and not in urgency"),
        early[0].at("start"),
        curable=False,
        severity=initiation.severity(case),
        acts=tuple(act.id for act in early),
        start=early[0].data.start,
        record=form.id,
        at=at,
    )


def _same_day(form: Page[Approval], acts: Acts, at: datetime | date) -> Outcome:
    return unsure(
        "order_unclear",
        N_("{acts} and the approval {record} are of the same day {at}; which came first is open"),
        acts[0].at("start"),
        acts=tuple(act.id for act in acts),
        record=form.id,
        at=at,
    )


def _papers_before(case: Facts, at: datetime | date) -> list[Page[Record]]:
    return [
        page
        for page in case.final_records
        if isinstance(page.data, OutwardPaper)
        and (kind := KINDS.get(page.data.kind)) is not None
        and kind.stage in (2, 3, 4)
        and page.data.made_at is not None
        and not_after(at, page.data.made_at) == "no"
        and not initiation.before_conversion(case, page.data.made_at)
    ]


def _unlogged_before(case: Facts, at: datetime | date) -> list[Page[Record]]:
    """Papers of evidence that show acts before the approval which nobody logged."""
    return [
        page
        for page, signers in evidence_papers(case)
        if signers.officers
        and not any(belongs_to(page, act.id) for act in case.acts)
        and page.data.made_at is not None
        and not_after(at, page.data.made_at) == "no"
        and not initiation.before_conversion(case, page.data.made_at)
    ]


def _unlogged_act(
    case: Facts, form: Page[Approval], paper: Page[Record], at: datetime | date
) -> Outcome:
    return unsure(
        "unlogged_before_approval",
        N_(
            "{paper} {kind} is dated before the approval {record} of {at}, and its act is not "
            "logged: unlawful unless a lead registered earlier was only verified"
        ),
        paper.at("made_at"),
        remedy=f"lawrec log-act {case.label} ...",
        paper=paper.id,
        kind=case.kind_of(paper.data),
        record=form.id,
        at=at,
    )


def _paper_dated_before(
    case: Facts, form: Page[Approval], paper: Page[Record], at: datetime | date
) -> Outcome:
    return unsure(
        "paper_before_approval",
        N_(
            "{paper} {kind} is dated before the approval {record} of {at}: unlawful if it was "
            "handed out then, harmless if it was only drafted"
        ),
        paper.at("made_at"),
        paper=paper.id,
        kind=case.kind_of(paper.data),
        record=form.id,
        at=at,
    )


def verified_before(case: Facts) -> Iterator[Outcome]:
    """Verifying a lead before the approval is no formal act, if the lead was registered earlier."""
    found = initiation.governing(case)
    at = found[1].at if found else None
    for act in case.acts_of("preliminary_verification"):
        if at is not None and not_after(at, act.data.start) == "yes":
            continue
        if _lead_before(case, act) == "yes":
            yield satisfied_but(
                "note",
                "verified_before_approval",
                N_("{act}: a lead registered earlier was verified before the approval"),
                act.at("start"),
                act=act.id,
            )
        else:
            yield unsure(
                "verification_without_lead",
                N_(
                    "{act}: a verification before the approval, but no lead is known to have "
                    "been registered before it; without one it is a formal act"
                ),
                act.at("start"),
                act=act.id,
            )


def _lead_before(case: Facts, act: Page[Act]) -> Tri:
    lead = case.snapshot.bureau.leads.get(case.case.lead or "") if case.case else None
    return "unknown" if lead is None else not_after(lead.received_at, act.data.start)


def not_approved(case: Facts) -> Iterator[Outcome]:
    """No initiation form is approved: refused, still waiting, or there is none."""
    papers = initiation.papers(case)
    forms = case.typed(papers, Approval)
    if not papers:
        yield from _without_paper(case)
    elif not forms:
        yield from _substitute(case, papers[-1])
    else:
        yield from _form_not_approved(case, forms[-1])


def _form_not_approved(case: Facts, form: Page[Approval]) -> Iterator[Outcome]:
    step = approver(form.data)
    if step is not None and step.decision == "refused":
        yield from after_refusal(case, form, step, every=True)
    elif step is not None and step.decision is None:
        yield unsure(
            "approval_undecided",
            N_("{record} {kind}: the approver's step does not say whether it approves"),
            form.at("steps"),
            remedy=amend(case, form, "steps=..."),
            root=("undecided", form.id),
            record=form.id,
            kind=case.kind_of(form.data),
        )
    elif form.data.kind == "inspection_plan" and step is None:
        yield unsure(
            "plan_without_approval",
            N_(
                "{record}: the plan bears no approval; lawful if article 9 does not reach "
                "inspections, unlawful if it does"
            ),
            form.at(),
            record=form.id,
        )
    elif not over(case) and not initiation.started(case):
        yield pending(
            "approval_to_come",
            N_("{record}: the head has not approved yet, and nothing formal has been done"),
            form.at("steps"),
            record=form.id,
        )
    else:
        yield _started_without(case, form) if step else _nobody_approved(case, form)


def _nobody_approved(case: Facts, form: Page[Approval]) -> Outcome:
    return replace(step_missing(case, form, "approver"), severity=initiation.severity(case))


def _started_without(case: Facts, form: Page[Record]) -> Outcome:
    return violated(
        "started_without_approval",
        N_("{record} {kind} is not approved, though enforcement began or the case is over"),
        form.at(),
        curable=False,
        severity=initiation.severity(case),
        root=("not_approved", form.id),
        absent=("case_initiation_approval",),
        record=form.id,
        kind=case.kind_of(form.data),
    )


def _without_paper(case: Facts) -> Iterator[Outcome]:
    waiting = initiation.draft_papers(case)
    if waiting and initiation.started(case):
        yield _started_without(case, waiting[0])
    else:
        yield initiation.no_paper(case)


def _substitute(case: Facts, paper: Page[Record]) -> Iterator[Outcome]:
    """Another paper, such as a project approval, stands for the form; its steps are not typed."""
    yield unsure(
        "substitute_unread",
        N_("{record} {kind} stands for the initiation form; a person must see who approved it"),
        paper.at("substitutes"),
        root=("substitute", paper.id),
        record=paper.id,
        kind=case.kind_of(paper.data),
    )
