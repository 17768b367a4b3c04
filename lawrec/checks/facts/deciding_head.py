"""Whether a head of the organ approved a decision (article 19, paragraph 4)."""

from __future__ import annotations

from lawrec.checks.base import Outcome, unsure
from lawrec.checks.facts.approvals import amend
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.identification import roster_unknown
from lawrec.checks.facts.rights import ADVERSE
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.records.common import Approval, Step
from lawrec.schema.snapshot import Page


def not_plainly_head(case: Facts, form: Page[Approval], step: Step) -> Outcome | None:
    """What is open where a decision was approved by somebody whom the roster shows as no head.

    Article 19 speaks of the one in charge (负责人), without saying of what; only of the start of
    the procedure does the text say that it is a head of the organ (article 9).
    """
    decided = any(record.id in form.data.about for record in case.records_of(*ADVERSE))
    if not decided or step.at is None:
        return None
    head = case.has_duty(step.who, "organ_head", step.at)
    if head == "yes":
        return None
    if case.snapshot.bureau.source == "none":
        return roster_unknown(case)
    if head == "unknown":
        return unsure(
            "approver_unknown",
            N_("{record}: {who} is not on the staff roster; whether a head approved is unknown"),
            form.at("steps"),
            remedy=f"lawrec officer add {argument(step.who)}",
            root=("head", form.id),
            record=form.id,
            who=step.who,
        )
    return unsure(
        "decided_by_no_head",
        N_(
            "{record} {kind}: {who}, who approved the decision, was no head of the organ on {at}; "
            "lawful if the head of the handling unit may be meant, unlawful if not"
        ),
        form.at("steps"),
        remedy=amend(case, form, "steps=..."),
        root=("head", form.id),
        record=form.id,
        kind=case.kind_of(form.data),
        who=step.who,
        at=step.at,
    )
