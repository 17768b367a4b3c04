"""lawrec borrow: the paper file of a case goes out, and comes back."""

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
)
from lawrec.commands.request import shown
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help=_("The paper file, lent out and returned."), no_args_is_help=True)
    group.command("out", help=_("Note who takes the paper file."))(lend)
    group.command("back", help=_("Note that the paper file is back."))(back)
    app.add_typer(group, name="borrow")


At = Annotated[str | None, typer.Option("--at", help=_("When; default: now."))]


def lend(  # noqa: PLR0913
    case: CaseArgument,
    borrower: Annotated[str, typer.Option("--borrower", help=_("Who takes it."))],
    purpose: Annotated[str | None, typer.Option("--purpose", help=_("What for."))] = None,
    approved_by: Annotated[
        str | None, typer.Option("--approved-by", help=_("Who allowed it."))
    ] = None,
    due_on: Annotated[
        str | None, typer.Option("--due-on", help=_("When it has to be back."))
    ] = None,
    at: At = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Lend the file out."""
    from lawrec.operations.requests import lend as note

    folder, session = find_case(case, bureau, as_who)
    given = {"borrower": borrower, "purpose": purpose, "approved_by": approved_by}
    written = note(folder, session, {**given, "due_on": due_on, "borrowed_at": at})
    shown(written, as_json=as_json)
    if not as_json:
        out(_("It stays a draft until the file is back"))
        command = f"lawrec borrow back {written.case} {written.id}"
        out(_("Next: {command}").format(command=command))


def back(
    case: CaseArgument,
    record: Annotated[
        str | None,
        typer.Argument(metavar="[RECORD]", help=_("Which borrowing; default: the only one.")),
    ] = None,
    at: At = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Take the file back."""
    from lawrec.operations.requests import take_back

    folder, session = find_case(case, bureau, as_who)
    shown(take_back(folder, session, record, at), as_json=as_json)
