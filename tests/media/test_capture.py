"""The policy for capture times: what is certain, what is assumed, what is no time at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lawrec.media.capture import (
    Capture,
    beside_satellites,
    compare_with_name,
    container_capture,
    exif_capture,
    file_name_capture,
    with_duration,
)
from lawrec.media.facts_settle import dated, settled
from lawrec.media.facts_stamps import parse_offset, parse_stamp

CN = timezone(timedelta(hours=8))
MORNING = datetime(2025, 3, 11, 9, 30, 15, tzinfo=CN)


def photo(offset: str = "", gps: str = "", gps_date: str = "2025:03:11", **more: str) -> Capture:
    tags = {"EXIF DateTimeOriginal": "2025:03:11 09:30:15", "EXIF OffsetTimeOriginal": offset}
    if gps:
        tags |= {"GPS GPSDate": gps_date, "GPS GPSTimeStamp": gps}
    return exif_capture(tags | more, CN, "reader 1")


def film(clock: str = "unknown", **tags: str) -> Capture:
    return container_capture({"format": "MPEG-4"} | tags, clock, CN)  # type: ignore[arg-type]


# Photos


def test_a_stated_zone_is_certain() -> None:
    seen = photo("+08:00")
    assert (seen.start, seen.zone, seen.certain) == (MORNING, "stated", True)
    assert (seen.source, seen.reader, seen.raw) == ("exif", "reader 1", "2025:03:11 09:30:15")
    assert seen.notes == ()


def test_a_time_without_zone_takes_the_bureaus_and_is_assumed() -> None:
    seen = photo()
    assert (seen.start, seen.zone, seen.certain) == (MORNING, "assumed", False)


def test_the_zone_of_the_last_change_is_not_that_of_the_picture() -> None:
    seen = exif_capture(
        {"EXIF DateTimeOriginal": "2025:03:11 09:30:15", "EXIF OffsetTime": "+02:00"}, CN
    )
    assert (seen.start, seen.zone) == (MORNING, "assumed")


@pytest.mark.parametrize("name", ["Image DateTime", "EXIF DateTimeDigitized"])
@pytest.mark.parametrize("original", ["", "0000:00:00 00:00:00", "    :  :     :  :  "])
def test_later_dates_are_no_time_of_capture(name: str, original: str) -> None:
    tags = {"EXIF DateTimeOriginal": original, name: "2025:03:11 09:30:15"}
    seen = exif_capture(tags, CN)
    assert (seen.start, seen.source, seen.notes) == (None, "none", ("other_dates_only",))


def test_zone_zero_is_doubted_where_the_bureau_is_elsewhere() -> None:
    seen = photo("+00:00")
    assert (seen.zone, seen.certain, seen.notes) == ("stated", False, ("offset_zero",))


def test_zone_zero_is_believed_at_the_bureau_or_with_satellites() -> None:
    tags = {"EXIF DateTimeOriginal": "2025:03:11 09:30:15", "EXIF OffsetTimeOriginal": "+00:00"}
    assert exif_capture(tags, UTC).certain
    assert photo("+00:00", gps="[9, 30, 14]").certain


@pytest.mark.parametrize(
    ("offset", "gps", "date", "notes", "certain"),
    [
        ("+08:00", "[1, 30, 14]", "2025:03:11", ("gps_agrees",), True),
        ("", "[1, 30, 2999/100]", "2025:03:11", ("gps_agrees",), False),
        ("", "[0, 30, 14]", "2025:03:11", ("gps_other_zone",), False),
        ("+08:00", "[0, 30, 14]", "2025:03:11", ("clock_contradiction",), False),
        ("+08:00", "[1, 12, 0]", "2025:03:11", ("gps_older",), False),
        ("", "[1, 12, 0]", "2025:03:11", ("gps_older",), False),
        ("+08:00", "[1, 48, 0]", "2025:03:11", ("clock_contradiction",), False),
        ("", "[1, 52, 0]", "2025:03:11", ("clock_contradiction",), False),
        ("", "[1, 30, 14]", "2018:03:11", ("clock_contradiction",), False),
        ("+08:00", "[104, 52, 17]", "2025:03:11", (), True),
        ("+08:00", "[0/0, 0/0, 0/0]", "2025:03:11", (), True),
        ("+08:00", "[104, 52, 17]", "2011:03:11", ("clock_contradiction",), False),
        ("+08:00", "[1, 30, 14]", "", (), True),
    ],
)
def test_satellites_check_the_cameras_clock(
    offset: str, gps: str, date: str, notes: tuple[str, ...], certain: bool
) -> None:
    seen = photo(offset, gps, date)
    assert (seen.notes, seen.certain) == (notes, certain)
    assert seen.start == MORNING


def test_a_digitising_on_another_day_is_doubted() -> None:
    seen = photo("+08:00", **{"EXIF DateTimeDigitized": "2011:07:15 11:14:39"})
    assert (seen.certain, seen.notes) == (False, ("digitized_differs",))


def test_nothing_is_certain_in_a_block_that_was_searched_for() -> None:
    tags = {"EXIF DateTimeOriginal": "2025:03:11 09:30:15", "EXIF OffsetTimeOriginal": "+08:00"}
    seen = exif_capture(tags, CN, searched=True)
    assert (seen.zone, seen.certain, seen.notes) == ("stated", False, ("block_searched",))


def test_a_day_is_not_a_second() -> None:
    seen = exif_capture({"EXIF DateTimeOriginal": "2025:03:11"}, CN)
    assert (seen.precision, seen.certain) == ("day", False)


# Films and recordings


def test_apples_creation_date_comes_before_the_header() -> None:
    seen = film(
        comapplequicktimecreationdate="2025-03-11T09:30:15+0800",
        encoded_date="2025-03-11 01:47:00 UTC",
    )
    assert (seen.start, seen.zone, seen.certain) == (MORNING, "stated", True)
    assert (seen.source, seen.notes) == ("quicktime", ())


@pytest.mark.parametrize(
    ("began", "closed", "notes", "certain"),
    [
        ("2025-03-11T09:30:15+0800", "2026-01-01 00:00:00 UTC", ("header_much_later",), True),
        ("2025-03-11T09:30:15+0800", "2024-01-01 00:00:00 UTC", ("clock_contradiction",), False),
        ("2025-03-11T09:30:15+0800", "2025-03-11 01:28:15 UTC", (), True),
        ("2025-03-11T09:30:15+0800", "2025-03-11 01:28:14 UTC", ("clock_contradiction",), False),
        ("2025-03-11T09:30:15+0800", "2025-03-10 19:30:15 UTC", ("clock_contradiction",), False),
        ("2025-03-11T09:30:15+0800", "2025-03-10 02:30:15 UTC", ("clock_contradiction",), False),
        ("2025-03-11T01:30:15Z", "2025-03-11 01:30:30 UTC", ("utc_by_letter",), False),
        ("2025-03-11T01:30:15+0000", "2025-03-11 01:30:30 UTC", ("offset_zero",), False),
    ],
)
def test_what_speaks_against_a_stated_beginning(
    began: str, closed: str, notes: tuple[str, ...], certain: bool
) -> None:
    seen = film(comapplequicktimecreationdate=began, encoded_date=closed)
    assert (seen.start, seen.zone) == (MORNING, "stated")
    assert (seen.notes, seen.certain) == (notes, certain)


@pytest.mark.parametrize(
    ("closed", "clock", "notes"),
    [
        ("01:30:15", "unknown", ()),  # written when it began
        ("01:40:15", "unknown", ()),  # when it ended
        ("01:45:15", "unknown", ()),
        ("01:45:16", "unknown", ("header_much_later",)),
        ("07:40:15", "utc", ("header_much_later",)),  # a part cut out in the afternoon
        ("09:40:15", "unknown", ("header_much_later",)),  # or local time against the format
        ("09:40:15", "local", ()),
        ("01:40:15", "local", ()),  # the register says local, of the phone's header it is wrong
    ],
)
def test_a_film_closed_long_after_its_end_is_a_later_copy(
    closed: str, clock: str, notes: tuple[str, ...]
) -> None:
    seen = film(
        clock,
        comapplequicktimecreationdate="2025-03-11T09:30:15+0800",
        encoded_date=f"2025-03-11 {closed} UTC",
        duration="600000",
    )
    assert (seen.start, seen.certain, seen.notes) == (MORNING, True, notes)
    assert with_duration(seen, 600).end == (None if notes else MORNING + timedelta(minutes=10))


def test_a_film_in_a_zone_behind_greenwich_may_have_a_local_header() -> None:
    seen = film(
        comapplequicktimecreationdate="2025-03-11T09:30:15-0500",
        encoded_date="2025-03-11 09:30:15 UTC",
        duration="600000",
    )
    assert (seen.certain, seen.notes) == (True, ("header_much_later",))


def test_a_device_known_to_write_utc_may_say_z() -> None:
    assert film("utc", comapplequicktimecreationdate="2025-03-11T01:30:15Z").certain
    assert film("utc", comapplequicktimecreationdate="2025-03-11T01:30:15+0000").certain


def test_a_zone_in_a_note_of_an_avi_is_not_certain() -> None:
    seen = film(format="AVI", recorded_date="2025-03-11T09:30:15+0800")
    assert (seen.start, seen.certain, seen.notes) == (MORNING, False, ("zone_in_tag",))


def test_a_header_is_read_as_the_roster_says() -> None:
    stamp = "2025-03-11 09:30:15 UTC"
    local, utc, unknown = (film(clock, encoded_date=stamp) for clock in ("local", "utc", "unknown"))
    assert local.start == MORNING
    assert utc.start == unknown.start == MORNING + timedelta(hours=8)
    for seen, clock in ((local, "local"), (utc, "utc"), (unknown, "unknown")):
        assert (seen.zone, seen.certain, seen.source) == ("assumed", False, "container")
        assert seen.notes == (f"container_clock_{clock}", "stamp_may_be_end")


def test_a_header_from_before_cameras_is_no_time() -> None:
    seen = film(encoded_date="1904-03-05 17:27:38 UTC")
    assert (seen.start, seen.raw) == (None, "1904-03-05 17:27:38 UTC")
    assert seen.notes == ("impossible_date",)
    assert film() == Capture()


@pytest.mark.parametrize(
    ("tags", "source", "precision"),
    [
        ({"format": "AVI", "mastered_date": "2025-03-11 09:30:15"}, "container", "second"),
        ({"format": "AVI", "mastered_date": "2025/03/11 09:30:15"}, "container", "second"),
        ({"format": "Wave", "encoded_date": "2025-03-11 09:30:15"}, "bext", "second"),
        ({"format": "Wave", "recorded_date": "2025-03-11"}, "container", "day"),
    ],
)
def test_avi_and_wav_have_local_times(tags: dict[str, str], source: str, precision: str) -> None:
    seen = film(**tags)
    expected = MORNING if precision == "second" else MORNING.replace(hour=0, minute=0, second=0)
    assert (seen.start, seen.source, seen.precision) == (expected, source, precision)
    assert (seen.zone, seen.certain) == ("assumed", False)


def test_a_year_alone_is_no_time() -> None:
    assert film(recorded_date="2008").start is None


@pytest.mark.parametrize(
    ("satellites", "note"),
    [
        ("2025-03-11 01:30:20", "gps_agrees"),
        ("2025-03-11 01:35:15", "gps_agrees"),
        ("2025-03-11 01:35:16", "clock_contradiction"),
        ("2025-03-10 20:30:15", "clock_contradiction"),
        ("2025-03-11", None),
    ],
)
def test_satellites_check_a_stated_beginning(satellites: str, note: str | None) -> None:
    stated = film(comapplequicktimecreationdate="2025-03-11T09:30:15+0800")
    seen = beside_satellites(stated, satellites)
    assert seen.start == MORNING
    assert seen.notes == (() if note is None else (note,))
    assert seen.certain is (note != "clock_contradiction")
    assert (with_duration(seen, 60).end is None) is (note == "clock_contradiction")


# The end


def test_the_end_follows_from_the_length() -> None:
    seen = with_duration(film(comapplequicktimecreationdate="2025-03-11T09:30:15+0800"), 90.5)
    assert seen.end == MORNING + timedelta(seconds=90.5)


@pytest.mark.parametrize(
    "seen",
    [
        film("utc", encoded_date="2025-03-11 09:30:15 UTC"),
        film(recorded_date="2025-03-11"),
        film(
            comapplequicktimecreationdate="2025-03-11T09:30:15+0800",
            encoded_date="2026-01-01 00:00:00 UTC",
        ),
        Capture(),
    ],
)
def test_no_end_without_a_sure_beginning(seen: Capture) -> None:
    assert with_duration(seen, 60.0) == seen


@pytest.mark.parametrize("length", [None, 0.0, 1e300])
def test_no_end_without_a_length(length: float | None) -> None:
    seen = film(mastered_date="2025-03-11 09:30:15")
    assert with_duration(seen, length) == seen


# File names


@pytest.mark.parametrize(
    "name",
    [
        "VID_20250311_093015.mp4",
        "20250311093015.jpg",
        "IMG_20250311_093015123.jpg",
        "C:\\footage\\2025-03-11 09.30.15.mov",
        "记录仪_2025-03-11_09-30-15_018.MP4",
        "card/DCIM/20240101_000000/REC20250311T093015.wav",
    ],
)
def test_a_name_may_hold_the_time(name: str) -> None:
    seen = file_name_capture(name, CN)
    assert (seen.start, seen.source) == (MORNING, "file_name")
    assert (seen.zone, seen.certain) == ("assumed", False)


@pytest.mark.parametrize(
    "name", ["", "IMG_0001.jpg", "20251311093015.jpg", "120250311093015.jpg", "18990311093015.jpg"]
)
def test_other_names_hold_none(name: str) -> None:
    assert file_name_capture(name, CN) == Capture()


def test_two_times_in_a_name_are_beginning_and_end() -> None:
    seen = file_name_capture("NVR_ch01_20250311093015_20250311101500.mp4", CN)
    assert (seen.start, seen.end) == (MORNING, datetime(2025, 3, 11, 10, 15, tzinfo=CN))
    assert file_name_capture("20250311093015_20250311080000.mp4", CN).end is None


def test_pixel_phones_name_their_files_in_utc() -> None:
    seen = file_name_capture("PXL_20250311_013015123.mp4", CN)
    assert (seen.start, seen.notes) == (MORNING, ("file_name_utc",))


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("VID_20250311_093020.mp4", "name_suggests_local"),
        ("VID_20250311_173020.mp4", "name_suggests_utc"),
        ("VID_20250311_120000.mp4", None),
        ("clip.mp4", None),
    ],
)
def test_the_name_shows_how_a_header_is_meant(name: str, note: str | None) -> None:
    header = film(encoded_date="2025-03-11 09:30:15 UTC")
    seen = compare_with_name(header, file_name_capture(name, CN), 10.0)
    assert seen.start == header.start
    assert seen.notes == (*header.notes, *([note] if note else []))


@pytest.mark.parametrize(
    ("name", "clock", "length", "told"),
    [
        ("VID_20250311_093020.mp4", "local", 10.0, False),
        ("VID_20250311_173020.mp4", "local", 10.0, True),
        ("VID_20250311_173020.mp4", "utc", 10.0, False),
        ("VID_20250311_093020.mp4", "utc", 10.0, True),
        ("VID_20250311_092020.mp4", "utc", 600.0, True),  # the header is the end
        ("VID_20250311_120000.mp4", "utc", 10.0, False),
        ("VID_20250311_093015.mp4", "utc", 28800.0, False),  # fits both ways
    ],
)
def test_a_name_that_contradicts_the_register_is_said(
    name: str, clock: str, length: float, told: bool
) -> None:
    header = film(clock, encoded_date="2025-03-11 09:30:15 UTC")
    seen = compare_with_name(header, file_name_capture(name, CN), length)
    assert seen.start == header.start
    assert ("name_contradicts_clock" in seen.notes) is told


# Dates seen from today

NOW = datetime(2025, 5, 20, 12, 0, tzinfo=CN)


@pytest.mark.parametrize(
    ("taken", "notes"),
    [
        ("2000:01:01 03:15:00", ("clock_never_set",)),
        ("2000:01:02 03:15:00", ("clock_never_set",)),
        ("2016:01:03 23:59:59", ("clock_never_set",)),
        ("2016:01:04 12:05:00", ()),
        ("2025:01:02 12:05:00", ("clock_never_set",)),
        ("2025:05:20 12:10:00", ()),
        ("2025:05:20 12:10:01", ("future_date",)),
        ("2025:05:21 11:00:00", ("future_date",)),
    ],
)
def test_a_date_is_held_beside_today(taken: str, notes: tuple[str, ...]) -> None:
    tags = {"EXIF DateTimeOriginal": taken, "EXIF OffsetTimeOriginal": "+08:00"}
    seen = dated(exif_capture(tags, CN), NOW)
    assert (seen.notes, seen.certain) == (notes, not notes)


def test_new_year_is_believed_soon_after_and_with_satellites() -> None:
    tags = {"EXIF DateTimeOriginal": "2025:01:02 09:30:15", "EXIF OffsetTimeOriginal": "+08:00"}
    assert dated(exif_capture(tags, CN), datetime(2025, 1, 10, tzinfo=CN)).certain
    tags |= {"GPS GPSDate": "2025:01:02", "GPS GPSTimeStamp": "[1, 30, 14]"}
    assert dated(exif_capture(tags, CN), NOW).certain
    tags |= {"EXIF DateTimeOriginal": "2025:01:01 00:30:15", "GPS GPSDate": "2024:12:31"}
    assert dated(exif_capture(tags | {"GPS GPSTimeStamp": "[16, 30, 14]"}, CN), NOW).certain


def test_where_the_zone_is_not_sure_a_time_may_lie_hours_ahead() -> None:
    plain = exif_capture({"EXIF DateTimeOriginal": "2025:05:21 11:00:00"}, CN)
    assert dated(plain, NOW).notes == ()
    by_letter = film(comapplequicktimecreationdate="2025-05-20T12:00:00Z")
    assert dated(by_letter, NOW).notes == ("utc_by_letter",)


def test_a_name_in_the_future_is_said_to_be_so() -> None:
    seen = settled(Capture(), "VID_20980311_093015.mp4", CN, None, ())
    assert (seen.source, seen.notes) == ("file_name", ("future_date",))


# Stamps


@pytest.mark.parametrize(
    "text",
    ["", "2025", "0000:00:00 00:00:00", "2025-02-30 00:00:00", "2025-W11-2", "1741656615",
     "2025-03-11 25:00:00", "2025-03-11T09:30:15+99:00", "1970-03-06 17:27:38 UTC"],
)  # fmt: skip
def test_what_is_no_stamp(text: str) -> None:
    assert parse_stamp(text) is None


def test_stamps_keep_their_zone() -> None:
    wall = datetime(2025, 3, 11, 9, 30, 15)
    for text, offset in {
        "2025:03:11 09:30:15": None,
        "2025-03-11T09:30:15.847+08:00": CN,
        "2025-03-11T09:30:15+0800": CN,
        "2025-03-11 09:30:15 UTC": UTC,
        "UTC 2025-03-11 09:30:15": UTC,
        "2025-03-11T09:30:15Z": UTC,
    }.items():
        stamp = parse_stamp(text)
        assert stamp is not None, text
        assert (stamp.wall, stamp.offset, stamp.day_only) == (wall, offset, False)


@pytest.mark.parametrize("text", ["", "8", "+14:01", "+08:60", "GMT", "+8:00"])
def test_what_is_no_zone(text: str) -> None:
    assert parse_offset(text) is None


@given(st.text(max_size=40), st.text(max_size=12), st.text(max_size=30))
def test_no_text_is_an_error(text: str, offset: str, clock: str) -> None:
    names = ("EXIF DateTimeOriginal", "EXIF OffsetTimeOriginal", "GPS GPSDate", "GPS GPSTimeStamp")
    assert not exif_capture(dict(zip(names, (text, offset, text, clock), strict=True)), CN).certain
    fields = ("comapplequicktimecreationdate", "recorded_date", "mastered_date", "encoded_date")
    assert not container_capture(dict.fromkeys(fields, text), "unknown", CN).certain
    file_name_capture(text, CN)


@given(
    st.datetimes(datetime(1991, 1, 1), datetime(2098, 12, 31)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
    st.integers(-12 * 4, 14 * 4).filter(bool),
)
def test_whatever_a_device_states_is_read_as_stated(wall: datetime, quarters: int) -> None:
    zone = timezone(timedelta(minutes=15 * quarters))
    began = wall.replace(tzinfo=zone)
    # The first hour of a year, there or in Greenwich, is a clock that was never set.
    assume(all((at.day, at.hour) != (1, 0) for at in (wall, began.astimezone(UTC))))
    text = began.strftime("%z")
    tags = {
        "EXIF DateTimeOriginal": wall.strftime("%Y:%m:%d %H:%M:%S"),
        "EXIF OffsetTimeOriginal": f"{text[:3]}:{text[3:]}",
    }
    seen = exif_capture(tags, CN)
    assert (seen.start, seen.certain) == (began, True)
    seen = film(comapplequicktimecreationdate=began.strftime("%Y-%m-%dT%H:%M:%S%z"))
    assert (seen.start, seen.certain) == (began, True)
