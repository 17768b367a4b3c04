"""The bureau's own papers, one line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lawrec.i18n import _
from lawrec.report.lines import columns, flat, when
from lawrec.schema.moments import parse_moment
from lawrec.schema.snapshot import ReadProblem

Row = tuple[str, str, str, str | None, str | None, str, int | None]
"""Id, kind, name, when made, by whom, path, and how many lines a register has."""


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """A table, or one sentence where there is nothing to list."""
    if not rows:
        yield _("The bureau has no papers of its own yet")
        return
    head = (_("id"), _("made at"), _("by"), _("paper"))
    yield from columns([head, *(_row(row) for row in rows)])


def _row(row: Row) -> tuple[str, ...]:
    item, _kind, name, made, by, _path, count = row
    shown = flat(name)
    if count is not None:
        shown = _("{name} ({count} lines)").format(name=shown, count=count)
    return item, when(parse_moment(made)) if made else "", flat(by or ""), shown


def to_json(rows: Sequence[Row], problems: Sequence[ReadProblem]) -> dict[str, Any]:
    """The list for programs."""
    names = ("id", "kind", "name", "made_at", "made_by", "path", "lines")
    return {
        "schema_version": "1",
        "records": [dict(zip(names, row, strict=True)) for row in rows],
        "problems": [
            {"code": p.code, "message": p.message, "path": p.place.path, "line": p.place.line}
            for p in problems
        ],
    }
