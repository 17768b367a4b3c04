"""What stands in {{ braces }} on a form: jinja2 in its sandbox, with the filters of forms.

The only module that knows jinja2. A template may name what the context has and nothing else; a
name that is not there is an error that says where, never an empty place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lawrec.errors import EnvironmentTrouble, InputError
from lawrec.forms.fields import Blanks
from lawrec.i18n import _

_ID = re.compile(r"[（(][RMA]\d{2,5}[）)]")
_QUOTED = re.compile(r"'([^' ]+)'")
_INSTALL = 'pip install "lawrec[forms]"'
SLIPS = (
    *(ArithmeticError, AttributeError, LookupError, MemoryError),
    *(RecursionError, TypeError, ValueError),
)
"""What braces that can be read come to when they are worked out: a text plus 1, a part of 0."""


def environment(*, autoescape: bool) -> Any:
    """The jinja2 environment of forms; `autoescape` for documents that are XML."""
    try:
        from jinja2 import StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment
    except ImportError:
        raise missing() from None
    env = ImmutableSandboxedEnvironment(autoescape=autoescape, undefined=StrictUndefined)
    env.filters.update(line=_line, paragraphs=_paragraphs, pad=_pad, some=_some, names=_names)
    return env


def missing() -> EnvironmentTrouble:
    """The error where the libraries for forms are not installed."""
    return EnvironmentTrouble(_("Forms need libraries that are not installed"), fix=_INSTALL)


def fill(env: Any, template: str, values: dict[str, Any], where: str) -> str:
    """The text with its braces filled in."""
    from jinja2 import TemplateError

    try:
        return str(env.from_string(template).render(values))
    except (TemplateError, *SLIPS) as error:
        raise wrong(error, where, template) from None


def evaluate(env: Any, expression: str, values: dict[str, Any], where: str) -> Any:
    """The value of a condition or of what is looped over."""
    from jinja2 import TemplateError

    try:
        return env.compile_expression(expression, undefined_to_none=False)(**values)
    except (TemplateError, *SLIPS) as error:
        raise wrong(error, where, expression) from None


def wrong(error: Exception, where: str, template: str = "") -> InputError:
    """A mistake in a template, as people who edit it read it: the name, or the text around it."""
    from jinja2 import UndefinedError

    names = _QUOTED.findall(str(error)) if isinstance(error, UndefinedError) else []
    if names:
        text = _("The form asks for {name}, which is not there").format(name=names[-1])
    elif template:
        text = _("The form has braces that cannot be read: {text}").format(text=template)
    else:
        text = _("The form has braces that cannot be read")
    fix = _("The names that forms may use are in README.md beside the shipped forms")
    return InputError(text, where=where, fix=fix)


def _names(value: object) -> str:
    """What items are called, without their ids, for papers that leave the house."""
    return _ID.sub("", str(value))


def _line(value: object, length: int = 12) -> str:
    """The text, or a line to write on by hand."""
    return str(value) or "_" * length


def _paragraphs(value: object, least: int = 0) -> Iterator[str]:
    """The lines of a text; at least so many, as lines to write on, where it says nothing."""
    lines = [line.strip() for line in str(value).split("\n") if line.strip()]
    yield from lines or ["_" * 46] * least


def _pad(value: Any, least: int) -> list[Any]:
    """The entries; on a blank form so many empty ones, to be filled in by hand."""
    if not value and isinstance(value, Blanks) and value.blank:
        return [value.empty] * least
    return list(value)


def _some(value: Any) -> list[Any]:
    """The entries; an empty one where there are none."""
    return list(value) or [value.empty]
