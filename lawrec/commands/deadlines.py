"""lawrec deadlines: what is due by when, over all cases; on paper and in calendars too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawrec.commands.common import BureauOption, Json, emit, out, say
from lawrec.commands.table_files import CsvOption, XlsxOption, write_tables
from lawrec.errors import ExitCode, UsageError
from lawrec.i18n import _

if TYPE_CHECKING:
    from lawrec.report.deadlines import Deadlines


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("deadlines", help=_("What is due by when, over all cases, and what was missed."))(
        deadlines
    )


def deadlines(  # noqa: PLR0913 - the options of a command are its signature
    officer: Annotated[
        str | None,
        typer.Option(
            "--officer",
            help=_("Only what this officer handles or has to do: name or certificate number."),
        ),
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", help=_("Only what this unit handles."))] = (
        None
    ),
    days: Annotated[
        int | None,
        typer.Option("--days", help=_("Only what is due within so many days, and what is missed.")),
    ] = None,
    ahead: Annotated[
        str | None,
        typer.Option(
            "--within", help=_("The same as a length of time: 7d, 2w or 48h."), show_default=False
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", help=_("In groups: by officer, or by unit."), show_default=False),
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option(
            "--page",
            help=_("Write the daily page for printing, wall and telephone: FILE.html"),
            show_default=False,
        ),
    ] = None,
    calendar: Annotated[
        Path | None,
        typer.Option("--calendar", help=_("Write a calendar file: FILE.ics"), show_default=False),
    ] = None,
    tasks: Annotated[
        bool, typer.Option("--tasks", help=_("In the calendar file, tasks in place of events."))
    ] = False,
    as_xlsx: XlsxOption = None,
    as_csv: CsvOption = None,
    bureau: BureauOption = None,
    as_json: Json = False,
) -> int:
    """List it; 0 nothing missed, 1 something missed or not readable, 4 a rule failed."""
    from lawrec.operations.deadlines import Wanted, within
    from lawrec.operations.deadlines import deadlines as find
    from lawrec.report.deadlines import lines, tables, to_json

    if by not in (None, "officer", "unit"):
        raise UsageError(_("--by takes officer or unit"))
    if ahead is not None and days is not None:
        raise UsageError(_("Give either --days or --within"))
    if tasks and calendar is None:
        raise UsageError(_("--tasks belongs to --calendar"))
    hours = None
    if ahead is not None:
        days, hours = within(ahead)
    found = find(bureau, Wanted(officer, unit, days, hours))
    write_tables(lambda: tables(found), as_xlsx, as_csv)
    _write(found, page, calendar, tasks=tasks)
    if as_json:
        emit(to_json(found, by))
    elif page is None and calendar is None:
        for line in lines(found, by):
            out(line)
    if found.crashed:
        return ExitCode.CRASH
    return ExitCode.FINDINGS if found.missed or found.unreadable else ExitCode.OK


def _write(found: Deadlines, page: Path | None, calendar: Path | None, *, tasks: bool) -> None:
    """The files that were asked for; each may take the place of its own older version."""
    from lawrec.operations.deadlines_files import write_calendar, write_page

    if page is not None:
        write_page(page, found)
        say(_("The page is in {path}").format(path=page))
    if calendar is not None:
        counts = write_calendar(calendar, found, "tasks" if tasks else "events")
        said = _("The calendar is in {path}: {waiting} due, {done} told as done")
        say(said.format(path=calendar, waiting=counts.waiting, done=counts.done))
