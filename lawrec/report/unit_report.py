"""The report on a bureau as a person reads it: findings, then every row that was judged."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.i18n import _
from lawrec.report.lines import listed
from lawrec.report.text_report import citation
from lawrec.report.text_report import lines as report_lines
from lawrec.schema.names import name_of
from lawrec.schema.report import ClauseResult, Report


def lines(report: Report) -> Iterator[str]:
    """The report line by line: like that on a case, with the rows without a finding before."""
    *body, empty, summary = report_lines(report)
    yield from body
    yield ""
    yield from _quiet(report)
    yield empty
    yield summary


def _quiet(report: Report) -> Iterator[str]:
    """The rows of the unit without a finding, by their verdict; the rest belongs to the cases."""
    groups: dict[str, list[ClauseResult]] = {}
    for result in report.clauses:
        if result.implemented and not result.findings:
            groups.setdefault(result.verdict, []).append(result)
    for verdict, results in groups.items():
        names = listed(citation(report, result.clause.id) for result in results)
        label = name_of(verdict, report.language)
        yield _("{verdict}: {names}").format(verdict=label, names=names)
    others = sum(1 for result in report.clauses if not result.implemented)
    yield _("{count} further clauses: judged in each case, permissions and definitions").format(
        count=others
    )
