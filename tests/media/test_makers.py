"""Serial numbers in makers' notes and in tags of raw formats: read rightly or not at all."""

from __future__ import annotations

import io
import struct
from datetime import timedelta, timezone

import pytest

from lawrec.media.facts import MediaFacts, read_facts
from lawrec.media.facts_maker import maker_serial
from tests.media import making as m

CN = timezone(timedelta(hours=8))
ORIGINAL = {m.ORIGINAL: "2025:03:11 09:30:15"}


def read(data: bytes, name: str) -> MediaFacts:
    return read_facts(io.BytesIO(data), name, "unknown", CN)


def nikon(tags: dict[int, m.Value], order: str = ">", version: bytes = b"\x02\x10\0\0") -> bytes:
    return b"Nikon\0" + version + m.tiff(tags, order=order)


def camera(make: str, note: bytes) -> MediaFacts:
    return read(m.jpeg(m.tiff({m.MAKE: make}, {**ORIGINAL, m.MAKER_NOTE: note})), "a.jpg")


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("version", [b"\x02\0\0\0", b"\x02\x10\0\0"])
@pytest.mark.parametrize(
    ("tags", "serial"),
    [
        ({0x1D: "6028018"}, "6028018"),
        ({0x1D: "6028018  ", 0x82: "STANDARD AUTO 1"}, "6028018"),
        ({0xA0: "NO= 20025585  "}, "NO= 20025585"),
        ({0x1D: "STANDARD", 0xA0: "20025585"}, "20025585"),
    ],
)
def test_nikons_serial_numbers_are_read_at_their_place(
    tags: dict[int, m.Value], serial: str, order: str, version: bytes
) -> None:
    seen = camera("NIKON CORPORATION", nikon(tags, order, version))
    assert (seen.serial, seen.capture.notes) == (serial, ())


@pytest.mark.parametrize("text", ["AUTO", "TO    ", "00 STANDARD", "Y*>I&wY", "", "\xff0123", "12"])
def test_what_is_no_serial_number_is_left_out(text: str) -> None:
    seen = camera("NIKON CORPORATION", nikon({0x1D: text.encode("latin-1").decode("latin-1")}))
    assert (seen.serial, seen.capture.notes) == (None, ("maker_notes_unread",))
    assert maker_serial([1, 2], text) is None


def test_a_nikon_block_that_was_cut_says_nothing() -> None:
    whole = nikon({0x1D: "6028018"})
    for end in range(len(b"Nikon\0\x02"), len(whole) - 12):
        assert maker_serial(list(whole[:end]), "6028018") is None
    looping = whole[:10] + whole[10:14] + struct.pack(">L", 0xFFFFFFFF) + whole[18:]
    assert maker_serial(list(looping), None) is None


def test_a_serial_number_that_the_end_cuts_is_none() -> None:
    whole = nikon({0xA0: "NO= 20025585"})
    end = whole.index(b"20025585") + len(b"20025585")
    assert maker_serial(list(whole), None) == "NO= 20025585"
    for cut in range(whole.index(b"20025585"), end):
        assert maker_serial(list(whole[:cut]), None) is None


def test_numbers_of_other_makers_count_as_they_are() -> None:
    assert maker_serial([1, 2], [-3]) is None
    assert maker_serial([1, 2], [True]) is None
    assert maker_serial([1, 2], [560018150]) == "560018150"
    assert maker_serial([1, 2], [0]) is None
    assert maker_serial([1, 2], "143008611                      ") == "143008611"
    assert maker_serial([1, 2], b"A11111111\0\0") == "A11111111"
    assert maker_serial([300, -1], b"A11111111") == "A11111111"
    assert maker_serial(None, None) is None


def test_a_dng_tells_its_cameras_number() -> None:
    block = m.tiff({m.MAKE: "Example", 0xC62F: "012345678"}, ORIGINAL)
    assert read(block, "a.dng").serial == "012345678"


def test_a_serial_number_in_the_first_directory_is_read() -> None:
    seen = read(m.jpeg(m.tiff({m.MAKE: "Example", m.SERIAL: "3050595"}, ORIGINAL)), "a.jpg")
    assert seen.serial == "3050595"


class Garbled(str):
    """A text tag whose bytes are no text."""

    def encode(self, *_: object) -> bytes:
        return b"\x10\x15`\x12\x95"


def test_bytes_that_are_no_serial_number_are_left_out_and_said() -> None:
    tags = {**ORIGINAL, m.SERIAL: Garbled("x")}
    seen = read(m.jpeg(m.tiff({m.MAKE: "Example"}, tags)), "a.jpg")
    assert (seen.make, seen.serial, seen.defects) == ("Example", None, ("text_damaged",))
