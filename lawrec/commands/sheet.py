"""lawrec sheet: a case as a workbook for Excel or WPS, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawrec.commands.common import (
    As,
    BureauOption,
    CaseArgument,
    Json,
    emit,
    find_case,
    out,
    read_text,
    say,
)
from lawrec.errors import UsageError
from lawrec.i18n import _, language

if TYPE_CHECKING:
    from lawrec.operations.session import Session
    from lawrec.operations.sheet_apply import TakenBack


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "sheet", help=_("A case as a workbook to fill in with Excel or WPS, and back again.")
    )(sheet)


def sheet(  # noqa: PLR0913
    case: CaseArgument,
    target: Annotated[
        Path | None,
        typer.Option(
            "--out", help=_("Where the workbook is written: FILE.xlsx"), show_default=False
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--read", help=_("The workbook that was filled in: FILE.xlsx"), show_default=False
        ),
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option("--reason", help=_("Why final things are changed, where a row says nothing.")),
    ] = None,
    approved_by: Annotated[
        str | None, typer.Option("--approved-by", help=_("Who approved the change."))
    ] = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Write the workbook of a case, or read it back: all of it, or nothing."""
    if target is not None and source is not None:
        raise UsageError(_("--out and --read exclude each other"))
    if source is None and (reason or approved_by):
        raise UsageError(_("--reason and --approved-by belong to --read"))
    folder, session = find_case(case, bureau, as_who)
    if source is None:
        _write(folder, session, target, as_json=as_json)
        return
    from lawrec.operations.sheet_apply import take_back

    content = read_text(source) or b""
    taken = take_back(folder, session, content, source, reason=reason, approved_by=approved_by)
    if as_json:
        emit(_json(taken))
    else:
        _show(taken)


def _write(folder: Path, session: Session, target: Path | None, *, as_json: bool) -> None:
    from lawrec.operations.sheet_files import usual_name, write_new
    from lawrec.operations.sheet_write import sheet_of

    label, usual = usual_name(folder)
    path = target or usual
    write_new(path, sheet_of(folder, session), ".xlsx")
    if as_json:
        emit({"schema_version": "1", "case": label, "path": str(path)})
        return
    out(_("The workbook is in {path}").format(path=path))
    out(_("Back again: lawrec sheet {case} --read {path}").format(case=label, path=path))


def _json(taken: TakenBack) -> dict[str, object]:
    return {
        "schema_version": "1",
        "case": taken.case,
        "added": list(taken.added),
        "completed": list(taken.completed),
        "amended": list(taken.amended),
        "missing": list(taken.missing),
        "ignored": list(taken.ignored),
        "already": list(taken.already),
        "head": taken.head,
    }


def _show(taken: TakenBack) -> None:
    mark = "、" if language() == "zh" else ", "
    for text, items in (
        (_("New: {items}"), taken.added),
        (_("Drafts filled in: {items}"), taken.completed),
        (_("Corrected, the old version is kept: {items}"), taken.amended),
    ):
        if items:
            out(text.format(items=mark.join(items)))
    if taken.already:
        text = _("In the case already, this workbook was read before: {items}")
        say(text.format(items=mark.join(taken.already)))
    if taken.head is None and not taken.already:
        out(_("Nothing was changed in the workbook, so nothing is changed in the case"))
    if taken.missing:
        text = _("Not in the workbook any more, and kept in the case as it is: {items}")
        say(text.format(items=mark.join(taken.missing)))
    if taken.ignored:
        text = _("Sheets that lawrec did not write, and did not read: {items}")
        say(text.format(items=mark.join(taken.ignored)))
