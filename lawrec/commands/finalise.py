"""lawrec finalise: complete a draft."""

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
    """Add the command."""
    app.command("finalise", help=_("Complete a draft and make it final."))(finalise)


def finalise(  # noqa: PLR0913
    case: CaseArgument,
    record: Annotated[str, typer.Argument(help=_("The draft: R07."))],
    source: From = None,
    sets: Sets = None,
    keep_draft: Annotated[
        bool, typer.Option("--keep-draft", help=_("Only enter the fields; it stays a draft."))
    ] = False,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Enter the missing fields and make the record final."""
    from lawrec.operations.records import finalise as complete

    folder, session = find_case(case, bureau, as_who)
    written = complete(
        folder,
        session,
        record,
        text=read_text(source),
        name=source_name(source),
        sets=sets or (),
        keep_draft=keep_draft,
    )
    show_written(written, as_json=as_json)
