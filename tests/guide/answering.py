"""Answers for any question that a guide may put, as a clerk in a hurry would type them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from lawrec.operations.guide.questions import Answers, Column, Guide, Question
from lawrec.operations.guide.reading import read
from lawrec.operations.guide.rows import read_row

NOW = datetime(2026, 11, 27, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
_TYPED = {
    "text": "照纸上写",
    "long": "问：谁建的？\n答：我建的。",
    "moment": "7-8 9:30",
    "date": "7-8",
    "number": "100",
    "count": "1",
    "choice": "1",
    "choices": "1",
    "people": "1",
    "person": "1",
    "files": "1",
    "lines": "照纸上写",
    "rights": "1,2",
    "signers": "1",
    "step": "1 7-8 9:30",
}


def typed(question: Question) -> Any:
    """What somebody types who takes every proposal, and else writes something."""
    if question.default not in (None, "", []) and question.sort != "step":
        return question.default
    if question.sort == "rows":
        return [read_row(question, " | ".join(cell(c) for c in question.columns), NOW)]
    if question.sort in ("long", "lines"):
        text = _TYPED[question.sort]
        return text if question.sort == "long" else [text]
    chosen = ("choice", "choices", "people", "person", "files", "signers")
    if question.sort in chosen and not question.choices:
        return read(question, "路某", NOW) if question.own else None
    if question.sort == "moment" and question.after:
        return question.after
    if question.sort == "step" and question.after:
        return read(question, f"1 {question.after}", NOW)
    return read(question, _TYPED[question.sort], NOW)


def cell(column: Column) -> str:
    """What stands in one cell."""
    return _TYPED[column.sort]


def answer_all(guide: Guide, answers: Answers) -> list[str]:
    """Put every question until none is left; the keys that were asked, in order."""
    asked: list[str] = []
    while True:
        waiting = [q for q in guide.questions(answers) if q.asked and q.key not in answers]
        if not waiting:
            return asked
        assert len(asked) < 40, asked
        asked.append(waiting[0].key)
        answers[waiting[0].key] = typed(waiting[0])
