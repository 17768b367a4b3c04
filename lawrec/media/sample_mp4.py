"""A short film as ISO base media: one track of JPEG pictures, with the dates that phones write."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from lawrec.media.sample_jpeg import BLOCK, picture, seeded

ACROSS, DOWN = 20, 15
_MOST_PICTURES = 8
_SCALE = 1000  # units of time in a second
_EPOCH = datetime(1904, 1, 1)
_JPEG_OBJECT = 0x6C
_IDENTITY = struct.pack(">9l", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


@dataclass(frozen=True, slots=True)
class FilmData:
    """What a device writes into a film's header.

    `start` is aware. `local_header` writes its local reading where the format wants UTC, as
    many recorders do; `start_key` adds Apple's creation date, with the zone.
    """

    start: datetime
    seconds: int
    start_key: bool
    local_header: bool
    make: str | None
    model: str | None


def film(data: FilmData, seed: int, brand: bytes) -> bytes:
    """The bytes of the file; the pictures come before the index, as devices write them."""
    count = min(max(data.seconds, 1), _MOST_PICTURES)
    first = seeded(seed, 4)
    pictures = [
        picture(int.from_bytes(first, "big") + number, ACROSS, DOWN) for number in range(count)
    ]
    head = _box(b"ftyp", brand + struct.pack(">L", 512) + brand + _COMPATIBLE[brand])
    content = _box(b"mdat", b"".join(pictures))
    index = _movie(data, [len(one) for one in pictures], len(head) + 8)
    return head + content + index


_COMPATIBLE = {b"mp42": b"isommp42", b"qt  ": b""}


def _box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">L", len(body) + 8) + kind + body


def _full(kind: bytes, flags: int, *content: bytes) -> bytes:
    return _box(kind, struct.pack(">L", flags), *content)


def _movie(data: FilmData, sizes: list[int], content_at: int) -> bytes:
    length = data.seconds * _SCALE
    begun, ended = _header_times(data)
    header = struct.pack(">4LLH10x", begun, ended, _SCALE, length, 0x10000, 0x100)
    return _box(
        b"moov",
        _full(b"mvhd", 0, header, _IDENTITY, bytes(24), struct.pack(">L", 2)),
        _box(
            b"trak",
            _full(b"tkhd", 3, _track_header(begun, ended, length)),
            _box(
                b"mdia",
                _full(b"mdhd", 0, struct.pack(">4LHH", begun, ended, _SCALE, length, 0x55C4, 0)),
                _full(b"hdlr", 0, bytes(4), b"vide", bytes(12), b"VideoHandler\0"),
                _box(
                    b"minf",
                    _full(b"vmhd", 1, bytes(8)),
                    _box(b"dinf", _full(b"dref", 0, struct.pack(">L", 1), _full(b"url ", 1))),
                    _samples(sizes, length, content_at),
                ),
            ),
        ),
        _keys(data),
    )


def _header_times(data: FilmData) -> tuple[int, int]:
    """Seconds since 1904 of the beginning and the end."""
    wall = data.start if data.local_header else data.start.astimezone(UTC)
    begun = int((wall.replace(tzinfo=None) - _EPOCH) / timedelta(seconds=1))
    return begun, begun + data.seconds


def _track_header(begun: int, ended: int, length: int) -> bytes:
    size = struct.pack(">LL", ACROSS * BLOCK << 16, DOWN * BLOCK << 16)
    return struct.pack(">5L16x", begun, ended, 1, 0, length) + _IDENTITY + size


def _samples(sizes: list[int], length: int, content_at: int) -> bytes:
    """Where each picture lies and how long it stays: together exactly the film's length."""
    each, rest = divmod(length, len(sizes))
    stays = [(len(sizes) - 1, each), (1, each + rest)] if len(sizes) > 1 else [(1, length)]
    count = struct.pack(">L", len(sizes))
    return _box(
        b"stbl",
        _full(b"stsd", 0, struct.pack(">L", 1), _description()),
        _full(
            b"stts",
            0,
            struct.pack(">L", len(stays)),
            *(struct.pack(">LL", number, stay) for number, stay in stays),
        ),
        _full(b"stsc", 0, struct.pack(">4L", 1, 1, len(sizes), 1)),
        _full(b"stsz", 0, bytes(4), count, *(struct.pack(">L", size) for size in sizes)),
        _full(b"stco", 0, struct.pack(">LL", 1, content_at)),
    )


def _description() -> bytes:
    """The kind of picture: JPEG, under the number that MPEG-4 systems give it."""
    decoder = struct.pack(">BBB", 4, 13, _JPEG_OBJECT) + bytes([0x11]) + bytes(11)
    stream = struct.pack(">BBHB", 3, 3 + len(decoder) + 3, 1, 0) + decoder + b"\x06\x01\x02"
    look = struct.pack(
        ">6xH16xHHLL4xH32xHh",
        *(1, ACROSS * BLOCK, DOWN * BLOCK, 0x480000, 0x480000, 1, 24, -1),
    )
    return _box(b"mp4v", look, _full(b"esds", 0, stream))


def _keys(data: FilmData) -> bytes:
    """Apple's named values: who made the film with what, and when with its zone."""
    values = {
        "make": data.make,
        "model": data.model,
        "creationdate": data.start.strftime("%Y-%m-%dT%H:%M:%S%z") if data.start_key else None,
    }
    named = [(f"com.apple.quicktime.{key}", value) for key, value in values.items() if value]
    if not named:
        return b""
    return _box(
        b"meta",
        _full(b"hdlr", 0, bytes(4), b"mdta", bytes(12), b"\0"),
        _full(
            b"keys",
            0,
            struct.pack(">L", len(named)),
            *(_box(b"mdta", key.encode("ascii")) for key, _value in named),
        ),
        _box(
            b"ilst",
            *(
                _box(struct.pack(">L", place), _box(b"data", _UTF8, value.encode("utf-8")))
                for place, (_key, value) in enumerate(named, 1)
            ),
        ),
    )


_UTF8 = struct.pack(">LL", 1, 0)
