"""lawrec new-case: open a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawrec.commands.by_table import source_of
from lawrec.commands.common import (
    As,
    BureauOption,
    From,
    Json,
    Sets,
    TableOption,
    emit,
    out,
    parse_tuple,
    read_text,
    source_name,
)
from lawrec.commands.guide import ask_for, asks
from lawrec.errors import UsageError
from lawrec.i18n import _
from lawrec.operations.session import open_session

if TYPE_CHECKING:
    from lawrec.operations.opening import Opened
    from lawrec.operations.session import Session
    from lawrec.operations.table_entry import Source


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("new-case", help=_("Open a case and give out its number."))(new_case)


def new_case(  # noqa: PLR0913
    title: Annotated[str | None, typer.Option("--title", help=_("The case's name."))] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            help=_("licence, penalty, coercion, expropriation, requisition, inspection, other."),
        ),
    ] = None,
    procedure: Annotated[
        str | None,
        typer.Option("--procedure", help=_("general, summary, application, plan_inspection.")),
    ] = None,
    officer: Annotated[
        list[str] | None, typer.Option("--officer", help=_("A handling officer; repeat it."))
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", help=_("The handling unit."))] = None,
    party: Annotated[
        list[str] | None, typer.Option("--party", help=_("The party's name; repeat it."))
    ] = None,
    lead: Annotated[str | None, typer.Option("--lead", help=_("The lead: L2026-0031."))] = None,
    initiated_by: Annotated[
        str | None,
        typer.Option("--initiated-by", help=_("application, ex_officio, complaint, ...")),
    ] = None,
    number: Annotated[
        str | None, typer.Option("--number", help=_("The number that the office gave."))
    ] = None,
    table: TableOption = None,
    source: From = None,
    sets: Sets = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Open the case; people who work on it are named, not guessed."""
    from lawrec.operations.input import build
    from lawrec.operations.opening import open_case

    given: dict[str, object] = {
        "title": title,
        "kind": kind,
        "procedure": procedure,
        "officers": list(parse_tuple(officer)),
        "unit": unit,
        "lead": lead,
        "initiated_by": initiated_by,
    }
    given = {key: value for key, value in given.items() if value}
    if asks(given, party, number, table, source, sets, as_json=as_json):
        ask_for("new-case", bureau=bureau, as_who=as_who)
    session = open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    if table is not None:
        if number is not None:
            raise UsageError(_("What differs from case to case stands in the table, as a column"))
        rows = source_of(table, source, sets)
        _open_table(session, rows, given, parse_tuple(party), as_json=as_json)
        return
    data, _document = build(read_text(source), source_name(source), sets or ())
    data.update(given)
    _require(data)
    persons = data.pop("persons", {})
    people: dict[str, dict[str, object]] = dict(persons) if isinstance(persons, dict) else {}
    for name in parse_tuple(party):
        people.setdefault(name, {"capacity": "party"})
    own = data.pop("number", None)
    opened = open_case(session, data, people, number=number or (str(own) if own else None))
    _show(opened, as_json=as_json)


def _show(opened: Opened, *, as_json: bool) -> None:
    """The label, number and folder of the new case."""
    if as_json:
        emit(
            {
                "schema_version": "1",
                "case": opened.label,
                "number": opened.number,
                "path": str(opened.folder),
                "head": opened.head,
            }
        )
        return
    out(_("Case {label}, number {number}").format(label=opened.label, number=opened.number))
    out(_("Its folder: {path}").format(path=opened.folder))
    out(_("Next: lawrec status {label}").format(label=opened.label))


def _open_table(
    session: Session,
    rows: Source,
    given: dict[str, object],
    party: tuple[str, ...],
    *,
    as_json: bool,
) -> None:
    """Open one case a row, and show their numbers."""
    from lawrec.operations.case_table import open_cases

    opened = open_cases(session, rows, given, party)
    if as_json:
        cases = [
            {"case": one.label, "number": one.number, "path": str(one.folder), "head": one.head}
            for one in opened
        ]
        emit({"schema_version": "1", "cases": cases})
        return
    for one in opened:
        out(_("Case {label}, number {number}").format(label=one.label, number=one.number))
    out(_("{count} cases of the table are open").format(count=len(opened)))


def _require(data: dict[str, object]) -> None:
    """What nobody can guess must be said."""
    if not data.get("title") or not data.get("kind"):
        raise UsageError(
            _("A new case needs a title and a kind"),
            fix=_("Say them with --title and --kind, or in the file of --from"),
        )
