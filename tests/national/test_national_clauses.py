"""The clause list of national law: complete in both languages, every number with its law."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from lawrec.operations.rulebook import load_rulebook
from lawrec.schema.clause import Clause

FOLDER = Path(__file__).parents[2] / "lawrec" / "checks" / "national" / "clauses"
FILES = (
    "1_penalty_law.yaml",
    "2_coercion_law.yaml",
    "3_licence_law.yaml",
    "4_other_laws.yaml",
)
LAWS = {
    "apl": ("《行政处罚法》", "Administrative Penalty Law", date(2021, 7, 15)),
    "ael": ("《行政强制法》", "Administrative Coercion Law", date(2012, 1, 1)),
    "all": ("《行政许可法》", "Administrative Licence Law", date(2004, 7, 1)),
    "cpl": ("《民事诉讼法》", "Civil Procedure Law", date(2022, 1, 1)),
    "ogi": ("《政府信息公开条例》", "Regulation on open government information", date(2019, 5, 15)),
}
"""Prefix of an id -> the law in both languages, and the day on which the cited text took effect."""

NUMBERS = {
    "apl.42": {"officers": ("2", "persons")},
    "apl.51": {
        "summary_fine_citizen": ("200", "yuan"),
        "summary_fine_organisation": ("3000", "yuan"),
    },
    "apl.56": {"preservation": ("7", "working_days")},
    "apl.60": {"decision": ("90", "days")},
    "apl.61": {"decision_service": ("7", "working_days")},
    "apl.64": {"hearing_notice": ("7", "working_days")},
    "apl.68": {"spot_collection": ("100", "yuan")},
    "apl.71": {"hand_in": ("2", "working_days")},
    "ael.18": {"officers": ("2", "persons")},
    "ael.19": {"urgent_report": ("24", "hours")},
    "ael.25": {"measure_period": ("30", "days"), "measure_extension": ("30", "days")},
    "ael.53": {
        "court_application": ("3", "months"),
        "shortest_suit": ("15", "days"),
        "longest_suit": ("6", "months"),
    },
    "ael.54": {"demand_wait": ("10", "working_days")},
    "all.32": {"supplement_notice": ("5", "working_days")},
    "all.42": {
        "licence_decision": ("20", "working_days"),
        "licence_extension": ("10", "working_days"),
    },
    "all.44": {"licence_service": ("10", "working_days")},
    "all.48": {"hearing_notice": ("7", "working_days")},
    "cpl.95": {"public_notice": ("30", "days")},
    "ogi.33": {
        "access_reply": ("20", "working_days"),
        "access_extension": ("20", "working_days"),
    },
}
"""Every number of the laws, as their texts have it."""

REQUIRED = ("id", "citation", "modality", "status", "origin", "severity", "title", "statement")
OPTIONAL = ("numbers", "examine", "reading", "from", "excuses")
BILINGUAL = ("citation", "title", "statement", "examine", "reading")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
_DIGITS = "零一二三四五六七八九"

Row = dict[str, Any]


def rows_of(name: str) -> list[Row]:
    rows: list[Row] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return rows


ROWS = [row for name in FILES for row in rows_of(name)]
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["id"]))


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("" if tens == 1 else _DIGITS[tens]) + "十"
    return head + (_DIGITS[ones] if ones else "")


def test_files_and_order() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == list(FILES)
    for name in FILES:
        ids = [row["id"] for row in rows_of(name)]
        assert ids == sorted(ids, key=lambda i: (list(LAWS).index(i[:3]), int(i[4:])))
    assert len({row["id"] for row in ROWS}) == len(ROWS) == 34


@each_row
def test_keys_are_known_and_in_order(row: Row) -> None:
    keys = tuple(row)
    assert keys[: len(REQUIRED)] == REQUIRED
    assert set(keys) <= {*REQUIRED, *OPTIONAL}
    assert row["origin"] == "upper"
    assert Clause.model_validate(row).id == row["id"]


@each_row
def test_both_languages_are_there(row: Row) -> None:
    for key in BILINGUAL:
        text = row.get(key)
        if text is None:
            continue
        assert tuple(text) == ("zh", "en"), key
        assert CHINESE.search(text["zh"]), key
        assert not CHINESE.search(text["en"]), key
        ends = key in ("statement", "examine", "reading")
        assert text["zh"].endswith("。") == ends, key
        assert text["en"].endswith(".") == ends, key


@each_row
def test_citation_and_date_are_those_of_the_law(row: Row) -> None:
    zh, en, since = LAWS[row["id"][:3]]
    article = int(row["id"][4:])
    assert row["citation"] == {
        "zh": f"{zh}第{chinese(article)}条",
        "en": f"{en}, article {article}",
    }
    assert row["from"] == since


@each_row
def test_a_person_is_told_what_to_look_at(row: Row) -> None:
    assert row["status"] in ("automated", "partly")
    assert ("examine" in row) == (row["status"] == "partly")


@each_row
def test_numbers_name_law_and_unit(row: Row) -> None:
    found = {n["name"]: (n["value"], n["unit"]) for n in row.get("numbers", [])}
    assert found == NUMBERS.get(row["id"], {})
    zh = LAWS[row["id"][:3]][0].strip("《》")
    for number in row.get("numbers", []):
        assert number["source"] == "upper"
        law = re.fullmatch(
            r"《中华人民共和国([^》]+)》(第[一二三四五六七八九十百]+条.*)", number["law"]
        )
        assert law is not None
        if number["name"].endswith("_suit"):
            continue
        assert law[1] == zh
        assert law[2].startswith(f"第{chinese(int(row['id'][4:]))}条")


@each_row
def test_short_periods_are_working_days_by_the_article_that_says_so(row: Row) -> None:
    says = {"apl": "第八十五条", "ael": "第六十九条", "all": "第八十二条"}.get(row["id"][:3])
    for number in row.get("numbers", []):
        assert number["law"].endswith(f"、{says}") == (
            number["unit"] == "working_days" and bool(says)
        )


@each_row
def test_what_a_row_excuses_is_a_row_of_the_regulation(row: Row) -> None:
    known = {clause.id for clause in load_rulebook("panjin")[0].clauses}
    assert set(row.get("excuses", [])) <= known
    assert ("excuses" in row) == (row["id"] in ("cpl.89", "cpl.95"))


@each_row
def test_titles_are_short_and_the_act_keeps_its_word(row: Row) -> None:
    assert len(row["title"]["zh"]) <= 20
    assert "执法行为" not in str(row)
