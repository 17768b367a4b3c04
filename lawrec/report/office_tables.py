"""Findings and lists as titled tables, for spreadsheets and for printing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from lawrec.i18n import _, language
from lawrec.report.audit_list import OUTCOMES, JudgedCase
from lawrec.report.case_list import STATES, CaseList
from lawrec.report.lines import listed, when
from lawrec.report.text_report import citation, open_results, summary
from lawrec.report.worklist import STATE_NAMES, WorkList, overdue
from lawrec.schema.moments import parse_moment
from lawrec.schema.names import name_of
from lawrec.schema.report import Finding, Report
from lawrec.schema.value_names import value_name
from lawrec.sheets.table_out import TitledTable


def of_reports(reports: Iterable[Report]) -> list[TitledTable]:
    """The findings of each report, and the clauses that are open or violated."""
    return [table for report in reports for table in (_findings(report), _clauses(report))]


def _findings(report: Report) -> TitledTable:
    head = (
        _("number"), _("severity"), _("verdict"), _("clauses"), _("finding"), _("place"),
        _("due"), _("what to do"), _("class"), _("attested by"),
    )  # fmt: skip
    return TitledTable(
        _("Findings: {case} {title}").format(case=report.case, title=report.title or "").strip(),
        head,
        tuple(_finding(report, finding) for finding in report.findings),
        _notes(report),
        _("findings"),
    )


def _finding(report: Report, finding: Finding) -> tuple[str, ...]:
    marks = {"error": _("error"), "warning": _("warning"), "note": _("note")}
    cure = finding.remedy or ""
    if finding.curable is False:
        cure = _("cannot be cured any more: explain it with lawrec rectify").strip()
    place = finding.path or ""
    return (
        finding.id,
        marks[finding.severity],
        name_of(finding.verdict, report.language),
        "\n".join(citation(report, clause) for clause in finding.clauses),
        finding.message,
        f"{place}:{finding.line}" if place and finding.line else place,
        _due(finding.due),
        cure,
        citation(report, finding.breach) if finding.breach else "",
        finding.attested or "",
    )


def _clauses(report: Report) -> TitledTable:
    head = (_("clause"), _("citation"), _("title"), _("verdict"), _("reason"), _("findings"))
    rows = tuple(
        (
            result.clause.id,
            result.clause.citation.text(report.language) if result.clause.citation else "",
            result.clause.title.text(report.language),
            name_of(result.verdict, report.language),
            result.reason or "",
            listed(result.findings),
        )
        for result in open_results(report)
    )
    title = _("Clauses that are not settled: {case}").format(case=report.case)
    return TitledTable(title, head, rows, _notes(report), _("clauses"))


def _notes(report: Report) -> tuple[str, ...]:
    judged = _("Judged as of {time} under {book} ({version})").format(
        time=when(report.as_of), book=report.rulebook, version=report.rulebook_version
    )
    return (judged, summary(report))


def of_cases(found: CaseList) -> list[TitledTable]:
    """The cases of a repository."""
    head = (
        _("case"), _("case number"), _("title"), _("kind"), _("state"), _("next due"),
        _("overdue"), _("what is due"),
    )  # fmt: skip
    rows = tuple(
        (
            case.case,
            case.number or "",
            case.title or case.problem or "",
            value_name(case.kind, language()) if case.kind else "",
            value_name(case.outcome, language())
            if case.outcome == "defects_on_record"
            else _(STATES[case.state]),
            _due(case.next_due),
            _yes(case.overdue),
            case.due_what or "",
        )
        for case in found.cases
    )
    return [TitledTable(_("Cases"), head, rows, _as_of(found.as_of))]


def of_judged(rows: Sequence[JudgedCase], as_of: datetime | None = None) -> list[TitledTable]:
    """All cases with the outcome of their audits; numbers stay numbers."""
    head = (_("case"), _("title"), _("outcome"), _("violated"), _("open"), _("findings"))
    cells = tuple(
        (row.case, row.problem or "", _("cannot be read"), None, None, None)
        if row.report is None
        else (
            row.case,
            row.report.title or "",
            _("a rule failed") if row.report.counts.get("crashed") else _outcome(row.report),
            row.report.counts.get("violated", 0),
            row.report.counts.get("undeterminable", 0),
            len(row.report.findings),
        )
        for row in rows
    )
    noted = as_of or next((row.report.as_of for row in rows if row.report), None)
    return [TitledTable(_("Audits of all cases"), head, cells, _as_of(noted))]


def _outcome(report: Report) -> str:
    return _(OUTCOMES[report.outcome])


def of_work(work: WorkList) -> list[TitledTable]:
    """What is open in one case, as a list to work through."""
    head = (
        _("stage"), _("state"), _("what"), _("clauses"), _("due"), _("overdue"), _("what to do"),
        _("place"),
    )  # fmt: skip
    rows = tuple(
        (
            name_of(f"stage_{item.stage}", work.language)
            if item.stage
            else _("The case as a whole"),
            _(STATE_NAMES[item.state]),
            item.what,
            listed(item.clauses),
            _due(item.due),
            _yes(overdue(item, work.as_of)),
            item.command or item.advice or "",
            f"{item.path}:{item.line}" if item.path and item.line else item.path or "",
        )
        for item in work.items
    )
    title = f"{work.number or work.case} {work.title or ''}".strip()
    return [TitledTable(title, head, rows, _as_of(work.as_of), _("open"))]


def _as_of(moment: datetime | None) -> tuple[str, ...]:
    return (_("As of {time}").format(time=when(moment)),) if moment else ()


def _due(text: str | None) -> str:
    return when(parse_moment(text)) if text else ""


def _yes(value: bool) -> str:
    return value_name("yes", language()) if value else ""
