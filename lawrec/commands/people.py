"""lawrec person add: enter people outside the bureau."""

from __future__ import annotations

from typing import Annotated

import typer

from lawrec.commands.common import (
    As,
    BureauOption,
    CaseArgument,
    From,
    Json,
    Sets,
    find_case,
    read_text,
    show_written,
    source_name,
)
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help=_("People outside the bureau."), no_args_is_help=True)
    group.command("add", help=_("Enter someone who appears or signs in a case."))(add)
    app.add_typer(group, name="person")


def add(  # noqa: PLR0913
    case: CaseArgument,
    name: Annotated[str, typer.Argument(help=_("The name."))],
    capacity: Annotated[
        str | None,
        typer.Option("--capacity", help=_("party, witness, holder, agent, present, ...")),
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--type", help=_("natural, organisation, unknown."))
    ] = None,
    source: From = None,
    sets: Sets = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Enter one person."""
    from lawrec.operations.input import build
    from lawrec.operations.pages import add_person

    folder, session = find_case(case, bureau, as_who)
    data, _document = build(read_text(source), source_name(source), sets or ())
    given = {"capacity": capacity, "type": kind}
    data.update({key: value for key, value in given.items() if value})
    show_written(add_person(folder, session, name, data), as_json=as_json)
