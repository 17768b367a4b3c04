"""Every unit-level rule over small bureaus, lawful and not: one fixture, one change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lawrec.checks.base import Outcome
from lawrec.checks.facts.unit import UnitFacts
from lawrec.checks.unit import UNIT_RULES
from lawrec.checks.unit.base import UnitRule
from lawrec.checks.unit.runner import run_unit
from lawrec.operations.rulebook import load_rulebook
from tests.unit.judging import HERE, facts, judge, judge_fixture, read, verdicts

FIXTURES: list[tuple[str, dict[str, Any]]] = [
    (f"{path.stem}: {entry['name']}", entry)
    for path in sorted((HERE / "fixtures").glob("*.yaml"))
    for entry in read(path)
]
BASE = verdicts(judge(HERE / "base"))
KEYS = {"name", "why", "edits", "expect", "as_of", "known", "outcome"}
FIELDS = {"codes": "code", "severities": "severity", "curable": "curable", "remedies": "remedy"}
TEXTS = {True: "yes", False: "no", None: ""}


def test_the_base_is_lawful() -> None:
    report = judge(HERE / "base")
    assert report.findings == ()
    assert set(BASE.values()) <= {"satisfied", "not_applicable"}
    assert report.outcome == "complete"


@pytest.mark.parametrize(("name", "fixture"), FIXTURES, ids=[name for name, _ in FIXTURES])
def test_fixture(name: str, fixture: dict[str, Any], tmp_path: Path) -> None:
    assert set(fixture) <= KEYS | set(FIELDS), name
    report = judge_fixture(fixture, tmp_path)
    found = verdicts(report)
    assert {c: v for c, v in found.items() if v != BASE[c]} == {
        c: v for c, v in fixture["expect"].items() if v != BASE[c]
    }
    assert {c: found[c] for c in fixture["expect"]} == fixture["expect"]
    for key, field in FIELDS.items():
        if key in fixture:
            values = [getattr(finding, field) for finding in report.findings]
            texts = [value if isinstance(value, str) else TEXTS[value] for value in values]
            assert sorted(texts) == sorted(fixture[key])
    assert report.outcome == fixture.get("outcome", report.outcome)


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


def test_reasons_of_rows_that_only_cases_answer() -> None:
    words = {
        "permission": "A permission: not using it is no defect",
        "definition": "A definition: it lays down no duty of its own",
    }
    rows = [r for r in judge(HERE / "base").clauses if not r.implemented]
    assert {r.clause.status for r in rows} > set(words)
    for row in rows:
        assert row.reason == words.get(row.clause.status, "Judged in each case"), row.clause.id


@pytest.mark.parametrize(("clause", "words"), [("30", "No branch is entered"), ("31", None)])
def test_reasons_of_rows_that_were_judged(clause: str, words: str | None) -> None:
    result = judge(HERE / "base").result(clause)
    assert result is not None
    assert result.reason == words


def test_an_organisational_row_without_a_rule_is_open() -> None:
    rules = [rule for rule in UNIT_RULES if rule.clause != "6.2a"]
    report = run_unit(facts(HERE / "base"), rules, "en").report
    result = report.result("6.2a")
    assert result is not None
    assert (result.verdict, result.implemented) == ("undeterminable", False)
    assert report.outcome == "cannot_tell"


def test_a_rule_that_fails_or_says_nothing_has_crashed() -> None:
    def fails(_bureau: UnitFacts) -> Iterator[Outcome]:
        raise RuntimeError("x")
        yield

    def silent(_bureau: UnitFacts) -> Iterator[Outcome]:
        return iter(())

    done = run_unit(
        facts(HERE / "base"), [UnitRule("6.2a", (), fails), UnitRule("6.2b", (), silent)], "en"
    )
    verdicts_of = {r.clause.id: r.verdict for r in done.report.clauses if r.implemented}
    assert verdicts_of == {"6.2a": "crashed", "6.2b": "crashed"}
    assert "RuntimeError" in done.crashes[0]
    assert done.report.outcome == "cannot_tell"
