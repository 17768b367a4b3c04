"""The difference of two books, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lawrec.i18n import N_, _, language
from lawrec.report.rules_text import MODALITIES, ORIGINS, STATUSES, number_text
from lawrec.schema.clause import Clause, LegalNumber

_NAMES = {
    "modality": N_("kind"),
    "status": N_("judged by"),
    "severity": N_("severity"),
    "origin": N_("origin"),
    "from_": N_("in force from"),
    "to": N_("in force until"),
    "judged_as": N_("judged as"),
    "title": N_("title"),
    "statement": N_("statement"),
    "reading": N_("our reading"),
    "examine": N_("to examine"),
    "stricter": N_("stricter than the law"),
    "rule": N_("rule"),
}
_WORDS = {
    **MODALITIES,
    **STATUSES,
    **ORIGINS,
    "error": N_("error"),
    "warning": N_("warning"),
    "note": N_("note"),
}


@dataclass(frozen=True, slots=True)
class RowChange:
    """One thing that stands differently in the rows of one id."""

    clause: str
    field: str
    one: object
    other: object


@dataclass(frozen=True, slots=True)
class BookDiff:
    """Rows that only one of two books has, rows that differ, and the stricter ones of the first.

    Books `apart` have no row in common: the regulation and national law.
    """

    one: str
    other: str
    only_one: tuple[Clause, ...]
    only_other: tuple[Clause, ...]
    changed: tuple[RowChange, ...]
    stricter: tuple[Clause, ...]
    apart: bool = False


def diff_lines(diff: BookDiff) -> Iterator[str]:
    """The difference line by line: - only in the first, + only in the second, ~ changed."""
    lang = language()
    if not (diff.only_one or diff.only_other or diff.changed):
        yield _("{one} and {other} have the same rows").format(one=diff.one, other=diff.other)
    if diff.apart:
        yield _("{one} and {other} are different rules and have no row in common").format(
            one=diff.one, other=diff.other
        )
    for mark, rows in (("-", diff.only_one), ("+", diff.only_other)) if not diff.apart else ():
        for row in rows:
            yield f"{mark} {row.id}  {row.title.text(lang)}"
    for change in diff.changed:
        yield (
            f"~ {change.clause}  {_(_NAMES.get(change.field, change.field))}: "
            f"{_shown(change.one)} → {_shown(change.other)}"
        )
    for row in diff.stricter:
        if row.stricter is not None:
            yield _("! {id} is stricter than national law: {text}").format(
                id=row.id, text=row.stricter.text(lang)
            )


def _shown(value: object) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, LegalNumber):
        return number_text(value)
    text = str(value)
    return _(_WORDS[text]) if text in _WORDS else text


def diff_json(diff: BookDiff) -> dict[str, Any]:
    """The difference as `lawrec rules diff --json` promises it."""
    lang = language()
    return {
        "one": diff.one,
        "other": diff.other,
        "only_one": [row.id for row in diff.only_one],
        "only_other": [row.id for row in diff.only_other],
        "changed": [
            {
                "clause": change.clause,
                "field": change.field.rstrip("_"),
                "one": _plain(change.one),
                "other": _plain(change.other),
            }
            for change in diff.changed
        ],
        "stricter": [
            {"clause": row.id, "text": row.stricter.text(lang)}
            for row in diff.stricter
            if row.stricter is not None
        ],
    }


def _plain(value: object) -> object:
    if isinstance(value, LegalNumber):
        return value.model_dump(mode="json")
    return value.isoformat() if isinstance(value, date) else value
