"""Comparing a device's clock with this computer's, from what the device's screen shows.

People are not asked to subtract: they type the time that they read and press Enter when the
screen shows it. A picture taken with the device would not do, for nobody knows how long it took
from the shutter to this command.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from lawrec.errors import UsageError
from lawrec.i18n import _
from lawrec.operations.session import typed_moment

# The second that the screen shows has begun somewhere in it, and a key is pressed late or early;
# the program takes a moment to start.
_READ_S = 2
_MINUTE_READ_S = 32
_HALF_MINUTE = timedelta(seconds=30)
_DAY = timedelta(days=1)
_CLOCK = re.compile(r"\d\d?:\d\d(:\d\d)?", re.ASCII)
_DATE = re.compile(r"(\d{4})[/.年](\d\d?)[/.月](\d\d?)日?(?=\s|T|$)")
_SECONDS = re.compile(r"\d\d?:\d\d:\d\d", re.ASCII)
# Zones differ by whole quarters of an hour; a clock that is off by nearly one shows another zone.
_QUARTER_S, _SLACK_S = 900, 120


@dataclass(frozen=True, slots=True)
class ClockReading:
    """By how many seconds the device's clock is ahead, give or take, and what its screen showed.

    `like_a_zone` says that the difference looks like another time zone and not like an error.
    """

    offset_s: int
    uncertainty_s: int
    shown: str
    like_a_zone: bool = False


def compare(shown: str, now: datetime, zone: tzinfo) -> ClockReading:
    """Compare what the screen shows with the time of this computer at that moment.

    A time of day alone is that of the day on which it is nearest to `now`; a time without a zone
    takes the bureau's. Raises UsageError for what is no time of day.
    """
    text = unicodedata.normalize("NFKC", shown).strip()
    exact = _SECONDS.search(text) is not None
    read = _nearest(text, now, zone) if _CLOCK.fullmatch(text) else _dated(text, zone)
    seconds = (read - now if exact else read + _HALF_MINUTE - now).total_seconds()
    offset = round(seconds)
    rest = abs(offset) % _QUARTER_S
    near = min(rest, _QUARTER_S - rest) <= _SLACK_S
    return ClockReading(
        offset,
        _READ_S if exact else _MINUTE_READ_S,
        text,
        like_a_zone=near and _QUARTER_S - _SLACK_S <= abs(offset) <= _DAY.total_seconds(),
    )


def _dated(text: str, zone: tzinfo) -> datetime:
    plain = _DATE.sub(lambda found: "{}-{:0>2}-{:0>2}".format(*found.groups()), text)
    moment = typed_moment(plain, zone)
    if not isinstance(moment, datetime):
        raise UsageError(_("{text} has no time of day").format(text=text))
    return moment


def _nearest(clock: str, now: datetime, zone: tzinfo) -> datetime:
    hour, rest = clock.split(":", 1)
    day = now.astimezone(zone).date()
    found = (
        typed_moment(f"{day + shift} {hour:0>2}:{rest}", zone) for shift in (-_DAY, 0 * _DAY, _DAY)
    )
    return min(
        (moment for moment in found if isinstance(moment, datetime)),
        key=lambda moment: abs(moment - now),
    )
