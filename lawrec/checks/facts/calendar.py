"""Working days: periods that count them, and last days that fall on a day of rest.

Which days are days of rest is a decree of each year. A calendar answers `unknown` for years
that it does not know, and whatever hangs on such a day is then unknown as well.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from lawrec.schema.moments import Tri

Calendar = Callable[[date], Tri]
"""Whether a day is a working day; unknown outside the years that the calendar knows."""

_DAY = timedelta(days=1)
LONGEST_HOLIDAY = timedelta(days=10)
"""No holiday is longer; a period that ends on one runs on no further."""
_LONGEST_REST = timedelta(days=20)
"""More than two long holidays; with as many days of rest as of work it bounds any period."""


def no_calendar(day: date) -> Tri:
    """The calendar that knows nothing."""
    del day
    return "unknown"


def after_working_days(calendar: Calendar, start: date, count: int) -> date | None:
    """The last day of a period of so many working days, the day of the event not counted.

    None if the calendar does not know a day on the way.
    """
    day = start
    while count > 0:
        day += _DAY
        answer = calendar(day)
        if answer == "unknown":
            return None
        count -= answer == "yes"
    return day


def next_working_day(calendar: Calendar, day: date) -> date | None:
    """That day, or the first working day after it; None if the calendar does not know."""
    while (answer := calendar(day)) == "no":
        day += _DAY
    return None if answer == "unknown" else day


def latest_end(calendar: Calendar, day: date) -> date:
    """When a time whose last day that is runs out: not on a day of rest.

    Where the days of rest are not known, the latest that it can be.
    """
    return next_working_day(calendar, day) or day + LONGEST_HOLIDAY


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def within_working_days(calendar: Calendar, start: date, end: date, count: int) -> Tri:
    """Whether `end` lies within so many working days of `start`.

    Without a calendar it is certain only where even the most days of rest, or none at all,
    would give the same answer.
    """
    last = after_working_days(calendar, start, count)
    if last is not None:
        return "yes" if end <= last else "no"
    if end <= start + count * _DAY:
        return "yes"
    return "no" if end > start + 2 * count * _DAY + _LONGEST_REST else "unknown"
