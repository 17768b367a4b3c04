"""Whether a situation of article 17 was filmed; no written reason excuses it (P1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from lawrec.checks.base import Outcome, met, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.footage import Footage, footage_of
from lawrec.checks.facts.footage_findings import doubtful, enough, photos_only, shared_footage
from lawrec.checks.facts.incidents import Incident, Trigger
from lawrec.checks.facts.must_film import not_filmed
from lawrec.checks.facts.recorded import Medium, spans
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.case import Act
from lawrec.schema.snapshot import Page

_BOTH_WAYS: Mapping[Trigger, tuple[str, str]] = {
    "later": (
        "complaint_not_filmed",
        N_(
            "{page}: a complaint or petition came later, and neither the act nor its reception was "
            "filmed; whether the text then wants footage can be read both ways"
        ),
    ),
    "outsider": (
        "incident_of_outsider",
        N_(
            "{page}: what happened was not filmed; the text speaks of the party, and whether it "
            "reaches others as well can be read both ways"
        ),
    ),
    "unnamed": (
        "incident_by_whom",
        N_("{page}: what happened was not filmed, and the page does not say whose doing it was"),
    ),
    "not_face_to_face": (
        "refusal_not_face_to_face",
        N_(
            "{page}: the refusal was not filmed; nothing shows that it was face to face at an act "
            "on site, and whether a refusal by letter or elsewhere is to be filmed can be read "
            "both ways"
        ),
    ),
}


def filmed(case: Facts, incident: Incident) -> Iterator[Outcome]:
    """Whether there is footage of the situation."""
    clause = f"17({incident.item})a"
    act = incident.act
    if act is None:
        yield _without_act(case, incident, clause)
        return
    found = footage_of(case, act)
    if shown(case, incident, act, found, clause):
        yield photos_only(act, found) if found.photos_only else met()
        if found.shared == found.during:
            yield shared_footage(act, found)
    elif _ended_before(case, incident, act, found):
        yield _ended(case, incident, act, found, clause)
    elif (doubt := doubtful(case, act, found, clause)) is not None:
        yield doubt
    elif incident.media:
        yield _named(case, incident, act, clause)
    else:
        yield _not_filmed(case, incident, act, found, clause)


def shown(case: Facts, incident: Incident, act: Page[Act], found: Footage, clause: str) -> bool:
    """Whether footage shows the moment, or enough of the act where no moment is known."""
    if covering(case, incident, act, found):
        return True
    return enough(case, found, clause) and not _ended_before(case, incident, act, found)


def covering(case: Facts, incident: Incident, act: Page[Act], found: Footage) -> list[Medium]:
    """The film or sound that was certainly running at the moment of the situation."""
    at = incident.at
    if not isinstance(at, datetime):
        return []
    return [medium for medium in found.during if _runs_at(case, medium, act, at)]


def _runs_at(case: Facts, medium: Medium, act: Page[Act], at: datetime) -> bool:
    return medium.data.mode != "photo" and all(
        span.begin[1] <= at <= span.end[0] for span in spans(case, medium, act.id)
    )


def _ended_before(case: Facts, incident: Incident, act: Page[Act], found: Footage) -> bool:
    """Whether all footage of the act was over when the situation arose."""
    at = incident.at
    if not isinstance(at, datetime) or not found.during:
        return False
    return all(span.end[1] < at for medium in found.during for span in spans(case, medium, act.id))


def _ended(case: Facts, incident: Incident, act: Page[Act], found: Footage, clause: str) -> Outcome:
    return unsure(
        "footage_before_incident",
        N_("{act} {kind}: {media} was over when the situation of {page} arose at {at}"),
        incident.place,
        remedy=_attest(case, clause),
        root=("incident", incident.page.id, act.id),
        act=act.id,
        kind=act.data.kind,
        media=tuple(medium.id for medium in found.during),
        page=incident.page.id,
        at=incident.at,
    )


def _named(case: Facts, incident: Incident, act: Page[Act], clause: str) -> Outcome:
    """The record names footage that does not pass for that of its act; a reception may be on it."""
    if incident.trigger == "later":
        return met()
    return unsure(
        "incident_media_of_other_time",
        N_("{page} names {media}; whether it shows the situation during {act} cannot be told"),
        incident.place,
        remedy=_attest(case, clause),
        root=("incident", incident.page.id, act.id),
        page=incident.page.id,
        media=tuple(medium.id for medium in incident.media),
        act=act.id,
    )


def _not_filmed(
    case: Facts, incident: Incident, act: Page[Act], found: Footage, clause: str
) -> Outcome:
    nothing = not_filmed(case, act, found)
    if nothing.verdict == "violated" and incident.trigger != "certain":
        return _both_ways(case, incident, clause)
    return nothing


def _both_ways(case: Facts, incident: Incident, clause: str) -> Outcome:
    code, message = _BOTH_WAYS[incident.trigger]
    return unsure(
        code,
        message,
        incident.place,
        remedy=_attest(case, clause),
        root=("incident", incident.page.id),
        page=incident.page.id,
    )


def _without_act(case: Facts, incident: Incident, clause: str) -> Outcome:
    if incident.trigger == "later" and incident.media:
        return met()
    if incident.trigger in ("later", "not_face_to_face"):
        return _both_ways(case, incident, clause)
    return unsure(
        "incident_without_act",
        N_("{page} names no act, so the footage of what it tells cannot be found"),
        incident.place,
        remedy=f"lawrec amend {case.label} {incident.page.id} --reason ... --set act=...",
        root=("incident", incident.page.id),
        page=incident.page.id,
    )


def _attest(case: Facts, clause: str) -> str:
    return f"lawrec attest {case.label} {argument(clause)} --basis ..."
