"""lawrec list: the cases of the case repository."""

from __future__ import annotations

from typing import Annotated

import typer

from lawrec.commands.common import BureauOption, Json, emit, out
from lawrec.commands.table_files import CsvOption, XlsxOption, write_tables
from lawrec.errors import UsageError
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("list", help=_("The cases, how far each is, and what is due next."))(list_cases)


def list_cases(
    only_open: Annotated[bool, typer.Option("--open", help=_("Only those not archived."))] = False,
    archived: Annotated[bool, typer.Option("--archived", help=_("Only those archived."))] = False,
    as_xlsx: XlsxOption = None,
    as_csv: CsvOption = None,
    bureau: BureauOption = None,
    as_json: Json = False,
) -> None:
    """Show one line a case."""
    from lawrec.operations.listing import Wanted
    from lawrec.operations.listing import list_cases as find
    from lawrec.report.case_list import lines, to_json
    from lawrec.report.office_tables import of_cases

    if only_open and archived:
        raise UsageError(_("--open and --archived exclude each other"))
    wanted: Wanted = "open" if only_open else "archived" if archived else "all"
    found = find(bureau, wanted=wanted)
    write_tables(lambda: of_cases(found), as_xlsx, as_csv)
    if as_json:
        emit(to_json(found))
        return
    for line in lines(found):
        out(line)
