"""Article 17: the footage of those situations is kept for long on a further medium."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, not_applicable, rule
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.incident_triggers import important_unplaced, situations
from lawrec.checks.facts.incidents import Item
from lawrec.checks.facts.long_term import kept
from lawrec.checks.facts.storing import footage
from lawrec.i18n import N_


@rule("17(1)b")
def objection_kept(case: Facts) -> Iterator[Outcome]:
    """Footage of an objection, a complaint or a petition is kept for long.

    Duty: the footage is kept long-term on a disc, a removable medium or the like.
    Lawful: an entry on a verified copy on another carrier, with how long it is kept.
    Unlawful: footage of the situation, and no entry by the end of the case.
    Remedy: copy it to a further medium, verify it, and enter that.
    """
    yield from _kept(case, "1")


@rule("17(2)b")
def obstruction_kept(case: Facts) -> Iterator[Outcome]:
    """Footage of evasion, refusal, obstruction, abuse or assault is kept for long.

    Duty: the footage is kept long-term on a disc, a removable medium or the like.
    Lawful: an entry on a verified copy on another carrier, with how long it is kept.
    Unlawful: footage of the situation, and no entry by the end of the case.
    Remedy: copy it to a further medium, verify it, and enter that.
    """
    yield from _kept(case, "2")


@rule("17(3)b")
def mass_incident_kept(case: Facts) -> Iterator[Outcome]:
    """Footage of a mass or sudden incident is kept for long.

    Duty: the footage is kept long-term on a disc, a removable medium or the like.
    Lawful: an entry on a verified copy on another carrier, with how long it is kept.
    Unlawful: footage of the situation, and no entry by the end of the case.
    Remedy: copy it to a further medium, verify it, and enter that.
    """
    yield from _kept(case, "3")


@rule("17(4)b")
def important_kept(case: Facts) -> Iterator[Outcome]:
    """Footage of a situation that the handlers call important is kept for long.

    Duty: the footage is kept long-term on a disc, a removable medium or the like.
    Lawful: an entry on a verified copy on another carrier, with how long it is kept.
    Unlawful: footage of the situation, and no entry by the end of the case.
    Remedy: copy it to a further medium, verify it, and enter that.
    """
    unplaced = important_unplaced(case)
    if unplaced is not None and not footage(case):
        yield not_applicable(
            N_("There is no footage that could be kept"), absent=("media", "incident_record")
        )
    elif unplaced is not None:
        yield unplaced
    yield from _kept(case, "4")


def _kept(case: Facts, item: Item) -> Iterator[Outcome]:
    for situation in situations(case, item):
        if isinstance(situation, Outcome):
            yield situation
        else:
            yield from kept(case, situation)


RULES = (objection_kept, obstruction_kept, mass_incident_kept, important_kept)
