"""What to say of an act's footage: thin, photos only, doubtful, or possibly still to come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from lawrec.checks.base import Outcome, pending, satisfied_but, unsure
from lawrec.checks.facts.approvals import over
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.footage import Doubt, Footage, bounds
from lawrec.checks.facts.recorded import Medium, spans, times
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import Act
from lawrec.schema.snapshot import Page

_DOUBTS: Mapping[Doubt, tuple[str, str]] = {
    Doubt.UNLINKED: (
        "footage_unlinked",
        N_("{act} {kind}: {media} may be its footage, but names no act yet; assign it"),
    ),
    Doubt.LINKED_ELSEWHERE: (
        "footage_linked_elsewhere",
        N_("{act} {kind}: {media} was recorded at that time, but names another act"),
    ),
    Doubt.ABSENT: (
        "media_absent",
        N_("{act} {kind}: the file of {media} is absent, so nobody can see what it shows"),
    ),
    Doubt.DIFFERS: (
        "media_differs",
        N_("{act} {kind}: the file of {media} is not the one that was stored"),
    ),
    Doubt.DEFECTIVE: (
        "footage_defective",
        N_("{act} {kind}: {media} is damaged or cannot be read; what it shows is open"),
    ),
    Doubt.FROM_CHAT: (
        "footage_from_chat",
        N_(
            "{act} {kind}: {media} came through a chat program, which takes time and place away "
            "and compresses again; ask for the original and import it"
        ),
    ),
    Doubt.OF_SCREEN: (
        "footage_of_screen",
        N_("{act} {kind}: {media} is a picture of a screen; whether it shows the act is open"),
    ),
    Doubt.DECLARED: (
        "footage_time_declared",
        N_("{act} {kind}: the time of {media} is only what somebody declared"),
    ),
    Doubt.READINGS_DIFFER: (
        "footage_readings_differ",
        N_(
            "{act} {kind}: {media} was recorded at {times}, depending on how its device's time is "
            "read; not every reading lies within the act"
        ),
    ),
    Doubt.TIME_UNKNOWN: (
        "footage_time_unknown",
        N_("{act} {kind}: when {media} was recorded is not known"),
    ),
    Doubt.ACT_TIME_OPEN: (
        "act_time_open",
        N_("{act} {kind}: the act has no exact beginning and end; {media} may be of another time"),
    ),
    Doubt.OTHER_KIND: (
        "footage_kind_unknown",
        N_("{act} {kind}: whether {media} is film, sound or photo at all is not known"),
    ),
    Doubt.OTHER_TEAM: (
        "footage_of_other_team",
        N_(
            "{act} {kind}: who recorded {media} took part in another act at that time, and not in "
            "this one"
        ),
    ),
}


def enough(case: Facts, found: Footage, clause: str) -> bool:
    """Whether there is footage of the act, and film or sound of more than a moment of it."""
    if not found.during:
        return False
    if found.photos_only:
        return True
    return found.share is not None and found.share >= coverage(case, clause)


def coverage(case: Facts, clause: str) -> int:
    """The part of an act, in percent, below which the unit calls footage thin; not in the law."""
    own = case.profile.thresholds.get("footage_coverage_percent") if case.profile else None
    return case.number(clause, "footage_coverage") if own is None else int(own)


def doubtful(case: Facts, act: Page[Act], found: Footage, clause: str) -> Outcome | None:
    """Why it cannot be told whether the act was filmed, if that is so."""
    if found.during:
        return _not_measured(case, act) if found.share is None else _thin(case, act, found, clause)
    if not found.doubts:
        return None
    doubt = found.doubts[0][0]
    media = [medium for sort, medium in found.doubts if sort == doubt]
    code, message = _DOUBTS[doubt]
    who = declarers(media)
    if doubt is Doubt.DECLARED and who:
        message = N_("{act} {kind}: the time of {media} is only what {who} declared")
    readings = [span for medium in media for span in spans(case, medium, act.id)]
    return unsure(
        code,
        message,
        act.at("start"),
        remedy=_remedy(case, act, doubt, " ".join(medium.id for medium in media), clause),
        root=("footage", act.id),
        act=act.id,
        kind=act.data.kind,
        media=tuple(medium.id for medium in media),
        times=times(readings),
        who=who,
    )


def declarers(media: Iterable[Medium]) -> tuple[str, ...]:
    """Who stated the times of these media, as far as anybody stands for them."""
    names = (medium.data.captured.declared_by for medium in media)
    return tuple(dict.fromkeys(name for name in names if name and not is_blank(name)))


def _remedy(case: Facts, act: Page[Act], doubt: Doubt, media: str, clause: str) -> str:
    if doubt is Doubt.UNLINKED:
        return f"lawrec assign-media {case.label} {media} --act {act.id}"
    if doubt is Doubt.FROM_CHAT:
        return f"lawrec import-media {case.label} ..."
    if doubt in (Doubt.ABSENT, Doubt.DIFFERS):
        return f"lawrec verify {case.label}"
    if doubt is Doubt.ACT_TIME_OPEN:
        return _complete(case, act)
    return f"lawrec attest {case.label} {argument(clause)} --basis ..."


def _complete(case: Facts, act: Page[Act]) -> str:
    return f"lawrec amend {case.label} {act.id} --reason ... --set start=... --set end=..."


def _not_measured(case: Facts, act: Page[Act]) -> Outcome:
    return unsure(
        "act_end_missing",
        N_(
            "{act} {kind}: the act has no end after its beginning, so how much of it was filmed "
            "cannot be told"
        ),
        act.at("start"),
        remedy=_complete(case, act),
        root=("footage", act.id),
        act=act.id,
        kind=act.data.kind,
    )


def _thin(case: Facts, act: Page[Act], found: Footage, clause: str) -> Outcome:
    return unsure(
        "footage_thin",
        N_(
            "{act} {kind}: film or sound certainly covers only {percent} % of it; the law sets no "
            "measure, the unit's own is {threshold} %"
        ),
        act.at("start"),
        remedy=f"lawrec attest {case.label} {argument(clause)} --basis ...",
        root=("footage", act.id),
        act=act.id,
        kind=act.data.kind,
        percent=found.share,
        threshold=coverage(case, clause),
    )


def photos_only(act: Page[Act], found: Footage) -> Outcome:
    """Photos are footage by the letter (4.3), but do not show the course of the act."""
    return satisfied_but(
        "warning",
        "photos_only",
        N_("{act} {kind}: only photos ({media}) were taken; they do not show its course"),
        act.at("start"),
        act=act.id,
        kind=act.data.kind,
        media=tuple(medium.id for medium in found.during),
    )


def shared_footage(act: Page[Act], found: Footage) -> Outcome:
    """One clip runs through two acts; its sidecar names the other."""
    return satisfied_but(
        "note",
        "footage_shared",
        N_("{act} {kind}: its footage is {media}, a clip that names another act"),
        act.at("start"),
        act=act.id,
        kind=act.data.kind,
        media=tuple(medium.id for medium in found.shared),
    )


def awaited_until(case: Facts, act: Page[Act], limit: timedelta) -> datetime | None:
    """Until when footage of the act may still be on its way into storage (25.2)."""
    until = bounds(act)[1][1] + limit
    return until if case.as_of <= until and not over(case) else None


def still_awaited(case: Facts, act: Page[Act]) -> Outcome | None:
    """What is said of an act without footage while the footage may still be handed in (25.2)."""
    until = awaited_until(case, act, case.limit("25.2b", "storage"))
    if until is None:
        return None
    return pending(
        "footage_awaited",
        N_("{act} {kind}: no footage yet; it may still be handed in"),
        act.at("start"),
        due=until,
        remedy=f"lawrec import-media {case.label} ...",
        act=act.id,
        kind=act.data.kind,
    )
