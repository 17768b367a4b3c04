"""The Typer application: which commands there are, in which groups, under which names."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import Any

import typer

from lawrec.commands import typer_texts
from lawrec.commands.aliases import meant, refuse_no_text, spoken_out, with_alias
from lawrec.commands.guide_terminal import can_ask
from lawrec.commands.trial import add_trial
from lawrec.errors import ExitCode, UsageError
from lawrec.i18n import _, language

MODULES = {
    "menu": "menu",
    "init": "init",
    "lead": "lead",
    "new-case": "new_case",
    "log-act": "log_act",
    "add-record": "records",
    "sheet": "sheet",
    "attach": "attach",
    "render": "render",
    "seen": "seen",
    "import-media": "import_media",
    "assign-media": "assign_media",
    "receipt": "hand_over_receipt",
    "preserve": "preserve",
    "declare": "declare",
    "attest": "attest",
    "status": "status",
    "audit": "audit",
    "close-case": "close_case",
    "archive": "archive",
    "verify": "verify",
    "list": "list_cases",
    "deadlines": "deadlines",
    "stats": "stats",
    "show": "show",
    "journal": "journal",
    "rules": "rules",
    "schema": "schema",
    "demo": "demo",
    "amend": "amend",
    "finalise": "finalise",
    "undo": "undo",
    "rectify": "rectify",
    "override": "override",
    "request": "request",
    "borrow": "borrow",
    "me": "me",
    "person": "people",
    "officer": "roster",
    "device": "devices",
    "store": "store",
    "doctor": "doctor",
    "backup": "backup",
    "restore": "backup",
    "install-shortcuts": "shortcuts",
    "unit": "unit",
}
"""Command or group -> its module; help lists them in this order, daily ones first."""


def build(only: str | None = None) -> typer.Typer:
    """The application with all commands, or with the module of one, which starts faster."""
    app = typer.Typer(
        name="lawrec",
        help=_("Keeps, judges and archives the complete record of administrative law enforcement."),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_root)
    wanted = [MODULES[only]] if only in MODULES else dict.fromkeys(MODULES.values())
    for name in wanted:
        import_module(f"lawrec.commands.{name}").register(app)
    add_trial(app)
    for command in app.registered_commands:
        if command.help and command.name:
            command.help = command.short_help = with_alias(command.help, command.name)
    for group in app.registered_groups:
        text = group.typer_instance.info.help if group.typer_instance else None
        if isinstance(text, str) and group.name:
            group.help = group.short_help = with_alias(text, group.name)
    return app


def _root(
    version: bool = typer.Option(False, "--version", "-V", help=_("Show the version and stop.")),
) -> None:
    if version:
        raise typer.Exit(ExitCode.OK)


@lru_cache(maxsize=64)
def _command(spoken: str, only: str | None) -> Any:
    """The command tree, put together once a language: help texts are made while it is built."""
    command = typer.main.get_command(build(only))
    return command if spoken == "en" else typer_texts.localise(command)


def call(arguments: list[str]) -> int:
    """Run one command line; usage errors give exit code 2."""
    refuse_no_text(arguments)
    arguments = spoken_out(arguments, MODULES)
    if not arguments and can_ask():
        arguments = ["menu"]
    only = arguments[0] if arguments and arguments[0] in MODULES else None
    wrong = meant(arguments[0], MODULES) if arguments and only is None else None
    if wrong is not None:
        raise UsageError(wrong, fix=_("See which there are: lawrec --help"))
    try:
        command = _command(language(), only)
        result = command.main(args=arguments, prog_name="lawrec", standalone_mode=False)
    except typer.Exit as stop:
        return stop.exit_code
    except typer.Abort:
        return ExitCode.USAGE
    except Exception as error:
        if not hasattr(error, "show") or not hasattr(error, "exit_code"):
            raise
        typer_texts.show(error)
        return ExitCode.USAGE
    return result if isinstance(result, int) else ExitCode.OK
