"""The traps that the samples were chosen for, by the numbers of their README."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from lawrec.media.facts import MediaFacts, read_facts

Read = Callable[..., MediaFacts]
CN = timezone(timedelta(hours=8))
CALIFORNIA = timezone(timedelta(hours=-8))


# Time


def test_01_a_header_that_says_utc_and_means_local(sample: Read) -> None:
    seen = sample("gopro-max-heromode.mp4").capture
    satellites = datetime(2019, 11, 18, 23, 45, 14, tzinfo=UTC)
    assert (seen.start, seen.source, seen.zone) == (satellites, "gps", "stated")
    assert seen.notes == ("satellite_time", "header_differs")
    assert not seen.certain
    known = sample("gopro-max-heromode.mp4", "local", CALIFORNIA).capture
    assert known.start == satellites
    assert known.notes == ("satellite_time", "gps_agrees")


def test_02_apples_creation_date_is_not_the_headers(sample: Read) -> None:
    seen = sample("mindeng-meta.mov").capture
    assert seen.start == datetime(2019, 2, 12, 15, 27, 12, tzinfo=CN)
    assert (seen.source, seen.zone, seen.certain) == ("quicktime", "stated", True)
    # The file was written years later: what it holds may be a part.
    assert (seen.notes, seen.end) == (("header_much_later",), None)
    other = sample("drewnoakes-with-gps.mov").capture
    start = datetime(2019, 7, 24, 11, 25, 40, tzinfo=timezone(timedelta(hours=3)))
    assert (other.start, other.certain) == (start, True)
    assert other.end == start + timedelta(seconds=4.002)


@pytest.mark.parametrize("name", ["apache-testMP4_QuickTimeMetadata.mov", "mozilla-amr_nb_1f.3gp"])
def test_03_zero_dates(sample: Read, name: str) -> None:
    seen = sample(name).capture
    assert (seen.start, seen.source) == (None, "none")


def test_04_wrong_epoch(sample: Read) -> None:
    seen = sample("sannies-Tiny_Sample_-_OLD.mp4").capture
    assert (seen.start, seen.notes) == (None, ("impossible_date",))
    assert seen.raw == "1904-03-05 17:27:38 UTC"


@pytest.mark.parametrize("name", ["drewnoakes-Issue_609.jpg", "drewnoakes-FujiFilm_SP-2500.jpg"])
def test_05_zero_and_blank_dates(sample: Read, name: str) -> None:
    seen = sample(name).capture
    assert (seen.start, seen.notes[0]) == (None, "other_dates_only")
    assert seen.raw


def test_06_the_zone_of_the_change_is_not_the_pictures(sample: Read) -> None:
    seen = sample("bep-dji_dng_fraction.jpg", zone=UTC).capture
    assert seen.start == datetime(2018, 3, 31, 17, 17, 34, tzinfo=UTC)
    assert (seen.zone, seen.certain) == ("assumed", False)


@pytest.mark.parametrize("name", ["ianare-67-0_length_string.jpg", "exiftool-InfiRay.jpg"])
def test_07_a_change_alone_is_no_capture(sample: Read, name: str) -> None:
    seen = sample(name).capture
    assert (seen.start, seen.notes[0]) == (None, "other_dates_only")


def test_08_odd_values(sample: Read) -> None:
    seen = sample("mapillary-test_exif.jpg")
    assert seen.capture.raw == "2018:06:26 17:46:33.847"
    assert seen.capture.start == datetime(2018, 6, 26, 17, 46, 33, tzinfo=CN)
    assert seen.defects == ("clock_contradiction",)
    assert not seen.capture.certain
    huge = sample("bep-huge_tag_exif.jpg")
    assert huge.capture.start is None
    assert huge.make == "HTC"


def test_09_the_cameras_clock_against_the_satellites(sample: Read) -> None:
    nikon = sample("ianare-DSCN0010.jpg")
    assert "clock_contradiction" in nikon.defects
    assert not nikon.capture.certain
    drone = sample("pierotofy-DJI_0025.JPG").capture
    assert (drone.start, drone.certain) == (datetime(2016, 6, 23, 16, 32, 50, tzinfo=CN), False)


@pytest.mark.parametrize(
    ("name", "start", "precision"),
    [
        ("exiftool-Pentax.avi", datetime(2009, 10, 27, 12, 14, 34, tzinfo=CN), "second"),
        ("exiftool-RIFF.wav", datetime(2005, 8, 8, 16, 23, 35, tzinfo=CN), "second"),
        ("drewnoakes-100_0306.AVI", datetime(2020, 8, 28, tzinfo=CN), "day"),
    ],
)
def test_10_avi_and_wav_dates_are_local(
    sample: Read, name: str, start: datetime, precision: str
) -> None:
    seen = sample(name).capture
    assert (seen.start, seen.precision) == (start, precision)
    assert (seen.zone, seen.certain, seen.end) == ("assumed", False, None)


def test_11_a_transport_stream_of_a_few_packets(sample: Read) -> None:
    seen = sample("exiftool-M2TS.mts")
    assert (seen.mode, seen.mime, seen.defects) == ("video", "video/mp2t", ("unreadable",))
    begun = datetime(2008, 12, 31, 23, 16, 24, tzinfo=timezone(timedelta(hours=1)))
    assert (seen.make, seen.capture.start, seen.capture.zone) == ("Canon", begun, "stated")
    assert not seen.capture.certain
    assert "block_searched" in seen.capture.notes


# Position


@pytest.mark.parametrize(
    ("name", "defect"),
    [
        ("drewnoakes-Issue_487.heic", "gps_no_fix"),
        ("exiftool-InfiRay.jpg", "gps_no_fix"),
        ("bep-geodegrees_as_string.jpg", "gps_invalid"),
    ],
)
def test_12_positions_that_crash_a_reader(sample: Read, name: str, defect: str) -> None:
    seen = sample(name)
    assert (seen.gps, seen.defects) == (None, (defect,))
    assert seen.make


def test_13_impossible_positions(sample: Read) -> None:
    assert sample("photoprism-buggy_panorama.jpg").defects == ("gps_invalid",)
    assert "gps_no_fix" in sample("drewnoakes-ftyp3gp5.mp4").defects
    empty = sample("ianare-45-gps_ifd.jpg")
    assert (empty.gps, empty.defects) == (None, ())
    below = sample("exiftool-GoPro.jpg").gps
    assert below is not None
    assert below.alt == -3.983


def test_14_the_southern_half(sample: Read) -> None:
    south = sample("photoprism-this-is-a-jpeg.png").gps
    assert south is not None
    assert south.lat == pytest.approx(-34.0213583)
    assert south.lon == pytest.approx(23.899375)


def test_15_positions_in_films(sample: Read) -> None:
    place = sample("drewnoakes-Issue_515__java_.mp4").gps
    assert place is not None
    assert (place.lat, place.lon, place.alt) == (52.36929, 6.67609, 10.53)
    android, apple = sample("drewnoakes-with-gps.mp4").gps, sample("mindeng-meta.mov").gps
    assert android is not None
    assert apple is not None
    assert (android.lat, android.lon, android.alt) == (51.4169, -0.0806, None)
    assert (apple.lat, apple.lon, apple.alt) == (27.1281, 100.2508, 0.0)


# Readers


@pytest.mark.parametrize("name", ["exiv2-issue_428_poc3.png", "mindeng-oom_large_box.heic"])
def test_16_content_that_crashes_a_reader(sample: Read, name: str) -> None:
    seen = sample(name)
    assert seen.mode == "photo"
    assert seen.truncated
    assert (seen.width, seen.height) != (None, None)


@pytest.mark.parametrize(
    ("name", "make", "note"),
    [
        ("exiv2-Sony.HIF", "SONY", "offset_zero"),
        ("photoprism-huawei-gps-error.jpg", "HUAWEI", "block_searched"),
        ("exiftool-CanonRaw.cr3", "Canon", "offset_zero"),
    ],
)
def test_17_notes_that_a_reader_does_not_find(
    sample: Read, name: str, make: str | None, note: str
) -> None:
    seen = sample(name)
    assert seen.make == make
    assert seen.capture.start is not None
    assert note in seen.capture.notes
    assert not seen.capture.certain


def test_18_bytes_shown_as_text(sample: Read) -> None:
    assert sample("exiv2-issue_1881_coverage.jpg").make == "SONYIILL"


def test_19_the_make_in_another_block(sample: Read) -> None:
    seen = sample("bep-geodegrees_as_string.jpg")
    assert (seen.make, seen.model) == ("HTC", "HTC One_M8")


# Serial, type, length, paths


@pytest.mark.parametrize(
    "name",
    [
        "ianare-Reconyx_HC500_Hyperfire.jpg",
        "exiftool-Motorola.jpg",
        "exiftool-Pentax.avi",
    ],
)
def test_20_serials_in_makers_notes_are_not_seen_but_said(sample: Read, name: str) -> None:
    seen = sample(name)
    assert (seen.serial, "maker_notes_unread" in seen.capture.notes) == (None, True)


def test_20_serials_in_their_place_are(sample: Read) -> None:
    assert sample("bep-dji_dng_fraction.jpg").serial == "2016041101"
    assert sample("exiftool-Nikon.nef").serial == "12345678"
    gopro = sample("gopro-max-heromode.mp4")
    assert (gopro.serial, gopro.model) == ("C3353424500199", "GoPro Max")


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("photoprism-this-is-a-jpeg.png", "image/jpeg"),
        ("drewnoakes-ftyp3gp5.mp4", "video/3gpp"),
    ],
)
def test_21_the_suffix_against_the_content(sample: Read, name: str, mime: str) -> None:
    seen = sample(name)
    assert seen.mime == mime
    assert "extension_mismatch" in seen.defects


def test_22_lengths_as_text(sample: Read) -> None:
    assert sample("taglib-infloop.wav").duration_s == 1.277
    assert sample("apache-testAMR.amr").duration_s == 5.56


def test_23_chinese_paths(samples: Path, sample: Read, tmp_path: Path) -> None:
    """In a process without a UTF-8 language the same is tested on made files."""
    folder = tmp_path / "案卷〔2025〕1号"
    folder.mkdir()
    copy = shutil.copy(samples / "drewnoakes-with-gps.mov", folder / "现场录像（一）.mov")
    with Path(copy).open("rb") as file:
        seen = read_facts(file, "现场录像（一）.mov", "unknown", CN)
    assert seen == sample("drewnoakes-with-gps.mov")
