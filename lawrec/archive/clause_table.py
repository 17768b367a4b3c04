"""The clauses of a report as a table for a spreadsheet: one row a clause, with its verdict."""

from __future__ import annotations

import csv
import io

from lawrec.i18n import N_, translate
from lawrec.schema.characters import is_hidden
from lawrec.schema.names import name_of
from lawrec.schema.report import ClauseResult, Finding, Report

_HEAD = (
    N_("Clause"),
    N_("Citation"),
    N_("Title"),
    N_("Verdict"),
    N_("Attested by"),
    N_("Findings"),
)
# A cell that begins so would be run by the program that opens the table.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def clause_table(report: Report) -> bytes:
    """The table as CSV in UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([translate(name, report.language) for name in _HEAD])
    findings = {finding.id: finding for finding in report.findings}
    for result in report.clauses:
        writer.writerow([safe_cell(cell) for cell in _row(result, findings, report)])
    return out.getvalue().encode("utf-8-sig")


def _row(result: ClauseResult, findings: dict[str, Finding], report: Report) -> list[str]:
    clause = result.clause
    told = [f"{item} {findings[item].message}" for item in result.findings]
    if not told and result.reason:
        told = [result.reason]
    attested = " ".join(text for text in (result.attested_by, result.attested_at) if text)
    return [
        clause.id,
        clause.citation.text(report.language) if clause.citation else "",
        clause.title.text(report.language),
        name_of(result.verdict, report.language),
        attested,
        ("；" if report.language == "zh" else "; ").join(told),
    ]


def safe_cell(text: str) -> str:
    """The text on one line, without hidden characters, and never a formula."""
    shown = "".join(c if not is_hidden(c) else " " for c in text)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown
