"""One field of a paper as a question: its name, what the law says to it, what may stand there."""

from __future__ import annotations

from dataclasses import replace

from lawrec.i18n import _, language
from lawrec.operations.guide.desk import Desk
from lawrec.operations.guide.hints import help_of, hint_of
from lawrec.operations.guide.paper_defaults import OF_HOLDERS, default_of
from lawrec.operations.guide.paper_steps import step_question
from lawrec.operations.guide.paper_subjects import TO_SERVE
from lawrec.operations.guide.questions import Answers, Choice, Column, Question, Sort, choices_of
from lawrec.report.schema_text import FieldInfo
from lawrec.schema.records.common import Approval, OutwardPaper, Transcript
from lawrec.schema.records.kinds import Kind
from lawrec.schema.value_names import value_name

_STAFF = (
    *("made_by", "reviewed_by", "received_by", "presider", "recorder", "compared_by"),
    *("responsible", "verified_by"),
)
_STAFF_TOO = ("from", "to", "approved_by", "decided_by", "noted_by")
_MANY_STAFF = ("reviewers", "allowed", "experts", "appraisers")
_LONG = ("content", "course", "statement")
_AHEAD = ("deadline", "until", "due_on", "held_at", "period_to")
_REQUIRED = ("persons", "signatures")
ORDER_TYPES = (
    *("stop", "correct", "return_land", "demolish", "restore", "demolish_restore", "fine"),
    *("confiscate", "warning", "criticism", "revocation", "pay", "other"),
)
SOURCES = ("patrol", "satellite", "visit", "phone", "letter", "online", "transfer", "assignment")
_SORTS: dict[str, Sort] = {
    "moment": "moment",
    "date": "date",
    "number": "number",
    "count": "count",
    "choice": "choice",
    "id": "files",
}


def owners_of(kind: Kind) -> tuple[str, ...]:
    """Under which names the hints of this kind are kept, its own first."""
    bases = (Transcript, Approval, OutwardPaper)
    shared = [base.__name__ for base in bases if issubclass(kind.model, base)]
    return (kind.model.__name__, *shared)


def field_question(
    desk: Desk, kind: Kind, name: str, info: dict[str, FieldInfo], answers: Answers
) -> Question:
    """The question for a field, by its name in pages; `step.…` is a part of an approval."""
    if name.startswith("step."):
        return step_question(desk, name, answers)
    field = _deep(name, info)
    owners = owners_of(kind)
    question = Question(
        name,
        field.help or name,
        _SORTS.get(field.type, "text"),
        hint_of(name, *owners),
        help_of(name, *owners),
        choices=_choices(field),
        default=default_of(desk, kind, name, answers),
        required=field.required,
        ahead=name in _AHEAD,
    )
    question = _shaped(desk, question, field, name)
    return _of_people(desk, kind, _of_files(desk, kind, question, name), name)


def _deep(name: str, info: dict[str, FieldInfo]) -> FieldInfo:
    """The field behind a name such as identification.cert_shown."""
    first, _dot, rest = name.partition(".")
    field = info[first]
    return _deep(rest, {inner.name: inner for inner in field.fields}) if rest else field


def _choices(field: FieldInfo) -> tuple[Choice, ...]:
    return choices_of(field.allowed, field.name)


def _shaped(desk: Desk, question: Question, field: FieldInfo, name: str) -> Question:
    """The sort that follows from what the field holds."""
    if name == "rights_told":
        return _rights(question, field)
    if field.type == "object" and field.many:
        return replace(question, sort="rows", columns=_columns(desk, field))
    if field.many and field.type == "choice":
        return replace(question, sort="choices")
    if field.many and field.type == "text":
        return replace(question, sort="lines")
    if field.type == "id" and not field.many:
        return replace(question, sort="choice")
    if name in _LONG:
        return replace(question, sort="long")
    if name == "source":
        # The word itself is kept: it is what stands on the paper.
        own = tuple(
            Choice(value_name(v, desk.language, "channel"), value_name(v, language(), "channel"))
            for v in SOURCES
        )
        return replace(question, sort="choice", choices=own, own=True)
    if set(field.allowed) == {"yes", "no", "unknown"}:
        default = "yes" if name == "identification.cert_shown" else None
        return replace(question, default=default)
    if name == "mode":
        return replace(question, default="normal")
    return question


def _columns(desk: Desk, field: FieldInfo) -> tuple[Column, ...]:
    """The cells of a row; its number is counted and not typed, unless it names something."""
    counted = field.name not in ("orders",) or any(c.name == "text" for c in field.fields)
    columns = []
    for inner in field.fields:
        if inner.name == "number" and counted:
            continue
        sort: Sort = _SORTS.get(inner.type, "text")
        choices = _choices(inner)
        if field.name == "orders" and inner.name == "type":
            sort, choices = "choice", choices_of(ORDER_TYPES, "type")
        if inner.type == "choice" and inner.many:
            sort = "choices"
        if inner.type == "id":
            sort, choices = ("files" if inner.many else "choice"), desk.files()
        if inner.many and inner.type == "text":
            sort = "lines"
        columns.append(Column(inner.name, inner.help or inner.name, sort, choices, inner.required))
    return tuple(columns)


def _rights(question: Question, field: FieldInfo) -> Question:
    rights = next(inner for inner in field.fields if inner.name == "rights")
    names = _choices(rights)
    if isinstance(question.default, list):
        label = {inner.name: inner.help or inner.name for inner in field.fields}
        columns = (
            Column("rights", label["rights"], "choices", names, required=True),
            Column("organ", label["organ"]),
            Column("within", label["within"]),
            Column("content", label["content"]),
        )
        return replace(question, sort="rows", columns=columns)
    return replace(question, sort="rights", choices=names)


def _about(desk: Desk, kind: Kind, question: Question, files: tuple[Choice, ...]) -> Question:
    """What a paper is about; papers to be served or approved stand before all others."""
    case = Choice("case", _("the whole file"))
    files = (*files, *(Choice(p.id, desk.act_name(p)) for p in desk.snapshot.acts))
    if kind.id == "secrecy_marking":
        return replace(question, choices=(case, *files))
    label = {
        "service_receipt": _("Which papers were served"),
        "service_attempt": _("Which papers were to be served"),
        "approval_form": _("For which papers is approval asked"),
    }.get(kind.id)
    if label is None:
        return replace(question, choices=(*files, case))
    served = {page.id for page in desk.records(*TO_SERVE)}
    first = [choice for choice in reversed(files) if choice.value in served]
    rest = [choice for choice in files if choice.value not in served]
    shown = len(first) or question.shown
    return replace(question, label=label, choices=(*first, *rest, case), shown=shown)


def _of_files(desk: Desk, kind: Kind, question: Question, name: str) -> Question:
    if name == "act":
        acts = tuple(Choice(page.id, desk.act_name(page)) for page in desk.snapshot.acts)
        return replace(question, sort="choice", choices=acts)
    if question.sort == "files":
        files = desk.files()
        if name == "about":
            return _about(desk, kind, question, files)
        return replace(question, choices=files)
    return question


def _of_people(desk: Desk, kind: Kind, question: Question, name: str) -> Question:
    """Names: who may stand there, from the case and the roster."""
    if name == "persons":
        sole = bool(question.default) and kind.id not in OF_HOLDERS
        people = desk.outsiders() or ()
        needed = name in _REQUIRED and kind.stage in (2, 4)
        return replace(
            question, sort="people", choices=people, own=True, required=needed, asked=not sole
        )
    if name == "signatures":
        first = (question.default or {}).get("signed", [])
        people = desk.people(*first)
        return replace(question, sort="signers", label=_("Who signed"), choices=people, own=True)
    if question.sort == "text" and (name in _STAFF or name in _STAFF_TOO):
        own = name in _STAFF_TOO
        people = desk.people() if own else desk.officers()
        return replace(question, sort="person", choices=people, own=own)
    if name in _MANY_STAFF:
        return replace(question, sort="people", choices=desk.officers(), own=True)
    if name == "attendees":
        columns = tuple(
            replace(c, sort="person", choices=desk.officers()) if c.name == "who" else c
            for c in question.columns
        )
        return replace(question, columns=columns)
    return question
