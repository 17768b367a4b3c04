"""Whether the footage of a situation of article 17 is kept for long on a further medium.

The text names discs and removable media "and the like": a verified second copy elsewhere will
do. A mark on the store where the first copy lies is no second carrier (decision 19).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from lawrec.checks.base import Outcome, met, not_applicable, pending, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.footage import footage_of
from lawrec.checks.facts.footage_findings import doubtful
from lawrec.checks.facts.incident_footage import covering
from lawrec.checks.facts.incidents import Incident, incidents
from lawrec.checks.facts.recorded import Medium
from lawrec.checks.facts.storing import store_type
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.archiving import LongTermStorageRecord
from lawrec.schema.snapshot import Page

Entry = Page[LongTermStorageRecord]
Worth = Literal["good", "same_store", "no_carrier", "not_verified", "no_retention"]

_LACKS: Mapping[Worth, tuple[str, str]] = {
    "same_store": (
        "kept_on_same_store",
        N_(
            "{media}: {record} marks it for long keeping on the store where it already lies; "
            "whether that is one of the ways that the text means can be read both ways"
        ),
    ),
    "no_carrier": (
        "kept_where_unknown",
        N_("{media}: {record} does not say on which other carrier or store it is kept"),
    ),
    "not_verified": (
        "kept_not_verified",
        N_("{media}: {record} does not say that the long-term copy was checked"),
    ),
    "no_retention": (
        "kept_how_long",
        N_("{media}: {record} does not say for how long it is kept"),
    ),
}
_FIELD: Mapping[Worth, str] = {
    "same_store": "carrier",
    "no_carrier": "carrier",
    "not_verified": "verified",
    "no_retention": "retention",
}


def kept(case: Facts, incident: Incident) -> Iterator[Outcome]:
    """Whether the footage of the situation is kept for long."""
    media = _to_keep(case, incident)
    if media:
        yield from _all_kept(case, incident, media)
        return
    act = incident.act
    if act is not None:
        doubt = doubtful(case, act, footage_of(case, act), f"17({incident.item})a")
        if doubt is not None:
            yield doubt
            return
    yield not_applicable(
        N_("{page}: there is no footage of it that could be kept"),
        absent=("media",),
        page=incident.page.id,
    )


def footage_to_keep(case: Facts) -> tuple[Medium, ...]:
    """All footage of the acts in whose course a situation of article 17 arose."""
    found: dict[str, Medium] = {}
    for incident in incidents(case):
        during = footage_of(case, incident.act).during if incident.act is not None else ()
        found |= {medium.id: medium for medium in (*during, *incident.media)}
    return tuple(found[item] for item in sorted(found))


def _to_keep(case: Facts, incident: Incident) -> tuple[Medium, ...]:
    """The footage that shows the moment, else all that there is of the act."""
    if incident.act is None:
        return incident.media
    found = footage_of(case, incident.act)
    shows = covering(case, incident, incident.act, found)
    return tuple(shows) or found.during or incident.media


def _all_kept(case: Facts, incident: Incident, media: tuple[Medium, ...]) -> Iterator[Outcome]:
    worth = {medium.id: _best(case, medium) for medium in media}
    left = [medium for medium in media if worth[medium.id] is None]
    if left and len(left) < len(media):
        yield _partly(case, left)
    elif left:
        yield _not_kept(case, incident, left)
    for medium in media:
        found = worth[medium.id]
        if found is not None:
            yield met() if found[0] == "good" else _lacking(case, medium, *found)


def _best(case: Facts, medium: Medium) -> tuple[Worth, Entry] | None:
    """The best entry about that medium."""
    entries = case.typed(case.records_of("long_term_storage_record"), LongTermStorageRecord)
    found = [(_worth(case, medium, p), p) for p in entries if medium.id in p.data.about]
    return next((one for one in found if one[0] == "good"), found[0] if found else None)


def _worth(case: Facts, medium: Medium, entry: Entry) -> Worth:
    data = entry.data
    if data.store is not None and data.store == medium.data.stored.store:
        return "same_store"
    if is_blank(data.carrier) and store_type(case, data.store) is None:
        return "no_carrier"
    if data.verified != "yes":
        return "not_verified"
    return "no_retention" if is_blank(data.retention) else "good"


def _lacking(case: Facts, medium: Medium, worth: Worth, entry: Entry) -> Outcome:
    code, message = _LACKS[worth]
    field = _FIELD[worth]
    return unsure(
        code,
        message,
        entry.at(field),
        remedy=f"lawrec amend {case.label} {entry.id} --reason ... --set {field}=...",
        root=("long_term", medium.id),
        media=medium.id,
        record=entry.id,
    )


def _add(case: Facts, media: list[Medium]) -> str:
    names = " ".join(medium.id for medium in media)
    return f"lawrec preserve {case.label} {names} --store ... --carrier ... --retention ..."


def _partly(case: Facts, left: list[Medium]) -> Outcome:
    return unsure(
        "kept_in_part",
        N_(
            "{media}: not kept for long, while other footage of the same situation is; whether "
            "all of it must be can be read both ways"
        ),
        left[0].at(),
        remedy=_add(case, left),
        root=("long_term", *(medium.id for medium in left)),
        media=tuple(medium.id for medium in left),
    )


def _not_kept(case: Facts, incident: Incident, left: list[Medium]) -> Outcome:
    names = tuple(medium.id for medium in left)
    remedy = _add(case, left)
    root = ("long_term", *names)
    if not over(case):
        return pending(
            "long_term_awaited",
            N_("{media}: it is still to be copied to a further medium for long keeping"),
            left[0].at(),
            remedy=remedy,
            media=names,
        )
    if incident.trigger != "certain":
        return unsure(
            "long_term_both_ways",
            N_(
                "{media}: not kept for long; whether {page} is a situation in which it must be "
                "can be read both ways"
            ),
            left[0].at(),
            remedy=remedy,
            root=root,
            media=names,
            page=incident.page.id,
        )
    return violated(
        "not_kept_long_term",
        N_("{media}: shows the situation of {page} and is not kept for long on a further medium"),
        left[0].at(),
        curable=True,
        remedy=remedy,
        root=root,
        absent=("long_term_storage_record",),
        media=names,
        page=incident.page.id,
    )
