"""Whether a reconsideration or a lawsuit has stayed a decision (articles 22 and 24)."""

from __future__ import annotations

from lawrec.checks.base import Outcome, not_applicable, unsure
from lawrec.checks.facts.case import Facts
from lawrec.i18n import N_
from lawrec.schema.records.common import Record
from lawrec.schema.records.service import ReviewLitigationRecord
from lawrec.schema.snapshot import Page


def proceedings(case: Facts, page: Page[Record]) -> list[Page[ReviewLitigationRecord]]:
    """The proceedings against that paper, and those that name none."""
    found = case.typed(case.records_of("review_litigation_record"), ReviewLitigationRecord)
    return [one for one in found if page.id in one.data.about or not one.data.about]


def suspended(case: Facts, page: Page[Record]) -> Outcome | None:
    """What a stay means for the duties that follow from that paper; None if nothing stays it.

    A stay that has ended leaves the duties as they were, counted anew from its end.
    """
    for one in proceedings(case, page):
        if one.data.ended_on is not None and case.passed(one.data.ended_on):
            continue
        if one.data.suspends == "yes":
            text = N_("{record} stays the execution of {paper}")
            return not_applicable(text, record=one.id, paper=page.id)
        if one.data.suspends != "no":
            return unsure(
                "stay_unknown",
                N_("{record}: whether it stays the execution of {paper} is not stated"),
                one.at("suspends"),
                remedy=f"lawrec amend {case.label} {one.id} --reason ... --set suspends=...",
                root=("stay", one.id, page.id),
                record=one.id,
                paper=page.id,
            )
    return None
