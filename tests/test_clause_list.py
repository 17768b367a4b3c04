"""The clause list of the rulebook panjin: every row there, in order, complete in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from lawrec.schema.clause import Clause, Modality, Origin, Severity, Status

FOLDER = Path(__file__).parents[1] / "lawrec" / "checks" / "panjin" / "clauses"

CHAPTERS = {
    1: """
        1 2a 2b 2c 3 4.1a 4.1b 4.2 4.3 4.4a 4.4b 5.1a 5.1b 5.2 6.1a 6.1b 6.1c 6.2a 6.2b 6.2c
        7.1 7.2a 7.2b
    """,
    2: """
        8.1a 8.1b 8.1c 8.1d 8.1e 8.1f 8.1g 8.2
        9.1a 9.1b 9.1c 9.1d 9.1e 9.2a 9.2b 9.2c 9.2d 9.2e 9.2f 9.2g 9.2h
        10a 10b 10c 10d 10e
    """,
    3: """
        11a 11b 11c 11d 11e 11f 12a 12b 12c 12d 12e 12f
        13.1 13.1(1) 13.1(2)a 13.1(2)b 13.1(3) 13.1(4)a 13.1(4)b 13.1(5)a 13.1(5)b 13.1(6)
        13.1(7)a 13.1(7)b 13.1(8) 13.2a 13.2b 13.2c 13.3a 13.3b 13.3c
        14a 14b 14c 14d 14e 15pre 15(1) 15(2) 15(3) 16a 16b 16c 16d 16e 16f
        17(1)a 17(1)b 17(2)a 17(2)b 17(3)a 17(3)b 17(4)a 17(4)b 17z
    """,
    4: """
        18a 18b 18c 18d 18e 18f 18g 19.1a 19.1b 19.2 19.3 19.4a 19.4b
        20.1 20.1(1)a 20.1(1)b 20.1(2)a 20.1(2)b 20.1(3) 20.1(4)a 20.1(4)b 20.1(5) 20.1(6)
        20.1(7) 20.2
    """,
    5: """
        21.0 21.1a 21.1b 21.2a 21.2b 21.2c 21.3a 21.3b 21.3c 21.3d 21.3e 21.3f 21.3g
        21.4a 21.4b 21.4c 21.4d 21.4e 21.4f 21.5a 21.5b 21.x
        22.1 22.2a 22.2b 22.2c 23.1a 23.1b 23.1c 23.2a 23.2b 23.2c 24a 24b 24c 24d
    """,
    6: """
        25.1a 25.1b 25.1c 25.1d 25.1e 25.1f 25.2a 25.2b 25.2c 25.2d 26.1 26.2 26.3a 26.3b 26.3c
        27.1a 27.1b 27.1c 27.2a 27.2b 27.2c 27.2d 27.2e 27.2f
    """,
    7: "28.1 28.1x 28(1) 28(2) 28(3) 28(4) 28(5) 29a 29b 29c 29d 29e 29f 29g 30 31",
}
"""Chapter -> its rows; ids are final, since attestations and reports name them."""

ARTICLES = {1: (1, 7), 2: (8, 10), 3: (11, 17), 4: (18, 20), 5: (21, 24), 6: (25, 27), 7: (28, 31)}
"""Chapter -> its first and last article."""

PARAGRAPHS = {4: 4, 13: 3, 19: 4, 21: 5, 26: 3} | dict.fromkeys(
    (5, 6, 7, 8, 9, 20, 22, 23, 25, 27), 2
)
"""Articles of several paragraphs; any other has one and is cited without it (第十一条)."""

WITHOUT_PARAGRAPH = frozenset(("21.0", "21.x", "28.1", "28.1x"))
"""Rows that belong to the article as a whole, whatever their id looks like."""

TEXT_NUMBERS = {
    "9.1d": ("urgent_report", "24", "hours"),
    "25.1b": ("archive", "30", "days"),
    "25.2b": ("storage", "24", "hours"),
    "25.2c": ("storage_after_return", "24", "hours"),
}
"""The only numbers of the regulation itself."""

REQUIRED = ("id", "citation", "modality", "status", "origin", "severity", "title", "statement")
OPTIONAL = ("numbers", "examine", "reading", "stricter")
BILINGUAL = ("citation", "title", "statement", "examine", "reading", "stricter")
LONGEST_TITLE = 16
CHINESE = re.compile(r"[\u4e00-\u9fff]")

Row = dict[str, Any]


def rows_of(chapter: int) -> list[Row]:
    """The rows of one chapter as they stand in its file."""
    text = (FOLDER / f"chapter_{chapter}.yaml").read_text(encoding="utf-8")
    rows: list[Row] = yaml.safe_load(text)
    return rows


ROWS = [row for chapter in CHAPTERS for row in rows_of(chapter)]
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["id"]))


def chinese_number(number: int) -> str:
    """The number in Chinese numerals, up to 99."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("" if tens == 1 else digits[tens]) + "十"
    return head + (digits[ones] if ones or not head else "")


def place_of(clause_id: str) -> tuple[int, int | None, int | None]:
    """Article, paragraph and item that an id names."""
    match = re.fullmatch(r"(\d+)(?:\.(\d+))?(?:\((\d+)\))?([a-z]*)|21\.x", clause_id)
    assert match, clause_id
    if clause_id == "21.x":
        return 21, None, None
    article, paragraph, item = (int(part) if part else None for part in match.groups()[:3])
    assert article is not None
    return article, None if clause_id in WITHOUT_PARAGRAPH else paragraph, item


def test_ids_are_exactly_those_of_the_regulation_in_order() -> None:
    for chapter, ids in CHAPTERS.items():
        assert [row["id"] for row in rows_of(chapter)] == ids.split(), chapter


def test_no_other_file_lies_beside_the_chapters() -> None:
    names = sorted(path.name for path in FOLDER.iterdir())
    assert names == [f"chapter_{chapter}.yaml" for chapter in CHAPTERS]


def test_ids_are_unique() -> None:
    ids = [row["id"] for row in ROWS]
    assert len(ids) == len(set(ids)) == 205


def test_every_article_has_a_row_in_its_chapter() -> None:
    for chapter, (first, last) in ARTICLES.items():
        found = {Clause.model_validate(row).article for row in rows_of(chapter)}
        assert found == set(range(first, last + 1)), chapter


@each_row
def test_keys_are_known_and_in_order(row: Row) -> None:
    keys = tuple(row)
    assert keys[: len(REQUIRED)] == REQUIRED
    assert set(keys) <= {*REQUIRED, *OPTIONAL}
    assert Clause.model_validate(row).id == row["id"]


@each_row
def test_words_come_from_the_closed_lists(row: Row) -> None:
    assert row["modality"] in get_args(Modality)
    assert row["status"] in get_args(Status)
    assert row["origin"] in get_args(Origin)
    assert row["severity"] in get_args(Severity)


@each_row
def test_both_languages_are_there(row: Row) -> None:
    for key in BILINGUAL:
        if key not in row:
            continue
        text = row[key]
        assert tuple(text) == ("zh", "en"), key
        assert all(part == part.strip() and part for part in text.values()), key
        assert CHINESE.search(text["zh"]), key
        assert not CHINESE.search(text["en"]), key
    for key in ("statement", "examine", "reading"):
        assert row.get(key, {"zh": "。"})["zh"].endswith(("。", "？")), key
        assert row.get(key, {"en": "."})["en"].endswith((".", "?")), key


@each_row
def test_titles_are_short(row: Row) -> None:
    assert len(row["title"]["zh"]) <= LONGEST_TITLE


@each_row
def test_a_person_is_told_what_to_look_at(row: Row) -> None:
    assert ("examine" in row) == (row["status"] in ("partly", "human"))


@each_row
def test_status_agrees_with_modality(row: Row) -> None:
    assert (row["status"] == "permission") == (row["modality"] == "MAY")
    assert (row["status"] == "organisational") == (row["modality"] == "ORGANISATIONAL")
    if row["modality"] in ("MAY", "DEFINITION"):
        assert row["status"] not in ("automated", "human")


@each_row
def test_what_is_ours_says_why(row: Row) -> None:
    if row["origin"] != "text":
        assert "reading" in row


@each_row
def test_numbers_are_well_formed(row: Row) -> None:
    numbers = row.get("numbers", [])
    names = [number["name"] for number in numbers]
    assert len(names) == len(set(names))
    for number in numbers:
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", number["name"])
        assert isinstance(number["value"], str)
        assert re.fullmatch(r"[1-9]\d*", number["value"])
        law = number.get("law")
        assert (law is not None) == (number["source"] == "upper")
        if law is not None:
            assert re.fullmatch(r"《中华人民共和国[^》]+》(第[一二三四五六七八九十百]+条.*)", law)


def test_numbers_of_the_text_are_those_of_the_regulation() -> None:
    found = {
        row["id"]: (number["name"], number["value"], number["unit"])
        for row in ROWS
        for number in row.get("numbers", [])
        if number["source"] == "text"
    }
    assert found == TEXT_NUMBERS


@each_row
def test_citation_names_the_place_of_the_id(row: Row) -> None:
    article, paragraph, item = place_of(row["id"])
    zh, en = f"第{chinese_number(article)}条", f"article {article}"
    if row["id"] not in WITHOUT_PARAGRAPH:
        assert (paragraph is None) == (article not in PARAGRAPHS)
    if paragraph is not None:
        assert 1 <= paragraph <= PARAGRAPHS[article]
        zh, en = f"{zh}第{chinese_number(paragraph)}款", f"{en}, paragraph {paragraph}"
    if item is not None:
        zh, en = f"{zh}第（{chinese_number(item)}）项", f"{en}, item ({item})"
    assert row["citation"] == {"zh": zh, "en": en}


@each_row
def test_the_case_and_its_acts_keep_their_own_words(row: Row) -> None:
    """An act is 执法活动: the other word means, in article 25, the case as a whole."""
    assert "执法行为" not in str(row)
