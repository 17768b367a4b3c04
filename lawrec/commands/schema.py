"""lawrec schema: what can be entered, with which fields and values."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lawrec.commands.common import As, BureauOption, Json, emit, out
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
    refresh: Annotated[
        bool,
        typer.Option("--refresh", help=_("Renew the schemas for editors in the case repository.")),
    ] = False,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Show one kind, or all that there are; or renew what editors check pages by."""
    if refresh:
        _refresh(bureau, as_who, as_json=as_json)
        return
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


def _refresh(bureau: Path | None, as_who: str | None, *, as_json: bool) -> None:
    from lawrec.operations.session import open_session
    from lawrec.operations.setup import renew_schemas

    paths = renew_schemas(open_session(Path.cwd(), bureau=bureau, as_who=as_who))
    if as_json:
        emit({"schema_version": "1", "renewed": list(paths)})
        return
    for path in paths:
        out(_("Renewed: {path}").format(path=path))
    if not paths:
        out(_("The schemas for editors are those of this version"))
