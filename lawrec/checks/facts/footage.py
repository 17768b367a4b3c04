"""The footage of an act: what was recorded while it took place, and how much of it.

Shared by the clauses that ask for footage (14, 16, 17, 20.2, 21.3g). Only media that are
there, sound and certainly of that time meet a duty to film; what may be of that time is a doubt.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Literal

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.recorded import Medium, Span, all_of, spans
from lawrec.schema.case import Act
from lawrec.schema.media import FILMED, GUESSED, Sidecar
from lawrec.schema.moments import Tri, first_instant, last_instant, not_after
from lawrec.schema.snapshot import Page

SERIOUS_DEFECTS = frozenset(
    {
        *("empty_file", "unreadable", "truncated", "empty_track", "read_error", "read_limit"),
        *("reader_hung", "reader_crashed"),
    }
)
"""Defects of the recording itself (as `lawrec.media.facts` names them; a test compares)."""

NOTHING_RECORDED = frozenset({"empty_file", "empty_track"})
"""Defects of files that hold no recording at all."""

NO_ORIGINAL = frozenset({"from_chat", "of_screen"})
"""Marks of a copy that lost time and place on its way, or that shows a screen and not the act."""

DOUBTED = SERIOUS_DEFECTS | NO_ORIGINAL | {"clock_contradiction"}
"""What keeps a medium from showing by itself what happened, and when."""

Fit = Literal["during", "shared", "outside", "empty"]


class Doubt(StrEnum):
    """Why a medium may be footage of the act, and yet does not meet the duty as things stand."""

    UNLINKED = "unlinked"
    LINKED_ELSEWHERE = "linked_elsewhere"
    ABSENT = "absent"
    DIFFERS = "differs"
    DEFECTIVE = "defective"
    FROM_CHAT = "from_chat"
    OF_SCREEN = "of_screen"
    DECLARED = "declared"
    READINGS_DIFFER = "readings_differ"
    TIME_UNKNOWN = "time_unknown"
    ACT_TIME_OPEN = "act_time_open"
    OTHER_KIND = "other_kind"
    OTHER_TEAM = "other_team"


# Bounds the end of an act that has none, so that footage of another day is none of it.
_ACT_LASTS = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Footage:
    """The media that bear on one act.

    `during` were certainly recorded in its course, `shared` among them belong to another act but
    come from a device of this one; `outside` name the act and are of another time; `empty` hold
    nothing. `share` is the part of the act, in percent, that film or sound certainly covers;
    None if only photos are there, or the act has no end.
    """

    during: tuple[Medium, ...] = ()
    shared: tuple[Medium, ...] = ()
    outside: tuple[Medium, ...] = ()
    empty: tuple[Medium, ...] = ()
    doubts: tuple[tuple[Doubt, Medium], ...] = ()
    share: int | None = None

    @property
    def photos_only(self) -> bool:
        """Whether all that is there are photos, which do not show the course of the act."""
        return bool(self.during) and all(medium.data.mode == "photo" for medium in self.during)


def footage_of(case: Facts, act: Page[Act]) -> Footage:
    """What was recorded of that act, and what may have been."""
    key = f"footage {act.id}"
    known = case.cache.get(key)
    if isinstance(known, Footage):
        return known
    placed = [(medium, _sort(case, act, medium)) for medium in case.snapshot.media]
    shared = _placed(placed, "shared")
    during = (*_placed(placed, "during"), *shared)
    found = Footage(
        during,
        shared,
        _placed(placed, "outside"),
        _placed(placed, "empty"),
        tuple((sort, medium) for medium, sort in placed if isinstance(sort, Doubt)),
        _share(case, act, during),
    )
    case.cache[key] = found
    return found


def _placed(placed: Iterable[tuple[Medium, Fit | Doubt | None]], fit: Fit) -> tuple[Medium, ...]:
    return tuple(medium for medium, sort in placed if sort == fit)


def _sort(case: Facts, act: Page[Act], medium: Medium) -> Fit | Doubt | None:
    """Where one medium belongs; None if it has nothing to do with the act."""
    if medium.data.mode not in FILMED and (
        medium.data.mode != "other" or medium.data.act != act.id
    ):
        return None
    answer = recorded_during(case, act, medium)
    if medium.data.act == act.id:
        return _sort_linked(case, act, medium, answer)
    if NOTHING_RECORDED.intersection(medium.data.defects) or answer == "no":
        return None
    if case.act(medium.data.act) is None:
        return None if made_by(case, medium) == "others" else Doubt.UNLINKED
    # One clip may run through two acts, and a sidecar names one of them only.
    devices = {entry.device for entry in act.data.recording}
    if medium.data.device in devices and answer == "yes" and _fault(case, medium) is None:
        # One that is of another time than the act it names is bound to the wrong act.
        own = case.act(medium.data.act)
        fits = own is not None and recorded_during(case, own, medium) != "no"
        return "shared" if fits else Doubt.LINKED_ELSEWHERE
    if answer == "yes" and (medium.data.device in devices or _filmed_by(case, act, medium)):
        return Doubt.LINKED_ELSEWHERE
    return None


def _sort_linked(case: Facts, act: Page[Act], medium: Medium, answer: Tri) -> Fit | Doubt:
    if NOTHING_RECORDED.intersection(medium.data.defects):
        return "empty"
    if answer == "no":
        return "outside"
    if (fault := _fault(case, medium)) is not None:
        return fault
    if medium.data.mode == "other":
        return Doubt.OTHER_KIND
    if answer == "yes":
        return Doubt.OTHER_TEAM if _was_elsewhere(case, act, medium) else "during"
    if not spans(case, medium, act.id):
        return Doubt.TIME_UNKNOWN
    exact = isinstance(act.data.start, datetime) and isinstance(end_of(act), datetime)
    return Doubt.READINGS_DIFFER if exact else Doubt.ACT_TIME_OPEN


def _fault(case: Facts, medium: Medium) -> Doubt | None:
    """Why the medium meets no duty to film, whatever its time."""
    state = case.snapshot.media_state.get(medium.id, "present")
    if state in ("absent", "differs"):
        return Doubt(state)
    if SERIOUS_DEFECTS.intersection(medium.data.defects):
        return Doubt.DEFECTIVE
    for mark in (Doubt.FROM_CHAT, Doubt.OF_SCREEN):
        if mark in medium.data.defects:
            return mark
    return Doubt.DECLARED if medium.data.captured.source == "declared" else None


def _filmed_by(case: Facts, act: Page[Act], medium: Medium) -> bool:
    return medium.data.operator in officers_of(case, act)


def _was_elsewhere(case: Facts, act: Page[Act], medium: Medium) -> bool:
    """Whether who recorded it was an officer of another act just then, and not of this one."""
    who = medium.data.operator
    if who is None or medium.data.operator_by in GUESSED or who in officers_of(case, act):
        return False
    if medium.data.device in {entry.device for entry in act.data.recording}:
        return False
    return any(
        who in other.data.officers and recorded_during(case, other, medium) == "yes"
        for other in case.snapshot.acts
        if other.id != act.id
    )


def officers_of(case: Facts, act: Page[Act]) -> tuple[str, ...]:
    """The officers of the act; those of the case where the act names none."""
    return act.data.officers or (case.case.officers if case.case else ())


def made_by(case: Facts, medium: Medium) -> Literal["us", "others", "unknown"]:
    """Whether the bureau's people recorded it; unknown where nothing says so.

    Footage that somebody handed in as evidence is not the bureau's own, if a record of the
    evidence names it and nothing ties it to a member of staff, a device or an act.
    """
    bureau = case.snapshot.bureau
    data: Sidecar = medium.data
    known = data.device in bureau.devices or data.operator in bureau.officers
    if known or case.act(data.act) is not None:
        return "us"
    items = case.records_of("evidence_item")
    named = any(medium.id in (*page.data.about, *page.data.evidence) for page in items)
    return "others" if named else "unknown"


def end_of(act: Page[Act]) -> datetime | date | None:
    """The end of the act; one that lies before its beginning tells nothing."""
    end = act.data.end
    return None if end is None or not_after(act.data.start, end) == "no" else end


def bounds(act: Page[Act]) -> tuple[tuple[datetime, datetime], tuple[datetime, datetime]]:
    """The earliest and the latest instant of the act's beginning, and of its end."""
    start, end = act.data.start, end_of(act)
    begin = (first_instant(start), last_instant(start))
    if end is None:
        return begin, (begin[0], begin[1] + _ACT_LASTS)
    return begin, (max(begin[0], first_instant(end)), max(begin[0], last_instant(end)))


def recorded_during(case: Facts, act: Page[Act], medium: Medium) -> Tri:
    """Whether the medium was recorded, at least in part, while the act took place."""
    begin, end = bounds(act)
    return all_of(_overlap(span, begin, end) for span in spans(case, medium, act.id))


def _overlap(span: Span, begin: tuple[datetime, datetime], end: tuple[datetime, datetime]) -> Tri:
    if span.begin[1] <= end[0] and span.end[0] >= begin[1]:
        return "yes"
    if span.begin[0] > end[1] or span.end[1] < begin[0]:
        return "no"
    return "unknown"


def _share(case: Facts, act: Page[Act], during: Iterable[Medium]) -> int | None:
    """The part of the act that film and sound certainly cover, in percent, rounded down."""
    running = [medium for medium in during if medium.data.mode != "photo"]
    if not running or end_of(act) is None:
        return None
    (start, _), (_, end) = bounds(act)
    whole = (end - start).total_seconds()
    if whole <= 0:
        return 100
    parts = covered(case, act, running)
    return int(sum((until - begin).total_seconds() for begin, until in parts) * 100 / whole)


def covered(
    case: Facts, act: Page[Act], during: Iterable[Medium]
) -> list[tuple[datetime, datetime]]:
    """The stretches of the act that film and sound certainly cover, in order and apart."""
    (start, _), (_, end) = bounds(act)
    running = [medium for medium in during if medium.data.mode != "photo"]
    parts = sorted(_least(spans(case, medium, act.id), start, end) for medium in running)
    found: list[tuple[datetime, datetime]] = []
    reached = start
    for begin, until in parts:
        if until > max(begin, reached):
            found.append((max(begin, reached), until))
        reached = max(reached, until)
    return found


def _least(readings: Iterable[Span], start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """The stretch of the act that the medium covers in the reading least in its favour."""
    stretches = [(max(start, span.begin[1]), min(end, span.end[0])) for span in readings]
    begin, until = min(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return begin, max(begin, until)
