"""Reading a workbook that somebody gives: what may run or fetch is refused, cells stay as stored.

Nothing is computed. A cell keeps what kind of value the spreadsheet made of it, so that whoever
reads it can tell a text from a number that has lost its zeros.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from lawrec.errors import InputError
from lawrec.i18n import N_, _
from lawrec.sheets.as_typed import as_typed
from lawrec.sheets.openpyxl_late import openpyxl

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CellKind = Literal["text", "number", "time", "bool", "formula", "error"]
_MOST_BYTES = 32 * 1024 * 1024
_MOST_UNPACKED = 256 * 1024 * 1024
_MOST_CELLS = 2_000_000
_MOST_PARTS = 2000
_MOST_IN_AREAS = 100_000
_AREA = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*>")
_REF = re.compile(rb"\sref\s*=\s*[\"\']([A-Za-z0-9$:\s]*)[\"\']")
_ONE = re.compile(r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}")
_CORNERS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7}):\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OLE = b"\xd0\xcf\x11\xe0"

_REFUSED: tuple[tuple[str, str], ...] = (
    ("vbaproject", N_("It holds macros")),
    ("/macrosheets/", N_("It holds macros")),
    ("/dialogsheets/", N_("It holds macros")),
    ("/activex/", N_("It holds controls that run programs")),
    ("/ctrlprops/", N_("It holds controls that run programs")),
    ("/externallinks/", N_("It takes values from other files")),
    ("/connections.xml", N_("It takes values from other files")),
    ("/querytables/", N_("It takes values from other files")),
    ("/embeddings/", N_("Other files are embedded in it")),
)
"""Parts of a workbook that may run or fetch something, and what is said of it."""


@dataclass(frozen=True, slots=True)
class RawCell:
    """One filled cell: where it is, what the spreadsheet holds, of what kind, how it shows it."""

    row: int
    column: int
    value: Any
    kind: CellKind
    format: str = "General"

    @property
    def address(self) -> str:
        """Its place as spreadsheets call it: F7."""
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its filled cells by row and column, counted from 1.

    `merged` maps each cell of a merged range to the range's name; `hidden_rows` and
    `hidden_columns` are those that nobody sees, `hidden` the sheet as a whole.
    """

    name: str
    cells: Mapping[tuple[int, int], RawCell]
    merged: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    _rows: dict[int, list[RawCell]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Find the cells of each row once: a sheet may have a hundred thousand rows."""
        for place in sorted(self.cells):
            self._rows.setdefault(place[0], []).append(self.cells[place])

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows that hold anything, in their order."""
        return tuple(self._rows)

    def row(self, number: int) -> Iterator[RawCell]:
        """The filled cells of a row from left to right."""
        yield from self._rows.get(number, ())

    def unseen(self, cell: tuple[int, int]) -> bool:
        """Whether nobody sees this cell."""
        return self.hidden or cell[0] in self.hidden_rows or cell[1] in self.hidden_columns


def address(row: int, column: int) -> str:
    """The place of a cell as spreadsheets call it: (7, 6) is F7."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are those of a workbook, old or new, and not of a text."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE))


def read_workbook(content: bytes, name: str) -> dict[str, Grid]:
    """The sheets of an .xlsx file by name, in their order.

    Raises InputError for what is no such file, is too large, or may run or fetch something.
    """
    _check_package(content, name)
    library = openpyxl()
    try:
        book = library.load_workbook(io.BytesIO(as_typed(content)), keep_links=False)
        return {sheet.title: _grid(sheet, name) for sheet in book.worksheets}
    except InputError:
        raise
    except Exception as error:  # the library raises whatever its parsers happen to raise
        raise InputError(
            _("The workbook is damaged and cannot be read"),
            where=name,
            fix=_("Open it in the spreadsheet program and save it again as .xlsx"),
        ) from error


def _check_package(content: bytes, name: str) -> None:
    """Look at the parts of the file before anything of it is read."""
    if content.startswith(_OLE):
        raise InputError(
            _("This is an old .xls file, or one with a password"),
            where=name,
            fix=_("Open it, take the password off, and save it as .xlsx"),
        )
    if len(content) > _MOST_BYTES:
        raise InputError(_("The table is too large"), where=name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            infos = package.infolist()
            if len(infos) > _MOST_PARTS or sum(i.file_size for i in infos) > _MOST_UNPACKED:
                raise InputError(_("The table is too large"), where=name)
            _check_parts(package, name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        raise _no_workbook(name) from None


def _no_workbook(name: str) -> InputError:
    return InputError(
        _("This is no workbook that can be read"), where=name, fix=_("Save it as .xlsx")
    )


def _check_parts(package: zipfile.ZipFile, name: str) -> None:
    names = package.namelist()
    if not any(part.lower().endswith("workbook.xml") for part in names):
        raise _no_workbook(name)
    for part in names:
        slashed = f"/{part.lower()}"
        found = next((text for mark, text in _REFUSED if mark in slashed), None)
        if found is not None:
            raise InputError(
                _(found), where=f"{name}: {part}", fix=_("Save it as plain .xlsx without them")
            )
        if part.lower().endswith((".xml", ".rels", ".vml")):
            _check_xml(package, part, name)


def _check_xml(package: zipfile.ZipFile, part: str, name: str) -> None:
    """No definitions of entities, which may unfold without end; no type of a workbook with macros.

    A part that is not in UTF-8 would hide them: spreadsheets write no other.
    """
    text = package.read(part)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text or text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError(
            _("The workbook holds definitions that no spreadsheet program writes"),
            where=f"{name}: {part}",
        )
    _check_areas(text, f"{name}: {part}")
    if part == "[Content_Types].xml" and b"macroEnabled" in text:
        raise InputError(
            _("It holds macros"), where=name, fix=_("Save it as plain .xlsx without them")
        )


def _check_areas(text: bytes, where: str) -> None:
    """No merged cells and no link over whole columns: the library makes every cell of them."""
    left = _MOST_IN_AREAS
    for tag in _AREA.findall(text):
        ref = _REF.search(tag)
        for area in ref[1].decode("ascii").split() if ref else [""]:
            ends = _CORNERS.fullmatch(area)
            left -= _size(*ends.groups()) if ends else 0 if _ONE.fullmatch(area) else left + 1
            if left < 0:
                raise InputError(
                    _("{area} is merged, or is one link as a whole: take that off").format(
                        area=area or "?"
                    ),
                    where=where,
                    fix=_("A table has one cell for each field"),
                )


def _size(column: str, row: str, last_column: str, last_row: str) -> int:
    """How many cells an area has, whichever of its corners come first."""
    width = abs(_number(last_column) - _number(column)) + 1
    return width * (abs(int(last_row) - int(row)) + 1)


def _number(letters: str) -> int:
    """The number of a column: AA is 27."""
    found = 0
    for letter in letters.upper():
        found = found * 26 + ord(letter) - ord("A") + 1
    return found


def _grid(sheet: Worksheet, name: str) -> Grid:
    cells: dict[tuple[int, int], RawCell] = {}
    for (row, column), cell in sheet._cells.items():
        if cell.value is not None:
            cells[row, column] = _cell(row, column, cell)
        if len(cells) > _MOST_CELLS:
            raise InputError(_("The table is too large"), where=f"{name}: {sheet.title}")
    merged = {
        (row, column): str(area)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, area.min_row + 9999) + 1)
        for column in range(area.min_col, min(area.max_col, area.min_col + 199) + 1)
    }
    return Grid(
        sheet.title,
        cells,
        merged,
        frozenset(n for n, d in sheet.row_dimensions.items() if d.hidden or d.height == 0),
        frozenset(_hidden_columns(sheet)),
        sheet.sheet_state != "visible",
    )


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden or dimension.width == 0:
            first = dimension.min or 0
            yield from range(first, min(dimension.max or first, first + 16_384) + 1)


def _cell(row: int, column: int, cell: Any) -> RawCell:
    value, kind = cell.value, _kind(cell)
    if kind == "text":
        value = _plain(str(value))
    return RawCell(row, column, value, kind, str(cell.number_format))


def _kind(cell: Any) -> CellKind:
    if cell.data_type == "f":
        return "formula"
    if cell.data_type == "e":
        return "error"
    if isinstance(cell.value, bool):
        return "bool"
    if isinstance(cell.value, (int, float)):
        return "number"
    if isinstance(cell.value, (datetime, date)):
        return "time"
    return "text" if isinstance(cell.value, str) else "time"


def _plain(text: str) -> str:
    """The text with the spreadsheet's own escapes undone and one kind of line end."""
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")
