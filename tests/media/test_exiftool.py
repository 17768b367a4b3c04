"""exiftool as second reader: absent, silent, lying, and the real one where it is installed."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from lawrec.media import sample_maker
from lawrec.media.capture import Capture
from lawrec.media.facts import Gps, MediaFacts
from lawrec.media.guarded import GuardedReader
from lawrec.media.second_reader import leaves_gaps, supplement
from tests.media import making as m

CN = timezone(timedelta(hours=8))
START = datetime(2025, 3, 11, 9, 30, 15, tzinfo=CN)
NEEDS_IT = pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a script as program")
ASSUMED = Capture(START, None, "raw", "container", "a reader", "assumed", False)


def facts(capture: Capture = ASSUMED, mode: str = "video", **more: object) -> MediaFacts:
    return MediaFacts(mode, "video/mp4", capture, **more)  # type: ignore[arg-type]


def added(old: MediaFacts, **tags: str) -> MediaFacts:
    named = {name.replace("__", ":"): text for name, text in tags.items()}
    return supplement(old, {"ExifTool:ExifToolVersion": "12.57", **named}, "unknown", CN)


# What it adds


def test_a_stated_zone_is_worth_more_than_none() -> None:
    seen = added(facts(), UserData__DateTimeOriginal="2025:03:11 09:30:15+08:00")
    assert (seen.capture.start, seen.capture.zone, seen.capture.certain) == (START, "stated", True)
    assert (seen.capture.reader, seen.readers) == ("exiftool 12.57", ("exiftool 12.57",))


def test_a_zone_on_another_day_is_a_contradiction() -> None:
    seen = added(facts(), Keys__CreationDate="2021:03:11 09:30:15+08:00")
    assert (seen.capture.zone, seen.capture.certain) == ("stated", False)
    assert seen.defects == ("clock_contradiction",)


@pytest.mark.parametrize(
    "note", ["block_searched", "clock_contradiction", "impossible_date", "summer_time_unclear"]
)
def test_no_doubt_becomes_a_certainty(note: str) -> None:
    old = Capture(None, None, "raw", notes=(note,))
    seen = added(facts(old), Keys__CreationDate="2025:03:11 09:30:15+08:00")
    assert (seen.capture.start, seen.capture.certain) == (START, False)


def test_what_is_stated_stays() -> None:
    old = Capture(START, None, "raw", "quicktime", "a reader", "stated", True)
    assert added(facts(old), Keys__CreationDate="2025:03:11 19:30:15+08:00").capture == old


def test_times_without_a_zone_replace_none() -> None:
    seen = added(facts(), QuickTime__CreateDate="2021:03:11 09:30:15")
    assert seen.capture == ASSUMED
    empty = added(facts(Capture()), QuickTime__CreateDate="2021:03:11 09:30:15")
    assert empty.capture.start == datetime(2021, 3, 11, 9, 30, 15, tzinfo=UTC)
    assert (empty.capture.zone, empty.capture.certain) == ("assumed", False)
    assert empty.under("local").capture.start == datetime(2021, 3, 11, 9, 30, 15, tzinfo=CN)


@pytest.mark.parametrize("text", ["0000:00:00 00:00:00", "", "2025:03:11", "Mon"])
def test_zero_headers_are_none(text: str) -> None:
    assert not added(facts(Capture()), QuickTime__CreateDate=text).capture.certain


def test_summer_time_is_doubted() -> None:
    seen = added(facts(Capture()), H264__DateTimeOriginal="2025:03:11 09:30:15+08:00 DST")
    assert (seen.capture.start, seen.capture.certain) == (START, False)
    assert "summer_time_unclear" in seen.capture.notes


@pytest.mark.parametrize(("mode", "source"), [("3", "gps"), ("2", "gps"), ("0", "container")])
def test_satellites_need_a_fix(mode: str, source: str) -> None:
    tags = {"Track4__GPSDateTime": "2025:03:11 01:30:15.000", "Track4__GPSMeasureMode": mode}
    assert added(facts(), **tags).capture.source == source


def test_serials_are_the_cameras_not_the_lens() -> None:
    seen = added(facts(), Track5__SerialNumber="LENS1", GoPro__CameraSerialNumber="CAM1")
    assert seen.serial == "CAM1"
    assert added(facts(serial="OURS"), GoPro__CameraSerialNumber="CAM1").serial == "OURS"


@pytest.mark.parametrize("text", ["`?", "??? 12", "\x10\x15`\x12", "a\ufffdb"])
def test_bytes_that_are_no_text_are_no_name(text: str) -> None:
    seen = added(facts(), Olympus__SerialNumber=text, IFD0__Model=text, IFD0__Make="12336")
    assert (seen.serial, seen.model, seen.make) == (None, None, None)
    assert added(facts(), Sigma__SerialNumber="02000019", H264__Make="4113").serial == "02000019"


def test_positions_are_checked() -> None:
    wrong = added(facts(), Composite__GPSLatitude="213.6", Composite__GPSLongitude="103.4")
    assert (wrong.gps, wrong.defects) == (None, ("gps_invalid",))
    right = added(
        facts(defects=("position_unread",)),
        Composite__GPSLatitude="-33.5",
        Composite__GPSLongitude="18.25",
        Composite__GPSAltitude="-12",
    )
    assert (right.gps, right.defects) == (Gps(-33.5, 18.25, -12), ())


def test_it_is_asked_only_where_something_is_open() -> None:
    stated = Capture(START, None, "raw", "exif", "a reader", "stated", True)
    whole = facts(stated, make="A", model="B", serial="C", gps=Gps(1, 2), duration_s=3.0)
    assert not leaves_gaps(whole)
    assert leaves_gaps(facts(stated))
    assert not leaves_gaps(facts(mode="scan"))


# The program

# Our child, which waits half a second only.
IMPATIENT = [
    sys.executable,
    "-c",
    "import sys; from lawrec.media import exiftool, guarded_child as c\n"
    "exiftool._SECONDS = 0.5; sys.argv[1:] = ['500000000', '20']; c.main()",
]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "a.jpg"
    sample_maker.jpeg(path, taken=START, seed=1)
    return path


def program(folder: Path, body: str) -> None:
    folder.mkdir()
    path = folder / "exiftool"
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_where_it_is_not_installed_that_is_said(
    photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with GuardedReader() as reader:
        seen = reader.read(photo, "a.jpg", "unknown", CN, "exiftool")
    assert (seen.defects, seen.make) == (("second_reader_missing",), "Example")
    assert seen.capture.certain


@POSIX
@pytest.mark.parametrize(
    "body", ["exit 1", "cat", "yes", "while read l; do echo '[{}]'; echo '{ready}'; done"]
)
def test_a_program_that_answers_nonsense(
    photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    program(tmp_path / "bin", body)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    with GuardedReader(command=IMPATIENT) as reader:
        seen = reader.read(photo, "a.jpg", "unknown", CN, "exiftool")
    assert (seen.make, seen.capture.start, seen.capture.certain) == ("Example", START, True)


@pytest.mark.faults  # it counts seconds, which a busy machine has not got
@POSIX
def test_a_program_that_hangs_costs_its_time_and_no_more_than_three_times(
    photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "bin", "sleep 600")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    began = time.monotonic()
    with GuardedReader(command=IMPATIENT) as reader:
        seen = [reader.read(photo, "a.jpg", "unknown", CN, "exiftool") for _ in range(20)]
    assert {one.defects for one in seen} == {("second_reader_failed",)}
    assert time.monotonic() - began < 8


@NEEDS_IT
@pytest.mark.parametrize(
    "name", ["-overwrite_original.jpg", "@x.jpg", "a\nb.jpg", "照片 一.jpg", "#.jpg"]
)
def test_odd_names_are_no_options(photo: Path, name: str) -> None:
    path = photo.with_name(name)
    block = m.tiff({m.MAKE: "Example"}, {m.ORIGINAL: "2025:03:11 09:30:15"})
    path.write_bytes(m.jpeg(block))
    before = hashlib.sha256(path.read_bytes()).digest(), path.stat().st_mtime_ns
    with GuardedReader() as reader:
        seen = reader.read(path, name, "unknown", CN, "exiftool")
    assert any(one.startswith("exiftool ") for one in seen.readers)
    assert (hashlib.sha256(path.read_bytes()).digest(), path.stat().st_mtime_ns) == before
    assert not list(path.parent.glob("*_original"))


@NEEDS_IT
def test_a_configuration_beside_it_is_not_run(
    photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = tmp_path / "ran"
    (tmp_path / ".ExifTool_config").write_text(
        f"open(my $f, '>', '{trap}'); close $f; 1;\n", encoding="utf-8"
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("EXIFTOOL_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with GuardedReader() as reader:
        seen = reader.read(photo, "a.jpg", "unknown", CN, "exiftool")
    assert any(one.startswith("exiftool ") for one in seen.readers)
    assert not trap.exists()


@pytest.mark.faults  # it counts seconds, which a busy machine has not got
@NEEDS_IT
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")
def test_it_ends_with_the_reader(photo: Path) -> None:
    with GuardedReader() as reader:
        reader.read(photo, "a.jpg", "unknown", CN, "exiftool")
        child = reader._workers[0]._child
        assert child is not None
        group = child._process.pid
        assert helpers(group)
        child.kill()
    until = time.monotonic() + 5
    while helpers(group) and time.monotonic() < until:
        time.sleep(0.05)
    assert not helpers(group)


def helpers(group: int) -> list[int]:
    """Running processes of this group, its leader left out."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != group:
            try:
                fields = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == group and fields[0] != "Z":
                found.append(int(entry.name))
    return found
