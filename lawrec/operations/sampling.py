"""Which part is read this time: what was read longest ago, so that all are read in turn."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TypeVar

from lawrec.errors import UsageError
from lawrec.i18n import _
from lawrec.schema.moments import first_instant

T = TypeVar("T")
Fraction = tuple[int, int]
_FORM = re.compile(r"(\d{1,4})/(\d{1,4})")


def parse_sample(text: str | None) -> Fraction | None:
    """1/5 as (1, 5); None for none. Raises UsageError for what is no part of a whole."""
    if text is None:
        return None
    match = _FORM.fullmatch(text.strip())
    part, whole = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= part <= whole:
        raise UsageError(
            _("{text} is no part of a whole").format(text=text), fix=_("Write it as 1/5")
        )
    return part, whole


def select(
    items: Sequence[T], last: Callable[[T], datetime | date | None], sample: Fraction | None
) -> list[T]:
    """That part of the items, rounded up: never read ones first, then those read longest ago.

    Where each run notes what it has read, as many runs as the whole has parts read everything.
    """
    if sample is None:
        return list(items)
    part, whole = sample
    count = -(-len(items) * part // whole)
    order = sorted(range(len(items)), key=lambda i: (_age(last(items[i])), i))
    return [items[i] for i in sorted(order[:count])]


def _age(at: datetime | date | None) -> float:
    return float("-inf") if at is None else first_instant(at).timestamp()
