"""All the real media against what another program read in them (`MANIFEST.tsv`).

A difference is allowed only if it stands below with its reason, and only as long as it exists.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from lawrec.media.facts_stamps import parse_stamp

Manifest = dict[str, Any]

SECONDS_A_FILE = 2.0
MEGABYTES = 200

TIMES = {
    "exiftool-CanonRaw.cr3": "exifread sees nothing; the header has the same moment, as UTC",
    "exiftool-M2TS.mts": "the time lies inside the picture stream of a file of a few packets",
    "exiftool-RIFF.wav": "the reader gives the day only",
    "sannies-Tiny_Sample_-_OLD.mp4": "1904 or 1970, by epoch: no time in either",
    "gopro-max-heromode.mp4": "the satellites' time lies in a track that no reader here knows",
}
MAKES = {
    "bep-huge_tag_exif.jpg": "we read the block that the other program gave up",
    "exiftool-CanonRaw.cr3": "exifread sees nothing in this container",
    "exiftool-M2TS.mts": "a number inside the picture stream",
    "exiftool-RIFF.wav": "a maker's chunk that no reader here knows",
    "exiv2-issue_1881_coverage.jpg": "the last byte of the make is no letter and is left out",
    "mindeng-oom_large_box.heic": "we read the block before the crafted box",
}
MODELS = {
    "bep-huge_tag_exif.jpg": "we read the block that the other program gave up",
    "exiftool-CanonRaw.cr3": "exifread sees nothing in this container",
    "exiftool-Pentax.avi": "we take the recording program's name, which is the camera's",
    "exiftool-RIFF.wav": "a maker's chunk that no reader here knows",
    "gopro-max-heromode.mp4": "a maker's box that no reader here knows",
    "mindeng-oom_large_box.heic": "we read the block before the crafted box",
}
_MAKERS = "only in the maker's undocumented notes"
SERIALS = {
    "exiftool-CanonRaw.cr3": "exifread sees nothing in this container",
    "exiftool-Motorola.jpg": _MAKERS,
    "exiftool-Pentax.avi": _MAKERS,
    "exiv2-Sony.HIF": _MAKERS,
    "gopro-max-heromode.mp4": _MAKERS,
    "ianare-Reconyx_HC500_Hyperfire.jpg": _MAKERS,
}
POSITIONS = {
    "bep-geodegrees_as_string.jpg": "degrees written as text are called invalid, not guessed",
    "bep-huge_tag_exif.jpg": "we read the block that the other program gave up",
    "drewnoakes-Issue_515__java_.mp4": "a 3GPP location box, which no reader here knows",
    "drewnoakes-ftyp3gp5.mp4": "0,0 is no position",
    "photoprism-buggy_panorama.jpg": "latitude 213 is no position",
}
LENGTHS = {
    "apache-testAMR.amr": "the other program does not know this format",
    "apache-testMP4_QuickTimeMetadata.mov": "tracks without samples: our reader sees none",
    "exiftool-CanonRaw.cr3": "a photo has no length",
    "exiftool-M2TS.mts": "a file of a few packets has none",
    "exiftool-MP3.mp3": "the sound itself is missing",
    "exiftool-RIFF.wav": "the sound itself is missing",
}


def expected_time(row: dict[str, str]) -> datetime | None:
    """The manifest's capture time, aware if it says the zone; None where there is none.

    A "Z?" is no zone: the header's UTC may be local, so only the reading of the clock counts.
    """
    wall, _, zone = row["et_capture_time"].partition("|")
    explicit = "explicit" in row["time_semantics"] or "GPS telemetry" in row["time_semantics"]
    if explicit and not zone and row["et_offset"] == "Z":
        zone = "+00:00"
    try:
        moment = datetime.fromisoformat(wall.replace(":", "-", 2) + zone)
    except ValueError:
        return None
    return moment if explicit else moment.replace(tzinfo=None)


def stated(field: str) -> set[str]:
    """The values of a field such as "IFD0:Make=DJI; XMP-tiff:Make=DJI"."""
    return {part.partition("=")[2].strip() for part in field.split("; ") if "=" in part}


def differing(manifest: Manifest, differs: Any) -> set[str]:
    return {name for name, one in manifest.items() if differs(one.row, one.facts)}


def test_all_samples_are_there(manifest: Manifest) -> None:
    assert len(manifest) == 54


def test_nothing_wrong_is_certain(manifest: Manifest) -> None:
    certain = {name: one for name, one in manifest.items() if one.facts.capture.certain}
    assert len(certain) >= 9
    wrong = {}
    for name, one in certain.items():
        expected, seen = expected_time(one.row), one.facts.capture.start
        # Text, because equal moments of different zones would compare as equal.
        if expected is None or expected.tzinfo is None or str(seen) != str(expected):
            wrong[name] = (seen, expected)
    assert wrong == {}


def test_times(manifest: Manifest) -> None:
    def differs(row: dict[str, str], facts: Any) -> bool:
        expected, seen = expected_time(row), facts.capture.start
        if expected is None or seen is None:
            return expected is not seen
        if expected.tzinfo:
            return seen != expected.replace(microsecond=0) or facts.capture.zone != "stated"
        raw = parse_stamp(facts.capture.raw)
        return raw is None or raw.wall != expected.replace(microsecond=0)

    assert differing(manifest, differs) == set(TIMES)


@pytest.mark.parametrize(
    ("column", "field", "reasons"),
    [
        ("et_make", "make", MAKES),
        ("et_model", "model", MODELS),
        ("et_serial", "serial", SERIALS),
    ],
)
def test_devices(manifest: Manifest, column: str, field: str, reasons: dict[str, str]) -> None:
    def differs(row: dict[str, str], facts: Any) -> bool:
        expected, seen = stated(row[column]), getattr(facts, field)
        return seen not in expected if expected else seen is not None

    assert differing(manifest, differs) == set(reasons)


def test_positions(manifest: Manifest) -> None:
    def differs(row: dict[str, str], facts: Any) -> bool:
        if not row["et_gps_lat"]:
            return facts.gps is not None
        if facts.gps is None:
            return True
        expected = (float(row["et_gps_lat"]), float(row["et_gps_lon"]))
        height = row["et_gps_alt"]
        return (facts.gps.lat, facts.gps.lon) != pytest.approx(expected, abs=1e-6) or (
            bool(height) and facts.gps.alt != pytest.approx(float(height), abs=1e-3)
        )

    assert differing(manifest, differs) == set(POSITIONS)


def test_lengths(manifest: Manifest) -> None:
    def differs(row: dict[str, str], facts: Any) -> bool:
        if not row["et_duration_s"] or facts.duration_s is None:
            return bool(row["et_duration_s"]) is (facts.duration_s is None)
        return abs(facts.duration_s - float(row["et_duration_s"])) > 0.05

    assert differing(manifest, differs) == set(LENGTHS)


def test_most_files_tell_something(manifest: Manifest) -> None:
    told = {
        name
        for name, one in manifest.items()
        if one.facts.capture.start or one.facts.make or one.facts.duration_s
    }
    assert len(told) >= 40


def test_whoever_tells_nothing_has_a_reason(manifest: Manifest) -> None:
    """Silence comes with a defect, or the file really says nothing."""
    silent = {
        name
        for name, one in manifest.items()
        if not (one.facts.capture.start or one.facts.make or one.facts.duration_s)
        and not one.facts.defects
    }
    assert silent == {
        "ianare-Reconyx_HC500_Hyperfire.jpg",
        "ianare-image01088.jpg",
        "immich-app-gps-datetime.jpg",
        "juanirache-mavic_air2.srt",
    }


def test_no_file_takes_long(manifest: Manifest) -> None:
    slow = {name: one.worked for name, one in manifest.items() if one.worked > SECONDS_A_FILE}
    assert slow == {}


MEMORY = """
import resource, sys
from datetime import timezone
from pathlib import Path
from lawrec.media.facts import read_facts
import exifread, pymediainfo
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = peak()
for path in Path(sys.argv[1]).iterdir():
    with path.open("rb") as file:
        read_facts(file, path.name, "unknown", timezone.utc)
print((peak() - before) // (1 if sys.platform == "linux" else 1024))
"""


def test_no_file_takes_much_memory(samples: Path) -> None:
    pytest.importorskip("resource", reason="this system does not tell a process's memory")
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, samples],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert int(done.stdout) < MEGABYTES * 1024
