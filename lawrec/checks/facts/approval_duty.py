"""Which steps of a case need an internal approval, and whether one covers them (29a)."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, not_applicable, pending, satisfied_but, violated
from lawrec.checks.facts import initiation
from lawrec.checks.facts.approvals import (
    APPROVALS,
    DECISIONS,
    approved,
    approver,
    covering,
    drafts,
    over,
    summary_procedure,
)
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.ending import refused_start
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import Act
from lawrec.schema.records.archiving import CaseClosureApproval
from lawrec.schema.records.common import Approval, OutwardPaper, Record
from lawrec.schema.snapshot import Page

_USUALLY_APPROVED = (
    "stop_order",
    "correction_order",
    "penalty_prior_notice",
    "hearing_right_notice",
    "advance_registration_notice",
    "preservation_disposition",
    "coercive_measure_lift_decision",
    "inspection_result_notice",
    "non_acceptance_notice",
    "demand_notice",
    "jurisdiction_transfer",
    "criminal_transfer",
)
"""Papers that go out to others; the text does not say that they need a form of their own."""


def outside(case: Facts) -> Outcome | None:
    """Why article 29 does not reach this case, if so."""
    summary = summary_procedure(case)
    if summary is not None or case.case is None:
        return summary
    done = deciding(case) or measures(case) or case.records_of("correction_order", "stop_order")
    if case.case.kind == "inspection" and not done:
        none = N_("The inspection has led to no decision")
        return not_applicable(none, absent=(*DECISIONS, "correction_order", "stop_order"))
    return None


def deciding(case: Facts) -> list[Page[Record]]:
    """The final papers that decide the case."""
    return case.records_of(*DECISIONS)


def measures(case: Facts) -> list[Page[Record] | Page[Act]]:
    """The coercive measures: their decisions, and acts for which there is no such paper."""
    papers = case.records_of("coercive_measure_decision")
    decided = {page.data.act for page in papers}
    acts = [act for act in case.acts_of("coercive_measure") if act.id not in decided]
    return [*papers, *acts]


def start_covered(case: Facts) -> Iterator[Outcome]:
    """The initiation has its form; a case that an application started has none."""
    if initiation.not_started_by_organ(case) is None:
        yield met() if initiation.papers(case) else initiation.no_paper(case)


def decisions_covered(case: Facts) -> Iterator[Outcome]:
    """Every decision is named by a final approval form."""
    for paper in deciding(case):
        dismissed = paper.data.kind == "case_dismissal_decision" and _closed_as_dismissed(case)
        yield met() if dismissed or covering(case, paper.id) else _missing(case, paper, paper.data)


def _closed_as_dismissed(case: Facts) -> bool:
    forms = case.typed(case.records_of("case_closure_approval"), CaseClosureApproval)
    return any(form.data.end_event == "dismissed" for form in forms)


def measures_covered(case: Facts) -> Iterator[Outcome]:
    """Every coercive measure has an approval; a form that names no paper covers a lone one."""
    found = measures(case)
    loose = [f for f in case.records_of("coercive_measure_approval") if not f.data.about]
    for subject in found:
        named = {subject.id, subject.data.act} if isinstance(subject.data, Record) else {subject.id}
        chain = any(covering(case, item) for item in named if item)
        alone = len(found) == 1 and bool(loose)
        yield met() if chain or alone else _missing(case, subject, subject.data)


def _missing(case: Facts, subject: Page[Record] | Page[Act], data: Record | Act) -> Outcome:
    about = argument(f"about=[{subject.id}]")
    form = "approval_form" if isinstance(data, Record) else "coercive_measure_approval"
    return violated(
        "approval_missing",
        N_("{item} {kind}: no final approval form covers it"),
        subject.at(),
        curable=True,
        remedy=f"lawrec add-record {case.label} {form} --set {about}",
        root=("approval", subject.id),
        absent=APPROVALS,
        item=subject.id,
        kind=case.kind_of(data) if isinstance(data, Record) else data.kind,
    )


def closing_covered(case: Facts) -> Iterator[Outcome]:
    """Closing a penalty or coercion case needs its form; a refused start is no case to close."""
    settled = case.records_of("case_closure_approval") or refused_start(case)
    if initiation.lenient(case) or settled:
        yield met()
        return
    waiting = case.drafts_of("case_closure_approval")
    if over(case):
        yield violated(
            "closing_approval_missing",
            N_("There is no final closing approval"),
            case.case_place,
            curable=True,
            remedy=f"lawrec close-case {case.label}",
            root=("closing",),
            absent=("case_closure_approval",),
        )
    elif waiting:
        yield pending(
            "approval_to_come",
            N_("{record}: the approval is not complete yet"),
            waiting[0].at("steps"),
            remedy=f"lawrec finalise {case.label} {waiting[0].id}",
            record=waiting[0].id,
        )


def other_papers_covered(case: Facts) -> Iterator[Outcome]:
    """Other outward papers: neither a form nor a reviewer is worth a warning, no more."""
    for paper in case.typed(case.records_of(*_USUALLY_APPROVED), OutwardPaper):
        if not covering(case, paper.id) and is_blank(paper.data.reviewed_by):
            yield satisfied_but(
                "warning",
                "outward_paper_without_approval",
                N_("{paper} {kind} went out with neither an approval form nor a reviewer"),
                paper.at(),
                paper=paper.id,
                kind=case.kind_of(paper.data),
            )


def waiting_forms(case: Facts) -> Iterator[Outcome]:
    """Drafts that wait for the approver while nothing that needs them has happened (29e)."""
    if over(case):
        return
    for form in drafts(case):
        done = [item for item in form.data.about if is_done(case, item)]
        started = form.data.kind == "case_initiation_approval" and initiation.started(case)
        step = approver(form.data)
        if not done and not started and (step is None or step.decision in (None, "returned")):
            yield pending(
                "approval_to_come",
                N_("{record}: the approval is not complete yet"),
                form.at("steps"),
                remedy=f"lawrec finalise {case.label} {form.id}",
                root=("waiting", form.id),
                record=form.id,
            )


def is_done(case: Facts, item_id: str) -> bool:
    """Whether what a form is about has happened: a final paper, or an act."""
    record = case.record(item_id)
    return case.act(item_id) is not None or (record is not None and not record.data.draft)


def done_without(case: Facts, item_id: str) -> bool:
    """Whether it has happened though no form that names it approves it."""
    found = case.typed(covering(case, item_id), Approval)
    return is_done(case, item_id) and not any(approved(form.data) for form in found)


def closed_without(case: Facts) -> bool:
    """Whether the case is over though no closing form approves that."""
    found = case.typed(case.records_of("case_closure_approval"), Approval)
    return over(case) and not any(approved(form.data) for form in found)
