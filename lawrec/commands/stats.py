"""lawrec stats: the yearly tables of enforcement, each number with the cases behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lawrec.commands.common import BureauOption, Json, emit, out, parse_tuple, say
from lawrec.commands.table_files import CsvOption, XlsxOption, write_tables
from lawrec.errors import ExitCode, UsageError
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("stats", help=_("The yearly tables of enforcement, and the cases behind them."))(
        stats
    )


def stats(  # noqa: PLR0913 - the options of a command are its signature
    year: Annotated[
        int | None, typer.Option("--year", help=_("Which year; without it the current one."))
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", help=_("The first day, in place of a year."))
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", help=_("The last day, which is counted too."))
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", help=_("Only what this unit handles."))] = (
        None
    ),
    by: Annotated[
        str | None, typer.Option("--by", help=_("Also broken down: by month, or by unit."))
    ] = None,
    trace: Annotated[
        list[str] | None,
        typer.Option(
            "--trace",
            help=_("The cases and papers behind a number: its id, a table's name, or all."),
            show_default=False,
        ),
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option("--page", help=_("Write a page for printing: FILE.html"), show_default=False),
    ] = None,
    as_xlsx: XlsxOption = None,
    as_csv: CsvOption = None,
    bureau: BureauOption = None,
    as_json: Json = False,
) -> int:
    """Count; 0 all was told, 1 something could not be told, 4 lawrec failed on a case."""
    from lawrec.operations.stats import asked
    from lawrec.operations.stats import stats as find
    from lawrec.report.stats import lines, tables, trace_lines, traced
    from lawrec.report.stats_json import to_json

    found = find(bureau, asked(year, start, end, unit, by))
    wanted = parse_tuple(trace)
    figures = traced(found, wanted)
    if wanted and not figures:
        text = _("No number is called {name}; the ids stand in the last column of each table")
        raise UsageError(text.format(name=", ".join(wanted)))
    write_tables(lambda: tables(found, figures), as_xlsx, as_csv)
    if page is not None:
        from lawrec.operations.generated import write_generated
        from lawrec.report.generated import STATS
        from lawrec.report.stats_page import stats_page

        write_generated(page, STATS, stats_page(found).encode("utf-8", "replace"))
        say(_("The page is in {path}").format(path=page))
    if as_json:
        emit(to_json(found))
    else:
        for line in trace_lines(figures) if wanted else lines(found):
            out(line)
    if any(one.crashed for one in found.unread):
        return ExitCode.CRASH
    return ExitCode.FINDINGS if found.open else ExitCode.OK
