"""lawrec seen: somebody has looked at the signatures on the originals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

import typer

from lawrec.commands.common import (
    As,
    BureauOption,
    CaseArgument,
    Json,
    find_case,
    parse_tuple,
    show_written,
)
from lawrec.i18n import _
from lawrec.schema.ids import make_id

_RANGE = re.compile(r"R(\d{1,5})\s*[-–~]\s*R?(\d{1,5})")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("seen", help=_("Note that a named person has seen the signed originals."))(seen)


def seen(  # noqa: PLR0913
    case: CaseArgument,
    records: Annotated[list[str], typer.Argument(help=_("The records: R03 R07, or R03-R12."))],
    kept_at: Annotated[str, typer.Option("--kept-at", help=_("Where the papers lie."))],
    by: Annotated[str | None, typer.Option("--by", help=_("Who has looked at them."))] = None,
    at: Annotated[str | None, typer.Option("--at", help=_("When."))] = None,
    pages: Annotated[str | None, typer.Option("--pages", help=_("Which pages."))] = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Note it for one paper or a box of them."""
    from lawrec.operations.pages import seen as note

    folder, session = find_case(case, bureau, as_who)
    ids = tuple(item for text in parse_tuple(records) for item in _spread(text))
    written = note(folder, session, ids, kept_at=kept_at, by=by, at=at, pages=pages)
    show_written(written, as_json=as_json)


def _spread(text: str) -> Iterator[str]:
    """R03-R12 is all of them; what is no range is one id as it stands."""
    match = _RANGE.fullmatch(text)
    if match is None:
        yield text
        return
    for number in range(int(match[1]), int(match[2]) + 1):
        yield make_id("R", number)
