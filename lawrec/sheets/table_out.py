"""Titled tables as files for an office: .xlsx ready to print, CSV that Excel and WPS open right.

No cell can become a formula: in .xlsx every text is stored as text, in CSV a leading = + - @ gets
the mark ' in front, which spreadsheets show as text.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lawrec.sheets.openpyxl_late import openpyxl

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | Decimal | date | datetime | None
"""What a cell may hold. Dates become text: what is printed is what is stored."""

MOST_TEXT = 32_767
"""How many characters a cell of .xlsx holds."""

BOM = b"\xef\xbb\xbf"
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FORMULA = tuple("=+-@＝＋－＠\t\r\n|%")
_BAD_IN_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDEST, _NARROWEST = 60, 8
_HEAD_FILL = "D9E2EC"


@dataclass(frozen=True, slots=True)
class TitledTable:
    """One table: a title, a head, rows as long as the head, and lines that stand under the title.

    Numbers (int, Decimal) stay numbers, so that a spreadsheet adds them up; everything else is
    text. `name` is what the tab is called, where the title is too long for it.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    name: str | None = None


def xlsx(tables: Sequence[TitledTable]) -> bytes:
    """A workbook with one sheet a table: A4 landscape, the head frozen and on every page.

    Raises EnvironmentTrouble where the extra `sheets` is not installed.
    """
    library = openpyxl()
    book = library.Workbook()
    book.remove(book.active)
    names: list[str] = []
    for table in tables:
        names.append(_tab(table.name or table.title, names))
        _fill(book.create_sheet(names[-1]), table)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def csv_text(tables: Sequence[TitledTable]) -> bytes:
    """CSV in UTF-8 with a byte order mark: of several tables one below the other, by title.

    A single table begins with its head, so that programs can read it; of several, each has its
    title in a line of its own and an empty line before the next.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    several = len(tables) > 1
    for number, table in enumerate(tables):
        if several:
            writer.writerows([[]] if number else [])
            writer.writerow([harmless(table.title)])
        writer.writerow([harmless(cell) for cell in table.head])
        writer.writerows([harmless(text_of(cell)) for cell in row] for row in table.rows)
    return BOM + target.getvalue().encode("utf-8", "replace")


def harmless(text: str) -> str:
    """The text of a CSV cell, with ' before what a spreadsheet would take for a formula."""
    if _NUMBER.fullmatch(text) or not text.lstrip(" \u3000").startswith(_FORMULA):
        return text
    return f"'{text}"


def text_of(cell: Cell) -> str:
    """What a cell says, as text; times to the minute as people read them."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    return cell.isoformat() if isinstance(cell, date) else visible(str(cell))


def visible(text: str) -> str:
    """The text with the characters written out that no cell may hold, such as <U+001B>."""
    if text.isprintable():
        return text
    return "".join(
        f"<U+{ord(c):04X}>" if c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cs") else c
        for c in text.replace("\r\n", "\n").replace("\r", "\n")
    )


def width(text: str) -> int:
    """How wide the widest line of a text is, in columns of a spreadsheet: Chinese counts two."""
    lines = text.split("\n")
    return max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in x) for x in lines)


def put_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write a text so that it stays one, whatever it says; what is too long is cut.

    Spreadsheets read _x0041_ as A: its underscore is written in their own way.
    """
    cell: Any = sheet.cell(row, column)
    shown = visible(text)
    fits = shown if len(shown) <= MOST_TEXT else shown[: MOST_TEXT - 1] + "…"
    cell.value = fits
    escaped = _LIKE_AN_ESCAPE.sub("_x005F_", fits)
    if escaped != fits:
        cell._value = escaped  # by itself the library would cut what the escapes make longer
    if shown:
        cell.data_type = "s"  # else "=..." would be stored as a formula
    if shown.startswith(_FORMULA):
        cell.quotePrefix = True


def _fill(sheet: Worksheet, table: TitledTable) -> None:
    from openpyxl.styles import Alignment, Font

    put_text(sheet, 1, 1, table.title)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    for number, note in enumerate(table.notes, start=2):
        put_text(sheet, number, 1, note)
    head = len(table.notes) + 2
    for column, text in enumerate(table.head, start=1):
        put_text(sheet, head, column, text)
    for number, row in enumerate(table.rows, start=head + 1):
        for column, cell in enumerate(row, start=1):
            if isinstance(cell, (int, Decimal)):
                sheet.cell(number, column).value = cell
            elif cell is not None:
                put_text(sheet, number, column, text_of(cell))
                sheet.cell(number, column).number_format = "@"
            sheet.cell(number, column).alignment = Alignment(vertical="top", wrap_text=True)
    _dress(sheet, table, head)
    print_set_up(sheet, head)


def _dress(sheet: Worksheet, table: TitledTable, head: int) -> None:
    """Widths, lines around the cells, the head in bold, frozen and with a filter."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    thin = Side(style="thin", color="999999")
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    for column in range(1, len(table.head) + 1):
        top = sheet.cell(head, column)
        top.font, top.fill = Font(bold=True), PatternFill("solid", fgColor=_HEAD_FILL)
        top.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        for number in range(head, head + len(table.rows) + 1):
            sheet.cell(number, column).border = box
        widest = max((width(text) for text in _column(table, column - 1)), default=0)
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = min(max(widest + 2, _NARROWEST), _WIDEST)
    sheet.freeze_panes = f"A{head + 1}"
    if table.rows:
        last = get_column_letter(len(table.head))
        sheet.auto_filter.ref = f"A{head}:{last}{head + len(table.rows)}"


def _column(table: TitledTable, place: int) -> Iterator[str]:
    yield table.head[place]
    for row in table.rows:
        yield text_of(row[place])


def print_set_up(sheet: Worksheet, head: int) -> None:
    """A4 landscape, as wide as the page, the head on every page, page numbers at the foot."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = f"{head}:{head}"
    sheet.oddFooter.center.text = "&P / &N"  # type: ignore[union-attr]
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top = margins.bottom = 0.6


def _tab(title: str, taken: Sequence[str]) -> str:
    """A name that a tab may have: no signs that are forbidden, at most 31 characters, once."""
    plain = _BAD_IN_NAME.sub(" ", visible(title)).replace("\n", " ").strip() or "1"
    name, number = plain[:_LONGEST_NAME], 2
    while name.casefold() in {one.casefold() for one in taken}:
        mark = f" {number}"
        name, number = plain[: _LONGEST_NAME - len(mark)] + mark, number + 1
    return name
