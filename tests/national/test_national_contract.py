"""What every rule of national law must have: its duty in words, and fixtures of all three sorts."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from lawrec.checks.base import Rule
from lawrec.operations.rulebook import load_rulebook

HERE = Path(__file__).parent
BOOK, RULES = load_rulebook("national")
FOLDERS = {"apl": "apl", "ael": "ael", "all": "all", "cpl": "other", "ogi": "other"}
EXPECTED = {"lawful": "satisfied", "unlawful": "violated", "na": "not_applicable"}
"""The first word of a fixture's name, and the verdict that it must name for some of its rows."""


def fixtures() -> list[Path]:
    return sorted(HERE.glob("*/*.yaml"))


def sorts_of(clause: str) -> set[str]:
    """The sorts of fixtures that name this clause, and expect of it what their name says."""
    found: set[str] = set()
    for path in (HERE / FOLDERS[clause.split(".", maxsplit=1)[0]]).glob("*.yaml"):
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        sort = path.stem.split("_")[0]
        wanted = data.get("expect", {}).get(EXPECTED.get(sort, ""), [])
        if clause in data["clauses"] and clause in wanted:
            found.add(sort)
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.clause)
def test_rule_is_documented(rule: Rule) -> None:
    text = rule.function.__doc__ or ""
    for part in ("Duty:", "Lawful:", "Unlawful:", "Remedy:"):
        assert part in text, f"{rule.name} lacks {part}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.clause)
def test_rule_has_fixtures(rule: Rule) -> None:
    assert sorts_of(rule.clause) >= set(EXPECTED), rule.clause


@pytest.mark.parametrize("path", fixtures(), ids=[f"{p.parent.name}/{p.stem}" for p in fixtures()])
def test_fixture_names_known_rows(path: Path) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    sort = path.stem.split("_")[0]
    named = {row for rows in data.get("expect", {}).values() for row in rows}
    assert sort in {*EXPECTED, "open"}
    assert data["clauses"]
    assert named | set(data["clauses"]) <= {clause.id for clause in BOOK.clauses}


def test_every_row_has_one_rule() -> None:
    assert len(RULES) == len({rule.clause for rule in RULES}) == 34
    assert {rule.clause for rule in RULES} == {clause.id for clause in BOOK.clauses}
