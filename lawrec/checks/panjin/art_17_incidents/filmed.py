"""Article 17: the situations of its four items are recorded by film, sound or photo."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, rule, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.declared import place_of
from lawrec.checks.facts.incident_footage import filmed
from lawrec.checks.facts.incident_triggers import important_unplaced, situations
from lawrec.checks.facts.incidents import Item
from lawrec.checks.facts.storing import footage
from lawrec.i18n import N_


@rule("17(1)a")
def objection_filmed(case: Facts) -> Iterator[Outcome]:
    """An objection to enforcement or handling, a complaint or a petition is filmed.

    Duty: when the party objects on site, complains or petitions, footage exists.
    Lawful: footage of the act, or of the reception of a later complaint.
    Unlawful: an objection during an act, and no footage; a written reason changes nothing.
    Remedy: none for what was not filmed; record the rectification.
    """
    yield from _filmed(case, "1")


@rule("17(2)a")
def obstruction_filmed(case: Facts) -> Iterator[Outcome]:
    """Evasion, refusal, obstruction, abuse, insult or assault by the party is filmed.

    Duty: when the party evades, refuses, obstructs, abuses or assaults, footage exists.
    Lawful: footage of the act in whose course it happened.
    Unlawful: a refusal face to face on site, or obstruction, and no footage.
    Remedy: none for what was not filmed; record the rectification.
    """
    yield from _filmed(case, "2")


@rule("17(3)a")
def mass_incident_filmed(case: Facts) -> Iterator[Outcome]:
    """The handling of a mass or sudden incident is filmed.

    Duty: when officers take part in handling such an incident, footage exists.
    Lawful: footage of the act in whose course it happened.
    Unlawful: an incident on record, and no footage.
    Remedy: none for what was not filmed; record the rectification.
    """
    yield from _filmed(case, "3")


@rule("17(4)a")
def important_filmed(case: Facts) -> Iterator[Outcome]:
    """A situation that the handlers call important is filmed.

    Duty: of a situation that has been declared important, footage exists.
    Lawful: footage of the act in whose course it happened.
    Unlawful: declared important, and no footage at all.
    Remedy: none for what was not filmed; record the rectification.
    """
    unplaced = important_unplaced(case)
    if unplaced is not None and not footage(case):
        yield violated(
            "important_not_filmed",
            N_("A situation was declared important, and the case holds no footage at all"),
            place_of(case, "important"),
            curable=False,
            absent=("media", "incident_record"),
        )
    elif unplaced is not None:
        yield unplaced
    yield from _filmed(case, "4")


def _filmed(case: Facts, item: Item) -> Iterator[Outcome]:
    for situation in situations(case, item):
        if isinstance(situation, Outcome):
            yield situation
        else:
            yield from filmed(case, situation)


RULES = (objection_filmed, obstruction_filmed, mass_incident_filmed, important_filmed)
