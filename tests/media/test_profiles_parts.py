"""The parts of one recording are joined, and what is missing between them is named.

The names are synthetic; the sidecars are made as an import makes them.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone

import pytest

from lawrec.media.device_profiles import match
from lawrec.media.missing_parts import Gap, gaps
from lawrec.media.segments import Clip, Parts, clip_of
from lawrec.schema.media import Sidecar
from lawrec.schema.moments import format_moment
from lawrec.store.profile_files import shipped_profiles

CN = timezone(timedelta(hours=8))
NINE = datetime(2025, 3, 11, 9, 0, tzinfo=CN)
MINUTE = timedelta(minutes=1)
PROFILES = shipped_profiles()


def sidecar(
    name: str, start: datetime | None = None, seconds: float | None = 60, **more: object
) -> Sidecar:
    captured: dict[str, object] = {"source": "none"}
    if start is not None:
        captured = {"source": "quicktime", "start": format_moment(start)}
    captured |= more.pop("captured", {})  # type: ignore[call-overload]
    data: dict[str, object] = {
        "mode": "video",
        "original_name": name,
        "size_bytes": "1",
        "sha256": "0" * 64,
        "captured": captured,
        "stored": {},
    }
    if seconds is not None:
        data["duration_s"] = str(seconds)
    named = match(name, PROFILES, CN)
    if named is not None:
        data["profile"] = named.profile.id
    return Sidecar.model_validate(data | more)


def clips(*sidecars: Sidecar, first: int = 1) -> list[Clip]:
    found = [
        clip_of(f"M{number:02d}", one, PROFILES, CN) for number, one in enumerate(sidecars, first)
    ]
    return [clip for clip in found if clip is not None]


def joined(*sidecars: Sidecar, held: tuple[Sidecar, ...] = ()) -> dict[str, str]:
    parts = Parts(clips(*held))
    answers = {}
    for clip in clips(*sidecars, first=len(held) + 1):
        before, _after = parts.add(clip)
        if before is not None:
            answers[clip.id] = before
    return answers


def missing(*sidecars: Sidecar, new: int = 0, also: tuple[str, ...] = ()) -> list[Gap]:
    found = clips(*sidecars)
    return list(gaps(found, [clip.id for clip in found[new:]], also))


# Chapters


def test_chapters_are_one_recording() -> None:
    same = [sidecar(f"GX0{n}0034.MP4", NINE) for n in (1, 2, 3)]
    other = sidecar("GX010035.MP4", NINE + 5 * MINUTE)
    assert joined(*same, other) == {"M02": "M01", "M03": "M02"}


def test_chapters_may_follow_in_time_or_have_none() -> None:
    following = [sidecar(f"GX0{n}0034.MP4", NINE + (n - 1) * MINUTE) for n in (1, 2)]
    assert joined(*following) == {"M02": "M01"}
    assert joined(sidecar("GX010034.MP4"), sidecar("GX020034.MP4")) == {"M02": "M01"}


def test_an_older_gopro_begins_without_a_chapter() -> None:
    names = ("GOPR0034.MP4", "GP010034.MP4", "GP020034.MP4")
    assert joined(*(sidecar(name) for name in names)) == {"M02": "M01", "M03": "M02"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (sidecar("GX010034.MP4", NINE), sidecar("GX020034.MP4", NINE + timedelta(days=3))),
        (sidecar("GX010034.MP4", device="CAM-1"), sidecar("GX020034.MP4", device="CAM-2")),
        (sidecar("GX010034.MP4", device="CAM-1"), sidecar("GX020034.MP4")),
        (sidecar("GX010034.MP4", serial="1"), sidecar("GX020034.MP4", serial="2")),
        (sidecar("GX010034.MP4"), sidecar("GH020034.MP4")),
        (sidecar("GX010034.MP4"), sidecar("GX030034.MP4")),
        (sidecar("GX020034.MP4"), sidecar("GX010034.MP4")),
        (sidecar("GX010034.MP4", width="1920", height="1080"),
         sidecar("GX020034.MP4", width="1280", height="720")),
        (sidecar("GX010034.MP4"), sidecar("GX020034.MP4", mode="photo")),
        (sidecar("DJI_0001.MP4", NINE), sidecar("DJI_0002.MP4", NINE + 5 * MINUTE)),
        (sidecar("DJI_0001.MP4"), sidecar("DJI_0002.MP4")),
        (sidecar("DJI_9999.MP4", NINE), sidecar("DJI_0001.MP4", NINE + MINUTE)),
        (sidecar("F0001.MP4", NINE, None), sidecar("F0002.MP4", NINE + MINUTE, None)),
        (sidecar("DSJ01_1_20250311090000_0001.MP4"), sidecar("DSJ02_1_20250311090100_0002.MP4")),
        (sidecar("VID_20250311_090000.mp4", mode="video"), sidecar("VID_20250311_090203.mp4")),
        (sidecar("random.mp4", NINE), sidecar("random2.mp4", NINE + MINUTE)),
    ],
)  # fmt: skip
def test_nothing_else_is_joined(one: Sidecar, other: Sidecar) -> None:
    assert joined(one, other) == {}


def test_two_that_could_be_the_one_before_are_none() -> None:
    twice = [sidecar("GX010034.MP4"), sidecar("GX010034.MP4"), sidecar("GX020034.MP4")]
    assert joined(*twice) == {}
    one, other = sidecar("GX020034.MP4"), sidecar("GX020034.MP4")
    assert joined(sidecar("GX010034.MP4"), one, other) == {"M02": "M01"}


def test_parts_that_share_the_time_in_their_names() -> None:
    names = [f"20250311_090000_{n:02d}.MP4" for n in (1, 2, 4)]
    found = [sidecar(name) for name in (*names, "20250311_090100_03.MP4")]
    assert joined(*found) == {"M02": "M01"}
    (gap,) = missing(*found)
    # Whether such parts count from 0 or 1 nobody knows: no beginning is missed.
    assert (gap.missing, gap.total) == (("#0003",), 4)


# Numbers and times


@pytest.mark.parametrize(
    ("pause", "fits"),
    [(-6, False), (-5, True), (0, True), (60, True), (61, False)],
)
def test_numbered_parts_are_joined_where_their_times_adjoin(pause: int, fits: bool) -> None:
    after = NINE + MINUTE + timedelta(seconds=pause)
    found = joined(sidecar("DJI_0001.MP4", NINE), sidecar("DJI_0002.MP4", after))
    assert found == ({"M02": "M01"} if fits else {})


def test_headers_that_are_written_at_the_end_are_read_alike() -> None:
    closing = {"source": "container", "notes": ["stamp_may_be_end"]}
    one = sidecar("F0001.MP4", NINE, 60, captured=closing)
    other = sidecar("F0002.MP4", NINE + 5 * MINUTE, 300, captured=closing)
    assert joined(one, other) == {"M02": "M01"}
    apart = sidecar("F0002.MP4", NINE + 9 * MINUTE, 300, captured=closing)
    assert joined(one, apart) == {}


def test_times_in_names_join_what_has_no_numbers() -> None:
    exports = ("0900", "1000", "1100", "1300")
    names = [f"ch01_20250311{h}00-20250311{int(h) + 100:04d}00.dav" for h in exports]
    other = "ch02_20250311100000-20250311110000.dav"
    found = joined(*(sidecar(name, None, None) for name in (*names, other)))
    assert found == {"M02": "M01", "M03": "M02"}


def test_parts_that_the_case_has_already_are_continued() -> None:
    held = (sidecar("GX010034.MP4"),)
    assert joined(sidecar("GX020034.MP4"), held=held) == {"M02": "M01"}
    parts = Parts(clips(sidecar("GX020034.MP4")))
    (clip,) = clips(sidecar("GX010034.MP4"), first=2)
    assert parts.add(clip) == (None, "M01")


# What is missing


def test_a_missing_chapter_is_named() -> None:
    found = missing(*(sidecar(f"GX0{n}0034.MP4") for n in (1, 4, 5)))
    assert [(gap.missing, gap.total, gap.recording) for gap in found] == [
        (("GX020034.MP4", "GX030034.MP4"), 5, True)
    ]
    assert (found[0].after, found[0].before) == (("M01", "GX010034.MP4"), ("M02", "GX040034.MP4"))


def test_a_missing_beginning_is_named() -> None:
    (gap,) = missing(sidecar("GX020034.MP4"), sidecar("GX030034.MP4"))
    assert (gap.missing, gap.after, gap.total) == (("GX010034.MP4",), None, 3)


def test_a_missing_number_inside_a_recording_is_told_as_such() -> None:
    times = {6: 0, 8: 2, 9: 3}
    found = [sidecar(f"F000{n}.MP4", NINE + m * MINUTE) for n, m in times.items()]
    (gap,) = missing(*found)
    assert (gap.missing, gap.total, gap.recording) == (("F0007.MP4",), 4, True)


def test_a_number_between_two_recordings_is_only_not_there() -> None:
    found = [sidecar("F0006.MP4", NINE), sidecar("F0008.MP4", NINE + 40 * MINUTE)]
    (gap,) = missing(*found)
    assert (gap.missing, gap.recording) == (("F0007.MP4",), False)
    (gap,) = missing(sidecar("F0006.MP4"), sidecar("F0008.MP4"))
    assert not gap.recording


def test_a_name_with_a_time_gives_only_the_number() -> None:
    names = ("DSJ01_1_20250311090000_0001.MP4", "DSJ01_1_20250311090200_0003.MP4")
    (gap,) = missing(*(sidecar(name) for name in names))
    assert (gap.missing, gap.recording) == (("#0002",), True)


@pytest.mark.parametrize(
    "names",
    [
        ("F0006.MP4", "F0007.MP4"),
        ("DJI_0001.MP4", "DJI_0004.MP4"),
        ("IMG_0001.MOV", "IMG_0007.MOV"),
        ("F0001.MP4", "F0300.MP4"),
        ("GX010034.MP4", "GX010036.MP4"),
    ],
)
def test_where_numbers_mean_nothing_nothing_is_missing(names: tuple[str, ...]) -> None:
    assert missing(*(sidecar(name, None, None) for name in names)) == []


def test_a_restart_of_the_numbers_and_another_day_hide_no_file() -> None:
    restart = [sidecar("F0900.MP4", NINE), sidecar("F0003.MP4", NINE + MINUTE)]
    assert missing(*restart) == []
    another = [sidecar("F0003.MP4", NINE), sidecar("F0006.MP4", NINE + timedelta(days=1))]
    assert missing(*another) == []


def test_after_a_restart_the_parts_are_counted_anew() -> None:
    numbers = (900, 1, 3)
    found = [sidecar(f"F{n:04d}.MP4", NINE + m * 2 * MINUTE) for m, n in enumerate(numbers)]
    (gap,) = missing(*found)
    assert (gap.missing, gap.total, gap.recording) == (("F0002.MP4",), 3, True)
    assert gap.after == ("M02", "F0001.MP4")


def test_headers_of_the_end_show_no_hole_where_there_is_none() -> None:
    closing = {"source": "container", "notes": ["stamp_may_be_end"]}
    one = sidecar("F0001.MP4", NINE, 60, captured=closing)
    (gap,) = missing(one, sidecar("F0003.MP4", NINE + 5 * MINUTE, 300, captured=closing))
    assert not gap.recording


def test_numbers_left_out_before_are_not_told_again() -> None:
    held = [sidecar("F0001.MP4", NINE), sidecar("F0003.MP4", NINE + 2 * MINUTE)]
    assert missing(*held, sidecar("F0004.MP4", NINE + 3 * MINUTE), new=2) == []


def test_a_photo_or_a_refused_file_is_not_missing() -> None:
    films = [sidecar("F0006.MP4", NINE), sidecar("F0008.MP4", NINE + 2 * MINUTE)]
    photo = sidecar("F0007.JPG", NINE + MINUTE, None, mode="photo")
    assert missing(*films, photo) == []
    assert missing(*films, also=("f0007.mp4",)) == []


def test_a_part_of_which_nothing_could_be_read_is_there() -> None:
    whole = [sidecar(f"GX0{n}0034.MP4", make="GoPro", model="HERO11") for n in (1, 3)]
    damaged = sidecar("GX020034.MP4", None, None, defects=["unreadable"])
    assert missing(*whole, damaged) == []
    names = [f"DSJ01_1_202503110{900 + n}00_000{n}.MP4" for n in (1, 2, 3)]
    first, last = (sidecar(names[n], make="X", model="Z6") for n in (0, 2))
    assert missing(first, last, sidecar(names[1], seconds=None)) == []
    assert len(missing(first, last)) == 1


def test_gaps_among_what_was_there_before_are_not_told_again() -> None:
    held = [sidecar(f"GX0{n}0034.MP4") for n in (1, 3)]
    assert missing(*held, sidecar("GX010050.MP4"), new=2) == []


def test_names_that_were_no_text_are_still_numbered() -> None:
    raw = "DSJ01_虚构_20250311090000_0001.MP4".encode("gbk")
    found = clips(
        sidecar("DSJ01_??_20250311090000_0001.MP4", original_name_hex=raw.hex()),
        sidecar("x", original_name_hex="zz"),
    )
    assert [clip.number for clip in found] == [1]


def test_a_big_card_takes_no_squared_time() -> None:
    many = clips(*(sidecar(f"DJI_{n % 10000:04d}.MP4", NINE + n * MINUTE) for n in range(4000)))
    exports = clips(
        *(sidecar(f"{NINE + n * MINUTE:%Y%m%d_%H%M%S}.mp4") for n in range(4000)), first=4001
    )
    parts = Parts()
    began = time.process_time()
    continued = [clip for clip in (*many, *exports) if parts.add(clip)[0]]
    gaps(parts.all, [clip.id for clip in parts.all])
    assert time.process_time() - began < 5
    assert len(continued) == 2 * 3999
