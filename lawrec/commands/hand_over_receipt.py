"""lawrec receipt: the receipt of a hand-over, at any time again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lawrec.commands.common import As, BureauOption, CaseArgument, Json, emit, out, say
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("receipt", help=_("Print the receipt of a hand-over of footage again."))(receipt)


def receipt(
    case: CaseArgument,
    record: Annotated[
        str | None, typer.Argument(help=_("The hand-over record: R07; else the newest one."))
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html", help=_("Write the printable page into this new file."), show_default=False
        ),
    ] = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Show who handed over what to whom; contents are not read again."""
    from lawrec.operations.locate import locate_holding
    from lawrec.operations.receipt_files import require_new, write_receipt
    from lawrec.operations.receipts import receipt_again
    from lawrec.report.handover_text import receipt_json, receipt_text

    if html is not None:
        require_new(html)
    folder, session = locate_holding(case, bureau, as_who)
    found = receipt_again(folder, session, record)
    if html is not None:
        write_receipt(html, found)
        say(_("The receipt is in {path}").format(path=html))
    if as_json:
        emit(receipt_json(found))
    elif html is None:
        for line in receipt_text(found):
            out(line)
