"""Which situations of an item of article 17 there were, and what is open about that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from lawrec.checks.base import Outcome, not_applicable, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.declared import place_of, undeclared
from lawrec.checks.facts.incidents import Incident, Item, incidents, untyped
from lawrec.i18n import N_
from lawrec.schema.case import ActKind

_PAGES = ("incident_record", "refusal_record", *get_args(ActKind))


def situations(case: Facts, item: Item) -> Iterator[Incident | Outcome]:
    """The situations on record, and outcomes for what is open; if neither, that none arose."""
    found = [one for one in incidents(case) if one.item == item]
    unclear = [*_untyped(case), *_open(case, item)]
    yield from found
    yield from unclear
    if found or unclear or (item == "4" and important_unplaced(case) is not None):
        return
    yield not_applicable(N_("No such situation is on record or declared"), absent=_PAGES)


def _open(case: Facts, item: Item) -> Iterator[Outcome]:
    question = "important" if item == "4" else "incidents"
    open_answer = undeclared(case, question)
    if open_answer is not None:
        yield open_answer
    elif item != "4" and (none := none_recorded(case)) is not None:
        yield none


def _untyped(case: Facts) -> Iterator[Outcome]:
    for page in untyped(case):
        yield unsure(
            "incident_type_missing",
            N_("{record} does not say which situation of article 17 it tells of"),
            page.at("types"),
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set types=...",
            root=("incident_type", page.id),
            record=page.id,
        )


def none_recorded(case: Facts) -> Outcome | None:
    """The handlers declare that something happened, and no record says what."""
    if case.answer("incidents") != "yes" or untyped(case):
        return None
    if any(one.item != "4" for one in incidents(case)):
        return None
    return unsure(
        "incident_not_recorded",
        N_("The handlers declare that there was an incident, and no record says which"),
        place_of(case, "incidents"),
        remedy=f"lawrec add-record {case.label} incident_record --set types=...",
        root=("incidents", "not_recorded"),
    )


def important_unplaced(case: Facts) -> Outcome | None:
    """A situation was declared important, and no record says which and during which act."""
    if case.answer("important") != "yes" or any(one.item == "4" for one in incidents(case)):
        return None
    return unsure(
        "important_not_recorded",
        N_("A situation was declared important, and no record says which it was"),
        place_of(case, "important"),
        remedy=f"lawrec add-record {case.label} incident_record --set types=important",
        root=("important", "not_recorded"),
    )
