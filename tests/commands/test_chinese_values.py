"""Values may be written by their Chinese names; a wrong one is answered with all names."""

from __future__ import annotations

import pytest

from lawrec.i18n import set_language
from tests.commands.conftest import Office
from tests.commands.looking import Desk

ASK = ("request", "add", "1", "--requester", "赵某甲", "--scope", "全部笔录", "--as", "林某")


def test_a_request_and_its_reply_in_chinese_words(office: Office) -> None:
    asked = office.json(*ASK, "--relation", "利害关系人")
    assert asked["content"]["relation"] == "third_party"
    reply = ["request", "reply", "1", asked["id"], "--as", "林某", "--decision"]
    answer = office.json(*reply, "不同意", "--reason", "不是当事人")
    assert answer["content"]["decision"] == "refused"


def test_a_lead_in_chinese_words(office: Office) -> None:
    lead = ["lead", "add", "--channel", "来访", "--content", "有人占地", "--as", "林某"]
    added = office.json(*lead, "--real-name", "是")
    assert added["content"]["real_name"] == "yes"
    assess = ["lead", "assess", added["id"], "--how", "实地查看", "--reason", "不属实"]
    noted = office.json(*assess, "--result", "不予立案", "--as", "林某")
    assert noted["content"]["assessed"]["result"] == "not_initiated"
    done = office.json("lead", "dispose", added["id"], "--decision", "办结", "--as", "林某")
    assert done["content"]["outcome"]["decision"] == "closed"


def test_an_unknown_value_is_answered_with_the_names_of_all(office: Office) -> None:
    set_language("zh")
    said = office.run(*ASK, "--relation", "朋友", code=3).err
    assert "party 当事人、agent 代理人、third_party 利害关系人、other 其他" in said
    assert "命令行" in said
    assert "-:" not in said
    set_language("en")
    said = office.run(*ASK, "--relation", "friend", code=3).err
    assert "is not one of: party, agent, third_party, other" in said


def test_an_unknown_lead_is_wrong_input(office: Office) -> None:
    office.run("lead", "show", "L2026-0999", code=3)


def test_a_repair_without_a_return_says_what_is_missing(office: Office) -> None:
    office.run("device", "fault", "DSJ-01", "--what", "黑屏", "--at", "2026-03-01", "--as", "林某")
    repair = ["device", "repair", "DSJ-01", "--by", "某维修部", "--as", "林某"]
    said = office.run(*repair, "--unauthorised", "--authorised-by", "林某", code=2).err
    assert "contradict" in said
    assert "--back-at" in office.run(*repair, "--unauthorised").err
    upkeep = ["device", "maintain", "DSJ-01", "--what", "清洁镜头", "--as", "林某"]
    assert "until its repair" in office.run(*upkeep).err


def test_options_before_the_subcommand_of_rules_hold_for_it(desk: Desk) -> None:
    desk.text("rules", "--book", "nope", "list", code=3)
    national = desk.json("rules", "list", "--book", "national")
    assert desk.json("rules", "--book", "national", "list") == national
    assert desk.text("rules", "--json", "list").startswith("[")
    desk.text("rules", "--book", "nope", "explain", "14a", code=3)
    desk.text("rules", "--book", "national", "coverage", code=2)


def test_a_corrected_lead_reads_in_chinese(office: Office) -> None:
    lead = ["lead", "add", "--channel", "来访", "--content", "有人占地", "--as", "林某"]
    name = office.json(*lead)["id"]
    office.run("lead", "correct", name, "--reason", "写错", "--set", "content=堆土", "--as", "林某")
    set_language("zh")
    shown = office.run("lead", "show", name).out
    assert "更正的部分：登记的内容" in shown
    assert "    内容：有人占地" in shown


def test_a_closed_standard_input_is_no_crash(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    said = office.run("lead", "add", "--from", "-", "--as", "林某", code=3).err
    assert "Standard input is closed" in said
