"""A look at a recorder, and the looks at its clock nearest to what it recorded."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from lawrec.schema.base import Model, Number
from lawrec.schema.media import FILMED, Sidecar
from lawrec.schema.moments import Moment, first_instant, last_instant

NEAR = timedelta(days=7)
"""How far from a recording a look at the clock still says something about it; not in the law."""

FAR = timedelta(days=90)
"""How far from it a look that found the clock wrong still casts a doubt: clocks do not heal."""

_ZONES = timedelta(days=1)


class DeviceCheck(Model):
    """A look at a recorder before or after an outing (article 27.1); acts take it over.

    `clock_offset_s` is by how many seconds its clock is ahead. Where the program measured that, it
    is within `clock_uncertainty_s` of the truth, `device_time` is what the device's own screen
    showed, and `clock_against` says with which clock it was compared.
    """

    at: Moment
    by: str
    battery_percent: Number | None = None
    free_gb: Number | None = None
    clock_offset_s: Number | None = None
    clock_uncertainty_s: Number | None = None
    device_time: str | None = None
    clock_against: Literal["computer"] | None = None


Checks = Mapping[str, tuple[DeviceCheck, ...]]
Stretch = tuple[datetime, datetime]
"""The first and the last instant that a recording can have."""


def told(looks: Iterable[DeviceCheck]) -> tuple[DeviceCheck, ...]:
    """The looks that say something of the clock, in the order of their times."""
    return tuple(sorted((o for o in looks if o.clock_offset_s is not None), key=_latest))


def around(
    looks: Sequence[DeviceCheck], stretch: Stretch, reach: timedelta = NEAR
) -> tuple[DeviceCheck | None, DeviceCheck | None]:
    """The last look at the clock before the recording, and the first after it, within `reach`.

    `looks` are as `told` gives them. A look in the midst of the recording is neither.
    """
    before = bisect_right(looks, stretch[0], key=_latest)
    after = bisect_left(looks, stretch[1], lo=before, key=_earliest)
    first = looks[before - 1] if before else None
    then = looks[after] if after < len(looks) else None
    return (
        first if first and stretch[0] - _latest(first) <= reach else None,
        then if then and _earliest(then) - stretch[1] <= reach else None,
    )


def _earliest(look: DeviceCheck) -> datetime:
    return first_instant(look.at)


def _latest(look: DeviceCheck) -> datetime:
    return last_instant(look.at)


def stretches(media: Iterable[Sidecar]) -> dict[str, list[Stretch]]:
    """When each device recorded, as it says itself; its zone may be off by some hours."""
    found: dict[str, list[Stretch]] = {}
    for medium in media:
        start, end = medium.captured.start, medium.captured.end or medium.captured.start
        if medium.device is not None and start and end and medium.mode in FILMED:
            found.setdefault(medium.device, []).append((first_instant(start), last_instant(end)))
    return found


def nearest(known: Checks, recorded: Mapping[str, Iterable[Stretch]]) -> Checks:
    """Of all looks those that say something about these recordings, each once and in order.

    Those within a day are all kept: which is before and which is after can hang on the zone.
    """
    found: dict[str, tuple[DeviceCheck, ...]] = {}
    for device, wanted in recorded.items():
        looks = told(known.get(device, ()))
        kept: set[int] = set()
        for start, end in wanted:
            low = bisect_left(looks, start - _ZONES, key=_latest)
            high = bisect_right(looks, end + _ZONES, key=_earliest)
            kept.update(range(max(0, low - 1), min(len(looks), high + 1)))
        near = tuple(looks[at] for at in sorted(kept) if _near(looks[at], wanted))
        if near:
            found[device] = near
    return found


def _near(look: DeviceCheck, wanted: Iterable[Stretch]) -> bool:
    reach = FAR + _ZONES
    return any(s - reach <= _latest(look) and _earliest(look) <= e + reach for s, e in wanted)
