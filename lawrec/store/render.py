"""From a typed page back to what goes to disk: text scalars, bare where YAML readers agree."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from lawrec.schema.moments import format_moment
from lawrec.store.yaml_io import Plain, dump

_BARE = frozenset({"yes", "no", "unknown"})


def to_raw(value: object) -> object:
    """The value as nested mappings, lists and texts; only the fields that were given."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return {
            fields[name].alias or name: to_raw(getattr(value, name))
            for name in fields
            if name in value.model_fields_set and getattr(value, name) is not None
        }
    if isinstance(value, Mapping):
        return {str(key): to_raw(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_raw(item) for item in value]
    if isinstance(value, date):  # a datetime is one too
        return Plain(format_moment(value))
    if isinstance(value, (int, Decimal)):
        return Plain(str(value))
    text = str(value)
    return Plain(text) if text in _BARE else text


def page(value: object, comment: str) -> bytes:
    """The bytes of a page: a first line that says in Chinese what it is, then its fields."""
    return dump(to_raw(value), comment)
