"""Whether one person or one device can have been where its recordings say, when they say it.

Between any two recordings lies, at most, the time from the earliest instant of both to the latest.
Nobody gets further in it than a fast train does, and positions are taken to be wrong by kilometres:
what is left cannot be. Which of time, position and name is wrong is for a person to find out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, product
from math import asin, cos, radians, sin, sqrt

from lawrec.checks.facts.recorded import FOREVER, Span
from lawrec.schema.media import Gps
from lawrec.schema.moments import Tri

SPEED_KM_H = 350
"""The fastest that officers travel on the ground. Ours; not in the law."""

BLUR_KM = 5
"""How far off a position can be: from the telephone network, or an older one. Ours."""

_EARTH_KM = 6371
_LATITUDE, _LONGITUDE = 90, 180
# Degrees that are no more than the blur anywhere: most recordings of an act are of one spot.
_SPOT = 0.03
# How many of the next recordings each is compared with: neighbours in time tell nearly all.
_NEXT = 4


@dataclass(frozen=True, slots=True)
class Point:
    """One recording: its id, when it can have been made, and where.

    Of two with the same `base` the times are of one clock: how far apart they are hangs on no
    zone, and `written`, the times as they stand, tell it.
    """

    id: str
    readings: tuple[Span, ...]
    written: tuple[Span, ...]
    base: tuple[str, ...]
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Jump:
    """Two recordings too far apart; certain if they are so in every reading of their times."""

    one: Point
    other: Point
    km: int
    certain: bool


def on_globe(gps: Gps | None) -> tuple[float, float] | None:
    """The position in degrees; a device without a fix writes 0, 0, which is none."""
    if gps is None:
        return None
    lat, lon = float(gps.lat), float(gps.lon)
    if (lat == 0 and lon == 0) or abs(lat) > _LATITUDE or abs(lon) > _LONGITUDE:
        return None
    return lat, lon


def jumps(points: Iterable[Point]) -> Iterator[Jump]:
    """The pairs, near one another in time, between which nobody can have travelled."""
    ordered = sorted(points, key=_begin)
    for at, one in enumerate(ordered):
        for other in islice(ordered, at + 1, at + 1 + _NEXT):
            if abs(other.lat - one.lat) < _SPOT and abs(other.lon - one.lon) < _SPOT:
                continue
            km = distance_km(one, other)
            answer = _too_far(one, other, km)
            if answer != "no":
                yield Jump(one, other, int(km), certain=answer == "yes")


def _begin(one: Point) -> datetime:
    return min(span.begin[0] for span in one.written)


def _too_far(one: Point, other: Point, km: float) -> Tri:
    same = one.base == other.base
    pairs = product(*((p.written if same else p.readings) for p in (one, other)))
    found = {_apart(a, b, km) for a, b in pairs}
    return "unknown" if len(found) > 1 else "yes" if found.pop() else "no"


def _apart(one: Span, other: Span, km: float) -> bool:
    if FOREVER in (one.end[1], other.end[1]):
        return False
    first = min(one.begin[0], other.begin[0])
    last = max(one.end[1], other.end[1])
    return km > BLUR_KM + SPEED_KM_H * (last - first).total_seconds() / 3600


def distance_km(one: Point, other: Point) -> float:
    """The way between two points on the globe, as the crow flies."""
    up, over = radians(other.lat - one.lat), radians(other.lon - one.lon)
    flat = cos(radians(one.lat)) * cos(radians(other.lat)) * sin(over / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, sin(up / 2) ** 2 + flat)))
