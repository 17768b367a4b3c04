"""lawrec audit: judge a case clause by clause, all cases, or the bureau itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from lawrec.commands.common import BureauOption, Json, emit, out, say
from lawrec.commands.gate_reasons import show_reasons
from lawrec.commands.table_files import CsvOption, XlsxOption, write_tables
from lawrec.errors import ExitCode, UsageError
from lawrec.i18n import _
from lawrec.operations.archive_texts import outcome_line, reasons
from lawrec.operations.audit import Audit
from lawrec.operations.audit import audit as judge_case
from lawrec.operations.locate import case_folder
from lawrec.schema.report import Report
from lawrec.trace import save_trace

_Files = tuple[Path | None, Path | None]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("audit", help=_("Judge a case clause by clause."))(audit)


def audit(  # noqa: PLR0913
    case: Annotated[
        str | None,
        typer.Argument(
            metavar="CASE",
            help=_("The case: its folder, its number, or year/number such as 2026/0001."),
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help=_("Judge the case as it stood then."), show_default=False),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option("--at", help=_("archive: as the case would stand once archived.")),
    ] = None,
    unit: Annotated[
        bool,
        typer.Option("--unit", help=_("The bureau itself: duties of the unit, registers, leads.")),
    ] = False,
    every: Annotated[bool, typer.Option("--all", help=_("All cases, one line each."))] = False,
    book: Annotated[
        list[str] | None,
        typer.Option(
            "--book", help=_("A further book to judge by, reported apart: national, liaoning.")
        ),
    ] = None,
    as_xlsx: XlsxOption = None,
    as_csv: CsvOption = None,
    bureau: BureauOption = None,
    as_json: Json = False,
) -> int:
    """Judge and show; 0 nothing above a note, 1 findings or open clauses, 4 a rule failed."""
    from lawrec.report.json_report import to_json
    from lawrec.report.office_tables import of_reports
    from lawrec.report.text_report import lines

    if at not in (None, "archive", "now"):
        raise typer.BadParameter(_("--at takes: archive"))
    _refuse_mixed(case, unit=unit, every=every, at=at)
    files = (as_xlsx, as_csv)
    if unit:
        return _audit_unit(Path(case) if case else bureau, as_of, files, as_json=as_json)
    if every:
        return _audit_all(bureau, as_of, files, as_json=as_json)
    if case is None:
        raise UsageError(
            _("Say which case"), fix=_("Or judge the bureau with --unit, all cases with --all")
        )
    folder = case_folder(case, bureau)
    result = judge_case(
        folder, as_of=as_of, at_archive=at == "archive", bureau=bureau, books=tuple(book or ())
    )
    further = [run.report for run in result.further]
    write_tables(lambda: of_reports([result.report, *further]), *files)
    if as_json:
        beside = {"further": [to_json(report) for report in further]} if further else {}
        emit({**to_json(result.report), **_gate_json(result), **beside})
    else:
        for report in further:
            _show_further(report)
        for line in lines(result.report):
            out(line)
        _show_gate(result)
    _save_crashes(result.run.crashes)
    return exit_code(result.report)


def _refuse_mixed(case: str | None, *, unit: bool, every: bool, at: str | None) -> None:
    """What is asked together must be one question."""
    if unit and every:
        raise UsageError(_("--unit and --all exclude each other"))
    if every and case is not None:
        raise UsageError(_("--all judges every case; name none"))
    if (unit or every) and at == "archive":
        raise UsageError(_("--at archive is a question about one case"))


def _show_further(report: Report) -> None:
    """Another book's report comes first and says that it decides nothing: the last line counts."""
    from lawrec.report.text_report import lines

    out(_("Reported apart, without a bearing on the regulation:"))
    for line in lines(report):
        out(f"  {line}".rstrip())
    out()


def _audit_unit(bureau: Path | None, as_of: str | None, files: _Files, *, as_json: bool) -> int:
    from lawrec.operations.unit_audit import audit_unit
    from lawrec.report.json_report import to_json
    from lawrec.report.office_tables import of_reports
    from lawrec.report.unit_report import lines

    run = audit_unit(bureau or Path.cwd(), as_of=as_of, named=bureau is not None)
    write_tables(lambda: of_reports([run.report]), *files)
    if as_json:
        emit(to_json(run.report))
    else:
        for line in lines(run.report):
            out(line)
    _save_crashes(run.crashes)
    return exit_code(run.report)


def _audit_all(bureau: Path | None, as_of: str | None, files: _Files, *, as_json: bool) -> int:
    from lawrec.operations.audit_all import audit_all
    from lawrec.report.audit_list import lines, to_json
    from lawrec.report.office_tables import of_judged

    rows, crashes = audit_all(bureau, as_of=as_of)
    write_tables(lambda: of_judged(rows), *files)
    if as_json:
        emit(to_json(rows))
    else:
        for line in lines(rows):
            out(line)
    _save_crashes(crashes)
    codes = {ExitCode.INPUT if row.report is None else exit_code(row.report) for row in rows}
    return max(codes, default=ExitCode.OK)


def _save_crashes(crashes: Iterable[str]) -> None:
    text = "\n".join(crashes)
    if text:
        path = save_trace(text)
        message = _("A rule failed; a report for the developers of lawrec is in {path}")
        say(message.format(path=path))


def exit_code(report: Report) -> int:
    """What a judging command answers (decision 7)."""
    if report.counts.get("crashed"):
        return ExitCode.CRASH
    serious = any(finding.severity in ("error", "warning") for finding in report.findings)
    if serious or report.outcome in ("violations", "cannot_tell"):
        return ExitCode.FINDINGS
    return ExitCode.OK


def _gate_json(result: Audit) -> dict[str, Any]:
    """What the gate will say, where it was asked."""
    if result.gate is None:
        return {}
    rows = [
        {"ground": r.ground, "clause": r.clause, "message": r.message, "remedy": r.remedy}
        for r in reasons(result.gate, result.report)
    ]
    return {"gate": {"outcome": result.gate.outcome, "refusals": rows}}


def _show_gate(result: Audit) -> None:
    if result.gate is None:
        return
    out()
    if result.gate.outcome != "refused":
        out(
            _("The archive gate lets it through: {line}").format(
                line=outcome_line(result.gate, result.report)
            )
        )
        return
    out(_("The archive gate refuses it:"))
    show_reasons(reasons(result.gate, result.report), findings=False)
