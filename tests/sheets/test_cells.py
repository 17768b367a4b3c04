"""What a cell means: figures and times as they were typed, or refused."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from lawrec.operations.table_columns import in_full
from lawrec.sheets.as_typed import as_typed
from lawrec.sheets.cells import CellTrouble, cell_text, tidy
from lawrec.sheets.reading import RawCell


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("12,345.60", "12345.60"), ("１２，３４５", "12345"), ("-1,234,567", "-1234567"),
        ("12,5", "12,5"), ("1,2345", "1,2345"), ("1,23,456", "1,23,456"), ("10²", "10²"),
    ],
)  # fmt: skip
def test_only_the_commas_of_thousands_go(typed: str, figure: str) -> None:
    assert tidy(typed, "number") == figure


SHOWN = [
    (1234.5, "#,##0.00_ "), (1234.5, "0.00_);[Red]\\(0.00\\)"),
    (1234.5, '"¥"#,##0.00;"¥"-#,##0.00'),
    (1234, "General"), (12.5, '0.00"元"'), (1234.5, "[$¥-804]#,##0.0#"), (3.0, "0"), (7, "@"),
    (1234.5, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '),
]  # fmt: skip


@pytest.mark.parametrize(("value", "number_format"), SHOWN)
def test_a_number_that_is_shown_whole_is_taken(value: float, number_format: str) -> None:
    cell = RawCell(2, 1, value, "number", number_format)
    assert float(cell_text(cell, "number")) == value


OTHERWISE = [
    (0.5, "0"), (1234.567, "¥#,##0.00"), (12345, "#,##0,"), (3.5, '0.00"万元"'), (0.5, "0%"),
    (0.5, "# ?/?"), (1234.5, "¥0%"), (1234.5, "0.00E+00"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "number_format"), OTHERWISE)
def test_a_number_that_is_shown_otherwise_is_refused(value: float, number_format: str) -> None:
    with pytest.raises(CellTrouble, match="shows something else"):
        cell_text(RawCell(2, 1, value, "number", number_format), "number")


def test_a_time_is_the_nearest_second() -> None:
    hair_below = dt.datetime(2026, 3, 1, 9, 29, 59, 997_000)
    cell = RawCell(2, 1, hair_below, "time", "yyyy/m/d h:mm")
    assert cell_text(cell, "moment") == "2026-03-01 09:30"


@pytest.mark.parametrize("typed", ["2026-3-1", "2026/3/1", "2026.3.1", "2026年3月1日"])
def test_days_as_people_type_them(typed: str) -> None:
    assert in_full(typed) == "2026-03-01"
    assert (
        in_full(f"{typed} 9:30" if "年" not in typed else f"{typed}9时30分") == "2026-03-01 09:30"
    )


def sheet_of(part: bytes) -> bytes:
    """What is left of a sheet's part."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as made:
        made.writestr("xl/worksheets/sheet1.xml", part)
    with zipfile.ZipFile(io.BytesIO(as_typed(package.getvalue()))) as mended:
        return mended.read("xl/worksheets/sheet1.xml")


def test_of_a_sheet_only_its_links_are_left_out() -> None:
    links, cells = b'<hyperlinks><hyperlink ref="A1"/></hyperlinks>', b"<sheetData>1</sheetData>"
    assert sheet_of(cells + links) == cells
    prefixed = b"<x:hyperlinks a='1'>" + links[12:-13] + b"</x:hyperlinks >"
    assert sheet_of(prefixed + cells + links) == cells
    empty = b"<hyperlinks />"
    assert sheet_of(empty + cells + links) == empty + cells
    # Of thousands that nobody closes each is looked at once; a second look at all takes minutes.
    for opened in (b"<hyperlinks>", b"<hyperlinks "):
        assert sheet_of(cells + opened * 200_000) == cells + opened * 200_000
