"""A paper, question by question: lawrec add-record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from lawrec.i18n import Language, _, language
from lawrec.operations.guide.desk import Desk
from lawrec.operations.guide.flow import setting
from lawrec.operations.guide.hints import clause_said, hint_of
from lawrec.operations.guide.newcomers import capacity_question, entering, strangers
from lawrec.operations.guide.paper_defaults import OF_HOLDERS, act_of
from lawrec.operations.guide.paper_fields import field_question
from lawrec.operations.guide.paper_steps import is_decided, step_settings
from lawrec.operations.guide.papers import applies, asked_fields, usual
from lawrec.operations.guide.questions import Answers, Choice, Question, value_of
from lawrec.operations.records import kind_name, known_kind
from lawrec.operations.schema_info import describe
from lawrec.report.schema_text import FieldInfo
from lawrec.schema.moments import BEIJING, day_of, parse_moment
from lawrec.schema.records.common import Approval, OutwardPaper, Transcript
from lawrec.schema.records.kinds import KINDS, Kind, find_kind

NEW_ACT = "new"
_SIGNED_BY_OTHERS = ("collective_discussion_record", "expert_meeting_minutes")
_MACHINE = ("kind", "draft", "template", "steps", "identification", "remote", "substitutes")


class PaperGuide:
    """The questions for one paper of a case; its kind is the first."""

    command = "add-record"

    def __init__(self, desk: Desk) -> None:
        """A guide for the case on the desk."""
        self._desk = desk

    def kind(self, answers: Answers) -> Kind | None:
        """The kind of paper, as soon as it is known."""
        return find_kind(str(answers.get("kind") or ""))

    def title(self, answers: Answers) -> str:
        """The paper by its kind, and the case."""
        kind = self.kind(answers)
        return f"{kind_name(kind)} · {self._desk.case}" if kind else self._desk.case

    def questions(self, answers: Answers) -> list[Question]:
        """Kind, act, the fields that matter, and under "more" all others."""
        found = [self._kind_question()]
        kind = self.kind(answers)
        if kind is None:
            return found
        found += self._act_questions(kind, answers)
        info = fields_of(kind.id, language())
        fields = asked_fields(kind)
        for name in fields:
            if applies(name, answers, fields):
                question = field_question(self._desk, kind, name, info, answers)
                found.append(_quiet(question, kind))
                found += self._after(kind, question, answers)
        return [*found, *self._more(kind, info, fields, answers)]

    def _kind_question(self) -> Question:
        case = self._desk.snapshot.case
        first = usual(case.data.kind if case else None)
        rest = [kind for kind in KINDS.values() if kind.scope == "case" and kind not in first]
        return Question(
            "kind",
            _("Which paper"),
            "choice",
            choices=tuple(
                Choice(k.id, kind_name(k), (k.zh, k.en, *k.aliases)) for k in (*first, *rest)
            ),
            required=True,
            shown=len(first),
        )

    def _act_questions(self, kind: Kind, answers: Answers) -> Iterator[Question]:
        """The act that the paper documents: one that is there, or a new one."""
        if kind.act is None:
            return
        waiting = self._desk.without_paper(kind.act, kind.id)
        known = [*reversed(waiting), *(a for a in self._desk.acts(kind.act) if a not in waiting)]
        choices = [Choice(page.id, self._desk.act_name(page)) for page in known]
        choices.append(Choice(NEW_ACT, _("a new one, which begins and ends as the paper says")))
        default = waiting[0].id if len(waiting) == 1 else None if waiting else NEW_ACT
        act = Question(
            "act",
            _("Which act does it document"),
            "choice",
            hint_of("act"),
            choices=tuple(choices),
            default=default,
            required=True,
            asked=bool(waiting),
        )
        yield act
        if value_of(act, answers) == NEW_ACT:
            yield from act_times(answers, "act.")

    def _after(self, kind: Kind, question: Question, answers: Answers) -> Iterator[Question]:
        """What an answer leads to: strangers, and the words of whoever refused to sign."""
        value = value_of(question, answers)
        names = list(names_in(question, value))
        if question.key in answers:
            proposed = "holder" if kind.id in OF_HOLDERS else "witness"
            yield from (capacity_question(n, proposed) for n in strangers(self._desk, names))
        refused = value.get("refused", []) if question.sort == "signers" and value else []
        for name in refused:
            label = _("{name} did not sign: the words on the paper").format(name=name)
            yield Question(f"refused.{name}", label, "text", clause_said("13.3c"), required=True)

    def _more(
        self, kind: Kind, info: dict[str, FieldInfo], fields: tuple[str, ...], answers: Answers
    ) -> Iterator[Question]:
        """The fields that are left, to be chosen from the summary."""
        inner = ("remote", "substitutes")
        names = [name for name in info if name not in _MACHINE and name not in fields]
        names += [f"{o}.{f.name}" for o in inner if o in info for f in info[o].fields]
        if issubclass(kind.model, Approval):
            names = [n for n in names if n not in ("made_at", "made_by", "signatures")]
            names += ["step.legal", "step.legal.opinion"]
        for name in names:
            if name == "act" and kind.act is not None:
                continue
            question = field_question(self._desk, kind, name, info, answers)
            yield _hidden(question, question.default if name == "made_by" else None)

    def remarks(self, answers: Answers) -> list[str]:
        """Officers of the act who neither signed nor refused to (13.2a)."""
        kind = self.kind(answers)
        if kind is None or kind.act is None or issubclass(kind.model, OutwardPaper):
            return []
        signers = next((q for q in self.questions(answers) if q.key == "signatures"), None)
        if signers is None or kind.id in _SIGNED_BY_OTHERS:
            return []
        given = value_of(signers, answers) or {}
        signed = {*given.get("signed", ()), *given.get("refused", ())}
        act = act_of(self._desk, answers)
        officers = act.officers if act else self._desk.handlers
        text = _("{name} took part in the act and has not signed")
        return [text.format(name=name) for name in officers if name not in signed]

    def commands(self, answers: Answers) -> list[list[str]]:
        """Give lawrec add-record with all that was answered; people who are new come first."""
        kind = known_kind(str(answers.get("kind")))
        names: list[str] = []
        options: list[str] = []
        for question in self.questions(answers):
            value = value_of(question, answers)
            if question.key == "kind" or value in (None, "", []) or _is_part(question.key):
                continue
            names += names_in(question, value)
            options += self._options(kind, question, value, answers)
        spoken = kind.zh if language() == "zh" else kind.id
        line = ["add-record", self._desk.case, spoken, *options]
        if issubclass(kind.model, Approval):
            line += step_settings(self._desk, answers)
            line += [] if is_decided(answers) else ["--draft"]
        return [*entering(self._desk, answers, names), line]

    def _options(self, kind: Kind, question: Question, value: Any, answers: Answers) -> list[str]:
        """The options that enter one answer."""
        key = question.key
        if key == "act":
            return self._act_options(value, answers)
        if key == "made_at":
            return ["--at", value]
        if key == "title":
            return ["--title", value]
        if key == "made_by" and value == self._desk.session.who:
            return []
        if question.sort == "signers":
            return self._signed(value, answers)
        if key == "persons" and key not in answers and _follows(kind, value, self._desk):
            return []
        return field_setting(kind, question, value)

    def _act_options(self, value: str, answers: Answers) -> list[str]:
        if value != NEW_ACT:
            return ["--act", value]
        options = []
        for name in ("start", "end", "place"):
            if given := answers.get(f"act.{name}"):
                options += [f"--{name}", given]
        return options

    def _signed(self, value: dict[str, list[str]], answers: Answers) -> list[str]:
        """--signed for people; the seal of the bureau says that it is one."""
        organ = self._desk.organ
        options: list[str] = []
        signed = [name for name in value.get("signed", []) if name != organ]
        if organ in value.get("signed", []):
            seal = {"who": organ, "as": "organ", "means": "seal"}
            options += setting("signatures", [seal])
        if signed:
            options += ["--signed", ",".join(signed)]
        for name in value.get("refused", []):
            options += ["--refused", f"{name}={answers.get(f'refused.{name}') or ''}"]
        return options


def field_setting(kind: Kind, question: Question, value: Any) -> list[str]:
    """The option that sets one field of such a paper to what was answered."""
    key = question.key
    if key == "rights_told":
        return setting(key, _told(value, _how(kind)))
    if question.sort == "rows" and question.columns:
        counted = any(f.name == "number" for f in fields_of(kind.id, language())[key].fields)
        return setting(key, _numbered(value) if counted else value)
    return setting(key, value)


@lru_cache(maxsize=16)
def fields_of(kind: str, spoken: Language) -> dict[str, FieldInfo]:
    """The fields of a kind by their names in pages, with their names in that language."""
    return {field.name: field for field in describe(kind).fields}


def act_times(answers: Answers, prefix: str = "") -> Iterator[Question]:
    """When an act began and ended, and where."""
    start = answers.get(f"{prefix}start")
    yield Question(f"{prefix}start", _("When it began"), "moment", required=True)
    day = day_of(parse_moment(start, BEIJING)) if start else None
    yield Question(f"{prefix}end", _("When it ended"), "moment", after=start, day=day)
    yield Question(f"{prefix}place", _("Where"), "text")


def names_in(question: Question, value: Any) -> list[str]:
    """The people whom an answer names and whom the case must know."""
    if not value:
        return []
    if question.sort == "signers":
        return [*value.get("signed", []), *value.get("refused", [])]
    if question.sort == "people" and question.key in ("persons", "present"):
        return list(value)
    return []


def _is_part(key: str) -> bool:
    head, dot, _rest = key.partition(".")
    return bool(dot) and head in ("step", "act", "new", "refused")


def _quiet(question: Question, kind: Kind) -> Question:
    """What follows from the act, or stands on every such paper, is not asked."""
    if question.key == "party_info":
        # The form that begins a case says more of a party than the name (9.2d).
        known = str(question.default or "")
        enough = "，" in known or ", " in known or kind.id != "case_initiation_approval"
        return replace(question, asked=not (known and enough))
    return question


def _follows(kind: Kind, value: Any, desk: Desk) -> bool:
    """Whether the command itself takes the only party as the one whom the paper faces."""
    if value != desk.parties():
        return False
    return issubclass(kind.model, (Transcript, OutwardPaper)) or kind.id == "service_receipt"


def _hidden(question: Question, default: Any) -> Question:
    return replace(question, asked=False, default=default, required=False)


def _how(kind: Kind) -> str:
    if issubclass(kind.model, Transcript):
        return "oral"
    return "in_decision" if kind.id.endswith("decision") else "written_notice"


def _told(value: Any, how: str) -> list[dict[str, Any]]:
    """The entries of rights_told: one way of telling, or a row for each right."""
    rows = value if isinstance(value, list) else [value]
    entries = []
    for row in rows:
        rights = row["rights"] if isinstance(row["rights"], list) else [row["rights"]]
        rest = {k: v for k, v in row.items() if k != "rights" and v}
        entries.append({"rights": rights, "how": how, **rest})
    return entries


def _numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"number": str(n), **row} for n, row in enumerate(rows, 1)]
