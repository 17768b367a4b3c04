"""lawrec me: who works at this computer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lawrec.commands.common import BureauOption, Json, emit, out
from lawrec.errors import UsageError
from lawrec.i18n import _
from lawrec.operations.session import find_officer, open_session, set_default_person


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("me", help=_("Say who works at this computer."))(me)


def me(
    name: Annotated[
        str | None, typer.Argument(help=_("Name or certificate number; without it: show."))
    ] = None,
    bureau: BureauOption = None,
    as_json: Json = False,
) -> None:
    """Set or show the person that commands take where --as is not given."""
    session = open_session(Path.cwd(), bureau=bureau)
    who = session.who
    if name is not None:
        found = find_officer(name, session.facts.officers)
        if found is None:
            raise UsageError(
                _("{name} is not on the staff roster").format(name=name),
                fix=_("Add them first: lawrec officer add"),
            )
        set_default_person(found)
        who = found
    known = who in session.facts.officers
    if as_json:
        emit({"schema_version": "1", "who": who, "on_staff": known})
    else:
        out(who if known else _("{name} (not on the staff roster)").format(name=who))
