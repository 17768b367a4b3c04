"""`--dry-run` on every command that writes: added to the whole tree in one place.

A command that is not known to only read counts as one that writes: a new one has the option
without anybody thinking of it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Annotated, Any

import typer

from lawrec.commands.common import emit, held_output, out, say
from lawrec.errors import ExitCode
from lawrec.i18n import _

NAME = "dry_run"
"""The parameter's name, here and in the commands that have the option themselves."""
READING = frozenset(
    (
        *("menu", "from-desktop"),  # they call other commands, which have the option
        *("status", "audit", "list", "deadlines", "show", "journal", "schema", "stats", "doctor"),
        *("lead list", "lead show", "rules list", "rules explain", "rules coverage", "rules diff"),
        *("request list", "officer list", "device list", "device profiles", "unit list"),
        *("store list", "store where"),
    )
)
"""The commands that only read, unless an option names a file to write: others have --dry-run."""
_FOLDERS = frozenset(("bureau", "case"))
_LAST = ("bureau", "as_who", "as_json")
Run = Callable[..., Any]


def add_trial(app: typer.Typer, above: str = "") -> None:
    """Give --dry-run to every command of an application that does not only read."""
    for entry in app.registered_commands:
        if entry.callback is not None and _may_write(f"{above}{entry.name}", entry.callback):
            entry.callback = _with_option(entry.callback)
    for group in app.registered_groups:
        if group.typer_instance is not None:
            add_trial(group.typer_instance, f"{above}{group.name} ")


def _may_write(name: str, run: Run) -> bool:
    """Whether a command writes; one that reads may still have an option for a file of its own."""
    parameters = inspect.signature(run, eval_str=True).parameters
    return name not in READING or any(
        "Path" in str(parameter.annotation) and key not in _FOLDERS
        for key, parameter in parameters.items()
    )


def _with_option(run: Run) -> Run:
    """The command with the option, or with its own option that nothing is written behind."""
    signature = inspect.signature(run, eval_str=True)
    own = NAME in signature.parameters

    @wraps(run)
    def tried(**given: Any) -> Any:
        wanted = given[NAME] if own else given.pop(NAME)
        return _try(run, given, own=own) if wanted else run(**given)

    if not own:
        help_text = _("Only try it: say what would be written, and write nothing.")
        kind = Annotated[bool, typer.Option("--dry-run", help=help_text)]
        option = inspect.Parameter(
            NAME, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=False, annotation=kind
        )
        tried.__signature__ = signature.replace(  # type: ignore[attr-defined]
            parameters=list(_placed(signature.parameters.values(), option))
        )
        tried.__annotations__ = {**run.__annotations__, NAME: kind}
    return tried


def _placed(
    parameters: Iterator[inspect.Parameter] | Any, option: inspect.Parameter
) -> Iterator[inspect.Parameter]:
    """The option before those that every command ends with."""
    placed = False
    for parameter in parameters:
        if parameter.name in _LAST and not placed:
            placed = True
            yield option
        yield parameter
    if not placed:
        yield option


def _try(run: Run, given: dict[str, Any], *, own: bool) -> Any:
    """Run it with nothing written; a command with its own option tells the outcome itself."""
    from lawrec.operations.trying import trying
    from lawrec.report.change_text import trial_json, trial_lines

    if own:
        with trying(), held_output(pass_on=True):
            return run(**given)
    with trying() as tried, held_output() as held:
        code = run(**given)
    would = tried.would()
    if given.get("as_json"):
        emit({**(held.value or {}), "dry_run": True, "would_write": trial_json(would)})
        return code
    if not would.changes and not would.files:
        for line in () if would.notes else held.lines:
            out(line)
        for note in would.notes or (_("Nothing would be written"),):
            out(note)
    else:
        for line in trial_lines(would):
            out(line)
    if held.said:
        say(_("Without --dry-run it would say:"))
    for line in held.said:
        say(f"  {line}")
    return code or ExitCode.OK
