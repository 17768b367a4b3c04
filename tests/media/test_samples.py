"""All the real media against what another program read in them (`MANIFEST.tsv`).

A difference is allowed only if it stands below with its reason, only as long as it exists, and
only if the facts themselves explain it: by one of the codes that stand beside the reason, or
by telling more than the other program did ("more").
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from lawrec.media.facts_stamps import parse_stamp

Manifest = dict[str, Any]
Table = Mapping[str, tuple[str, str]]

SECONDS_A_FILE = 2.0
MEGABYTES = 200

_NOTES = "maker_notes_unread"
TIMES: Table = {
    "sannies-Tiny_Sample_-_OLD.mp4": ("impossible_date", "1904 or 1970, by epoch: neither"),
}
MAKES: Table = {
    "bep-huge_tag_exif.jpg": ("more", "we read the block that the other program gave up"),
    "exiv2-issue_1881_coverage.jpg": ("text_damaged", "its last byte is no letter"),
    "mindeng-oom_large_box.heic": ("more", "we read the block before the crafted box"),
}
MODELS: Table = {
    "bep-huge_tag_exif.jpg": ("more", "we read the block that the other program gave up"),
    "exiftool-Pentax.avi": ("more", "we take the recording program's name: the camera's"),
    "mindeng-oom_large_box.heic": ("more", "we read the block before the crafted box"),
}
SERIALS: Table = {
    "exiftool-Motorola.jpg": (_NOTES, "only in the maker's undocumented notes"),
    "exiftool-Pentax.avi": (_NOTES, "only in the maker's undocumented notes"),
    "exiv2-Sony.HIF": (_NOTES, "only in the maker's undocumented notes"),
    "ianare-Reconyx_HC500_Hyperfire.jpg": (_NOTES, "only in the maker's undocumented notes"),
}
POSITIONS: Table = {
    "bep-geodegrees_as_string.jpg": ("gps_invalid", "degrees written as text are not guessed"),
    "bep-huge_tag_exif.jpg": ("more", "we read the block that the other program gave up"),
    "drewnoakes-ftyp3gp5.mp4": ("gps_no_fix", "0,0 is no position"),
    "photoprism-buggy_panorama.jpg": ("gps_invalid", "latitude 213 is no position"),
}
LENGTHS: Table = {
    "apache-testAMR.amr": ("more", "the other program does not know this format"),
    "apache-testMP4_QuickTimeMetadata.mov": ("empty_track", "tracks without samples"),
    "exiftool-CanonRaw.cr3": ("photo", "a photo has no length"),
    "exiftool-M2TS.mts": ("unreadable", "a file of a few packets has none"),
    "exiftool-MP3.mp3": ("unreadable", "the sound itself is missing"),
    "exiftool-RIFF.wav": ("empty_track", "the sound itself is missing"),
}
# What the second reader closes, and nothing else.
CLOSED = {
    "serial": set(SERIALS),
    "gps": {"bep-geodegrees_as_string.jpg"},
    "duration_s": {
        *("apache-testMP4_QuickTimeMetadata.mov", "exiftool-MP3.mp3", "exiftool-RIFF.wav"),
    },
}
# The stream's number of the maker, and whose it is.
NUMBERED = {"4113": "Canon"}

Differs = Callable[[dict[str, str], Any], bool]


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
    values = {part.partition("=")[2].strip() for part in field.split("; ") if "=" in part}
    return {NUMBERED.get(value, value) for value in values}


def time_differs(row: dict[str, str], facts: Any) -> bool:
    expected, seen = expected_time(row), facts.capture.start
    if expected is None or seen is None:
        return expected is not seen
    if expected.tzinfo:
        return bool(seen != expected.replace(microsecond=0) or facts.capture.zone != "stated")
    if facts.capture.zone != "assumed":
        return True
    raw = parse_stamp(facts.capture.raw)
    return raw is None or raw.wall != expected.replace(microsecond=0)


def text_differs(column: str, field: str) -> Differs:
    def differs(row: dict[str, str], facts: Any) -> bool:
        expected, seen = stated(row[column]), getattr(facts, field)
        return seen not in expected if expected else seen is not None

    return differs


def position_differs(row: dict[str, str], facts: Any) -> bool:
    if not row["et_gps_lat"]:
        return facts.gps is not None
    if facts.gps is None:
        return True
    expected = (float(row["et_gps_lat"]), float(row["et_gps_lon"]))
    height = row["et_gps_alt"]
    return (facts.gps.lat, facts.gps.lon) != pytest.approx(expected, abs=1e-6) or (
        bool(height) and facts.gps.alt != pytest.approx(float(height), abs=1e-3)
    )


def length_differs(row: dict[str, str], facts: Any) -> bool:
    if not row["et_duration_s"] or facts.duration_s is None:
        return bool(row["et_duration_s"]) is (facts.duration_s is None)
    return bool(abs(facts.duration_s - float(row["et_duration_s"])) > 0.05)


COLUMNS: list[tuple[str, Differs, Table]] = [
    ("capture", time_differs, TIMES),
    ("make", text_differs("et_make", "make"), MAKES),
    ("model", text_differs("et_model", "model"), MODELS),
    ("serial", text_differs("et_serial", "serial"), SERIALS),
    ("gps", position_differs, POSITIONS),
    ("duration_s", length_differs, LENGTHS),
]


def differing(manifest: Manifest, differs: Differs, *, second: bool = False) -> set[str]:
    return {
        name
        for name, one in manifest.items()
        if differs(one.row, one.second if second else one.facts)
    }


def explains(code: str, facts: Any, field: str) -> bool:
    """Whether the facts say by themselves why they differ."""
    if code == "more":
        return getattr(facts, field) is not None
    return code in (*facts.defects, *facts.capture.notes, facts.mode)


def test_all_samples_are_there(manifest: Manifest) -> None:
    assert len(manifest) == 54


@pytest.mark.parametrize("which", ["facts", "second"])
def test_nothing_wrong_is_certain(manifest: Manifest, which: str) -> None:
    certain = {n: one for n, one in manifest.items() if getattr(one, which).capture.certain}
    assert len(certain) >= 9
    wrong = {}
    for name, one in certain.items():
        expected, seen = expected_time(one.row), getattr(one, which).capture.start
        # Text, because equal moments of different zones would compare as equal.
        if expected is None or expected.tzinfo is None or str(seen) != str(expected):
            wrong[name] = (seen, expected)
    assert wrong == {}


@pytest.mark.parametrize(("field", "differs", "table"), COLUMNS, ids=[c[0] for c in COLUMNS])
def test_every_difference_is_explained(
    manifest: Manifest, field: str, differs: Differs, table: Table
) -> None:
    assert differing(manifest, differs) == set(table)
    silent = {n for n, (code, _) in table.items() if not explains(code, manifest[n].facts, field)}
    assert silent == set()


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
@pytest.mark.parametrize(("field", "differs", "table"), COLUMNS, ids=[c[0] for c in COLUMNS])
def test_the_second_reader_closes_gaps_and_opens_none(
    manifest: Manifest, field: str, differs: Differs, table: Table
) -> None:
    left = set(table) - CLOSED.get(field, set())
    assert differing(manifest, differs, second=True) == left
    silent = {n for n in left if not explains(table[n][0], manifest[n].second, field)}
    assert silent == set()


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
def test_the_second_reader_is_named_where_it_looked(manifest: Manifest) -> None:
    for name, one in manifest.items():
        asked = any(reader.startswith("exiftool ") for reader in one.second.readers)
        assert asked == (name != "juanirache-mavic_air2.srt"), name
        assert one.second.capture.certain <= one.facts.capture.certain


def test_readers_are_named_where_they_looked(manifest: Manifest) -> None:
    silent = {name for name, one in manifest.items() if not one.facts.readers}
    assert silent == {"juanirache-mavic_air2.srt"}


def test_most_files_tell_something(manifest: Manifest) -> None:
    told = {
        name
        for name, one in manifest.items()
        if one.facts.capture.start or one.facts.make or one.facts.duration_s
    }
    assert len(told) >= 40


def test_whoever_tells_nothing_has_a_reason(manifest: Manifest) -> None:
    """Silence comes with a defect or a note, or the file really says nothing."""
    silent = {
        name
        for name, one in manifest.items()
        if not (one.facts.capture.start or one.facts.make or one.facts.duration_s)
        and not (one.facts.defects or one.facts.capture.notes)
    }
    assert silent == {"juanirache-mavic_air2.srt"}


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
