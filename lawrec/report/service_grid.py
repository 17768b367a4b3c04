"""Who must be served with what, and has been, as a grid for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from lawrec.i18n import N_, _
from lawrec.report.lines import columns, flat, labelled, listed, when
from lawrec.schema.moments import parse_moment

CellState = Literal["served", "signed", "in_doubt", "failed", "under_way", "open"]
_STATES: dict[CellState, str] = {
    "served": N_("served"),
    "signed": N_("signed for"),
    "in_doubt": N_("in doubt"),
    "failed": N_("failed"),
    "under_way": N_("under way"),
    "open": N_("not yet"),
}
_WIDEST = 5
"""How many persons a grid shows beside each other; with more, each paper lists them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How far one paper has come to one person: since when, and what shows it."""

    state: CellState
    on: str | None
    item: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One paper, and a cell for each person whom it faces."""

    item: str
    kind: str
    number: str | None
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    """The papers of a case that have to be served, and the persons whom they face."""

    persons: tuple[str, ...]
    rows: tuple[Row, ...]


NOTHING = Grid((), ())
"""A case in which nothing has to be served."""


def to_json(grid: Grid) -> dict[str, Any]:
    """The grid for programs; a person whom a paper does not face has no entry in its row."""
    return {
        "persons": list(grid.persons),
        "papers": [
            {
                "id": row.item,
                "kind": row.kind,
                "number": row.number,
                "persons": {
                    name: {"state": cell.state, "on": cell.on, "item": cell.item}
                    for name, cell in row.cells.items()
                },
            }
            for row in grid.rows
        ],
    }


def lines(grid: Grid) -> Iterator[str]:
    """The grid; nothing where no paper has to be served."""
    if not grid.rows:
        return
    yield _("Service: who must get what, and has got it")
    if len(grid.persons) > _WIDEST:
        yield from _long(grid)
        return
    head = ("  " + _("paper"), *grid.persons)
    body = [
        (f"  {row.item} {row.kind}", *(_text(row.cells.get(name)) for name in grid.persons))
        for row in grid.rows
    ]
    yield from columns([head, *body])


def _text(cell: Cell | None) -> str:
    if cell is None:
        return "—"
    day = when(parse_moment(cell.on))[:10] if cell.on else ""
    return " ".join(part for part in (_(_STATES[cell.state]), day, cell.item or "") if part)


def _long(grid: Grid) -> Iterator[str]:
    """One line a paper and state, with the names."""
    for row in grid.rows:
        yield f"  {flat(row.item)} {flat(row.kind)}"
        for state, text in _STATES.items():
            names = [name for name, cell in row.cells.items() if cell.state == state]
            if names:
                yield "      " + labelled(_(text), f"{len(names)} ({listed(names)})")
