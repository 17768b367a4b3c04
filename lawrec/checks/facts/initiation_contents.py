"""The contents of the initiation form (article 9.2): which form is judged, and blank fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lawrec.checks.base import Outcome, met, not_applicable, pending, unsure, violated
from lawrec.checks.facts import initiation
from lawrec.checks.facts.approvals import amend, opinion_blank, over, step_missing
from lawrec.checks.facts.case import Facts
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import Approval, Record, Step
from lawrec.schema.records.initiation import CaseInitiationApproval
from lawrec.schema.snapshot import Page

Form = Page[CaseInitiationApproval]


def _to_judge(case: Facts) -> list[Page[Record]]:
    """The forms whose contents are due: the final ones, and drafts once nothing more can come."""
    return initiation.papers(case) or (initiation.draft_papers(case) if over(case) else [])


def each_form(case: Facts, judge: Callable[[Facts, Form], Iterator[Outcome]]) -> Iterator[Outcome]:
    """The rule for every initiation form, or why there is none to judge."""
    if (outside := initiation.not_started_by_organ(case)) is not None:
        yield outside
        return
    forms = _to_judge(case)
    for page in forms:
        if page.data.kind == "inspection_plan":
            yield not_applicable(N_("An inspection plan stands for the form; no contents are set"))
            continue
        typed = case.typed([page], CaseInitiationApproval)
        if not typed:
            yield _substitute(case, page)
        for form in typed:
            yield from judge(case, form)
    if not forms:
        yield _no_form(case)


def _no_form(case: Facts) -> Outcome:
    waiting = initiation.draft_papers(case)
    if not waiting:
        none = N_("There is no initiation form whose contents could be judged")
        return not_applicable(none, absent=("case_initiation_approval",))
    return pending(
        "initiation_draft",
        N_("{record}: the initiation form waits for its approval"),
        waiting[0].at(),
        remedy=f"lawrec finalise {case.label} {waiting[0].id}",
        record=waiting[0].id,
    )


def _substitute(case: Facts, page: Page[Record]) -> Outcome:
    return unsure(
        "substitute_unread",
        N_("{record} {kind} stands for the initiation form; a person must read its contents"),
        page.at("substitutes"),
        root=("contents", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
    )


def stated(case: Facts, form: Form, field: str) -> Outcome:
    """Whether a field of the form says anything; a placeholder says nothing."""
    if not is_blank(getattr(form.data, field)):
        return met()
    return violated(
        "form_field_blank",
        N_("{record} {kind}: {field} is blank"),
        form.at(field),
        curable=True,
        remedy=amend(case, form, f"{field}=..."),
        record=form.id,
        kind=case.kind_of(form.data),
        field=field,
    )


def _says_something(step: Step) -> bool:
    return not is_blank(step.opinion) and not is_blank(step.who)


def opinion(case: Facts, form: Page[Approval], role: str, steps: list[Step]) -> Outcome:
    """Whether one of these steps names somebody and says anything."""
    if not steps:
        return step_missing(case, form, role)
    return met() if any(map(_says_something, steps)) else opinion_blank(case, form, role)
