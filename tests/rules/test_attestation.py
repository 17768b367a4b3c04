"""What a named person's judgement does to the verdict of a rule, and what it does not."""

from __future__ import annotations

from typing import Any

import pytest

from lawrec.operations.rulebook import load_rulebook
from lawrec.schema.report import Report
from tests.rules.fixtures import facts, judge

VERSION = load_rulebook("panjin")[0].version
UNDECLARED = {"op": "remove", "file": "declarations", "path": "no_private_copies"}
UNSIGNED = {"op": "remove", "file": "R07", "path": "signatures/[who=高某]"}


def judged(clause: str, *patch: dict[str, Any], **entry: Any) -> Report:
    data = {"answer": "met", "by": "罗某", "at": "2026-09-01", "basis": "看过", "rulebook": VERSION}
    attest = {"op": "set", "file": "attestations", "path": clause, "value": {**data, **entry}}
    return judge(facts({"patch": [*patch, attest]}))


def verdict(report: Report, clause: str) -> str:
    result = report.result(clause)
    assert result is not None
    return result.verdict


def test_it_answers_what_is_open_and_waives_nothing() -> None:
    report = judged("25.2a", UNDECLARED)
    assert verdict(report, "25.2a") == "satisfied"
    assert [result.clause.id for result in report.attested] == ["25.2a"]
    assert verdict(judged("13.2a", UNSIGNED), "13.2a") == "violated"


@pytest.mark.parametrize("blank", [{"by": "/"}, {"basis": "……"}])
def test_without_a_name_or_a_basis_it_is_none(blank: dict[str, str]) -> None:
    assert verdict(judged("25.2a", UNDECLARED, **blank), "25.2a") == "undeterminable"


@pytest.mark.parametrize("clause", ["14a", "13.2b", "17z"])
def test_not_met_holds_against_what_a_rule_found(clause: str) -> None:
    report = judged(clause, answer="not_met")
    assert verdict(report, clause) == "violated"
    assert report.attested == ()
    (finding,) = [f for f in report.findings if f.code == "attested_not_met"]
    assert finding.clauses == (clause,)
    assert finding.path == "attestations.yaml"


def test_pending_covers_only_rows_without_a_rule_and_lapses_with_the_rulebook() -> None:
    listed = {"pending": "yes", "clauses": ["5.1a", "25.2a"]}
    report = judged("pending", UNDECLARED, **listed)
    assert verdict(report, "5.1a") == "satisfied"
    assert verdict(report, "25.2a") == "undeterminable"
    assert verdict(judged("pending", **listed, rulebook="older"), "5.1a") == "undeterminable"
