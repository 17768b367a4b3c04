"""lawrec archive: pack and freeze a case that the gate lets through."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from lawrec.commands.common import As, BureauOption, CaseArgument, Json, emit, find_case, out
from lawrec.commands.gate_reasons import show_reasons
from lawrec.errors import ExitCode
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("archive", help=_("Archive a case: judge it, pack it, freeze it."))(archive)


def archive(  # noqa: PLR0913
    case: CaseArgument,
    custodian: Annotated[
        str | None, typer.Option("--custodian", help=_("Who takes the case file over."))
    ] = None,
    to_unit: Annotated[
        str | None, typer.Option("--to-unit", help=_("Which unit keeps it from then on."))
    ] = None,
    retention: Annotated[
        str | None, typer.Option("--retention", help=_("How long it is kept, such as 30年."))
    ] = None,
    at: Annotated[str | None, typer.Option("--at", help=_("When it was handed over."))] = None,
    kept_at: Annotated[
        str | None, typer.Option("--kept-at", help=_("Where the signed transfer record lies."))
    ] = None,
    seen_by: Annotated[
        str | None, typer.Option("--seen-by", help=_("Who has seen the signatures on it."))
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option("--into", help=_("A folder for the package; by default archive/YEAR/NUMBER.")),
    ] = None,
    law_seen_by: Annotated[
        str | None,
        typer.Option(
            "--law-seen-by",
            help=_("Who knows that national law is broken and archives all the same."),
        ),
    ] = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> int:
    """Archive, or say every reason why not; 0 archived, 1 refused."""
    from lawrec.commands.progress import progress_bar
    from lawrec.operations.archive_plan import ArchiveOptions
    from lawrec.operations.archiving import archive as put_away

    folder, session = find_case(case, bureau, as_who)
    options = ArchiveOptions(custodian, to_unit, retention, at, kept_at, seen_by, into, law_seen_by)
    with progress_bar(enabled=sys.stderr.isatty() and not as_json) as progress:
        done = put_away(folder, session, options, progress)
    if as_json:
        emit(_json(done))
    else:
        _show(done)
    return ExitCode.FINDINGS if done.outcome == "refused" else ExitCode.OK


def _json(done: Any) -> dict[str, Any]:
    answer: dict[str, Any] = {"schema_version": "1", "case": done.case, "outcome": done.outcome}
    if done.archived is None:
        keys = ("ground", "clause", "message", "remedy")
        rows = [
            {**{key: getattr(reason, key) for key in keys}, "why": list(reason.why)}
            for reason in done.reasons
        ]
        return {**answer, "refusals": rows}
    return {
        **answer,
        "package": str(done.package),
        "manifest_sha256": done.archived.manifest_sha256,
        "attested": list(done.archived.attested),
        "violated": list(done.archived.violated),
        "head": done.head,
    }


def _show(done: Any) -> None:
    """The outcome and the package, or the reasons by their grounds, each with its cure."""
    out(done.line)
    if done.archived is not None:
        out(_("Package: {path}").format(path=done.package))
        return
    show_reasons(done.reasons)
