"""Fixtures: a small patch on a lawful case, and the verdicts that it must give, exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from lawrec.checks.base import Rule
from lawrec.checks.facts.calendar import no_calendar
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.lifecycle import next_step
from lawrec.checks.runner import run
from lawrec.operations.rulebook import load_rulebook
from lawrec.schema.moments import last_instant, parse_moment
from lawrec.schema.report import Finding, Report
from lawrec.schema.snapshot import FinalChange
from lawrec.store.workdays import chinese_workdays
from tests.rules.loading import apply_patch, load_raw, snapshot

HERE = Path(__file__).parent
FIXTURES = sorted(HERE.glob("art_*/*.yaml"))
DEFAULT_AS_OF = "2027-06-30"
EXACT = ("violated", "undeterminable", "not_yet_due")
LISTED = ("excused", "not_applicable", "satisfied")

Fixture = dict[str, Any]

_TELLING: Mapping[str, Callable[[Finding], str | None]] = {
    "remedies": lambda finding: finding.remedy,
    "places": lambda finding: finding.path,
    "told": lambda finding: finding.message,
}
"""Keys of a fixture that name words of a finding, and where these must stand."""


@lru_cache(maxsize=4096)
def read(path: Path) -> Fixture:
    """A fixture as it is written; every value is text."""
    fixture: Fixture = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    return fixture


def article_of(path: Path) -> int:
    """The article that the fixture's folder names: 14 for art_14."""
    return int(path.parent.name[4:6])


def facts(fixture: Fixture, book: str = "panjin") -> Facts:
    """The patched base case at the fixture's time, as rules see it."""
    raw = apply_patch(load_raw(HERE / fixture.get("base", "base")), fixture.get("patch", []))
    case = snapshot(
        raw,
        media_state=fixture.get("media_state", {}),
        known=fixture.get("bureau_known", "yes") == "yes",
        register=fixture.get("access_register", "yes") == "yes",
        **history(fixture.get("history", {})),
    )
    return Facts(
        case,
        load_rulebook(book)[0],
        last_instant(parse_moment(fixture.get("as_of", DEFAULT_AS_OF))),
        at_archive=fixture.get("at_archive", "no") == "yes",
        calendar=chinese_workdays if fixture.get("calendar") == "yes" else no_calendar,
        entries={entry: frozenset(rows) for entry, rows in fixture.get("entries", {}).items()},
        rulesets=frozenset(fixture.get("rulesets", ())),
    )


def history(given: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of `History` as a fixture writes them."""
    found: dict[str, Any] = dict(given)
    for name in ("first_seen", "last_changed"):
        if name in found:
            found[name] = {path: parse_moment(text) for path, text in found[name].items()}
    if "changes" in found:
        found["changes"] = tuple(
            FinalChange(**{**change, "at": parse_moment(change["at"])})
            for change in found["changes"]
        )
    if "dirty" in found:
        found["dirty"] = tuple(found["dirty"])
    return found


def judge(case: Facts, rules: Iterable[Rule] | None = None) -> Report:
    """The report on the case; a rule that crashes fails."""
    result = run(case, load_rulebook(case.rulebook.name)[1] if rules is None else rules, "en")
    assert not result.crashes, "\n".join(result.crashes)
    return result.report


def check_next(fixture: Fixture, case: Facts) -> None:
    """Compare the step to take next with the one that the fixture names, if any; `none` is one."""
    if "next" in fixture:
        step = next_step(case)
        assert (step.name if step else "none") == fixture["next"]


def check(fixture: Fixture, report: Report, only: int | None = None) -> None:
    """Compare the report with what the fixture expects; with `only`, just the rows of an article.

    Violated, undeterminable, not yet due and warned rows must be exactly those that the fixture
    lists; of the other verdicts it lists those that matter to it. It may name codes that are
    there or not, and by its code the severity and curability of a finding, words of its remedy and
    the page that it names.
    """
    expect: dict[str, list[str]] = fixture.get("expect") or {}
    findings = [f"{f.clauses} {f.severity} {f.message}" for f in report.findings]
    article = {r.clause.id: r.clause.article for r in report.clauses}
    for verdict in EXACT:
        got = {
            r.clause.id
            for r in report.clauses
            if r.implemented and r.verdict == verdict and only in (None, r.clause.article)
        }
        listed = {row for row in expect.get(verdict, []) if only in (None, article[row])}
        assert got == listed, (verdict, findings)
    for verdict in LISTED:
        for clause in expect.get(verdict, []):
            result = report.result(clause)
            assert result is not None, clause
            assert only not in (None, result.clause.article) or result.verdict == verdict, (
                clause,
                findings,
            )
    warned = {
        clause
        for finding in report.findings
        if finding.severity == "warning" and finding.verdict == "satisfied"
        for clause in finding.clauses
        if only in (None, article[clause])
    }
    listed = {row for row in expect.get("warning", []) if only in (None, article[row])}
    assert warned == listed, findings
    for code in fixture.get("codes", []):
        assert code in {finding.code for finding in report.findings}, (code, findings)
    for code in fixture.get("no_codes", []):
        assert code not in {finding.code for finding in report.findings}, (code, findings)
    sides = {(f.code, f.severity) for f in report.findings}
    for code, severity in fixture.get("severities", {}).items():
        assert (code, severity) in sides, (code, findings)
    for code, answer in (fixture.get("curable") or {}).items():
        told = {finding.curable for finding in report.findings if finding.code == code}
        assert told == {answer == "yes"}, (code, findings)
    for key, told_of in _TELLING.items():
        for code, words in fixture.get(key, {}).items():
            texts = [told_of(finding) or "" for finding in report.findings if finding.code == code]
            assert any(words in text for text in texts), (code, words, texts)
