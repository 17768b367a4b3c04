"""Which papers are documents of enforcement (article 18), and who drew them up and reviewed them.

A transcript records an act and is judged by article 13; a form of approval by article 29. What is
left are the papers that go out: those that decide, those that announce a decision, the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lawrec.checks.base import Outcome, met, not_applicable, satisfied_but, unsure, violated
from lawrec.checks.facts.approvals import (
    DECISIONS,
    case_unreadable,
    covering,
    drafts,
    forms,
    unread_steps,
    untyped_forms,
)
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.service import services
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import OutwardPaper, Record, Step
from lawrec.schema.snapshot import Page

Document = Page[OutwardPaper]

DECIDING = (
    *DECISIONS,
    "summary_penalty_decision",
    "coercive_measure_decision",
    "coercive_measure_lift_decision",
    "preservation_disposition",
    "non_acceptance_notice",
    "recusal_decision",
)
"""The papers that are decisions by what they are called (决定书, 处理决定)."""

WEIGHED = (
    "penalty_decision",
    "summary_penalty_decision",
    "no_penalty_decision",
    "case_dismissal_decision",
    "coercive_measure_decision",
    "coercive_enforcement_decision",
    "expropriation_decision",
    "requisition_decision",
)
"""The decisions on a penalty, coercion or a taking, which rest on evidence and on factors."""

ON_APPLICATION = ("licence_decision", "non_acceptance_notice")
"""The decisions on an application, for which its materials are the evidence."""

APPLICATION_PAPERS = (
    "application_register",
    "oral_application_record",
    "application_receipt",
    "onsite_correction_record",
    "acceptance_notice",
)
"""The papers that show application materials in the case."""

ANNOUNCING = ("penalty_prior_notice", "inspection_result_notice", "correction_order", "stop_order")
"""The papers that announce a decision, or order something without being called a decision."""

OTHERS = (
    *ANNOUNCING,
    "supplement_notice",
    "acceptance_notice",
    "summons_for_inquiry",
    "evidence_request_notice",
    "rights_notice",
    "hearing_right_notice",
    "hearing_notice",
    "advance_registration_notice",
    "demand_notice",
)
"""The other papers that go out; what they lack is worth a warning."""

Judge = Callable[[Facts, Document, bool], Iterator[Outcome]]


def each_document(
    case: Facts, judge: Judge, decisions: tuple[str, ...], others: tuple[str, ...]
) -> Iterator[Outcome]:
    """The rule for every final document of these kinds; the judge is told which decide.

    One whose content is of another kind must be read by a person, if it stands for a decision.
    """
    if case.case is None:
        yield case_unreadable(case)
        return
    found = False
    for page in case.records_of(*decisions, *others):
        deciding = bool(case.stands_for(page.data) & set(decisions))
        typed = case.typed([page], OutwardPaper)
        found = found or bool(typed) or deciding
        for document in typed:
            yield met()
            yield from judge(case, document, deciding)
        if deciding and not typed:
            yield _unread(case, page)
    if not found:
        none = N_("The case has no final document that decides, announces or tells anything yet")
        yield not_applicable(none, absent=(*decisions, *others))


def _unread(case: Facts, page: Page[Record]) -> Outcome:
    return unsure(
        "document_unread",
        N_("{record} {kind} stands for a decision; a person must read what it states"),
        page.at("substitutes"),
        root=("document", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
    )


def lacking(
    case: Facts,
    page: Document,
    code: str,
    message: str,
    field: str,
    *,
    deciding: bool,
) -> Outcome:
    """What a document lacks: a decision breaks the clause, another paper draws a warning.

    What the paper itself lacks cannot be put into it once it has been served.
    """
    remedy = f"lawrec amend {case.label} {page.id} --reason ... --set {field}=..."
    kind = case.kind_of(page.data)
    place = page.at(field)
    if not deciding:
        root = (code, page.id)
        return satisfied_but(
            "warning", code, message, place, remedy=remedy, root=root, record=page.id, kind=kind
        )
    return violated(
        code,
        message,
        place,
        curable=field in _INTERNAL or not services(case, page.id),
        remedy=remedy,
        root=(code, page.id),
        absent=("approval_form",) if field in _INTERNAL else (),
        record=page.id,
        kind=kind,
    )


_INTERNAL = frozenset(("made_by", "reviewed_by"))
"""What an outward paper does not show, so that it can still be entered truthfully."""


def form_steps(case: Facts, item_id: str, role: str) -> list[Step]:
    """The steps of that role, with a name, on the forms that cover the paper, drafts too."""
    every = [form.data for form in (*forms(case), *drafts(case)) if item_id in form.data.about]
    return [
        step
        for form in every
        for step in form.steps
        if step.role == role and not is_blank(step.who)
    ]


def unread_form(case: Facts, item_id: str) -> Outcome | None:
    """The form that covers the paper in another guise, whose steps only a person can read."""
    ids = {page.id for page in untyped_forms(case)}
    page = next((page for page in covering(case, item_id) if page.id in ids), None)
    return unread_steps(case, page) if page else None
