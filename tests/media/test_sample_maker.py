"""The small made files are read back as what they were made to say."""

from __future__ import annotations

import hashlib
import re
import wave
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from lawrec.media import sample_maker
from lawrec.media.facts import DeviceClock, MediaFacts, read_facts
from lawrec.media.mediainfo import read_container

CN = timezone(timedelta(hours=8))
NEPAL = timezone(timedelta(hours=5, minutes=45))
START = datetime(2025, 3, 11, 23, 59, 50, tzinfo=CN)
LARGEST = 50_000


def read(path: Path, clock: DeviceClock = "unknown") -> MediaFacts:
    with path.open("rb") as file:
        seen = read_facts(file, path.name, clock, CN)
    assert (seen.defects, seen.truncated) == ((), False)
    assert path.stat().st_size < LARGEST
    return seen


def test_a_photo_says_everything(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    sample_maker.jpeg(
        path,
        taken=START,
        make="示例厂",
        model="EX 9",
        serial="EX0042",
        gps=(41.123456, 122.070812),
        seed=7,
    )
    seen = read(path)
    assert (seen.mode, seen.mime) == ("photo", "image/jpeg")
    assert (seen.make, seen.model, seen.serial) == ("示例厂", "EX 9", "EX0042")
    assert (seen.width, seen.height) == (320, 240)
    assert seen.capture.start == START
    assert (seen.capture.zone, seen.capture.certain) == ("stated", True)
    assert seen.capture.notes == ("gps_agrees",)
    assert seen.gps is not None
    assert (seen.gps.lat, seen.gps.lon) == (
        pytest.approx(41.123456, abs=1e-6),
        pytest.approx(122.070812, abs=1e-6),
    )


@pytest.mark.parametrize("place", [(-34.5, 18.25), (51.4769, -0.0005), (59.9999999, 179.9999999)])
def test_a_photo_from_anywhere(tmp_path: Path, place: tuple[float, float]) -> None:
    path = tmp_path / "a.jpg"
    sample_maker.jpeg(path, taken=START.astimezone(NEPAL), gps=place, seed=7)
    seen = read(path)
    assert seen.gps is not None
    assert (seen.gps.lat, seen.gps.lon) == pytest.approx(place, abs=1e-6)
    assert seen.capture.start == START
    assert seen.capture.start.utcoffset() == NEPAL.utcoffset(None)
    assert seen.capture.certain


@pytest.mark.parametrize("taken", [START, START.replace(tzinfo=None)])
def test_a_photo_without_its_zone(tmp_path: Path, taken: datetime) -> None:
    path = tmp_path / "a.jpg"
    sample_maker.jpeg(path, taken=taken, offset=False, gps=(41.1, 122.1), seed=7)
    seen = read(path).capture
    assert (seen.start, seen.zone, seen.certain) == (START, "assumed", False)
    assert seen.notes == (("gps_agrees",) if taken.tzinfo else ())


def test_a_photo_that_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    sample_maker.jpeg(path, taken=None, make=None, model=None, seed=7)
    seen = read(path)
    assert (seen.capture.start, seen.make, seen.model, seen.serial, seen.gps) == (None,) * 5


@pytest.mark.parametrize("seed", range(40))
def test_every_photo_is_a_sound_jpeg(tmp_path: Path, seed: int) -> None:
    """Decoded here bit by bit: every block is there, and nothing but padding behind them."""
    path = tmp_path / "a.jpg"
    sample_maker.jpeg(path, taken=None, seed=seed)
    scan = path.read_bytes().partition(b"\xff\xda")[2]
    scan = scan[int.from_bytes(scan[:2], "big") : -2]
    assert not re.search(b"\xff[^\0]", scan)
    data = scan.replace(b"\xff\0", b"\xff")
    bits, at = f"{int.from_bytes(data, 'big'):0{len(data) * 8}b}", 0
    for _part in range(40 * 30 * 3):
        size = int(bits[at : at + 4], 2)
        assert size <= 11
        assert bits[at + 4 + size] == "0"
        at += 4 + size + 1
    assert set(bits[at:]) <= {"1"}
    assert len(bits) - at < 8


@pytest.mark.parametrize("name", ["a.mp4", "a.mov"])
@pytest.mark.parametrize("seconds", [1, 7, 754, 5 * 3600])
def test_a_film_with_its_zone(tmp_path: Path, name: str, seconds: int) -> None:
    path = tmp_path / name
    sample_maker.mp4(
        path, start=START, seconds=seconds, apple_creationdate=True, make="示例厂", seed=3
    )
    seen = read(path)
    assert (seen.mode, seen.make, seen.model) == ("video", "示例厂", "EX-1")
    assert (seen.duration_s, seen.codec) == (seconds, "JPEG")
    assert (seen.width, seen.height) == (160, 120)
    assert (seen.capture.start, seen.capture.zone, seen.capture.certain) == (START, "stated", True)
    assert seen.capture.end == START + timedelta(seconds=seconds)
    assert (seen.capture.source, seen.capture.notes) == ("quicktime", ())


@pytest.mark.parametrize(
    ("mvhd_local", "clock", "right"),
    [
        (False, "utc", True),
        (False, "unknown", True),
        (False, "local", False),
        (True, "local", True),
        (True, "unknown", False),
    ],
)
def test_a_film_with_a_header_only(
    tmp_path: Path, mvhd_local: bool, clock: DeviceClock, right: bool
) -> None:
    path = tmp_path / "a.mp4"
    sample_maker.mp4(
        path, start=START, seconds=9, apple_creationdate=False, mvhd_local=mvhd_local, seed=3
    )
    seen = read(path, clock).capture
    assert (seen.start == START) is right
    assert (seen.zone, seen.certain, seen.end) == ("assumed", False, None)


def test_a_films_header_as_its_reader_sees_it(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    sample_maker.mp4(path, start=START, seconds=9, apple_creationdate=True, seed=3)
    with path.open("rb") as file:
        seen = read_container(file)
    assert seen.kinds == {"Video"}
    assert seen.general["encoded_date"] == "2025-03-11 15:59:50 UTC"
    assert seen.general["tagged_date"] == "2025-03-11 15:59:59 UTC"
    assert "conformance_errors" not in seen.general
    assert not seen.truncated


def test_a_film_needs_a_zone(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="zone"):
        sample_maker.mp4(
            tmp_path / "a.mp4",
            start=START.replace(tzinfo=None),
            seconds=9,
            apple_creationdate=True,
            seed=3,
        )


@pytest.mark.parametrize("seconds", [1, 5, 61, 754, 3600])
def test_a_recording(tmp_path: Path, seconds: int) -> None:
    path = tmp_path / "a.wav"
    sample_maker.wav(path, start=START, seconds=seconds, seed=3)
    seen = read(path)
    assert (seen.mode, seen.mime, seen.codec) == ("audio", "audio/wav", "PCM")
    assert seen.duration_s == seconds
    assert (seen.capture.start, seen.capture.source) == (START, "bext")
    assert seen.capture.end == START + timedelta(seconds=seconds)
    assert (seen.capture.zone, seen.capture.certain) == ("assumed", False)
    with wave.open(str(path)) as sound:
        assert sound.getnframes() / sound.getframerate() == seconds


def test_a_scan(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    sample_maker.pdf_scan(path, "Transcript (1)\nC:\\example\n询问 äö\n", 3)
    seen = read(path)
    assert (seen.mode, seen.mime) == ("scan", "application/pdf")
    assert seen.capture.start is None
    data = path.read_bytes()
    assert rb"(Transcript \0501\051) '" in data
    assert b"(?? \xe4\xf6) '" in data
    table = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    assert data[table:].startswith(b"xref\n0 7\n")
    rows = data[table:].split(b"\n")[2:9]
    assert [len(row) for row in rows] == [19] * 7
    for number, row in enumerate(rows[1:], 1):
        assert data[int(row[:10]) :].startswith(b"%d 0 obj\n" % number)


MAKERS: dict[str, Callable[[Path, int], None]] = {
    "a.jpg": lambda path, seed: sample_maker.jpeg(path, taken=START, seed=seed),
    "a.mp4": lambda path, seed: sample_maker.mp4(
        path, start=START, seconds=5, apple_creationdate=True, seed=seed
    ),
    "a.wav": lambda path, seed: sample_maker.wav(path, start=START, seconds=5, seed=seed),
    "a.pdf": lambda path, seed: sample_maker.pdf_scan(path, "text", seed),
}


@pytest.mark.parametrize("name", MAKERS)
def test_seeds_make_the_difference_and_nothing_else_does(tmp_path: Path, name: str) -> None:
    digests = []
    for seed in (*range(50), 0):
        MAKERS[name](tmp_path / name, seed)
        digests.append(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert digests[0] == digests[-1]
    assert len(set(digests)) == 50
