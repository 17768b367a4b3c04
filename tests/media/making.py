"""Small files with any tags, dates and boxes, written byte by byte for the tests of readers."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

Value = str | bytes | int | Sequence[Any]

MAKE, MODEL, CHANGED = 0x010F, 0x0110, 0x0132
ORIGINAL, DIGITIZED, OFFSET, OFFSET_ORIGINAL = 0x9003, 0x9004, 0x9010, 0x9011
SUBSEC, SERIAL, MAKER_NOTE = 0x9291, 0xA431, 0x927C


def tiff(
    main: Mapping[int, Value],
    exif: Mapping[int, Value] | None = None,
    gps: Mapping[int, Value] | None = None,
    order: str = ">",
) -> bytes:
    """A TIFF block of up to three directories; texts, bytes, whole numbers and fractions."""
    pointers = [tag for tag, part in ((0x8769, exif), (0x8825, gps)) if part is not None]
    first = len(directory({**main, **dict.fromkeys(pointers, 0)}, 8, order))
    exif_part = directory(exif, 8 + first, order) if exif is not None else b""
    places = {0x8769: 8 + first, 0x8825: 8 + first + len(exif_part)}
    main_part = directory({**main, **{tag: places[tag] for tag in pointers}}, 8, order)
    gps_part = directory(gps, places[0x8825], order) if gps is not None else b""
    head = (b"MM\0*" if order == ">" else b"II*\0") + struct.pack(order + "L", 8)
    return head + main_part + exif_part + gps_part


def directory(tags: Mapping[int, Value], at: int, order: str = ">") -> bytes:
    """One directory that begins `at` bytes from the block's start."""
    fields, values = struct.pack(order + "H", len(tags)), b""
    behind = at + 6 + 12 * len(tags)
    for tag in sorted(tags):
        kind, count, data = _packed(tags[tag], order)
        fields += struct.pack(order + "HHL", tag, kind, count)
        if len(data) <= 4:
            fields += data.ljust(4, b"\0")
        else:
            fields += struct.pack(order + "L", behind + len(values))
            values += data + b"\0" * (len(data) % 2)
    return fields + bytes(4) + values


def _packed(value: Value, order: str) -> tuple[int, int, bytes]:
    if isinstance(value, str):
        data = value.encode() + b"\0"
        return 2, len(data), data
    if isinstance(value, bytes):
        return 7, len(value), value
    if isinstance(value, int):
        return 4, 1, struct.pack(order + "L", value)
    ratios = [(one.numerator, one.denominator) for one in value]
    return 5, len(ratios), b"".join(struct.pack(order + "LL", *one) for one in ratios)


class Over0:
    """A ratio over zero, as devices write where they know nothing."""

    numerator = denominator = 0


def degrees(value: float) -> list[Fraction]:
    """Degrees, minutes and seconds."""
    rest = Fraction(round(abs(value) * 3_600_000), 1000)
    return [Fraction(rest // 3600), Fraction(rest % 3600 // 60), rest % 60]


def jpeg(block: bytes | None, *, behind: bytes = b"", extra: bytes = b"") -> bytes:
    """A picture of 8 by 8 pixels around an EXIF block; `extra` are more segments."""
    parts = [b"\xff\xd8", extra]
    if block is not None:
        parts.append(segment(0xE1, b"Exif\0\0" + block))
    parts += [
        segment(0xDB, b"\0" + b"\x10" * 64),
        segment(0xC0, struct.pack(">BHHB", 8, 8, 8, 1) + b"\x01\x11\0"),
        segment(0xC4, b"\0\x01" + bytes(15) + b"\0"),
        segment(0xC4, b"\x10\x01" + bytes(15) + b"\0"),
        segment(0xDA, b"\x01\x01\0\0\x3f\0"),
        b"\x3f\xff\xd9",
        behind,
    ]
    return b"".join(parts)


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def png(block: bytes) -> bytes:
    """A PNG of one pixel with an eXIf chunk."""

    def part(name: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(name + data)
        return struct.pack(">L", len(data)) + name + data + struct.pack(">L", checksum)

    head = struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            part(b"IHDR", head),
            part(b"eXIf", block),
            part(b"IDAT", zlib.compress(b"\0\0")),
            part(b"IEND", b""),
        )
    )


def webp(block: bytes) -> bytes:
    """A WebP of one pixel with an EXIF chunk; the picture itself is a stub."""
    head = b"\x08" + bytes(3) + bytes(6)
    picture = bytes.fromhex("2f00000000") + b"\x07\x10\xfd\x8f\xfe\x07\x22\xa2\xff\x01\0"
    return chunk(
        b"RIFF",
        b"WEBP" + chunk(b"VP8X", head) + chunk(b"VP8L", picture) + chunk(b"EXIF", block),
    )


def chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<L", len(content)) + content + b"\0" * (len(content) % 2)


def avi(date: bytes, program: bytes = b"") -> bytes:
    """An AVI of one tiny picture with an IDIT date."""
    frame = jpeg(None)
    main = struct.pack("<14L", 40000, 0, 0, 0x10, 25, 0, 1, 0, 8, 8, 0, 0, 0, 0)
    stream = b"vidsMJPG" + struct.pack(
        "<LHHLLLLLLLL4H", 0, 0, 0, 0, 1, 25, 0, 25, 0, 0, 0, *(0, 0, 8, 8)
    )
    look = struct.pack("<LllHH4sLllLL", 40, 8, 8, 1, 24, b"MJPG", 192, 0, 0, 0, 0)
    lists = chunk(b"LIST", b"strl" + chunk(b"strh", stream) + chunk(b"strf", look))
    head = chunk(b"LIST", b"hdrl" + chunk(b"avih", main) + lists + chunk(b"IDIT", date))
    info = chunk(b"LIST", b"INFO" + chunk(b"ISFT", program)) if program else b""
    movie = chunk(b"LIST", b"movi" + chunk(b"00dc", frame) * 25)
    return chunk(b"RIFF", b"AVI " + head + info + movie)


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">L4s", len(content) + 8, kind) + content


def with_boxes(film: bytes, boxes: bytes) -> bytes:
    """A film of ours, whose index comes last, with more boxes in that index."""
    at = film.rindex(b"moov") - 4
    size = struct.unpack_from(">L", film, at)[0]
    assert at + size == len(film)
    return film[:at] + struct.pack(">L", size + len(boxes)) + film[at + 4 :] + boxes


def matroska(date_ns: int | None, kind: bytes = b"matroska") -> bytes:
    """A Matroska of one second of sound; the date counts from 2001 in nanoseconds."""

    def element(number: str, data: bytes) -> bytes:
        return bytes.fromhex(number) + struct.pack(">Q", len(data) | 1 << 56) + data

    head = element("4282", kind) + element("4287", b"\x04") + element("4285", b"\x02")
    info = element("2ad7b1", (1_000_000).to_bytes(4, "big"))
    info += element("4489", struct.pack(">d", 1000.0))
    info += element("4461", struct.pack(">q", date_ns)) if date_ns is not None else b""
    info += element("4d80", b"Example") + element("5741", b"Example")
    sound = element("e1", element("b5", struct.pack(">d", 8000.0)) + element("9f", b"\x01"))
    track = element("d7", b"\x01") + element("73c5", b"\x01") + element("83", b"\x02")
    track += element("86", b"A_PCM/INT/LIT") + sound
    cluster = element("e7", b"\0") + element("a3", b"\x81\0\0\x80" + bytes(8000))
    body = element("1549a966", info) + element("1654ae6b", element("ae", track))
    return element("1a45dfa3", head) + element("18538067", body + element("1f43b675", cluster))


def boxes(data: bytes) -> list[tuple[bytes, bytes]]:
    """The outer boxes of some data: kind and content."""
    found, at = [], 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">L4s", data, at)
        found.append((kind, data[at + 8 : at + size]))
        at += size
    return found


def fragmented(film: bytes, seconds: int) -> bytes:
    """A film of ours as dash-cams write it: an empty index, then a part for each second."""
    parts = dict(boxes(film))
    index = _emptied(b"moov", parts[b"moov"])
    picture = parts[b"mdat"][:2000]
    out = box(b"ftyp", parts[b"ftyp"]) + index
    for number in range(seconds):
        head = box(b"tfhd", struct.pack(">LL", 0x020000, 1))
        head += box(b"tfdt", struct.pack(">LL", 0, number * 1000))
        run = struct.pack(">LL", 1000, len(picture))
        start = box(b"mfhd", struct.pack(">LL", 0, number + 1))
        size = 8 + len(start) + 8 + len(head) + 8 + 12 + len(run)
        head += box(b"trun", struct.pack(">LLl", 0x301, 1, size + 8) + run)
        out += box(b"moof", start + box(b"traf", head)) + box(b"mdat", picture)
    return out


def _emptied(kind: bytes, content: bytes) -> bytes:
    """An index without samples and lengths."""
    lengths = {b"mvhd": 16, b"mdhd": 16, b"tkhd": 20}
    if kind in (b"moov", b"trak", b"mdia", b"minf", b"stbl"):
        more = box(b"mvex", box(b"trex", struct.pack(">6L", 0, 1, 1, 1000, 0, 0)))
        inner = b"".join(_emptied(*one) for one in boxes(content))
        return box(kind, inner + (more if kind == b"moov" else b""))
    if kind in (b"stts", b"stsc", b"stco", b"stsz"):
        return box(kind, bytes(12 if kind == b"stsz" else 8))
    if kind in lengths:
        at = lengths[kind]
        content = content[:at] + bytes(4) + content[at + 4 :]
    return box(kind, content)
