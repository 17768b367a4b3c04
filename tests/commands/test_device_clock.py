"""lawrec device check: the program compares the clocks; the list shows how they stand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lawrec.begun import begun, mark
from lawrec.errors import UsageError
from lawrec.operations.device_clock import compare
from lawrec.schema.moments import BEIJING
from tests.commands.conftest import Office

NOW = datetime.fromisoformat("2026-11-27T09:30:00.600000+08:00")
CHECK = ("device", "check", "DSJ-01", "--as", "林某")


@pytest.mark.parametrize(
    ("shown", "offset", "within"),
    [
        ("2026-11-27 09:30:05", 4, 2),
        ("2026-11-27T09:29:50", -11, 2),
        ("2026/11/27 09:30:05", 4, 2),
        ("2026.11.27 09:30:05", 4, 2),
        ("2026年11月27日 09:30:05", 4, 2),
        ("２０２６－１１－２７　０９：３０：０５", 4, 2),
        ("09:30:05", 4, 2),
        ("9:30:05", 4, 2),
        ("2026-11-27T01:30:05Z", 4, 2),
        ("2026-11-27T02:30:05+01:00", 4, 2),
        # Only minutes on the screen: the middle of that minute, half a minute either way.
        ("09:30", 29, 32),
        ("2026-11-27 09:29", -31, 32),
        # A clock that was never set.
        ("2000-01-01 00:00:00", -849087001, 2),
    ],
)
def test_what_the_screen_shows_is_compared(shown: str, offset: int, within: int) -> None:
    seen = compare(shown, NOW, BEIJING)
    assert (seen.offset_s, seen.uncertainty_s) == (offset, within)
    assert not seen.like_a_zone


@pytest.mark.parametrize(
    ("now", "shown", "offset"),
    [
        ("2026-11-27T00:00:10+08:00", "23:59:50", -20),
        ("2026-11-26T23:59:50+08:00", "00:00:10", 20),
        ("2026-11-26T15:59:50Z", "00:00:10", 20),
    ],
)
def test_a_time_of_day_is_that_of_the_nearest_day(now: str, shown: str, offset: int) -> None:
    assert compare(shown, datetime.fromisoformat(now), BEIJING).offset_s == offset


@pytest.mark.parametrize(
    ("seconds", "like"),
    [
        (-28800, True),
        (3600, True),
        (3600 + 120, True),
        (3600 + 121, False),
        (3600 - 120, True),
        (900, True),
        (780, True),
        (779, False),
        (60, False),
        (0, False),
        (86400 * 2, False),
    ],
)
def test_a_difference_like_a_zone_is_said(seconds: int, like: bool) -> None:
    shown = f"{NOW + timedelta(seconds=seconds):%Y-%m-%d %H:%M:%S}"
    exact = NOW.replace(microsecond=0)
    assert compare(shown, exact, BEIJING).like_a_zone is like


@pytest.mark.parametrize(
    "shown", ["2026-11-27", "25:00:00", "09:60", "soon", "", "09", "2026-02-30 09:30:00"]
)
def test_what_is_no_time_of_day_is_refused(shown: str) -> None:
    with pytest.raises(UsageError):
        compare(shown, NOW, BEIJING)


def shown(ahead: int) -> str:
    """What the screen of a device shows now whose clock is ahead by so many seconds."""
    return f"{datetime.now(BEIJING) + timedelta(seconds=ahead):%Y-%m-%d %H:%M:%S}"


def test_the_entry_says_what_was_read_and_with_what_it_was_compared(office: Office) -> None:
    text = shown(300)
    entry = office.json(*CHECK, "--battery", "90", "--device-time", text)["content"]
    assert abs(int(entry["clock_offset_s"]) - 300) <= 2
    assert entry["clock_uncertainty_s"] == "2"
    assert entry["device_time"] == text
    assert entry["clock_against"] == "computer"
    answer = office.run(*CHECK, "--device-time", shown(-300)).out
    assert "this computer's clock" in answer
    assert "behind by 30" in answer or "behind by 29" in answer
    assert "time zones" not in answer
    assert "time zones" in office.run(*CHECK, "--device-time", shown(-28800)).err
    page = f"roster/checks-{datetime.now(BEIJING):%Y-%m}.yaml"
    assert "设备屏幕" not in (office.root / page).read_text(encoding="utf-8")


def test_the_clock_is_compared_with_the_moment_of_the_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    passed = [1000.0]
    monkeypatch.setattr("lawrec.begun.time.monotonic", lambda: passed[0])
    mark()
    passed[0] += 30
    assert abs(datetime.now(UTC) - begun() - timedelta(seconds=30)) < timedelta(seconds=5)
    # Long after, the moment of some command says nothing of now.
    passed[0] += 31
    assert abs(datetime.now(UTC) - begun()) < timedelta(seconds=5)


def test_what_was_measured_cannot_be_typed_beside_it(office: Office) -> None:
    office.run(*CHECK, "--device-time", shown(0), "--clock-offset", "3", code=2)
    office.run(*CHECK, "--device-time", shown(0), "--at", "2026-03-11 08:00", code=2)
    office.run(*CHECK, "--device-time", "soon", code=2)
    assert not list((office.root / "roster").glob("checks-*"))


def test_an_act_takes_over_how_exact_it_was(office: Office) -> None:
    office.run(*CHECK, "--battery", "90", "--free-gb", "9", "--device-time", shown(60))
    start = f"{datetime.now(BEIJING) + timedelta(seconds=30):%Y-%m-%d %H:%M:%S}"
    act = ["log-act", "1", "onsite_inspection", "--device", "DSJ-01", "--as", "林某"]
    entry = office.json(*act, "--start", start)["content"]["recording"][0]
    assert entry["clock_uncertainty_s"] == "2"
    assert abs(int(entry["clock_offset_s"]) - 60) <= 2
    # What only the check itself holds stays there.
    assert "device_time" not in entry


def test_the_list_shows_the_last_check_and_the_clock(office: Office) -> None:
    def listed() -> dict[str, object]:
        return dict(office.json("device", "list")["devices"][0])

    assert listed()["last_check"] is None
    assert listed()["clock_check_overdue"] is None
    office.run(*CHECK, "--at", "2026-02-11 08:00", "--clock-offset", "-7")
    office.run(*CHECK, "--at", "2026-03-11 08:00", "--battery", "80")
    entry = listed()
    assert entry["last_check"]["at"] == "2026-03-11T08:00:00+08:00"  # type: ignore[index]
    assert entry["last_clock_check"]["clock_offset_s"] == "-7"  # type: ignore[index]
    assert entry["clock_check_overdue"] is None
    text = office.run("device", "list").out
    assert "2026-03-11 08:00" in text
    assert "-7 s (2026-02-11 08:00)" in text
    assert "compared again" not in text


def test_the_bureaus_own_number_of_days_is_held_against_the_clock(office: Office) -> None:
    profile = office.root / "lawrec.yaml"
    own = "\nthresholds: {clock_check_days: 7}\n"
    text = profile.read_text(encoding="utf-8")
    assert "thresholds" not in text
    profile.write_text(text + own, encoding="utf-8")

    def overdue() -> object:
        return office.json("device", "list")["devices"][0]["clock_check_overdue"]

    assert overdue() is True
    for days, late in ((8, True), (7, False)):
        at = f"{datetime.now(UTC).astimezone(BEIJING) - timedelta(days=days):%Y-%m-%d %H:%M}"
        office.run(*CHECK, "--at", at, "--clock-offset", "0")
        assert overdue() is late
    assert "compared again" not in office.run("device", "list").out


def test_what_is_overdue_is_named(office: Office) -> None:
    profile = office.root / "lawrec.yaml"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text + "\nthresholds: {clock_check_days: 7}\n", encoding="utf-8")
    answer = office.run("device", "list").out
    assert "compared again: DSJ-01" in answer
    assert "--device-time" in answer
