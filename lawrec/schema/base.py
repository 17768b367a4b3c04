"""What all models share: frozen, no unknown fields, every scalar read from text."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainSerializer, PlainValidator, WithJsonSchema

_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,12})?")
_BLANKS = frozenset(
    ("", "无", "/", "／", "-", "—", "——", "－", "略", "待补", "待定", "同上", "空", "x", "×")
) | {"n/a", "none"}


class Model(BaseModel):
    """A piece of a case file: immutable, and an unknown field is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def is_blank(text: str | None) -> bool:
    """Whether a text says nothing: empty, or one of the placeholders that forms are filled with."""
    return text is None or text.strip().strip("。.;；").strip().lower() in _BLANKS


def _number(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str) or not _NUMBER.fullmatch(value.strip()):
        raise ValueError("number_format")
    return Decimal(value.strip())


def _count(value: Any) -> int:
    number = _number(str(value) if isinstance(value, int) else value)
    if number != number.to_integral_value() or number < 0:
        raise ValueError("count_format")
    return int(number)


Number = Annotated[
    Decimal,
    PlainValidator(_number),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "format": "number"}),
]
"""A decimal number, kept as written."""

Count = Annotated[
    int,
    PlainValidator(_count),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "format": "count"}),
]
"""A whole number, zero or more."""
