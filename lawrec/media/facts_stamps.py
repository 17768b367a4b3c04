"""Dates as devices write them, and the check of a camera's clock against its satellites."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from fractions import Fraction

_STAMP = re.compile(
    r"^(?:UTC )?(\d{4})[-:/.](\d\d)[-:/.](\d\d)"
    r"(?:[T ](\d\d):(\d\d):(\d\d)(?:[.,]\d+)?)?"
    r"\s*(UTC|Z|[+-]\d\d:?\d\d)?$"
)
# What older cameras put into AVI files: the C library's form, and forms without seconds.
_ASCTIME = re.compile(
    r"^(?:[A-Z]{3} +)?([A-Z]{3}) +(\d\d?) +(\d\d?):(\d\d):(\d\d) +(\d{4})$", re.IGNORECASE
)
_TO_MINUTES = re.compile(
    r"^(\d{4})[-:/] ?(\d\d?)[-:/] ?(\d\d?)[/ ] *(\d\d?):(\d\d) ?([AP]M)?$", re.IGNORECASE
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_OFFSET = re.compile(r"^([+-])(\d\d):?(\d\d)$")
# Digital cameras are younger; what is older comes from a clock or an epoch that starts at zero.
_FIRST_YEAR, _LAST_YEAR = 1990, 2099
_DAY = timedelta(days=1)
_QUARTER = timedelta(minutes=15)
_SLACK = timedelta(minutes=2)
_OLD_FIX = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A device's date and time: the clock's reading and the zone, if it was written beside it.

    `is_utc` says that the zone was the word UTC or the letter Z, which devices write without
    meaning it; `day_only` that there was no time of day.
    """

    wall: datetime
    offset: timezone | None
    is_utc: bool
    day_only: bool


def parse_stamp(text: str) -> Stamp | None:
    """Read any of the shapes that cameras and headers use; None for blank or impossible dates."""
    text = _usual(text.strip())
    match = _STAMP.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        wall = datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None
    word = match[7] or ("UTC" if text.startswith("UTC ") else "")
    is_utc = word in ("UTC", "Z")
    offset = UTC if is_utc else parse_offset(word)
    if word and offset is None:
        return None
    return Stamp(wall, offset, is_utc, match[4] is None)


def _usual(text: str) -> str:
    """The same date in the usual order; a text of another shape as it is."""
    if match := _ASCTIME.match(text):
        name, day, hour, minute, second, year = match.groups()
        month = _MONTHS.index(name.lower()) + 1 if name.lower() in _MONTHS else 0
        return f"{year}-{month:02d}-{int(day):02d} {int(hour):02d}:{minute}:{second}"
    if match := _TO_MINUTES.match(text):
        year, number, day, hour, minute, half = match.groups()
        hours = int(hour) % 12 + (12 if half.upper() == "PM" else 0) if half else int(hour)
        return f"{year}-{int(number):02d}-{int(day):02d} {hours:02d}:{minute}:00"
    return text


def was_never_set(stamp: Stamp) -> bool:
    """Whether this is the hour that a clock shows after its first start: 1 January, midnight."""
    moments = [stamp.wall]
    if stamp.offset is not None:
        moments.append(stamp.wall - (stamp.offset.utcoffset(None) or timedelta(0)))
    return any((one.month, one.day, one.hour) == (1, 1, 0) for one in moments)


def doubt_of(text: str) -> tuple[str, ...]:
    """Why a field for a date gave none: nothing if it is blank or zero."""
    if not text.strip(" :0-/.T"):
        return ()
    shaped = _STAMP.match(_usual(text.strip()))
    return ("impossible_date",) if shaped else ("date_not_read",)


def parse_offset(text: str) -> timezone | None:
    """A zone such as "+08:00" or "+0800"; None if blank or not on this earth."""
    match = _OFFSET.match(text.strip())
    if match is None or int(match[3]) > 59:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
    if offset > timedelta(hours=14):
        return None
    return timezone(-offset if match[1] == "-" else offset)


def gps_check(
    wall: datetime, offset: timezone | None, tags: Mapping[str, str], zone: tzinfo
) -> tuple[str, ...]:
    """Compare a camera's clock with the satellites' time in the same photo.

    Satellites give UTC, so the difference is the camera's zone: whole quarter hours between
    -12 and +14 hours, a few seconds apart. A zone that the camera states must be that
    difference; one that we assume may be another ("gps_other_zone"). Satellites that are up to
    half an hour behind are a position found before the picture, as phones write indoors
    ("gps_older"). Anything else is "clock_contradiction".
    """
    day = parse_stamp(tags.get("GPS GPSDate", ""))
    if day is None:
        return ()
    clock = _gps_clock(tags.get("GPS GPSTimeStamp", ""))
    if clock is None:
        return ("clock_contradiction",) if _days_apart(wall.date(), day.wall.date()) > 1 else ()
    difference = wall - (datetime.combine(day.wall.date(), datetime.min.time()) + clock)
    late = difference - (wall.replace(tzinfo=offset or zone).utcoffset() or timedelta(0))
    if abs(late) <= _SLACK:
        return ("gps_agrees",)
    quarters = round(difference / _QUARTER) * _QUARTER
    fits = abs(difference - quarters) <= _SLACK
    if offset is None and fits and timedelta(hours=-12) <= quarters <= timedelta(hours=14):
        return ("gps_other_zone",)
    return ("gps_older",) if timedelta(0) < late <= _OLD_FIX else ("clock_contradiction",)


def _days_apart(one: date, other: date) -> int:
    return abs((one - other).days)


def _gps_clock(text: str) -> timedelta | None:
    """The time of day from "[20, 41, 5399/100]"; None if it is no time of day."""
    try:
        hours, minutes, seconds = (Fraction(part.strip()) for part in text.strip("[] ").split(","))
    except (ValueError, ZeroDivisionError):
        return None
    if not (0 <= hours < 24 and 0 <= minutes < 60 and 0 <= seconds <= 60):
        return None
    clock = timedelta(seconds=float(hours * 3600 + minutes * 60 + seconds))
    return clock if clock < _DAY + _SLACK else None
