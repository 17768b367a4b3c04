"""What speaks against a time of recording that a device wrote with its zone.

Pure functions. Nothing can be closed before it began; what was written long after its recording
can have ended is a later copy, perhaps a part, so that its end is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

from lawrec.media.facts_stamps import Stamp, was_never_set

DeviceClock = Literal["local", "utc", "unknown"]
"""The time base that a device writes into a film's header, as the device roster says."""

BEFORE = timedelta(minutes=2)
"""How far a header may lie before the beginning: its clock and the tag's are read one by one."""

AFTER = timedelta(minutes=5)
"""How long after its end a recorder may still be writing a film."""

_DAY = timedelta(days=1)
_NO_OFFSET = timedelta(0)
_FORMATS = ("MPEG-4", "BDAV", "MPEG-TS", "QuickTime", "XAVC")


def doubts(
    stamp: Stamp, tags: Mapping[str, str], header: Stamp | None, clock: DeviceClock, zone: tzinfo
) -> tuple[str, ...]:
    """The notes on a beginning that was written with its zone; none if nothing is against it."""
    start = stamp.wall.replace(tzinfo=stamp.offset)
    notes = list(_against_header(start, header, clock, _length(tags)))
    abroad = stamp.wall.replace(tzinfo=zone).utcoffset() != _NO_OFFSET
    if clock != "utc" and stamp.is_utc:
        # Devices that know no zones write "Z" after the local time.
        notes.append("utc_by_letter")
    elif clock != "utc" and abroad and start.utcoffset() == _NO_OFFSET:
        notes.append("offset_zero")
    if was_never_set(stamp):
        notes.append("clock_never_set")
    if tags.get("format", "") not in _FORMATS:
        notes.append("zone_in_tag")
    return tuple(notes)


def _length(tags: Mapping[str, str]) -> timedelta:
    """How long the file lasts; a day, the longest that a recorder runs, where it does not say."""
    try:
        return min(timedelta(milliseconds=float(tags["duration"])), _DAY)
    except (KeyError, ValueError, OverflowError):
        return _DAY


def _against_header(
    start: datetime, header: Stamp | None, clock: DeviceClock, length: timedelta
) -> tuple[str, ...]:
    """Hold the beginning beside the header, which is written then or when the film is closed.

    A header is UTC by its format. That it may be local time, against the format, clears no end,
    unless the register says so; but it keeps a film from being called contradictory.
    """
    if header is None:
        return ()
    as_utc = header.wall.replace(tzinfo=header.offset or UTC)
    as_local = header.wall.replace(tzinfo=start.tzinfo)
    if max(as_utc, as_local) < start - BEFORE:
        return ("clock_contradiction",)
    closed = (as_utc, as_local) if clock == "local" else (as_utc,)
    if any(start - BEFORE <= one <= start + length + AFTER for one in closed):
        return ()
    return ("header_much_later",)
