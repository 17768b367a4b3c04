"""Every fixture is a small patch on a lawful case and must give exactly the verdicts it names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from lawrec.checks.facts.calendar import no_calendar
from lawrec.checks.facts.case import Facts
from lawrec.checks.runner import run
from lawrec.operations.rulebook import load_rulebook
from lawrec.schema.moments import last_instant, parse_moment
from lawrec.schema.report import Report
from lawrec.store.workdays import chinese_workdays
from tests.rules.loading import apply_patch, load_raw, snapshot

HERE = Path(__file__).parent
FIXTURES = sorted(HERE.glob("art_*/*.yaml"))
DEFAULT_AS_OF = "2027-06-30"
EXACT = ("violated", "undeterminable", "not_yet_due")
LISTED = ("excused", "not_applicable", "satisfied")


def judge(fixture: dict[str, Any]) -> Report:
    """The report on the patched base case."""
    raw = apply_patch(load_raw(HERE / fixture.get("base", "base")), fixture.get("patch", []))
    states = fixture.get("media_state", {})
    rulebook, rules = load_rulebook("panjin")
    case = Facts(
        snapshot(raw, media_state=states),
        rulebook,
        last_instant(parse_moment(fixture.get("as_of", DEFAULT_AS_OF))),
        at_archive=fixture.get("at_archive", "no") == "yes",
        calendar=chinese_workdays if fixture.get("calendar") == "yes" else no_calendar,
    )
    result = run(case, rules, "en")
    assert not result.crashes, "\n".join(result.crashes)
    return result.report


def in_scope(clause_id: str, fixture_article: int, article: int) -> bool:
    """While one article is being written, the others can be left out of the comparison."""
    return not os.environ.get("LAWREC_ONLY_ARTICLE") or article == fixture_article


@pytest.mark.parametrize("path", FIXTURES, ids=[f"{p.parent.name}/{p.stem}" for p in FIXTURES])
def test_fixture(path: Path) -> None:
    fixture = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    assert fixture.get("why"), "say why in one line"
    own = int(path.parent.name[4:6])
    report = judge(fixture)
    expect: dict[str, list[str]] = fixture.get("expect") or {}
    findings = [f"{f.clauses} {f.severity} {f.message}" for f in report.findings]
    for verdict in EXACT:
        got = {
            r.clause.id
            for r in report.clauses
            if r.implemented
            and r.verdict == verdict
            and in_scope(r.clause.id, own, r.clause.article)
        }
        assert got == set(expect.get(verdict, [])), (verdict, findings)
    for verdict in LISTED:
        for clause in expect.get(verdict, []):
            result = report.result(clause)
            assert result is not None
            assert result.verdict == verdict, (clause, findings)
    warned = {
        clause
        for finding in report.findings
        if finding.severity == "warning" and finding.verdict == "satisfied"
        for clause in finding.clauses
        if in_scope(clause, own, int(clause.split(".")[0].rstrip("abcdefgxz").split("(")[0]))
    }
    assert warned == set(expect.get("warning", [])), findings
    for code in fixture.get("codes", []):
        assert code in {finding.code for finding in report.findings}, findings
