"""What all commands share: the usual options, the session, and how answers are shown."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from lawrec.errors import InputError, LawrecError, UsageError
from lawrec.i18n import _, language, reason_of
from lawrec.operations.locate import locate
from lawrec.operations.written import Written
from lawrec.report.clean import clean
from lawrec.report.lines import labelled
from lawrec.schema.field_names import field_name, has_field_name

As = Annotated[
    str | None,
    typer.Option("--as", help=_("Who I am: name or certificate number."), show_default=False),
]
BureauOption = Annotated[
    Path | None,
    typer.Option("--bureau", help=_("The case repository's folder."), show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help=_("Answer as JSON, for programs."))]
CaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help=_("The case: its folder, its number, or year/number such as 2026/0001."),
    ),
]
Sets = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        help=_("One field: path=value, for example steps[0].opinion=..."),
        show_default=False,
    ),
]
From = Annotated[
    str | None,
    typer.Option("--from", help=_("A YAML file with the fields; - for standard input.")),
]
TableOption = Annotated[
    str | None,
    typer.Option(
        "--table",
        help=_(
            "A table, one entry a row; the first row names the fields. "
            "FILE.xlsx, FILE.xlsx#SHEET or FILE.csv"
        ),
        show_default=False,
    ),
]
find_case = locate


@dataclass(slots=True)
class Held:
    """What a command that is only tried has said: its answer as JSON, or as lines.

    With `pass_on` it goes out at once, the JSON marked as that of a trial.
    """

    pass_on: bool = False
    value: dict[str, Any] | None = None
    lines: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


_HELD: ContextVar[Held | None] = ContextVar("lawrec_held_output", default=None)


@contextmanager
def held_output(*, pass_on: bool = False) -> Iterator[Held]:
    """Keep back what is said in the body: a trial must not say that something was done."""
    held = Held(pass_on)
    token = _HELD.set(held)
    try:
        yield held
    finally:
        _HELD.reset(token)


_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


def read_text(source: str | None) -> bytes | None:
    """The bytes of --from: a file, standard input for -, or None."""
    if source is None:
        return None
    if source == "-":
        # Python has none where the caller closed it.
        if sys.stdin is None:
            raise InputError(_("Standard input is closed; nothing can be read from it"))
        return sys.stdin.buffer.read()
    path = Path(source)
    if not path.is_file():
        raise UsageError(_("There is no file {path}").format(path=source))
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            _("{path} cannot be read: {reason}").format(path=source, reason=reason_of(error))
        ) from None


def source_name(source: str | None) -> str:
    """What messages call the place where fields come from: a file, else how they were given."""
    if source is None:
        return _("the command line")
    return _("standard input") if source == "-" else source


def emit(value: Any) -> None:
    """One JSON document on standard output, never through a text renderer."""
    held = _HELD.get()
    if held is not None and isinstance(value, dict):
        if not held.pass_on:
            held.value = value
            return
        value = {**value, "dry_run": True}
    text = json.dumps(value, ensure_ascii=False, indent=2)
    sys.stdout.write(text + "\n")


def say(text: str) -> None:
    """One line of talk for people, on standard error; control characters are shown, not sent."""
    held = _HELD.get()
    if held is not None and not held.pass_on:
        held.said.append(text)
        return
    sys.stderr.write(clean(text) + "\n")


def is_held() -> bool:
    """Whether what is said is kept back now, so that nobody would see a question."""
    return _HELD.get() is not None


def say_error(error: LawrecError) -> None:
    """What went wrong, where, and what to do: a line each, on standard error."""
    say(_("Error: {what}").format(what=error.what))
    if error.where:
        say(_("  at: {where}").format(where=error.where))
    if error.fix:
        say(_("  do: {fix}").format(fix=error.fix))


def out(text: str = "") -> None:
    """One line of data for people, on standard output."""
    held = _HELD.get()
    if held is not None and not held.pass_on:
        held.lines.append(text)
        return
    sys.stdout.write(clean(text) + "\n")


def show_written(written: Written, *, as_json: bool) -> None:
    """What was written and where; with --json as an object."""
    if as_json:
        emit(
            {
                "schema_version": "1",
                "case": written.case,
                "id": written.id,
                "path": written.path,
                "head": written.head,
                "content": written.content,
                "amendment": written.amendment,
            }
        )
        return
    out(
        _("{id} is in the case file {case}: {path}").format(
            id=written.id, case=written.case, path=written.path
        )
    )
    for text in _times(written.content):
        out(f"  {text}")
    if written.amendment:
        out(
            _("The old version is kept; {record} says why it was changed").format(
                record=written.amendment
            )
        )


def _times(content: object) -> Iterator[str]:
    """The page's own times as they went to disk: those typed without a zone took the bureau's."""
    fields = content.items() if isinstance(content, dict) else ()
    for name, value in fields:
        if isinstance(value, str) and _INSTANT.fullmatch(value) and has_field_name(name):
            yield labelled(field_name(name, language()), value)


def parse_tuple(values: list[str] | None) -> tuple[str, ...]:
    """Repeated options, each of which may also hold several values with commas between."""
    found: list[str] = []
    for value in values or ():
        found += [part.strip() for part in value.replace("，", ",").split(",") if part.strip()]
    return tuple(found)
