"""The typed fields of one page as people read them: names and values in their language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel

from lawrec.i18n import language
from lawrec.report.lines import flat, labelled, listed
from lawrec.schema.field_names import field_name
from lawrec.schema.moments import BEIJING, format_moment
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.value_names import value_name

# Texts in which people write; a word in them is never one of the allowed values of a field.
_FREE = frozenset({"str", "str | None", "tuple[str, ...]"})
# Texts that lawrec writes: words of its own, and codes that are explained elsewhere.
_MACHINE = frozenset(
    {
        ("Captured", "source"),
        ("Stored", "verified"),
        ("Lead", "channel"),
        ("LeadExtract", "channel"),
        ("LeadCorrection", "part"),
    }
)
_CODES = frozenset({("Captured", "notes"), ("Sidecar", "defects")})
_NO_WORDS: Mapping[str, str] = {}


def field_lines(
    model: BaseModel, indent: str = "", words: Mapping[str, str] = _NO_WORDS
) -> Iterator[str]:
    """A line for each field that was given; what is nested is indented below its name.

    `words` says what the codes mean that lawrec itself wrote, such as the defects of a medium.
    """
    owner = type(model).__name__
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        if name not in model.model_fields_set or value is None or value == ():
            continue
        field = info.alias or name
        label = field_name(field, language(), owner)
        if (owner, field) in _CODES:
            value = tuple(words.get(code, code) for code in value)
        free = field != "kind" and (str(info.annotation) in _FREE or info.annotation is str)
        free = free and (owner, field) not in _MACHINE
        given = _old(value) if owner == "LeadCorrection" else value
        yield from _lines(label, given, "" if free else field, indent, words)


def _old(value: object) -> object:
    """What fields said before they were put right stands under the names of those fields."""
    if not isinstance(value, Mapping):
        return value
    return {field_name(str(key), language(), "Lead"): item for key, item in value.items()}


def _lines(
    label: str, value: object, field: str, indent: str, words: Mapping[str, str]
) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield indent + labelled(label)
        yield from field_lines(value, indent + "  ", words)
    elif isinstance(value, Mapping):
        yield indent + labelled(label)
        for key, item in value.items():
            yield from _lines(flat(key), item, field, indent + "  ", words)
    elif isinstance(value, tuple) and any(isinstance(item, BaseModel) for item in value):
        yield indent + labelled(label)
        for item in value:
            yield from _entry(item, indent + "  ", words)
    elif isinstance(value, tuple):
        yield indent + labelled(label, listed(plain_value(item, field) for item in value))
    else:
        yield from _text(label, plain_value(value, field), indent)


def _entry(item: object, indent: str, words: Mapping[str, str]) -> Iterator[str]:
    """One entry of a list: its fields, the first behind a dash."""
    inner = list(field_lines(item, indent + "  ", words)) if isinstance(item, BaseModel) else []
    for number, line in enumerate(inner):
        yield f"{indent}- {line[len(indent) + 2 :]}" if number == 0 else line


def _text(label: str, text: str, indent: str) -> Iterator[str]:
    """A text of several lines stands indented, so that none of them looks like a field."""
    parts = text.splitlines() or [""]
    if len(parts) == 1:
        yield indent + labelled(label, parts[0])
        return
    yield indent + labelled(label)
    for part in parts:
        yield f"{indent}  | {part}"


def plain_value(value: object, field: str) -> str:
    """One value in words: moments with seconds in Chinese time, allowed values by their name."""
    if isinstance(value, datetime):
        return format_moment(value.astimezone(BEIJING))
    if isinstance(value, date):
        return format_moment(value)
    if isinstance(value, (int, Decimal)):
        return str(value)
    if field == "kind" and (kind := KINDS.get(str(value))) is not None:
        return kind.zh if language() == "zh" else kind.en
    return value_name(str(value), language(), field) if field else str(value)
