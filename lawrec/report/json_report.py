"""The report for programs: the documented contract of `lawrec audit --json`."""

from __future__ import annotations

from typing import Any

from lawrec.schema.moments import format_moment
from lawrec.schema.report import ClauseResult, Finding, Report

SCHEMA_VERSION = "1"


def to_json(report: Report) -> dict[str, Any]:
    """The report as plain data: same case, rulebook, time and language, same content."""
    return {
        "schema_version": SCHEMA_VERSION,
        "lang": report.language,
        "case": report.case,
        "title": report.title,
        "rulebook": {"name": report.rulebook, "version": report.rulebook_version},
        "as_of": format_moment(report.as_of),
        "at": report.at,
        "summary": {
            "outcome": report.outcome,
            "archived": report.archived,
            "clauses": len(report.clauses),
            "verdicts": dict(report.counts),
            "attested": len(report.attested),
            "bureau": {"source": report.bureau_source, "known": report.bureau_known},
        },
        "clauses": [_clause(result) for result in report.clauses],
        "findings": [_finding(finding) for finding in report.findings],
    }


def _clause(result: ClauseResult) -> dict[str, Any]:
    return {
        "id": result.clause.id,
        "article": result.clause.article,
        "verdict": result.verdict,
        "findings": list(result.findings),
        "reason": result.reason,
        "implemented": result.implemented,
        "attested": (
            {"by": result.attested_by, "at": result.attested_at} if result.attested_by else None
        ),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "code": finding.code,
        "params": dict(finding.params),
        "verdict": finding.verdict,
        "severity": finding.severity,
        "clauses": list(finding.clauses),
        "message": finding.message,
        "path": finding.path,
        "line": finding.line,
        "due": finding.due,
        "curable": finding.curable,
        "remedy": finding.remedy,
        "origin": finding.origin,
        "attested": finding.attested,
        "breach": finding.breach,
    }
