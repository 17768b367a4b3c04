"""Reading a workbook that comes back: what in it differs from what was written into it.

A cell that says what the case said at the commit from which the sheet was written has not been
touched, whatever the spreadsheet program did to it otherwise. Every other cell is read strictly.
"""

from __future__ import annotations

from collections.abc import Mapping

from lawrec.errors import InputError, LawrecError
from lawrec.i18n import _
from lawrec.operations.sheet_faults import SheetFaults
from lawrec.operations.sheet_nameless import put_back, was
from lawrec.operations.sheet_parts import (
    CASE,
    MEDIA,
    MEDIA_SHOWN,
    OF_ACT,
    PERSONS,
    SPECIAL,
    Line,
    Part,
    keys_of,
    kind_title,
    named,
    parts,
    special,
    specials,
)
from lawrec.operations.sheet_values import (
    Speech,
    annotation_at,
    is_untouched,
    means_the_same,
    path_of,
    said,
    shown,
)
from lawrec.operations.sheet_wishes import Cell, Change, Fresh, Wishes
from lawrec.operations.table_columns import Column, wants_of
from lawrec.sheets.cells import Wants, cell_text, tidy
from lawrec.sheets.reading import Grid, RawCell
from lawrec.sheets.table_out import MOST_TEXT

_MARKS = ("新", "new", "NEW", "New")


def read_part(
    part: Part, grid: Grid, rows: Mapping[str, Line], speech: Speech, faults: SheetFaults,
    wishes: Wishes,
) -> None:  # fmt: skip
    """Add what one sheet asks for; `rows` is what it showed when it was written."""
    _Reading(part, grid, rows, speech, faults, wishes).run()


class _Reading:
    """One sheet that is read."""

    def __init__(
        self, part: Part, grid: Grid, rows: Mapping[str, Line], speech: Speech,
        faults: SheetFaults, wishes: Wishes,
    ) -> None:  # fmt: skip
        self.part, self.grid, self.rows, self.speech = part, grid, rows, speech
        self.faults, self.wishes = faults, wishes
        self.heads: dict[int, str] = {}
        self.columns: dict[str, int] = {}
        self.first = "=name" if part.key == PERSONS else "=id"

    def run(self) -> None:
        """Read the heads, then every row."""
        before = len(self.faults.found)
        self._heads()
        if self.first not in self.columns:
            text = _("The column {name} is missing")
            self._fault(1, 1, text.format(name=special(self.first, self.speech.language)))
        if len(self.faults.found) > before:
            return
        seen: dict[str, int] = {}
        for row in self.grid.rows:
            if row > 1:
                self._row(row, seen)
        missing = [item for item in self.rows if item not in seen]
        self._refuse_nameless(missing)
        self.wishes.missing += missing

    def _refuse_nameless(self, missing: list[str]) -> None:
        """A row whose id was taken away or written over would come in a second time as new."""
        for fresh in self.wishes.fresh:
            item = was(fresh, self.rows, missing) if fresh.part is self.part else None
            if item is not None:
                self._fault(fresh.row, self.columns[self.first], put_back(item))

    def _fault(self, row: int, column: int, text: str) -> None:
        self.faults.note(self.grid.name, row, column, text)

    def _heads(self) -> None:
        for cell in self.grid.row(1):
            text = str(cell.value).strip() if cell.kind == "text" else ""
            path = self._path(text) if text else None
            if cell.kind == "text" and not text:
                continue
            if (1, cell.column) in self.grid.merged:
                self._merged(cell)
            elif path is None:
                what = _("{heading}: there is no such field here; the last sheet lists all")
                self._fault(1, cell.column, what.format(heading=str(cell.value)[:40]))
            elif path in self.columns:
                self._fault(1, cell.column, _("this heading is there twice"))
            else:
                self.heads[cell.column], self.columns[path] = path, cell.column

    def _path(self, text: str) -> str | None:
        for path in specials(self.part):
            if text in SPECIAL[path]:
                return path
        keys = named(self.part, text)
        return None if keys is None else path_of(keys)

    def _merged(self, cell: RawCell) -> None:
        area = self.grid.merged[cell.row, cell.column]
        text = _("Cells are merged ({area}); split them, a table has one cell for each field")
        self._fault(cell.row, cell.column, text.format(area=area))

    def _row(self, row: int, seen: dict[str, int]) -> None:
        filled = [cell for cell in self.grid.row(row) if _says(cell)]
        if not filled:
            return
        cell = self.grid.cells.get((row, self.columns[self.first]))
        item = self._text(cell, "code") if cell is not None else ""
        if item is None:
            return
        if item in seen:
            text = _("{id} is in row {row} already")
            self._fault(row, self.columns[self.first], text.format(id=item, row=seen[item]))
        elif item in self.rows:
            seen[item] = row
            self._existing(row, self.rows[item])
        elif self.part.key == PERSONS or not item or item.startswith(_MARKS):
            if item:
                seen[item] = row
            self._new(row, item or None, filled)
        else:
            text = _("{id} is not in the sheet that lawrec wrote; in a new row leave it empty")
            self._fault(row, self.columns[self.first], text.format(id=item))

    def _existing(self, row: int, line: Line) -> None:
        change = Change(self.part, row, line, columns=self.columns)
        before_row = len(self.faults.found)
        for typed in self.grid.row(row):
            if typed.column not in self.heads and _says(typed):
                self._fault(row, typed.column, _("This column has no heading"))
        for column, path in self.heads.items():
            cell = self.grid.cells.get((row, column))
            before = line.texts.get(path, "")
            if is_untouched(cell, before):
                continue
            text = self._seen_text(row, column, cell, path, line.kind)
            if text is None or text == tidy(before, self._wants(path, line.kind)):
                continue
            self._note(change, column, path, text, before)
        if change.cells or change.draft is not None:
            self.wishes.changes.append(change)
        elif change.reason is not None and len(self.faults.found) == before_row:
            text = _("There is a reason, but nothing was changed in this row")
            self._fault(row, self.columns["=reason"], text)

    def _note(self, change: Change, column: int, path: str, text: str, before: str) -> None:
        """One changed cell of a row that is there."""
        line = change.line
        if path == "=reason":
            change.reason = text or None
        elif path == "=approved":
            change.approved_by = text or None
        elif path == "=draft":
            if line.final:
                self._fault(change.row, column, _("What is final does not become a draft again"))
            elif text:
                self._fault(change.row, column, _("Write yes, or leave it empty to make it final"))
            else:
                change.draft = "final"
        elif path.startswith("=") or (self.part.key == MEDIA and path in MEDIA_SHOWN):
            self._fault(change.row, column, self._why_locked(path))
        elif len(shown(before)) != len(before) and len(before) > MOST_TEXT:
            what = _("This text is too long for a cell; change it with lawrec amend")
            self._fault(change.row, column, what)
        else:
            found = self._cell(change.row, column, path, text, line.kind)
            held = annotation_at(self.part.model(line.kind), keys_of(path))
            if found is not None and not means_the_same(found.value, before, held, found.keys):
                cell = Cell(found.column, found.keys, found.value, found.text, before)
                change.cells.append(cell)

    def _why_locked(self, path: str) -> str:
        if path in OF_ACT:
            return _(
                "Of a paper that is there this is only shown; change it in the sheet {name}"
            ).format(name=parts(self.speech.language)[2].title)
        if path == "=signed":
            return _("Of a paper that is there, change its signatures, one by one")
        return _("This cannot be changed in a sheet")

    def _new(self, row: int, item: str | None, filled: list[RawCell]) -> None:
        if self.part.key in (CASE, MEDIA):
            text = (
                _("Footage does not come in by a sheet; take it in with lawrec import-media")
                if self.part.key == MEDIA
                else _("A new case does not come in here; open it with lawrec new-case")
            )
            self._fault(row, filled[0].column, text)
            return
        kind = self._kind(row) if self.part.kinds else ""
        if kind is None:
            return
        fresh = Fresh(self.part, row, item, kind, columns=self.columns)
        for cell in filled:
            path = self.heads.get(cell.column)
            if path is None:
                self._fault(row, cell.column, _("This column has no heading"))
            elif path not in ("=id", "=name", "=kind"):
                self._fill(fresh, cell, path)
        self.wishes.fresh.append(fresh)

    def _fill(self, fresh: Fresh, cell: RawCell, path: str) -> None:
        text = self._seen_text(fresh.row, cell.column, cell, path, fresh.kind)
        if not text:
            return
        if path in ("=reason", "=approved"):
            self._fault(fresh.row, cell.column, _("Something new needs no reason"))
        elif path.startswith("="):
            fresh.extra[path] = text
        else:
            found = self._cell(fresh.row, cell.column, path, text, fresh.kind)
            if found is not None:
                fresh.cells.append(found)

    def _kind(self, row: int) -> str | None:
        column = self.columns.get("=kind", 1)
        cell = self.grid.cells.get((row, column))
        text = self._seen_text(row, column, cell, "=kind", "") if cell else ""
        if text is None:
            return None
        for kind in self.part.models:
            if text in (kind, kind_title(kind, "zh")):
                return kind
        what = _("Choose from the list what this row is") if not text else None
        what = what or _("{kind} is not on the list of this sheet").format(kind=text)
        self._fault(row, column, what)
        return None

    def _cell(self, row: int, column: int, path: str, text: str, kind: str) -> Cell | None:
        keys = keys_of(path)
        annotation = annotation_at(self.part.model(kind), keys)
        if annotation is None:
            what = _("{kind} has no such field; empty this cell")
            shown_kind = kind_title(kind, self.speech.language)
            self._fault(row, column, what.format(kind=shown_kind))
            return None
        if not text:
            return Cell(column, keys, None, "")
        try:
            return Cell(column, keys, said(text, annotation, keys, path), text)
        except LawrecError as trouble:
            self.faults.trouble(self.grid.name, row, column, trouble)
            return None

    def _seen_text(
        self, row: int, column: int, cell: RawCell | None, path: str, kind: str
    ) -> str | None:
        """What a touched cell says; None where that is a fault of its own."""
        if (row, column) in self.grid.merged:
            self._merged(cell or RawCell(row, column, "", "text"))
            return None
        if self.grid.unseen((row, column)):
            text = _("This row or column is hidden; show it and look at it, or delete it")
            self._fault(row, column, text)
            return None
        return "" if cell is None else self._text(cell, self._wants(path, kind))

    def _text(self, cell: RawCell, wants: Wants) -> str | None:
        try:
            return cell_text(cell, wants)
        except InputError as trouble:
            self._fault(cell.row, cell.column, trouble.what)
            return None

    def _wants(self, path: str, kind: str) -> Wants:
        if path in ("=start", "=end"):
            return "moment"
        if path.startswith("="):
            return "code" if path in ("=id", "=name", "=kind", "=draft") else "text"
        annotation = annotation_at(self.part.model(kind), keys_of(path))
        return "text" if annotation is None else wants_of(Column("", path, annotation))


def _says(cell: RawCell) -> bool:
    return cell.kind != "text" or bool(str(cell.value).strip())
