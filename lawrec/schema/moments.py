"""Times as the files state them: an instant with its zone, or a calendar day.

Our own strict pattern, because the usual parsers take "20250311" for a Unix time and accept
week dates. A day is the interval of that day in Chinese time; comparisons therefore answer
yes, no or unknown.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema

Tri = Literal["yes", "no", "unknown"]
"""A fact that may be unknown; unknown never counts as fulfilled (decision 11)."""

BEIJING = timezone(timedelta(hours=8))
"""The zone in which a calendar day is read."""

_YEARS = range(1900, 2200)
"""The years that a case file can mean; arithmetic with other ones may leave the calendar."""

_MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?",
    re.ASCII,
)


def parse_moment(text: str, zone: tzinfo | None = None) -> datetime | date:
    """Read an ISO 8601 date or time; a time without a zone takes `zone`, or is refused.

    With a zone it is read as people type it: full-width signs are taken for plain ones.
    Raises ValueError with a code as its text: moment_format, moment_zone, moment_impossible.
    """
    plain = text if zone is None else unicodedata.normalize("NFKC", text)
    match = _MOMENT.fullmatch(plain.strip())
    if match is None:
        raise ValueError("moment_format")
    year, month, day, hour, minute, second, offset = match.groups()
    try:
        day_only = date(_year(year), int(month), int(day))
        if hour is None:
            return day_only
        clock = time(int(hour), int(minute), int(second or 0))
        wall = datetime.combine(day_only, clock)
    except ValueError:
        raise ValueError("moment_impossible") from None
    if offset is None:
        if zone is None:
            raise ValueError("moment_zone")
        return wall.replace(tzinfo=zone)
    return wall.replace(tzinfo=_offset(offset))


def _year(text: str) -> int:
    if int(text) not in _YEARS:
        raise ValueError
    return int(text)


@lru_cache(maxsize=256)
def _offset(text: str) -> timezone:
    if text == "Z":
        return timezone(timedelta(0))
    hours, minutes = int(text[1:3]), int(text[4:6])
    if hours > 14 or minutes > 59:
        raise ValueError("moment_impossible")
    shift = timedelta(hours=hours, minutes=minutes)
    return timezone(-shift if text[0] == "-" else shift)


def format_moment(moment: datetime | date) -> str:
    """The text that goes to disk: ISO 8601, seconds, the zone as an offset."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds")
    return moment.isoformat()


def first_instant(moment: datetime | date) -> datetime:
    """The earliest instant that the moment can mean."""
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time(0), BEIJING)


def last_instant(moment: datetime | date) -> datetime:
    """The latest instant that the moment can mean: for a day, its last second."""
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time(23, 59, 59), BEIJING)


def day_of(moment: datetime | date) -> date:
    """The calendar day, in Chinese time."""
    return moment.astimezone(BEIJING).date() if isinstance(moment, datetime) else moment


def not_after(one: datetime | date, other: datetime | date) -> Tri:
    """Whether the first is at or before the second; unknown where a bare date leaves it open."""
    if last_instant(one) <= first_instant(other):
        return "yes"
    if first_instant(one) > last_instant(other):
        return "no"
    return "unknown"


def in_order(one: datetime | date, other: datetime | date) -> Tri:
    """Like `not_after`, but equal bare dates are in order: steps of one form (rule T4)."""
    answer = not_after(one, other)
    if answer == "unknown" and day_of(one) == day_of(other):
        return "yes"
    return answer


def within(start: datetime | date, end: datetime | date, limit: timedelta) -> Tri:
    """Whether `end` is no later than `start` plus the limit, exactly on it included (rule T1)."""
    if last_instant(end) <= first_instant(start) + limit:
        return "yes"
    if first_instant(end) > last_instant(start) + limit:
        return "no"
    return "unknown"


def _validate(value: Any, info: ValidationInfo) -> datetime | date:
    if isinstance(value, date):  # a datetime is one too
        return value
    if not isinstance(value, str):
        raise ValueError("moment_format")
    zone = info.context.get("zone") if isinstance(info.context, dict) else None
    return parse_moment(value, zone)


def _validate_day(value: Any) -> date:
    if isinstance(value, str):
        value = parse_moment(value, BEIJING)
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueError("day_format")
    return value


Moment = Annotated[
    datetime | date,
    PlainValidator(_validate),
    PlainSerializer(format_moment, return_type=str),
    WithJsonSchema({"type": "string", "format": "moment"}),
]
"""An aware datetime, or a calendar date where the paper gives no time of day."""

Day = Annotated[
    date,
    PlainValidator(_validate_day),
    PlainSerializer(format_moment, return_type=str),
    WithJsonSchema({"type": "string", "format": "date"}),
]
"""A calendar date."""
