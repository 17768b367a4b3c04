"""Setting right, explaining and undoing, with few questions; leads and the register of access."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from lawrec.i18n import _, language
from lawrec.operations.guide.desk import Desk
from lawrec.operations.guide.flow import setting
from lawrec.operations.guide.hints import clause_said, hint_of
from lawrec.operations.guide.paper import field_setting, fields_of
from lawrec.operations.guide.paper_fields import field_question
from lawrec.operations.guide.questions import Answers, Choice, Question, choices_of
from lawrec.operations.guide.small import (
    SmallGuide,
    archive_guide,
    attach_guide,
    import_guide,
    option,
    render_guide,
    seen_guide,
)
from lawrec.operations.guide.times import typed
from lawrec.operations.leads import CHANNELS
from lawrec.operations.prefill import signer_role
from lawrec.operations.undo import look
from lawrec.report.lines import flat
from lawrec.schema.field_names import field_name
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import KINDS, Kind
from lawrec.schema.snapshot import Page
from lawrec.store.render import to_raw

SIGNATURE = "signatures"
_KEPT = ("kind", "draft", "template", "steps", "identification", "remote", "substitutes")
_BY_HAND = ("signers", "step")
"""What has no line of its own here: changed with lawrec amend --set, or in the workbook."""


def amend_guide(desk: Desk) -> SmallGuide:
    """Change what a paper says, or add a signature that was forgotten; the old version stays."""
    papers = {page.id: page for page in desk.snapshot.records if page.data.draft is None}

    def questions(answers: Answers) -> Sequence[Question]:
        shown = tuple(
            Choice(page.id, f"{page.id} {desk.paper_name(page)}") for page in papers.values()
        )
        item = Question(
            "item", _("Which paper is to be set right"), "choice",
            choices=tuple(reversed(shown)), required=True,
        )  # fmt: skip
        page = papers.get(str(answers.get("item")))
        if page is None:
            return (item,)
        return (item, *_change(desk, page, answers), *_why(desk))

    def line(values: Answers) -> list[str]:
        page = papers[values["item"]]
        kind = KINDS[page.data.kind]
        why = [part for name in ("reason", "approved-by", "at") for part in option(name, values)]
        if values["field"] != SIGNATURE:
            field = next(q for q in _changeable(desk, kind) if q.key == values["field"])
            return [page.id, *why, *field_setting(kind, field, values["value"])]
        organ, persons = desk.organ, desk.snapshot.persons
        role = signer_role(organ, persons, kind, page.data.persons, values["who"])
        entry = {"who": values["who"], "as": role, "at": values["when"]}
        place = f"{SIGNATURE}[{len(page.data.signatures)}]"
        return [page.id, *why, *setting(place, entry)]

    return SmallGuide(desk, "amend", questions, line)


def _change(desk: Desk, page: Page[Record], answers: Answers) -> Iterator[Question]:
    """What is to be changed, and what it says from then on."""
    kind = KINDS[page.data.kind]
    fields = {q.key: q for q in _changeable(desk, kind)}
    choices = (
        Choice(SIGNATURE, _("a signature that was forgotten")),
        *(Choice(key, question.label) for key, question in fields.items()),
    )
    yield Question("field", _("What is to be set right"), "choice", choices=choices, required=True)
    field = str(answers.get("field") or "")
    if field == SIGNATURE:
        missing = _not_signed(desk, page)
        yield Question(
            "who", _("Who signs now"), "person", clause_said("13.2a"),
            choices=desk.people(*missing), default=next(iter(missing), None), required=True,
        )  # fmt: skip
        yield Question("when", _("When it was signed"), "moment", required=True)
    elif field in fields:
        said = to_raw(page.data)
        now = said.get(field) if isinstance(said, dict) else None
        asked = fields[field]
        default = now if asked.sort not in ("long", "rights") else None
        yield replace(asked, key="value", default=default, required=True, asked=True)


def _changeable(desk: Desk, kind: Kind) -> Iterator[Question]:
    """The fields of that kind that one answer changes."""
    info = fields_of(kind.id, language())
    for name in info:
        if name not in (*_KEPT, SIGNATURE):
            question = field_question(desk, kind, name, info, {})
            if question.sort not in _BY_HAND:
                yield question


def _not_signed(desk: Desk, page: Page[Record]) -> list[str]:
    """The officers of its act who have not signed the paper."""
    act = next((a.data for a in desk.snapshot.acts if a.id == page.data.act), None)
    signed = {signature.who for signature in page.data.signatures}
    return [name for name in (act.officers if act else desk.handlers) if name not in signed]


def _why(desk: Desk) -> Iterator[Question]:
    yield Question("reason", field_name("reason", language()), "text", required=True)
    heads = desk.with_duty("section_head")
    yield Question(
        "approved-by", field_name("approved_by", language()), "person",
        choices=desk.officers(*heads), default=next(iter(heads), None),
    )  # fmt: skip
    yield Question("at", field_name("at", language()), "moment", asked=False)


def rectify_guide(desk: Desk, open_clauses: Sequence[str] = ()) -> SmallGuide:
    """Explain what can no longer be cured, and have it approved."""
    heads = desk.with_duty("organ_head")
    today = desk.now.date().isoformat()
    rows = tuple(Choice(row, clause_said(row)) for row in open_clauses)

    def named(name: str, sort: Any = "text", **more: Any) -> Question:
        owner = "RectificationRecord"
        hint = hint_of(name, owner) if name == "measure" else ""
        return Question(name, field_name(name, language(), owner), sort, hint, **more)

    fixed = (
        Question(
            "clause", _("What can no longer be cured"), "choices", choices=rows,
            default=list(open_clauses) or None, required=True, own=not rows,
        ),
        named("cause", required=True),
        named("measure", required=True),
        named("responsible", "person", choices=desk.officers(), required=True),
        named("found_on", "date", default=today),
        named("done_on", "date"),
        named("verified_by", "person", choices=desk.officers()),
        named(
            "approved_by", "person", choices=desk.officers(*heads), default=next(iter(heads), None)
        ),
    )  # fmt: skip

    def questions(answers: Answers) -> Sequence[Question]:
        approved = bool(answers.get("approved_by"))
        return (*fixed, named("approved_at", "moment", required=True, asked=approved))

    def line(values: Answers) -> list[str]:
        options = [part for row in values["clause"] for part in ("--clause", row)]
        for key in [key for key in values if key != "clause"]:
            name = key.replace("_", "-")
            options += option(name, {name: values[key]})
        return options

    return SmallGuide(desk, "rectify", questions, line)


def undo_guide(desk: Desk) -> SmallGuide:
    """Set a mistaken entry back."""
    acts = tuple(Choice(page.id, desk.act_name(page)) for page in reversed(desk.snapshot.acts))
    items = (*reversed(desk.files()), *acts)
    if desk.folder is None:
        raise RuntimeError("only what a case has is undone")
    shown = look(desk.folder)
    # By its commit, so that what a colleague enters meanwhile is not undone instead.
    last = Choice(shown.commit, _("the last change: {what}").format(what=flat(shown.what.message)))
    questions = (
        Question("item", _("What was entered wrongly"), "choice", choices=(*items, last)),
        *_why(desk),
    )

    def line(values: Answers) -> list[str]:
        named = values["item"] in {choice.value for choice in items}
        item = [values["item"]] if named else ["--change", values["item"]]
        return [*item, *option("reason", values), *option("approved-by", values)]

    return SmallGuide(desk, "undo", questions[:-1], line)


def lead_guide(desk: Desk) -> SmallGuide:
    """Note a lead."""

    def named(name: str, sort: Any = "text", **more: Any) -> Question:
        key = name.replace("_", "-")
        return Question(key, field_name(name, language(), "Lead"), sort, hint_of(name), **more)

    channels = choices_of(CHANNELS, "channel")
    real = choices_of(("yes", "no", "unknown"))

    def questions(answers: Answers) -> Sequence[Question]:
        known = answers.get("real-name") == "yes"
        return (
            named("channel", "choice", choices=channels, required=True),
            named("content", required=True),
            named("received_at", "moment", default=typed(desk.now)),
            named("real_name", "choice", choices=real, default="unknown"),
            Question("reporter", _("Who reported it; stays in the lead alone"), asked=known),
            Question("contact", _("How to reach who reported it"), asked=known),
        )

    names = ("channel", "content", "received-at", "real-name", "reporter", "contact")
    return SmallGuide(
        desk, "lead add", questions, lambda v: [o for n in names for o in option(n, v)],
        of_case=False,
    )  # fmt: skip


def access_guide(desk: Desk) -> SmallGuide:
    """Enter into the register who looked at the case file."""
    questions = (
        Question("who", _("Who looked or copied"), "person", choices=desk.officers(), own=True,
                 required=True),
        Question("items", _("What was looked at"), "files", choices=desk.files()),
        Question("purpose", _("What for"), "text", required=True),
        Question("authority", _("By which right or whose leave"), "text"),
        Question("at", field_name("at", language()), "moment", default=typed(desk.now)),
    )  # fmt: skip

    def line(values: Answers) -> list[str]:
        given = {**values, "case": desk.case, "items": ",".join(values["items"] or ())}
        return [o for n in ("case", *given) if n != "case" for o in option(n, given)] + option(
            "case", given
        )

    return SmallGuide(desk, "unit access", questions, line, of_case=False)


MAKERS: dict[str, Callable[[Desk], SmallGuide]] = {
    "import-media": import_guide,
    "attach": attach_guide,
    "seen": seen_guide,
    "render": render_guide,
    "archive": archive_guide,
    "amend": amend_guide,
    "rectify": rectify_guide,
    "undo": undo_guide,
    "lead": lead_guide,
    "access": access_guide,
}
"""Item of the menu -> what makes its guide."""
