"""lawrec init: make a bureau's case repository."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from lawrec.commands.common import Json, emit, out, parse_tuple, read_text, source_name
from lawrec.errors import UsageError
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init", help=_("Make a bureau's case repository."))(init)


def init(  # noqa: PLR0913
    folder: Annotated[Path, typer.Argument(help=_("The folder for it."))] = Path(),
    name: Annotated[str | None, typer.Option("--name", help=_("The bureau's full name."))] = None,
    unit: Annotated[
        list[str] | None,
        typer.Option("--unit", help=_("An enforcing unit: NAME or NAME=section|institution.")),
    ] = None,
    store: Annotated[
        list[str] | None,
        typer.Option("--store", help=_("Unit storage for footage: ID or ID=NAME.")),
    ] = None,
    effective_from: Annotated[
        str | None, typer.Option("--effective-from", help=_("When the regulation was issued here."))
    ] = None,
    organ: Annotated[
        str | None, typer.Option("--reconsideration-organ", help=_("Where decisions are reviewed."))
    ] = None,
    court: Annotated[str | None, typer.Option("--court", help=_("The competent court."))] = None,
    source: Annotated[
        str | None, typer.Option("--from", help=_("A YAML file with the whole profile."))
    ] = None,
    as_json: Json = False,
) -> None:
    """Make the folder, its profile, rosters, log and history."""
    from lawrec.operations.input import build
    from lawrec.operations.setup import init_bureau

    data, _document = build(read_text(source), source_name(source), ())
    bureau = data.get("bureau")
    named = dict(bureau) if isinstance(bureau, dict) else {}
    given = {"name": name, "reconsideration_organ": organ, "court": court}
    named.update({key: value for key, value in given.items() if value})
    if "name" not in named:
        raise UsageError(_("Name the bureau with --name"))
    data["bureau"] = named
    if effective_from:
        data["effective_from"] = effective_from
    if unit:
        pairs = [text.partition("=") for text in parse_tuple(unit)]
        units = {key: {"type": kind or "section"} for key, _sign, kind in pairs}
        data["units"] = {**_mapping(data.get("units")), **units}
    if store:
        pairs = [text.partition("=") for text in parse_tuple(store)]
        stores = {k: {"type": "unit_dedicated", "name": label or k} for k, _sign, label in pairs}
        data["stores"] = {**_mapping(data.get("stores")), **stores}
    made = init_bureau(folder.resolve(), data, getpass.getuser())
    if as_json:
        emit({"schema_version": "1", "repository": str(made)})
    else:
        out(_("The case repository is in {path}").format(path=made))


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}
