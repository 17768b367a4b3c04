"""When a medium was recorded, in every reading that its device's own time bears.

A device writes a time, and not always a zone or which end of the recording it means. Each
defensible reading is a span; a duty is met only if all spans meet it, and broken only if none
does. A reading by which the recording was made after it had been stored is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.clock_error import ClockError, clock_error, seconds
from lawrec.schema.media import Sidecar
from lawrec.schema.moments import BEIJING, Tri, first_instant, last_instant
from lawrec.schema.snapshot import Page

Moment = datetime | date
Medium = Page[Sidecar]
Base = Literal["utc", "local"]

FOREVER = datetime(9000, 1, 1, tzinfo=BEIJING)
"""The end of a recording whose length nobody knows."""

_ZONE, _HOUR = timedelta(hours=8), timedelta(hours=1)
# A camera may be set to any zone from -12 to +14; ours is +8.
_OTHER_ZONE = (timedelta(hours=-6), timedelta(hours=20))
# The longest that one recorder runs without a stop: bounds a beginning that is not known.
_LONGEST = timedelta(days=1)
# A clock that was never set, or a slip of the pen: no time at all.
_YEARS = range(1990, 2100)
_READ_AS_UTC = frozenset({"container_clock_utc", "container_clock_unknown", "file_name_utc"})
_HEADER = frozenset({"container_clock_utc", "container_clock_unknown", "container_clock_local"})
_DOUBTFUL_ZONE = frozenset({"offset_zero", "utc_by_letter"})
# Times that are none: whatever the clock showed, it did not show when this was recorded.
_NO_TIME = frozenset({"clock_contradiction", "clock_never_set", "name_date_ambiguous"})
# Where the name's time fits the other time base than the one that the register gives.
_NAME_SAYS_OTHER: dict[Base, str] = {"utc": "name_suggests_local", "local": "name_suggests_utc"}


@dataclass(frozen=True, slots=True)
class Span:
    """One reading: the earliest and the latest instant of the beginning and of the end."""

    begin: tuple[datetime, datetime]
    end: tuple[datetime, datetime]

    def moved(self, earliest: timedelta, latest: timedelta) -> Span:
        """The span with its bounds moved by these amounts."""
        open_end = self.end[1] == FOREVER
        return Span(
            (self.begin[0] + earliest, self.begin[1] + latest),
            (self.end[0] + earliest, FOREVER if open_end else self.end[1] + latest),
        )


def spans(case: Facts, medium: Medium, act: str | None = None) -> tuple[Span, ...]:
    """All defensible readings, widened by the clock's error; none if the time is not known.

    The error is that which `act`, by default the medium's own act, has for the device, and that
    which the looks at the device's clock before and after the recording have.
    """
    act = act or medium.data.act
    key = f"spans {medium.id} {act}"
    known = case.cache.get(key)
    if isinstance(known, tuple):
        return known
    wide = [
        _corrected(case, medium, act, span)
        for span in _readings(case, medium)
        if not _ahead_unexplained(case, medium, act, span)
    ]
    found = tuple(span for span in wide if not _refuted(medium, span))
    case.cache[key] = found
    return found


def _ahead_unexplained(case: Facts, medium: Medium, act: str | None, span: Span) -> bool:
    """Whether the time lay in the future when it was read, and no look at the clock says why."""
    if "future_date" not in medium.data.captured.notes:
        return False
    return clock_error(case, medium.data, act, _stretch(span)) is None


def _corrected(case: Facts, medium: Medium, act: str | None, span: Span) -> Span:
    error = clock_error(case, medium.data, act, _stretch(span))
    return span if error is None else span.moved(-error.high, -error.low)


def written(case: Facts, medium: Medium) -> tuple[Span, ...]:
    """The spans of the time as it stands, whatever its zone: for comparing within one device."""
    start = medium.data.captured.start
    if not spans(case, medium) or start is None:
        return ()
    act = medium.data.act
    return tuple(_corrected(case, medium, act, s) for s in _as_written(medium.data, start))


def in_any_zone(case: Facts, medium: Medium) -> tuple[Span, ...]:
    """All readings, and where no zone was stated those of either time base, whatever is on record.

    Nothing is held against anybody by a zone that was only assumed, or that a register gives.
    """
    found = spans(case, medium)
    captured = medium.data.captured
    if captured.zone == "stated" or captured.certain == "yes" or not found:
        return found
    plain = written(case, medium)
    shifted = (span.moved(by, by) for span in plain for by in (_ZONE, -_ZONE))
    return tuple(dict.fromkeys((*found, *plain, *shifted)))


def error_of(case: Facts, medium: Medium) -> ClockError | None:
    """How far the device's clock was off, by the looks at it near the first reading that has any.

    None where nobody looked at it.
    """
    found = (
        clock_error(case, medium.data, medium.data.act, _stretch(span))
        for span in _readings(case, medium)
    )
    return next((error for error in found if error is not None), None)


def _stretch(span: Span) -> tuple[datetime, datetime]:
    return span.begin[0], span.begin[1] if span.end[1] == FOREVER else span.end[1]


def times(readings: Iterable[Span]) -> tuple[datetime, ...]:
    """The beginnings that the readings give, for a message."""
    return tuple(sorted({span.begin[0] for span in readings}))


def ended(medium: Medium) -> Moment | None:
    """The end of the recording as the sidecar has it, for a message."""
    return medium.data.captured.end or medium.data.captured.start


def all_of(answers: Iterable[Tri]) -> Tri:
    """Yes or no if every reading says so; unknown if they differ or there is none."""
    found = set(answers)
    return found.pop() if len(found) == 1 else "unknown"


def _readings(case: Facts, medium: Medium) -> Iterator[Span]:
    captured = medium.data.captured
    if captured.start is None or captured.start.year not in _YEARS:
        return
    if _NO_TIME.intersection((*captured.notes, *medium.data.defects)):
        return
    written = list(_as_written(medium.data, captured.start))
    for shift in _shifts(case, medium.data):
        for span in written:
            yield span.moved(*shift)


def _as_written(data: Sidecar, start: Moment) -> Iterator[Span]:
    """The spans of the time as it stands: a stamp may mean either end of a recording."""
    begin = (first_instant(start), last_instant(start))
    end = data.captured.end
    if end is not None and last_instant(end) >= begin[0]:
        yield Span(begin, (max(begin[0], first_instant(end)), last_instant(end)))
        return
    notes = data.captured.notes
    if data.mode == "photo":
        yield Span(begin, begin)
        return
    # A file that was written again later may be any part of what was filmed.
    whole = data.duration_s is not None and "header_much_later" not in notes and end is None
    length = seconds(data.duration_s or Decimal(0)) if whole else None
    if length is None:
        yield Span(begin, (begin[0], FOREVER))
    else:
        yield Span(begin, (begin[0] + length, begin[1] + length))
    if "stamp_may_be_end" in notes:
        yield Span((begin[0] - (length or _LONGEST), begin[1] - (length or timedelta(0))), begin)


def _shifts(case: Facts, data: Sidecar) -> tuple[tuple[timedelta, timedelta], ...]:
    """By how much the time as written can be off for want of a zone, each way of reading it."""
    captured = data.captured
    as_it_is = (timedelta(0), timedelta(0))
    if "gps_other_zone" in captured.notes:
        return (_OTHER_ZONE,)
    if captured.certain == "yes" or captured.source == "declared":
        return (as_it_is,)
    if "summer_time_unclear" in captured.notes:
        return (as_it_is, (-_HOUR, -_HOUR))
    if captured.zone == "stated":
        doubtful = _DOUBTFUL_ZONE.intersection(captured.notes)
        return (as_it_is, (-_ZONE, -_ZONE)) if doubtful else (as_it_is,)
    read: Base = "utc" if _READ_AS_UTC.intersection(captured.notes) else "local"
    other = (-_ZONE, -_ZONE) if read == "utc" else (_ZONE, _ZONE)
    device = case.snapshot.bureau.devices.get(data.device or "")
    if device is None or device.clock == "unknown":
        return (as_it_is, other)
    # The register tells what the device writes into a film's header, and nothing else.
    if not _HEADER.intersection(captured.notes):
        return (as_it_is,)
    # It tells it of all its films; the name of this one may show that it is wrong of this one.
    named = {"name_contradicts_clock", _NAME_SAYS_OTHER[device.clock]}
    if named.intersection(captured.notes):
        return (as_it_is, other)
    return (other,) if device.clock != read else (as_it_is,)


def _refuted(medium: Medium, span: Span) -> bool:
    """Whether the recording would have ended after the program or the dock had stored it."""
    stored = medium.data.stored
    if stored.at is None or stored.source == "file_time":
        return False
    return span.end[0] > last_instant(stored.at)
