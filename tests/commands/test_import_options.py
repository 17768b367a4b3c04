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
