"""lawrec log-act: note what was done, when, where, by whom."""

from __future__ import annotations

from typing import Annotated

import typer

from lawrec.commands.by_table import show_entered, source_of
from lawrec.commands.common import (
    As,
    BureauOption,
    From,
    Json,
    Sets,
    TableOption,
    find_case,
    parse_tuple,
    read_text,
    show_written,
    source_name,
)
from lawrec.commands.guide import CaseOrAsked, ask_for, asks, needed
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("log-act", help=_("Note an enforcement act in the case's journal."))(log_act)


def log_act(  # noqa: PLR0913
    case: CaseOrAsked = None,
    kind: Annotated[
        str | None, typer.Argument(help=_("The kind of act, English or Chinese."))
    ] = None,
    start: Annotated[str | None, typer.Option("--start", help=_("When it began."))] = None,
    end: Annotated[str | None, typer.Option("--end", help=_("When it ended."))] = None,
    place: Annotated[str | None, typer.Option("--place", help=_("Where."))] = None,
    officer: Annotated[
        list[str] | None,
        typer.Option("--officer", help=_("Who acted; default: the case's officers.")),
    ] = None,
    present: Annotated[
        list[str] | None, typer.Option("--present", help=_("Who else was there."))
    ] = None,
    device: Annotated[
        list[str] | None,
        typer.Option("--device", help=_("A recorder that was used: ID or ID=OFFICER.")),
    ] = None,
    outcome: Annotated[
        str | None,
        typer.Option(
            "--outcome", help=_("done, refused_investigation, refused_evidence, interrupted.")
        ),
    ] = None,
    table: TableOption = None,
    source: From = None,
    sets: Sets = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Log one act, or those of a table."""
    from lawrec.operations.acts import known_act
    from lawrec.operations.acts import log_act as log

    if asks(
        *(start, end, place, officer, present, device, outcome, table, source, sets),
        as_json=as_json,
    ):
        ask_for("log-act", case, kind, bureau=bureau, as_who=as_who)
    case = needed("CASE", case)
    folder, session = find_case(case, bureau, as_who)
    fields: dict[str, object] = {"kind": known_act(kind)} if kind else {}
    if device:
        pairs = [text.partition("=") for text in parse_tuple(device)]
        fields["recording"] = [
            {"device": name, **({"by": by} if by else {})} for name, _sign, by in pairs
        ]
    given = {"start": start, "end": end, "place": place, "outcome": outcome}
    fields.update({key: value for key, value in given.items() if value})
    lists = {"officers": parse_tuple(officer), "present": parse_tuple(present)}
    fields.update({key: list(value) for key, value in lists.items() if value})
    if table is not None:
        from lawrec.operations.table_entry import log_acts

        entered = log_acts(folder, session, source_of(table, source, sets), fields)
        show_entered(entered, as_json=as_json)
        return
    written = log(
        folder,
        session,
        fields,
        text=read_text(source),
        name=source_name(source),
        sets=tuple(sets or ()),
    )
    show_written(written, as_json=as_json)
