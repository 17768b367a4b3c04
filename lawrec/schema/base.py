"""What all models share: frozen, no unknown fields, every scalar read from text."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainSerializer, PlainValidator, WithJsonSchema

_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,12})?")
_BLANKS = frozenset(
    (
        *("", "无", "暂无", "暂缺", "略", "空", "同上"),
        *("待补", "待补充", "待定", "待填", "未填", "x", "×"),
        *("na", "none", "null", "nil", "tbd", "todo"),
    )
)
_LONGEST = max(map(len, _BLANKS))


class Model(BaseModel):
    """A piece of a case file: immutable, and an unknown field is refused."""

    # Most commands use few of the many models, so each is built when it is first used.
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


_FIELD_SETS: dict[frozenset[str], set[str]] = {}


class Frequent(Model):
    """A model of which one command may hold thousands."""

    def model_post_init(self, _context: object, /) -> None:
        """Share the set of given fields with the models that have the same: it is half of one."""
        given = self.__pydantic_fields_set__
        shared = _FIELD_SETS.setdefault(frozenset(given), given)
        object.__setattr__(self, "__pydantic_fields_set__", shared)


@lru_cache(maxsize=8192)
def is_blank(text: str | None) -> bool:
    """Whether a text says nothing: empty, or one of the placeholders that forms are filled with.

    Strokes, dots and invisible characters say nothing; a tick or a number does.
    """
    return text is None or "".join(islice(filter(_speaks, text), _LONGEST + 1)).lower() in _BLANKS


def _speaks(char: str) -> bool:
    """Whether a character can carry a meaning: a letter, a digit or a symbol such as a tick."""
    return unicodedata.category(char)[0] not in "PZC" and char not in "+=<>|~`^¯￣"


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
