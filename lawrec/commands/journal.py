"""lawrec journal: the acts of a case in the order of time."""

from __future__ import annotations

import typer

from lawrec.commands.common import BureauOption, CaseArgument, Json, emit, out
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("journal", help=_("The acts in the order of time, with papers and media."))(journal)


def journal(case: CaseArgument, bureau: BureauOption = None, as_json: Json = False) -> None:
    """Show what was done, what documents it, and when it was entered."""
    from lawrec.operations.journal import journal as read
    from lawrec.operations.listing import case_folder
    from lawrec.report.journal_text import lines, to_json

    found = read(case_folder(case, bureau))
    if as_json:
        emit(to_json(found))
        return
    for line in lines(found):
        out(line)
