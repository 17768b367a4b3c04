"""The real media of `LAWREC_SAMPLES`, each read once."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from lawrec.media.facts import DeviceClock, MediaFacts, read_facts
from lawrec.media.guarded import GuardedReader

BUREAU = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Sample:
    """One row of the manifest, what we read of the file, and the seconds of work it took.

    `second` is what a child reads that may ask exiftool too.
    """

    row: dict[str, str]
    facts: MediaFacts
    worked: float
    second: MediaFacts


@pytest.fixture(scope="session")
def manifest(samples: Path) -> dict[str, Sample]:
    """All samples by file name; the device's clock is unknown, as with a stranger's phone."""
    with (samples / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = {}
    with GuardedReader() as reader:
        waiting = [
            reader.submit(samples / row["file"], row["file"], "unknown", BUREAU, "exiftool")
            for row in rows
        ]
        for row, second in zip(rows, waiting, strict=True):
            began = time.process_time()
            with (samples / row["file"]).open("rb") as file:
                facts = read_facts(file, row["file"], "unknown", BUREAU)
            worked = time.process_time() - began
            found[row["file"]] = Sample(row, facts, worked, second.result())
    return found


@pytest.fixture
def sample(samples: Path) -> Callable[..., MediaFacts]:
    """Read the one sample whose name ends so, perhaps with a known clock or another zone."""

    def read(ending: str, clock: DeviceClock = "unknown", zone: timezone = BUREAU) -> MediaFacts:
        (path,) = (path for path in samples.iterdir() if path.name.endswith(ending))
        with path.open("rb") as file:
            return read_facts(file, path.name, clock, zone)

    return read
