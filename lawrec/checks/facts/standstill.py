"""Whether a case stands still: its investigation suspended, or its decision under review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from lawrec.checks.facts.case import Facts
from lawrec.schema.moments import day_of
from lawrec.schema.records.common import Approval
from lawrec.schema.records.investigation import InvestigationSuspension
from lawrec.schema.records.service import ReviewLitigationRecord


@dataclass(frozen=True, slots=True)
class Suspension:
    """Why the case stands still, since when, and the record that says so."""

    why: Literal["investigation", "reconsideration", "litigation"]
    since: date
    item: str


def suspended(case: Facts) -> Suspension | None:
    """The suspension that is in force at the time of judging; the latest, if there are several.

    Reconsideration or a lawsuit alone suspends nothing: the record must say that it does. A
    suspension of the investigation needs its approval.
    """
    found = [*_investigation(case), *_review(case)]
    return max(found, key=lambda one: one.since, default=None)


def _investigation(case: Facts) -> list[Suspension]:
    pages = case.typed(case.records_of("investigation_suspension"), InvestigationSuspension)
    return [
        Suspension("investigation", page.data.suspended_on, page.id)
        for page in pages
        if page.data.suspended_on is not None
        and (step := Approval.step(page.data, "approver")) is not None
        and step.decision == "approved"
        and _in_force(case, page.data.suspended_on, page.data.resumed_on)
    ]


def _review(case: Facts) -> list[Suspension]:
    pages = case.typed(case.records_of("review_litigation_record"), ReviewLitigationRecord)
    return [
        Suspension(page.data.type or "reconsideration", page.data.filed_on, page.id)
        for page in pages
        if page.data.suspends == "yes"
        and page.data.filed_on is not None
        and _in_force(case, page.data.filed_on, page.data.ended_on)
    ]


def _in_force(case: Facts, since: date, until: date | None) -> bool:
    today = day_of(case.as_of)
    return since <= today and (until is None or today < until)
