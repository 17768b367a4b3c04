"""new-case --table: one case a row, all of them or none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lawrec.schema.value_names import value_name
from lawrec.store.load import load_case
from tests.commands.conftest import Office

Make = Callable[..., Path]
HEAD = ("名称", "案件类型", "执法人员", "当事人", "当事人.证件号码", "当事人.类型", "number")


def cases(office: Office) -> set[str]:
    return {path.name for path in (office.root / "cases").glob("*/*")}


def test_one_case_a_row_with_its_party(office: Office, workbook: Make) -> None:
    rows = [
        HEAD,
        ("一号图斑", "行政检查", "林某、高某", "甲某、乙某", "000000197001010001", "", "虚构检1"),
        (
            "二号图斑",
            "penalty",
            "林某",
            "某虚构公司",
            "",
            value_name("organisation", "zh", "type"),
            "",
        ),
    ]
    answer = office.json("new-case", "--table", workbook(rows), "--unit", "执法科")
    one, two = (load_case(Path(case["path"])) for case in answer["cases"])
    assert one.case is not None
    assert two.case is not None
    assert (one.case.data.number, one.case.data.kind) == ("虚构检1", "inspection")
    assert one.case.data.officers == ("林某", "高某")
    assert one.persons["甲某"].id_no == "000000197001010001"
    assert (list(one.persons), one.persons["乙某"].id_no) == (["甲某", "乙某"], None)
    assert two.persons["某虚构公司"].type == "organisation"
    assert [case["case"][-4:] for case in answer["cases"]] == ["0002", "0003"]


def test_24_map_spots_share_what_is_the_same(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "图斑.csv"
    lines = [f"{n}号图斑核查,某村{n}组" for n in range(1, 25)]
    path.write_bytes("\n".join(["名称,当事人", *lines]).encode("gb18030"))
    common = ("--kind", "inspection", "--officer", "林某,高某")
    answer = office.run("new-case", "--table", path, *common)
    assert "24 cases of the table are open" in answer.out
    assert len(cases(office)) == 25


WRONG: list[tuple[Any, str]] = [
    (("", "行政检查", "林某"), "Sheet!A3: title (名称) is missing"),
    (("三号", "", "林某"), "kind (案件类型) is missing"),
    (("三号", "无此类", "林某"), "Sheet!B3: kind: 无此类 is not one of"),
    (("三号", "行政检查", "无此人"), "无此人 is not on the staff roster"),
    (("三号", "行政检查", "林某", "甲", "", "无此型"), "Sheet!F3: type: 无此型 is not one of"),
    (("三号", "行政检查", "林某", "甲", 1.1e17), "Sheet!E3: The spreadsheet made a number"),
    (("三号", "行政检查", "林某", "", "", "", "虚构检1"), "虚构检1 is in row 2 already"),
]


@pytest.mark.parametrize(("row", "said"), WRONG, ids=[said for _row, said in WRONG])
def test_one_wrong_row_and_no_case_is_opened(
    office: Office, workbook: Make, row: Any, said: str
) -> None:
    good = ("一号图斑", "行政检查", "林某", "甲某", "", "", "虚构检1")
    before = cases(office)
    answer = office.run("new-case", "--table", workbook([HEAD, good, row]), code=3)
    assert said in answer.err
    assert cases(office) == before


def test_a_number_that_is_taken_is_refused(office: Office, workbook: Make) -> None:
    number = json.loads(office.run("list", "--json").out)["cases"][0]["number"]
    row = ("一号图斑", "行政检查", "林某", "", "", "", number)
    answer = office.run("new-case", "--table", workbook([HEAD, row]), code=3)
    assert "is taken" in answer.err


def test_the_number_stands_in_the_table(office: Office, workbook: Make) -> None:
    path = workbook([HEAD, ("一号图斑", "行政检查", "林某")])
    answer = office.run("new-case", "--table", path, "--number", "7", code=2)
    assert "as a column" in answer.err
