"""What a clerk types again and again: nothing is lost, and what must still be said is said."""

from __future__ import annotations

import pytest

from lawrec.i18n import set_language
from tests.commands.conftest import Office


def test_a_party_of_the_first_hour_is_completed_later(office: Office) -> None:
    office.run("person", "add", "1", "赵某甲", "--set", "address=样本村1号", "--as", "林某")
    persons = (office.case / "persons.yaml").read_text(encoding="utf-8")
    assert "capacity: party" in persons
    assert "address: 样本村1号" in persons
    other = office.run(
        "person", "add", "1", "赵某甲", "--set", "address=别处", "--as", "林某", code=1
    )
    assert "lawrec amend" in other.err
    office.run("person", "add", "1", "赵某甲", "--capacity", "party", "--as", "林某", code=1)
    assert (office.case / "persons.yaml").read_text(encoding="utf-8") == persons


def test_an_agent_gets_the_authorisation_that_came_later(office: Office) -> None:
    agent = ["person", "add", "1", "石某乙"]
    office.run(*agent, "--capacity", "agent", "--set", "represents=赵某甲", "--as", "林某")
    letter = ["authorisation_letter", "--set", "persons=[石某乙]", "--signed", "赵某甲"]
    office.run("add-record", "1", *letter, "--as", "林某")
    office.run(*agent, "--set", "authorisation=R01", "--as", "林某")
    persons = (office.case / "persons.yaml").read_text(encoding="utf-8")
    assert "authorisation: R01" in persons
    receipt = ["送达回证", "--set", "about=[R01]", "--set", "persons=[赵某甲]", "--set"]
    receipt += ["method=direct", "--set", "result=served", "--start", "2026-07-09 09:45"]
    answer = office.json("add-record", "1", *receipt, "--signed", "林某,石某乙", "--as", "林某")
    roles = {entry["who"]: entry["as"] for entry in answer["content"]["signatures"]}
    assert roles == {"林某": "server", "石某乙": "recipient"}


@pytest.mark.parametrize(
    ("item", "setting", "path"),
    [("赵某甲", "address=样本村1号", "persons.yaml"), ("case", "title=赵某甲采矿案", "case.yaml")],
)
def test_persons_and_the_case_page_are_amended(
    office: Office, item: str, setting: str, path: str
) -> None:
    answer = office.json("amend", "1", item, "--reason", "写错", "--set", setting, "--as", "林某")
    assert (answer["path"], answer["amendment"]) == (path, "R01")
    assert setting.partition("=")[2] in (office.case / path).read_text(encoding="utf-8")
    record = (office.case / "records/R01-amendment_record.yaml").read_text(encoding="utf-8")
    assert "about: [case]" in record
    office.run("verify", "1")


def test_the_number_of_a_case_and_strangers_are_refused(office: Office) -> None:
    amend = ["amend", "1", "case", "--reason", "x", "--as", "林某", "--set"]
    office.run(*amend, "number=另一号", code=1)
    office.run(*amend, "officers=[路人]", code=1)


def test_a_paper_with_nothing_on_it_stays_a_draft(office: Office) -> None:
    told = office.run("add-record", "1", "rights_notice", "--as", "林某")
    assert "lawrec finalise" in told.out
    assert "draft: yes" in (office.case / "records/R01-rights_notice.yaml").read_text("utf-8")
    empty = office.run("finalise", "1", "R01", "--as", "林某", code=2)
    assert "lawrec finalise" in empty.err
    office.run("finalise", "1", "R01", "--set", "content=x", "--as", "林某")
    answer = office.json("add-record", "1", "rights_notice", "--set", "content=x", "--as", "林某")
    assert "draft" not in answer["content"]


@pytest.mark.parametrize(
    "options",
    [
        ["权利告知书", "--set", "content=x", "--start", "2026-07-09 09:00"],
        ["询问笔录", "--set", "content=x", "--place", "询问室"],
        ["询问笔录", "--set", "content=x", "--end", "2026-07-09 09:00"],
        ["询问笔录", "--set", "content=x", "--act", "A01", "--start", "2026-07-09 09:00"],
    ],
)
def test_no_typed_time_or_place_is_dropped(office: Office, options: list[str]) -> None:
    act = ["log-act", "1", "询问", "--start", "2026-07-09 09:00"]
    office.run(*act, "--as", "林某")
    office.run("add-record", "1", *options, "--as", "林某", code=2)
    assert not list((office.case / "records").glob("*.yaml"))


def test_times_are_shown_as_they_went_to_disk(office: Office) -> None:
    told = office.run("log-act", "1", "现场检查", "--start", "2026-07-08 09:30", "--as", "林某")
    assert "2026-07-08T09:30:00+08:00" in told.out
    told = office.run(
        "log-act", "1", "勘验", "--start", "２０２６-０７-０８　０９：３０", "--as", "林某"
    )
    assert "2026-07-08T09:30:00+08:00" in told.out


def test_what_must_be_said_is_asked_for(office: Office) -> None:
    assert "--title" in office.run("new-case", code=2).err
    assert "--start" in office.run("log-act", "1", "inquiry", "--as", "林某", code=2).err
    told = office.run("log-act", "1", "inquiry", "--start", "x", "--as", "林某", code=3)
    assert "the command line" in told.err
    office.run("attach", "1", "lawrec.yaml", "--pages", "三", "--as", "林某", code=2)
    rectify = ["rectify", "1", "--clause", "14a", "--cause", "a", "--measure", "b"]
    office.run(*rectify, "--responsible", "路人", "--as", "林某", code=1)


def test_a_rectification_says_when_and_who_checked_it(office: Office) -> None:
    rectify = ["rectify", "1", "--clause", "14a", "--cause", "a", "--measure", "b"]
    days = ["--found-on", "2026-03-01", "--due-on", "2026-03-09", "--done-on", "2026-03-02"]
    answer = office.json(*rectify, "--responsible", "高某", *days, "--verified-by", "罗某",
                         "--at", "2026-03-03 09:00", "--as", "林某")  # fmt: skip
    written = {name: answer["content"][name] for name in ("found_on", "due_on", "done_on")}
    assert written == {"found_on": "2026-03-01", "due_on": "2026-03-09", "done_on": "2026-03-02"}
    assert answer["content"]["verified_by"] == "罗某"


def test_performance_is_that_of_the_only_decision(office: Office) -> None:
    office.run("add-record", "1", "penalty_decision", "--set", "facts=x", "--as", "林某")
    answer = office.json(
        "add-record", "1", "performance_record", "--set", "orders=[{number: 1, status: full}]",
        "--as", "林某",
    )  # fmt: skip
    assert answer["content"]["about"] == ["R01"]


def test_chinese_output_has_no_english_rule_texts(office: Office) -> None:
    assert "unlawful:" in office.run("rules", "explain", "14a").out
    set_language("zh")
    told = office.run("rules", "explain", "14a").out
    assert "without" not in told
    assert "footage" not in told.replace("art_14_footage", "")
    listed = office.run("schema", "--list").out
    assert "direct（直接送达）" in listed
    assert "(Case)" not in listed
