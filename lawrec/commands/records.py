"""lawrec add-record: add a paper to a case."""

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
    out,
    parse_tuple,
    read_text,
    show_written,
    source_name,
)
from lawrec.commands.guide import CaseOrAsked, ask_for, asks, needed
from lawrec.commands.secrecy_options import (
    Allowed,
    DecidedBy,
    KeptAt,
    Level,
    Number,
    Secrecy,
    StubFlag,
    Until,
    stub_of,
)
from lawrec.errors import UsageError
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("add-record", help=_("Add a paper to a case."))(add_record)


def add_record(  # noqa: PLR0913
    case: CaseOrAsked = None,
    kind: Annotated[
        str | None, typer.Argument(help=_("The kind of record, English or Chinese."))
    ] = None,
    table: TableOption = None,
    source: From = None,
    sets: Sets = None,
    act: Annotated[str | None, typer.Option("--act", help=_("The act it documents: A01."))] = None,
    start: Annotated[
        str | None, typer.Option("--start", help=_("Makes the act too: when it began."))
    ] = None,
    end: Annotated[str | None, typer.Option("--end", help=_("When that act ended."))] = None,
    place: Annotated[str | None, typer.Option("--place", help=_("Where that act was."))] = None,
    at: Annotated[str | None, typer.Option("--at", help=_("When the paper was made."))] = None,
    signed: Annotated[
        list[str] | None, typer.Option("--signed", help=_("Who signed it; repeat it."))
    ] = None,
    refused: Annotated[
        list[str] | None,
        typer.Option("--refused", help=_("Who refused to sign: NAME=THE WORDS ON THE PAPER.")),
    ] = None,
    noted_by: Annotated[
        str | None, typer.Option("--noted-by", help=_("Which officer noted the refusal."))
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help=_("Keep it open for now."))] = False,
    secrecy: Secrecy = None,
    stub: StubFlag = False,
    title: Annotated[str | None, typer.Option("--title", help=_("What it is."))] = None,
    number: Number = None,
    kept_at: KeptAt = None,
    level: Level = None,
    decided_by: DecidedBy = None,
    until: Until = None,
    allowed: Allowed = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Add one record, or those of a table; what follows from act, roster and case is filled in."""
    from lawrec.operations.records import RecordInput
    from lawrec.operations.records import add_record as add
    from lawrec.operations.table_entry import add_records

    if asks(
        *(table, source, sets, act, start, end, place, at, signed, refused, noted_by, draft),
        *(secrecy, stub, title, number, kept_at, level, decided_by, until, allowed),
        as_json=as_json,
    ):
        ask_for("add-record", case, kind, bureau=bureau, as_who=as_who)
    case, kind = needed("CASE", case), needed("KIND", kind)
    folder, session = find_case(case, bureau, as_who)
    settings = [*(sets or ()), *(f"{k}={v}" for k, v in (("made_at", at), ("title", title)) if v)]
    kept = stub_of(
        stub=stub, title=title, kept_at=kept_at, number=number, level=level,
        decided_by=decided_by, until=until, allowed=allowed,
    )  # fmt: skip
    if table is not None:
        if kept is not None or any((secrecy, act, start, end, place, refused)):
            raise UsageError(_("What differs from paper to paper stands in the table, as a column"))
        common = RecordInput(kind, signed=parse_tuple(signed), noted_by=noted_by, draft=draft)
        rows = source_of(table, source, settings)
        show_entered(add_records(folder, session, rows, common), as_json=as_json)
        return
    given = RecordInput(
        kind, read_text(source), source_name(source), tuple(settings), act, start, end, place,
        parse_tuple(signed), tuple(refused or ()), noted_by, draft,
        secrecy, kept,
    )  # fmt: skip
    written = add(folder, session, given)
    show_written(written, as_json=as_json)
    open_still = isinstance(written.content, dict) and written.content.get("draft") == "yes"
    if open_still and not draft and not as_json:
        out(_("Nothing of what the paper says was given, so it is kept as a draft"))
        out(
            _("Next: {command}").format(
                command=f"lawrec finalise {written.case} {written.id} --set ..."
            )
        )
