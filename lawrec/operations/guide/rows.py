"""Rows of cells as they were typed, and what the words of an order say of amount and time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from lawrec.i18n import _
from lawrec.operations.guide.questions import Column, Question, Unclear
from lawrec.operations.guide.reading import plain, read
from lawrec.report.lines import listed

_CELLS = re.compile(r"\s*[|｜\t]\s*")
_YUAN = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(万)?元")
_DAYS = re.compile(r"(\d{1,4})\s*[日天]内")
_MONEY = ("fine", "罚款")
_AT_ONCE = ("立即", "当场")


def read_row(question: Question, text: str, now: datetime) -> dict[str, Any]:
    """One row: its cells with | between; raises Unclear."""
    cells = _CELLS.split(text.strip().strip("|｜"))
    if len(cells) > len(question.columns):
        raise Unclear(_("At most {count} cells").format(count=len(question.columns)))
    row: dict[str, Any] = {}
    for column, cell in zip(question.columns, cells, strict=False):
        if cell:
            asked = Question("", column.label, column.sort, choices=column.choices, own=True)
            # Experts and other guests sit at a table too; what is ordered may have no name here.
            own = column.sort == "person" or column.name == "type"
            row[column.name] = read(asked if own else _strict(asked), cell, now)
    _infer(row, question.columns, plain(str(row.get("text", ""))))
    missing = [c.label for c in question.columns if c.required and not row.get(c.name)]
    if missing:
        raise Unclear(_("Missing: {names}").format(names=listed(missing)))
    return row


def _strict(question: Question) -> Question:
    return Question("", question.label, question.sort, choices=question.choices)


def _infer(row: dict[str, Any], columns: Sequence[Column], words: str) -> None:
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
