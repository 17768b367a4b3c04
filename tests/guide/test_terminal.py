"""Guided entry at a real terminal, as a clerk goes through it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from lawrec.report.lines import width
from lawrec.store.locks import hold
from tests.commands.conftest import YEAR, Office
from tests.guide.terminal import Terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are of POSIX")
INQUIRY = ("7-9 9:00", "9:40", "局询问室", "", "1,2")
"""Start, end, place, certificates shown, rights told."""


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {"LAWREC_HOME": str(tmp_path / "home"), "LAWREC_AS": "林某", "LAWREC_LANG": "en"}


def page(office: Office, name: str) -> str:
    return (office.case / name).read_text(encoding="utf-8")


def kept(tmp_path: Path) -> list[Any]:
    folder = tmp_path / "home" / "drafts"
    found = [json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")]
    return sorted(found, key=lambda draft: str(draft["begun"]))


def gbk_terminal(office: Office, env: dict[str, str], *words: str) -> Terminal:
    """A terminal of another encoding: there is no line editor for it."""
    gbk = {**env, "PYTHONIOENCODING": "gbk", "LC_ALL": "C.UTF-8"}
    return Terminal(*words, where=office.root, env=gbk, encoding="gbk")


def test_an_act_and_a_paper_from_the_menu(
    office: Office, env: dict[str, str], tmp_path: Path
) -> None:
    window = Terminal(where=office.root, env=env)
    window.expect("Log an act", "0 leave")
    window.type("2")
    window.expect("Which case?")
    window.answers("", "询问", "7-9 9:00", "9:40", "局询问室", "", "", "", "")
    window.expect("$ lawrec log-act", "A01 is in the case file")
    window.type("3")
    window.expect("Which paper")
    window.answers(
        "inquiry_transcript", "", "", "1,2", "问：谁建的？", "", "答：我。", ".", "1,2,-3"
    )
    window.expect("the words on the paper")
    window.answers("看过，不签", "")
    window.expect("R01 is in the case file")
    window.type("0")
    assert window.ends() == 0
    assert "start: 2026-07-09T09:00:00+08:00" in page(office, "acts/A01-inquiry.yaml").replace(
        YEAR, "2026"
    )
    text = page(office, "records/R01-inquiry_transcript.yaml")
    assert "act: A01" in text
    assert "note: 看过，不签" in text
    assert "问：谁建的？\n\n  答：我。" in text
    assert kept(tmp_path) == []


def test_a_case_is_opened_and_the_menu_goes_on_with_it(office: Office, env: dict[str, str]) -> None:
    window = Terminal("new-case", where=office.root, env=env)
    window.answers("2", "钱某甲", "样本村1号", "", "", "钱某甲占地案", "", "1,2", "", "")
    window.expect(f"Case {YEAR}/0002")
    assert window.ends() == 0
    window = Terminal(where=office.root, env=env)
    window.expect(f"{YEAR}/0002", "钱某甲占地案")
    window.type("!")
    assert window.ends() == 0
    persons = (office.root / "cases" / YEAR / "0002/persons.yaml").read_text("utf-8")
    assert "address: 样本村1号" in persons


@pytest.mark.parametrize("end", ["kill", "ctrl-c", "close", "stop"])
def test_what_was_answered_survives_however_it_ends(
    office: Office, env: dict[str, str], tmp_path: Path, end: str
) -> None:
    window = Terminal("add-record", "1", "询问笔录", where=office.root, env=env)
    window.answers(*INQUIRY, "问：谁建的？", "答：我建的。")
    window.expect("答：我建的。", "> ")
    if end == "kill":
        assert window.kill() == -9
    elif end == "close":
        window.hang_up()
    else:
        window.send("\x03" if end == "ctrl-c" else "!\r")
        window.expect("Kept for later")
        assert window.ends() == (130 if end == "ctrl-c" else 0)
    (draft,) = kept(tmp_path)
    assert draft["partial"] == {"content": ["问：谁建的？", "答：我建的。"]}
    window = Terminal("add-record", "1", where=office.root, env=env)
    window.expect("inquiry transcript", "go on with it")
    window.type("1")
    window.expect("Already there:", "答：我建的。")
    window.answers("问：哪天？", ".", "1,2,3", "")
    window.expect("R01 is in the case file")
    assert window.ends() == 0
    text = page(office, "records/R01-inquiry_transcript.yaml")
    assert "问：谁建的？\n  答：我建的。\n  问：哪天？" in text
    assert kept(tmp_path) == []


def test_two_papers_under_way_are_not_mixed_up(
    office: Office, env: dict[str, str], tmp_path: Path
) -> None:
    for place in ("甲处", "乙处"):
        window = Terminal("add-record", "1", "询问笔录", where=office.root, env=env)
        window.answers("7-9 9:00", "9:40", place, "!")
        assert window.ends() == 0
    assert [draft["answers"]["act.place"] for draft in kept(tmp_path)] == ["甲处", "乙处"]
    one = Terminal("add-record", "1", where=office.root, env=env)
    one.answers("2")  # the older one
    one.expect("certificates")
    other = Terminal("add-record", "1", where=office.root, env=env)
    other.expect("Begun", "Enter = leave it")
    assert "inquiry transcript" in other.seen
    assert "  2 " not in other.seen, "what is open in another window is not offered"
    other.type("1")
    other.answers("", "1", "乙的话", ".", "1,2,3", "")
    assert other.ends() == 0
    one.answers("", "1", "甲的话", ".", "1,2,3", "")
    assert one.ends() == 0
    first, second = (page(office, f"records/R0{n}-inquiry_transcript.yaml") for n in (1, 2))
    acts = [page(office, f"acts/A0{n}-inquiry.yaml") for n in (1, 2)]
    assert "乙的话" in first
    assert "甲的话" in second
    assert ["乙处" in acts[0], "甲处" in acts[1]] == [True, True]


def test_a_lock_held_by_a_colleague_loses_nothing(office: Office, env: dict[str, str]) -> None:
    window = Terminal("log-act", "1", "询问", where=office.root, env=env)
    window.answers("7-9 9:00", "9:40", "局询问室", "", "", "")
    window.expect("Enter = write it")
    with hold(office.case / ".git/lawrec-lock", "高某", "add a record"):
        window.type("")
        window.expect("高某", "Nothing is lost", "It was not written")
    window.answers("", "")
    window.expect("A01 is in the case file")
    assert window.ends() == 0
    assert len(list((office.case / "acts").iterdir())) == 1


def test_back_help_and_wrong_answers(office: Office, env: dict[str, str]) -> None:
    window = Terminal("log-act", "1", "询问", where=office.root, env=env)
    window.type("<")
    window.expect("This is the first question.")
    window.type("abc")
    window.expect("is no time")
    window.type("?")
    window.expect("7-8 9:30")
    window.type("7-9 9:00")
    window.type("8:00")
    window.expect("That is before")
    window.type("<")
    window.expect("09:00")
    window.answers("7-9 8:30", "9:00", "x", "路某")
    window.expect("none of these")
    window.answers("1", "", "", "2")  # change the start
    window.answers("7-9 8:45", "")
    window.expect("A01 is in the case file")
    assert window.ends() == 0
    assert "T08:45:00" in page(office, "acts/A01-inquiry.yaml")


def test_what_was_written_before_the_computer_stopped_is_not_written_twice(
    office: Office, env: dict[str, str], tmp_path: Path
) -> None:
    window = Terminal("log-act", "1", "询问", where=office.root, env=env)
    window.answers("7-9 9:00", "9:40", "局询问室", "", "", "!")
    assert window.ends() == 0
    (path,) = (tmp_path / "home" / "drafts").glob("*.json")
    draft = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**draft, "sent": ["-"]}), encoding="utf-8")
    office.run("log-act", "1", "询问", "--start", "2026-07-09 09:00", "--as", "林某")
    window = Terminal("log-act", "1", where=office.root, env=env)
    window.type("1")
    window.expect("this came into the case", "A01")
    window.type("1")
    assert window.ends() == 0
    assert kept(tmp_path) == []
    assert len(list((office.case / "acts").iterdir())) == 1


@pytest.mark.parametrize(
    ("settings", "encoding"),
    [
        ({"LC_ALL": "C", "LAWREC_LANG": "zh"}, "utf-8"),
        ({"LC_ALL": "C.UTF-8", "LAWREC_LANG": "zh"}, "utf-8"),
        ({"PYTHONIOENCODING": "gbk", "LC_ALL": "C.UTF-8", "LAWREC_LANG": "zh"}, "gbk"),
    ],
)
def test_every_terminal_and_a_chinese_path(
    office: Office, env: dict[str, str], settings: dict[str, str], encoding: str
) -> None:
    root = office.root.with_name("案件库（新）")
    office.root.rename(root)
    window = Terminal(
        "log-act", "1", "询问", where=root, env={**env, **settings}, encoding=encoding
    )
    window.answers("7月9日上午9点半", "10:00", "局询问室〔二〕", "", "", "")
    window.expect("局询问室〔二〕", "09:30")
    window.type("")
    assert window.ends() == 0
    text = (root / "cases" / YEAR / "0001/acts/A01-inquiry.yaml").read_text("utf-8")
    assert "place: 局询问室〔二〕" in text


def test_declare_and_attest(office: Office, env: dict[str, str]) -> None:
    window = Terminal("declare", "1", where=office.root, env=env)
    window.answers("2", "2", *["2"] * 8, "全程没有异议", "")
    assert window.ends() == 0, window.seen
    text = page(office, "declarations.yaml")
    assert "hearing_requested" not in text
    assert "basis: 全程没有异议" in text
    window = Terminal("attest", "1", where=office.root, env={**env, "LAWREC_AS": "罗某"})
    window.expect("Which clauses")
    window.answers("1", "1", "", "查阅全卷", "")
    assert window.ends() == 0, window.seen
    assert "by: 罗某" in page(office, "attestations.yaml")


def test_a_pasted_text_is_one_answer(office: Office, env: dict[str, str]) -> None:
    window = Terminal("add-record", "1", "interim", where=office.root, env=env)
    window.expect("There is no kind of record")
    assert window.ends() == 2
    window = Terminal("add-record", "1", "询问笔录", where=office.root, env=env)
    window.answers(*INQUIRY)
    window.expect("ends the text", "> ")
    window.send("\x1b[200~问：一？\n答：一。\n\n问：二？\x1b[201~\r")
    window.expect("问：二？")
    window.answers(".", "1,2,3", "")
    window.expect("R01 is in the case file")
    assert window.ends() == 0
    text = page(office, "records/R01-inquiry_transcript.yaml")
    assert "问：一？\n  答：一。\n\n  问：二？" in text


def test_a_long_line_is_whole_or_refused(office: Office, env: dict[str, str]) -> None:
    long = "梅某甲说" * 1000
    window = Terminal("log-act", "1", "询问", where=office.root, env=env)
    window.answers("7-9 9:00", "", long, "", "", "", "")
    assert window.ends() == 0, window.seen
    assert long in page(office, "acts/A01-inquiry.yaml").replace("\n  ", "")


def test_a_terminal_without_a_line_editor_cuts_nothing_unsaid(
    office: Office, env: dict[str, str]
) -> None:
    window = gbk_terminal(office, env, "log-act", "1", "询问")
    window.answers("7-9 9:00", "", "梅某甲说" * 1000)
    window.expect("what followed it is lost")
    window.type("示例县\r局询问室")
    window.expect("[4]", "Enter =")
    window.answers("", "", "")
    window.expect("Enter = write it")
    window.type("")
    assert window.ends() == 0, window.seen
    text = page(office, "acts/A01-inquiry.yaml")
    assert "示例县" in text
    assert "局询问室" in text
    assert "梅某甲说" not in text


def test_a_pasted_text_answers_one_question_without_a_line_editor_too(
    office: Office, env: dict[str, str], tmp_path: Path
) -> None:
    window = gbk_terminal(office, env, "add-record", "1", "询问笔录")
    window.answers(*INQUIRY)
    # Its blank lines are no answers to this question and the next ones, up to the summary.
    window.type("\r问：一？\r\r\r\r答：一。\r.")
    window.expect("Who signed")
    window.answers("1,2,3", "!")
    assert window.ends() == 0, window.seen
    (draft,) = kept(tmp_path)
    assert draft["answers"]["content"] == "问：一？\n\n\n\n答：一。"
    assert not list((office.case / "records").glob("*"))


def test_keys_that_write_nothing_are_no_part_of_an_answer(
    office: Office, env: dict[str, str], tmp_path: Path
) -> None:
    window = gbk_terminal(office, env, "log-act", "1", "询问")
    window.answers("7-9 9:00", "")
    window.type("东街\x1b[D\x1b[3~1号")
    window.expect("such as arrows")
    window.answers("东街1号", "!")
    assert window.ends() == 0, window.seen
    (draft,) = kept(tmp_path)
    assert draft["answers"]["place"] == "东街1号"


def test_a_title_of_several_lines_is_shown_on_one(
    office: Office, env: dict[str, str], tmp_path: Path
) -> None:
    window = Terminal("new-case", where=office.root, env=env)
    window.answers("2", "-")
    window.expect("[3]", "> ")
    window.send("\x1b[200~张某\n占地案\x1b[201~\r")
    window.answers("!")
    window.expect("Kept for later: 张某 占地案")
    assert window.ends() == 0, window.seen


def test_a_narrow_window_is_kept_to(office: Office, env: dict[str, str]) -> None:
    narrow = {**env, "COLUMNS": "60", "LAWREC_LANG": "zh"}
    window = Terminal("log-act", "1", where=office.root, env=narrow)
    window.expect("[1]", "> ")
    window.send("!\r")
    assert window.ends() == 0, window.seen
    assert all(width(line.strip("\r")) <= 60 for line in window.seen.split("\n"))


def test_a_case_that_stands_alone_is_entered_too(
    office: Office, env: dict[str, str], tmp_path: Path
) -> None:
    alone = tmp_path / "handed over"
    office.case.rename(alone)
    window = Terminal("log-act", str(alone), "询问", where=tmp_path, env=env)
    window.answers("7-9 9:00", "9:40", "局询问室", "", "", "")
    assert window.ends() == 0, window.seen
    assert (alone / "acts/A01-inquiry.yaml").is_file()


def test_outside_the_repository_the_known_one_is_used(
    office: Office, env: dict[str, str], tmp_path: Path
) -> None:
    window = Terminal("log-act", "1", "询问", where=tmp_path, env=env)
    window.expect("Case repository:")
    window.answers("7-9 9:00", "9:40", "局询问室", "", "", "", "")
    assert window.ends() == 0, window.seen
    window = Terminal(where=tmp_path, env=env)
    window.expect(f"Case: {YEAR}/0001")
    window.type("0")
    assert window.ends() == 0


@pytest.mark.parametrize(
    "line", [[], ["menu"], ["new-case"], ["log-act"], ["add-record", "1"], ["declare", "1"]]
)
def test_without_a_terminal_nothing_is_asked(office: Office, line: list[str]) -> None:
    answer = office.run(*line, code=2)
    assert ("Usage:" if not line else "Error:") in answer.err
