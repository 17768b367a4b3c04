"""A small picture as a baseline JPEG, made of evenly coloured blocks, with or without EXIF."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction

BLOCK = 8
"""The side of one coloured block in pixels; JPEG fixes it."""

_HALVED = 16  # the quantiser of a block's mean: with it one step is two levels of brightness
_SIZES = range(12)  # how many bits the difference between two blocks can take
_SIZE_BITS = 4

Colour = tuple[int, int, int]

_ASCII, _SHORT, _LONG, _RATIONAL, _UNDEFINED, _BYTE = 2, 3, 4, 5, 7, 1


@dataclass(frozen=True, slots=True)
class ExifData:
    """What a camera writes into a photo; None leaves a tag out.

    The zone of an aware `taken` is written if `offset` says so. `gps` is latitude and longitude
    in degrees; with an aware `taken` the satellites' time goes with it.
    """

    taken: datetime | None = None
    offset: bool = True
    make: str | None = None
    model: str | None = None
    serial: str | None = None
    gps: tuple[float, float] | None = None


def seeded(seed: int, count: int) -> list[int]:
    """Numbers from 0 to 255 that depend on the seed only, on every computer the same."""
    return list(hashlib.shake_256(str(seed).encode()).digest(count))


def picture(seed: int, across: int, down: int, exif: ExifData | None = None) -> bytes:
    """A JPEG of an invented street: sky, a row of houses, ground; sizes in blocks."""
    parts = [b"\xff\xd8"]
    if exif is not None:
        parts.append(_segment(0xE1, b"Exif\0\0" + _tiff(exif, across * BLOCK, down * BLOCK)))
    quantiser = bytes([_HALVED]) + bytes([1]) * 63
    frame = struct.pack(">BHHB", 8, down * BLOCK, across * BLOCK, 3)
    parts += [
        _segment(0xDB, b"\0" + quantiser),
        _segment(0xC0, frame + b"".join(bytes([part, 0x11, 0]) for part in (1, 2, 3))),
        # All sizes get a code of four bits; the only code of the other table ends a block.
        _segment(0xC4, b"\0" + _code_counts({_SIZE_BITS: len(_SIZES)}) + bytes(_SIZES)),
        _segment(0xC4, b"\x10" + _code_counts({1: 1}) + b"\0"),
        _segment(0xDA, b"\x03" + b"\x01\0\x02\0\x03\0" + b"\0\x3f\0"),
        _scan(_street(seed, across, down)),
        b"\xff\xd9",
    ]
    return b"".join(parts)


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def _code_counts(lengths: dict[int, int]) -> bytes:
    return bytes(lengths.get(length, 0) for length in range(1, 17))


def _street(seed: int, across: int, down: int) -> list[Colour]:
    """The colours of the blocks, row by row."""
    dice = seeded(seed, 2 * across + 8)
    horizon = down * 2 // 3
    sky = (90 + dice[0] // 4, 140 + dice[1] // 4, 215)
    wide = 3 + dice[2] % 3
    colours: list[Colour] = []
    for row in range(down):
        for column in range(across):
            house = column // wide
            top = horizon - 2 - dice[8 + house] % max(horizon - 3, 1)
            if row >= horizon:
                shade = 90 + (row - horizon) * 6 + dice[8 + across + column] % 12
                colours.append((shade, shade, shade - 10))
            elif row < top:
                light = row * 50 // down
                colours.append((sky[0] + light, sky[1] + light // 2, sky[2]))
            elif row % 2 and column % wide not in (0, wide - 1):
                colours.append((60, 70, 85))
            else:
                wall = dice[8 + house]
                colours.append((120 + wall // 3, 100 + wall // 4, 80 + (wall * 7) % 64))
    return colours


def _scan(colours: Sequence[Colour]) -> bytes:
    """The picture's data: for each block and colour part the step from the block before."""
    bits: list[str] = []
    last = [0, 0, 0]
    for colour in colours:
        for part, level in enumerate(_levels(colour)):
            step, last[part] = level - last[part], level
            size = abs(step).bit_length()
            code = step if step >= 0 else step + (1 << size) - 1
            bits.append(f"{size:0{_SIZE_BITS}b}" + (f"{code:0{size}b}" if size else "") + "0")
    text = "".join(bits)
    text += "1" * (-len(text) % 8)
    data = bytes(int(text[at : at + 8], 2) for at in range(0, len(text), 8))
    return data.replace(b"\xff", b"\xff\0")


def _levels(colour: Colour) -> tuple[int, int, int]:
    """Brightness and the two colour parts, around zero, in steps of the quantiser."""
    red, green, blue = colour
    luma = (299 * red + 587 * green + 114 * blue) // 1000
    chroma_blue = (blue - luma) * 564 // 1000
    chroma_red = (red - luma) * 713 // 1000
    return (luma - 128) // 2, chroma_blue // 2, chroma_red // 2


@dataclass(frozen=True, slots=True)
class _Tag:
    number: int
    kind: int
    count: int
    value: bytes


def _text(number: int, text: str) -> _Tag:
    value = text.encode("utf-8") + b"\0"
    return _Tag(number, _ASCII, len(value), value)


def _rationals(number: int, *values: Fraction) -> _Tag:
    packed = b"".join(struct.pack(">LL", value.numerator, value.denominator) for value in values)
    return _Tag(number, _RATIONAL, len(values), packed)


def _long(number: int, value: int) -> _Tag:
    return _Tag(number, _LONG, 1, struct.pack(">L", value))


def _tiff(exif: ExifData, width: int, height: int) -> bytes:
    """The EXIF block: the main directory and the two that it points to."""
    main = [
        *([_text(0x010F, exif.make)] if exif.make else []),
        *([_text(0x0110, exif.model)] if exif.model else []),
        _rationals(0x011A, Fraction(72)),
        _rationals(0x011B, Fraction(72)),
        _Tag(0x0128, _SHORT, 1, struct.pack(">H", 2)),
        _Tag(0x0213, _SHORT, 1, struct.pack(">H", 1)),
    ]
    details, position = _details(exif, width, height), _position(exif)
    pointers = [_long(0x8769, 0), *([_long(0x8825, 0)] if position else [])]
    details_at = 8 + len(_directory([*main, *pointers], 8))
    details_block = _directory(details, details_at)
    pointers[0] = _long(0x8769, details_at)
    if position:
        pointers[1] = _long(0x8825, details_at + len(details_block))
    main_block = _directory([*main, *pointers], 8)
    position_block = _directory(position, details_at + len(details_block)) if position else b""
    return b"MM\0*" + struct.pack(">L", 8) + main_block + details_block + position_block


def _details(exif: ExifData, width: int, height: int) -> list[_Tag]:
    tags = [_Tag(0x9000, _UNDEFINED, 4, b"0232")]
    if exif.taken is not None:
        stamp = exif.taken.strftime("%Y:%m:%d %H:%M:%S")
        tags += [_text(0x9003, stamp), _text(0x9004, stamp)]
        if exif.offset and exif.taken.tzinfo is not None:
            zone = exif.taken.strftime("%z")
            tags += [_text(number, f"{zone[:3]}:{zone[3:5]}") for number in (0x9011, 0x9012)]
    tags += [_Tag(0x9101, _UNDEFINED, 4, b"\x01\x02\x03\0"), _Tag(0xA000, _UNDEFINED, 4, b"0100")]
    tags += [_Tag(0xA001, _SHORT, 1, struct.pack(">H", 1)), _long(0xA002, width)]
    tags.append(_long(0xA003, height))
    return [*tags, *([_text(0xA431, exif.serial)] if exif.serial else [])]


def _position(exif: ExifData) -> list[_Tag]:
    if exif.gps is None:
        return []
    north, east = exif.gps
    tags = [
        _Tag(0, _BYTE, 4, b"\x02\x03\0\0"),
        _text(1, "N" if north >= 0 else "S"),
        _rationals(2, *_degrees(north)),
        _text(3, "E" if east >= 0 else "W"),
        _rationals(4, *_degrees(east)),
    ]
    if exif.taken is None or exif.taken.tzinfo is None:
        return tags
    # A receiver is a second behind the clock of its camera, as real ones are.
    fix = exif.taken.astimezone(UTC) - timedelta(seconds=1)
    clock = (Fraction(fix.hour), Fraction(fix.minute), Fraction(fix.second))
    return [*tags, _rationals(7, *clock), _text(0x1D, fix.strftime("%Y:%m:%d"))]


def _degrees(value: float) -> tuple[Fraction, Fraction, Fraction]:
    """Degrees, minutes and seconds, to a ten-thousandth of a second."""
    rest = round(abs(value) * 3600 * 10_000)
    minutes, seconds = divmod(rest, 60 * 10_000)
    return Fraction(minutes // 60), Fraction(minutes % 60), Fraction(seconds, 10_000)


def _directory(tags: Sequence[_Tag], at: int) -> bytes:
    """One directory that begins `at` bytes from the block's start, long values behind it."""
    fields, values = struct.pack(">H", len(tags)), b""
    values_at = at + 2 + 12 * len(tags) + 4
    for tag in sorted(tags, key=lambda one: one.number):
        fields += struct.pack(">HHL", tag.number, tag.kind, tag.count)
        if len(tag.value) <= 4:
            fields += tag.value.ljust(4, b"\0")
        else:
            fields += struct.pack(">L", values_at + len(values))
            values += tag.value + b"\0" * (len(tag.value) % 2)
    return fields + bytes(4) + values
