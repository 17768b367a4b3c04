"""lawrec stats: the yearly tables, what stands behind a number, what cannot be told."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lawrec.i18n import set_language
from lawrec.operations import stats as operation
from lawrec.operations import stats_decided
from lawrec.schema.moments import BEIJING
from lawrec.store.yaml_io import dump
from tests.commands.looking import SUMMARY, Desk

Patch = list[dict[str, Any]]
YEAR = ("stats", "--year", "2026")


PROFILE = {
    "schema_version": "1",
    "bureau": {"name": "明湖县自然资源局"},
    "units": {"执法大队": {"type": "institution"}, "综合科": {"type": "section"}},
    "stores": {"vault": {"type": "unit_dedicated", "name": "专用存储"},
               "disc": {"type": "removable", "name": "光盘柜"}},
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bureau has a store of its own, and it is the first of December."""
    (desk.root / "lawrec.yaml").write_bytes(dump(PROFILE))
    moment = datetime(2026, 12, 1, 10, tzinfo=BEIJING)
    monkeypatch.setattr(operation, "this_minute", lambda: moment)


# The footage of the base cases is not here, so that whether they were filmed cannot be told: the
# code is 1 wherever they are counted.


def rows(answer: Any) -> dict[str, Any]:
    return {row["id"]: row for table in answer["tables"] for row in table["rows"]}


def untold(answer: Any, table: str) -> list[dict[str, Any]]:
    return next(t["untold"] for t in answer["tables"] if t["id"] == table)


def adding(value: dict[str, Any], name: str = "R60") -> dict[str, Any]:
    return {"op": "add", "file": name, "value": value}


def test_the_tables_and_the_cases_behind_a_number(desk: Desk) -> None:
    desk.add("0001")
    desk.add("0002", SUMMARY)
    text = desk.text(*YEAR, code=1)
    assert "penalty.kind.fine" in text
    assert "Nothing in this time: Licences" in text
    traced = desk.text(*YEAR, "--trace", "penalty.decisions", code=1)
    head, *lines = traced.splitlines()
    assert head.startswith("penalty.decisions  decisions that punish  2")
    assert [line.split()[0] for line in lines] == ["2026/0001", "2026/0002"]
    assert "R23" in lines[0]
    set_language("zh")
    assert desk.text(*YEAR, code=1)


def test_a_table_or_all_can_be_traced_and_a_wrong_name_cannot(desk: Desk) -> None:
    desk.add("0001")
    table = desk.text(*YEAR, "--trace", "penalty", code=1)
    assert "penalty.kind.fine" in table
    assert "cases.opened" not in table
    assert "cases.opened.all" in desk.text(*YEAR, "--trace", "cases.*.all", code=1)
    assert "licence.applied" in desk.text(*YEAR, "--trace", "all", code=1)
    desk.text(*YEAR, "--trace", "penalty.nothing", code=2)
    assert "penalty.nothing" in desk.err


def test_a_draft_counts_nowhere_and_is_told(desk: Desk) -> None:
    desk.add("0001", patch=[{"op": "set", "file": "R23", "path": "draft", "value": "yes"}])
    answer = desk.json(*YEAR, code=1)
    assert rows(answer)["penalty.decisions"]["value"] == 0
    assert answer["drafts"][0]["items"] == ["R23"]
    assert "Drafts of decisions" in desk.text(*YEAR, code=1)


def test_the_stub_of_a_secret_paper_counts_and_its_kind_is_told_as_open(desk: Desk) -> None:
    stub = {"kind": "penalty_decision", "made_at": "2026-07-01", "title": "存根"}
    marking = {"kind": "secrecy_marking", "type": "state", "about": ["R60"]}
    desk.add("0001", patch=[adding(stub), adding(marking, "R61")])
    answer = desk.json(*YEAR, code=1)
    assert rows(answer)["penalty.decisions"]["value"] == 2
    assert rows(answer)["penalty.kind_untold"]["behind"][0]["items"] == ["R60"]
    (open_one,) = [one for one in untold(answer, "penalty") if one["items"] == ["R60"]]
    assert "state secrets" in open_one["why"]


@pytest.mark.parametrize(
    ("change", "table", "why"),
    [
        ({"op": "remove", "file": "R23", "path": "made_at"}, "penalty", "no paper states the day"),
        ({"op": "set", "file": "R23", "path": "made_at", "value": "2027-05-01"}, "penalty",
         "still to come"),
        ({"op": "remove", "file": "R23", "path": "orders"}, "penalty", "no kind of penalty"),
        (adding({"kind": "licence_decision", "made_at": "2026-07-01"}), "licence",
         "whether the licence was granted"),
        (adding({"kind": "review_litigation_record", "filed_on": "2026-07-01"}), "objections",
         "does not say"),
        (adding({"kind": "incident_record", "made_at": "2026-07-01"}), "objections",
         "what kind of incident"),
        (adding({"kind": "inspection_result_notice", "made_at": "2026-07-01"}), "inspection",
         "does not state its result"),
        (adding({"kind": "coercive_measure_decision", "made_at": "2026-07-01"}), "coercion",
         "no paper names the measure"),
        (adding({"kind": "expropriation_decision", "made_at": "2026-07-01"}), "expropriation",
         "no amount of compensation"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_listed(
    desk: Desk, change: dict[str, Any], table: str, why: str
) -> None:
    desk.add("0001", patch=[change])
    answer = desk.json(*YEAR, code=1)
    assert any(why in one["why"] for one in untold(answer, table)), untold(answer, table)
    assert "Could not be told" in desk.text(*YEAR, code=1)


def test_of_another_year_nothing_is_open(desk: Desk) -> None:
    desk.add("0001", patch=[{"op": "remove", "file": "R23", "path": "orders"}])
    answer = desk.json("stats", "--year", "2019")
    assert untold(answer, "penalty") == []
    assert all(not row["value"] for row in rows(answer).values())


def test_a_decision_dated_tomorrow_is_one_open_thing(desk: Desk) -> None:
    late = {"op": "set", "file": "R23", "path": "made_at", "value": "2026-12-02T10:00:00+08:00"}
    desk.add("0001", patch=[late])
    said = [one for one in untold(desk.json(*YEAR, code=1), "penalty") if "to come" in one["why"]]
    assert [one["items"] for one in said] == [["R23"]]


@pytest.mark.parametrize(
    ("first", "yuan", "open_"),
    [
        ({"status": "deferred"}, "30960.00", 0),
        ({"status": "none"}, "30960.00", 0),
        ({"status": "partial", "amount_yuan": "10000.00"}, "10000.00", 1),
    ],
)
def test_a_payment_put_off_is_no_payment(
    desk: Desk, first: dict[str, str], yuan: str, open_: int
) -> None:
    """Paid in full without a sum is what was ordered, unless a part was paid before."""
    before = {"kind": "performance_record", "made_at": "2026-08-01", "about": ["R23"]}
    before |= {"orders": [{"number": "3", "date": "2026-08-01", **first}]}
    whole = {"op": "remove", "file": "R29", "path": "orders/[number=3]/amount_yuan"}
    desk.add("0001", patch=[whole, adding(before)])
    answer = desk.json(*YEAR, code=1)
    assert rows(answer)["penalty.paid"]["yuan"] == yuan
    said = [one for one in untold(answer, "penalty") if "paid" in one["why"]]
    assert len(said) == open_


def test_a_case_that_cannot_be_read_is_told(desk: Desk) -> None:
    desk.add("0001")
    (desk.add("0002") / "case.yaml").write_text("number: [\n", encoding="utf-8")
    (desk.add("0003") / "case.yaml").unlink()
    answer = desk.json(*YEAR, code=1)
    assert [one["item"] for one in answer["unreadable"]] == ["2026/0002", "2026/0003"]
    assert all(one["why"] for one in answer["unreadable"])
    assert rows(answer)["penalty.decisions"]["value"] == 1
    assert "cannot be read: 2" in desk.text(*YEAR, code=1)
    for command, code in ((("audit", "--all"), 3), (("list",), 0)):
        found = json.loads(desk.text(*command, "--json", code=code))["cases"]
        assert [one["case"] for one in found if one["problem"]][-1:] == ["2026/0003"], command


def test_a_page_that_cannot_be_read_is_told(desk: Desk) -> None:
    folder = desk.add("0001")
    (path,) = (folder / "records").glob("R23-*")
    path.write_text("kind: [\n", encoding="utf-8")
    answer = desk.json(*YEAR, code=1)
    assert any("R23" in one["why"] for one in untold(answer, "cases"))


def test_a_defect_of_ours_takes_no_other_case_along(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.add("0001")
    desk.add("0002", SUMMARY)
    whole = stats_decided.decided

    def broken(case: Any, sheet: Any) -> None:
        if sheet.case == "2026/0001":
            raise ZeroDivisionError
        whole(case, sheet)

    monkeypatch.setattr(operation, "decided", broken)
    answer = desk.json(*YEAR, code=4)
    assert "ZeroDivisionError" in answer["unreadable"][0]["why"]
    assert rows(answer)["penalty.decisions"]["value"] == 1


def test_a_recording_of_two_cases_counts_once(desk: Desk) -> None:
    desk.add("0001")
    alone = rows(desk.json(*YEAR, code=1))["storing.recordings"]["value"]
    desk.add("0002")
    both = rows(desk.json(*YEAR, code=1))
    assert both["storing.recordings"]["value"] == alone > 0
    assert both["filming.duties"]["cases"] == 2


def test_leads_by_their_outcome_and_no_reporter_is_told(desk: Desk) -> None:
    folder = desk.root / "leads" / "2026"
    folder.mkdir(parents=True)
    page = {"channel": "phone", "received_at": "2026-03-02", "received_by": "许某",
            "reporter": {"name": "祝某丁", "contact": "00000000000"}}  # fmt: skip
    for number, outcome in (("0001", None), ("0002", "transfer"), ("0003", "closed")):
        own = {"outcome": {"at": "2026-03-20", "decision": outcome}} if outcome else {}
        (folder / f"L2026-{number}.yaml").write_bytes(dump({**page, **own}))
    (folder / "L2026-0004.yaml").write_text("channel: [\n", encoding="utf-8")
    answer = desk.json(*YEAR, code=1)
    found = {name: row["value"] for name, row in rows(answer).items() if name.startswith("leads.")}
    assert found == {"leads.received": 3, "leads.case": 0, "leads.transfer": 1,
                     "leads.closed": 1, "leads.pending": 1}  # fmt: skip
    assert [one["item"] for one in answer["unreadable"]] == ["L2026-0004"]
    assert "祝某丁" not in desk.text(*YEAR, "--trace", "all", code=1)


def test_months_units_and_stretches_of_days(desk: Desk) -> None:
    desk.add("0001", patch=[{"op": "set", "file": "case", "path": "unit", "value": "综合科"}])
    desk.add("0002", SUMMARY)
    by_unit = desk.json(*YEAR, "--by", "unit", code=1)
    assert "综合科" in by_unit["groups"]
    shares = {s["name"]: s["value"] for s in rows(by_unit)["penalty.decisions"]["shares"]}
    assert shares["综合科"] == 1
    one = desk.json(*YEAR, "--unit", "综合科", code=1)
    assert rows(one)["penalty.decisions"]["value"] == 1
    day = rows(one)["penalty.decisions"]["behind"][0]["on"]
    that = desk.json("stats", "--from", day, "--to", day)
    assert rows(that)["penalty.general"]["value"] == 1
    months = desk.json(*YEAR, "--by", "month", code=1)
    assert months["groups"][0] == "2026-01"
    assert len(months["groups"]) == 12


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--year", "2026", "--from", "2026-01-01"), "either --year"),
        (("--from", "2026-01-01"), "--to is missing"),
        (("--from", "2026-W10-1", "--to", "2026-12-31"), "2026-W10-1"),
        (("--from", "2026-05-01T10:00:00+08:00", "--to", "2026-12-31"), "takes a day"),
        (("--from", "2026-05-02", "--to", "2026-05-01"), "before --from"),
        (("--year", "0"), "no year"),
        (("--by", "weather"), "month or unit"),
        (("--unit", "某科"), "no unit 某科"),
    ],
)
def test_what_is_asked_for_wrongly(desk: Desk, arguments: tuple[str, ...], said: str) -> None:
    desk.text("stats", *arguments, code=2)
    assert said in desk.err


def test_spreadsheets(desk: Desk, tmp_path: Path) -> None:
    desk.add("0001")
    desk.text(*YEAR, "--trace", "penalty.kind.fine", "--xlsx", str(tmp_path / "统计.xlsx"),
              "--csv", str(tmp_path / "统计.csv"), code=1)  # fmt: skip
    book = openpyxl.load_workbook(tmp_path / "统计.xlsx")
    values = [cell for row in book["Penalties"].iter_rows(values_only=True) for cell in row]
    assert "penalty.kind.fine" in values
    assert "What stands behind the numbers"[:31] in book.sheetnames
    content = (tmp_path / "统计.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert any("penalty.kind.fine" in row and "2026/0001" in row for row in table)


def test_the_page_takes_the_place_of_an_older_one_and_of_nothing_else(
    desk: Desk, tmp_path: Path
) -> None:
    desk.add("0001", patch=[{"op": "remove", "file": "R23", "path": "orders"}])
    page = tmp_path / "统计.html"
    for _ in range(2):
        desk.text(*YEAR, "--page", str(page), code=1)
    text = page.read_text(encoding="utf-8")
    assert "default-src &#x27;none&#x27;" in text
    assert "Could not be told: " in text
    assert not any(word in text for word in ("<script", "http://", "https://", "src="))
    other = tmp_path / "别的.html"
    other.write_text("<html>别人的</html>", encoding="utf-8")
    desk.text(*YEAR, "--page", str(other), code=2)
    assert other.read_text(encoding="utf-8") == "<html>别人的</html>"
    inside = desk.root / "cases" / "2026" / "0001" / "统计.html"
    desk.text(*YEAR, "--page", str(inside), code=2)
    assert not inside.exists()
    desk.text(*YEAR, "--by", "month", "--page", str(page), code=1)
    assert "A4 landscape" in page.read_text(encoding="utf-8")


def test_the_same_bytes_again(desk: Desk) -> None:
    desk.add("0001")
    desk.add("0002", SUMMARY)
    once = desk.text(*YEAR, "--json", code=1)
    assert desk.text(*YEAR, "--json", code=1) == once


def test_what_a_named_person_has_judged_is_told_with_the_name(desk: Desk) -> None:
    (desk.root / "lawrec.yaml").write_bytes(dump({**PROFILE, "stores": {}}))
    desk.add("0001")
    before = rows(desk.json(*YEAR, code=1))["storing.untold"]["value"]
    assert before > 0
    entry = {"answer": "met", "by": "罗某", "at": "2026-11-20T10:00:00+08:00",
             "basis": "看过移交登记", "rulebook": "panjin"}  # fmt: skip
    page = desk.root / "cases" / "2026" / "0001" / "attestations.yaml"
    page.write_bytes(dump({"25.2b": entry}))
    after = rows(desk.json(*YEAR, code=1))
    assert after["storing.untold"]["value"] == 0
    told = [one["note"] for one in after["storing.in_time"]["behind"]]
    assert told.count("judged by 罗某: 看过移交登记") == before
