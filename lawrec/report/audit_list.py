"""All cases of a repository with the outcome of their audits, one line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lawrec.i18n import N_, _
from lawrec.report.lines import columns, flat
from lawrec.schema.moments import format_moment
from lawrec.schema.report import Overall, Report

OUTCOMES: dict[Overall, str] = {
    "complete": N_("complete"),
    "violations": N_("not complete"),
    "cannot_tell": N_("cannot tell"),
    "in_progress": N_("in progress"),
}


@dataclass(frozen=True, slots=True)
class JudgedCase:
    """One case and its report; None where it cannot be read, for the reason in `problem`."""

    case: str
    report: Report | None
    problem: str | None = None


def lines(rows: Sequence[JudgedCase]) -> Iterator[str]:
    """A table, or one sentence where there is no case."""
    if not rows:
        yield _("There is no case here yet")
        return
    head = (_("case"), _("outcome"), _("violated"), _("open"), _("title"))
    yield from columns([head, *(_row(row) for row in rows)])


def _row(row: JudgedCase) -> tuple[str, ...]:
    report = row.report
    if report is None:
        return row.case, _("cannot be read"), "", "", flat(row.problem or "")
    outcome = _(OUTCOMES[report.outcome])
    if report.counts.get("crashed"):
        outcome = _("a rule failed")
    violated, unsure = report.counts.get("violated", 0), report.counts.get("undeterminable", 0)
    return row.case, outcome, str(violated), str(unsure), flat(report.title or "")


def to_json(rows: Sequence[JudgedCase]) -> dict[str, Any]:
    """The list for programs."""
    return {"schema_version": "1", "cases": [_json(row) for row in rows]}


def _json(row: JudgedCase) -> dict[str, Any]:
    report = row.report
    if report is None:
        return {"case": row.case, "outcome": None, "problem": row.problem}
    return {
        "case": row.case,
        "number": None if report.case == row.case else report.case,
        "title": report.title,
        "outcome": report.outcome,
        "archived": report.archived,
        "as_of": format_moment(report.as_of),
        "verdicts": dict(report.counts),
        "problem": None,
    }
