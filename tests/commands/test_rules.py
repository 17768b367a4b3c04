"""lawrec rules: the list that programs rely on, explanations, coverage."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import lawrec
from lawrec.i18n import set_language
from lawrec.operations.pages import waits_for_rule
from lawrec.operations.rulebook import load_rulebook
from lawrec.operations.rules_info import _words, chinese_citation, coverage, explain
from tests.commands.looking import Desk

KEYS = ["id", "article", "title", "modality", "status", "implemented", "origin", "rules", "notes"]
ROOT = Path(lawrec.__file__).parents[1]


def ids(desk: Desk, name: str) -> list[str]:
    return [row["id"] for row in desk.json("rules", "explain", name)]


def test_the_list_holds_every_clause_with_the_promised_keys(desk: Desk) -> None:
    book, _rules = load_rulebook()
    answer = desk.json("rules")
    assert answer == desk.json("rules", "list")
    assert [row["id"] for row in answer] == [clause.id for clause in book.clauses]
    for row in answer:
        assert list(row) == KEYS
        assert row["implemented"] == bool(row["rules"])
        assert set(row["notes"]) == {"reading", "examine", "stricter", "from", "to", "numbers"}
    assert {row["article"] for row in answer} == set(range(1, 32))
    numbers = {row["id"]: row["notes"]["numbers"] for row in answer}
    assert numbers["9.1d"][0]["value"] == "24"
    assert numbers["9.1d"][0]["source"] == "text"


def test_titles_follow_the_language(desk: Desk) -> None:
    english = desk.json("rules")[0]["title"]
    set_language("zh")
    chinese = desk.json("rules")[0]["title"]
    assert english.isascii()
    assert re.search("[一-鿿]", chinese)
    text = desk.text("rules").splitlines()
    assert len(text) == 206


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("14a", ["14a"]),
        ("14", ["14a", "14b", "14c", "14d", "14e"]),
        ("第十四条", ["14a", "14b", "14c", "14d", "14e"]),
        ("第14条", ["14a", "14b", "14c", "14d", "14e"]),
        ("十四条", ["14a", "14b", "14c", "14d", "14e"]),
        ("article 14", ["14a", "14b", "14c", "14d", "14e"]),
        ("第十三条第三款", ["13.3a", "13.3b", "13.3c"]),
        ("13.3", ["13.3a", "13.3b", "13.3c"]),
        ("article 13, paragraph 3", ["13.3a", "13.3b", "13.3c"]),
        ("第二十八条第（五）项", ["28(5)"]),
        ("第28条第5项", ["28(5)"]),
        ("28（5）", ["28(5)"]),
        ("3", ["3"]),
        (" 9.1d ", ["9.1d"]),
    ],
)
def test_explain_takes_ids_articles_and_citations(desk: Desk, name: str, found: list[str]) -> None:
    assert ids(desk, name) == found


def test_an_article_is_never_part_of_another(desk: Desk) -> None:
    assert ids(desk, "1") == ["1"]
    assert all(clause.startswith("2") for clause in ids(desk, "2"))
    assert {row["article"] for row in desk.json("rules", "explain", "2")} == {2}
    assert {row["article"] for row in desk.json("rules", "explain", "第二条")} == {2}
    assert {row["article"] for row in desk.json("rules", "explain", "article 2")} == {2}


@pytest.mark.parametrize("name", ["99", "14z", "第四十条", "第", "", "13.", "条"])
def test_what_means_nothing_is_a_usage_error(desk: Desk, name: str) -> None:
    desk.text("rules", "explain", name, code=2)
    assert "There is no clause" in desk.err


def test_explain_says_what_is_asked_and_by_whom_it_is_judged(desk: Desk) -> None:
    text = desk.text("rules", "explain", "9.1d")
    for part in ("article 9, paragraph 1 (9.1d)", "24 hours", "our reading:", "rule: panjin."):
        assert part in text
    set_language("zh")
    assert "第九条第一款 (9.1d)" in desk.text("rules", "explain", "9.1d")


def test_every_clause_can_be_explained_by_its_id_and_citation() -> None:
    book, _rules = load_rulebook()
    for clause in book.clauses:
        assert [info.clause.id for info in explain(clause.id)] == [clause.id]
        assert clause.citation is not None
        for text in (clause.citation.zh, clause.citation.en):
            assert clause.id in [info.clause.id for info in explain(text)]


def test_every_rule_names_a_file_that_holds_it() -> None:
    book, rules = load_rulebook()
    told = [rule for clause in book.clauses for rule in explain(clause.id)[0].rules]
    assert len(told) == len(rules)
    for info in told:
        source = (ROOT / info.file).read_text(encoding="utf-8").splitlines()
        assert "rule(" in "".join(source[info.line - 1 : info.line + 3]) or "def " in "".join(
            source[info.line - 1 : info.line + 3]
        )
        assert info.summary


def test_the_words_of_a_docstring() -> None:
    text = "One line\nthat goes on.\n\nDuty:     first\n          second\nRemedy:   none.\n\nMore."
    assert _words(text) == (
        "One line that goes on.",
        {"Duty": "first second", "Remedy": "none."},
    )
    assert _words("") == ("", {})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第9条第1款", "第九条第一款"),
        ("第三十一条", "第三十一条"),
        ("第 20 条 第（10）项", "第二十条第十项"),
        ("14a", ""),
        ("", ""),
    ],
)
def test_citations_have_one_form(text: str, found: str) -> None:
    assert chinese_citation(text) == found


def test_coverage_counts_every_clause_of_every_article(desk: Desk) -> None:
    book, _rules = load_rulebook()
    rows = coverage()
    assert [row.article for row in rows] == list(range(1, 32))
    assert sum(row.clauses for row in rows) == len(book.clauses)
    assert sum(row.automated for row in rows) == len(book.rules)
    waiting = [c for c in book.clauses if waits_for_rule(c) and c.id not in book.rules]
    assert sum(row.no_rule for row in rows) == len(waiting)
    for row in rows:
        assert row.automated + row.person + row.no_rule <= row.clauses
        assert all((ROOT / name).is_file() for name in row.files)
    lines = desk.text("rules", "coverage").splitlines()
    heads = ("article", "about", "clauses", "automated now", "for a person", "no rule yet", "files")
    assert lines[0] == f"| {' | '.join(heads)} |"
    assert len(lines) == 34
    assert all(line.count("|") == 8 for line in lines)
    assert desk.json("rules", "coverage")[8]["article"] == 9
