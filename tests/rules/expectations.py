"""What a scenario of the law expects: single rows of the report, and where it must be silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from lawrec.schema.report import Finding, Report
from tests.rules.fixtures import facts, judge

HERE = Path(__file__).parent
SCENARIOS = sorted((HERE / "scenarios").glob("*.yaml"))
NOT_FLAGGED = sorted((HERE / "not_flagged").glob("*.yaml"))
KEYS = frozenset(
    ("why", "base", "patch", "as_of", "media_state", "calendar", "at_archive", "bureau_known",
     "access_register", "history", "entries", "rulesets", "book",
     "rows", "only", "codes", "breach", "nothing", "none_above_note", "clean")
)  # fmt: skip
LETTERS: Mapping[str, tuple[tuple[str, ...], str | None]] = {
    "S": (("satisfied", "excused"), None),
    "W": (("satisfied", "excused"), "warning"),
    "N": (("satisfied", "excused", "not_applicable"), "note"),
    "E": (("violated",), "error"),
    "V": (("violated",), "warning"),
    "U": (("undeterminable",), None),
    "P": (("not_yet_due",), None),
    "X": (("excused",), None),
    "NA": (("not_applicable",), None),
}
"""Letter of the scenarios -> the verdicts it stands for, and the severity its finding has."""


def report_on(fixture: Mapping[str, Any]) -> Report:
    """The report on the scenario's case, by the book that it names."""
    return judge(facts(dict(fixture), fixture.get("book", "panjin")))


def check(fixture: Mapping[str, Any], report: Report) -> None:
    """Compare the rows that the scenario names; where it says nothing, there is no finding."""
    unknown = set(fixture) - KEYS
    assert not unknown, f"unknown keys {sorted(unknown)}"
    told = [f"{f.clauses} {f.verdict} {f.severity} {f.code}: {f.message}" for f in report.findings]
    for row, letter in fixture.get("rows", {}).items():
        _check_row(report, row, letter, told)
    for code in fixture.get("codes", []):
        assert code in {finding.code for finding in report.findings}, (code, told)
    if "only" in fixture:
        rows = {r.clause.id for r in report.clauses if r.implemented and r.verdict == "violated"}
        assert rows == set(fixture["only"]), told
    for where in fixture.get("nothing", []):
        assert not _citing(report, where), (where, told)
    for row, breach in fixture.get("breach", {}).items():
        assert breach in {f.breach for f in report.findings if row in f.clauses}, told
    assert fixture.get("clean") != "yes" or not report.findings, told
    if fixture.get("none_above_note") == "yes":
        assert not _above_note(report.findings), told


def _check_row(report: Report, row: str, letter: str, told: list[str]) -> None:
    result = report.result(row)
    assert result is not None, f"no row {row}"
    verdicts, severity = LETTERS[letter]
    assert result.verdict in verdicts, (row, letter, result.verdict, told)
    cited = [finding for finding in report.findings if row in finding.clauses]
    if severity is not None:
        matching = [f for f in cited if f.severity == severity and f.verdict in verdicts]
        assert matching, (row, letter, told)
    if letter == "S":
        assert not _above_note(cited), (row, letter, told)


def _citing(report: Report, where: str) -> list[Finding]:
    """The findings that cite a row, or any row of an article."""
    articles = {r.clause.id: str(r.clause.article) for r in report.clauses}
    return [
        finding
        for finding in report.findings
        if any(where in (clause, articles.get(clause)) for clause in finding.clauses)
    ]


def _above_note(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity != "note"]
