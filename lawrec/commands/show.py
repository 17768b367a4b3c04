"""lawrec show: a case at a glance, or one item of it in full."""

from __future__ import annotations

from typing import Annotated

import typer

from lawrec.commands.common import BureauOption, CaseArgument, Json, emit, out
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("show", help=_("A case at a glance, or one item: R07, A02, M03."))(show)


def show(
    case: CaseArgument,
    item: Annotated[str | None, typer.Argument(help=_("One item: R07, A02, M03."))] = None,
    bureau: BureauOption = None,
    as_json: Json = False,
) -> None:
    """Show what is there; nothing is judged."""
    from lawrec.operations.listing import case_folder
    from lawrec.operations.overview import show_case, show_item
    from lawrec.report.overview import item_json, item_lines, overview_json, overview_lines

    folder = case_folder(case, bureau)
    if item is not None:
        found = show_item(folder, item)
        answer, lines = item_json(found), item_lines(found)
    else:
        whole = show_case(folder)
        answer, lines = overview_json(whole), overview_lines(whole)
    if as_json:
        emit(answer)
        return
    for line in lines:
        out(line)
