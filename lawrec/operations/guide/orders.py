"""What the words of an order say of its amount and its time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from lawrec.operations.guide.questions import Column

_YUAN = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(万)?元")
_DAYS = re.compile(r"(\d{1,4})\s*[日天]内")
_MONEY = ("fine", "罚款")
_AT_ONCE = ("立即", "当场")


def infer(row: dict[str, Any], columns: Sequence[Column], words: str) -> None:
    """Fill in the amount and the days of an order, where its own words say them once."""
    names = {column.name for column in columns}
    if "amount_yuan" in names and "amount_yuan" not in row and row.get("type") in _MONEY:
        sums = _YUAN.findall(words)
        if len(sums) == 1:
            figure, ten_thousand = sums[0]
            amount = Decimal(figure.replace(",", "")) * (10000 if ten_thousand else 1)
            row["amount_yuan"] = f"{amount.normalize():f}"
    if "within_days" in names and "within_days" not in row:
        days = _DAYS.findall(words)
        if len(days) == 1:
            row["within_days"] = days[0]
        elif not days and words.startswith(_AT_ONCE):
            row["within_days"] = "0"
