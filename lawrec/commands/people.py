"""lawrec person add: enter people outside the bureau."""

from __future__ import annotations

from typing import Annotated

import typer

from lawrec.commands.by_table import show_entered, source_of
from lawrec.commands.common import (
    As,
    BureauOption,
    CaseArgument,
    From,
    Json,
    Sets,
    TableOption,
    find_case,
    read_text,
    show_written,
    source_name,
)
from lawrec.errors import UsageError
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help=_("People outside the bureau."), no_args_is_help=True)
    group.command("add", help=_("Enter someone who appears or signs in a case."))(add)
    app.add_typer(group, name="person")


def add(  # noqa: PLR0913
    case: CaseArgument,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help=_("The name."), show_default=False)
    ] = None,
    capacity: Annotated[
        str | None,
        typer.Option("--capacity", help=_("party, witness, holder, agent, present, ...")),
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--type", help=_("natural, organisation, unknown."))
    ] = None,
    table: TableOption = None,
    source: From = None,
    sets: Sets = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Enter one person, or those of a table."""
    from lawrec.operations.input import build
    from lawrec.operations.pages import add_person

    folder, session = find_case(case, bureau, as_who)
    given = {"capacity": capacity, "type": kind}
    if table is not None:
        from lawrec.operations.table_entry import add_persons

        if name is not None:
            raise UsageError(_("With --table the names stand in the table"))
        sets = [*(sets or ()), *(f"{key}={value}" for key, value in given.items() if value)]
        entered = add_persons(folder, session, source_of(table, source, sets))
        show_entered(entered, as_json=as_json)
        return
    if name is None:
        raise UsageError(_("Name the person, or give many with --table"))
    data, _document = build(read_text(source), source_name(source), sets or ())
    data.update({key: value for key, value in given.items() if value})
    show_written(add_person(folder, session, name, data), as_json=as_json)
