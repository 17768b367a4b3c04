"""lawrec close-case: add the closing form."""

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
    parse_tuple,
    read_text,
    say,
    show_written,
    source_name,
)
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("close-case", help=_("Close a case: when and how enforcement ended."))(close_case)


def close_case(  # noqa: PLR0913
    case: CaseArgument,
    event: Annotated[
        str | None,
        typer.Option("--event", help=_("How enforcement ended, for example performed.")),
    ] = None,
    ended_on: Annotated[
        str | None, typer.Option("--ended-on", help=_("On which day it ended."))
    ] = None,
    source: From = None,
    sets: Sets = None,
    signed: Annotated[
        list[str] | None, typer.Option("--signed", help=_("Who signed it; repeat it."))
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help=_("Keep it open for now."))] = False,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Add the closing form; end event and day follow from the papers unless given."""
    from lawrec.operations.closing import ClosingInput
    from lawrec.operations.closing import close_case as close

    folder, session = find_case(case, bureau, as_who)
    given = ClosingInput(
        event,
        ended_on,
        read_text(source),
        source_name(source),
        tuple(sets or ()),
        parse_tuple(signed),
        draft,
    )
    closed = close(folder, session, given)
    show_written(closed.written, as_json=as_json)
    for remark in closed.remarks:
        say(remark)
