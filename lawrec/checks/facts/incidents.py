"""The situations of article 17: objections, obstruction, mass or sudden incidents, others.

They come from incident records, from refusals in the act log and in refusal records (13.3), and
from the handlers' declarations. A refusal to sign, or to take a paper, is none by itself (P5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.footage import DOUBTED
from lawrec.checks.facts.papers import belongs_to, party_behind
from lawrec.checks.facts.recorded import Medium
from lawrec.schema.case import Act, ActKind
from lawrec.schema.media import FILMED
from lawrec.schema.moments import first_instant, last_instant, not_after
from lawrec.schema.records.common import Record
from lawrec.schema.records.investigation import IncidentRecord, RefusalRecord
from lawrec.schema.snapshot import Page, Place

Item = Literal["1", "2", "3", "4"]
"""The items of article 17."""

ITEMS: Mapping[str, Item] = {
    **dict.fromkeys(("objection", "complaint", "petition"), "1"),
    **dict.fromkeys(("evade", "refuse", "obstruct", "abuse", "insult", "assault"), "2"),
    **dict.fromkeys(("mass", "sudden"), "3"),
    "important": "4",
}
LATER = frozenset(("complaint", "petition"))
"""Types that come after the act: nobody can film it any more, only their reception."""

_ON_SITE: frozenset[ActKind] = frozenset(
    (
        "onsite_inspection",
        "survey",
        "sampling",
        "evidence_collection",
        "evidence_preservation",
        "coercive_measure",
        "correction_check",
    )
)
"""Acts at which somebody refuses face to face and on site, if the party is there."""

Trigger = Literal["certain", "later", "outsider", "unnamed", "not_face_to_face"]
"""Whether the situation is certainly one of article 17, or why that can be read both ways:
a complaint that came later; somebody who is not the party; nobody named; a refusal that was
perhaps not face to face on site (decision 19)."""


@dataclass(frozen=True, slots=True)
class Incident:
    """One situation: the page that tells of it, the act in whose course it was, and when.

    `media` are recordings that the page itself names.
    """

    item: Item
    page: Page[Record] | Page[Act]
    place: Place
    act: Page[Act] | None
    at: datetime | date | None
    trigger: Trigger
    media: tuple[Medium, ...] = ()


def records(case: Facts) -> list[Page[IncidentRecord]]:
    """The final incident records."""
    return case.typed(case.records_of("incident_record"), IncidentRecord)


def untyped(case: Facts) -> list[Page[Record]]:
    """Papers that stand for an incident record, or are one, and state no type of incident."""
    return [page for page in case.records_of("incident_record") if not _types(page)]


def incidents(case: Facts) -> tuple[Incident, ...]:
    """All situations of article 17 that the case tells of."""
    known = case.cache.get("incidents")
    if isinstance(known, tuple):
        return known
    recorded = [incident for page in records(case) for incident in _recorded(case, page)]
    found = (*recorded, *_refusals(case, recorded))
    case.cache["incidents"] = found
    return found


def _types(page: Page[Record]) -> tuple[str, ...]:
    return page.data.types if isinstance(page.data, IncidentRecord) else ()


def _recorded(case: Facts, page: Page[IncidentRecord]) -> Iterator[Incident]:
    kinds = dict.fromkeys((ITEMS[one], one in LATER) for one in page.data.types)
    acts: list[Page[Act] | None] = [*_acts_of(case, page)]
    for act in acts or [None]:
        for item, later in kinds:
            yield Incident(
                item,
                page,
                page.at("types"),
                act,
                page.data.occurred_at,
                "later" if later else _by_whom(case, page, item),
                _named_media(case, page),
            )


def _by_whom(case: Facts, page: Page[IncidentRecord], item: Item) -> Trigger:
    """The text of items 1 and 2 speaks of the party; a representative counts as the party."""
    if item in ("3", "4"):
        return "certain"
    names = page.data.persons
    if any(party_behind(case, name) for name in names):
        return "certain"
    return "outsider" if names else "unnamed"


def _acts_of(case: Facts, page: Page[IncidentRecord]) -> list[Page[Act]]:
    """The acts that the record names, else the only one that was certainly going on then."""
    named = [act for act in case.acts if belongs_to(page, act.id)]
    at = page.data.occurred_at
    if named or at is None:
        return named
    running = [act for act in case.acts if _running(act, at)]
    return running if len(running) == 1 else []


def _running(act: Page[Act], at: datetime | date) -> bool:
    end = act.data.end
    return (
        end is not None
        and not_after(act.data.start, at) == "yes"
        and last_instant(at) <= first_instant(end)
    )


def _named_media(case: Facts, page: Page[Record]) -> tuple[Medium, ...]:
    """Film, sound or photos that the record names and whose content is there."""
    named = (case.medium(item) for item in (*page.data.about, *page.data.evidence))
    return tuple(
        medium
        for medium in named
        if medium is not None
        and medium.data.mode in FILMED
        and not DOUBTED.intersection(medium.data.defects)
        and case.snapshot.media_state.get(medium.id, "present") in ("present", "elsewhere")
    )


def _refusals(case: Facts, recorded: Iterable[Incident]) -> Iterator[Incident]:
    told = {one.act.id for one in recorded if one.item == "2" and one.act is not None}
    for act in case.acts:
        if act.data.outcome in ("refused_investigation", "refused_evidence"):
            if act.id not in told:
                yield _refused(case, act, act, act.at("outcome"))
            told.add(act.id)
    for page in case.typed(case.records_of("refusal_record"), RefusalRecord):
        if page.data.type in ("investigation", "evidence", None):
            acts: list[Page[Act] | None] = [a for a in case.acts if belongs_to(page, a.id)]
            for one in acts or [None]:
                if one is None or one.id not in told:
                    yield _refused(case, page, one, page.at("type"))


def _refused(
    case: Facts,
    page: Page[Record] | Page[Act],
    act: Page[Act] | None,
    place: Place,
) -> Incident:
    stated = not isinstance(page.data, RefusalRecord) or page.data.type is not None
    sure = stated and act is not None and _face_to_face(case, act)
    trigger: Trigger = "certain" if sure else "not_face_to_face"
    # The whole act is what was refused, so no moment in it is asked for.
    return Incident("2", page, place, act, None, trigger)


def _face_to_face(case: Facts, act: Page[Act]) -> bool:
    """Whether the party was there, at an act on site."""
    here = any(party_behind(case, name) for name in act.data.present)
    return here and act.data.kind in _ON_SITE
