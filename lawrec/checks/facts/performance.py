"""Whether the performance of each decision is recorded in text (article 22.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from lawrec.checks.base import Outcome, met, not_applicable, pending, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.ending import NOTHING_TO_PERFORM
from lawrec.checks.facts.fulfilment import performance
from lawrec.checks.facts.papers import says_nothing
from lawrec.checks.facts.service import services
from lawrec.checks.facts.stay import suspended
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.moments import day_of
from lawrec.schema.records.common import Order, OutwardPaper, Record
from lawrec.schema.records.decision import LicenceDecision
from lawrec.schema.records.service import (
    CorrectionCheckRecord,
    CourtPaper,
    PerformanceRecord,
)
from lawrec.schema.snapshot import Page

PENALTIES = ("penalty_decision", "summary_penalty_decision")
ORDERS = ("correction_order", "stop_order")
TO_PERFORM = (
    *PENALTIES,
    "coercive_enforcement_decision",
    "expropriation_decision",
    "requisition_decision",
    "licence_decision",
    *ORDERS,
)
"""Papers that may lay a duty on the party."""

_OWN = ("performance_record",)
# The check of a correction tells how it was performed; so does the result of an enforcement.
_ALSO: dict[str, tuple[str, ...]] = {
    "correction_order": ("correction_check_record",),
    "stop_order": ("correction_check_record",),
    "coercive_enforcement_decision": ("enforcement_result_record",),
}


def orders_of(page: Page[Record]) -> tuple[Order, ...]:
    """The items of a decision or order."""
    return page.data.orders if isinstance(page.data, OutwardPaper) else ()


def due_on(case: Facts, page: Page[Record], orders: tuple[Order, ...]) -> date | None:
    """The last day on which these items were to be performed: their days count from service."""
    days = [order.within_days for order in orders if order.within_days is not None]
    starts = [service.counts_from for service in services(case, page.id)]
    known = [day_of(start) for start in starts if start is not None]
    if not days or len(days) < len(orders) or not known:
        return None
    return max(known) + timedelta(days=max(days))


def recorded(case: Facts, page: Page[Record]) -> Iterator[Outcome]:
    """Whether it is written down how far that decision was performed."""
    if isinstance(page.data, LicenceDecision) and not page.data.orders:
        yield _licence(page, page.data)
        return
    orders = orders_of(page)
    if orders and all(order.type in NOTHING_TO_PERFORM for order in orders):
        text = N_("{record} takes effect by its service; there is nothing to perform")
        yield not_applicable(text, record=page.id)
        return
    kinds = (*_OWN, *_ALSO.get(page.data.kind, ()))
    found = case.about(page.id, *kinds)
    if not found:
        yield _none(case, page, kinds)
        return
    telling = [one for one in found if _tells(case, one)]
    if not telling:
        yield violated(
            "performance_record_empty",
            N_("{record}: it does not say how far {paper} was performed"),
            found[0].at("orders"),
            curable=True,
            remedy=f"lawrec amend {case.label} {found[0].id} --reason ... --set orders=...",
            record=found[0].id,
            paper=page.id,
        )
        return
    yield from _items(case, page, telling) or (met(),)


def _licence(page: Page[Record], data: LicenceDecision) -> Outcome:
    if data.result is None:
        return unsure(
            "licence_result_blank",
            N_("{record}: whether the licence was granted, and with what duties, is not stated"),
            page.at("result"),
            record=page.id,
        )
    text = N_("{record}: a decision on a licence without conditions leaves nothing to perform")
    return not_applicable(text, record=page.id)


def _tells(case: Facts, page: Page[Record]) -> bool:
    """Whether a record says how far something was performed: by item, by a result, in words."""
    data = page.data
    entries = data.orders if isinstance(data, PerformanceRecord) else ()
    found = data.result if isinstance(data, (CorrectionCheckRecord, CourtPaper)) else None
    return bool(entries) or not is_blank(found) or not says_nothing(case, page)


def _none(case: Facts, page: Page[Record], kinds: tuple[str, ...]) -> Outcome:
    """Nothing is recorded: the time has not come, the decision is stayed, or it is missing."""
    loose = [one for one in case.records_of(*_OWN) if not one.data.about]
    if loose:
        return unsure(
            "performance_not_linked",
            N_("{record} does not name the decision whose performance it records"),
            loose[0].at("about"),
            remedy=f"lawrec amend {case.label} {loose[0].id} --reason ... --set about=...",
            record=loose[0].id,
        )
    stay = suspended(case, page)
    if stay is not None:
        return stay
    remedy = f"lawrec add-record {case.label} performance_record"
    if not over(case):
        return pending(
            "performance_to_come",
            N_("{record} {kind}: how it is performed is still to be recorded"),
            page.at("orders"),
            due=due_on(case, page, orders_of(page)),
            remedy=remedy,
            record=page.id,
            kind=case.kind_of(page.data),
        )
    return violated(
        "performance_not_recorded",
        N_("{record} {kind}: nothing in writing records how far it was performed"),
        page.at("orders"),
        curable=True,
        remedy=remedy,
        absent=kinds,
        record=page.id,
        kind=case.kind_of(page.data),
    )


def _items(case: Facts, page: Page[Record], found: list[Page[Record]]) -> tuple[Outcome, ...]:
    """What the record leaves open: an item that it does not list, a day, or its own date."""
    entries = performance(case, page.id)
    record = found[0]
    if not entries:
        dated = any(one.data.made_at is not None for one in found)
        return () if dated else (_undated(case, record, "made_at"),)
    done = [entry for _, entry in entries.values() if entry.status in ("full", "partial")]
    undated = any(entry.date is None for entry in done)
    answers = [_undated(case, record, "orders")] if undated else []
    wanted = {o.number for o in orders_of(page) if o.type not in NOTHING_TO_PERFORM}
    left = tuple(str(number) for number in sorted(wanted - set(entries)))
    told = any(not is_blank(one.data.content) for one in found)
    if left:
        answers.append(_item_left(case, page, record, left, told=told))
    return tuple(answers)


def _undated(case: Facts, record: Page[Record], field: str) -> Outcome:
    return unsure(
        "performance_undated",
        N_("{record}: on which day the decision was performed is not stated"),
        record.at(field),
        remedy=f"lawrec amend {case.label} {record.id} --reason ... --set {field}=...",
        record=record.id,
    )


def _item_left(
    case: Facts, page: Page[Record], record: Page[Record], left: tuple[str, ...], *, told: bool
) -> Outcome:
    remedy = f"lawrec amend {case.label} {record.id} --reason ... --set orders=..."
    place = record.at("orders")
    if told or not over(case):
        return unsure(
            "performance_item_open",
            N_("{record} has no entry for item {items} of {paper}"),
            place,
            remedy=remedy,
            record=record.id,
            items=left,
            paper=page.id,
        )
    return violated(
        "performance_item_missing",
        N_("{record}: nothing records how far item {items} of {paper} was performed"),
        place,
        curable=True,
        remedy=remedy,
        record=record.id,
        items=left,
        paper=page.id,
    )
