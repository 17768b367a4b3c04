"""lawrec amend: change what is final, keeping the old."""

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
    app.command("amend", help=_("Change what is final; the old version is kept."))(amend)


def amend(  # noqa: PLR0913
    case: CaseArgument,
    item: Annotated[
        str,
        typer.Argument(help=_("What is changed: R07, A02, M03, a person's name, or case.")),
    ],
    reason: Annotated[str, typer.Option("--reason", help=_("Why."))],
    source: From = None,
    sets: Sets = None,
    by: Annotated[str | None, typer.Option("--by", help=_("Who changes it."))] = None,
    approved_by: Annotated[
        str | None, typer.Option("--approved-by", help=_("Who approved the change."))
    ] = None,
    at: Annotated[str | None, typer.Option("--at", help=_("When."))] = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Amend one record, act, sidecar or person, or the page of the case."""
    from lawrec.operations.amend import Amendment
    from lawrec.operations.amend import amend as change

    folder, session = find_case(case, bureau, as_who)
    why = Amendment(reason, by, approved_by, at)
    written = change(
        folder,
        session,
        item,
        why,
        text=read_text(source),
        name=source_name(source),
        sets=sets or (),
    )
    show_written(written, as_json=as_json)
