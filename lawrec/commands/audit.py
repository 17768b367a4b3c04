"""lawrec audit: judge a case clause by clause."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from lawrec.commands.common import BureauOption, CaseArgument, Json, emit, out, say
from lawrec.commands.gate_reasons import show_reasons
from lawrec.errors import ExitCode
from lawrec.i18n import _
from lawrec.operations.archive_texts import outcome_line, reasons
from lawrec.operations.audit import Audit
from lawrec.operations.audit import audit as judge_case
from lawrec.operations.locate import case_folder
from lawrec.schema.report import Report
from lawrec.trace import save_trace


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("audit", help=_("Judge a case clause by clause."))(audit)


def audit(
    case: CaseArgument,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help=_("Judge the case as it stood then."), show_default=False),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option("--at", help=_("archive: as the case would stand once archived.")),
    ] = None,
    bureau: BureauOption = None,
    as_json: Json = False,
) -> int:
    """Judge and show; 0 nothing above a note, 1 findings or open clauses, 4 a rule failed."""
    from lawrec.report.json_report import to_json
    from lawrec.report.text_report import lines

    if at not in (None, "archive", "now"):
        raise typer.BadParameter(_("--at takes: archive"))
    folder = case_folder(case, bureau)
    result = judge_case(folder, as_of=as_of, at_archive=at == "archive", bureau=bureau)
    if as_json:
        emit({**to_json(result.report), **_gate_json(result)})
    else:
        for line in lines(result.report):
            out(line)
        _show_gate(result)
    if result.run.crashes:
        path = save_trace("\n".join(result.run.crashes))
        text = _("A rule failed; a report for the developers of lawrec is in {path}")
        say(text.format(path=path))
    return exit_code(result.report)


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
