"""lawrec preserve: a verified second copy of footage for long keeping (article 17)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lawrec.commands.common import (
    As,
    BureauOption,
    CaseArgument,
    Json,
    emit,
    find_case,
    out,
    parse_tuple,
)
from lawrec.commands.progress import progress_bar
from lawrec.i18n import _

if TYPE_CHECKING:
    from lawrec.operations.preserving import Preserved


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("preserve", help=_("Keep a verified second copy of footage for long."))(preserve)


def preserve(  # noqa: PLR0913
    case: CaseArgument,
    carrier: Annotated[
        str, typer.Option("--carrier", help=_("What it is kept on: archival disc 2026-03."))
    ],
    retention: Annotated[str, typer.Option("--retention", help=_("For how long: 30 years."))],
    media: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MEDIA]...",
            help=_("Which media: M01 M02; without any, those of the situations of article 17."),
        ),
    ] = None,
    store: Annotated[
        str | None, typer.Option("--store", help=_("On which other declared store."))
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=_("Why it is kept."))] = None,
    at: Annotated[
        str | None, typer.Option("--at", help=_("When it was done, if entered later."))
    ] = None,
    burnt: Annotated[
        bool,
        typer.Option("--burnt", help=_("Copied by hand, and compared by the person of --by.")),
    ] = False,
    by: Annotated[
        str | None, typer.Option("--by", help=_("Who compared the copy made by hand."))
    ] = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Copy, read back, compare and enter it; what is there already is compared, never replaced."""
    from lawrec.operations.preserving import PreserveOptions
    from lawrec.operations.preserving import preserve as keep

    folder, session = find_case(case, bureau, as_who)
    options = PreserveOptions(carrier, retention, store, reason, at, burnt, by)
    with progress_bar(enabled=not as_json and sys.stderr.isatty()) as progress:
        done = keep(folder, session, parse_tuple(media), options, progress)
    if as_json:
        emit(_json(done))
    else:
        _show(done)


def _json(done: Preserved) -> dict[str, Any]:
    return {
        "schema_version": "1",
        "case": done.case,
        "store": done.store,
        "record": done.record,
        "path": done.path,
        "same_disk": done.same_disk,
        "media": [
            {
                "id": one.item,
                "sha256": one.sha256,
                "outcome": one.outcome,
                "place": None if one.place is None else str(one.place),
            }
            for one in done.media
        ],
    }


def _show(done: Preserved) -> None:
    """What was copied and compared, and which record says so."""
    texts = {
        "copied": _("{id}: copied to {place}, read back and compared"),
        "there_already": _("{id}: is at {place} already, compared"),
        "compared": _("{id}: entered as compared by hand"),
    }
    for one in done.media:
        out(texts[one.outcome].format(id=one.item, place=one.place))
    if done.same_disk:
        out(
            _(
                "Note: {store} lies on the same disk as the case; if that disk fails, both "
                "copies are lost"
            ).format(store=done.store)
        )
    if done.record is None:
        out(_("A record of this case says so already; nothing was entered"))
    else:
        out(
            _("{id} is in the case file {case}: {path}").format(
                id=done.record, case=done.case, path=done.path
            )
        )
