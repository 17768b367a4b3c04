"""lawrec render: papers to print and sign, as editable documents or as PDF, and blank forms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from lawrec.commands.common import As, BureauOption, Json, emit, out, parse_tuple, say
from lawrec.i18n import Language, _

Format = Literal["docx", "pdf"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "render", help=_("Print papers of a case as .docx or PDF, or blank forms to take along.")
    )(render)


def render(  # noqa: PLR0913
    case: Annotated[
        str | None,
        typer.Argument(
            metavar="CASE",
            help=_("The case: its folder, its number, or year/number such as 2026/0001."),
            show_default=False,
        ),
    ] = None,
    records: Annotated[
        list[str] | None,
        typer.Argument(metavar="RECORD", help=_("Records: R07, R09."), show_default=False),
    ] = None,
    form: Annotated[
        Format,
        typer.Option("--format", help=_("docx to edit in Word or WPS, pdf to print and keep.")),
    ] = "docx",
    everything: Annotated[bool, typer.Option("--all", help=_("All records of the case."))] = False,
    blank: Annotated[
        list[str] | None,
        typer.Option(
            "--blank", help=_("The blank form of a kind, to take along."), show_default=False
        ),
    ] = None,
    target: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help=_("A new file, or a folder for several; else the current folder."),
            show_default=False,
        ),
    ] = None,
    fonts: Annotated[
        Path | None,
        typer.Option("--fonts", help=_("A folder of font files for PDF."), show_default=False),
    ] = None,
    language: Annotated[
        Language | None,
        typer.Option(
            "--language",
            help=_("The language of the paper; else the bureau's."),
            show_default=False,
        ),
    ] = None,
    bureau: BureauOption = None,
    as_who: As = None,
    as_json: Json = False,
) -> None:
    """Print what the records say, with places to sign; nothing in the case changes."""
    from lawrec.operations.locate import locate
    from lawrec.operations.rendering import Wanted, render
    from lawrec.operations.session import open_session
    from lawrec.report.lines import listed

    wanted = Wanted(
        form, parse_tuple(records), everything, parse_tuple(blank), target, fonts, language
    )
    if case is None:
        folder, session = None, open_session(Path.cwd(), bureau=bureau, as_who=as_who)
    else:
        folder, session = locate(case, bureau, as_who)
    done = render(folder, session, wanted)
    if as_json:
        emit({"schema_version": "1", "format": form, "written": [_data(one) for one in done]})
        return
    for one in done:
        out(str(one.path))
        if one.left_out:
            said = _("{path} does not say what the record says of: {fields}")
            say(said.format(path=one.path, fields=listed(one.left_out)))
    for own in dict.fromkeys(one.passed_over for one in done if one.passed_over):
        said = _("{path} was not used: this computer does not know that case repository as its own")
        say(said.format(path=own))
    used = tuple(dict.fromkeys(name for one in done for name in one.fonts))
    if used:
        say(_("Set in {fonts}").format(fonts=", ".join(used)))


def _data(one: Any) -> dict[str, Any]:
    return {
        "record": one.record,
        "kind": one.kind,
        "path": str(one.path),
        "form": one.form,
        "own_form": one.own_form,
        "pages": one.pages,
        "fonts": list(one.fonts),
        "left_out": list(one.left_out),
        "passed_over": one.passed_over,
    }
