"""Types the text of a page: each fault becomes a problem with file, line and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import tzinfo
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from lawrec.errors import InputError
from lawrec.i18n import N_, _, language
from lawrec.schema.snapshot import Lines, Page, Place, ReadProblem
from lawrec.schema.value_names import value_name

M = TypeVar("M", bound=BaseModel)
Loc = tuple[str | int, ...]

_VALUE_CODES: Mapping[str, str] = {
    "moment_format": N_(
        "{field}: {value} is no time; write 2026-03-11T09:30:00+08:00 or 2026-03-11"
    ),
    "moment_zone": N_("{field}: {value} has no zone; write it with +08:00 at the end"),
    "moment_impossible": N_("{field}: {value} is no possible date or time"),
    "day_format": N_("{field}: {value} is no date; write it as 2026-03-11"),
    "number_format": N_("{field}: {value} is no number"),
    "count_format": N_("{field}: {value} is no whole number of zero or more"),
    "url_format": N_("{field}: this is no address"),
    # The value is not shown: it holds what nobody should read.
    "url_secret": N_(
        "{field}: the address holds a password, which everybody could read here; take it out, "
        "change it, and give it in the environment"
    ),
    "url_query": N_("{field}: an address has no ? and no # here; options are fields of their own"),
}


class InvalidPage(InputError):
    """A page that cannot be typed, with every fault found in it."""

    def __init__(self, problems: tuple[ReadProblem, ...]) -> None:
        """Show the first few faults; all are kept."""
        self.problems = problems
        first = problems[0]
        more = [f"{p.message} ({p.place})" for p in problems[1:6]]
        super().__init__("\n".join([first.message, *more]), where=str(first.place), fix=first.fix)


def typed(
    model: type[M],
    data: object,
    path: str,
    lines: Lines,
    *,
    zone: tzinfo | None = None,
    prefix: Loc = (),
) -> M:
    """The data as that model; raises InvalidPage with all faults otherwise.

    `zone` completes times without one (what people type); None refuses them (what is on disk).
    `prefix` is the key path of the data inside its file.
    """
    try:
        return model.model_validate(data, context={"zone": zone})
    except ValidationError as error:
        given = path == "-"  # What a command put together from its options has no lines.
        page = Page("", _("the command line") if given else path, None, {} if given else lines)
        faults = error.errors(include_url=False, include_context=False)
        found = tuple(_problem(model, fault, page, prefix) for fault in faults)
        raise InvalidPage(tuple(dict.fromkeys(found))) from None


def _problem(model: type[BaseModel], fault: Any, page: Page[None], prefix: Loc) -> ReadProblem:
    loc: Loc = (*prefix, *(part for part in fault["loc"] if not _is_branch(part)))
    field = ".".join(str(part) for part in loc) or page.path
    value = _short(fault.get("input"))
    kind = str(fault["type"])
    if kind == "value_error":
        code = str(fault["msg"]).removeprefix("Value error, ")
        text = _(_VALUE_CODES.get(code, N_("{field}: {value} is not allowed here")))
    else:
        code = kind
        text = _message(kind, fault, loc)
    fix = _fix(model, loc, prefix, kind)
    return ReadProblem(code, text.format(field=field, value=value), page.at(*loc), fix)


def _is_branch(part: object) -> bool:
    """Pydantic puts the tried alternative of a union into the path; people do not need it."""
    return isinstance(part, str) and ("[" in part or part in ("datetime", "date", "str"))


def _message(kind: str, fault: Any, loc: Loc) -> str:
    simple: Mapping[str, Callable[[], str]] = {
        "missing": lambda: _("{field} is missing"),
        "extra_forbidden": lambda: _("{field}: there is no such field here"),
        "string_type": lambda: _("{field} must be a text"),
        "too_short": lambda: _("{field} must not be empty"),
        "string_too_short": lambda: _("{field} must not be empty"),
        "string_pattern_mismatch": lambda: _("{field}: {value} has not the form that is needed"),
        "tuple_type": lambda: _("{field} must be a list"),
        "dict_type": lambda: _("{field} must be a set of fields"),
        "model_type": lambda: _("{field} must be a set of fields"),
        "model_attributes_type": lambda: _("{field} must be a set of fields"),
    }
    if kind == "literal_error":
        words = _allowed(str(fault["msg"]), loc).replace("{", "(").replace("}", ")")
        return _("{field}: {value} is not one of: {allowed}").replace("{allowed}", words)
    return simple.get(kind, lambda: _("{field}: {value} is not allowed here"))()


def _allowed(message: str, loc: Loc) -> str:
    """The values that Pydantic's message lists, in Chinese each with its name."""
    listed = message.removeprefix("Input should be ").replace("'", "").replace(" or ", ", ")
    if language() != "zh":
        return listed
    field = next((part for part in reversed(loc) if isinstance(part, str)), "")
    names = ((value, value_name(value, "zh", field)) for value in listed.split(", "))
    return "、".join(v if name == v else f"{v} {name}" for v, name in names)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _fix(model: type[BaseModel], loc: Loc, prefix: Loc, kind: str) -> str | None:
    """For an unknown field of the page itself: the fields that there are."""
    if kind != "extra_forbidden" or len(loc) != len(prefix) + 1:
        return None
    names = (field.alias or name for name, field in model.model_fields.items())
    return _("Fields here: {names}").format(names=", ".join(names))


def problem(code: str, message: str, path: str, line: int | None = None) -> ReadProblem:
    """A fault of a page that needs no model to be seen."""
    return ReadProblem(code, message, Place(path, line))
