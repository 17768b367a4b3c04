"""lawrec attest: a named checker's judgement where a machine cannot tell."""

from __future__ import annotations

from typing import Annotated

import typer

from lawrec.commands.common import (
    As,
    BureauOption,
    Json,
    find_case,
    parse_tuple,
    show_written,
)
from lawrec.commands.guide import CaseOrAsked, ask_for, asks, needed
from lawrec.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("attest", help=_("Record what a named checker has judged."))(attest)


def attest(  # noqa: PLR0913
    case: CaseOrAsked = None,
    clauses: Annotated[list[str] | None, typer.Argument(help=_("The clauses: 5.1a 12f."))] = None,
    basis: Annotated[str, typer.Option("--basis", help=_("What was examined and found."))] = "",
    by: Annotated[str | None, typer.Option("--by", help=_("Who judged."))] = None,
    at: Annotated[str | None, typer.Option("--at", help=_("When."))] = None,
    not_met: Annotated[bool, typer.Option("--not-met", help=_("The clause is not met."))] = False,
    pending: Annotated[
        bool, typer.Option("--pending", help=_("All clauses that lawrec has no rule for yet."))
    ] = False,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Attest; it answers open clauses and never waives a violation."""
    from lawrec.errors import UsageError
    from lawrec.operations.pages import attest as enter

    if asks(clauses, basis, by, at, not_met, pending, as_json=as_json):
        ask_for("attest", case, bureau=bureau, as_who=as_who)
    case = needed("CASE", case)
    if not basis.strip():
        raise UsageError(_("Say what was examined with --basis"))
    folder, session = find_case(case, bureau, as_who)
    answer = "not_met" if not_met else "met"
    written = enter(
        folder, session, parse_tuple(clauses), basis=basis, by=by, at=at, answer=answer,
        pending=pending,
    )  # fmt: skip
    show_written(written, as_json=as_json)
