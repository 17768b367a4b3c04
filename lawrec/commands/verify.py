"""lawrec verify: was anything altered since it was written?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from lawrec.commands.common import As, BureauOption, Json, emit, out, say
from lawrec.errors import ExitCode, UsageError
from lawrec.i18n import _
from lawrec.report.lines import flat


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("verify", help=_("Check that nothing was altered; reads only."))(verify)


def verify(  # noqa: PLR0913
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
    sample: Annotated[
        str | None,
        typer.Option(
            "--sample",
            help=_("Read only a part of the footage, such as 1/5: what was read longest ago."),
            show_default=False,
        ),
    ] = None,
    note: Annotated[
        bool,
        typer.Option("--note", help=_("Enter what was read in the ledger of copies.")),
    ] = False,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> int:
    """Verify one case or all; 0 nothing altered, 1 findings, 3 not a case."""
    from lawrec.commands.progress import progress_bar
    from lawrec.operations.sampling import parse_sample

    if every == (case is not None):
        raise UsageError(_("Name a case, or use --all"))
    part = parse_sample(sample)
    with progress_bar(enabled=sys.stderr.isatty() and not as_json) as progress:
        done = _verified(case, bureau, progress, part)
    if as_json:
        emit(_json(done[0]) if case is not None else _json_all(done))
    else:
        for entry in done:
            _show(entry)
    if note:
        _note(case, done, bureau, as_who)
    return ExitCode.FINDINGS if any(entry.findings for entry in done) else ExitCode.OK


def _verified(case: str | None, bureau: Path | None, progress: Any, part: Any) -> list[Any]:
    from lawrec.operations.locate import case_folder
    from lawrec.operations.verifying import verify as check
    from lawrec.operations.verifying import verify_all

    if case is None:
        return list(verify_all(bureau, progress, part))
    folder = case_folder(case, bureau)
    return [check(folder, bureau=bureau, progress=progress, sample=part)]


def _note(case: str | None, done: list[Any], bureau: Path | None, as_who: str | None) -> None:
    """Enter what was read, so that the next part is another one."""
    from lawrec.operations.locate import case_folder
    from lawrec.operations.verify_notes import note_verified

    folder = None if case is None else case_folder(case, bureau)
    note_verified(done, folder, bureau, as_who)


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
