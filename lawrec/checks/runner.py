"""Runs every rule over one case and gives every clause its verdict."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from lawrec.checks.applicability import OWN_ROWS, apply
from lawrec.checks.attest import attestation_for, not_met
from lawrec.checks.base import Outcome, Rule
from lawrec.checks.facts.case import Facts
from lawrec.checks.findings import Judged, leaks, to_findings
from lawrec.checks.messages import sentence
from lawrec.checks.overrides import excuse
from lawrec.checks.reading import as_far_as_read, reading_outcomes
from lawrec.checks.stubs import set_aside
from lawrec.checks.unruled import unruled
from lawrec.i18n import N_, Language
from lawrec.schema.report import (
    WORST_FIRST,
    ClauseResult,
    Finding,
    Overall,
    Report,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Run:
    """A report, and the traces of rules that crashed, for a report file and not for the user."""

    report: Report
    crashes: tuple[str, ...]


def run(case: Facts, rules: Iterable[Rule], language: Language) -> Run:
    """Judge the case: all rules, then the rows that no rule judges, then the attestations.

    Then what the regulation is no measure for is taken out, and what an override answers excused.
    """
    crashes: list[str] = []
    judged = [
        leaks(Judged(rule.clause, outcome))
        for rule in rules
        for outcome in _outcomes(rule, case, crashes)
    ]
    judged = set_aside(case, judged)
    known = {clause.id for clause in case.rulebook.clauses}
    judged += [j for j in (*reading_outcomes(case), *not_met(case)) if j.clause in known]
    judged += [
        Judged(clause, replace(item.outcome, also=(), message="", code=""))
        for item in judged
        for clause in item.outcome.also
        if clause in known
    ]
    if known >= OWN_ROWS:
        judged = excuse(case, apply(case, judged))
    answered = {name: attestation_for(case, name) for name in {j.clause for j in judged}}
    findings, by_clause = to_findings(judged, case.rulebook, answered, language)
    clauses = tuple(_results(case, judged, by_clause, language))
    return Run(_report(case, clauses, findings, language), tuple(crashes))


def _outcomes(rule: Rule, case: Facts, crashes: list[str]) -> list[Outcome]:
    """The rule's outcomes; a rule that raises or says nothing has crashed."""
    try:
        outcomes = [as_far_as_read(case, outcome) for outcome in rule.function(case)]
    except Exception:
        crashes.append(f"{rule.clause} {rule.name}\n{traceback.format_exc()}")
        outcomes = []
    if outcomes:
        return outcomes
    message = N_("The rule {rule} gave no answer; this is a defect of lawrec, not of the case")
    return [Outcome("crashed", "rule_crashed", message, {"rule": rule.name}, case.case_place)]


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of several verdicts (decision 1)."""
    return min(verdicts, key=WORST_FIRST.index)


def _results(
    case: Facts,
    judged: list[Judged],
    findings: Mapping[str, tuple[str, ...]],
    language: Language,
) -> Iterator[ClauseResult]:
    by_clause: dict[str, list[Outcome]] = {}
    for item in judged:
        by_clause.setdefault(item.clause, []).append(item.outcome)
    for clause in case.rulebook.clauses:
        outcomes = by_clause.get(clause.id)
        implemented = case.rulebook.implemented(clause.id)
        reason: str | None
        if implemented and outcomes:
            verdict = worst(outcome.verdict for outcome in outcomes)
            reason = _reason(outcomes, verdict, language)
        else:
            verdict, reason = unruled(clause, language)
            verdict = worst([verdict, *(outcome.verdict for outcome in outcomes or ())])
        result = ClauseResult(
            clause, verdict, findings.get(clause.id, ()), reason, implemented=implemented
        )
        yield _attested(case, result)


def _reason(outcomes: list[Outcome], verdict: Verdict, language: Language) -> str | None:
    """Why the clause does not apply, from the first outcome that says so."""
    if verdict != "not_applicable":
        return None
    first = next(outcome for outcome in outcomes if outcome.verdict == verdict)
    return sentence(first.message, first.params, language) if first.message else None


def _attested(case: Facts, result: ClauseResult) -> ClauseResult:
    """A named person's "met" settles what cannot be told; it never waives a violation."""
    entry = attestation_for(case, result.clause.id)
    if entry is None or entry.answer != "met" or result.verdict != "undeterminable":
        return result
    at = entry.at.isoformat()
    return replace(result, verdict="satisfied", attested_by=entry.by, attested_at=at)


def _report(
    case: Facts,
    clauses: tuple[ClauseResult, ...],
    findings: tuple[Finding, ...],
    language: Language,
) -> Report:
    counts: dict[str, int] = dict.fromkeys(WORST_FIRST, 0)
    for result in clauses:
        counts[result.verdict] += 1
    snapshot = case.snapshot
    return Report(
        case=case.case.number if case.case else snapshot.name,
        title=case.case.title if case.case else None,
        rulebook=case.rulebook.name,
        rulebook_version=case.rulebook.version,
        as_of=case.as_of,
        at="archive" if case.at_archive else "now",
        language=language,
        outcome=_overall(counts),
        clauses=clauses,
        findings=findings,
        bureau_source=snapshot.bureau.source,
        bureau_known=snapshot.bureau.known,
        archived=snapshot.archived.outcome if snapshot.archived else None,
        counts=counts,
    )


def _overall(counts: Mapping[str, int]) -> Overall:
    """The answer for the whole case (decision 8); a crash is never better than cannot tell."""
    if counts["violated"]:
        return "violations"
    if counts["undeterminable"] or counts["crashed"]:
        return "cannot_tell"
    return "in_progress" if counts["not_yet_due"] else "complete"
