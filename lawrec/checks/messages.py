"""From outcomes to sentences: parameters rendered in the report's language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from lawrec.i18n import Language, translate
from lawrec.schema.moments import BEIJING, format_moment
from lawrec.schema.names import name_of
from lawrec.schema.records.kinds import Kind

_BARE = re.compile(r"[\w.=-]+")
_UNSAFE = re.compile(r"[\"'`$%!^&|<>;*?~\\\x00-\x1f\x7f-\x9f]")
_MOST = 12
"""How many items of a list a sentence names."""


def argument(text: str) -> str:
    """A text from a case file as one argument of a proposed command, for any shell.

    Double quotes serve everywhere. What a shell may take for more than text is left to the
    reader, for a case file may come from others.
    """
    if _BARE.fullmatch(text) and not text.startswith("-"):
        return text
    return "..." if _UNSAFE.search(text) or text.startswith("-") else f'"{text}"'


def render(value: object, language: Language) -> str:
    """One parameter as people read it; times in Chinese time, to the minute."""
    if isinstance(value, Kind):
        return value.zh if language == "zh" else value.en
    if isinstance(value, datetime):
        return value.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return _duration(value, language)
    if isinstance(value, (tuple, list)):
        return _several(value, language)
    return name_of(str(value), language)


def _several(values: Sequence[object], language: Language) -> str:
    """A list in a sentence: a long one breaks off, since its report has all for programs."""
    shown = (render(item, language) for item in values[:_MOST])
    text = ("、" if language == "zh" else ", ").join(shown)
    if len(values) <= _MOST:
        return text
    rest = len(values) - _MOST
    return f"{text}等{len(values)}项" if language == "zh" else f"{text} and {rest} more"


def _duration(value: timedelta, language: Language) -> str:
    minutes = int(value.total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    if language == "zh":
        return f"{hours}小时{rest}分" if rest else f"{hours}小时"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def plain(value: object) -> str:
    """One parameter for machines: the same in every language."""
    if isinstance(value, Kind):
        return value.id
    if isinstance(value, (datetime, date)):
        return format_moment(value)
    if isinstance(value, timedelta):
        return str(int(value.total_seconds()))
    if isinstance(value, (tuple, list)):
        return ",".join(plain(item) for item in value)
    return str(value)


def sentence(message: str, params: Mapping[str, object], language: Language) -> str:
    """The message in that language with its parameters filled in."""
    filled = {name: render(value, language) for name, value in params.items()}
    return translate(message, language).format(**filled)
