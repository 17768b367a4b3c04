"""Reading tables: CSV files or sheets of a workbook with a heading for each column.

All that is wrong with a table is gathered, each fault with the place where it can be mended.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lawrec.errors import InputError, LawrecError
from lawrec.i18n import _
from lawrec.sheets.cells import CellTrouble, Wants, cell_text, tidy
from lawrec.sheets.reading import Grid, RawCell, address, is_workbook, read_workbook

_MOST_BYTES = 16 * 1024 * 1024
_MOST_SHOWN = 12
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class FaultyTable(InputError):
    """A table that cannot be entered, with every fault found in it; nothing was written."""

    def __init__(self, name: str, faults: list[tuple[int, str]], sheet: str | None = None) -> None:
        """Show the first faults; all are counted. Of a workbook each text names its cell."""
        self.faults = tuple(faults)
        line, first = faults[0]
        rows = faults[1:_MOST_SHOWN]
        shown = [text if sheet else f"{text} ({name}:{row})" for row, text in rows]
        if len(faults) > _MOST_SHOWN:
            shown.append(_("and {count} more").format(count=len(faults) - _MOST_SHOWN))
        super().__init__(
            "\n".join([first, *shown]),
            where=name if sheet else f"{name}:{line}",
            fix=_("Nothing was written; correct the table and give the command again"),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One row that says something: its number as a spreadsheet counts, and its filled cells."""

    number: int
    cells: Mapping[str, str | RawCell]

    def text(self, heading: str, wants: Wants = "text") -> str:
        """What the cell says where such a text is wanted; raises CellTrouble if not certain."""
        cell = self.cells[heading]
        return tidy(cell, wants) if isinstance(cell, str) else cell_text(cell, wants)

    def texts(self) -> dict[str, str]:
        """All filled cells as free text; raises CellTrouble where one is not certain."""
        return {heading: self.text(heading) for heading in self.cells}


@dataclass(frozen=True, slots=True)
class Table:
    """The headings, and the rows below them; `sheet` is the sheet's name in a workbook.

    `columns` has the number of each heading's column, counted from 1.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str | None = None
    columns: Mapping[str, int] = field(default_factory=dict)

    def faults(self) -> Faults:
        """An empty list of faults for this table."""
        return Faults(self.name, sheet=self.sheet, columns=self.columns)


@dataclass
class Faults:
    """What is wrong with a table, gathered so that it can be corrected in one go."""

    name: str
    found: list[tuple[int, str]] = field(default_factory=list)
    sheet: str | None = None
    columns: Mapping[str, int] = field(default_factory=dict)

    def note(self, row: int, message: str, column: str | None = None) -> None:
        """One fault of a row, or of one cell of it."""
        if self.sheet is not None:
            self.note_cell(row, self.columns.get(column or "", 1), message)
        elif column is not None:
            text = _("Row {row}, column {column}: {message}")
            self.found.append((row, text.format(row=row, column=column, message=message)))
        else:
            self.found.append((row, _("Row {row}: {message}").format(row=row, message=message)))

    def note_cell(self, row: int, column: int, message: str) -> None:
        """One fault of a workbook's cell."""
        self.found.append((row, f"{self.sheet}!{address(row, column)}: {message}"))

    def headless(self, row: int, column: int) -> None:
        """A cell in a column that has no heading."""
        text = _("cell {place} has no heading").format(place=column)
        if self.sheet is not None:
            self.note_cell(row, column, text)
        else:
            self.note(row, text)

    def trouble(self, row: int, trouble: LawrecError, column: str | None = None) -> None:
        """What the entering of one row was refused for."""
        self.note(row, trouble.what.splitlines()[0], column)

    def refuse(self) -> None:
        """Raise FaultyTable where anything is wrong."""
        if self.found:
            raise FaultyTable(self.name, sorted(self.found), self.sheet)


def read_table(content: bytes, name: str, sheet: str | None = None) -> Table:
    """The rows of a CSV file, or of a workbook's first sheet or the one that is named.

    CSV may be in UTF-8, with or without a byte order mark, in GBK, or in UTF-16 with tabs, as
    Chinese Excel and WPS save it. Empty rows are passed over. Raises InputError where it is no
    such file, FaultyTable where headings are missing or doubled, a row has more cells than there
    are headings, or a cell holds a formula.
    """
    if is_workbook(content):
        return _of_grid(_chosen(read_workbook(content, name), name, sheet), name)
    if sheet is not None:
        raise InputError(_("Only a workbook (.xlsx) has sheets"), where=name)
    rows = _rows(_text(content, name), name)
    head = tuple(cell.strip() for cell in rows[0]) if rows else ()
    numbered = enumerate(rows[1:], start=2)
    cells = {number: dict(enumerate(row, start=1)) for number, row in numbered}
    return _table(Table(name, head, ()), cells, _filled_text)


def _chosen(grids: Mapping[str, Grid], name: str, wanted: str | None) -> Grid:
    seen = [grid for grid in grids.values() if not grid.hidden]
    if wanted is not None and wanted not in grids:
        raise InputError(
            _("There is no sheet {sheet} in the workbook").format(sheet=wanted),
            where=name,
            fix=_("Its sheets: {names}").format(names="、".join(grid.name for grid in seen)),
        )
    if wanted is None and not seen:
        raise InputError(_("The workbook has no sheet that can be seen"), where=name)
    return grids[wanted] if wanted is not None else seen[0]


def _of_grid(grid: Grid, name: str) -> Table:
    """The table of one sheet; what is merged, hidden or computed in it is a fault of its cell."""
    faults = Faults(name, sheet=grid.name)
    for cell in grid.cells.values():
        if (cell.row, cell.column) in grid.merged:
            area = grid.merged[cell.row, cell.column]
            text = _("Cells are merged ({area}); split them, a table has one cell for each field")
            faults.note_cell(cell.row, cell.column, text.format(area=area))
        if grid.unseen((cell.row, cell.column)):
            text = _("This row or column is hidden; show it and look at it, or delete it")
            faults.note_cell(cell.row, cell.column, text)
        if cell.kind in ("formula", "error"):
            try:
                cell_text(cell, "text")
            except CellTrouble as trouble:
                faults.note_cell(cell.row, cell.column, str(trouble))
    faults.refuse()
    last = max((column for row, column in grid.cells if row == 1), default=0)
    found = (grid.cells.get((1, column)) for column in range(1, last + 1))
    head = tuple(str(cell.value).strip() if cell else "" for cell in found)
    cells = {
        number: {cell.column: cell for cell in grid.row(number)}
        for number in grid.rows
        if number > 1
    }
    return _table(Table(name, head, (), grid.name), cells, _filled_cell)


def _filled_text(cell: str | RawCell) -> bool:
    return bool(str(cell).strip())


def _filled_cell(cell: str | RawCell) -> bool:
    return not isinstance(cell, RawCell) or cell.kind != "text" or bool(str(cell.value).strip())


def _table(
    bare: Table,
    rows: Mapping[int, Mapping[int, str | RawCell]],
    filled: Callable[[str | RawCell], bool],
) -> Table:
    """The table with its rows, once the headings and the width of each row are right."""
    head, name = bare.headings, bare.name
    while head and not head[-1]:
        head = head[:-1]
    columns = {heading: place for place, heading in enumerate(head, start=1) if heading}
    faults = Faults(name, sheet=bare.sheet, columns=columns)
    if not head:
        faults.note(1, _("the first row must name the fields"))
    for place, heading in enumerate(head):
        if not heading:
            faults.headless(1, place + 1)
        elif heading in head[:place]:
            faults.note(1, _("this heading is there twice"), heading)
    faults.refuse()
    kept: list[Row] = []
    for number, cells in rows.items():
        said = {column: cell for column, cell in cells.items() if filled(cell)}
        for column in said:
            if column > len(head):
                faults.headless(number, column)
        row = {head[column - 1]: cell for column, cell in said.items() if column <= len(head)}
        kept += [Row(number, row)] if row else []
    faults.refuse()
    if not kept:
        raise InputError(_("The table has no rows"), where=name)
    return Table(name, head, tuple(kept), bare.sheet, columns)


def _text(content: bytes, name: str) -> str:
    if len(content) > _MOST_BYTES:
        raise InputError(_("The table is too large"), where=name)
    text = _decoded(content)
    if text is None:
        raise InputError(
            _("The table is neither in UTF-8 nor in GBK"),
            where=name,
            fix=_('Save it from the spreadsheet as "CSV UTF-8 (comma delimited)"'),
        )
    if "\0" in text:
        raise InputError(_("The table is no text"), where=name)
    return text


def _decoded(content: bytes) -> str | None:
    """The text in the first of these encodings that all of it is in."""
    encodings = ("utf-16",) if content.startswith(_UTF_16) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _rows(text: str, name: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    mark = "\t" if "\t" in first and "," not in first else ","
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=mark)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error:
        raise InputError(
            _("The table breaks off inside quotation marks, or has one too many"),
            where=f"{name}:{len(rows) + 1}",
        ) from None
    return rows
