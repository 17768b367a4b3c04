"""From what the readers said to the one capture time of a file, under each clock it may mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import get_args

from lawrec.media.capture import (
    Capture,
    compare_with_name,
    file_name_capture,
    noted,
    with_duration,
)
from lawrec.media.facts_doubts import DeviceClock

# A recording cannot be later than its reading; some minutes are left for this computer's clock,
# and where the zone is not sure, as much as zones are apart.
_AHEAD, _AHEAD_IN_SOME_ZONE = timedelta(minutes=10), timedelta(days=1)
_ZONE_UNSURE = frozenset({"offset_zero", "utc_by_letter", "zone_in_tag", "clock_contradiction"})
# A clock that starts anew shows 1 January and runs on. Read months later, nothing tells the first
# days of a January from it; read soon, they are most likely what they say.
_FIRST_DAYS, _SOON = 3, timedelta(days=60)
_BY_SATELLITES = frozenset({"gps_agrees", "gps_older", "satellite_time"})


def settled(
    capture: Capture,
    name: str,
    zone: tzinfo,
    duration_s: float | None,
    notes: tuple[str, ...],
) -> Capture:
    """The capture with its end, or the one in the file name if the content has none."""
    capture = dated(noted(capture, notes))
    named = file_name_capture(name, zone)
    if capture.start is None:
        notes = (*capture.notes, *named.notes)
        capture = dated(replace(named if named.start else capture, notes=notes))
    return with_duration(compare_with_name(capture, named, duration_s), duration_s)


def dated(capture: Capture, now: datetime | None = None) -> Capture:
    """The capture with what is odd about its date, seen from now; what is odd is not certain."""
    start, now = capture.start, now or datetime.now(UTC)
    if start is None:
        return capture
    sure = capture.zone == "stated" and not _ZONE_UNSURE.intersection(capture.notes)
    found: list[str] = []
    if start > now + (_AHEAD if sure else _AHEAD_IN_SOME_ZONE):
        found.append("future_date")
    if (
        now - start > _SOON
        and _first_days(start)
        and not _BY_SATELLITES.intersection(capture.notes)
    ):
        found.append("clock_never_set")
    return noted(capture, tuple(note for note in found if note not in capture.notes))


def _first_days(start: datetime) -> bool:
    """Whether it is one of the first days of a January, there or in Greenwich."""
    return any(at.month == 1 and at.day <= _FIRST_DAYS for at in (start, start.astimezone(UTC)))


def by_clock(
    read: Callable[[DeviceClock], Capture], clock: DeviceClock
) -> tuple[Capture, dict[DeviceClock, Capture]]:
    """The capture for the device's clock, and those that would be other ones."""
    capture = read(clock)
    found = {one: read(one) for one in get_args(DeviceClock)}
    return capture, {one: other for one, other in found.items() if other != capture}


def contradiction(capture: Capture) -> tuple[str, ...]:
    """The defect of a file whose times contradict one another."""
    return ("clock_contradiction",) if "clock_contradiction" in capture.notes else ()


def first(readers: tuple[str, ...]) -> str:
    """The name of the first reader, if there is one."""
    return readers[0] if readers else ""


def unique(codes: Iterable[str]) -> tuple[str, ...]:
    """Each code once, in order."""
    return tuple(dict.fromkeys(codes))
