"""Findings and lists as .xlsx and CSV: the same as on the screen."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.commands.conftest import Office


def rows(path: Path, name: int = 0) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(path).worksheets[name]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_findings_and_open_clauses(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "审查.xlsx"
    answer = office.run("audit", "1", "--xlsx", path, "--json", code=None)
    report = json.loads(answer.out)
    assert str(path) in answer.err
    said = [row[4] for row in rows(path)]
    assert [finding["message"] for finding in report["findings"]] == said[
        -len(report["findings"]) :
    ]
    bad = ("violated", "undeterminable")
    open_ids = {c["id"] for c in report["clauses"] if c["verdict"] in bad}
    assert open_ids <= {row[0] for row in rows(path, 1)}


@pytest.mark.parametrize(
    ("command", "cell"),
    [
        (("list",), "赵某甲占地案"),
        (("status", "1"), "lawrec"),
        (("audit", "--all"), "赵某甲占地案"),
        (("audit", "--unit"), "27"),
    ],
)
def test_every_list_goes_to_both_kinds_of_file(
    office: Office, tmp_path: Path, command: tuple[str, ...], cell: str
) -> None:
    xlsx, text = tmp_path / "表.xlsx", tmp_path / "表.csv"
    office.run(*command, "--xlsx", xlsx, "--csv", text, code=None)
    assert text.read_bytes().startswith(b"\xef\xbb\xbf")
    found = list(csv.reader(text.read_text(encoding="utf-8-sig").splitlines()))
    assert any(cell in one for row in found for one in row)
    told = [str(value) for row in rows(xlsx) for value in row if value is not None]
    assert any(cell in one for one in told)


def test_a_file_that_is_there_is_left_alone(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("mine", encoding="utf-8")
    assert "there already" in office.run("list", "--csv", path, code=2).err
    assert path.read_text(encoding="utf-8") == "mine"
    inside = office.case / "records" / "表.csv"
    assert office.run("list", "--csv", inside, code=2)
    assert not inside.exists()
