"""Deadlines that reach people: whose each is, the daily page, the calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import openpyxl
import pytest

from lawrec.i18n import set_language
from lawrec.operations import deadlines as operation
from lawrec.report.daily_page import daily_page
from lawrec.report.deadlines import Deadline, Deadlines, Owner
from lawrec.schema.moments import BEIJING
from lawrec.store.yaml_io import dump, load
from tests.commands.conftest import Office
from tests.commands.looking import SUMMARY, Desk
from tests.commands.test_deadlines import Patch, film, lead, until

Clock = Callable[[str], None]
REPORTER = "祝某丁"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the time of the computer, as far as this command sees it; a Tuesday."""

    def at(text: str) -> None:
        moment = datetime.fromisoformat(text).replace(tzinfo=BEIJING)
        monkeypatch.setattr(operation, "this_minute", lambda: moment)

    at("2026-09-01T10:00")
    return at


@pytest.fixture(autouse=True)
def bureau(desk: Desk) -> None:
    """Units, and one person for each part that somebody may have."""
    (desk.root / "lawrec.yaml").write_bytes(dump({
        "schema_version": "1", "id": "b-1", "bureau": {"name": "明湖县自然资源局"},
        "units": {"执法大队": {"type": "institution"}, "综合科": {"type": "section"}},
        "thresholds": {"lead_days": "12", "inbox_days": "3"}}))  # fmt: skip
    staff = {
        name: {"employment": "established", "certificate": {"number": f"虚构-{place}"},
               "posts": [{"unit": unit, "post": "岗位", "duties": [duty], "from": "2020-01-01"}]}
        for place, (name, unit, duty) in enumerate((
            ("林某", "执法大队", "enforcement"), ("高某", "执法大队", "enforcement"),
            ("罗某", "执法大队", "section_head"), ("韩某", "执法大队", "custodian"),
            ("谢某", "局领导", "organ_head"), ("许某", "综合科", "reception")))
    }  # fmt: skip
    (desk.root / "roster").mkdir()
    (desk.root / "roster" / "staff.yaml").write_bytes(dump(staff))


def form(*steps: tuple[str, str, str | None], **more: Any) -> dict[str, Any]:
    taken = [
        {"role": role, "who": who, "at": f"2026-08-{20 + place}T09:00:00+08:00",
         **({"decision": decision} if decision else {})}
        for place, (role, who, decision) in enumerate(steps)
    ]  # fmt: skip
    return {"kind": "approval_form", "draft": "yes", "about": ["R20"], "steps": taken, **more}


def with_form(*steps: tuple[str, str, str | None]) -> Patch:
    return [*until(20), {"op": "add", "file": "R60", "value": form(*steps)}]


def owners(item: dict[str, Any]) -> list[tuple[str | None, str]]:
    return [(one["name"], one["role"]) for one in item["owners"]]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([("handler", "林某", None)], [("罗某", "section")]),
        ([("handler", "林某", None), ("section", "罗某", None)], [("谢某", "head")]),
    ],
)
def test_an_approval_waits_for_whoever_is_next(
    desk: Desk, steps: list[tuple[str, str, str | None]], expected: list[tuple[str, str]]
) -> None:
    desk.add("0001", patch=with_form(*steps))
    found = [i for i in desk.json("deadlines")["items"] if "R60" in i["what"]]
    assert [owners(item) for item in found] == [expected]
    for name, _role in expected:
        mine = desk.json("deadlines", "--officer", name)["items"]
        assert [i["item"] for i in mine] == ["2026/0001"]
        assert desk.text("deadlines", "--officer", name).count(f"{name} (") == 1


def test_a_form_that_was_returned_waits_for_nobody_else(desk: Desk) -> None:
    back = [("handler", "林某", None), ("section", "罗某", "returned")]
    desk.add("0001", patch=with_form(*back))
    assert [i for i in desk.json("deadlines")["items"] if "R60" in i["what"]] == []


def test_archiving_is_the_handlers_and_the_custodians(desk: Desk) -> None:
    desk.add("0001", SUMMARY, [{"op": "remove", "file": f"R{n:02}"} for n in (9, 10)])
    (item,) = desk.json("deadlines")["items"]
    assert item["due"] == "2026-10-17"
    assert owners(item) == [("林某", "handler"), ("高某", "handler"), ("韩某", "custodian")]


def test_nobody_on_the_roster_is_said(desk: Desk) -> None:
    (desk.root / "roster" / "staff.yaml").write_bytes(dump({}))
    first = {"op": "add", "file": "R60", "value": form(("handler", "林某", None))}
    desk.add("0001", patch=[*until(0), first])  # nobody has reviewed anything in this case yet
    (item,) = [i for i in desk.json("deadlines", code=1)["items"] if "R60" in i["what"]]
    assert owners(item) == [(None, "section")]
    assert "nobody on the roster (head of section)" in desk.text("deadlines", code=1)


@pytest.mark.parametrize(
    ("length", "seen"), [("47d", True), ("46d", True), ("45d", False), ("7w", True), ("24h", False),
                         ("7周", True), ("45天", False), ("2000小时", True)],
)  # fmt: skip
def test_within_a_length_of_time(desk: Desk, length: str, seen: bool) -> None:
    desk.add("0001", SUMMARY, [{"op": "remove", "file": f"R{n:02}"} for n in (9, 10)])
    assert bool(desk.json("deadlines", "--within", length)["items"]) is seen


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--within", "soon"), "such as 7d"),
        (("--within", "7d", "--days", "7"), "either --days"),
        (("--by", "weather"), "officer or unit"),
        (("--tasks",), "belongs to --calendar"),
        (("--page", "seite.txt"), ".html"),
        (("--calendar", "kalender.html"), ".ics"),
        (("--page", "nowhere/today.html"), "no folder"),
    ],
)
def test_what_is_asked_for_wrongly(desk: Desk, arguments: tuple[str, ...], said: str) -> None:
    desk.text("deadlines", *arguments, code=2)
    assert said in desk.err


def test_in_groups(desk: Desk) -> None:
    desk.add("0001", SUMMARY, [{"op": "remove", "file": f"R{n:02}"} for n in (9, 10)])
    lead(desk, "0001")
    answer = desk.json("deadlines", "--by", "officer")
    names = {group["name"]: group["items"] for group in answer["groups"]}
    assert set(names) == {"林某", "高某", "韩某", "许某"}
    assert answer["items"][names["许某"][0]]["item"] == "L2026-0001"
    text = desk.text("deadlines", "--by", "unit")
    assert text.index("== 执法大队 ==") < text.index("2026/0001") < text.index("== 综合科 ==")


def test_as_a_spreadsheet(desk: Desk, tmp_path: Path) -> None:
    desk.add("0001", patch=until(28))
    desk.text("deadlines", "--xlsx", str(tmp_path / "期限.xlsx"), code=1)
    sheet = openpyxl.load_workbook(tmp_path / "期限.xlsx").worksheets[0]
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "2026-08-27" in cells
    assert any("林某" in cell for cell in cells)


def written(desk: Desk, path: Path, *more: str, code: int = 1) -> str:
    desk.text("deadlines", "--page", str(path), *more, code=code)
    return path.read_text(encoding="utf-8")


def test_the_daily_page_by_person_and_by_time(desk: Desk, tmp_path: Path) -> None:
    desk.add("0001", patch=until(28))
    desk.add("0002", SUMMARY, [{"op": "remove", "file": f"R{n:02}"} for n in (9, 10)])
    lead(desk, "0001")
    lead(desk, "0002", "2026-08-24T09:00:00+08:00")
    lead(desk, "0003", "2026-08-26T09:00:00+08:00")  # due on the Monday after
    page = written(desk, tmp_path / "今日待办.html")
    assert page.startswith("<!DOCTYPE html>")
    blocks = re.split("<h2>", page)[1:]
    assert [re.match("[^<]*", block)[0] for block in blocks] == ["林某", "高某", "许某"]  # type: ignore[index]
    heads = re.findall("<h3[^>]*>([^<]*)", blocks[2])
    assert heads == ["Today (1)", "This week (1)", "Next week (1)"]
    assert re.findall("<h3[^>]*>([^<]*)", blocks[0]) == ["Late (1)"]
    assert page.count('class="tick"') == 5
    assert "Further ahead: 1" in page
    assert "Later (1)" in written(desk, tmp_path / "今日待办.html", "--within", "60d")
    mine = written(desk, tmp_path / "许某.html", "--officer", "许某", code=0)
    assert mine.count("<h2>") == 1
    set_language("zh")
    assert written(desk, tmp_path / "今日待办.html")


def test_the_page_needs_nothing_and_runs_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.add("0001", patch=until(28))
    page = written(desk, tmp_path / "today.html")
    assert "default-src &#x27;none&#x27;" in page
    assert not any(word in page for word in ("<script", "http://", "https://", "src=", "url("))
    assert "size: A4" in page
    assert "width=device-width" in page


def test_the_page_names_no_party_no_reporter_and_nothing_secret(desk: Desk, tmp_path: Path) -> None:
    lead(desk, "0001", reporter={"name": REPORTER, "contact": "00000000000"})
    called = {"op": "set", "file": "case", "path": "title", "value": f"{REPORTER}举报赵某甲占地案"}
    desk.add("0001", patch=[*until(28), called])
    secret = [{"op": "set", "file": "declarations", "path": "state_secret/answer", "value": "yes"}]
    hidden = {"op": "set", "file": "case", "path": "title", "value": "某重点设施用地案"}
    number = {"op": "set", "file": "case", "path": "number", "value": "明自然资立〔2026〕9号"}
    desk.add("0002", patch=[*until(28), *secret, hidden, number])
    film(desk, "M01", "a" * 64)
    (path,) = (desk.root / "inbox" / "media").glob("M01-*")
    text = path.read_text(encoding="utf-8").replace("巡查.mp4", f"{REPORTER}举报.mp4")
    path.write_text(text, encoding="utf-8")
    page = written(desk, tmp_path / "today.html")
    calendar = tmp_path / "d.ics"
    desk.text("deadlines", "--calendar", str(calendar), code=1)
    entries = icalendar.Calendar.from_ical(calendar.read_bytes()).to_ical()
    shown = entries.decode("utf-8").replace("\r\n ", "")
    for where in (page, shown):
        assert REPORTER not in where
        assert "赵某甲" not in where
        assert "某重点设施" not in where
        assert "party占地案" in where
        assert "明自然资立〔2026〕9号" in where
        assert "secret case" in where
    desk.text("deadlines", code=1)  # the list for whoever works on it says all


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("祝某丁（样本村村民）", "祝某丁举报占地案"),
        ("祝某丁、吕某戊", "吕某戊等举报占地案"),
        ("祝某丁(村民) 吕某戊", "祝某丁、吕某戊举报占地案"),
        ("祝某丁", "电话 00000000077 反映占地案"),
    ],
)
def test_a_reporter_is_not_named_in_other_words(
    desk: Desk, tmp_path: Path, name: str, title: str
) -> None:
    lead(desk, "0001", reporter={"name": name, "contact": "00000000077"})
    called = {"op": "set", "file": "case", "path": "title", "value": title}
    desk.add("0001", patch=[*until(28), called])
    page = written(desk, tmp_path / "today.html")
    assert "占地案" in page
    assert not [word for word in ("祝某丁", "吕某戊", "00000000077") if word in page]


def test_an_officers_page_counts_what_it_lists() -> None:
    """What waits for the head is not on the list of whoever handles the case, nor in its number."""
    now = datetime(2026, 9, 1, 10, tzinfo=BEIJING)
    mine = Deadline("case", "2026/0001", "x", due="2026-09-02", officers=("林某",), public="x")
    items = (
        replace(mine, owners=(Owner("林某", "handler"),)),
        replace(mine, owners=(Owner("罗某", "section"),)),
    )
    page = daily_page(Deadlines("b", now, items, officer="林某", every=items))
    counted = sum(int(number) for number in re.findall(r"<b>(\d+)</b>", page))
    assert counted == page.count('class="tick"') == 1


def test_files_take_the_place_of_their_own_kind_only(desk: Desk, tmp_path: Path) -> None:
    desk.add("0001", patch=until(28))
    for name, option in (("a.html", "--page"), ("a.ics", "--calendar")):
        foreign = tmp_path / name
        foreign.write_text("BEGIN:VCALENDAR\nPRODID:other\n", encoding="utf-8")
        desk.text("deadlines", option, str(foreign), code=2)
        assert "was not made by this command" in desk.err
        assert foreign.read_text(encoding="utf-8") == "BEGIN:VCALENDAR\nPRODID:other\n"
        foreign.unlink()
        desk.text("deadlines", option, str(foreign), code=1)
        desk.text("deadlines", option, str(foreign), code=1)
        link = tmp_path / f"link-{name}"
        link.symlink_to(foreign)
        desk.text("deadlines", option, str(link), code=2)
        inside = desk.root / "cases" / "2026" / "0001" / name
        desk.text("deadlines", option, str(inside), code=2)
        assert not inside.exists()
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def entries_of(path: Path) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    return {str(one["UID"]): one for one in (*calendar.walk("VEVENT"), *calendar.walk("VTODO"))}


def test_the_calendar_is_sound(desk: Desk, tmp_path: Path) -> None:
    desk.add("0001", patch=until(28))
    desk.add("0002", SUMMARY, [{"op": "remove", "file": f"R{n:02}"} for n in (9, 10)])
    lead(desk, "0001")
    path = tmp_path / "期限.ics"
    desk.text("deadlines", "--calendar", str(path), code=1)
    content = path.read_bytes()
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    found = entries_of(path)
    assert len(found) == 3
    for entry in found.values():
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS"} <= set(entry)
    lead_entry = next(e for e in found.values() if "L2026-0001" in e["SUMMARY"])
    assert len(lead_entry.walk("VALARM")) == 2
    assert ";" in str(lead_entry["SUMMARY"])
    assert b"\\;" in content
    tasks = tmp_path / "待办.ics"
    desk.text("deadlines", "--calendar", str(tasks), "--tasks", code=1)
    assert all(e.name == "VTODO" and "DUE" in e for e in entries_of(tasks).values())


def test_imported_again_it_updates_and_doubles_nothing(
    desk: Desk, tmp_path: Path, clock: Clock
) -> None:
    desk.add("0001", SUMMARY, [{"op": "remove", "file": f"R{n:02}"} for n in (9, 10)])
    lead(desk, "0001")
    path = tmp_path / "期限.ics"
    desk.text("deadlines", "--calendar", str(path))
    first, content = entries_of(path), path.read_bytes()
    clock("2026-09-01T18:00")
    desk.text("deadlines", "--calendar", str(path))
    assert path.read_bytes() == content
    # The bureau grants its leads three more days: the same entry moves.
    page = desk.root / "lawrec.yaml"
    was: Any = load(page).data
    page.write_bytes(dump({**was, "thresholds": {"lead_days": "15"}}))
    clock("2026-09-02T08:00")
    desk.text("deadlines", "--calendar", str(path))
    second = entries_of(path)
    assert set(second) == set(first)
    (uid,) = [u for u, e in first.items() if "L2026-0001" in e["SUMMARY"]]
    assert (int(first[uid]["SEQUENCE"]), int(second[uid]["SEQUENCE"])) == (0, 1)
    assert second[uid]["DTSTART"].dt - first[uid]["DTSTART"].dt == timedelta(days=3)
    assert second[uid]["DTSTAMP"].dt > first[uid]["DTSTAMP"].dt
    # Settled: told as done, for as long as somebody may still have it in a calendar.
    lead(desk, "0001", outcome={"at": "2026-09-02", "decision": "closed"})
    clock("2026-09-03T08:00")
    desk.text("deadlines", "--calendar", str(path))
    assert "1 told as done" in desk.err
    third = entries_of(path)
    assert (str(third[uid]["STATUS"]), int(third[uid]["SEQUENCE"])) == ("CANCELLED", 2)
    assert third[uid].walk("VALARM") == []
    clock("2027-01-20T08:00")
    desk.text("deadlines", "--calendar", str(path), code=1)
    assert uid not in entries_of(path)
    archiving = next(u for u in first if u != uid)
    assert str(entries_of(path)[archiving]["STATUS"]) == "CONFIRMED"  # late is not done


def test_a_task_that_is_done_is_told_as_completed(desk: Desk, tmp_path: Path) -> None:
    lead(desk, "0001")
    path = tmp_path / "待办.ics"
    desk.text("deadlines", "--calendar", str(path), "--tasks")
    lead(desk, "0001", outcome={"at": "2026-09-01", "decision": "closed"})
    desk.text("deadlines", "--calendar", str(path), "--tasks")
    (entry,) = entries_of(path).values()
    assert str(entry["STATUS"]) == "COMPLETED"
    assert "COMPLETED" in entry


def test_what_cannot_be_read_is_not_done(desk: Desk, tmp_path: Path) -> None:
    folder = desk.add("0001", SUMMARY, [{"op": "remove", "file": f"R{n:02}"} for n in (9, 10)])
    path = tmp_path / "期限.ics"
    desk.text("deadlines", "--calendar", str(path))
    before = path.read_bytes()
    (folder / "case.yaml").write_text("number: [\n", encoding="utf-8")
    desk.text("deadlines", "--calendar", str(path), code=1)
    assert path.read_bytes() == before


def test_the_calendar_of_one_is_not_taken_for_that_of_another(desk: Desk, tmp_path: Path) -> None:
    lead(desk, "0001")
    path = tmp_path / "期限.ics"
    desk.text("deadlines", "--calendar", str(path), "--officer", "许某")
    before = path.read_bytes()
    for more in ((), ("--officer", "林某"), ("--officer", "许某", "--tasks")):
        desk.text("deadlines", "--calendar", str(path), *more, code=2)
        assert "another officer" in desk.err
    assert path.read_bytes() == before


def test_looking_less_far_ahead_calls_nothing_done(desk: Desk, tmp_path: Path) -> None:
    desk.add("0001", SUMMARY, [{"op": "remove", "file": f"R{n:02}"} for n in (9, 10)])
    path = tmp_path / "期限.ics"
    desk.text("deadlines", "--calendar", str(path))
    before = path.read_bytes()
    desk.text("deadlines", "--calendar", str(path), "--within", "3d")
    assert path.read_bytes() == before


def test_a_calendar_cut_short_is_written_anew(desk: Desk, tmp_path: Path) -> None:
    lead(desk, "0001")
    path = tmp_path / "期限.ics"
    desk.text("deadlines", "--calendar", str(path))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])
    desk.text("deadlines", "--calendar", str(path))
    assert set(entries_of(path)) == {
        str(e["UID"]) for e in icalendar.Calendar.from_ical(whole).walk("VEVENT")
    }


def test_the_same_thing_keeps_its_uid_before_and_after_its_time(
    desk: Desk, tmp_path: Path, clock: Clock
) -> None:
    desk.add("0001", SUMMARY, [{"op": "remove", "file": f"R{n:02}"} for n in (9, 10)])
    path = tmp_path / "期限.ics"
    desk.text("deadlines", "--calendar", str(path))
    before = entries_of(path)
    clock("2026-12-01T10:00")
    desk.text("deadlines", "--calendar", str(path), code=1)
    after = entries_of(path)
    assert set(after) == set(before)
    assert {str(e["STATUS"]) for e in after.values()} == {"CONFIRMED"}


def test_without_the_library_one_line_says_what_to_install(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "icalendar", None)
    desk.text("deadlines", "--calendar", str(tmp_path / "d.ics"), code=3)
    assert "lawrec[calendar]" in desk.err
    assert not (tmp_path / "d.ics").exists()


@pytest.mark.parametrize("days", ["99999999999999999999", "-1", "36501"])
def test_a_time_ahead_that_no_calendar_has_is_refused(office: Office, days: str) -> None:
    assert "36500" in office.run("deadlines", f"--days={days}", code=2).err
    office.run("deadlines", "--days", "36500", code=None)
    office.run("deadlines", "--within", "99999w", code=2)
