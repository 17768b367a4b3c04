"""lawrec schema: what can be entered, with which fields and values."""

from __future__ import annotations

from typing import Annotated

import typer

from lawrec.commands.common import Json, emit, out
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schema", help=_("What can be entered: kinds, fields, values, examples."))(schema)


def schema(
    kind: Annotated[
        str | None,
        typer.Argument(help=_("A kind of record or act, or case, person, media, officer, ...")),
    ] = None,
    list_all: Annotated[bool, typer.Option("--list", help=_("All kinds and values."))] = False,
    as_json: Json = False,
) -> None:
    """Show one kind, or all that there are."""
    from lawrec.operations.schema_info import describe, list_schema
    from lawrec.report.schema_text import listing_json, listing_lines, topic_json, topic_lines

    if kind is None or list_all:
        found = list_schema()
        answer, lines = listing_json(found), listing_lines(found)
    else:
        info = describe(kind)
        answer, lines = topic_json(info), topic_lines(info)
    if as_json:
        emit(answer)
        return
    for line in lines:
        out(line)
