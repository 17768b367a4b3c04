"""What a receipt says of lateness, held beside what the audit says of the same footage (25.2)."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lawrec.media.sample_maker import jpeg, mp4
from tests.commands.conftest import Office

BEIJING = ZoneInfo("Asia/Shanghai")
VERDICTS = {"late": "violated", "untold": "undeterminable", "in time": "satisfied"}


def ago(hours: float) -> datetime:
    return (datetime.now(BEIJING) - timedelta(hours=hours)).replace(microsecond=0)


def film(folder: Path, hours: float) -> None:
    mp4(folder / "DSJ01_0001.MP4", start=ago(hours), seconds=60, apple_creationdate=True, seed=1)


def late(office: Office, folder: Path) -> None:
    film(folder, 30)


def in_time(office: Office, folder: Path) -> None:
    film(folder, 20)


def slow_clock(office: Office, folder: Path) -> None:
    """It says 27 hours ago; a look found it five hours behind."""
    film(folder, 27)
    look(office, -18000)


def fast_clock(office: Office, folder: Path) -> None:
    """It says 21 hours ago; a look found it five hours ahead."""
    film(folder, 21)
    look(office, 18000)


def clock_of_the_act(office: Office, folder: Path) -> None:
    """It says 21 hours ago; the act's own entry has the clock five hours ahead."""
    film(folder, 21)
    office.run("log-act", "1", "onsite_inspection", "--start", ago(21.1).isoformat(), "--end",
               ago(20.9).isoformat(), "--present", "赵某甲", "--set",
               "recording=[{device: DSJ-01, by: 林某, clock_offset_s: 18000}]")  # fmt: skip


def long_hearing(office: Office, folder: Path) -> None:
    """Ten hours from 30 hours ago on, in a file written again later: the end is not known."""
    path = folder / "DSJ01_0001.MP4"
    mp4(path, start=ago(30), seconds=36000, apple_creationdate=True, seed=2)
    raw = bytearray(path.read_bytes())
    at = raw.find(b"mvhd") + 8
    for place in (at, at + 4):
        (stamp,) = struct.unpack_from(">I", raw, place)
        struct.pack_into(">I", raw, place, stamp + 88200)
    path.write_bytes(raw)


def never_set(office: Office, folder: Path) -> None:
    jpeg(folder / "DSJ01_0001.JPG", taken=datetime(2022, 1, 1, 0, 5, tzinfo=BEIJING), seed=3)


def never_set_before_effect(office: Office, folder: Path) -> None:
    taken = datetime(2016, 1, 2, 14, 5, tzinfo=BEIJING)
    jpeg(folder / "DSJ01_0001.JPG", taken=taken, seed=4)


def look(office: Office, seconds: int) -> None:
    office.run("device", "check", "DSJ-01", "--by", "林某", "--at", ago(40).isoformat(),
               "--clock-offset", f"{seconds}")  # fmt: skip


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (late, "late"),
        (in_time, "in time"),
        (slow_clock, "untold"),
        (fast_clock, "untold"),
        (clock_of_the_act, "untold"),
        (long_hearing, "untold"),
        (never_set, "untold"),
        (never_set_before_effect, "untold"),
    ],
)
def test_a_receipt_says_what_the_audit_says(
    office: Office, tmp_path: Path, make: Callable[[Office, Path], None], said: str
) -> None:
    card = tmp_path / "card"
    card.mkdir()
    make(office, card)
    act = ["--act", "A01"] if make is clock_of_the_act else []
    done = office.json(
        "import-media", "1", card, "--officer", "林某", "--device", "DSJ-01", *act, code=None
    )["handover"]
    found = {"late": done["late"], "untold": done["untold"]}
    assert found == {"late": [], "untold": []} | ({said: ["M01"]} if said in found else {})
    report = office.json("audit", "1", code=None)
    rows = {row["id"]: row["verdict"] for row in report["clauses"]}
    assert rows["25.2b"] == VERDICTS[said]
    again = office.json("receipt", "1")["items"][0]
    assert again["late"] == {"late": "yes", "untold": "unknown", "in time": "no"}[said]
