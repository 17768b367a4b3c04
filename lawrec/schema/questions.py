"""The questions that no record answers, put to the handlers in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from lawrec.schema.case import Case, Declaration, Question

_QUESTIONS: dict[str, tuple[str, str]] = {
    "major_decision": ("这是不是重大执法决定？", "Is this a major enforcement decision?"),
    "hearing_right": ("当事人有没有要求听证的权利？", "Has the party a right to a hearing?"),
    "hearing_requested": ("当事人有没有要求听证？", "Did the party ask for a hearing?"),
    "statement_made": ("当事人有没有陈述、申辩？", "Did the party make a statement or defence?"),
    "incidents": (
        "有没有发生异议、投诉、阻碍、突发等情况？",
        "Were there objections, complaints, obstruction or sudden events?",
    ),
    "important": (
        "有没有其他需要长期保存的重要情况？",
        "Were there other important situations to be kept for long?",
    ),
    "overdue": ("当事人有没有逾期不履行？", "Did the party fail to perform in time?"),
    "dispute_prone": (
        "当场处罚容不容易引起争议？",
        "Is the on-the-spot penalty likely to be disputed?",
    ),
    "state_secret": ("案卷有没有国家秘密？", "Does the file hold state secrets?"),
    "trade_secret": ("案卷有没有商业秘密？", "Does the file hold trade secrets?"),
    "privacy": ("案卷有没有个人隐私？", "Does the file hold private matters?"),
    "demand_statement_made": (
        "催告后当事人有没有陈述、申辩？",
        "Did the party make a statement or defence after the demand?",
    ),
    "no_private_copies": (
        "个人是不是都没有留存音像？",
        "Has nobody kept a private copy of the footage?",
    ),
}


def question_text(question: str, language: str) -> str:
    """The question in that language; its bare name if it is not one of ours."""
    names = _QUESTIONS.get(question)
    if names is None:
        return question
    return names[0] if language == "zh" else names[1]


AFTER_DEMAND = "demand_statement_made"
"""The question that only a demand to perform raises (23.2)."""


def open_questions(
    declarations: Mapping[str, Declaration], case: Case | None, *, demanded: bool = False
) -> tuple[str, ...]:
    """The questions that this case raises and that nobody has answered yet, in their order.

    `demanded` says whether the party was called upon to perform.
    """
    pointless = set() if demanded else {AFTER_DEMAND}
    hearing = declarations.get("hearing_right")
    if hearing is not None and hearing.answer == "no":
        pointless.add("hearing_requested")
    if case is not None and case.procedure != "summary":
        pointless.add("dispute_prone")
    answered = {name for name, given in declarations.items() if given.answer != "unknown"}
    return tuple(name for name in get_args(Question) if name not in answered | pointless)
