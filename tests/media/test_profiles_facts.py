"""What a name adds to the facts of a file, and what it never may do to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from lawrec.media.capture import (
    Capture,
    container_capture,
    exif_capture,
    file_name_capture,
)
from lawrec.media.choose import Recorder, find_device, find_operator
from lawrec.media.device_profiles import Named, match
from lawrec.media.facts import MediaFacts
from lawrec.media.facts_kinds import Mode
from lawrec.media.facts_text import explain
from lawrec.media.name_texts import NAME_TEXTS
from lawrec.media.name_time import header_clock, with_name
from lawrec.schema.bureau import Device, Officer
from lawrec.store.profile_files import shipped_profiles

CN = timezone(timedelta(hours=8))
MORNING = datetime(2025, 3, 11, 9, 30, 15, tzinfo=CN)
NOTHING = Capture()
HEADER = container_capture(
    {"format": "MPEG-4", "encoded_date": "2025-03-11 09:30:15 UTC"}, "unknown", CN
)
PHOTO = exif_capture(
    {"EXIF DateTimeOriginal": "2025:03:11 09:30:15", "EXIF OffsetTimeOriginal": "+08:00"}, CN
)


def named(name: str) -> Named:
    found = match(name, shipped_profiles(), CN)
    assert found is not None
    return found


def facts(capture: Capture = NOTHING, mode: Mode = "video", **more: object) -> MediaFacts:
    return MediaFacts(mode, "video/mp4", capture, **more)  # type: ignore[arg-type]


def device(**more: str) -> Device:
    return Device.model_validate({"type": "body_camera", **more})


def test_a_name_tells_the_time_where_the_content_does_not() -> None:
    seen = with_name(facts(duration_s=60.0), named("PXL_20250311_013015123.mp4"), CN)
    assert seen.capture.start == MORNING
    assert seen.capture.end == MORNING + timedelta(seconds=60)
    assert (seen.capture.source, seen.capture.zone) == ("file_name", "assumed")
    assert (seen.capture.certain, seen.capture.notes) == (False, ("file_name_utc",))
    assert seen.capture.raw == "PXL_20250311_013015123.mp4"


@pytest.mark.parametrize(
    ("name", "begins", "ends", "fields"),
    [
        ("DSJ01_20250311093015_20250311100000.mp4", "093015", "100000", {"device": "DSJ01"}),
        ("hk2_20250311093015_20250311100000.mp4", "093015", "100000", {"device": "hk2"}),
        ("20250311093015_20250311100000.mp4", "093015", "100000", {}),
        ("20250311093015_0001.mp4", "093015", None, {"seq": "0001"}),
        ("DSJ01-20250311093015-20250311100000.mp4", "093015", "100000", {}),
    ],
)
def test_an_end_in_a_name_is_no_beginning_and_no_officer(
    name: str, begins: str, ends: str | None, fields: dict[str, str]
) -> None:
    found = match(name, shipped_profiles(), CN)
    capture = file_name_capture(name, CN)
    if found is not None:
        capture = with_name(facts(capture), found, CN).capture
        assert dict(found.fields) == fields
    assert capture.start == MORNING
    assert capture.start.strftime("%H%M%S") == begins
    assert (capture.end.strftime("%H%M%S") if capture.end else None) == ends


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("%d%m%y_0930", True),  # day first, read as years ago or to come
        ("%y%m%d_0930", False),
    ],
)
def test_a_date_that_may_begin_with_its_day_is_not_known(order: str, told: bool) -> None:
    year = datetime.now(CN).year
    filmed = datetime(year - 1, 3, 11, 9, 30, tzinfo=CN)
    seen = with_name(facts(mode="audio"), named(filmed.strftime(order) + ".mp3"), CN).capture
    assert ("name_date_ambiguous" in seen.notes) is told
    assert (seen.start == filmed) is not told


def test_a_date_that_is_none_day_first_is_clear() -> None:
    seen = with_name(facts(mode="audio"), named("250430_0930.mp3"), CN)
    assert "name_date_ambiguous" not in seen.capture.notes


def test_a_name_in_the_future_is_said() -> None:
    seen = with_name(facts(mode="audio"), named("980311_0930.mp3"), CN).capture
    assert "future_date" in seen.notes


def test_what_is_assumed_of_a_name_is_said() -> None:
    seen = with_name(facts(), named("DSJ01_012345_20250311093015_0001.MP4"), CN)
    assert seen.capture.notes == ("name_profile_assumed",)


def test_a_part_of_a_film_has_no_end_and_a_day_no_hour() -> None:
    cut = facts(duration_s=60.0, truncated=True)
    assert with_name(cut, named("VID_20250311_093015.mp4"), CN).capture.end is None
    scan = with_name(facts(mode="scan"), named("Scan_20250311.pdf"), CN).capture
    assert (scan.start, scan.precision) == (datetime(2025, 3, 11, tzinfo=CN), "day")


def test_an_export_has_both_ends_and_its_mode_only_with_its_container() -> None:
    seen = with_name(facts(), named("ch01_20250311093000-20250311100000.dav"), CN)
    assert seen.mode == "cctv"
    assert seen.capture.end == datetime(2025, 3, 11, 10, tzinfo=CN)
    plain = with_name(facts(), named("ch01_20250311093000-20250311100000.mp4"), CN)
    assert plain.mode == "video"
    fixed = with_name(facts(), None, CN, device=device(type="cctv"))
    assert fixed.mode == "cctv"


def test_the_content_comes_before_the_name() -> None:
    seen = with_name(facts(PHOTO, "photo"), named("IMG_20240101_000000.jpg"), CN)
    assert seen.capture == replace(PHOTO, notes=("name_differs",))
    assert seen.defects == ()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("DSJ01_20250311093015_0001.MP4", False),
        ("DSJ01_20250311013015_0001.MP4", False),  # UTC
        ("DSJ01_20250311103515_0001.MP4", False),  # the end
        ("DSJ01_20250311113515_0001.MP4", True),
        ("DSJ01_20250901093015_0001.MP4", True),
        ("mmexport1641656615000.jpg", False),  # the time of saving
    ],
)
def test_a_name_of_another_time_is_said(name: str, told: bool) -> None:
    seen = with_name(facts(PHOTO, "video", duration_s=600.0), named(name), CN).capture
    assert seen.start == MORNING
    assert ("name_differs" in seen.notes) is told


def test_a_film_from_a_chat_has_no_time_of_its_own() -> None:
    film = container_capture(
        {"format": "MPEG-4", "comapplequicktimecreationdate": "2025-03-11T09:30:15+0800"},
        "unknown",
        CN,
    )
    seen = with_name(facts(film), named("微信视频20250311093015.mp4"), CN)
    assert (seen.capture.start, seen.capture.notes) == (None, ("chat_header_time",))
    assert "from_chat" in seen.defects


def test_the_name_says_how_a_header_is_meant() -> None:
    seen = with_name(facts(HEADER), named("PXL_20250311_093015123.mp4"), CN)
    assert "name_suggests_utc" in seen.capture.notes
    seen = with_name(facts(HEADER), named("VID_20250311_093015.mp4"), CN)
    assert "name_suggests_local" in seen.capture.notes
    assert seen.capture.start == HEADER.start


@pytest.mark.parametrize(
    "name", ["mmexport1741656615000.mp4", "微信视频_20250311093015.mp4", "VID-20250311-WA0001.mp4"]
)
@pytest.mark.parametrize("capture", [NOTHING, HEADER, Capture(MORNING, source="file_name")])
def test_what_came_through_a_chat_program_has_no_time(name: str, capture: Capture) -> None:
    seen = with_name(facts(capture), named(name), CN)
    assert (seen.capture.start, seen.capture.end, seen.capture.source) == (None, None, "none")
    assert seen.defects == ("from_chat",)
    assert set(seen.capture.notes) <= {"chat_header_time", "name_time_saved"}
    assert seen.capture.notes


def test_the_notes_of_an_original_sent_by_chat_are_kept_and_doubted() -> None:
    assert PHOTO.certain
    seen = with_name(facts(PHOTO, "photo"), named("mmexport1741656615000.jpg"), CN)
    assert (seen.capture.start, seen.capture.certain) == (MORNING, False)
    assert seen.defects == ("from_chat",)


def test_a_picture_of_a_screen_is_told() -> None:
    seen = with_name(facts(mode="photo"), named("Screenshot_20250311_093015.png"), CN)
    assert (seen.capture.start, seen.defects) == (MORNING, ("of_screen",))


def test_without_a_profile_nothing_changes() -> None:
    before = facts(HEADER)
    assert with_name(before, None, CN) == before


def test_the_register_comes_before_the_profile() -> None:
    pixel, guess = named("PXL_20250311_013015123.mp4"), named("F0007.MP4")
    assert header_clock(device(clock="local"), pixel) == ("local", False)
    assert header_clock(device(), pixel) == ("utc", True)
    assert header_clock(None, pixel) == ("utc", True)
    assert header_clock(None, guess) == ("unknown", False)
    assert header_clock(None, None) == ("unknown", False)
    guess = replace(guess, profile=guess.profile.model_copy(update={"header_clock": "utc"}))
    assert header_clock(None, guess) == ("unknown", False)
    seen = with_name(facts(HEADER), pixel, CN, clock_by_profile=True)
    assert "clock_by_profile" in seen.capture.notes


@pytest.mark.parametrize("code", sorted(NAME_TEXTS))
def test_every_code_is_explained(code: str) -> None:
    assert explain(code) == NAME_TEXTS[code]
    assert len(NAME_TEXTS[code]) < 120


# Which device, which officer

REGISTER = {"DSJ-01": device(serial="A100", model="Z6"), "DSJ-02": device(serial="A200")}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("DSJ01_012345_20250311093015_0001.MP4", "DSJ-01"),
        ("012345_DSJ02_20250311093015_0001.MP4", "DSJ-02"),
        ("A200_20250311093015.MP4", "DSJ-02"),
        ("DSJ0100_012345_20250311093015_0001.MP4", None),
        ("DSJ03_012345_20250311093015_0001.MP4", None),
    ],
)
def test_the_name_gives_the_device(name: str, found: str | None) -> None:
    assert find_device(facts(model="Z6"), name, REGISTER, named(name)).device == found


def test_another_serial_number_is_another_device() -> None:
    name = "DSJ01_012345_20250311093015_0001.MP4"
    assert find_device(facts(serial="B999"), name, REGISTER, named(name)) == Recorder()
    found = find_device(facts(serial="a-200"), name, REGISTER, named(name))
    assert found == Recorder("DSJ-02", "serial")
    assert find_device(facts(model="Z6", serial="B999"), "clip.mp4", REGISTER) == Recorder()


def test_the_same_model_is_only_a_question() -> None:
    assert find_device(facts(model="Z6"), "clip.mp4", REGISTER) == Recorder(alike="DSJ-01")


@pytest.mark.parametrize(
    ("entry", "name", "fits"),
    [
        ("执法仪2026", "xunjian20261127.jpg", False),
        ("执法仪2026", "巡检2026.jpg", False),
        ("执法仪2026", "2026_0001.mp4", False),
        ("执法仪2026", "执法仪2026_0001.mp4", True),
        ("执法仪2026", "执法仪20261127.mp4", False),
        ("执法仪01", "城南执法仪01.mp4", False),
        ("执法仪01", "执法仪０１-现场.mp4", True),
        ("DSJ-01", "DSJ0123_meeting.mp4", False),
        ("DSJ-01", "XDSJ01_meeting.mp4", False),
        ("DSJ-01", "dsj_01_meeting.mp4", True),
        ("DSJ-01", "现场DSJ01会议.mp4", True),
        ("2026", "meeting 2026.mp4", False),
        ("20261127", "meeting 20261127.mp4", False),
        ("093015", "meeting 093015.mp4", False),
        ("99887766", "meeting 99887766.mp4", True),
        ("99887766", "meeting 998877661.mp4", False),
    ],
)
def test_a_device_stands_in_a_name_only_as_a_whole(entry: str, name: str, fits: bool) -> None:
    assert find_device(facts(), name, {entry: device()}).device == (entry if fits else None)


def officer(number: str) -> Officer:
    data = {"employment": "established", "certificate": {"number": number}}
    return Officer.model_validate(data)


STAFF = {"贺某": officer("012345"), "尹某": officer("虚构-0002"), "温某": officer("0002")}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("DSJ01_012345_20250311093015_0001.MP4", "贺某"),
        ("DSJ01_虚构0002_20250311093015_0001.MP4", "尹某"),
        ("DSJ01_0002_20250311093015_0001.MP4", "温某"),
        ("DSJ01_贺某_20250311093015_0001.MP4", "贺某"),
        ("DSJ01_999_20250311093015_0001.MP4", None),
        ("F0002.MP4", None),
    ],
)
def test_the_name_gives_the_officer(name: str, found: str | None) -> None:
    assert find_operator(named(name), STAFF) == found


def test_a_number_that_two_officers_have_gives_none() -> None:
    twice = {"贺某": officer("012345"), "尹某": officer("012345")}
    assert find_operator(named("DSJ01_012345_20250311093015_0001.MP4"), twice) is None
    assert find_operator(None, twice) is None
