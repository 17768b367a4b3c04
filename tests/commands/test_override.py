"""lawrec override: only ever added, and only the legal section stands for one."""

from __future__ import annotations

import subprocess

import pytest

from tests.commands.conftest import Office

BASIS = "《中华人民共和国示例法》第九十五条"


@pytest.fixture
def legal(office: Office) -> Office:
    post = ["--unit", "执法科", "--post", "法制岗", "--duty", "legal_review", "--as", "罗某"]
    office.run("officer", "add", "游某", *post, "--since", "2021-01-01", "--until", "2026-06-30")
    office.run("officer", "add", "潘某", *post, "--since", "2026-01-01")
    return office


def enter(office: Office, *more: str, clause: str = "21.4a", by: str = "潘某") -> list[str]:
    return ["override", "1", clause, "--basis", BASIS, "--text", "公告期间", "--by", by, *more]


def test_an_override_is_added_and_the_old_page_is_kept(legal: Office) -> None:
    old = (legal.case / "case.yaml").read_bytes()
    answer = legal.json(*enter(legal, "--entry", "national:民诉95", "--days", "60", "--as", "林某"))
    assert answer["content"]["by"] == "潘某"
    assert answer["content"]["days"] == "60"
    git = ["git", "-C", str(legal.case), "show", "HEAD~1:case.yaml"]
    assert subprocess.run(git, capture_output=True, check=True).stdout == old
    record = (legal.case / f"records/{answer['amendment']}-amendment_record.yaml").read_text(
        "utf-8"
    )
    assert "approved_by: 潘某" in record
    assert BASIS in record
    # The next one stands behind it, and the same is not entered twice.
    legal.run(*enter(legal, clause="14a"), "--as", "林某")
    text = (legal.case / "case.yaml").read_text("utf-8")
    assert text.index("21.4a") < text.index("14a", text.index("21.4a") + 5)
    legal.run(*enter(legal, clause="14a"), "--as", "林某", code=1)
    legal.run("audit", "1", "--as-of", "2026-07-01", code=None)


def test_only_the_legal_section_of_that_day_stands_for_it(legal: Office) -> None:
    old = (legal.case / "case.yaml").read_bytes()
    for name in ("林某", "陌某"):
        answer = legal.run(*enter(legal, by=name), "--as", "林某", code=1)
        assert "legal_review" in answer.err
    day = ["--as", "林某", "--at"]
    legal.run(*enter(legal, *day, "2026-07-01", by="游某"), code=1)
    legal.run(*enter(legal, *day, "2025-12-31", by="潘某"), code=1)
    assert (legal.case / "case.yaml").read_bytes() == old
    legal.run(*enter(legal, *day, "2026-06-30", by="游某"))
    legal.run(*enter(legal, *day, "2026-01-01", by="潘某"))


def test_it_names_a_clause_a_basis_and_what_is_there(legal: Office) -> None:
    who = ["--as", "林某"]
    legal.run(*enter(legal, clause="99z"), *who, code=2)
    for option in ("--basis", "--text"):
        legal.run(*enter(legal), option, "无", *who, code=2)
    legal.run(*enter(legal, "--evidence", "R03"), *who, code=1)
    legal.run(*enter(legal, "--days", "x"), *who, code=3)
    paper = legal.json("add-record", "1", "survey_result", "--set", "content=图", *who)["id"]
    answer = legal.json(*enter(legal, "--evidence", paper), *who)
    assert answer["content"]["evidence"] == [paper]
