"""The options of import-media: who filmed, whither it goes, how it is taken in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lawrec.i18n import _

Where = Annotated[
    list[str] | None,
    typer.Argument(metavar="[CASE] SOURCE...", help=_("The case, then folders or files.")),
]
Inbox = Annotated[
    bool, typer.Option("--inbox", help=_("There is no case yet: keep it in the inbox."))
]
OfficerName = Annotated[
    str | None, typer.Option("--officer", help=_("Who filmed: name or certificate number."))
]
DeviceName = Annotated[str | None, typer.Option("--device", help=_("With which recorder."))]
ActId = Annotated[str | None, typer.Option("--act", help=_("Which act it shows: A01."))]
Custodian = Annotated[str | None, typer.Option("--custodian", help=_("To whom it is handed over."))]
StoreName = Annotated[str | None, typer.Option("--store", help=_("Which declared store."))]
ReturnedAt = Annotated[str | None, typer.Option("--returned-at", help=_("Back at the unit when."))]
DepartedAt = Annotated[str | None, typer.Option("--departed-at", help=_("Left the unit when."))]
Reason = Annotated[
    str | None,
    typer.Option("--reason", help=_("continuous_work, away_duty or remote_or_poor_transport.")),
]
CannotReason = Annotated[
    str | None, typer.Option("--cannot-reason", help=_("Why it really could not be in time."))
]
Proof = Annotated[str | None, typer.Option("--proof", help=_("What proves it."))]
ExportList = Annotated[
    Path | None, typer.Option("--export-list", help=_("The dock's own list (CSV)."))
]
HandedOver = Annotated[
    str | None, typer.Option("--at", help=_("When it was handed over, if entered later."))
]
Sm3 = Annotated[bool, typer.Option("--sm3", help=_("Make an SM3 digest beside SHA-256."))]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=_("Only show what would be done; write nothing."))
]
Watch = Annotated[
    bool, typer.Option("--watch", help=_("Stay, and take every card that is plugged in."))
]
WatchFolder = Annotated[
    list[str] | None,
    typer.Option(
        "--watch-folder",
        help=_("With --watch: folders below this one count as cards."),
        show_default=False,
    ),
]
AlreadyThere = Annotated[
    bool,
    typer.Option("--already-there", help=_("With --watch: also what is plugged in already.")),
]
ReceiptFile = Annotated[
    Path | None,
    typer.Option(
        "--receipt",
        help=_("Write the printable receipt (HTML) here; with --watch a folder."),
        show_default=False,
    ),
]
FilmedFrom = Annotated[
    str | None,
    typer.Option("--filmed-from", help=_("When filming began, for files that do not say it.")),
]
FilmedTo = Annotated[
    str | None,
    typer.Option("--filmed-to", help=_("When filming ended, for files that do not say it.")),
]
TimesBy = Annotated[
    str | None, typer.Option("--times-by", help=_("Who states these times: a name."))
]
