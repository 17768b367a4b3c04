"""The Typer application: which commands there are, in which groups, under which names."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import typer

from lawrec.errors import ExitCode
from lawrec.i18n import _, language

MODULES = (
    "init",
    "new_case",
    "log_act",
    "records",
    "attach",
    "seen",
    "import_media",
    "assign_media",
    "declare",
    "attest",
    "status",
    "audit",
    "close_case",
    "archive",
    "verify",
    "list_cases",
    "show",
    "journal",
    "rules",
    "schema",
    "demo",
    "amend",
    "finalise",
    "rectify",
    "people",
    "roster",
    "me",
)
"""The modules with a command or a group, daily ones first; help lists them in this order."""


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

    for name in MODULES:
        if find_spec(f"lawrec.commands.{name}") is None:
            continue
        import_module(f"lawrec.commands.{name}").register(app)
    return app


@lru_cache(maxsize=2)
def _command(_language: str) -> Any:
    """The application as it is run; its help is in that language."""
    return typer.main.get_command(build())


def _root(
    version: bool = typer.Option(False, "--version", "-V", help=_("Show the version and stop.")),
) -> None:
    if version:
        raise typer.Exit(ExitCode.OK)


def call(arguments: list[str]) -> int:
    """Run one command line; usage errors give exit code 2."""
    try:
        result = _command(language()).main(
            args=arguments, prog_name="lawrec", standalone_mode=False
        )
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
