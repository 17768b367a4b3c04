"""lawrec attach: take in the scan of a signed paper, or a document of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from lawrec.commands.attach_sort import Sorting, sort_scans
from lawrec.commands.common import As, BureauOption, Json, find_case, show_written
from lawrec.commands.secrecy_options import (
    Allowed,
    DecidedBy,
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
    app.command("attach", help=_("Take in a scan of a signed paper."))(attach)


def attach(  # noqa: PLR0913
    case: Annotated[
        str | None,
        typer.Argument(
            metavar="CASE",
            help=_("The case: its folder, its number, or year/number such as 2026/0001."),
            show_default=False,
        ),
    ] = None,
    file: Annotated[
        str | None,
        typer.Argument(help=_("The scan: a PDF or picture."), show_default=False),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            "--sort",
            metavar="FOLDER",
            help=_("A folder of scans: each is filed by the code on its pages."),
            show_default=False,
        ),
    ] = None,
    scan_of: Annotated[
        str | None, typer.Option("--scan-of", help=_("Of which record: R07."))
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help=_("What it is."))] = None,
    pages: Annotated[str | None, typer.Option("--pages", help=_("How many pages."))] = None,
    at: Annotated[str | None, typer.Option("--at", help=_("When it was scanned."))] = None,
    device: Annotated[str | None, typer.Option("--device", help=_("With which scanner."))] = None,
    proves: Annotated[str | None, typer.Option("--proves", help=_("What it proves."))] = None,
    seen_by: Annotated[
        str | None,
        typer.Option(
            "--seen-by",
            help=_("Who has looked at each of the signatures: a person, never a program."),
        ),
    ] = None,
    kept_at: Annotated[
        str | None, typer.Option("--kept-at", help=_("Where the signed paper lies."))
    ] = None,
    secrecy: Secrecy = None,
    stub: StubFlag = False,
    number: Number = None,
    level: Level = None,
    decided_by: DecidedBy = None,
    until: Until = None,
    allowed: Allowed = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> int | None:
    """Attach one file, or a heap of scans."""
    from lawrec.operations.attach import Attachment
    from lawrec.operations.attach import attach as take_in

    if sort is not None:
        others = (file, scan_of, title, pages, at, device, proves, secrecy, number, level)
        if stub or any(value is not None for value in (*others, decided_by, until, allowed)):
            raise UsageError(_("With --sort the codes say what each scan is; name only the case"))
        return sort_scans(Sorting(sort, case, bureau, as_who, seen_by, kept_at, as_json))
    if case is None or file is None:
        raise UsageError(_("Name the case and the scan, or a heap of scans with --sort FOLDER"))
    folder, session = find_case(case, bureau, as_who)
    kept = stub_of(
        stub=stub, title=title, kept_at=kept_at, number=number, level=level,
        decided_by=decided_by, until=until, allowed=allowed,
    )  # fmt: skip
    given = Attachment(scan_of, title, pages, at, device, proves, seen_by, kept_at, secrecy, kept)
    show_written(take_in(folder, session, file, given), as_json=as_json)
    return None
