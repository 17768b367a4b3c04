"""What programs write into films and sound files is told from what a device wrote."""

from __future__ import annotations

import io
import struct
from datetime import UTC, datetime, timedelta, timezone

import pytest

from lawrec.media.facts import MediaFacts, read_facts
from lawrec.media.mediainfo import _one_date
from tests.media import making as m

CN = timezone(timedelta(hours=8))
MOMENT = 7 * 10**17
START = datetime(2023, 3, 8, 20, 26, 40, tzinfo=UTC)


def read(data: bytes, name: str) -> MediaFacts:
    return read_facts(io.BytesIO(data), name, "unknown", CN)


def element(number: str, data: bytes) -> bytes:
    return bytes.fromhex(number) + struct.pack(">Q", len(data) | 1 << 56) + data


def tagged(**tags: str) -> bytes:
    """A Matroska with notes, as muxing programs add them at the end."""
    simple = b"".join(
        element("67c8", element("45a3", name.encode()) + element("4487", text.encode()))
        for name, text in tags.items()
    )
    notes = element("1254c367", element("7373", element("63c0", b"") + simple))
    film = m.matroska(MOMENT)
    at = film.index(bytes.fromhex("18538067")) + 4
    size = struct.unpack_from(">Q", film, at)[0] + len(notes)
    return film[:at] + struct.pack(">Q", size) + film[at + 8 :] + notes


def test_the_program_that_wrote_a_matroska_is_no_camera() -> None:
    seen = read(tagged(DATE_DIGITIZED="2012-08-29 18:57:25"), "a.mkv")
    assert (seen.make, seen.model) == (None, None)


@pytest.mark.parametrize("program", [b"MEncoder 1.0", b"Adobe Premiere", b"Lavf58.1"])
def test_a_program_that_wrote_an_avi_is_no_camera(program: bytes) -> None:
    assert read(m.avi(b"2003:03:10 15:04:43", program), "a.avi").model is None
    assert read(m.avi(b"2003:03:10 15:04:43", b"EXAMPLE X1"), "a.avi").model == "EXAMPLE X1"


def test_a_note_beside_a_films_date_takes_nothing_from_it() -> None:
    seen = read(tagged(DATE_ENCODED="a word", DATE_DIGITIZED="a word"), "a.mkv").capture
    assert (seen.start, seen.zone, seen.certain) == (START, "assumed", False)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2012-08-29 18:57:25 UTC / a word", "2012-08-29 18:57:25 UTC"),
        ("2008-05-08 12:33:33 UTC / 2008-05-08 12:33:33 UTC", "2008-05-08 12:33:33 UTC"),
        ("2019-02-12 / 2019-02-12T15:27:12+0800", "2019-02-12T15:27:12+0800"),
        ("2019-02-12T15:27:12+0800 / 2019-02-12T15:27:12+08:00", "2019-02-12T15:27:12+08:00"),
        ("2012-08-18 06:49:54 UTC / 2001-01-01 07:53:29 UTC",) * 2,
        ("2019-02-12 / 2019-02-13T15:27:12+0800",) * 2,
        ("a word / another",) * 2,
        ("",) * 2,
    ],
)
def test_of_several_fields_one_date_or_none(text: str, date: str) -> None:
    assert _one_date(text) == date


def mp3(seconds: float, claimed: float | None) -> bytes:
    """Silence in frames of 417 bytes, the first of which may say how many there are."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    count = round((claimed or 0) / 0.026122)
    index = b"Info" + struct.pack(">LLL", 3, count, 417 * count)
    first = (frame[:36] + index).ljust(417, b"\0") if claimed else b""
    return first + frame * round(seconds / 0.026122)


@pytest.mark.parametrize(("claimed", "cut"), [(None, False), (10, False), (60, True)])
def test_an_mp3_shorter_than_it_claims_lacks_its_end(claimed: float | None, cut: bool) -> None:
    seen = read(mp3(10, claimed), "a.mp3")
    assert (seen.truncated, "truncated" in seen.defects) == (cut, cut)
    assert seen.duration_s == pytest.approx(claimed or 10, abs=0.2)
