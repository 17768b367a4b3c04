"""Article 12: how the party was told of their rights is recorded."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, rule
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.rights import STATEMENT_AND_DEFENCE, addressees, adverse_decisions
from lawrec.checks.facts.rights_before import no_party, told_before, undecided
from lawrec.checks.facts.rights_hearing import hearing_told
from lawrec.checks.facts.rights_recusal import recusal_told
from lawrec.checks.facts.rights_remedies import remedy_told


@rule("12a")
def statement_and_defence_told(case: Facts) -> Iterator[Outcome]:
    """Before an adverse decision each party is told of the right of statement and defence.

    Duty: the way in which the right of statement and defence was told is recorded, for each
    party, before a decision against them.
    Lawful: an entry in a transcript or a notice, dated before the decision on a paper that has
    been seen; for a coercive measure, before it began or its decision was handed over, whichever
    is later than the drawing up; no adverse decision at all.
    Unlawful: no entry for a party, or the first one after the decision.
    Remedy: enter the paper that told it; what was told too late can only be explained.
    """
    decisions = adverse_decisions(case)
    if not case.parties and decisions:
        yield no_party(case, decisions[0])
    for decision in decisions:
        for party in addressees(case, decision):
            for right in STATEMENT_AND_DEFENCE:
                yield told_before(case, decision, party, right)
    if not decisions:
        yield from undecided(case)


@rule("12b")
def right_of_recusal_told(case: Facts) -> Iterator[Outcome]:
    """Whoever is questioned is told of the right to ask for recusal.

    Duty: how a party was told of the right to ask for recusal is recorded.
    Lawful: an entry in any paper that reached the party; no party was met in person.
    Unlawful: questioned or heard, and no such entry; where officers only met the party, whether
    it was due is left to a person.
    Remedy: enter the paper that told it.
    """
    yield from recusal_told(case)


@rule("12c")
def right_to_hearing_told(case: Facts) -> Iterator[Outcome]:
    """Whoever has a right to a hearing is told of it.

    Duty: how a party with a right to a hearing was told of it is recorded.
    Lawful: an entry in a notice that reached the party; no such right, declared with its basis.
    Unlawful: the right is declared, the decision made, and no such entry.
    Remedy: enter the notice that told it.
    """
    yield from hearing_told(case)


@rule("12d")
def reconsideration_told(case: Facts) -> Iterator[Outcome]:
    """The decision tells of reconsideration.

    Duty: how an addressee was told of the right to apply for reconsideration is recorded.
    Lawful: in the decision, or in a later paper that reached them, with organ and time limit.
    Unlawful: a decision against somebody without it.
    Remedy: tell it in a notice that is served, and enter it.
    """
    yield from remedy_told(case, "reconsideration")


@rule("12e")
def litigation_told(case: Facts) -> Iterator[Outcome]:
    """The decision tells of the way to court.

    Duty: how an addressee was told of the right to sue is recorded.
    Lawful: in the decision, or in a later paper that reached them, with court and time limit.
    Unlawful: a decision against somebody without it.
    Remedy: tell it in a notice that is served, and enter it.
    """
    yield from remedy_told(case, "litigation")


RULES = (
    statement_and_defence_told,
    right_of_recusal_told,
    right_to_hearing_told,
    reconsideration_told,
    litigation_told,
)
