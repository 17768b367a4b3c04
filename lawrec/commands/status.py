"""lawrec status: what is missing in a case, by when, with which command."""

from __future__ import annotations

import typer

from lawrec.commands.common import BureauOption, CaseArgument, Json, emit, out
from lawrec.commands.table_files import CsvOption, XlsxOption, write_tables
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("status", help=_("What is missing in a case, by when, and what to do."))(status)


def status(
    case: CaseArgument,
    as_xlsx: XlsxOption = None,
    as_csv: CsvOption = None,
    bureau: BureauOption = None,
    as_json: Json = False,
) -> None:
    """Show the list of work; the answer is never an exit code."""
    from lawrec.operations.listing import case_folder
    from lawrec.operations.status import status as judge
    from lawrec.report.office_tables import of_work
    from lawrec.report.worklist import lines, to_json

    work = judge(case_folder(case, bureau), bureau=bureau)
    write_tables(lambda: of_work(work), as_xlsx, as_csv)
    if as_json:
        emit(to_json(work))
        return
    for line in lines(work):
        out(line)
