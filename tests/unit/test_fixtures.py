"""Every unit-level rule over small bureaus, lawful and not: one fixture, one change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lawrec.checks.unit import UNIT_RULES
from lawrec.checks.unit.base import UnitRule
from lawrec.operations.rulebook import load_rulebook
from tests.unit.judging import HERE, judge, judge_fixture, read, verdicts

FIXTURES: list[tuple[str, dict[str, Any]]] = [
    (f"{path.stem}: {entry['name']}", entry)
    for path in sorted((HERE / "fixtures").glob("*.yaml"))
    for entry in read(path)
]
BASE = verdicts(judge(HERE / "base"))
KEYS = {"name", "why", "edits", "expect", "codes", "severities", "as_of", "known"}


def test_the_base_is_lawful() -> None:
    report = judge(HERE / "base")
    assert report.findings == ()
    assert set(BASE.values()) <= {"satisfied", "not_applicable"}
    assert report.outcome == "complete"


@pytest.mark.parametrize(("name", "fixture"), FIXTURES, ids=[name for name, _ in FIXTURES])
def test_fixture(name: str, fixture: dict[str, Any], tmp_path: Path) -> None:
    assert set(fixture) <= KEYS, name
    report = judge_fixture(fixture, tmp_path)
    found = verdicts(report)
    assert {c: v for c, v in found.items() if v != BASE[c]} == {
        c: v for c, v in fixture["expect"].items() if v != BASE[c]
    }
    assert {c: found[c] for c in fixture["expect"]} == fixture["expect"]
    if "codes" in fixture:
        assert sorted(f.code for f in report.findings) == sorted(fixture["codes"])
    if "severities" in fixture:
        assert sorted(f.severity for f in report.findings) == sorted(fixture["severities"])


@pytest.mark.parametrize("rule", UNIT_RULES, ids=lambda rule: rule.clause)
def test_rule_is_documented(rule: UnitRule) -> None:
    text = rule.function.__doc__ or ""
    for part in ("Duty:", "Lawful:", "Unlawful:", "Remedy:"):
        assert part in text, f"{rule.name} lacks {part}"


@pytest.mark.parametrize("rule", UNIT_RULES, ids=lambda rule: rule.clause)
def test_rule_has_fixtures(rule: UnitRule) -> None:
    """Each row is shown lawful (the base or a fixture) and, but for permissions, otherwise."""
    shown = {BASE[rule.clause]} | {
        fixture["expect"][rule.clause]
        for _name, fixture in FIXTURES
        if rule.clause in fixture["expect"]
    }
    assert shown & {"satisfied", "not_applicable"}
    assert rule.clause == "10e" or shown & {"violated", "undeterminable", "not_yet_due"}


def test_ids_are_known_and_claimed_once() -> None:
    book, _rules = load_rulebook()
    ids = [rule.clause for rule in UNIT_RULES]
    assert len(ids) == len(set(ids))
    assert set(ids) <= {clause.id for clause in book.clauses}


def test_every_organisational_row_has_a_rule() -> None:
    book, _rules = load_rulebook()
    rows = {row.id for row in book.clauses if row.status == "organisational"}
    assert rows <= {rule.clause for rule in UNIT_RULES}


def test_every_row_has_a_verdict_and_those_of_cases_say_so() -> None:
    report = judge(HERE / "base")
    book, _rules = load_rulebook()
    assert [r.clause.id for r in report.clauses] == [row.id for row in book.clauses]
    for result in report.clauses:
        if not result.implemented:
            assert (result.verdict, bool(result.reason)) == ("not_applicable", True)
