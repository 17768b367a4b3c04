"""lawrec rules: the clause list, one clause in full, and the coverage table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from lawrec.commands.common import BureauOption, Json, emit, out
from lawrec.errors import UsageError
from lawrec.i18n import _

_BOOK = "panjin"
_WITHOUT_BOOK = ("coverage", "diff")
BookOption = Annotated[
    str,
    typer.Option("--book", help=_("panjin, liaoning, national, or a book of the bureau.")),
]


@dataclass(frozen=True, slots=True)
class _Before:
    """The options written before the subcommand; they hold for it too."""

    book: str
    bureau: Path | None
    as_json: bool


def register(app: typer.Typer) -> None:
    """Add the group; alone it lists all clauses."""
    group = typer.Typer(help=_("The clauses of the regulation and how lawrec judges them."))
    group.callback(invoke_without_command=True)(rules)
    group.command("list", help=_("All clauses."))(list_rules)
    group.command("explain", help=_("One clause or article in full."))(explain)
    group.command("coverage", help=_("How far each article is judged, as a Markdown table."))(
        coverage
    )
    group.command("diff", help=_("How two books differ, row by row."))(diff)
    app.add_typer(group, name="rules")


def rules(
    context: typer.Context,
    book: BookOption = _BOOK,
    bureau: BureauOption = None,
    as_json: Json = False,
) -> None:
    """List all clauses unless a subcommand says otherwise."""
    if context.invoked_subcommand is None:
        _list(book, bureau, as_json=as_json)
    elif book != _BOOK and context.invoked_subcommand in _WITHOUT_BOOK:
        raise UsageError(
            _("--book does not go with {command}").format(command=context.invoked_subcommand)
        )
    else:
        context.obj = _Before(book, bureau, as_json)


def list_rules(
    context: typer.Context,
    book: BookOption = _BOOK,
    bureau: BureauOption = None,
    as_json: Json = False,
) -> None:
    """Show all rows of the clause list."""
    _list(*_both(context, book, bureau), as_json=as_json or context.obj.as_json)


def _both(context: typer.Context, book: str, bureau: Path | None) -> tuple[str, Path | None]:
    """The book and bureau named after the subcommand, or else before it."""
    before: _Before = context.obj
    return before.book if book == _BOOK else book, bureau or before.bureau


def _list(book: str, bureau: Path | None, *, as_json: bool) -> None:
    from lawrec.operations.locate import bureau_or_none
    from lawrec.operations.rules_info import all_clauses
    from lawrec.report.rules_text import clause_json, table

    found = all_clauses(book, bureau_or_none(bureau))
    if as_json:
        emit([clause_json(info) for info in found])
        return
    for line in table(found):
        out(line)


def explain(
    context: typer.Context,
    clauses: Annotated[
        list[str], typer.Argument(help=_("An id (14a), an article (14), or 第十三条第三款."))
    ],
    book: BookOption = _BOOK,
    bureau: BureauOption = None,
    as_json: Json = False,
) -> None:
    """Show what clauses ask, who judges them, and with which rule."""
    from lawrec.operations.locate import bureau_or_none
    from lawrec.operations.rules_info import explain as find
    from lawrec.report.rules_text import explained, explained_json

    book, bureau = _both(context, book, bureau)
    found = [info for name in clauses for info in find(name, book, bureau_or_none(bureau))]
    if as_json or context.obj.as_json:
        emit([explained_json(info) for info in found])
        return
    for number, info in enumerate(found):
        if number:
            out()
        for line in explained(info):
            out(line)


def coverage(context: typer.Context, as_json: Json = False) -> None:
    """Show the coverage table."""
    from dataclasses import asdict

    from lawrec.operations.rules_info import coverage as count
    from lawrec.report.rules_text import coverage_markdown

    found = count()
    if as_json or context.obj.as_json:
        emit([asdict(row) for row in found])
        return
    for line in coverage_markdown(found):
        out(line)


def diff(
    context: typer.Context,
    one: Annotated[str, typer.Argument(help=_("The first book."))],
    other: Annotated[str, typer.Argument(help=_("The second book."))],
    bureau: BureauOption = None,
    as_json: Json = False,
) -> None:
    """Show the rows that only one book has, and what differs in the others."""
    from lawrec.operations.book_diff import book_diff
    from lawrec.operations.locate import bureau_or_none
    from lawrec.report.book_diff import diff_json, diff_lines

    found = book_diff(one, other, bureau_or_none(bureau or context.obj.bureau))
    if as_json or context.obj.as_json:
        emit(diff_json(found))
        return
    for line in diff_lines(found):
        out(line)
