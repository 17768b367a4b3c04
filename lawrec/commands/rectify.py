"""lawrec rectify: explain what can no longer be cured."""

from __future__ import annotations

from typing import Annotated

import typer

from lawrec.commands.common import (
    As,
    BureauOption,
    CaseArgument,
    Json,
    find_case,
    parse_tuple,
    show_written,
)
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rectify", help=_("Explain and approve what can no longer be cured."))(rectify)


def rectify(  # noqa: PLR0913
    case: CaseArgument,
    clause: Annotated[list[str], typer.Option("--clause", help=_("The clause; repeat it."))],
    cause: Annotated[str, typer.Option("--cause", help=_("How it came about."))],
    measure: Annotated[str, typer.Option("--measure", help=_("What is done about it."))],
    responsible: Annotated[str, typer.Option("--responsible", help=_("Who answers for it."))],
    approved_by: Annotated[
        str | None, typer.Option("--approved-by", help=_("The head who approved it."))
    ] = None,
    approved_at: Annotated[
        str | None, typer.Option("--approved-at", help=_("When it was approved."))
    ] = None,
    found_on: Annotated[
        str | None, typer.Option("--found-on", help=_("On which day it was found."))
    ] = None,
    due_on: Annotated[
        str | None, typer.Option("--due-on", help=_("By which day it has to be done."))
    ] = None,
    done_on: Annotated[
        str | None, typer.Option("--done-on", help=_("On which day it was done."))
    ] = None,
    verified_by: Annotated[
        str | None, typer.Option("--verified-by", help=_("Who checked that it was done."))
    ] = None,
    at: Annotated[str | None, typer.Option("--at", help=_("When the record was made."))] = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Add a rectification record."""
    from lawrec.operations.rectify import Rectification
    from lawrec.operations.rectify import rectify as explain

    folder, session = find_case(case, bureau, as_who)
    given = Rectification(
        parse_tuple(clause), cause, measure, responsible, approved_by, approved_at, at,
        found_on, due_on, done_on, verified_by,
    )  # fmt: skip
    show_written(explain(folder, session, given), as_json=as_json)
