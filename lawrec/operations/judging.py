"""By which books a case is judged, and the facts put before their rules.

The regulation is the measure, unless a branch handled the case and has rules of its own that
are there (article 30). Other books are judged beside it and never change its verdict.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from lawrec.checks.base import Rule
from lawrec.checks.facts.case import Facts
from lawrec.operations.own_books import own_books
from lawrec.operations.rulebook import BOOKS, MAIN, clause_list, load_rulebook
from lawrec.schema.clause import Rulebook
from lawrec.schema.snapshot import CaseSnapshot
from lawrec.store import layout
from lawrec.store.workdays import chinese_workdays


@dataclass(frozen=True, slots=True)
class Measure:
    """A book with its rules, and the names of the bureau's own books that could be loaded."""

    book: Rulebook
    rules: tuple[Rule, ...]
    loaded: frozenset[str] = frozenset()

    def facts(self, snapshot: CaseSnapshot, when: datetime, *, at_archive: bool = False) -> Facts:
        """The case as the rules of this book see it at that time."""
        return Facts(
            snapshot,
            self.book,
            when,
            at_archive=at_archive,
            calendar=chinese_workdays,
            entries=entries(),
            rulesets=self.loaded,
        )


def measure(snapshot: CaseSnapshot, bureau: Path | None = None) -> Measure:
    """The book that decides on the case: the branch's own if it is there, else the regulation.

    A branch's book is taken only from a bureau that is known to be ours: what the sender of a
    folder says is no reason to judge by other rules (decision 23).
    """
    known = bureau if snapshot.bureau.known else None
    loaded = frozenset(own_books(known)) if known is not None else frozenset()
    own = _own_rules(snapshot)
    name = own if own in loaded else MAIN
    book, rules = load_rulebook(name, known)
    return Measure(book, rules, loaded)


def further(snapshot: CaseSnapshot, names: tuple[str, ...], bureau: Path | None) -> list[Measure]:
    """The books beside it: those that the bureau uses, and those that were asked for."""
    profile = snapshot.bureau.profile
    used = profile.books if profile is not None else ()
    wanted = [name for name in dict.fromkeys((*used, *names)) if name != MAIN]
    return [Measure(*load_rulebook(name, bureau)) for name in wanted]


def root_of(folder: Path, bureau: Path | None = None) -> Path | None:
    """The case repository that a case folder belongs to, or the one that was named."""
    return bureau or layout.find_bureau(folder.parent)


def _own_rules(snapshot: CaseSnapshot) -> str | None:
    """The rules that the branch which handles the case names as its own."""
    page, profile = snapshot.case, snapshot.bureau.profile
    if page is None or profile is None:
        return None
    unit = profile.units.get(page.data.unit)
    return unit.ruleset if unit is not None and unit.type == "branch" else None


@lru_cache(maxsize=1)
def entries() -> Mapping[str, frozenset[str]]:
    """Entry of a book that comes with lawrec -> the rows from which it allows to depart."""
    return {
        row.id: frozenset(row.excuses)
        for name in BOOKS
        if name != MAIN
        for row in clause_list(name)[0]
        if row.excuses
    }
