"""Writing a workbook that people fill in: heads with notes, drop-downs, locked and marked cells.

It knows nothing of cases. The same content gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lawrec.sheets.openpyxl_late import openpyxl
from lawrec.sheets.reading import address
from lawrec.sheets.table_out import print_set_up, put_text, width

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LISTS, META = "_lists", "_lawrec"
"""The hidden sheets: what drop-downs offer, and what the reader needs to know."""

CellLook = Literal["open", "locked", "required"]
_WIDEST, _NARROWEST = 42, 9
_FILLS: dict[str, str | None] = {"open": None, "locked": "E7E6E6", "required": "FFF2CC"}
_REQUIRED = "FFF2CC"
_HEAD, _HEAD_REQUIRED = "D9E2EC", "FFD966"
_MOST_NOTE = 900
_MOST_LINES = 12
_HEAD_HEIGHT = 36
_ONE_PAGE = 260
_STAMP = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the note on it, and what its drop-down offers.

    `strict` refuses what is not offered. `required_for` are the values of the column `kind_column`
    with which a new row needs this cell.
    """

    heading: str
    note: str = ""
    choices: tuple[str, ...] = ()
    strict: bool = False
    required: bool = False
    required_for: tuple[str, ...] = ()
    locked_when_new: bool = False


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One sheet: its columns, its rows as (text, look) for each column, and rows for what is new.

    `spare` empty rows may be filled, `spare_heads` columns at the right get a heading by hand.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[str, CellLook], ...], ...]
    spare: int = 0
    spare_heads: int = 0
    kind_column: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """The workbook: what the first sheet says, the sheets, and what is hidden for the reader."""

    guide: tuple[str, tuple[str, ...]]
    sheets: tuple[FormSheet, ...]
    meta: Mapping[str, str]
    reference: FormSheet | None = None


def form_bytes(form: Form) -> bytes:
    """The bytes of the .xlsx file."""
    library = openpyxl()
    book = library.Workbook()
    book.remove(book.active)
    _styles(book)
    _guide(book.create_sheet(form.guide[0]), form.guide[1])
    made = [(sheet, book.create_sheet(sheet.name)) for sheet in form.sheets]
    if form.reference is not None:
        made.append((form.reference, book.create_sheet(form.reference.name)))
    lists = _Lists(book.create_sheet(LISTS))
    for sheet, target in made:
        _fill(target, sheet, lists)
    meta = book.create_sheet(META)
    for row, (key, value) in enumerate(form.meta.items(), start=1):
        put_text(meta, row, 1, key)
        put_text(meta, row, 2, value)
    for hidden in (book[LISTS], meta):
        hidden.sheet_state = "hidden"
        hidden.protection.sheet = True
    target = io.BytesIO()
    book.save(target)
    return _same_bytes(target.getvalue())


def _same_bytes(content: bytes) -> bytes:
    """The package without the times at which it was made."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _TIMES.sub(b"", part)
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return target.getvalue()


def _styles(book: Workbook) -> None:
    from openpyxl.styles import Alignment, Border, NamedStyle, PatternFill, Protection, Side

    thin = Side(style="thin", color="BFBFBF")
    for look, colour in _FILLS.items():
        style = NamedStyle(f"lawrec-{look}")
        style.number_format = "@"
        style.alignment = Alignment(vertical="top", wrap_text=True)
        style.border = Border(left=thin, right=thin, top=thin, bottom=thin)
        style.protection = Protection(locked=look == "locked")
        if colour is not None:
            style.fill = PatternFill("solid", fgColor=colour)
        book.add_named_style(style)


class _Lists:
    """The hidden sheet of what drop-downs offer; the same list stands there once."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._known: dict[tuple[str, ...], str] = {}

    def reference(self, values: tuple[str, ...]) -> str:
        """The range that holds these values."""
        if values not in self._known:
            column = len(self._known) + 1
            for row, value in enumerate(values, start=1):
                put_text(self._sheet, row, column, value)
                self._sheet.cell(row, column).number_format = "@"
            letter = address(1, column).rstrip("1234567890")
            self._known[values] = f"{LISTS}!${letter}$1:${letter}${len(values)}"
        return self._known[values]


def _guide(sheet: Worksheet, lines: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font

    for row, line in enumerate(lines, start=1):
        put_text(sheet, row, 1, line)
        cell = sheet.cell(row, 1)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if row == 1:
            cell.font = Font(bold=True, size=16)
        sheet.row_dimensions[row].height = 16 * max(1, -(-width(line) // 96)) + 6
    sheet.column_dimensions["A"].width = 100
    sheet.protection.sheet = True
    print_set_up(sheet, 1)


def _fill(target: Worksheet, sheet: FormSheet, lists: _Lists) -> None:
    for column, about in enumerate(sheet.columns, start=1):
        _head(target, column, about)
    for row, cells in enumerate(sheet.rows, start=2):
        for column, (text, look) in enumerate(cells, start=1):
            put_text(target, row, column, text)
            target.cell(row, column).style = f"lawrec-{look}"
    first_new = len(sheet.rows) + 2
    for row in range(first_new, first_new + sheet.spare):
        for column, about in enumerate(sheet.columns, start=1):
            locked = about.locked_when_new
            target.cell(row, column).style = "lawrec-locked" if locked else "lawrec-open"
    _spare_heads(target, sheet)
    _widths(target, sheet)
    _heights(target, sheet)
    _validations(target, sheet, lists)
    _marks(target, sheet, lists)
    target.freeze_panes = "C2" if len(sheet.columns) > 2 else "A2"
    if sheet.rows:
        last = address(len(sheet.rows) + 1 + sheet.spare, len(sheet.columns))
        target.auto_filter.ref = f"A1:{last}"
    protection = target.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.formatCells = False
    protection.sort = protection.autoFilter = False
    target.row_dimensions[1].height = _HEAD_HEIGHT
    _print(target, sheet)


def _print(target: Worksheet, sheet: FormSheet) -> None:
    """What is filled is printed; a wide sheet over several pages, its first columns on each."""
    print_set_up(target, 1)
    widths = (target.column_dimensions[column].width for column in list(target.column_dimensions))
    if sum(widths) > _ONE_PAGE:
        target.sheet_properties.pageSetUpPr.fitToPage = False  # type: ignore[union-attr]
        target.print_title_cols = "A:B"
        target.page_setup.scale = 70
    if sheet.rows:
        target.print_area = f"A1:{address(len(sheet.rows) + 1, len(sheet.columns))}"


def _head(target: Worksheet, column: int, about: Column) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    put_text(target, 1, column, about.heading)
    cell = target.cell(1, column)
    cell.style = "lawrec-locked"
    colour = _HEAD_REQUIRED if about.required else _HEAD
    cell.fill, cell.font = PatternFill("solid", fgColor=colour), Font(bold=True)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    if about.note:
        note = about.note[:_MOST_NOTE]
        lines = sum(-(-width(line) // 46) for line in note.split("\n"))
        cell.comment = Comment(note, "lawrec", height=24 + 18 * lines, width=320)


def _spare_heads(target: Worksheet, sheet: FormSheet) -> None:
    for column in range(len(sheet.columns) + 1, len(sheet.columns) + sheet.spare_heads + 1):
        for row in range(1, len(sheet.rows) + 2 + sheet.spare):
            target.cell(row, column).style = "lawrec-open"
        target.column_dimensions[address(1, column).rstrip("1234567890")].width = 14


def _widths(target: Worksheet, sheet: FormSheet) -> None:
    for column, about in enumerate(sheet.columns, start=1):
        widest = max((width(row[column - 1][0]) for row in sheet.rows), default=0)
        head = -(-width(about.heading) // 2)
        letter = address(1, column).rstrip("1234567890")
        wanted = min(max(widest, head, _NARROWEST) + 2, _WIDEST)
        target.column_dimensions[letter].width = wanted


def _heights(target: Worksheet, sheet: FormSheet) -> None:
    """Rows as high as their longest cell needs, up to a height that still shows other rows."""
    letters = [address(1, n).rstrip("1234567890") for n in range(1, len(sheet.columns) + 1)]
    widths = [max(target.column_dimensions[letter].width - 2, 1) for letter in letters]
    for row, cells in enumerate(sheet.rows, start=2):
        lines = max(
            (
                sum(max(1, -(-width(line) // int(widths[n]))) for line in text.split("\n"))
                for n, (text, _look) in enumerate(cells)
                if text
            ),
            default=1,
        )
        if lines > 1:
            target.row_dimensions[row].height = 15 * min(lines, _MOST_LINES) + 2


def _validations(target: Worksheet, sheet: FormSheet, lists: _Lists) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    last = len(sheet.rows) + 1 + sheet.spare
    if last < 2:
        return
    for column, about in enumerate(sheet.columns, start=1):
        if not about.choices:
            continue
        rule = DataValidation(type="list", formula1=lists.reference(about.choices))
        rule.allow_blank, rule.showErrorMessage = True, about.strict
        rule.add(f"{address(2, column)}:{address(last, column)}")
        target.add_data_validation(rule)


def _marks(target: Worksheet, sheet: FormSheet, lists: _Lists) -> None:
    """In a new row, what its kind cannot do without is coloured as long as it is empty."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill

    if sheet.spare == 0:
        return
    first, last = len(sheet.rows) + 2, len(sheet.rows) + 1 + sheet.spare
    fill = PatternFill("solid", bgColor=_REQUIRED)
    end = address(first, len(sheet.columns)).rstrip("1234567890")
    for column, about in enumerate(sheet.columns, start=1):
        here = address(first, column)
        if about.required_for and sheet.kind_column is not None:
            kind = "$" + address(first, sheet.kind_column)
            listed = lists.reference(about.required_for)
            test = f'AND({here}="",ISNUMBER(MATCH({kind},{listed},0)))'
        elif about.required:
            test = f'AND({here}="",COUNTA($A{first}:${end}{first})>0)'
        else:
            continue
        target.conditional_formatting.add(
            f"{here}:{address(last, column)}",
            FormulaRule(formula=[test], fill=fill),  # type: ignore[no-untyped-call]
        )
