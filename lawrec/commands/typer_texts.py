"""Typer's own words in the user's language: the frame of the help, and usage errors.

The help goes through a formatter class that each command's context class may name; an error
writes itself into a given file. Where a later Typer has neither, its own English stays.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from string import Formatter
from typing import Any

from lawrec.i18n import N_, _

_HEADINGS = (N_("Arguments:"), N_("Options:"), N_("Commands:"))
_METAVARS = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))
_TYPES = {
    "<str>": N_("<text>"),
    "<list[str]>": N_("<text>..."),
    "<path>": N_("<path>"),
    "<int>": N_("<number>"),
}
_HELP = (N_("Show this message and exit."),)
_EXTRAS = (N_("required"), N_("default: {default}"))
_LINES = (N_("Try '{command}' for help."), N_("Error: {what}"))
_ERRORS = (
    N_("Missing argument {name}."),
    N_("Missing option {name}."),
    N_("Missing command."),
    N_("No such command {name}. Did you mean {names}?"),
    N_("No such command {name}."),
    N_("No such option: {name} (Possible options: {names})"),
    N_("No such option: {name}"),
    N_("Got unexpected extra argument(s) ({arguments})"),
    N_("Option {name} requires an argument."),
    N_("Option {name} does not take a value."),
    N_(
        "Invalid value for {name}: Input should be a valid integer, "
        "unable to parse string as an integer"
    ),
    N_(
        "Invalid value for {name}: Input should be a valid string, "
        "unable to parse raw data as a unicode string"
    ),
    N_("Invalid value for {name}: Value error, {value} is not one of {names}."),
    N_(
        "Invalid value for {name}: Input should be a valid number, "
        "unable to parse string as a number"
    ),
    N_("Invalid value for {name}: Input should be greater than or equal to {least}"),
    N_("Invalid value for {name}: Input should be less than or equal to {most}"),
    N_("Invalid value for {name}: Unable to parse input string as an integer, {why}"),
    N_("Invalid value for {name}: file {path} does not exist."),
    N_("Invalid value for {name}: directory {path} does not exist."),
    N_("Invalid value for {name}: path {path} does not exist."),
    N_("Invalid value for {name}: file {path} is a directory."),
    N_("Invalid value for {name}: directory {path} is a file."),
    N_("Invalid value for {name}: {reason}"),
    N_("Invalid value: {reason}"),
)
_EXTRA = re.compile(r"(?P<text>.*?) *\[(?P<extra>[^\[\]]+)\]", re.DOTALL)
_PIECE = re.compile(r"[!-~]+|\s+|.", re.DOTALL)
_NEVER_FIRST = frozenset("，。；：、？！）〕》”]")
_FIRST_COLUMN = 30


def localise(command: Any) -> Any:
    """The command, whose help, and that of all below it, is framed in the active language."""
    context = getattr(command, "context_class", None)
    formatter = getattr(context, "formatter_class", None)
    if isinstance(context, type) and isinstance(formatter, type):
        words = {"formatter_class": _formatter(formatter)}
        command.context_class = type("Context", (context,), words)
    for parameter in getattr(command, "params", ()):
        # One form for what is to be filled in; most commands name theirs so already.
        if getattr(parameter, "param_type_name", "") == "argument" and not parameter.metavar:
            parameter.metavar = parameter.name.upper()
    for below in getattr(command, "commands", {}).values():
        localise(below)
    return command


def show(error: Any) -> None:
    """Write a usage error to standard error, as far as it is known in the active language."""
    text = io.StringIO()
    error.show(text)
    for line in text.getvalue().splitlines():
        sys.stderr.write(_line(line) + "\n")


def _line(text: str) -> str:
    error = _pattern("Error: {what}").fullmatch(text)
    if error is not None:
        return _("Error: {what}").format(what=_said(error["what"], _ERRORS))
    return _said(text, _LINES)


def _said(text: str, known: Iterable[str]) -> str:
    """The text in the active language if it is one of the known messages, else as it is."""
    for message in known:
        found = _pattern(message).fullmatch(text)
        if found is not None:
            return _(message).format(**found.groupdict())
    return text


@lru_cache(maxsize=64)
def _pattern(message: str) -> re.Pattern[str]:
    parts = (
        re.escape(literal) + (f"(?P<{name}>.+?)" if name else "")
        for literal, name, _spec, _conversion in Formatter().parse(message)
    )
    return re.compile("".join(parts), re.DOTALL)


def _formatter(base: Any) -> type:
    """The formatter, with headings, usage and remarks in the active language."""

    def write_usage(self: Any, prog: str, args: str = "", prefix: str | None = None) -> None:
        for name in _METAVARS:
            args = args.replace(name, _(name))
        base.write_usage(self, prog, args, _("Usage: ") if prefix is None else prefix)

    def write_heading(self: Any, heading: str) -> None:
        if f"{heading}:" in _HEADINGS:
            self.write(_(f"{heading}:") + "\n")
        else:
            base.write_heading(self, heading)

    def write_dl(self: Any, rows: Iterable[tuple[str, str]], *_columns: Any, **_more: Any) -> None:
        self.write("".join(f"{line}\n" for line in _rows(list(rows), getattr(self, "width", 78))))

    words = {"write_usage": write_usage, "write_heading": write_heading, "write_dl": write_dl}
    return type("Formatter", (base,), words)


def _rows(rows: list[tuple[str, str]], room: int) -> Iterator[str]:
    """Names and what they mean in two columns; Typer's own would count a Chinese sign as one."""
    from lawrec.report.lines import width

    shown = [(_named(name), _meant(text)) for name, text in rows]
    column = min(max(width(name) for name, _text in shown), _FIRST_COLUMN) + 2
    for name, text in shown:
        lines = list(_wrapped(text, max(room - column - 4, 10)))
        if width(name) + 2 > column:
            yield f"  {name}"
        elif lines:
            yield f"  {name}{' ' * (column - width(name))}{lines.pop(0)}"
        else:
            yield f"  {name}"
        yield from (f"  {' ' * column}{line}" for line in lines)


def _named(name: str) -> str:
    for kind, shown in _TYPES.items():
        if name.endswith(f" {kind}"):
            return name.removesuffix(kind) + _(shown)
    return name


def _meant(text: str) -> str:
    extra = _EXTRA.fullmatch(text)
    if extra is None:
        return _said(text, _HELP)
    said = "；".join(_said(part, _EXTRAS) for part in extra["extra"].split("; "))
    return f"{extra['text']}  [{said}]".strip()


def _wrapped(text: str, room: int) -> Iterator[str]:
    """Lines of at most that many columns; words and closing marks are not cut off."""
    from lawrec.report.lines import width

    line = ""
    for piece in _PIECE.findall(" ".join(text.split("\n"))):
        if line and piece not in _NEVER_FIRST and width(line + piece.rstrip()) > room:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    if line.strip():
        yield line.rstrip()
