"""lawrec assign-media: say which act footage shows, or take it from the inbox into a case."""

from __future__ import annotations

from typing import Annotated

import typer

from lawrec.commands.common import (
    As,
    BureauOption,
    CaseArgument,
    Json,
    emit,
    find_case,
    out,
    parse_tuple,
)
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("assign-media", help=_("Say which act footage shows."))(assign_media)


def assign_media(
    case: CaseArgument,
    items: Annotated[list[str], typer.Argument(help=_("The media: M03, or inbox/M01."))],
    act: Annotated[str | None, typer.Option("--act", help=_("The act: A01."))] = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Assign one or several media."""
    from lawrec.operations.assigning import assign_media as assign

    folder, session = find_case(case, bureau, as_who)
    written = assign(folder, session, parse_tuple(items), act)
    if as_json:
        rows = [{"id": entry.id, "path": entry.path, "head": entry.head} for entry in written]
        emit({"schema_version": "1", "case": written[0].case if written else case, "media": rows})
        return
    for entry in written:
        out(
            _("{id} now belongs to {act} ({path})").format(
                id=entry.id, act=act or _("the case"), path=entry.path
            )
        )
