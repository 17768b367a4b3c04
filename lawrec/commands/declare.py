"""lawrec declare: answer what no record shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from lawrec.commands.common import As, BureauOption, Json, find_case, out, show_written
from lawrec.commands.guide import CaseOrAsked, ask_for, asks, needed
from lawrec.errors import UsageError
from lawrec.i18n import _, language
from lawrec.schema.questions import question_text
from lawrec.schema.value_names import value_name


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("declare", help=_("Answer questions that no record shows."))(declare)


def declare(  # noqa: PLR0913
    case: CaseOrAsked = None,
    answers: Annotated[
        list[str] | None,
        typer.Argument(help=_("Answers: incidents=no overdue=no (yes, no, unknown).")),
    ] = None,
    basis: Annotated[
        str | None, typer.Option("--basis", help=_("Why; needed where it is a judgement."))
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help=_("Who answers."))] = None,
    at: Annotated[str | None, typer.Option("--at", help=_("When it was answered."))] = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Enter the answers."""
    from lawrec.operations.pages import declare as enter

    if asks(answers, basis, by, at, as_json=as_json):
        ask_for("declare", case, bureau=bureau, as_who=as_who)
    case, answers = needed("CASE", case), needed("ANSWERS", answers)
    pairs = [text.partition("=") for text in answers]
    for name, sign, _answer in pairs:
        if not sign:
            raise UsageError(_("{text} is no answer: write question=yes").format(text=name))
    folder, session = find_case(case, bureau, as_who)
    given = {name: answer for name, _sign, answer in pairs}
    written = enter(folder, session, given, by=by, at=at, basis=basis)
    if as_json:
        show_written(written, as_json=True)
        return
    show_written(replace(written, id=_("The answers")), as_json=False)
    for name, answer in given.items():
        out(f"  {question_text(name, language())} {value_name(answer, language())}")
