"""How far the items of a decision were performed, over all the records of it (article 22.1)."""

from __future__ import annotations

from decimal import Decimal

from lawrec.checks.facts.case import Facts
from lawrec.schema.records.common import OutwardPaper
from lawrec.schema.records.service import OrderPerformed, PerformanceRecord

Entry = tuple[str, OrderPerformed]


def performance(case: Facts, decision_id: str) -> dict[int, Entry]:
    """Item number of the decision -> the record and the last entry on how far it was performed.

    The last by the day that it states: records may be typed in any order. An entry without a day
    keeps its place. Parts that were paid count as the whole once they add up to it.
    """
    by_number: dict[int, list[Entry]] = {}
    pages = case.typed(case.about(decision_id, "performance_record"), PerformanceRecord)
    for page in pages:
        for entry in page.data.orders:
            by_number.setdefault(entry.number, []).append((page.id, entry))
    amounts = _amounts(case, decision_id)
    return {n: _state(entries, amounts.get(n)) for n, entries in by_number.items()}


def _state(entries: list[Entry], amount: Decimal | None) -> Entry:
    dated = [(entry.date, place) for place, (_, entry) in enumerate(entries) if entry.date]
    if len(dated) < len(entries):
        return entries[-1]
    page, last = entries[max(dated)[1]]
    paid = [e.amount_yuan for _, e in entries if e.amount_yuan is not None]
    parts = last.status == "partial" and len(entries) > 1 and len(paid) == len(entries)
    if parts and amount is not None and sum(paid) >= amount:
        return page, last.model_copy(update={"status": "full"})
    return page, last


def _amounts(case: Facts, decision_id: str) -> dict[int, Decimal]:
    record = case.record(decision_id)
    orders = record.data.orders if record and isinstance(record.data, OutwardPaper) else ()
    return {o.number: o.amount_yuan for o in orders if o.amount_yuan is not None}
