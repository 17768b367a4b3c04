"""lawrec undo: set a mistaken entry back; that there was one stays to be seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lawrec.commands.common import As, BureauOption, CaseArgument, Json, emit, find_case, out
from lawrec.errors import ExitCode, UsageError
from lawrec.i18n import _

if TYPE_CHECKING:
    from lawrec.operations.undo import Looked, Undone


def register(app: typer.Typer) -> None:
    """Add the command."""
    text = _("Set a mistaken entry back; the history keeps that there was one.")
    app.command("undo", help=text)(undo)


def undo(  # noqa: PLR0913
    case: CaseArgument,
    item: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help=_(
                "What was entered wrongly: R05, A02, M03, a person, a declared question; without "
                "it the last change."
            ),
        ),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", help=_("Why; without it the change is only shown."))
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help=_("Who undoes it; default: I."))] = None,
    approved_by: Annotated[
        str | None, typer.Option("--approved-by", help=_("Who approved it."))
    ] = None,
    change: Annotated[
        str | None,
        typer.Option(
            "--change",
            metavar="COMMIT",
            help=_("The change that was shown: nothing is undone if another came since."),
        ),
    ] = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> int:
    """Show what the last change was, or with a reason undo it; 1 where it cannot be undone."""
    from lawrec.operations.undo import Why, look
    from lawrec.operations.undo import undo as set_back

    folder, session = find_case(case, bureau, as_who)
    if reason is None:
        found = look(folder, item)
        if as_json:
            emit(_look_json(found))
        else:
            for line in _look_lines(found, item):
                out(line)
        return ExitCode.FINDINGS if found.obstacles else ExitCode.OK
    if not reason.strip():
        raise UsageError(_("Say why with --reason"))
    done = set_back(folder, session, item, Why(reason, by, approved_by, change))
    if as_json:
        emit(_json(done))
    else:
        for line in _lines(done):
            out(line)
    return ExitCode.OK


def _look_lines(found: Looked, item: str | None) -> Iterator[str]:
    from lawrec.operations.undo_find import SHORT
    from lawrec.report.change_text import change_lines, event_name
    from lawrec.report.lines import argument, bracketed, flat, when
    from lawrec.schema.moments import parse_moment

    said = _("{who}, {time}: {what}")
    at, what = when(parse_moment(found.at)), flat(found.what.message)
    if found.what.event:
        what = bracketed(event_name(found.what.event), what)
    yield said.format(who=flat(found.what.by), time=at, what=what)
    lines = list(change_lines(found.what))
    if found.what.pages:
        yield _("Undoing it would mean:")
        yield from lines[1:]
    if found.voids:
        yield _("Undoing it would void the case: its number stays used, and says why")
    for obstacle in found.obstacles:
        yield _("cannot be undone: {reason}").format(reason=obstacle)
    yield from found.remarks
    if not found.obstacles:
        # Without an item it is the last change, which may be another's by then.
        name = f" {argument(item)}" if item else f" --change {found.commit[:SHORT]}"
        command = f"lawrec undo {found.case}{name} --reason ..."
        yield _("To undo it: {command}").format(command=command)


def _lines(done: Undone) -> Iterator[str]:
    from lawrec.report.change_text import page_title
    from lawrec.report.lines import flat, listed

    if done.voided:
        text = _("Case {label} is voided: its number stays used and is given to no other case")
        yield text.format(label=done.case)
    else:
        text = _("Undone in case {label}: {what}")
        yield text.format(label=done.case, what=flat(done.what.message))
    for page in done.what.pages:
        yield f"  {page_title(page)}"
    if done.records:
        text = _("Who undid it and why stands in {records}; the numbers stay used")
        yield text.format(records=listed(done.records))
    yield from done.remarks


def _look_json(found: Looked) -> dict[str, Any]:
    from lawrec.report.change_text import change_json

    return {
        "schema_version": "1",
        "case": found.case,
        "commit": found.commit,
        "at": found.at,
        "undoable": not found.obstacles,
        "obstacles": list(found.obstacles),
        "remarks": list(found.remarks),
        "voids_case": found.voids,
        "would": change_json(found.what),
    }


def _json(done: Undone) -> dict[str, Any]:
    return {
        "schema_version": "1",
        "case": done.case,
        "items": list(done.items),
        "records": list(done.records),
        "voided": done.voided,
        "remarks": list(done.remarks),
        "head": done.head,
    }
