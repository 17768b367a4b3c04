"""The yearly tables for programs, with what stands behind each number."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lawrec.report.lines import iso
from lawrec.report.stats_data import Counted, Figure, Stats, Table, Untold


def to_json(found: Stats) -> dict[str, Any]:
    """Everything for programs, with what stands behind each number."""
    return {
        "schema_version": "1",
        "repository": found.repository,
        "bureau": found.bureau,
        "from": found.start.isoformat(),
        "to": found.end.isoformat(),
        "as_of": iso(found.as_of),
        "unit": found.unit,
        "by": found.by,
        "groups": list(found.groups),
        "cases": found.cases,
        "tables": [_table(table) for table in found.tables],
        "unreadable": [{"item": one.item, "why": one.why} for one in found.unread],
        "drafts": [
            {"case": one.case, "kind": one.why, "items": [*one.items]} for one in found.drafts
        ],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "id": table.id,
        "title": table.title,
        "counts": table.counts,
        "dated": table.dated,
        "notes": list(table.notes),
        "rows": [_row(figure) for figure in table.figures],
        "untold": [_untold(one) for one in table.untold],
    }


def _row(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.id,
        "title": figure.title,
        "value": _plain(figure.value),
        "measure": figure.unit,
        "yuan": _plain(figure.yuan),
        "cases": figure.cases,
        "adds_up": figure.adds_up,
        "shares": [
            {"name": one.name, "value": _plain(one.value), "yuan": _plain(one.yuan)}
            for one in figure.shares
        ],
        "behind": [_counted(one) for one in figure.behind],
    }


def _plain(value: int | Decimal | None) -> int | str | None:
    """Money and averages keep their digits as text; a count is a number."""
    return str(value) if isinstance(value, Decimal) else value


def _counted(one: Counted) -> dict[str, Any]:
    return {
        "case": one.case,
        "number": one.number,
        "unit": one.unit,
        "on": one.on.isoformat(),
        "until": one.until.isoformat() if one.until else None,
        "items": list(one.items),
        "many": one.many,
        "yuan": _plain(one.yuan),
        "note": one.note or None,
    }


def _untold(one: Untold) -> dict[str, Any]:
    return {
        "case": one.case,
        "number": one.number,
        "unit": one.unit,
        "row": one.row,
        "on": one.on.isoformat() if one.on else None,
        "items": list(one.items),
        "why": one.why,
    }
