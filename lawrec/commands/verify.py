"""lawrec verify: was anything altered since it was written?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from lawrec.commands.common import BureauOption, Json, emit, out, say
from lawrec.errors import ExitCode, UsageError
from lawrec.i18n import _
from lawrec.report.lines import flat


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("verify", help=_("Check that nothing was altered; reads only."))(verify)


def verify(
    case: Annotated[
        str | None,
        typer.Argument(
            metavar="CASE",
            help=_("The case: its folder, its number, or year/number such as 2026/0001."),
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help=_("Every case, and those that have vanished."))
    ] = False,
    bureau: BureauOption = None,
    as_json: Json = False,
) -> int:
    """Verify one case or all; 0 nothing altered, 1 findings, 3 not a case."""
    from lawrec.commands.progress import progress_bar

    if every == (case is not None):
        raise UsageError(_("Name a case, or use --all"))
    with progress_bar(enabled=sys.stderr.isatty() and not as_json) as progress:
        done = _verified(case, bureau, progress)
    if as_json:
        emit(_json(done[0]) if case is not None else _json_all(done))
    else:
        for entry in done:
            _show(entry)
    return ExitCode.FINDINGS if any(entry.findings for entry in done) else ExitCode.OK


def _verified(case: str | None, bureau: Path | None, progress: Any) -> list[Any]:
    from lawrec.operations.locate import case_folder
    from lawrec.operations.verifying import verify as check
    from lawrec.operations.verifying import verify_all

    if case is None:
        return list(verify_all(bureau, progress))
    return [check(case_folder(case, bureau), bureau=bureau, progress=progress)]


def _json(entry: Any) -> dict[str, Any]:
    return {"schema_version": "1", **_entry(entry)}


def _json_all(done: list[Any]) -> dict[str, Any]:
    return {"schema_version": "1", "cases": [_entry(entry) for entry in done]}


def _entry(entry: Any) -> dict[str, Any]:
    keys = ("code", "message", "path")
    return {
        "case": entry.case,
        "findings": [{key: getattr(found, key) for key in keys} for found in entry.findings],
        "remarks": list(entry.remarks),
        "checked": {
            "media": entry.media,
            "bytes": entry.size,
            "pages": entry.pages,
            "commits": entry.commits,
            "log_entries": entry.leaves,
        },
    }


def _show(entry: Any) -> None:
    """The findings, then what was looked at in one line."""
    for found in entry.findings:
        out(flat(f"{entry.case}: {found.message} [{found.code}]"))
    for remark in entry.remarks:
        say(flat(f"{entry.case}: {remark}"))
    text = (
        _("{case}: {count} findings ({media} media, {pages} pages, {commits} commits)")
        if entry.findings
        else _("{case}: nothing was altered ({media} media, {pages} pages, {commits} commits)")
    )
    out(
        text.format(
            case=entry.case,
            count=len(entry.findings),
            media=entry.media,
            pages=entry.pages,
            commits=entry.commits,
        )
    )
