"""Titled tables as .xlsx and CSV: nothing in them can run, and people can print them."""

from __future__ import annotations

import csv
import io
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from lawrec.errors import EnvironmentTrouble, UsageError
from lawrec.operations.sheet_files import write_tables
from lawrec.sheets.table_out import BOM, TitledTable, csv_text, xlsx

HOSTILE = ("=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "  =1", "\r=2")


def book(tables: list[TitledTable]) -> object:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(xlsx(tables)))


def table(*cells: object, title: str = "清单") -> TitledTable:
    return TitledTable(title, ("案件", "内容"), tuple(("一号", cell) for cell in cells))  # type: ignore[misc]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula(text: str) -> None:
    cell = book([table(text)])["清单"]["B3"]  # type: ignore[index]
    assert cell.data_type == "s"
    assert cell.quotePrefix is text.startswith(("=", "+", "-", "@", "\t", "＝", "\r"))
    rows = list(csv.reader(io.StringIO(csv_text([table(text)]).decode("utf-8-sig"), newline="")))
    assert rows[1][1].startswith("'")


def test_numbers_stay_numbers_and_times_are_text() -> None:
    given = table(12, Decimal("-3.50"), date(2026, 3, 1), datetime(2026, 3, 1, 9, 5), None)
    sheet = book([given])["清单"]  # type: ignore[index]
    assert [sheet.cell(row, 2).value for row in range(3, 8)] == [
        12, -3.5, "2026-03-01", "2026-03-01 09:05", None,
    ]  # fmt: skip
    text = csv_text([given]).decode("utf-8-sig")
    assert "一号,-3.50\r\n" in text


def test_the_sheet_is_ready_to_print() -> None:
    given = TitledTable("清单", ("案件", "内容"), (("一号", "长" * 20),), ("截至今日",))
    sheet = book([given])["清单"]  # type: ignore[index]
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A3"].value] == ["清单", "截至今日", "案件"]
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.column_dimensions["B"].width >= 40
    assert sheet.auto_filter.ref == "A3:B4"


def test_tabs_have_names_that_are_allowed_and_differ() -> None:
    names = book([table(title="一/二:[三]" + "长" * 40), table(title="一/二:[三]" + "长" * 40)])
    one, two = names.sheetnames  # type: ignore[attr-defined]
    assert one != two
    assert max(len(one), len(two)) <= 31


def test_characters_that_no_cell_holds_are_shown_and_long_texts_are_cut() -> None:
    sheet = book([table("a\x1bb", "长" * 40000)])["清单"]  # type: ignore[index]
    assert sheet["B3"].value == "a<U+001B>b"
    assert len(sheet["B4"].value) == 32767
    assert sheet["B4"].value.endswith("…")


def test_csv_has_the_mark_that_excel_needs_and_several_tables_have_titles() -> None:
    assert csv_text([table("x")]) == BOM + "案件,内容\r\n一号,x\r\n".encode()
    text = csv_text([table("x"), table("y", title="另一张")]).decode("utf-8-sig")
    assert text == "清单\r\n案件,内容\r\n一号,x\r\n\r\n另一张\r\n案件,内容\r\n一号,y\r\n"


def test_files_are_new_and_end_as_they_should(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    assert write_tables([table("x")], as_xlsx=path, as_csv=tmp_path / "表.csv") == (
        path, tmp_path / "表.csv",
    )  # fmt: skip
    before = path.read_bytes()
    with pytest.raises(UsageError, match="there already"):
        write_tables([table("y")], as_xlsx=path)
    assert path.read_bytes() == before
    with pytest.raises(UsageError, match=r"表\.xlsx"):
        write_tables([table("y")], as_xlsx=tmp_path / "表.xls")


def test_without_the_library_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(EnvironmentTrouble) as trouble:
        xlsx([table("x")])
    assert "lawrec[sheets]" in (trouble.value.fix or "")
    assert csv_text([table("x")])
