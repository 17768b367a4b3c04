"""Answers as people read them: behind a question, in the summary, as a proposal."""

from __future__ import annotations

from typing import Any

from lawrec.i18n import _, language
from lawrec.operations.guide.questions import Column, Question, label_of
from lawrec.operations.guide.times import spoken
from lawrec.report.lines import flat, id_ranges, labelled, listed, width
from lawrec.schema.value_names import value_name

SHORT = 60
NOTHING = "—"


def said(question: Question, value: Any) -> str:
    """One answer on one line, shortened where it is long."""
    if value in (None, "", []):
        return NOTHING
    sort = question.sort
    if sort == "choice":
        return label_of(question, str(value))
    if sort == "choices":
        return listed(label_of(question, item) for item in value)
    if sort in ("people", "lines"):
        return short(listed(value))
    if sort == "files":
        return id_ranges(label_of(question, i) if i == "case" else i for i in value)
    if sort in ("moment", "date"):
        return spoken(str(value))
    if sort == "signers":
        return _signers(value)
    if sort == "rights":
        names = listed(label_of(question, item) for item in value["rights"])
        return short(labelled(names, value["content"])) if value.get("content") else names
    if sort == "step":
        when = spoken(str(value["at"])) if value.get("at") else ""
        return short(" ".join(filter(None, (value.get("who"), when, value.get("opinion")))))
    if sort == "rows":
        return short("；".join(row_said(question.columns, row) for row in value))
    return _text(str(value))


def _text(value: str) -> str:
    lines = value.splitlines()
    if len(lines) < 2:
        return short(value)
    return _("{first} (and {count} more lines)").format(
        first=short(lines[0], SHORT - 20), count=len(lines) - 1
    )


def short(text: str, longest: int = SHORT) -> str:
    """The text on one line, cut where it is too long to be read at a glance."""
    text = flat(text)
    if width(text) <= longest:
        return text
    while width(text) > longest - 1:
        text = text[:-1]
    return text + "…"


def row_said(columns: tuple[Column, ...], row: dict[str, Any]) -> str:
    """One row with the names of its cells."""
    cells = []
    for column in columns:
        value = row.get(column.name)
        if value in (None, "", []):
            continue
        if isinstance(value, list):
            text = listed(value_name(item, language(), column.name) for item in value)
        else:
            found = next((c.label for c in column.choices if c.value == value), None)
            text = found or str(value)
        cells.append(labelled(column.label, text))
    return ("，" if language() == "zh" else ", ").join(cells)


def _signers(value: dict[str, list[str]]) -> str:
    text = listed(value.get("signed", ())) or NOTHING
    refused = value.get("refused")
    if not refused:
        return text
    return _("{signed}; did not sign: {refused}").format(signed=text, refused=listed(refused))


def _step_way(question: Question) -> str:
    who = question.default.get("who") if isinstance(question.default, dict) else None
    if who:
        return _(
            "When {who} signed: 7-6 9:10, or with the opinion behind it; "
            "somebody else: 2 7-6 9:10; not signed yet: Enter"
        ).format(who=who)
    return _("Who and when: 2 7-6 9:10; not signed yet: Enter")


def how_to(question: Question) -> list[str]:
    """How answers of that sort are written."""
    ways = {
        "moment": _("A time: 7-8 9:30, today 9:30, 2026-07-08 09:30; a day alone: 7-8"),
        "date": _("A day: 7-8, today, 2026-07-08"),
        "people": _("Numbers or names, with commas between: 1,3"),
        "choices": _("Numbers with commas between: 1,3 or 2-5; all takes all"),
        "files": _("Ids or numbers: R03,M01-M04; all takes all"),
        "signers": _("1,2,-3 means: 1 and 2 signed, 3 refused to"),
        "step": _step_way(question),
        "rights": _("Numbers, then the words if you like: 1,2 within five days"),
    }
    own = ways.get(question.sort)
    general = _("Enter takes the proposal or leaves it out; - leaves it out; < back; ! keep it")
    return [*([own] if own else []), general]
