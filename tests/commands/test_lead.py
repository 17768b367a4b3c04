"""lawrec lead: numbers in order, parts never written over, a case knows all but the reporter."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from tests.commands.conftest import YEAR, Office

FIRST = f"L{YEAR}-0001"
SECRET = "江某举报人"


def add(office: Office, *more: str, channel: str = "phone") -> str:
    options = ["--channel", channel, "--content", "某村有人占地建房", "--as", "林某", *more]
    return str(office.json("lead", "add", *options)["id"])


def page(office: Office, lead: str = FIRST) -> str:
    return (office.root / f"leads/{YEAR}/{lead}.yaml").read_text(encoding="utf-8")


def assess(office: Office, result: str = "needs_action", *more: str, code: int = 0) -> str:
    options = ["--result", result, "--how", "现场查看", "--reason", "属实", "--as", "罗某"]
    return office.run("lead", "assess", FIRST, *options, *more, code=code).err


def everything(folder: Path) -> bytes:
    """All that lies below a folder, git objects unpacked."""
    found = b""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            found += content
            if "objects" in path.parts and path.suffix == "":
                found += zlib.decompress(content)
    return found


def test_leads_get_numbers_in_order_and_a_history(office: Office) -> None:
    assert add(office) == FIRST
    assert add(office, channel="卫片图斑") == f"L{YEAR}-0002"
    (office.root / f"leads/{YEAR}/L{YEAR}-0002.yaml").unlink()
    git = ["git", "-C", str(office.root), "log", "--format=%s"]
    log = subprocess.run(git, capture_output=True, check=True).stdout.decode()
    assert f"违法线索 L{YEAR}-0002" in log
    # A number whose page somebody took away is not given out again.
    assert add(office) == f"L{YEAR}-0003"
    assert "channel: phone" in page(office)
    assert "received_by: 林某" in page(office)
    assert "content_recorded: yes" in page(office)


def test_several_people_at_once_get_different_numbers(office: Office) -> None:
    program = [sys.executable, "-m", "lawrec", "lead", "add", "--channel", "phone"]
    program += ["--content", "某村有人占地建房", "--as", "林某"]
    # The program is started in the office; the package lies where the tests do.
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    running = [subprocess.Popen(program, cwd=office.root, env=env) for _one in range(3)]
    assert [one.wait(60) for one in running] == [0, 0, 0]
    names = sorted(path.stem for path in (office.root / "leads" / YEAR).iterdir())
    assert names == [f"L{YEAR}-000{n}" for n in (1, 2, 3)]


def test_every_channel_is_known_in_both_languages(office: Office) -> None:
    for channel in ("来访", "letter", "网上反映", "巡查", "移送", "交办", "媒体报道"):
        add(office, channel=channel)
    answer = office.run("lead", "add", "--channel", "梦", "--content", "甲乙丙", code=2)
    assert "satellite" in answer.err
    assert "real_name" in office.run("lead", "show", f"L{YEAR}-0004", "--json").out


def test_a_lead_says_something_and_is_received_by_staff(office: Office) -> None:
    office.run("lead", "add", "--content", "x", "--as", "林某", code=2)
    office.run("lead", "add", "--channel", "phone", "--content", "无", "--as", "林某", code=2)
    answer = office.run(
        "lead", "add", "--channel", "phone", "--content", "占地", "--as", "甲", code=2
    )
    assert "not on the staff roster" in answer.err
    assert not (office.root / "leads").exists()


def test_what_is_on_record_is_put_right_with_a_reason_only(office: Office) -> None:
    add(office)
    assess(office)
    before = page(office)
    assert "not written over" in assess(office, "not_initiated", code=1)
    assert page(office) == before
    assess(office, "not_initiated", "--correct", "看错了地块")
    content = office.json("lead", "show", FIRST)["content"]
    assert content["assessed"]["result"] == "not_initiated"
    change = content["corrections"][0]
    assert (change["reason"], change["part"]) == ("看错了地块", "assessed")
    assert change["old"]["result"] == "needs_action"


def test_a_correction_needs_something_to_correct(office: Office) -> None:
    add(office)
    assert "nothing yet" in assess(office, "needs_action", "--correct", "笔误", code=2)
    assess(office)
    assess(office, "not_initiated", "--correct", "无", code=2)


def test_verifications_are_added_up(office: Office) -> None:
    add(office)
    for found in ("没有人在家", "正在建房"):
        office.run("lead", "verify", FIRST, "--found", found, "--by", "林某,高某", "--as", "林某")
    looks = office.json("lead", "show", FIRST)["content"]["verified"]
    assert [look["found"] for look in looks] == ["没有人在家", "正在建房"]
    assert looks[0]["by"] == ["林某", "高某"]
    office.run("lead", "verify", FIRST, "--found", "略", "--as", "林某", code=2)


def test_the_complainant_is_told(office: Office) -> None:
    add(office, "--real-name", "yes", "--reporter", SECRET)
    assess(office, "not_initiated")
    assert "not told yet" in office.run("lead", "list", "--open").out
    office.run("lead", "dispose", FIRST, "--decision", "closed", "--as", "罗某")
    assert FIRST in office.run("lead", "list", "--open").out
    told = ["--how", "邮寄", "--content", "不予立案的理由", "--proof", "EX1", "--as", "林某"]
    office.run("lead", "tell", FIRST, *told)
    assert "No such leads" in office.run("lead", "list", "--open").out
    assert "how: 邮寄" in page(office)


def test_what_the_case_keeps_may_not_name_the_reporter(office: Office) -> None:
    add(office, "--reporter", SECRET)
    told = ["--how", "邮寄", "--content", f"已告知{SECRET}", "--as", "林某"]
    answer = office.run("lead", "tell", FIRST, *told, code=1)
    assert "may not stand" in answer.err
    assert "told" not in page(office)


def test_a_new_case_and_its_lead_name_each_other(office: Office) -> None:
    add(office, "--reporter", SECRET, "--real-name", "yes")
    assess(office)
    new = ["--title", "某村占地案", "--kind", "penalty", "--officer", "林某,高某", "--lead", FIRST]
    case = office.json("new-case", *new, "--as", "林某")["case"]
    folder = office.root / "cases" / case
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    assert f"lead: {FIRST}" in text
    assert "initiated_by: complaint" in text
    assert f"case: {case}" in page(office)
    extract = (folder / "bureau.yaml").read_text(encoding="utf-8")
    assert f"case: {case}" in extract
    assert "needs_action" in extract
    assert SECRET.encode() not in everything(folder)
    assert "lead link" in office.run("new-case", *new, "--as", "林某", code=1).err
    # A later case cannot take the lead away; nothing of it stays.
    office.run("new-case", *new, "--as", "林某", code=1)
    assert not (office.root / "cases" / YEAR / "0003").exists()
    office.run("new-case", *new[:-1], f"L{YEAR}-0009", code=3)


def test_a_case_is_linked_later(office: Office) -> None:
    add(office, "--reporter", SECRET)
    old = (office.case / "case.yaml").read_bytes()
    answer = office.json("lead", "link", FIRST, "1", "--as", "林某")
    assert answer["case"] == f"{YEAR}/0001"
    assert f"lead: {FIRST}" in (office.case / "case.yaml").read_text(encoding="utf-8")
    git = ["git", "-C", str(office.case), "show", "HEAD~1:case.yaml"]
    assert subprocess.run(git, capture_output=True, check=True).stdout == old
    assert answer["amendment"] == "R01"
    assert f"case: {YEAR}/0001" in page(office)
    assert f"case: {YEAR}/0001" in (office.case / "bureau.yaml").read_text(encoding="utf-8")
    assert SECRET.encode() not in everything(office.case)
    office.run("verify", "1", code=None)
    # A second run finds nothing left to do in the case.
    assert office.json("lead", "link", FIRST, "1", "--as", "林某")["amendment"] is None


def test_an_interrupted_link_is_finished(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    add(office)

    def stop(_self: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("lawrec.operations.lead_links.Linking.keep", stop)
        office.run("lead", "link", FIRST, "1", "--as", "林某", code=None)
    assert f"lead: {FIRST}" in (office.case / "case.yaml").read_text(encoding="utf-8")
    assert "outcome" not in page(office)
    office.run("lead", "link", FIRST, "1", "--as", "林某")
    assert f"case: {YEAR}/0001" in page(office)


def test_a_lead_that_was_closed_becomes_a_case_with_a_reason_only(office: Office) -> None:
    add(office)
    office.run("lead", "dispose", FIRST, "--decision", "closed", "--as", "罗某")
    dispose = ["lead", "dispose", FIRST, "--decision", "case", "--as", "罗某"]
    office.run(*dispose, code=2)
    office.run(*dispose, "--case", "1", code=1)
    assert "lead" not in (office.case / "case.yaml").read_text(encoding="utf-8")
    office.run(*dispose, "--case", "1", "--correct", "又有新证据")
    assert "又有新证据" in page(office)
    assert f"case: {YEAR}/0001" in page(office)


def test_a_transfer_says_to_whom(office: Office) -> None:
    add(office)
    dispose = ["lead", "dispose", FIRST, "--as", "罗某", "--decision"]
    office.run(*dispose, "transfer", code=2)
    office.run(*dispose, "closed", "--to-organ", "示例市水务局", code=2)
    office.run(*dispose, "transfer", "--to-organ", "示例市水务局")
    assert "to_organ: 示例市水务局" in page(office)


def test_a_case_keeps_to_its_lead(office: Office) -> None:
    add(office)
    office.run("lead", "link", FIRST, "1", "--as", "林某")
    other = add(office)
    answer = office.run("lead", "link", other, "1", "--as", "林某", code=1)
    assert FIRST in answer.err
    assert "outcome" not in page(office, other)


def test_who_reported_is_shown_only_when_asked_for(office: Office) -> None:
    add(office, "--reporter", SECRET, "--contact", "虚构电话")
    reporter = ["--set", "reporter.name=河某举报人", "--reason", "笔误", "--as", "林某"]
    office.run("lead", "correct", FIRST, *reporter)
    for arguments in (["list"], ["list", "--json"], ["show", FIRST], ["show", FIRST, "--json"]):
        shown = office.run("lead", *arguments).out
        for name in (SECRET, "河某举报人", "虚构电话"):
            assert name not in shown
    shown = office.run("lead", "show", FIRST, "--reporter").out
    assert "河某举报人" in shown
    assert SECRET in shown
    assert "虚构电话" in shown


def test_the_entry_is_corrected_and_the_old_stays(office: Office) -> None:
    add(office)
    fix = ["--set", "channel=来信", "--reason", "登记有误", "--as", "林某"]
    office.run("lead", "correct", FIRST, *fix)
    content = office.json("lead", "show", FIRST)["content"]
    assert content["channel"] == "letter"
    assert content["corrections"][0]["old"] == {"channel": "phone"}
    office.run("lead", "correct", FIRST, "--set", "told=x", "--reason", "x", "--as", "林某", code=2)
    office.run("lead", "correct", FIRST, "--reason", "x", "--as", "林某", code=2)


def test_an_open_question_is_named(office: Office) -> None:
    lead = ["lead", "add", "--content", "占地", "--as", "林某", "--channel"]
    assert "real_name=yes" in office.run(*lead, "letter").out
    assert "real_name=yes" not in office.run(*lead, "letter", "--real-name", "no").out
    assert "real_name=yes" not in office.run(*lead, "patrol").out
    content = office.json("lead", "show", FIRST)["content"]
    assert content["reporter_recorded"] == "no"
    assert "reporter_recorded" not in office.json("lead", "show", f"L{YEAR}-0002")["content"]
    fix = [
        "--set",
        "reporter.name=河某某",
        "--set",
        "real_name=yes",
        "--reason",
        "补登",
        "--as",
        "林某",
    ]
    office.run("lead", "correct", FIRST, *fix)
    assert office.json("lead", "show", FIRST)["content"]["reporter_recorded"] == "yes"


def test_no_such_lead(office: Office) -> None:
    office.run("lead", "show", "L2026-9999", code=3)
    office.run("lead", "show", "../../roster", code=2)
    office.run("lead", "list", "--year", "x", code=2)
