"""Rows whose id was taken away or written over: they are no new ones, though they look like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lawrec.i18n import _
from lawrec.operations.sheet_parts import Line
from lawrec.operations.sheet_values import path_of
from lawrec.operations.sheet_wishes import Fresh


def was(fresh: Fresh, rows: Mapping[str, Line], missing: Sequence[str]) -> str | None:
    """Which of the missing rows this one is; None where it is new.

    `rows` is what the sheet showed, in its order from row 2 on.
    """
    places = {item: place for place, item in enumerate(rows, start=2)}
    return next((i for i in missing if _is(fresh, rows[i], here=fresh.row == places[i])), None)


def _is(fresh: Fresh, line: Line, *, here: bool) -> bool:
    """Whether it is of that kind and stands where that row stood, or says all that it said."""
    if line.kind != fresh.kind:
        return False
    now = {path_of(cell.keys): cell.text.split() for cell in fresh.cells}
    then = {path: text.split() for path, text in line.texts.items() if not path.startswith("=")}
    same = [path for path, words in then.items() if now.get(path) == words]
    return bool(same) and (here or len(same) == len(then) == len(now))


def put_back(item: str) -> str:
    """What is said at the cell of the id."""
    text = _(
        "This was the row of {id}, which is in no other row; write that here again. "
        "What is new goes into an empty row"
    )
    return text.format(id=item)
