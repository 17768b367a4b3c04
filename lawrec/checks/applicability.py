"""What the regulation is no measure for is not judged by it: earlier acts, and branches (30, 31).

Done once, on the outcomes of all rules. What only the sender of a folder states switches nothing
off (decision 23): a violation that hangs on it is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lawrec.checks.base import Outcome, not_applicable
from lawrec.checks.facts import application
from lawrec.checks.facts.application import Subject
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.ending import ends
from lawrec.checks.findings import Judged
from lawrec.i18n import N_
from lawrec.schema.clause import Severity
from lawrec.schema.moments import day_of

OWN_ROWS = frozenset(("30", "31"))
"""The rows that say to whom and from when the regulation applies are always judged."""

_BOOK = "panjin"
"""Other books have their own dates and their own measure."""

_PERIOD = frozenset(("25.1b", "25.1c"))
_ARCHIVE, _LIABILITY = 25, 28
_LOWER: dict[Severity, Severity] = {"error": "warning", "warning": "note", "note": "note"}


@dataclass(frozen=True, slots=True)
class _Answer:
    """What becomes of an outcome: switched off for a reason, shown as a remark, or left open."""

    effect: str
    reason: Outcome | None = None


_KEEP = _Answer("keep")
_OPEN = _Answer("open")


def apply(case: Facts, judged: list[Judged]) -> list[Judged]:
    """The outcomes as far as this regulation is their measure."""
    start, span = application.effective_from(case), application.days(case)
    all_after = start is None or (span is not None and span[0] >= start)
    if case.rulebook.name != _BOOK or (all_after and not application.branches(case)):
        return judged
    pages = {page.path: page for page in application.subjects(case)}
    return [new for item in judged for new in _applied(case, item, pages)]


def _applied(case: Facts, item: Judged, pages: dict[str, Subject]) -> Iterator[Judged]:
    outcome = item.outcome
    if item.clause in OWN_ROWS or outcome.verdict == "crashed" or _about_reading(outcome):
        yield item
        return
    page = pages.get(outcome.place.path) if outcome.place else None
    answer = _by_branch(case, page)
    if answer is _KEEP:
        answer = _by_date(case, item, page)
    if answer.effect in ("off", "remark") and answer.reason is not None:
        yield Judged(item.clause, answer.reason)
    if answer.effect == "remark" and outcome.verdict in ("violated", "undeterminable"):
        remark = replace(outcome, verdict="not_applicable", severity="note", curable=None)
        yield Judged(item.clause, replace(remark, remedy=None, due=None, also=()))
    elif answer.effect == "keep" or (answer.effect == "open" and outcome.verdict != "violated"):
        yield item
    elif answer.effect == "open":
        yield Judged(item.clause, _opened(case, item))


def _about_reading(outcome: Outcome) -> bool:
    """A page that cannot be read may be of any day."""
    return outcome.root[:1] in (("unread",), ("outside",))


def _opened(case: Facts, item: Judged) -> Outcome:
    """Violated if the regulation is the measure, and that cannot be told."""
    row = case.rulebook.clause(item.clause)
    severity = item.outcome.severity or (row.severity if row else "error")
    return replace(item.outcome, verdict="undeterminable", severity=_LOWER[severity], curable=True)


def _by_branch(case: Facts, page: Subject | None) -> _Answer:
    name = application.case_branch(case) if page is None else application.branch_of(case, page)
    if name is None:
        return _KEEP
    if not case.snapshot.bureau.known:
        return _OPEN
    if application.ruleset_of(case, name) == case.rulebook.name:
        return _KEEP
    if application.ruleset_of(case, name) is None:
        text = N_("{branch} is a branch without rules of its own; this regulation only advises")
        return _Answer("remark", not_applicable(text, branch=name))
    text = N_("{branch} is a branch and has rules of its own (article 30)")
    return _Answer("off", not_applicable(text, branch=name))


def _by_date(case: Facts, item: Judged, page: Subject | None) -> _Answer:
    start = application.effective_from(case)
    if start is None:
        return _KEEP
    due = item.outcome.due
    if item.clause in _PERIOD:
        known = ends(case)
        before = "yes" if known and all(end.day < start for end in known) else "no"
    elif due is not None and day_of(due) >= start:
        return _KEEP
    elif page is not None:
        before = application.before_effect(case, page)
    else:
        before = _undated(case, item)
    if before == "no":
        return _KEEP
    if before == "unknown" or not case.snapshot.bureau.known:
        return _OPEN
    text = N_("Before the regulation took effect on {day} (article 31)")
    return _Answer("off", not_applicable(text, day=start))


def _undated(case: Facts, item: Judged) -> str:
    """What concerns the case as a whole, or a paper that is not there.

    In a case that spans the day it may have been due before or after; archiving and keeping
    come last.
    """
    start, span = application.effective_from(case), application.days(case)
    if start is None or span is None or span[0] >= start:
        return "no"
    if span[1] < start:
        return "no" if item.outcome.verdict == "not_yet_due" else "yes"
    row = case.rulebook.clause(item.clause)
    return "no" if row and _ARCHIVE <= row.article <= _LIABILITY else "unknown"
