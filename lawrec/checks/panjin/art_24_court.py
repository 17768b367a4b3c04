"""Article 24: an application to the court, from its papers to its result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lawrec.checks.base import Outcome, Rule, not_applicable, rule
from lawrec.checks.facts import court
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.demand import before, served_before
from lawrec.checks.facts.enforcement import APPLICATION, COURT_PAPERS, each_court
from lawrec.i18n import N_


def _applied(case: Facts, judge: Callable[[Facts], Iterable[Outcome]]) -> Iterator[Outcome]:
    if each_court(case):
        yield from judge(case)
        return
    absent = (APPLICATION, "court_application", *COURT_PAPERS, court.RESULT)
    yield not_applicable(N_("The court was not asked to enforce anything"), absent=absent)


@rule("24a")
def application_kept(case: Facts) -> Iterator[Outcome]:
    """The papers of an application to the court for enforcement are kept.

    Duty: the application with its attachments, its day, and the court's own papers are kept.
    Lawful: all of them; no paper of the court, or a late application, is a warning.
    Unlawful: no application in the file.
    Remedy: file the application that was made.
    """
    yield from _applied(case, court.papers)


@rule("24b")
def result_recorded(case: Facts) -> Iterator[Outcome]:
    """What came of the enforcement through the court is recorded.

    Duty: the result is on record; a refusal by the court or a withdrawal is a result.
    Lawful: a record that says what came of it, with its day.
    Unlawful: none once the case is over, or one that says nothing.
    Remedy: record the result truthfully.
    """
    yield from _applied(case, lambda facts: (court.result(facts),))


@rule("24c")
def course_recorded(case: Facts) -> Iterator[Outcome]:
    """Each step of the application to the court is recorded.

    Duty: application, answer of the court and result leave no gap.
    Lawful: a paper, or an entry in the log, for each of them.
    Unlawful: nothing by the letter; a gap is a warning, since the text lists no steps.
    Remedy: keep the log of the application.
    """
    yield from _applied(case, lambda facts: (court.course(facts),))


@rule("24d")
def only_after_demand(case: Facts) -> Iterator[Outcome]:
    """The court is asked to enforce only after a lawful demand.

    Duty: before the application a demand was made and served.
    Lawful: both, in time.
    Unlawful: no demand, or one made or served only afterwards: the finding of article 23.
    Remedy: none; record the rectification.
    """
    yield from _applied(case, _demanded)


def _demanded(case: Facts) -> Iterator[Outcome]:
    for one in each_court(case):
        yield from before(case, one)
        yield from served_before(case, one)


RULES: tuple[Rule, ...] = (application_kept, result_recorded, course_recorded, only_after_demand)
