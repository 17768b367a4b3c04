"""The cases of a case repository, one line each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from lawrec.i18n import N_, _, language
from lawrec.report.lines import columns, flat, when
from lawrec.schema.moments import parse_moment
from lawrec.schema.value_names import value_name

CaseState = Literal["open", "closed", "archived", "voided", "unreadable"]
STATES: dict[CaseState, str] = {
    "open": N_("open"),
    "closed": N_("closed, not archived"),
    "archived": N_("archived"),
    "voided": N_("number voided"),
    "unreadable": N_("cannot be read"),
}


@dataclass(frozen=True, slots=True)
class ListedCase:
    """One case: its label and what a list shows of it. `next_due` is ISO 8601."""

    case: str
    path: str
    state: CaseState
    number: str | None = None
    title: str | None = None
    kind: str | None = None
    outcome: str | None = None
    next_due: str | None = None
    due_what: str | None = None
    overdue: bool = False
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class CaseList:
    """The cases of one repository at one time."""

    repository: str
    as_of: datetime
    cases: tuple[ListedCase, ...]


def to_json(found: CaseList) -> dict[str, Any]:
    """The list for programs."""
    return {
        "schema_version": "1",
        "repository": found.repository,
        "as_of": found.as_of.isoformat(),
        "cases": [
            {
                "case": case.case,
                "path": case.path,
                "number": case.number,
                "title": case.title,
                "kind": case.kind,
                "state": case.state,
                "outcome": case.outcome,
                "next_due": case.next_due,
                "due_what": case.due_what,
                "overdue": case.overdue,
                "problem": case.problem,
            }
            for case in found.cases
        ],
    }


def lines(found: CaseList) -> Iterator[str]:
    """A table, or one sentence where there is nothing to list."""
    if not found.cases:
        yield _("No such cases in {path}").format(path=flat(found.repository))
        return
    head = (_("case"), _("case number"), _("state"), _("kind"), _("next due"), _("title"))
    yield from columns([head, *(_row(case) for case in found.cases)])


def _row(case: ListedCase) -> tuple[str, ...]:
    state = _(STATES[case.state])
    if case.outcome == "defects_on_record":
        state = value_name(case.outcome, language())
    due = when(parse_moment(case.next_due)) if case.next_due else ""
    if case.overdue:
        due = _("{time} overdue").format(time=due)
    kind = value_name(case.kind, language()) if case.kind else ""
    return case.case, case.number or "", state, kind, due, case.title or case.problem or ""
