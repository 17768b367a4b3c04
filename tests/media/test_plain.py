"""A block of which exifread reads nothing still tells what stands undamaged in it."""

from __future__ import annotations

import io
import struct
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawrec.media.facts import MediaFacts, read_facts
from lawrec.media.facts_beside import READER
from lawrec.media.facts_plain import PlainTag, plain_tags
from tests.media import making as m

CN = timezone(timedelta(hours=8))
MAIN = {m.MAKE: "Example", m.MODEL: "EX-1"}
EXIF = {m.ORIGINAL: "2025:03:11 09:30:15", m.OFFSET_ORIGINAL: "+08:00", m.SERIAL: "X1"}


def read(data: bytes) -> MediaFacts:
    return read_facts(io.BytesIO(data), "a.jpg", "unknown", CN)


def broken_position(order: str) -> bytes:
    """A block whose directory of the position claims gigabytes of text, again and again."""
    whole = m.tiff(MAIN, EXIF, {1: "N"}, order=order)
    at = whole.rindex(struct.pack(order + "HH", 1, 2)) - 2
    entry = struct.pack(order + "HHLL", 0x1D, 2, 0x7FFFFFF0, 8)
    return whole[:at] + struct.pack(order + "H", 2000) + entry * 2000


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_broken_directory_takes_the_others_not_with_it(order: str) -> None:
    seen = read(m.jpeg(broken_position(order), behind=bytes(200_000)))
    assert (seen.make, seen.model, seen.serial) == ("Example", "EX-1", "X1")
    assert seen.capture.start == datetime(2025, 3, 11, 9, 30, 15, tzinfo=CN)
    assert (seen.capture.zone, seen.capture.certain) == ("stated", False)
    assert (seen.defects, seen.capture.reader) == (("read_limit",), READER)


@pytest.mark.parametrize("order", ["<", ">"])
def test_what_stands_in_the_directories(order: str) -> None:
    found = plain_tags(m.tiff({**MAIN, 0x100: 8, 0x131: "a program"}, EXIF, order=order))
    assert found == {
        "Image Make": PlainTag(b"Example"),
        "Image Model": PlainTag(b"EX-1"),
        "EXIF DateTimeOriginal": PlainTag(b"2025:03:11 09:30:15"),
        "EXIF OffsetTimeOriginal": PlainTag(b"+08:00"),
        "EXIF BodySerialNumber": PlainTag(b"X1"),
    }
    assert plain_tags(m.tiff({m.MAKE: "EX"}, order=order)) == {"Image Make": PlainTag(b"EX")}


def test_a_text_that_the_end_cuts_is_none() -> None:
    block = m.tiff(MAIN, {**EXIF, 0xA431: "3012345678"})
    cut = block[: block.index(b"3012345678") + 6]
    assert "EXIF BodySerialNumber" in plain_tags(block)
    assert "EXIF BodySerialNumber" not in plain_tags(cut)


def test_what_is_no_block_says_nothing() -> None:
    for data in (b"", b"II*\0", b"MM\0*\xff\xff\xff\xff", m.jpeg(None), b"II*\0\x08\0\0\0\x05"):
        assert plain_tags(data) == {}


@given(st.binary(max_size=80), st.integers(0, 200))
def test_no_block_is_an_error(noise: bytes, at: int) -> None:
    whole = m.tiff(MAIN, EXIF)
    plain_tags(whole[:at] + noise)
    plain_tags(whole[:at] + noise + whole[at + len(noise) :])
