"""The next step of a case, as a work list shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lawrec.i18n import _
from lawrec.report.lines import flat, when
from lawrec.schema.moments import last_instant, parse_moment


@dataclass(frozen=True, slots=True)
class NextStep:
    """The step that comes next: its kind, its words, its command, its time as ISO 8601.

    `missed` says that later steps were taken already, or that the case is over.
    """

    name: str
    what: str
    command: str
    due: str | None = None
    missed: bool = False


def to_json(step: NextStep | None, as_of: datetime) -> dict[str, Any] | None:
    """The step for programs."""
    if step is None:
        return None
    return {
        "name": step.name,
        "what": step.what,
        "command": step.command,
        "due": step.due,
        "overdue": _overdue(step, as_of),
        "missed": step.missed,
    }


def lines(step: NextStep, as_of: datetime) -> Iterator[str]:
    """The step in a line, its command below."""
    text = _("A step was left out: {what}") if step.missed else _("Next step: {what}")
    line = text.format(what=flat(step.what))
    if step.due:
        by = _("by: {time}, overdue") if _overdue(step, as_of) else _("by: {time}")
        line += "  " + by.format(time=when(parse_moment(step.due)))
    yield line
    yield f"  $ {flat(step.command)}"


def _overdue(step: NextStep, as_of: datetime) -> bool:
    return step.due is not None and last_instant(parse_moment(step.due)) < as_of
