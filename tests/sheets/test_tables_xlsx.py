"""--table FILE.xlsx: the same as CSV, and every wrong cell gives its address."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lawrec.schema.moments import format_moment
from lawrec.sheets.reading import Grid, RawCell
from lawrec.store.load import load_case
from tests.commands.conftest import Office
from tests.commands.test_tables import refused

Make = Callable[..., Path]
HEAD = ("姓名", "证件号码", "在本案中的身份", "联系方式")


def test_persons_from_a_workbook(office: Office, workbook: Make) -> None:
    rows = [HEAD, ("甲某", "000000197001010001", "证人或见证人", "'0427-1234567 "), (None,) * 4]
    answer = office.json("person", "add", "1", "--table", workbook([*rows, ("乙某", "", "在场人")]))
    assert answer["ids"] == ["甲某", "乙某"]
    person = load_case(office.case).persons["甲某"]
    assert (person.id_no, person.contact) == ("000000197001010001", "0427-1234567")


def test_another_sheet_is_named_behind_the_file(office: Office, workbook: Make) -> None:
    def change(book: Any) -> None:
        sheet = book.create_sheet("人 员")
        sheet.append(HEAD)
        sheet.append(("丙某", "0001", "在场人"))

    path = workbook([HEAD], change)
    office.run("person", "add", "1", "--table", f"{path}#人 员")
    assert "丙某" in load_case(office.case).persons
    said = refused(office, "person", "add", "1", "--table", f"{path}#没有")
    assert "There is no sheet 没有" in said
    assert "人 员" in said


def test_real_dates_are_read_as_they_are_shown(office: Office, workbook: Make) -> None:
    def change(book: Any) -> None:
        sheet = book.active
        sheet["A2"] = dt.datetime(2026, 3, 2, 9, 5)
        sheet["B2"] = dt.datetime(2026, 3, 2, 9, 20)
        sheet["A3"] = dt.date(2026, 3, 3)
        sheet["A3"].number_format = 'yyyy"年"m"月"d"日"'
        sheet["C3"] = 30

    rows = [
        ("开始时间", "结束时间", "地点"),
        ("", "", "一号点"),
        (),
        ("2026年3月4日9时5分", "", "三"),
    ]
    office.run("log-act", "1", "询问", "--table", workbook(rows, change))
    acts = [page.data for page in load_case(office.case).acts]
    assert [format_moment(act.start) for act in acts] == [
        "2026-03-02T09:05:00+08:00", "2026-03-03", "2026-03-04T09:05:00+08:00",
    ]  # fmt: skip
    assert acts[1].place == "30"


def cell(place: str, value: Any, number_format: str | None = None) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book.active[place] = value
        if number_format:
            book.active[place].number_format = number_format

    return change


def hide_row(book: Any) -> None:
    book.active.row_dimensions[2].hidden = True


def hide_column(book: Any) -> None:
    book.active.column_dimensions["C"].hidden = True


def merge(book: Any) -> None:
    book.active.merge_cells("A2:B2")


WRONG = [
    (cell("B2", "=1+1"), "Sheet!B2: There is a formula"),
    (cell("B2", 1.1e17), "Sheet!B2: The spreadsheet made a number of it"),
    (cell("B2", 110000197001010001), "Sheet!B2: The spreadsheet made a number of it"),
    (cell("B2", "1.1E+17"), "Sheet!B2: 1.1E+17 has been cut"),
    (cell("D2", 4271234567), "Sheet!D2: The spreadsheet made a number of it"),
    (cell("D2", dt.datetime(2026, 3, 1)), "Sheet!D2: The spreadsheet made a date of it"),
    (cell("A2", True), "Sheet!A2: The spreadsheet made True of it"),
    (cell("A2", "#N/A"), "Sheet!A2: The spreadsheet shows an error"),
    (cell("A2", 0.5, "0%"), "Sheet!A2: The cell holds 0.5 and shows something else"),
    (cell("A2", 7, "000"), "Sheet!A2: The spreadsheet made a number of it"),
    (cell("C2", "路人"), "Sheet!C2: capacity: 路人 is not one of"),
    (cell("A2", "赵某甲"), "Sheet!A2: 赵某甲 is in this case already"),
    (cell("F2", "多"), "Sheet!F2: cell 6 has no heading"),
    (cell("C1", "年龄"), "Sheet!C1: there is no such field here"),
    (cell("C1", "姓名"), "Sheet!C1: this heading is there twice"),
    (hide_row, "Sheet!A2: This row or column is hidden"),
    (hide_column, "Sheet!C1: This row or column is hidden"),
    (merge, "Sheet!A2: Cells are merged (A2:B2)"),
]


@pytest.mark.parametrize(("change", "said"), WRONG, ids=[said for _change, said in WRONG])
def test_every_wrong_cell_gives_its_address(
    office: Office, workbook: Make, change: Callable[[Any], None], said: str
) -> None:
    path = workbook([HEAD, ("甲某", "000000197001010001", "在场人", "1")], change)
    assert said in refused(office, "person", "add", "1", "--table", path)


TIMES = [
    (46082, "Sheet!A2: 46082 is a date that the spreadsheet turned into a number"),
    (dt.time(9, 30), "Sheet!A2: There is a time without a day"),
    ("九点", "Sheet!A2: start: 九点 is no time"),
    ("=NOW()", "Sheet!A2: There is a formula"),
]


@pytest.mark.parametrize(("value", "said"), TIMES)
def test_wrong_times_give_their_address(
    office: Office, workbook: Make, value: Any, said: str
) -> None:
    path = workbook([("开始时间", "地点"), (value, "一号点"), ("2026-02-30", "二号点")])
    told = refused(office, "log-act", "1", "询问", "--table", path)
    assert said in told
    assert ("Sheet!A3: start: 2026-02-30" in told) is not str(value).startswith("=")


def with_part(part: str, content: bytes = b"x") -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with zipfile.ZipFile(path, "a") as package:
            package.writestr(part, content)

    return change


def macro_type(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        kind, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
PACKAGES = [
    (with_part("xl/vbaProject.bin"), "It holds macros"),
    (macro_type, "It holds macros"),
    (with_part("xl/externalLinks/externalLink1.xml", b"<a/>"), "takes values from other files"),
    (with_part("xl/embeddings/oleObject1.bin"), "Other files are embedded"),
    (with_part("xl/activeX/activeX1.bin"), "controls that run programs"),
    (with_part("xl/theme/theme2.xml", BOMB), "definitions that no spreadsheet"),
    (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600)), "an old .xls file"),
    (lambda path: path.write_bytes(b"PK\x03\x04broken"), "no workbook that can be read"),
    (lambda path: path.write_bytes(path.read_bytes()[:-40]), "no workbook that can be read"),
]


@pytest.mark.parametrize(("change", "said"), PACKAGES, ids=[f"{n}" for n in range(len(PACKAGES))])
def test_what_may_run_or_fetch_is_refused(
    office: Office, workbook: Make, change: Callable[[Path], None], said: str
) -> None:
    path = workbook([HEAD, ("甲某", "0001", "在场人", "1")])
    change(path)
    assert said in refused(office, "person", "add", "1", "--table", path)


def test_a_damaged_sheet_is_no_traceback(office: Office, workbook: Make) -> None:
    path = workbook([HEAD, ("甲某", "0001", "在场人", "1")])
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:300]
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    said = refused(office, "person", "add", "1", "--table", path)
    assert "damaged" in said


def test_csv_cells_that_look_like_formulas(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("姓名,联系方式\n甲某,=1+1\n", encoding="utf-8")
    said = refused(office, "person", "add", "1", "--table", path, "--capacity", "witness")
    assert "Row 2, column 联系方式: There is a formula" in said
    path.write_text('姓名,联系方式\n甲某,"=""0427"""\n', encoding="utf-8")
    office.run("person", "add", "1", "--table", path, "--capacity", "witness")
    assert load_case(office.case).persons["甲某"].contact == "0427"


def test_rows_of_a_long_sheet_are_found_once() -> None:
    """A sheet with twenty thousand rows is not looked through twenty thousand times."""

    class Counted(dict[tuple[int, int], RawCell]):
        walks = 0

        def __iter__(self) -> Iterator[tuple[int, int]]:
            self.walks += 1
            return super().__iter__()

    cells = Counted({(r, c): RawCell(r, c, "x", "text") for r in range(9, 0, -1) for c in (3, 1)})
    grid = Grid("s", cells)
    assert [[cell.address for cell in grid.row(row)] for row in grid.rows][:2] == [
        ["A1", "C1"],
        ["A2", "C2"],
    ]
    assert cells.walks <= 2


@pytest.mark.parametrize(
    "part",
    [
        '<mergeCells count="1"><mergeCell ref="F9:H1048576"/></mergeCells>',
        '<mergeCells><mergeCell ref="XFD1048576:A1"/></mergeCells>',
        '<mergeCells><mergeCell ref="&#65;1:B1048576"/></mergeCells>',
        '<hyperlinks><hyperlink ref="F9:H1048576" location="A1"/></hyperlinks>',
    ],
)
def test_whole_columns_that_are_merged_or_a_link_do_not_hang(
    office: Office, workbook: Make, part: str
) -> None:
    path = workbook([HEAD, ("甲某", "0001", "在场人", "1")])
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(
        b"</sheetData>", b"</sheetData>" + part.encode("ascii")
    )
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert "take that off" in refused(office, "person", "add", "1", "--table", path)
