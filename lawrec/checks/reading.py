"""What could not be read, or was changed beside lawrec, leaves 4.1b open whatever the rules say."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.findings import Judged
from lawrec.i18n import N_
from lawrec.schema.clause import Severity
from lawrec.schema.snapshot import Place, ReadProblem

TRACEABLE = "4.1b"


def reading_outcomes(case: Facts) -> Iterator[Judged]:
    """One outcome for each page that cannot be read and each that differs from the history."""
    for problem in case.snapshot.problems:
        yield Judged(TRACEABLE, unread(problem))
    for path in case.snapshot.history.dirty:
        yield Judged(TRACEABLE, changed_outside(case, path))


def changed_outside(case: Facts, path: str) -> Outcome:
    """A page that is not what the last commit has."""
    return unsure(
        "changed_outside",
        N_("{path} is not what the history of the case has: changed outside lawrec"),
        Place(path),
        severity="error",
        remedy=f"lawrec verify {case.label}",
        root=("outside", path),
        path=path,
    )


def as_far_as_read(case: Facts, outcome: Outcome) -> Outcome:
    """The outcome, unless it rests on the absence of a page that may be one not read."""
    problem = next((case.unread[kind] for kind in outcome.absent if kind in case.unread), None)
    return outcome if problem is None else unread(problem)


def unread(problem: ReadProblem) -> Outcome:
    """What one unread page leaves open; its own words are already in the reader's language."""
    return unsure(
        problem.code,
        "{problem}",
        problem.place,
        severity=_severity(problem),
        remedy=problem.fix,
        root=("unread", str(problem.place), problem.message),
        problem=problem.message,
    )


def _severity(problem: ReadProblem) -> Severity:
    if problem.code == "history_no_git":
        return "note"
    return "warning" if problem.place.path == ".git" else "error"
