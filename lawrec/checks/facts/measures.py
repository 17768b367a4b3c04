"""Coercive measures (article 16): what each of them was, and which papers belong to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from lawrec.checks.facts.case import Facts
from lawrec.schema.case import Act, MeasureType
from lawrec.schema.records.common import Record
from lawrec.schema.records.investigation import CoerciveMeasureApproval, CoerciveMeasureDecision
from lawrec.schema.snapshot import Page

DECISION = "coercive_measure_decision"
LIST = "coercive_measure_list"
ONSITE = "coercive_measure_onsite_record"
APPROVAL = "coercive_measure_approval"
LIFT = "coercive_measure_lift_decision"
SHOWS_IT = (LIST, ONSITE)
"""Papers that are made while a measure is carried out; others come before or after it."""
PAPERS = (APPROVAL, DECISION, LIST, ONSITE, LIFT)

MEASURES: tuple[MeasureType, ...] = get_args(MeasureType)


def measures(case: Facts) -> list[Page[Act]]:
    """The coercive measures that are logged."""
    return case.acts_of("coercive_measure")


def papers_of(case: Facts, act: Page[Act], *kinds: str) -> list[Page[Record]]:
    """The final papers of these kinds that belong to the measure.

    A paper belongs to it by naming the act, or a paper that does; where the case has one
    measure only, a paper that names no act can be of no other.
    """
    return [page for page in case.records_of(*kinds) if page.id in _ids(case, act)]


def loose(case: Facts, *kinds: str) -> list[Page[Record]]:
    """The final papers of these kinds that belong to no measure of the log."""
    bound: set[str] = set()
    for act in measures(case):
        bound |= _ids(case, act)
    return [page for page in case.records_of(*kinds) if page.id not in bound]


def types_of(case: Facts, act: Page[Act]) -> frozenset[MeasureType]:
    """What the measure was, by the log, its decision and its approval; empty if nobody says."""
    stated = [act.data.measure, *map(type_on, papers_of(case, act, DECISION, APPROVAL))]
    return frozenset(measure for measure in stated if measure is not None)


def type_on(page: Page[Record]) -> MeasureType | None:
    """The measure that a decision or an approval states."""
    data = page.data
    if isinstance(data, (CoerciveMeasureDecision, CoerciveMeasureApproval)):
        return data.measure
    return None


def _ids(case: Facts, act: Page[Act]) -> set[str]:
    key = f"measure {act.id}"
    known = case.cache.get(key)
    if isinstance(known, set):
        return known
    found = {act.id}
    pages = case.records_of(*PAPERS)
    while more := {page.id for page in pages if _points(page, found)} - found:
        found |= more
    if len(measures(case)) == 1:
        found |= {page.id for page in _naming_none(case, pages)}
    case.cache[key] = found
    return found


def _points(page: Page[Record], ids: Iterable[str]) -> bool:
    return bool({page.data.act, *page.data.about} & set(ids))


def _naming_none(case: Facts, pages: Iterable[Page[Record]]) -> list[Page[Record]]:
    """Papers that name no act, neither themselves nor through a paper that they are about."""
    acts = {act.id for act in case.acts}
    return [
        page for page in pages if page.data.act is None and not acts.intersection(page.data.about)
    ]
