"""lawrec override: upper law provides otherwise, and the legal section stands for it."""

from __future__ import annotations

from typing import Annotated

import typer

from lawrec.commands.common import (
    As,
    BureauOption,
    CaseArgument,
    Json,
    find_case,
    out,
    parse_tuple,
    show_written,
)
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("override", help=_("Note that upper law provides otherwise."))(override)


def override(  # noqa: PLR0913
    case: CaseArgument,
    clause: Annotated[str, typer.Argument(metavar="CLAUSE", help=_("Which clause: 21.4a."))],
    basis: Annotated[
        str, typer.Option("--basis", help=_("The law and its article that provide otherwise."))
    ],
    text: Annotated[str, typer.Option("--text", help=_("What it says for this case."))],
    by: Annotated[str, typer.Option("--by", help=_("Who of the legal section approved it."))],
    entry: Annotated[
        str | None,
        typer.Option("--entry", help=_("The row of an upper-law book that allows it.")),
    ] = None,
    days: Annotated[
        str | None, typer.Option("--days", help=_("How many days it allows instead."))
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", help=_("What shows that its condition is met: R03,M01.")),
    ] = None,
    at: Annotated[str | None, typer.Option("--at", help=_("When; default: now."))] = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Add one override to the page of the case."""
    from lawrec.operations.override import add_override

    folder, session = find_case(case, bureau, as_who)
    given = {"basis": basis, "text": text, "entry": entry, "days": days}
    files = parse_tuple(evidence)
    written = add_override(folder, session, clause, given, by=by, evidence=files, at=at)
    show_written(written, as_json=as_json)
    if not as_json:
        out(_("Next: {command}").format(command=f"lawrec audit {written.case}"))
