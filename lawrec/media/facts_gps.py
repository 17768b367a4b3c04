"""Positions as devices write them, turned into degrees and checked for sense."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gps:
    """A position: latitude and longitude in degrees (north, east positive), altitude in metres."""

    lat: float
    lon: float
    alt: float | None = None


GpsReading = tuple[Gps | None, str | None]
"""A position or nothing, and the defect code that says why there is nothing."""

# ISO 6709 packs degrees, minutes and seconds without separators; the number of digits before
# the point says which (two or three: degrees; two more for minutes; two more for seconds).
_ISO_6709 = re.compile(
    r"^([+-])(\d{2}|\d{4}|\d{6})(\.\d+)?([+-])(\d{3}|\d{5}|\d{7})(\.\d+)?"
    r"(?:([+-]\d+(?:\.\d+)?))?(?:CRS[^/]*)?/?$"
)


def checked(lat: float, lon: float, alt: float | None) -> GpsReading:
    """Drop a position that cannot be one: outside the globe, or 0,0, which means "no fix"."""
    if not (math.isfinite(lat) and math.isfinite(lon)) or abs(lat) > 90 or abs(lon) > 180:
        return None, "gps_invalid"
    if lat == 0 and lon == 0:
        return None, "gps_no_fix"
    if alt is not None and not (math.isfinite(alt) and -500 <= alt <= 50_000):
        alt = None
    return Gps(lat, lon, alt), None


def from_dms(parts: Sequence[float], reference: str, negative: str) -> float | None:
    """Degrees from degrees, minutes and seconds; None if they or the half of the globe lack.

    `reference` is the device's letter (N, S, E, W), `negative` the one below zero.
    """
    letter = reference.strip().upper()[:1]
    if not parts or letter not in ("NS" if negative == "S" else "EW") or not letter:
        return None
    value = sum(part / 60.0**place for place, part in enumerate(parts[:3]))
    return -value if letter == negative else value


def from_iso6709(text: str) -> GpsReading:
    """Read a position such as "+27.1281+100.2508+000.000/" from a film's header."""
    match = _ISO_6709.match(text.strip())
    if match is None:
        return None, "gps_invalid"
    north, lat, lat_fraction, east, lon, lon_fraction, alt = match.groups()
    return checked(
        _packed(north, lat, lat_fraction, 2),
        _packed(east, lon, lon_fraction, 3),
        float(alt) if alt else None,
    )


def _packed(sign: str, digits: str, fraction: str | None, width: int) -> float:
    """Degrees from DD[MM[SS]] with the decimals on the last group."""
    groups = [digits[:width]] + [digits[at : at + 2] for at in range(width, len(digits), 2)]
    parts = [float(group) for group in groups]
    parts[-1] += float(fraction or 0)
    value = sum(part / 60.0**place for place, part in enumerate(parts))
    return -value if sign == "-" else value
