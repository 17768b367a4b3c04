"""GoPro's telemetry: camera, serial number and the satellites' time of the first second.

The format is published by its maker: a key of four letters, a type, sizes, values padded to
four bytes; type zero nests.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lawrec.media.facts_gps import Gps, checked

_MOST = 20_000
_DEEPEST = 6
_SCALED = 5  # values that the first position needs: latitude, longitude, altitude, two speeds
_GPS9_LENGTH = 32


@dataclass(slots=True)
class Telemetry:
    """The first of each kind of value; `fix` is 0 without satellites, else 2 or 3."""

    model: str | None = None
    serial: str | None = None
    moment: str = ""
    fix: int | None = None
    gps: Gps | None = None
    scale: tuple[int, ...] = field(default_factory=tuple)


def telemetry(data: bytes) -> Telemetry:
    """Read one block of it; what does not fit the format ends the reading."""
    found = Telemetry()
    budget = [_MOST]
    for key, value in _values(data, 0, budget):
        try:
            _take(found, key, value)
        except (struct.error, ValueError, OverflowError, UnicodeDecodeError):
            continue
    return found


def _values(data: bytes, depth: int, budget: list[int]) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data) and budget[0] > 0:
        budget[0] -= 1
        key, kind = data[at : at + 4], data[at + 4]
        size, repeat = struct.unpack_from(">BH", data, at + 5)
        length = size * repeat
        value = data[at + 8 : at + 8 + length]
        if len(value) < length or not key.strip(b"\0"):
            return
        if kind == 0 and depth < _DEEPEST:
            yield from _values(value, depth + 1, budget)
        else:
            yield key, value
        at += 8 + (length + 3) // 4 * 4


def _take(found: Telemetry, key: bytes, value: bytes) -> None:
    if key == b"MINF" and found.model is None:
        found.model = _text(value)
    elif key == b"CASN" and found.serial is None:
        found.serial = _text(value)
    elif key == b"GPSF" and found.fix is None:
        found.fix = int.from_bytes(value[:4], "big")
    elif key == b"GPSU" and not found.moment:
        # Two digits of the year, then month, day, hour, minute, second, with decimals.
        text = _text(value) or ""
        found.moment = datetime.strptime(text[:12], "%y%m%d%H%M%S").isoformat(" ")
    elif key == b"SCAL":
        found.scale = struct.unpack(f">{len(value) // 4}l", value) if len(value) >= 4 else ()
    elif key == b"GPS5" and found.gps is None and len(found.scale) >= _SCALED:
        found.gps = _position(struct.unpack_from(">3l", value), found.scale)
    elif key == b"GPS9" and found.gps is None and len(value) >= _GPS9_LENGTH:
        numbers = struct.unpack_from(">7lHH", value)
        found.fix = numbers[8]
        found.gps = _position(numbers[:3], found.scale)
        since = timedelta(days=numbers[5], milliseconds=numbers[6])
        found.moment = (datetime(2000, 1, 1) + since).replace(microsecond=0).isoformat(" ")


def _position(numbers: tuple[int, ...], scale: tuple[int, ...]) -> Gps | None:
    if len(scale) < 3 or 0 in scale[:3]:
        return None
    lat, lon, alt = (number / unit for number, unit in zip(numbers, scale, strict=False))
    return checked(lat, lon, alt)[0]


def _text(value: bytes) -> str | None:
    text = value.split(b"\0", 1)[0].decode("ascii").strip()
    return text if text and text.isprintable() else None
