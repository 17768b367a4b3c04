"""lawrec deadlines: what is due over all cases, what was missed, what lies about without a case."""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import typer

from lawrec.checks.base import Outcome, Rule, rule
from lawrec.checks.facts.case import Facts
from lawrec.commands.app import build
from lawrec.i18n import set_language
from lawrec.media.sample_maker import mp4
from lawrec.operations import deadlines as operation
from lawrec.operations import deadlines_case
from lawrec.operations.judging import Measure
from lawrec.operations.rulebook import load_rulebook
from lawrec.schema.moments import BEIJING
from lawrec.store.yaml_io import dump, load
from tests.commands.conftest import Office
from tests.commands.looking import BASE, SUMMARY, Desk

Patch = list[dict[str, Any]]
Clock = Callable[[str], None]
STAFF = """
林某: {employment: established, certificate: {number: 虚构-0201},
  posts: [{unit: 执法大队, post: 执法员, duties: [enforcement], from: "2024-01-01"}]}
许某: {employment: established,
  posts: [{unit: 综合科, post: 受理岗, duties: [reception], from: "2024-01-01"}]}
"""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the time of the computer, as far as this command sees it."""

    def at(text: str) -> None:
        moment = datetime.fromisoformat(text).replace(tzinfo=BEIJING)
        monkeypatch.setattr(operation, "this_minute", lambda: moment)

    at("2026-09-01T10:00")
    return at


def until(last: int) -> Patch:
    """The base case as it stood with that record as its last."""
    return [{"op": "remove", "file": f"R{n:02}"} for n in range(last + 1, 36)]


def items(answer: Any, kind: str = "case") -> list[tuple[str, str | None, bool]]:
    return [(i["item"], i["due"], i["missed"]) for i in answer["items"] if i["kind"] == kind]


def profile(desk: Desk, **fields: Any) -> None:
    page = {"schema_version": "1", "bureau": {"name": "明湖县自然资源局"}, **fields}
    (desk.root / "lawrec.yaml").write_bytes(dump(page))


def staff(desk: Desk) -> None:
    (desk.root / "roster").mkdir()
    (desk.root / "roster" / "staff.yaml").write_text(STAFF, encoding="utf-8")


def lead(desk: Desk, number: str, received: str = "2026-08-20T09:00:00+08:00", **more: Any) -> None:
    folder = desk.root / "leads" / "2026"
    folder.mkdir(parents=True, exist_ok=True)
    page = {"channel": "phone", "received_at": received, "received_by": "许某", **more}
    (folder / f"L2026-{number}.yaml").write_bytes(dump(page))


def film(desk: Desk, number: str, sha: str, taken: str = "2026-08-30T09:00:00+08:00") -> None:
    folder = desk.root / "inbox" / "media"
    folder.mkdir(parents=True, exist_ok=True)
    page = {"mode": "video", "original_name": "巡查.mp4", "size_bytes": "3", "sha256": sha,
            "operator": "林某", "captured": {"source": "container", "start": taken},
            "stored": {"at": taken, "by": "高某", "store": "vault"}}  # fmt: skip
    (folder / f"{number}-a.mp4.yaml").write_bytes(dump(page))


def test_nothing_is_due_where_there_is_nothing(desk: Desk, clock: Clock) -> None:
    assert desk.text("deadlines") == f"Nothing is due in {desk.root}\n"
    assert desk.json("deadlines")["items"] == []


def test_the_period_of_a_decision_and_of_archiving(desk: Desk, clock: Clock) -> None:
    desk.add("0001", patch=until(28))
    desk.add("0002", SUMMARY, [{"op": "remove", "file": f"R{n:02}"} for n in (9, 10)])
    answer = desk.json("deadlines", code=1)
    days = [day for item, day, _missed in items(answer) if item == "2026/0001"]
    assert "2026-08-27" in days
    clock("2026-09-20T10:00")
    later = desk.json("deadlines", code=1)
    assert ("2026/0002", "2026-10-17", False) in items(later)
    clock("2026-12-01T10:00")
    late = desk.json("deadlines", code=1)
    assert ("2026/0002", "2026-10-17", True) in items(late)
    assert [i["due"] for i in late["items"]] == sorted(i["due"] for i in late["items"])


def test_everything_missed_is_told_with_its_command(desk: Desk, clock: Clock) -> None:
    desk.add("0001", patch=until(28))
    text = desk.text("deadlines", code=1)
    assert text.splitlines()[0].startswith("Missed: ")
    assert "  2026-08-27  2026/0001  " in text
    assert "missed by 4 d 10 h" in text
    assert "赵某甲非法占用农用地挖塘建房案, 林某, 高某" in text
    assert "$ lawrec add-record 2026/0001 performance_record" in text
    set_language("zh")
    assert desk.text("deadlines", code=1)


def test_instalments_have_their_days(desk: Desk, clock: Clock) -> None:
    form = {"kind": "instalment_approval", "steps": [
        {"role": "approver", "who": "谢某", "at": "2026-08-20T09:00:00+08:00",
         "decision": "approved"}],
        "instalments": [{"due": "2026-10-10", "amount_yuan": "15000"},
                        {"due": "2026-11-10", "amount_yuan": "15960"}]}  # fmt: skip
    desk.add("0001", patch=[*until(28), {"op": "add", "file": "R60", "value": form}])
    days = [day for _case, day, _missed in items(desk.json("deadlines", code=1))]
    assert {"2026-10-10", "2026-11-10"} <= set(days)


def test_only_some_days_ahead_but_whatever_was_missed(desk: Desk, clock: Clock) -> None:
    desk.add("0001", patch=until(28))
    desk.add("0002", SUMMARY, [{"op": "remove", "file": f"R{n:02}"} for n in (9, 10)])
    clock("2026-10-10T10:00")
    assert "2026/0002" in {i for i, _, _ in items(desk.json("deadlines", "--days", "7", code=1))}
    near = items(desk.json("deadlines", "--days", "6", code=1))
    assert {case for case, _, _ in near} == {"2026/0001"}
    assert all(missed for _, _, missed in near)
    assert "number of days" in (desk.text("deadlines", "--days", "-1", code=2) or desk.err)


def test_whose_cases(desk: Desk, clock: Clock) -> None:
    staff(desk)
    profile(desk, units={"执法大队": {"type": "institution"}, "综合科": {"type": "section"}})
    desk.add("0001", patch=until(28))
    other: Patch = [{"op": "set", "file": "case", "path": "officers", "value": ["高某"]}]
    desk.add("0002", patch=[*until(28), *other])
    lead(desk, "0001")
    both = {item for item, _, _ in items(desk.json("deadlines", code=1))}
    assert both == {"2026/0001", "2026/0002"}
    mine = desk.json("deadlines", "--officer", "虚构-0201", code=1)
    assert {i["item"] for i in mine["items"]} == {"2026/0001"}
    taken_in = desk.json("deadlines", "--officer", "许某")
    assert [i["item"] for i in taken_in["items"]] == ["L2026-0001"]
    unit = desk.json("deadlines", "--unit", "综合科")
    assert [i["item"] for i in unit["items"]] == ["L2026-0001"]
    enforcers = desk.json("deadlines", "--unit", "执法大队", code=1)
    assert {i["item"] for i in enforcers["items"]} == both
    desk.text("deadlines", "--officer", "某某", code=2)
    assert "no officer 某某" in desk.err
    desk.text("deadlines", "--unit", "某科", code=2)
    assert "执法大队, 综合科" in desk.err


def test_leads_wait_by_the_days_that_the_bureau_has_set(desk: Desk, clock: Clock) -> None:
    profile(desk, thresholds={"lead_days": "12"})
    lead(desk, "0001")
    lead(desk, "0002", outcome={"at": "2026-08-21", "decision": "closed"})
    examined = {"at": "2026-08-21", "by": "林某", "how": "看图", "result": "needs_action",
                "reason": "有初步证据"}  # fmt: skip
    lead(desk, "0003", "2026-08-25T09:00:00+08:00", assessed=examined)
    answer = desk.json("deadlines")
    assert items(answer, "lead") == [
        ("L2026-0001", "2026-09-01", False),
        ("L2026-0003", "2026-09-06", False),
    ]
    assert "bureau's own limit" in answer["items"][0]["what"]
    assert "nothing has come of it" in answer["items"][1]["what"]
    clock("2026-09-02T00:00")
    assert items(desk.json("deadlines", code=1), "lead")[0] == ("L2026-0001", "2026-09-01", True)


def test_without_such_days_a_lead_only_waits(desk: Desk, clock: Clock) -> None:
    lead(desk, "0001")
    (item,) = desk.json("deadlines")["items"]
    assert (item["due"], item["missed"]) == (None, False)
    text = desk.text("deadlines")
    assert "Waiting, without a day of their own: 1" in text
    assert "2026-08-20 09:00  L2026-0001  The lead has not been examined" in text


def test_footage_that_no_case_holds(desk: Desk, clock: Clock) -> None:
    film(desk, "M01", "a" * 64)
    film(desk, "M02", "b" * 64)
    film(desk, "M03", "c" * 64)
    desk.add("0001", patch=[{"op": "set", "file": "M01", "path": "sha256", "value": "b" * 64}])
    archived = {"at": "2026-08-30T10:00:00+08:00", "by": "罗某", "outcome": "complete",
                "rulebook": "panjin", "package": "p", "manifest_sha256": "0" * 64}  # fmt: skip
    held = {"op": "set", "file": "M01", "path": "sha256", "value": "c" * 64}
    desk.add("0002", patch=[held, {"op": "add", "file": "archived", "value": archived}])
    answer = desk.json("deadlines")
    (item,) = [i for i in answer["items"] if i["kind"] == "inbox"]
    assert item["item"] == "inbox/M01"
    assert item["command"] == "lawrec assign-media ... inbox/M01"
    assert item["since"] == "2026-08-30T09:00:00+08:00"
    assert item["due"] is None


@pytest.mark.parametrize(("day", "missed"), [("2026-09-02", False), ("2026-09-03", True)])
def test_footage_waits_against_the_bureaus_own_number_of_days(
    desk: Desk, clock: Clock, day: str, missed: bool
) -> None:
    film(desk, "M01", "a" * 64)
    profile = desk.root / "lawrec.yaml"
    page: dict[str, Any] = dict(load(profile).data)  # type: ignore[call-overload]
    page["thresholds"] = {**page.get("thresholds", {}), "inbox_days": "3"}
    profile.write_bytes(dump(page))
    clock(f"{day}T10:00")
    answer = desk.json("deadlines", code=1 if missed else 0)
    (item,) = [i for i in answer["items"] if i["kind"] == "inbox"]
    assert item["due"] == "2026-09-02"
    assert item["missed"] is missed
    assert "3 days in the inbox are the bureau's own limit" in item["what"]


def test_real_footage_of_the_inbox(office: Office, tmp_path: Path) -> None:
    for number in range(3):
        taken = datetime(2026, 3, 10, 9 + number, tzinfo=BEIJING)
        mp4(
            tmp_path / f"F{number}.MP4",
            start=taken,
            seconds=5,
            seed=number,
            apple_creationdate=True,
        )
    office.run("import-media", "--inbox", *sorted(tmp_path.glob("*.MP4")))
    every = [i["item"] for i in office.json("deadlines", code=None)["items"]]
    assert [item for item in every if item.startswith("inbox/")] == [
        "inbox/M01", "inbox/M02", "inbox/M03",
    ]  # fmt: skip
    office.run("assign-media", "1", "inbox/M02")
    left = [i["item"] for i in office.json("deadlines", code=None)["items"]]
    assert "inbox/M02" not in left


def suspended() -> Patch:
    suit = {"kind": "review_litigation_record", "type": "reconsideration", "suspends": "yes",
            "filed_on": "2026-08-20"}  # fmt: skip
    return [*until(28), {"op": "add", "file": "R60", "value": suit}]


def test_a_case_that_stands_still_is_left_out_with_the_reason(desk: Desk, clock: Clock) -> None:
    desk.add("0001", patch=suspended())
    answer = desk.json("deadlines")
    assert answer["items"] == []
    (still,) = answer["standing_still"]
    assert still["case"] == "2026/0001"
    assert still["why"] == "A reconsideration has stayed the case since 2026-08-20 (R60)"
    assert "Cases that stand still: 1" in desk.text("deadlines")


def test_the_hours_of_storing_run_on_meanwhile(desk: Desk, clock: Clock) -> None:
    loose: Patch = [
        {"op": "remove", "file": "M10", "path": "stored/at"},
        {"op": "remove", "file": "R27"},
    ]
    patch = [change for change in suspended() if change["file"] != "R27"]
    desk.add("0001", patch=[*patch, *loose])
    clock("2026-08-28T12:00")
    found = desk.json("deadlines")["items"]
    assert found
    assert all(any(c.startswith("25.2") for c in item["clauses"]) for item in found)


def test_what_cannot_be_read_is_told_and_hides_nothing(desk: Desk, clock: Clock) -> None:
    broken = desk.add("0001")
    (broken / "case.yaml").write_text("number: [\n", encoding="utf-8")
    (desk.add("0002") / "case.yaml").unlink()
    lead(desk, "0001")
    (desk.root / "leads/2026/L2026-0002.yaml").write_text("channel: [\n", encoding="utf-8")
    lead(desk, "0003")
    film(desk, "M01", "a" * 64)
    (desk.root / "inbox/media/M02-b.mp4.yaml").write_text("mode: [\n", encoding="utf-8")
    answer = desk.json("deadlines", code=1)
    assert [one["case"] for one in answer["unreadable"]] == [
        "2026/0001", "2026/0002", "L2026-0002", "inbox",
    ]  # fmt: skip
    assert [i["item"] for i in answer["items"]] == ["L2026-0001", "L2026-0003", "inbox/M01"]
    assert "What cannot be read: 4" in desk.text("deadlines", code=1)


def test_an_archived_case_is_not_judged(desk: Desk, clock: Clock) -> None:
    archived = {"at": "2026-08-30T10:00:00+08:00", "by": "罗某", "outcome": "complete",
                "rulebook": "panjin", "package": "p", "manifest_sha256": "0" * 64}  # fmt: skip
    desk.add("0001", patch=[*until(28), {"op": "add", "file": "archived", "value": archived}])
    assert desk.json("deadlines")["items"] == []


def test_a_rule_that_fails_is_no_silence(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    @rule("14a")
    def broken(case: Facts) -> Iterator[Outcome]:
        raise ZeroDivisionError
        yield

    book, _ = load_rulebook()
    rules: tuple[Rule, ...] = (broken,)
    monkeypatch.setattr(deadlines_case, "measure", lambda *_: Measure(book, rules))
    desk.add("0001", patch=until(28))
    answer = desk.json("deadlines", code=4)
    assert answer["crashed"][0]["case"] == "2026/0001"


def test_every_command_that_is_shown_can_be_typed(desk: Desk, clock: Clock) -> None:
    desk.add("0001", patch=until(28))
    desk.add("0002", SUMMARY, [{"op": "remove", "file": f"R{n:02}"} for n in (9, 10)])
    film(desk, "M01", "a" * 64)
    application = typer.main.get_command(build())
    commands = [i["command"] for i in desk.json("deadlines", code=1)["items"] if i["command"]]
    assert len(commands) >= 3
    for command in commands:
        words = shlex.split(command)
        inner = application.commands[words[1]]  # type: ignore[attr-defined]
        inner.make_context(words[1], words[2:])


def test_hundreds_of_cases_take_seconds(desk: Desk, clock: Clock) -> None:
    for number in range(1, 41):
        desk.add(f"{number:04}", BASE if number % 2 else SUMMARY)
    started = time.process_time()
    desk.json("deadlines")
    assert time.process_time() - started < 40 * 0.25
