"""The calendar of working days, from a library that follows each year's decree.

The library alone is imported here, and only when a day is asked for. A year that it does not
know yet is unknown, never guessed from the week.
"""

from __future__ import annotations

from datetime import date

from lawrec.schema.moments import Tri


def chinese_workdays(day: date) -> Tri:
    """Whether that day is a working day in China; unknown in a year without its decree."""
    import chinese_calendar

    try:
        return "yes" if chinese_calendar.is_workday(day) else "no"
    except NotImplementedError:
        return "unknown"
