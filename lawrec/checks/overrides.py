"""Overrides: where upper law provides otherwise, and the case says so (4.4b, decision 10).

An override excuses only two things: the choice of text or film, and what an entry of an upper-law
book lets one depart from. It names the provision and somebody of the legal section stands behind
it. Words without a provision answer what cannot be told, and never a violation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from lawrec.checks.base import Outcome
from lawrec.checks.facts.archiving import approved_by_legal, cites
from lawrec.checks.facts.case import Facts
from lawrec.checks.findings import Judged
from lawrec.schema.base import is_blank
from lawrec.schema.case import Override

FILM_CHOICE = frozenset(
    (
        *("14a", "14b", "14c", "16c", "16d", "16e"),
        *("17(1)a", "17(2)a", "17(3)a", "17(4)a", "20.2", "21.3g", "21.4d"),
    )
)
"""The rows that ask for film: text, film or both is the choice of article 4, paragraph 4."""

PERIOD = frozenset(("25.1b", "25.1c"))
"""The period of archiving has an exception of its own, and the row 25.1c judges it."""

ENTRIES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "national:民诉95": frozenset(("21.4a",)),
    }
)
"""Entry of an upper-law book -> the rows from which it allows to depart, beside `Facts.entries`."""

Standing = Literal[
    "holds",
    "words_only",
    "no_such_row",
    "no_basis",
    "no_provision",
    "out_of_scope",
    "no_such_entry",
    "other_entry",
    "no_evidence",
    "not_approved",
]
"""How an override stands: it holds, answers only what cannot be told, or why it does neither."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One override of the case: its position in case.yaml, and how it stands."""

    index: int
    override: Override
    standing: Standing


def claims(case: Facts) -> tuple[Claim, ...]:
    """The overrides of the case, but for those of the period of archiving."""
    entries = case.case.overrides if case.case else ()
    return tuple(
        Claim(index, entry, _standing(case, entry))
        for index, entry in enumerate(entries)
        if entry.clause not in PERIOD
    )


def excusable(case: Facts, entry: str) -> frozenset[str] | None:
    """The rows that an entry of an upper-law book excuses; None if no book has the entry."""
    return case.entries.get(entry, ENTRIES.get(entry))


def _standing(case: Facts, entry: Override) -> Standing:
    if case.rulebook.clause(entry.clause) is None:
        return "no_such_row"
    if entry.entry is None or is_blank(entry.entry):
        return _by_words(case, entry)
    rows = excusable(case, entry.entry)
    if rows is None:
        return "no_such_entry"
    if entry.clause not in rows:
        return "other_entry"
    if not entry.evidence or not all(case.exists(item) for item in entry.evidence):
        return "no_evidence"
    return "holds" if approved_by_legal(case, entry) else "not_approved"


def _by_words(case: Facts, entry: Override) -> Standing:
    if is_blank(entry.basis):
        return "no_basis"
    if entry.clause not in FILM_CHOICE:
        return "out_of_scope"
    if not approved_by_legal(case, entry):
        return "not_approved"
    if cites(entry.basis):
        return "holds"
    return "no_provision" if is_blank(entry.text) else "words_only"


def excuse(case: Facts, judged: list[Judged]) -> list[Judged]:
    """The outcomes, with those excused that an override of their row answers."""
    answers = {
        claim.override.clause: claim.standing
        for claim in sorted(claims(case), key=lambda claim: claim.standing == "holds")
        if claim.standing in ("holds", "words_only")
    }
    if not answers:
        return judged
    return [
        Judged(item.clause, _excused(item.outcome))
        if _answered(item.outcome, answers.get(item.clause))
        else item
        for item in judged
    ]


def _answered(outcome: Outcome, standing: Standing | None) -> bool:
    """Whether that standing answers the outcome.

    What a named person found not to be met stays, and so does what could not be read.
    """
    if standing is None or outcome.code == "attested_not_met" or outcome.root[:1] == ("unread",):
        return False
    return outcome.verdict == "undeterminable" or (
        standing == "holds" and outcome.verdict == "violated"
    )


def _excused(outcome: Outcome) -> Outcome:
    """Still listed, with what was found; nothing is to be done about it."""
    return replace(outcome, verdict="excused", severity="note", curable=None, remedy=None, due=None)
