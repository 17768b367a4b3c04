"""lawrec attach: take in the scan of a signed paper, or a document of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from lawrec.commands.common import As, BureauOption, CaseArgument, Json, find_case, show_written
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
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("attach", help=_("Take in a scan of a signed paper."))(attach)


def attach(  # noqa: PLR0913
    case: CaseArgument,
    file: Annotated[str, typer.Argument(help=_("The scan: a PDF or picture."))],
    scan_of: Annotated[
        str | None, typer.Option("--scan-of", help=_("Of which record: R07."))
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help=_("What it is."))] = None,
    pages: Annotated[str | None, typer.Option("--pages", help=_("How many pages."))] = None,
    at: Annotated[str | None, typer.Option("--at", help=_("When it was scanned."))] = None,
    device: Annotated[str | None, typer.Option("--device", help=_("With which scanner."))] = None,
    proves: Annotated[str | None, typer.Option("--proves", help=_("What it proves."))] = None,
    seen_by: Annotated[
        str | None, typer.Option("--seen-by", help=_("Who has looked at the signatures."))
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
) -> None:
    """Attach one file."""
    from lawrec.operations.attach import Attachment
    from lawrec.operations.attach import attach as take_in

    folder, session = find_case(case, bureau, as_who)
    kept = stub_of(
        stub=stub, title=title, kept_at=kept_at, number=number, level=level,
        decided_by=decided_by, until=until, allowed=allowed,
    )  # fmt: skip
    given = Attachment(scan_of, title, pages, at, device, proves, seen_by, kept_at, secrecy, kept)
    show_written(take_in(folder, session, file, given), as_json=as_json)
