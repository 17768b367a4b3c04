"""From what the readers said to the one capture time of a file, under each clock it may mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import get_args

from lawrec.media.capture import (
    Capture,
    DeviceClock,
    compare_with_name,
    file_name_capture,
    noted,
    with_duration,
)

# A recording cannot be later than its reading; a day is left for this computer's clock.
_AHEAD = timedelta(days=1)


def settled(
    capture: Capture,
    name: str,
    zone: tzinfo,
    duration_s: float | None,
    notes: tuple[str, ...],
) -> Capture:
    """The capture with its end, or the one in the file name if the content has none."""
    if capture.start is not None and capture.start > datetime.now(UTC) + _AHEAD:
        notes = (*notes, "future_date")
    capture = noted(capture, notes)
    named = file_name_capture(name, zone)
    if capture.start is None:
        notes = (*capture.notes, *named.notes)
        capture = replace(named if named.start else capture, notes=notes)
    return with_duration(compare_with_name(capture, named, duration_s), duration_s)


def by_clock(
    read: Callable[[DeviceClock], Capture], clock: DeviceClock
) -> tuple[Capture, dict[DeviceClock, Capture]]:
    """The capture for the device's clock, and those that would be other ones."""
    capture = read(clock)
    if capture.source == "exif":
        return capture, {}  # a photo's own date is no film header's
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
