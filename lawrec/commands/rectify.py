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
        parse_tuple(clause), cause, measure, responsible, approved_by, approved_at, at
    )
    show_written(explain(folder, session, given), as_json=as_json)
