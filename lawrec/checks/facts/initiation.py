"""How a case was started (article 9): its initiation paper, urgency, and the first formal act."""

from __future__ import annotations

from datetime import date, datetime

from lawrec.checks.base import Outcome, not_applicable, pending, violated
from lawrec.checks.facts.approvals import approved, approver, over, summary_procedure
from lawrec.checks.facts.case import Facts
from lawrec.i18n import N_
from lawrec.schema.case import Act
from lawrec.schema.clause import Severity
from lawrec.schema.moments import first_instant, last_instant, not_after
from lawrec.schema.records.common import Approval, Record, Step
from lawrec.schema.records.initiation import CaseInitiationApproval
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page


def not_started_by_organ(case: Facts) -> Outcome | None:
    """Why article 9 does not reach this case, if so; penalty and coercion never begin otherwise."""
    summary = summary_procedure(case)
    page = case.case
    if summary is not None or page is None or page.kind in ("penalty", "coercion"):
        return summary
    if page.kind == "licence" or "application" in (page.procedure, page.initiated_by):
        return not_applicable(N_("The case was started by an application (article 8)"))
    return None


def lenient(case: Facts) -> bool:
    """Whether it is open that the words "general procedure" reach this kind of case."""
    return case.case is None or case.case.kind not in ("penalty", "coercion")


def severity(case: Facts) -> Severity | None:
    """A warning where the reach of article 9 is open, else the row's own."""
    return "warning" if lenient(case) else None


def _kinds(case: Facts) -> tuple[str, ...]:
    also = ("inspection_plan",) if lenient(case) else ()
    return ("case_initiation_approval", *also)


def papers(case: Facts) -> list[Page[Record]]:
    """The final initiation papers: the approval form, or what stands for it."""
    return case.records_of(*_kinds(case))


def draft_papers(case: Facts) -> list[Page[Record]]:
    """Initiation papers that wait for a step."""
    return case.drafts_of(*_kinds(case))


def urgent_forms(case: Facts) -> list[Page[CaseInitiationApproval]]:
    """The forms of an urgent start: the final ones, else the drafts, which report it too."""
    for pages in (papers(case), draft_papers(case)):
        found = case.typed(pages, CaseInitiationApproval)
        if found:
            return [page for page in found if page.data.mode == "urgent"]
    return []


def governing(case: Facts) -> tuple[Page[Approval], Step] | None:
    """The earliest approved initiation form and its approver's step."""
    found = [page for page in case.typed(papers(case), Approval) if approved(page.data)]
    timed = sorted(found, key=lambda page: _approval_key(page.data))
    if not timed:
        return None
    step = approver(timed[0].data)
    return (timed[0], step) if step else None


def _approval_key(form: Approval) -> tuple[bool, float]:
    step = approver(form)
    at = step.at if step else None
    return at is None, first_instant(at).timestamp() if at else 0.0


def before_conversion(case: Facts, moment: datetime | date) -> bool:
    """Whether it belongs to the summary procedure that the case was turned from (P8)."""
    at = case.case.converted_at if case.case else None
    return at is not None and not_after(moment, at) == "yes"


def formal_acts(case: Facts) -> list[Page[Act]]:
    """All acts but the verification of a lead, earliest first.

    What was done under summary procedure before the case turned to the general one is kept, and
    needed no approval then.
    """
    acts = [
        act
        for act in case.acts
        if act.data.kind != "preliminary_verification"
        and not before_conversion(case, act.data.start)
    ]
    return sorted(acts, key=lambda act: first_instant(act.data.start))


_BEGINS_NOTHING = frozenset(("authorisation_letter", "identity_document", "approval_form"))


def started(case: Facts) -> bool:
    """Whether enforcement has begun: a formal act, or a paper of investigation or later.

    What the party hands in, and a form that asks for an approval, begin nothing.
    """
    return bool(formal_acts(case)) or any(
        (kind := KINDS.get(page.data.kind)) is not None
        and kind.stage in (2, 3, 4)
        and kind.id not in _BEGINS_NOTHING
        for page in case.final_records
    )


def no_paper(case: Facts) -> Outcome:
    """There is no final initiation paper: late, or still to come.

    In urgency the report may follow within the limit of 9.1d, so that nothing is late before.
    """
    kind = "inspection_plan" if case.case and case.case.kind == "inspection" else _kinds(case)[0]
    remedy = f"lawrec add-record {case.label} {kind}"
    waiting = draft_papers(case)
    if waiting and not over(case):
        return pending(
            "initiation_draft",
            N_("{record}: the initiation form waits for its approval"),
            waiting[0].at(),
            remedy=f"lawrec finalise {case.label} {waiting[0].id}",
            record=waiting[0].id,
        )
    acts = formal_acts(case)
    due = last_instant(acts[0].data.start) + case.limit("9.1d", "urgent_report") if acts else None
    late = started(case) and (due is None or due < case.as_of)
    if not over(case) and not late:
        return pending(
            "initiation_to_come",
            N_("No initiation form yet; there is still time for it"),
            case.case_place,
            due=due,
            remedy=remedy,
        )
    return violated(
        "initiation_missing",
        N_("There is no final initiation form, though enforcement began or the case is over"),
        case.case_place,
        curable=True,
        remedy=remedy,
        severity=severity(case),
        root=("initiation",),
        absent=_kinds(case),
    )
