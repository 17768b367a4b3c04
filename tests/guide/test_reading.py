"""What typed answers mean: numbers, names, ids, rows; and that wrong ones are told at once."""

from __future__ import annotations

from typing import Any

import pytest

from lawrec.operations.guide.flow import flow, setting
from lawrec.operations.guide.questions import Choice, Column, Question, Sort, Unclear
from lawrec.operations.guide.reading import read
from lawrec.operations.guide.rows import read_row
from lawrec.operations.input import build
from tests.guide.answering import NOW

PEOPLE = tuple(Choice(name, f"{name}（某）") for name in ("苗某", "柏某", "梅某甲"))
FILES = tuple(Choice(i, f"{i} x") for i in ("R01", "R02", "R03", "M01", "M02"))


def answer(sort: Sort, text: str, choices: tuple[Choice, ...] = (), *, own: bool = False) -> Any:
    return read(Question("x", "x", sort, choices=choices, own=own), text, NOW)


@pytest.mark.parametrize("text", ["2", "２", "柏某", "柏"])
def test_a_choice_by_number_name_or_part(text: str) -> None:
    assert answer("choice", text, PEOPLE) == "柏某"


@pytest.mark.parametrize("text", ["0", "4", "某", "路某"])
def test_what_is_no_choice_is_refused(text: str) -> None:
    with pytest.raises(Unclear):
        answer("choice", text, PEOPLE)


def test_own_words_beside_the_choices() -> None:
    assert answer("choice", "示自然资立〔2026〕5号", PEOPLE, own=True) == "示自然资立〔2026〕5号"


@pytest.mark.parametrize("text", ["1,3", "1 3", "１、３", "苗某，梅某甲", "苗某、3"])
def test_several_people(text: str) -> None:
    assert answer("people", text, PEOPLE, own=True) == ["苗某", "梅某甲"]


@pytest.mark.parametrize("text", ["2、", "2.", "２。", "柏某。", "柏某，"])
def test_a_sign_behind_a_number_or_a_name_is_no_part_of_it(text: str) -> None:
    assert answer("choice", text, PEOPLE) == "柏某"
    assert answer("people", text, PEOPLE, own=True) == ["柏某"]


def test_names_on_lines_of_their_own_are_several() -> None:
    assert answer("people", "甲某\n乙某、丙某。\n", own=True) == ["甲某", "乙某", "丙某"]


@pytest.mark.parametrize("sort", ["person", "choice", "moment", "date", "number", "count", "path"])
def test_several_lines_are_not_one_answer(sort: Sort) -> None:
    with pytest.raises(Unclear, match="several lines"):
        answer(sort, "1\n2", PEOPLE, own=True)


def test_a_number_where_nothing_is_listed_is_no_name() -> None:
    with pytest.raises(Unclear, match="no name"):
        answer("people", "3", own=True)


def test_who_signed_and_who_refused() -> None:
    given = answer("signers", "1,2,-3", PEOPLE, own=True)
    assert given == {"signed": ["苗某", "柏某"], "refused": ["梅某甲"]}
    assert answer("signers", "1 2 -3", PEOPLE, own=True) == given
    assert answer("signers", "苗某、柏某、-梅某甲", PEOPLE, own=True) == given


@pytest.mark.parametrize("text", ["R01,R02,M01", "r1-r2 M1", "1-2,4", "R01-R02、M01"])
def test_ids_and_ranges(text: str) -> None:
    assert answer("files", text, FILES) == (["M01", "R01", "R02"])


@pytest.mark.parametrize("text", ["R09", "9", "A", "R01-R09"])
def test_what_the_case_has_not_is_refused(text: str) -> None:
    with pytest.raises(Unclear):
        answer("files", text, FILES)


def test_a_step_by_time_alone_or_with_its_person() -> None:
    question = Question(
        "s", "s", "step", choices=PEOPLE, default={"who": "苗某"}, after="2026-07-06 09:00"
    )
    assert read(question, "7-6 9:10", NOW) == {"who": "苗某", "at": "2026-07-06 09:10"}
    assert read(question, "2 7-6 9:10", NOW) == {"who": "柏某", "at": "2026-07-06 09:10"}
    assert read(question, "梅某甲 7-6 9:10", NOW) == {"who": "梅某甲", "at": "2026-07-06 09:10"}
    with pytest.raises(Unclear):
        read(question, "7-5 9:10", NOW)


ORDERS = Question(
    "orders",
    "orders",
    "rows",
    columns=(
        Column("type", "type", "choice", (Choice("fine", "fine"), Choice("stop", "stop")), True),
        Column("text", "text", required=True),
        Column("amount_yuan", "amount", "number"),
        Column("within_days", "days", "count"),
    ),
)


def test_an_order_says_its_amount_and_days_in_its_own_words() -> None:
    row = read_row(ORDERS, "1 | 罚款1.5万元，15日内缴清", NOW)
    assert row == {
        "type": "fine",
        "text": "罚款1.5万元，15日内缴清",
        "amount_yuan": "15000",
        "within_days": "15",
    }
    both = read_row(ORDERS, "fine ｜ 罚款100元，逾期加处100元", NOW)
    assert "amount_yuan" not in both
    with pytest.raises(Unclear):
        read_row(ORDERS, "1", NOW)
    with pytest.raises(Unclear):
        read_row(ORDERS, "1 | a | b | 1 | 2", NOW)


@pytest.mark.parametrize(
    "value",
    [
        "梅某甲",
        "[我]建的",
        "{x}",
        "\\[x",
        " 前后有空格 ",
        "a: b",
        "第一行\n第二行\t表",
        "- 一",
        '他说"好"',
        "no",
        "0012",
        "#1",
        "a=b",
        "'",
        ["a, b", "[c]", "d\ne"],
        [{"who": "甲（二）", "at": "2026-07-06 09:10", "note": "不签, 走了"}],
        {"A, B公司": {"capacity": "party"}},
    ],
)
def test_every_value_survives_the_command_line(value: Any) -> None:
    option, text = setting("field", value)
    assert option == "--set"
    data, _document = build(None, "-", [text])
    assert data == {"field": value}
    assert "\n" not in flow(value)


def test_a_step_with_its_opinion_behind_the_time() -> None:
    question = Question("x", "x", "step", choices=PEOPLE, default={"who": "柏某"})
    given = read(question, "7-6 9:10 同意 立案", NOW)
    assert given == {"who": "柏某", "at": "2026-07-06 09:10", "opinion": "同意 立案"}
    given = read(question, "3 7-6 9:10 建议立案", NOW)
    assert given == {"who": "梅某甲", "at": "2026-07-06 09:10", "opinion": "建议立案"}
    assert read(question, "苗某 7月6日上午9点10分", NOW) == {
        "who": "苗某",
        "at": "2026-07-06 09:10",
    }
    with pytest.raises(Unclear, match="none of these"):
        read(question, "同意 7-6 9:10", NOW)


def test_rights_in_words_alone_are_the_rights_proposed() -> None:
    rights = (Choice("statement", "陈述"), Choice("defence", "申辩"), Choice("hearing", "听证"))
    default = {"rights": ["hearing"], "content": None}
    question = Question("x", "x", "rights", choices=rights, default=default)
    words = "收到本告知书之日起5日内提出"
    assert read(question, words, NOW) == {"rights": ["hearing"], "content": words}
    assert read(question, "陈述，申辩", NOW)["rights"] == ["statement", "defence"]
    assert read(question, f"1,2 {words}", NOW) == {
        "rights": ["statement", "defence"],
        "content": words,
    }


def test_the_whole_file_is_named_in_words() -> None:
    assert answer("files", "整个案卷", (*FILES, Choice("case", "整个案卷"))) == ["case"]


def test_an_order_at_once_has_no_days() -> None:
    columns = (Column("text", "text"), Column("within_days", "days", "count"))
    question = Question("orders", "x", "rows", columns=columns)
    assert read_row(question, "立即停止扩建", NOW)["within_days"] == "0"
    assert read_row(question, "立即停止，3日内拆除", NOW)["within_days"] == "3"
    assert "within_days" not in read_row(question, "不得立即扩建", NOW)


def test_a_time_that_was_read_in_another_year_says_so() -> None:
    question = Question("x", "x", "moment", after="2026-11-27 09:00")
    with pytest.raises(Unclear, match="2025-12-01 08:00"):
        read(question, "12-1 8:00", NOW)
