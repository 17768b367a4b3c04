"""Reading tables: CSV files with a heading for each column, and all that is wrong with one."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from lawrec.errors import InputError, LawrecError
from lawrec.i18n import _

_MOST_BYTES = 16 * 1024 * 1024
_MOST_SHOWN = 12


class FaultyTable(InputError):
    """A table that cannot be entered, with every fault found in it; nothing was written."""

    def __init__(self, name: str, faults: list[tuple[int, str]]) -> None:
        """Show the first faults; all are counted."""
        self.faults = tuple(faults)
        line, first = faults[0]
        shown = [f"{message} ({name}:{row})" for row, message in faults[1:_MOST_SHOWN]]
        if len(faults) > _MOST_SHOWN:
            shown.append(_("and {count} more").format(count=len(faults) - _MOST_SHOWN))
        super().__init__(
            "\n".join([first, *shown]),
            where=f"{name}:{line}",
            fix=_("Nothing was written; correct the table and give the command again"),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One row that says something: its number as a spreadsheet counts, and its filled cells."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The headings, and the rows below them."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass
class Faults:
    """What is wrong with a table, gathered so that it can be corrected in one go."""

    name: str
    found: list[tuple[int, str]] = field(default_factory=list)

    def note(self, row: int, message: str, column: str | None = None) -> None:
        """One fault of a row, or of one cell of it."""
        if column is not None:
            text = _("Row {row}, column {column}: {message}")
            self.found.append((row, text.format(row=row, column=column, message=message)))
        else:
            self.found.append((row, _("Row {row}: {message}").format(row=row, message=message)))

    def trouble(self, row: int, trouble: LawrecError, column: str | None = None) -> None:
        """What the entering of one row was refused for."""
        self.note(row, trouble.what.splitlines()[0], column)

    def refuse(self) -> None:
        """Raise FaultyTable where anything is wrong."""
        if self.found:
            raise FaultyTable(self.name, sorted(self.found))


def read_table(content: bytes, name: str) -> Table:
    """The rows of a CSV file in UTF-8, with or without a byte order mark.

    Empty rows are passed over. Raises InputError where it is no such file, FaultyTable where
    headings are missing or doubled or a row has more cells than there are headings.
    """
    rows = _rows(_text(content, name), name)
    head = tuple(cell.strip() for cell in rows[0]) if rows else ()
    while head and not head[-1]:
        head = head[:-1]
    faults = Faults(name)
    if not head:
        faults.note(1, _("the first row must name the fields"))
    for place, heading in enumerate(head):
        if not heading:
            faults.note(1, _("cell {place} has no heading").format(place=place + 1))
        elif heading in head[:place]:
            faults.note(1, _("this heading is there twice"), heading)
    faults.refuse()
    found = tuple(_row(number, row, head, faults) for number, row in enumerate(rows[1:], start=2))
    faults.refuse()
    kept = tuple(row for row in found if row.cells)
    if not kept:
        raise InputError(_("The table has no rows"), where=name)
    return Table(name, head, kept)


def _text(content: bytes, name: str) -> str:
    if len(content) > _MOST_BYTES:
        raise InputError(_("The table is too large"), where=name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(
            _("The table is not in UTF-8"),
            where=name,
            fix=_('Save it from the spreadsheet as "CSV UTF-8 (comma delimited)"'),
        ) from None
    if "\0" in text:
        raise InputError(_("The table is no text"), where=name)
    return text


def _rows(text: str, name: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error:
        raise InputError(
            _("The table breaks off inside quotation marks, or has one too many"),
            where=f"{name}:{len(rows) + 1}",
        ) from None
    return rows


def _row(number: int, cells: list[str], head: tuple[str, ...], faults: Faults) -> Row:
    for place, cell in enumerate(cells[len(head) :], start=len(head) + 1):
        if cell.strip():
            faults.note(number, _("cell {place} has no heading").format(place=place))
    filled = {name: cell.strip() for name, cell in zip(head, cells, strict=False) if cell.strip()}
    return Row(number, filled)
