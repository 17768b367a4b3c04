"""The Typer application: which commands there are, in which groups, under which names."""

from __future__ import annotations

import typer

from lawrec.commands import (
    amend,
    archive,
    assign_media,
    attach,
    attest,
    audit,
    close_case,
    declare,
    demo,
    finalise,
    import_media,
    init,
    journal,
    list_cases,
    log_act,
    new_case,
    people,
    records,
    rectify,
    roster,
    rules,
    schema,
    seen,
    show,
    status,
    verify,
)
from lawrec.errors import ExitCode
from lawrec.i18n import _


def build() -> typer.Typer:
    """The application with its commands; daily ones first."""
    app = typer.Typer(
        name="lawrec",
        help=_("Keeps, judges and archives the complete record of administrative law enforcement."),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_root)
    for module in (
        init, new_case, log_act, records, attach, seen, import_media, assign_media, declare,
        attest, status, audit, close_case, archive, verify, list_cases, show, journal, rules,
        schema, demo, amend, finalise, rectify, people, roster,
    ):  # fmt: skip
        module.register(app)
    return app


def _root(
    version: bool = typer.Option(False, "--version", "-V", help=_("Show the version and stop.")),
) -> None:
    if version:
        raise typer.Exit(ExitCode.OK)


def call(arguments: list[str]) -> int:
    """Run one command line; usage errors give exit code 2."""
    application = build()
    command = typer.main.get_command(application)
    try:
        result = command.main(args=arguments, prog_name="lawrec", standalone_mode=False)
    except typer.Exit as stop:
        return stop.exit_code
    except typer.Abort:
        return ExitCode.USAGE
    except Exception as error:
        show = getattr(error, "show", None)
        if show is None or not hasattr(error, "exit_code"):
            raise
        show()
        return ExitCode.USAGE
    return result if isinstance(result, int) else ExitCode.OK
