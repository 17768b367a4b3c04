"""Internal approvals (articles 9, 19, 29): which form approves which paper, and its steps.

The section's opinion of article 9.2 and the review of article 29 are one step; handlers are a
list; a form that was returned counts with its last round.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from lawrec.checks.base import Outcome, not_applicable, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.ending import closed
from lawrec.checks.facts.support import dated_support, entered_by
from lawrec.i18n import N_
from lawrec.schema.moments import first_instant
from lawrec.schema.records.common import Approval, Record, Step
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page

DECISIONS = (
    "penalty_decision",
    "no_penalty_decision",
    "case_dismissal_decision",
    "licence_decision",
    "expropriation_decision",
    "requisition_decision",
    "coercive_enforcement_decision",
)
"""The papers that decide a case; none goes out without an approval (29a)."""

_ORDINARY = ("penalty_decision", "no_penalty_decision")

APPROVALS = tuple(kind.id for kind in KINDS.values() if issubclass(kind.model, Approval))
"""The kinds that carry the steps of an approval."""


def over(case: Facts) -> bool:
    """Whether what is still missing comes too late: closed, handed over, or at archiving."""
    archived = case.at_archive or case.snapshot.archived is not None
    return archived or closed(case) or bool(case.records_of("archive_transfer_record"))


def summary_procedure(case: Facts) -> Outcome | None:
    """Why no prior approval is asked of this case, if it is a summary penalty (P8).

    A summary case that holds a decision of the ordinary procedure has left the summary one at
    an unknown moment, so that nothing can be told from its kind. Not to punish is such a
    decision too: on the spot there is only the penalty.
    """
    page = case.case
    if page is None:
        return case_unreadable(case)
    if page.procedure != "summary" or page.kind != "penalty":
        return None
    ordinary = [r for r in case.final_records if r.data.kind in _ORDINARY]
    if ordinary:
        return unsure(
            "summary_with_ordinary_decision",
            N_("The case is under summary procedure, but {record} decides it by the ordinary one"),
            ordinary[0].at(),
            root=("procedure",),
            record=ordinary[0].id,
        )
    return not_applicable(N_("Summary procedure decides on the spot, without a prior approval"))


def case_unreadable(case: Facts) -> Outcome:
    """Without its own page neither kind nor procedure of the case is known: one fact for all."""
    text = N_("case.yaml cannot be read")
    return unsure("case_unreadable", text, case.case_place, root=("case",))


def forms(case: Facts) -> list[Page[Approval]]:
    """All final forms with approval steps, in the order of their ids."""
    found = case.typed(case.final_records, Approval)
    return [page for page in found if page.data.steps or page.data.kind != "inspection_plan"]


def drafts(case: Facts) -> list[Page[Approval]]:
    """The forms that still wait for a step."""
    waiting = [page for page in case.snapshot.records if page.data.draft]
    return case.typed(waiting, Approval)


def untyped_forms(case: Facts) -> list[Page[Record]]:
    """Papers of another kind that stand for an approval form: their steps cannot be read."""
    return [
        page
        for page in case.final_records
        if case.stands_for(page.data) & set(APPROVALS) and not isinstance(page.data, Approval)
    ]


def unread_steps(case: Facts, page: Page[Record]) -> Outcome:
    """What such a paper leaves open."""
    return unsure(
        "steps_unread",
        N_("{record} {kind} stands for an approval form; a person must read its steps"),
        page.at("substitutes"),
        root=("steps", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
    )


def covering(case: Facts, item_id: str) -> list[Page[Record]]:
    """The final forms, typed or not, that approve that paper or act."""
    every: Iterable[Page[Record]] = (*forms(case), *untyped_forms(case))
    return [page for page in every if item_id in page.data.about]


def handlers(form: Approval) -> list[Step]:
    """The handlers' steps of the last round, or of an earlier one if that round has none."""
    found = [step for step in _last_round(form) if step.role == "handler"]
    return found or [step for step in form.steps if step.role == "handler"]


def reviewer(form: Approval) -> Step | None:
    """The review step of article 29: the section's, else the legal section's.

    After a returned round that of the last round counts, or an earlier one if it has none.
    """
    last = _last_round(form)
    for role in ("section", "legal"):
        found = next((step for step in reversed(last) if step.role == role), None)
        if found is not None:
            return found
    return form.step("section") or form.step("legal")


def review_of_earlier_round(form: Approval) -> bool:
    """Whether the form was sent back and went on to the approver without another review."""
    step = reviewer(form)
    return step is not None and not any(step is other for other in _last_round(form))


def approver(form: Approval) -> Step | None:
    """The approver's last step."""
    return form.step("approver")


def approved(form: Approval) -> bool:
    """Whether the approver's last step approves."""
    step = approver(form)
    return step is not None and step.decision == "approved"


def _last_round(form: Approval) -> tuple[Step, ...]:
    cut = [i for i, s in enumerate(form.steps[:-1]) if s.decision == "returned"]
    return form.steps[cut[-1] + 1 :] if cut else form.steps


def supported(case: Facts, form: Page[Record], moment: datetime | date) -> bool:
    """Whether the times on the form count against something that happened at that moment."""
    return dated_support(case, form) is not None or entered_by(case, form, first_instant(moment))


def step_missing(case: Facts, form: Page[Approval], role: str) -> Outcome:
    """The form lacks that step altogether."""
    return violated(
        "step_missing",
        N_("{record} {kind} has no step of the {role}"),
        form.at("steps"),
        curable=True,
        remedy=amend(case, form, "steps=..."),
        root=("step", form.id, role),
        record=form.id,
        kind=case.kind_of(form.data),
        role=role,
    )


def review_outdated(case: Facts, form: Page[Approval]) -> Outcome:
    """The only review is of a round that was returned."""
    return unsure(
        "review_of_earlier_round",
        N_(
            "{record} {kind} was returned and has no review since; lawful if the earlier review "
            "covers what was approved, unlawful if the new proposal had to be reviewed"
        ),
        form.at("steps"),
        remedy=amend(case, form, "steps=..."),
        root=("outdated", form.id),
        record=form.id,
        kind=case.kind_of(form.data),
    )


def opinion_blank(case: Facts, form: Page[Approval], role: str) -> Outcome:
    """The step is there, but says nothing or names nobody."""
    return violated(
        "opinion_blank",
        N_("{record} {kind}: the {role} wrote no opinion or gave no name"),
        form.at("steps", position(form.data, role)),
        curable=True,
        remedy=amend(case, form, "steps=..."),
        root=("opinion", form.id, role),
        record=form.id,
        kind=case.kind_of(form.data),
        role=role,
    )


def time_missing(case: Facts, form: Page[Approval], role: str) -> Outcome:
    """The step bears no date, so that its place in the order cannot be told."""
    return unsure(
        "step_time_missing",
        N_("{record} {kind}: the step of the {role} has no date"),
        form.at("steps", position(form.data, role)),
        remedy=amend(case, form, "steps=..."),
        root=("time", form.id, role),
        record=form.id,
        kind=case.kind_of(form.data),
        role=role,
    )


def declared_only(case: Facts, form: Page[Record]) -> Outcome:
    """The order or the limit is met, but by a typed time alone (decision 12)."""
    return unsure(
        "declared_time_only",
        N_("{record} {kind}: only the typed entry says when; nobody has seen the dated original"),
        form.at(),
        remedy=f"lawrec seen {case.label} {form.id} --kept-at ... --by ...",
        root=("declared", form.id),
        record=form.id,
        kind=case.kind_of(form.data),
    )


def amend(case: Facts, form: Page[Record], field: str) -> str:
    """The command that corrects a field of a final form, with the true facts."""
    return f"lawrec amend {case.label} {form.id} --reason ... --set {field}"


def position(form: Approval, role: str) -> int:
    """Where the last step of that role stands among the steps; 0 if there is none."""
    return max((i for i, step in enumerate(form.steps) if step.role == role), default=0)
