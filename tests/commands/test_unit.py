"""lawrec unit and audit --unit: the bureau's own papers, its access register, its own audit."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from lawrec.operations.audit import bureau_facts
from lawrec.operations.rulebook import load_rulebook
from lawrec.store.load import load_case
from tests.commands.conftest import Office

BASE = Path(__file__).parents[1] / "unit" / "base"
TRAINING = ("--set", "topic=执法记录仪", "--set", "held_on=2026-03-01", "--set", "attendees=[林某]")


def page(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def leaves(office: Office) -> list[str]:
    """What the evidence log has of the bureau itself, one text a leaf."""
    files = sorted(path for path in (office.root / "log").rglob("*") if path.is_file())
    text = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files)
    return [line for line in text.splitlines() if '"bureau"' in line or " bureau " in line]


def head(folder: Path) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), "log", "-1", "--format=%H %an %s"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


def test_a_paper_is_entered_committed_and_listed(office: Office) -> None:
    written = office.json("unit", "add", "培训记录", *TRAINING, "--as", "韩某")
    assert written["id"] == "U0001"
    assert written["path"] == "unit/U0001-training_record.yaml"
    entered = page(office.root / written["path"])
    assert (entered["kind"], entered["made_by"]) == ("training_record", "韩某")
    assert entered["attendees"] == ["林某"]
    assert head(office.root).startswith(f"{written['head']} 韩某")
    assert any(written["head"] in leaf for leaf in leaves(office))
    listed = office.json("unit", "list")
    assert [(r["id"], r["kind"], r["lines"]) for r in listed["records"]] == [
        ("U0001", "training_record", None)
    ]
    assert "U0001" in office.run("unit", "list").out


def test_a_paper_from_a_file(office: Office, tmp_path: Path) -> None:
    source = tmp_path / "paper.yaml"
    source.write_text("scope: 抽查案卷\nheld_on: 2026-06-30\nresult: 齐全\n", encoding="utf-8")
    written = office.json("unit", "add", "supervision_record", "--from", source)
    assert page(office.root / written["path"])["result"] == "齐全"


def test_what_is_refused(office: Office) -> None:
    before = head(office.root)
    assert "lawrec.yaml" in office.run("unit", "add", "unit_profile", "--set", "a=b", code=1).err
    assert "device add" in office.run("unit", "add", "设备台账", "--set", "a=b", code=1).err
    office.run("unit", "add", "penalty_decision", "--set", "a=b", code=1)
    office.run("unit", "add", "no_such_kind", "--set", "a=b", code=2)
    office.run("unit", "add", "training_record", code=2)
    office.run("unit", "add", "training_record", "--set", "kind=access_log", code=2)
    office.run("unit", "add", "training_record", "--set", "unknown=x", code=3)
    office.run("unit", "add", "training_record", "--set", "held_on=昨天", code=3)
    office.run("unit", "access", "--who", "", code=2)
    office.run("unit", "access", "--who", "林某", "--case", "2026/9999", code=3)
    assert head(office.root) == before
    assert not (office.root / "unit").exists()


def access(office: Office, who: str, *more: str) -> Any:
    return office.json("unit", "access", "--who", who, "--case", "1", "--items", "R01,M01", *more)


def test_the_register_grows_and_earlier_lines_stay(office: Office) -> None:
    first = access(office, "虚构-1", "--purpose", "复核", "--authority", "承办人")
    path = office.root / first["path"]
    old = path.read_text(encoding="utf-8")
    second = access(office, "高某", "--at", "2026-05-01 09:30")
    assert second["path"] == first["path"]
    assert path.read_text(encoding="utf-8").startswith(old.rstrip("\n"))
    lines = page(path)["entries"]
    assert [line["who"] for line in lines] == ["林某", "高某"]
    assert lines[0]["case"] == page(office.case / "case.yaml")["number"]
    assert lines[0]["items"] == ["R01", "M01"]
    assert lines[1]["at"] == "2026-05-01T09:30:00+08:00"
    assert office.json("unit", "list")["records"][0]["lines"] == 2


def test_each_year_has_its_book(office: Office) -> None:
    old = office.root / "unit" / "U0007-access_log.yaml"
    old.parent.mkdir()
    old.write_text(
        "kind: access_log\nmade_at: 2020-01-02\nentries:\n"
        "  - {who: 高某, at: 2020-01-02, case: 2020/0001}\n",
        encoding="utf-8",
    )
    kept = old.read_bytes()
    assert access(office, "林某")["id"] == "U0008"
    assert old.read_bytes() == kept


def test_a_book_that_cannot_be_read_is_not_written_over(office: Office) -> None:
    path = office.root / access(office, "林某")["path"]
    path.write_text("kind: access_log\nentries: x\n", encoding="utf-8")
    answer = office.run("unit", "access", "--who", "高某", code=3)
    assert "entries" in answer.err
    assert path.read_text(encoding="utf-8").endswith("entries: x\n")
    assert office.run("unit", "list", code=3).err


def test_lines_of_several_people_at_once_are_all_kept(office: Office) -> None:
    command = [sys.executable, "-m", "lawrec", "unit", "access", "--case", "1", "--who"]
    names = ("林某", "高某", "罗某", "谢某")
    running = [
        subprocess.Popen([*command, name], cwd=office.root, stdout=subprocess.DEVNULL)
        for name in names
    ]
    assert [process.wait(timeout=120) for process in running] == [0] * len(names)
    books = list((office.root / "unit").glob("*.yaml"))
    assert len(books) == 1
    assert sorted(line["who"] for line in page(books[0])["entries"]) == sorted(names)


def test_a_case_knows_the_lines_that_concern_it(office: Office, tmp_path: Path) -> None:
    known = bureau_facts(office.case, office.root)
    assert known is not None
    assert known.access is None
    access(office, "林某", "--purpose", "复核")
    office.run("unit", "access", "--who", "高某")
    known = bureau_facts(office.case, office.root)
    assert known is not None
    assert [(line.who, line.items) for line in known.access or ()] == [("林某", ("R01", "M01"))]
    office.run("declare", "1", "incidents=no", "--basis", "没有", "--as", "林某")
    alone = tmp_path / "alone"
    shutil.copytree(office.case, alone)
    assert load_case(alone).bureau.access == known.access


def test_a_register_without_a_line_on_the_case_is_a_register(office: Office) -> None:
    office.run("unit", "access", "--who", "高某")
    known = bureau_facts(office.case, office.root)
    assert known is not None
    assert known.access == ()
    office.run("declare", "1", "incidents=no", "--basis", "没有", "--as", "林某")
    assert load_case(office.case).bureau.access == ()


def test_an_unreadable_register_is_none(office: Office) -> None:
    path = office.root / access(office, "林某")["path"]
    path.write_text("kind: access_log\nentries: x\n", encoding="utf-8")
    known = bureau_facts(office.case, office.root)
    assert known is not None
    assert known.access is None


def test_the_bureau_is_judged(office: Office) -> None:
    answer = office.run("audit", "--unit", code=1)
    assert "6.2a" in answer.out
    office.run("unit", "add", "training_record", *TRAINING)
    report = office.json("audit", "--unit", code=1)
    book, _rules = load_rulebook()
    rows = {row["id"]: row for row in report["clauses"]}
    assert list(rows) == [clause.id for clause in book.clauses]
    assert rows["6.2a"]["verdict"] == "satisfied"
    assert rows["6.2b"]["verdict"] == "undeterminable"
    assert rows["7.2a"]["verdict"] == "satisfied"
    assert rows["13.3c"]["verdict"] == "not_applicable"
    assert report["summary"]["bureau"] == {"source": "bureau", "known": True}
    assert {"schema_version", "case", "rulebook", "as_of", "summary", "findings"} <= set(report)


def test_a_custodian_who_left_is_an_error_of_the_unit(office: Office) -> None:
    staff = office.root / "roster" / "staff.yaml"
    data = page(staff)
    data["韩某"]["posts"][0]["to"] = "2024-12-31"
    staff.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    report = office.json("audit", "--unit", office.root, code=1)
    finding = next(f for f in report["findings"] if f["code"] == "no_custodian")
    assert finding["severity"] == "error"
    assert finding["clauses"] == ["7.1", "7.2a"]
    assert (finding["path"], finding["line"] is None) == ("lawrec.yaml", False)


def test_a_lawful_bureau_answers_zero(office: Office) -> None:
    answer = office.run("audit", "--unit", BASE)
    assert answer.out.splitlines()[0] == "明湖县自然资源局"
    assert "7.2a" in answer.out
    assert office.json("audit", "--unit", "--bureau", BASE)["findings"] == []


def test_the_bureau_as_it_stood(office: Office) -> None:
    office.run("unit", "add", "training_record", *TRAINING)
    (office.root / "unit" / "U0002-supervision_record.yaml").write_text(
        "kind: supervision_record\nheld_on: 2026-01-01\nscope: 全部\nresult: 好\n", encoding="utf-8"
    )
    report = office.json("audit", "--unit", "--as-of", "2199-01-01", code=1)
    rows = {row["id"]: row["verdict"] for row in report["clauses"]}
    assert (rows["6.2a"], rows["6.2b"]) == ("satisfied", "undeterminable")
    office.run("audit", "--unit", "--as-of", "2020-01-01", code=3)


def test_a_bureau_without_a_readable_profile(office: Office) -> None:
    (office.root / "lawrec.yaml").write_text("schema_version: '1'\n", encoding="utf-8")
    assert "lawrec.yaml" in office.run("audit", "--unit", code=3).err


def test_questions_that_do_not_go_together(office: Office) -> None:
    office.run("audit", code=2)
    office.run("audit", "--unit", "--all", code=2)
    office.run("audit", "1", "--all", code=2)
    office.run("audit", "--unit", "--at", "archive", code=2)
    office.run("audit", "--all", "--at", "archive", code=2)


def test_all_cases_in_one_table(office: Office) -> None:
    report = office.json("audit", "1", code=1)
    broken = office.root / "cases" / office.case.parent.name / "0002"
    shutil.copytree(office.case, broken)
    (broken / ".git").rename(broken / "git")
    (broken / ".git").write_text("gitdir: /nowhere\n", encoding="utf-8")
    rows = office.json("audit", "--all", code=None)["cases"]
    assert [row["case"] for row in rows] == [f"{office.case.parent.name}/{n}" for n in NAMES]
    assert rows[0]["outcome"] == report["summary"]["outcome"]
    assert rows[0]["verdicts"] == report["summary"]["verdicts"]
    table = office.run("audit", "--all", code=None).out.splitlines()
    assert len(table) == 3
    assert str(report["summary"]["verdicts"]["undeterminable"]) in table[1]


NAMES = ("0001", "0002")


def test_a_case_that_is_none_is_not_left_out(office: Office) -> None:
    year = office.case.parent
    (year / "0002").symlink_to(office.case)
    rows = json.loads(office.run("audit", "--all", "--json", code=3).out)["cases"]
    assert [(row["case"].endswith("0002"), row["outcome"]) for row in rows][1] == (True, None)
    assert rows[1]["problem"]


def test_no_case_yet(office: Office) -> None:
    shutil.rmtree(office.root / "cases")
    assert office.json("audit", "--all")["cases"] == []
    assert office.run("audit", "--all").out.strip()
