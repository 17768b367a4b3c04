"""The report as a person reads it: the findings first, then what is open, then one line."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.i18n import _
from lawrec.schema.moments import BEIJING
from lawrec.schema.names import name_of
from lawrec.schema.report import ClauseResult, Finding, Report


def lines(report: Report) -> Iterator[str]:
    """The report line by line, in its language."""
    yield f"{report.case}  {report.title or ''}".rstrip()
    when = report.as_of.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
    yield _("Judged as of {time} under {book} ({version})").format(
        time=when, book=report.rulebook, version=report.rulebook_version
    )
    if report.archived == "defects_on_record":
        yield _("This case is archived with defects on record")
    elif report.archived == "complete":
        yield _("This case is archived as complete")
    if report.at == "archive":
        yield _("As the case would stand once archived")
    if not report.bureau_known:
        yield _("Facts about the bureau are as stated in this folder")
    for finding in report.findings:
        yield from _finding(finding, report)
    yield from _open_rows(report)
    yield ""
    yield summary(report)


def _finding(finding: Finding, report: Report) -> Iterator[str]:
    yield ""
    marks = {"error": _("error"), "warning": _("warning"), "note": _("note")}
    verdict = name_of(finding.verdict, report.language)
    yield _("{id} {severity} [{verdict}] {clauses}").format(
        id=finding.id,
        severity=marks[finding.severity],
        verdict=verdict,
        clauses=_separator(report).join(citation(report, clause) for clause in finding.clauses),
    )
    yield f"  {finding.message}"
    if finding.path:
        place = f"{finding.path}:{finding.line}" if finding.line else finding.path
        yield _("  at: {place}").format(place=place)
    if finding.due:
        yield _("  due: {due}").format(due=finding.due)
    if finding.curable is False:
        yield _("  cannot be cured any more: explain it with lawrec rectify")
    elif finding.remedy:
        yield _("  cure: {command}").format(command=finding.remedy)
    if finding.breach:
        yield _("  class: {item}").format(item=citation(report, finding.breach))
    if finding.attested:
        yield _("  attested by {who}").format(who=finding.attested)


def _separator(report: Report) -> str:
    return "、" if report.language == "zh" else ", "


def citation(report: Report, clause_id: str) -> str:
    """The clause in legal form with its id: 第十三条第三款 (13.3c)."""
    result = report.result(clause_id)
    if result is None or result.clause.citation is None:
        return clause_id
    return f"{result.clause.citation.text(report.language)} ({clause_id})"


def _open_rows(report: Report) -> Iterator[str]:
    """Rows that nobody has judged yet, by their reason, without a finding for each."""
    groups: dict[str, list[str]] = {}
    for result in report.clauses:
        if result.verdict == "undeterminable" and not result.findings and result.reason:
            groups.setdefault(result.reason, []).append(result.clause.id)
    for reason, ids in groups.items():
        yield ""
        yield _("{count} clauses open: {reason}").format(count=len(ids), reason=reason)
        for start in range(0, len(ids), 12):
            yield "  " + " ".join(ids[start : start + 12])


def summary(report: Report) -> str:
    """The one line that counts; complete is said only with the number of attested rows."""
    counts = _counts(report)
    attested = len(report.attested)
    if report.outcome == "complete":
        return _("Complete, of which attested by a person: {attested}; {counts}").format(
            attested=attested, counts=counts
        )
    heads = {
        "violations": _("Not complete: clauses are violated"),
        "cannot_tell": _("Cannot tell: clauses are open"),
        "in_progress": _("In progress: something is not yet due"),
    }
    return _("{head}; attested by a person: {attested}; {counts}").format(
        head=heads[report.outcome], attested=attested, counts=counts
    )


def _counts(report: Report) -> str:
    parts = [
        f"{name_of(verdict, report.language)} {number}"
        for verdict, number in report.counts.items()
        if number
    ]
    return _separator(report).join(parts)


def open_results(report: Report) -> list[ClauseResult]:
    """The clauses that are neither satisfied, excused nor inapplicable."""
    fine = ("satisfied", "excused", "not_applicable")
    return [result for result in report.clauses if result.verdict not in fine]
