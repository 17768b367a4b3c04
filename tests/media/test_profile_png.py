"""A PNG whose EXIF block stands in it as text, as conversion programs write it."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import datetime, timedelta, timezone

import pytest

from lawrec.media.facts import MediaFacts, read_facts
from lawrec.media.facts_profile import raw_profile
from tests.media import making as m

CN = timezone(timedelta(hours=8))
BLOCK = m.tiff(
    {m.MAKE: "Example", m.MODEL: "EX-1"},
    {m.ORIGINAL: "2025:03:11 09:30:15", m.OFFSET_ORIGINAL: "+08:00"},
)


def part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data))


def digits(block: bytes) -> bytes:
    text = block.hex().encode("ascii")
    lines = b"\n".join(text[at : at + 72] for at in range(0, len(text), 72))
    return b"\nexif\n%8d\n" % len(block) + lines + b"\n"


def png(*notes: bytes) -> bytes:
    head = part(b"IHDR", struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0))
    picture = part(b"IDAT", zlib.compress(b"\0\0")) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(notes) + picture


def note(text: bytes, *, name: bytes = b"exif", packed: bool = True) -> bytes:
    key = b"Raw profile type " + name + b"\0"
    return part(b"zTXt", key + b"\0" + zlib.compress(text)) if packed else part(b"tEXt", key + text)


def read(data: bytes) -> MediaFacts:
    return read_facts(io.BytesIO(data), "a.png", "unknown", CN)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", [b"exif", b"APP1"])
def test_a_block_written_as_text_is_read_and_never_certain(name: bytes, packed: bool) -> None:
    other = part(b"tEXt", b"Comment\0a word")
    seen = read(png(other, note(digits(b"Exif\0\0" + BLOCK), name=name, packed=packed)))
    assert (seen.make, seen.model) == ("Example", "EX-1")
    assert seen.capture.start == datetime(2025, 3, 11, 9, 30, 15, tzinfo=CN)
    assert (seen.capture.zone, seen.capture.certain) == ("stated", False)
    assert "block_searched" in seen.capture.notes


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\nexif\n    12\n",
        b"\nexif\n    12\nno digits",
        digits(b"http://ns.adobe.com/xap/1.0/\0"),
        digits(b"Exif\0\0") + b"4",
        digits(b"Exif\0\0" + BLOCK[:9]),
    ],
)
def test_other_texts_are_no_block(text: bytes) -> None:
    for packed in (False, True):
        seen = read(png(note(text, packed=packed)))
        assert (seen.make, seen.capture.start) == (None, None)


def test_damaged_and_foreign_files_have_none() -> None:
    whole = png(note(digits(b"Exif\0\0" + BLOCK)))
    broken = png(part(b"zTXt", b"Raw profile type exif\0\0no stream"))
    for data in (b"", whole[:60], broken, m.jpeg(None), whole[:8] + b"\xff" * 40):
        assert raw_profile(io.BytesIO(data)) == b""
    crowded = png(part(b"zTXt", b"Comment\0\0".ljust(999_999, b"x")) * 70)
    assert raw_profile(io.BytesIO(crowded)) == b""
    bomb = png(note(bytes(50_000_000)))
    assert raw_profile(io.BytesIO(bomb)) == b""


def test_the_date_of_a_program_is_no_time_of_capture() -> None:
    data = png(part(b"tEXt", b"Creation Time\0002025-03-11T01:30:15Z"))
    seen = read(data).capture
    assert (seen.start, seen.notes) == (None, ("other_dates_only",))
    named = read_facts(io.BytesIO(data), "IMG_20250310_080000.png", "unknown", CN).capture
    assert named.start == datetime(2025, 3, 10, 8, 0, tzinfo=CN)
    assert (named.source, named.notes) == ("file_name", ("other_dates_only",))
