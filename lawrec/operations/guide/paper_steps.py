"""The steps of an approval as questions, and as settings of the form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lawrec.i18n import _, language
from lawrec.operations.guide.desk import Desk
from lawrec.operations.guide.flow import flow
from lawrec.operations.guide.hints import help_of, hint_of
from lawrec.operations.guide.questions import Answers, Question, choices_of
from lawrec.schema.names import name_of
from lawrec.schema.value_names import value_name

ROLES = ("handler", "section", "legal", "approver")
_DECISIONS = (
    *((words, "refused") for words in ("不同意", "不批准", "不予", "不准")),
    *((words, "returned") for words in ("退回",)),
    *((words, "approved") for words in ("同意", "批准", "准予", "予以")),
)
"""How the opinion of an approver begins, and which decision that is."""
_DUTIES = {"section": "section_head", "legal": "legal_review", "approver": "organ_head"}


def step_question(desk: Desk, field: str, answers: Answers) -> Question:
    """The question for `step.ROLE`, `step.ROLE.opinion`, `.reason` or `.decision`."""
    _step, role, *rest = field.split(".")
    name = name_of(role, language())
    hint, more = hint_of(field), help_of(field)
    if not rest:
        who = proposed(desk, role)
        earlier = _before(role, answers)
        return Question(
            field,
            _("{role}: when signed").format(role=name),
            "step",
            hint,
            more,
            choices=desk.officers(*([who] if who else [])),
            default={"who": who} if who else None,
            after=earlier,
        )
    if rest[0] == "decision":
        return _decision(field, name, answers)
    if rest[0] == "reason":
        return Question(field, _("{role}: reason").format(role=name), "text", hint, more)
    decision = answers.get(f"step.{role}.decision") or "approved"
    said = _opinion(role, answers)
    return Question(
        field,
        _("{role}: opinion").format(role=name),
        "text",
        hint,
        more,
        default=said
        or (None if role == "handler" else value_name(decision, desk.language, "decision")),
        asked=role != "approver" and not said,
    )


def _opinion(role: str, answers: Answers) -> str | None:
    """The opinion that was given together with the time of a step."""
    step = answers.get(f"step.{role}")
    return step.get("opinion") if isinstance(step, dict) else None


def _meant(opinion: str | None) -> str | None:
    """The decision that an opinion begins with; None where it does not say."""
    found = (value for words, value in _DECISIONS if (opinion or "").startswith(words))
    return next(found, None)


def _decision(field: str, name: str, answers: Answers) -> Question:
    """What the approver decided, in the words of the form; not asked where the opinion says it."""
    values = ("approved", "refused", "returned")
    meant = _meant(_opinion("approver", answers))
    return Question(
        field,
        _("{role}: decision").format(role=name),
        "choice",
        hint_of(field),
        help_of(field),
        choices=choices_of(values, "decision"),
        default=meant or "approved",
        required=True,
        asked=meant is None,
    )


def proposed(desk: Desk, role: str) -> str | None:
    """Who usually takes that step: the handler, else the one person with the duty for it."""
    if role == "handler":
        handlers = desk.handlers
        return desk.session.who if desk.session.who in handlers else next(iter(handlers), None)
    able = desk.with_duty(_DUTIES[role])
    return able[0] if able else None


def _before(role: str, answers: Answers) -> str | None:
    """When the step before it was taken: steps follow each other."""
    for other in reversed(ROLES[: ROLES.index(role)]):
        step = answers.get(f"step.{other}")
        if isinstance(step, dict) and step.get("at"):
            return str(step["at"])
    return None


def step_settings(desk: Desk, answers: Answers) -> list[str]:
    """The settings of the steps that were taken, in their order."""
    options: list[str] = []
    for number, step in enumerate(_steps(desk, answers)):
        options += ["--set", f"steps[{number}]={flow(step)}"]
    return options


def _steps(desk: Desk, answers: Answers) -> Iterator[dict[str, Any]]:
    for role in ROLES:
        step = answers.get(f"step.{role}")
        if not isinstance(step, dict) or not step.get("at"):
            continue
        entry: dict[str, Any] = {"role": role, "who": step["who"], "at": step["at"]}
        decision = None
        opinion = answers.get(f"step.{role}.opinion") or step.get("opinion")
        if role == "approver":
            meant = _meant(step.get("opinion"))
            decision = answers.get("step.approver.decision") or meant or "approved"
            opinion = opinion or value_name(decision, desk.language, "decision")
        for key, value in (("opinion", opinion), ("reason", answers.get(f"step.{role}.reason"))):
            if value:
                entry[key] = value
        if decision is not None:
            entry["decision"] = decision
        yield entry


def is_decided(answers: Answers) -> bool:
    """Whether the last step was taken: until then the form is a draft."""
    step = answers.get("step.approver")
    return isinstance(step, dict) and bool(step.get("at"))
