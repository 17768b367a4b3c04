"""lawrec unit: the bureau's own papers, and its access register."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lawrec.commands.common import (
    As,
    BureauOption,
    From,
    Json,
    Sets,
    emit,
    out,
    parse_tuple,
    read_text,
    say,
    source_name,
)
from lawrec.errors import ExitCode
from lawrec.i18n import _
from lawrec.operations.session import open_session


def register(app: typer.Typer) -> None:
    """Add the group."""
    unit = typer.Typer(
        help=_("The bureau's own papers: training, supervision, access register."),
        no_args_is_help=True,
    )
    unit.command("add", help=_("Enter a paper that the bureau keeps for itself."))(add)
    unit.command("access", help=_("Enter who looked at records: one line of the register."))(access)
    unit.command("list", help=_("The bureau's own papers."))(list_records)
    app.add_typer(unit, name="unit")


def add(
    kind: Annotated[
        str,
        typer.Argument(metavar="KIND", help=_("The kind of paper: English id or Chinese name.")),
    ],
    source: From = None,
    sets: Sets = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Enter one paper."""
    from lawrec.operations.unit_records import add_unit_record

    session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    given = tuple(sets or ())
    written = add_unit_record(session, kind, read_text(source), source_name(source), given)
    _show(written, as_json=as_json)


def access(  # noqa: PLR0913
    who: Annotated[str, typer.Option("--who", help=_("Who looked or copied."))],
    case: Annotated[
        str | None,
        typer.Option("--case", help=_("The case: year/number or full number."), show_default=False),
    ] = None,
    items: Annotated[
        list[str] | None,
        typer.Option("--items", help=_("What was looked at: R07, M01, ... (several allowed).")),
    ] = None,
    purpose: Annotated[str | None, typer.Option("--purpose", help=_("What for."))] = None,
    authority: Annotated[
        str | None, typer.Option("--authority", help=_("By which right or whose leave."))
    ] = None,
    at: Annotated[str | None, typer.Option("--at", help=_("When; now if not given."))] = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Enter one line."""
    from lawrec.operations.unit_records import AccessInput, add_access

    session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    given = AccessInput(who, case, parse_tuple(items), purpose, authority, at)
    _show(add_access(session, given), as_json=as_json)


def list_records(bureau: BureauOption = None, as_json: Json = False) -> int:
    """Show one line a paper."""
    from lawrec.operations.unit_records import list_unit_records
    from lawrec.report.unit_list import lines, to_json

    found, problems = list_unit_records(bureau or Path.cwd())
    rows = [(r.id, r.kind, r.name, r.made_at, r.made_by, r.path, r.lines) for r in found]
    if as_json:
        emit(to_json(rows, problems))
    else:
        for line in lines(rows):
            out(line)
        for problem in problems:
            say(f"{problem.place}: {problem.message}")
    return ExitCode.INPUT if problems else ExitCode.OK


def _show(written: object, *, as_json: bool) -> None:
    from lawrec.operations.unit_records import UnitWritten

    if not isinstance(written, UnitWritten):
        return
    if as_json:
        emit(
            {
                "schema_version": "1",
                "id": written.id,
                "path": written.path,
                "head": written.head,
                "content": written.content,
            }
        )
    else:
        out(_("{name} is entered in {path}").format(name=written.id, path=written.path))
