"""Which acts had to be filmed, by which clause, and how far they were: the recording rate.

A summary for people and statistics. The rules judge each clause by itself; nothing here is a
verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lawrec.checks.facts import measures
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.dispute_footage import on_the_spot
from lawrec.checks.facts.footage import Footage, bounds, covered, end_of, footage_of
from lawrec.checks.facts.footage_findings import awaited_until, enough
from lawrec.checks.facts.incident_footage import shown
from lawrec.checks.facts.incidents import incidents
from lawrec.checks.facts.unsuitable import reason_for
from lawrec.schema.case import Act, ActKind, MeasureType
from lawrec.schema.records.service import ServiceReceipt
from lawrec.schema.snapshot import Page

BY_KIND: Mapping[ActKind, str] = {
    "onsite_inspection": "14a",
    "survey": "14a",
    "sampling": "14b",
    "hearing": "14c",
}
BY_MEASURE: Mapping[MeasureType, str] = {
    "personal_freedom": "16c",
    "sealing": "16d",
    "seizure": "16e",
}
BY_METHOD: Mapping[str, str] = {"left_at_residence": "21.3g", "public_notice": "21.4d"}

_MEASURE = "14a"
"""The row with the unit's threshold for thin footage, which is one for all clauses."""

State = Literal["filmed", "excused", "awaited", "open", "not_filmed"]
"""open: there is footage that may be of the act, or too little of it to tell."""

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class FilmingDuty:
    """One act that had to be filmed: the clauses that say so, and how far it was.

    `share` is the part of the act that film or sound certainly covers, in percent; `gaps` the
    stretches that they do not cover. Both are empty where the act has no end, or only photos are
    there. `excuse` is the written reason of article 14, whether or not it counts.
    """

    act: Page[Act]
    clauses: tuple[str, ...]
    state: State
    share: int | None = None
    gaps: tuple[Stretch, ...] = ()
    media: tuple[str, ...] = ()
    excuse: str | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """How many acts had to be filmed, how many were, and how many were excused in writing."""

    duties: int
    filmed: int
    excused: int

    @property
    def percent(self) -> int | None:
        """The part of the acts that had to be filmed and were, in percent, rounded down.

        What was excused in writing had not to be filmed after all; None if nothing had to be.
        """
        due = self.duties - self.excused
        return self.filmed * 100 // due if due else None


def duties(case: Facts) -> tuple[FilmingDuty, ...]:
    """Every act that had to be filmed, in the order of their ids."""
    found = []
    for act in case.acts:
        clauses = tuple(dict.fromkeys(_clauses(case, act)))
        if clauses:
            found.append(_duty(case, act, clauses))
    return tuple(found)


def rate(found: Iterable[FilmingDuty]) -> Rate:
    """The recording rate of these acts."""
    states = [duty.state for duty in found]
    return Rate(len(states), states.count("filmed"), states.count("excused"))


def _clauses(case: Facts, act: Page[Act]) -> Iterator[str]:
    kind = act.data.kind
    if kind in BY_KIND:
        yield BY_KIND[kind]
    if kind == "coercive_measure":
        types = measures.types_of(case, act)
        yield from (clause for measure, clause in BY_MEASURE.items() if measure in types)
    for one in incidents(case):
        if one.act is not None and one.act.id == act.id and one.trigger == "certain":
            yield f"17({one.item})a"
    procedure = case.case.procedure if case.case else None
    if procedure == "summary" and case.answer("dispute_prone") == "yes":
        yield from ("20.2" for spot in on_the_spot(case) if spot.id == act.id)
    yield from _by_service(case, act)


def _by_service(case: Facts, act: Page[Act]) -> Iterator[str]:
    receipts = case.typed(case.records_of("service_receipt", act=act.id), ServiceReceipt)
    for page in receipts:
        if page.data.method in BY_METHOD and page.data.result == "served":
            yield BY_METHOD[page.data.method]


def _duty(case: Facts, act: Page[Act], clauses: tuple[str, ...]) -> FilmingDuty:
    found = footage_of(case, act)
    reason = reason_for(case, act)
    return FilmingDuty(
        act,
        clauses,
        _state(case, act, found, clauses, excused=reason.state == "good"),
        found.share,
        tuple(_gaps(case, act, found)),
        tuple(medium.id for medium in found.during),
        reason.record.id if reason.record else None,
    )


def _state(
    case: Facts, act: Page[Act], found: Footage, clauses: tuple[str, ...], *, excused: bool
) -> State:
    if all(_met(case, act, found, clause) for clause in clauses):
        return "filmed"
    # The written reason reaches article 14 alone (P1).
    if excused and all(clause.startswith("14") for clause in clauses):
        return "excused"
    if found.during or found.doubts:
        return "open"
    awaited = awaited_until(case, act, case.limit("25.2b", "storage"))
    return "awaited" if awaited is not None else "not_filmed"


def _met(case: Facts, act: Page[Act], found: Footage, clause: str) -> bool:
    if not clause.startswith("17"):
        return enough(case, found, _MEASURE)
    here = [one for one in incidents(case) if one.act is not None and one.act.id == act.id]
    return all(
        shown(case, one, act, found, clause)
        for one in here
        if clause == f"17({one.item})a" and one.trigger == "certain"
    )


def _gaps(case: Facts, act: Page[Act], found: Footage) -> Iterator[Stretch]:
    """What of the act neither film nor sound certainly covers."""
    if found.share is None or end_of(act) is None:
        return
    (reached, _), (_, end) = bounds(act)
    for begin, until in covered(case, act, found.during):
        if begin > reached:
            yield reached, begin
        reached = until
    if reached < end:
        yield reached, end
