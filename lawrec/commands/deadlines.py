"""lawrec deadlines: what is due by when, over all cases."""

from __future__ import annotations

from typing import Annotated

import typer

from lawrec.commands.common import BureauOption, Json, emit, out
from lawrec.errors import ExitCode
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("deadlines", help=_("What is due by when, over all cases, and what was missed."))(
        deadlines
    )


def deadlines(
    officer: Annotated[
        str | None,
        typer.Option(
            "--officer", help=_("Only what this officer handles: name or certificate number.")
        ),
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", help=_("Only what this unit handles."))] = (
        None
    ),
    days: Annotated[
        int | None,
        typer.Option("--days", help=_("Only what is due within so many days, and what is missed.")),
    ] = None,
    bureau: BureauOption = None,
    as_json: Json = False,
) -> int:
    """List it; 0 nothing missed, 1 something missed or not readable, 4 a rule failed."""
    from lawrec.operations.deadlines import Wanted
    from lawrec.operations.deadlines import deadlines as find
    from lawrec.report.deadlines import lines, to_json

    found = find(bureau, Wanted(officer, unit, days))
    if as_json:
        emit(to_json(found))
    else:
        for line in lines(found):
            out(line)
    if found.crashed:
        return ExitCode.CRASH
    return ExitCode.FINDINGS if found.missed or found.unreadable else ExitCode.OK
