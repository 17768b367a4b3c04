"""By when things are due that a case's own papers set: orders, parts of a fine, its next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lawrec.checks.facts import initiation
from lawrec.checks.facts.archiving import deadline
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.ending import ends
from lawrec.checks.facts.fulfilment import performance
from lawrec.checks.facts.lifecycles.step import Step
from lawrec.checks.facts.service import services
from lawrec.schema.moments import day_of, last_instant
from lawrec.schema.records.common import OutwardPaper
from lawrec.schema.records.service import (
    CorrectionCheckRecord,
    InstalmentApproval,
    PerformanceRecord,
)

_ORDERING = (
    "penalty_decision",
    "summary_penalty_decision",
    "correction_order",
    "stop_order",
    "licence_decision",
    "expropriation_decision",
    "requisition_decision",
)


@dataclass(frozen=True, slots=True)
class OrderDue:
    """The last day on which one item of a paper is to be performed, counted from its service."""

    paper: str
    number: int
    on: date


def orders_due(case: Facts) -> list[OrderDue]:
    """The items that nothing shows to be performed, with their last days, earliest first.

    Only where the service is known to have effect: no period runs from another one. What was
    checked and found corrected is performed.
    """
    found = []
    for page in case.typed(case.records_of(*_ORDERING), OutwardPaper):
        times = [one.counts_from for one in services(case, page.id)]
        start = max((day_of(at) for at in times if at is not None), default=None)
        if start is None or _found_corrected(case, page.id):
            continue
        done = performance(case, page.id)
        found += [
            OrderDue(page.id, order.number, start + timedelta(days=order.within_days))
            for order in page.data.orders
            if order.within_days is not None
            and not (order.number in done and done[order.number][1].status == "full")
        ]
    return sorted(found, key=lambda due: (due.on, due.paper, due.number))


def _found_corrected(case: Facts, item_id: str) -> bool:
    pages = case.about(item_id, "correction_check_record")
    return any(p.data.result == "corrected" for p in case.typed(pages, CorrectionCheckRecord))


def instalments_due(case: Facts) -> list[tuple[date, str]]:
    """The days on which parts of a fine fall due and the form that allows them, paid ones left out.

    Every entry of a performance record pays one part, in their order.
    """
    paid = sum(
        entry.amount_yuan is not None
        for page in case.typed(case.records_of("performance_record"), PerformanceRecord)
        for entry in page.data.orders
    )
    forms = case.typed(case.records_of("instalment_approval"), InstalmentApproval)
    days = sorted((part.due, form.id) for form in forms for part in form.data.instalments)
    if not days:
        return [(form.data.until, form.id) for form in forms if form.data.until and not paid]
    return days[paid:]


def due_of(case: Facts, step: Step) -> datetime | date | None:
    """When the step is due by the text or by the case's own papers; None where neither says."""
    if step.name == "case_initiation_approval":
        acts = initiation.formal_acts(case)
        limit = case.limit("9.1d", "urgent_report")
        return last_instant(acts[0].data.start) + limit if acts else None
    if step.stage == 5:
        return deadline(case, ends(case)[0]) if ends(case) else None
    if step.name == "performance_record":
        parts = [day for day, _ in instalments_due(case)]
        return min([due.on for due in orders_due(case)] + parts, default=None)
    if step.name == "correction_check_record":
        return min((due.on for due in orders_due(case)), default=None)
    return None
