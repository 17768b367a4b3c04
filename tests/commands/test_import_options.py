"""Options of import-media that contradict one another are refused before anything happens."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lawrec.media.sample_maker import jpeg
from tests.commands.conftest import Office

BEIJING = ZoneInfo("Asia/Shanghai")


def recent(hours: float) -> datetime:
    return (datetime.now(BEIJING) - timedelta(hours=hours)).replace(microsecond=0)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "card" / "IMG_0001.JPG"
    path.parent.mkdir()
    jpeg(path, taken=recent(2), seed=2)
    return path


def nothing_came(office: Office) -> bool:
    return not list(office.root.glob("cases/*/*/media/M*")) and not (office.root / "inbox").exists()


STUB = ("--title", "x", "--kept-at", "y", "--secrecy", "state_secret")


@pytest.mark.parametrize(
    "options",
    [
        ("--watch", "--dry-run"),
        ("--watch", "--inbox", "1"),
        ("--watch", "--act", "A01"),
        ("1", "CARD", "--watch-folder", "."),
        ("1", "CARD", "--already-there"),
        ("1", "CARD", "--dry-run", "--receipt", "new.html"),
        ("1", "CARD", "--stub", "--dry-run", *STUB),
        ("1", "CARD", "--stub", "--watch", *STUB),
        ("1", "CARD", "--stub", "--receipt", "new.html", *STUB),
        ("--inbox", "CARD", "--act", "A01"),
        ("--inbox", "CARD", "--act", "A01", "--dry-run"),
    ],
)
def test_options_that_exclude_each_other(
    office: Office, photo: Path, options: tuple[str, ...]
) -> None:
    given = [str(photo.parent) if option == "CARD" else option for option in options]
    answer = office.run("import-media", *given, code=2)
    assert answer.err.startswith("Error: ")
    assert nothing_came(office)


REMOTE = ("--reason", "away_duty", "--cannot-reason", "出差")


def day(days: float) -> str:
    return recent(-24 * days).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    "options",
    [
        ("--reason", "nosuch", "--cannot-reason", "出差"),
        (*REMOTE, "--returned-at", "yesterday"),
        (*REMOTE, "--returned-at", day(300)),
        (*REMOTE, "--departed-at", day(2)),
        (*REMOTE, "--departed-at", day(-1), "--returned-at", day(-2)),
        ("--at", day(1)),
        ("--at", "2026-03-11"),
    ],
)
@pytest.mark.parametrize("place", ["1", "--inbox"])
def test_a_hand_over_that_cannot_be_is_refused_before_anything_is_copied(
    office: Office, photo: Path, options: tuple[str, ...], place: str
) -> None:
    answer = office.run("import-media", place, photo, *options, code=None)
    assert answer.code in (2, 3)
    assert answer.err.startswith("Error: ")
    assert nothing_came(office)


def test_a_hand_over_before_the_recording_is_said(office: Office, photo: Path) -> None:
    told = office.run("import-media", "1", photo, "--at", day(-6 * 365)).out
    assert "Recorded after the stated time of the hand-over, by their own times: M01" in told
    assert "All within 24 hours" not in told
    assert "after the stated time of the hand-over" in office.run("receipt", "1").out
