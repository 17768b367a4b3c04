"""What the name, the register and the officer say of a file, put together; and series of files."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from lawrec.errors import UsageError
from lawrec.i18n import set_language
from lawrec.media.capture import Capture, container_capture
from lawrec.media.declared import Declaration, declare_times
from lawrec.media.facts import MediaFacts
from lawrec.media.finder import Found
from lawrec.operations.attribution import attribute
from lawrec.operations.input import Data
from lawrec.operations.intake import Taken
from lawrec.operations.intake_target import Target
from lawrec.operations.naming import Naming
from lawrec.operations.series import Series
from lawrec.operations.series_texts import gap_lines, later_lines, original_lines, series_json
from lawrec.schema.bureau import Device, Officer
from lawrec.schema.case import Act
from lawrec.schema.media import Captured, Sidecar
from lawrec.schema.snapshot import Page
from lawrec.store.profile_files import load_profiles, shipped_profiles

CN = timezone(timedelta(hours=8))
NOW = datetime(2025, 3, 12, 9, 0, tzinfo=CN)
NINE = datetime(2025, 3, 11, 9, 0, tzinfo=CN)
PROFILES = shipped_profiles()
TAGS = {"format": "MPEG-4", "encoded_date": "2025-03-11 09:30:15 UTC"}
NOTHING = MediaFacts("video", "video/mp4", Capture())


def officer(number: str) -> Officer:
    return Officer.model_validate({"employment": "established", "certificate": {"number": number}})


def naming(**more: object) -> Naming:
    register = {
        "DSJ-01": Device.model_validate({"type": "body_camera", "clock": "local"}),
        "NVR-1": Device.model_validate({"type": "cctv", "profile": "nvr-span"}),
    }
    staff = {"贺某": officer("012345"), "尹某": officer("99001")}
    return Naming(CN, PROFILES, register, staff, **more)  # type: ignore[arg-type]


# What is understood of one file


def test_the_name_gives_device_officer_and_clock() -> None:
    header = {c: container_capture(TAGS, c, CN) for c in ("unknown", "local", "utc")}
    read = MediaFacts("video", "video/mp4", header["unknown"], other_clocks=header)  # type: ignore[arg-type]
    said = naming(otherwise="尹某").understand(read, "DSJ01_012345_20250311093015_0001.MP4")
    assert (said.device, said.operator) == ("DSJ-01", "贺某")
    assert said.start == datetime(2025, 3, 11, 9, 30, 15, tzinfo=CN)
    assert "container_clock_local" in said.facts.capture.notes
    assert said.named_fields()["profile"] == "bodycam-device-officer"
    assert said.facts.defects == ()


def test_without_a_name_the_person_who_works_is_assumed_unless_the_act_tells() -> None:
    said = naming(otherwise="尹某").understand(NOTHING, "clip.mp4")
    assert (said.device, said.operator, said.named_fields()) == (None, None, {})
    given = naming(otherwise="尹某", device="DSJ-01")

    def whose(*carried: str, officers: tuple[str, ...] = ()) -> tuple[str | None, str | None]:
        recording = [{"device": "DSJ-01", "by": name} for name in carried]
        data = {"kind": "onsite_inspection", "start": NINE, "officers": officers}
        act = Act.model_validate(data | {"recording": recording})
        page = Page("A01", "acts/A01.yaml", act)
        target = Target(Path(), CN, "尹某", None, given, acts=(page,), act="A01")
        found = attribute(NOTHING, "clip.mp4", target).said
        return found.operator, found.operator_by

    assert whose() == ("尹某", "importer")
    assert whose(officers=("尹某", "贺某")) == ("尹某", "importer")
    assert whose(officers=("柏某", "贺某")) == (None, None)
    assert whose("贺某") == ("贺某", "act")
    assert whose("贺某", "柏某") == (None, None)
    assert whose("贺某", "尹某") == ("尹某", "importer")


def test_what_was_said_wins_and_the_difference_is_told() -> None:
    given = naming(device="NVR-1", officer="尹某")
    said = given.understand(NOTHING, "DSJ01_012345_20250311093015_0001.MP4")
    assert (said.device, said.operator) == ("NVR-1", "尹某")
    assert said.facts.defects == ("other_officer_named", "other_device_named")
    assert said.facts.mode == "cctv"


def test_the_devices_own_profile_is_asked_first() -> None:
    said = naming(device="NVR-1").understand(NOTHING, "H_1_20250311090000_20250311100000.mp4")
    assert said.named is not None
    assert said.named.profile.id == "nvr-span"
    assert said.end == datetime(2025, 3, 11, 10, 0, tzinfo=CN)


# Times that a person states


def stated(
    start: str | None, end: str | None = None, by: str | None = "罗某"
) -> Declaration | None:
    return declare_times(start, end, by, CN, NOW)


def test_times_are_stated_by_a_named_person() -> None:
    assert declare_times(None, None, None, CN, NOW) is None
    given = stated("2025-03-11 09:00", "2025-03-11 10:00")
    assert given is not None
    assert (given.start, given.end) == (NINE, NINE + timedelta(hours=1))
    assert (given.by, given.zone) == ("罗某", "assumed")
    zoned = stated("2025-03-11T09:00:00+08:00")
    assert zoned is not None
    assert zoned.zone == "stated"


@pytest.mark.parametrize(
    ("start", "end", "by"),
    [
        (None, "2025-03-11 10:00", "罗某"),
        (None, None, "罗某"),
        ("2025-03-11 09:00", None, None),
        ("2025-03-11 09:00", None, "  "),
        ("2025-03-11", None, "罗某"),
        ("yesterday", None, "罗某"),
        ("2025-03-12 09:01", None, "罗某"),
        ("2025-03-11 09:00", "2025-03-11 09:00", "罗某"),
        ("2025-03-11 09:00", "2025-03-11 08:00", "罗某"),
        ("2025-01-11 09:00", "2025-03-11 08:00", "罗某"),
        ("2025-03-11 09:00", "2025-03-13 08:00", "罗某"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_half_a_statement_is_none(
    start: str | None, end: str | None, by: str | None, language: str
) -> None:
    set_language(language)  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        stated(start, end, by)


def captured(facts: MediaFacts, name: str, *times: str | None) -> Captured:
    given = naming(declaration=stated(*times))
    said = given.understand(facts, name)
    of_file: Data = {"source": facts.capture.source, "zone": "none", "certain": "no"}
    if said.facts.capture.raw:
        of_file["raw"] = said.facts.capture.raw
    return Captured.model_validate(said.captured(of_file))


def test_a_statement_takes_the_place_of_no_time_and_of_a_name() -> None:
    seen = captured(NOTHING, "clip.dav", "2025-03-11 09:00", "2025-03-11 10:00")
    assert (seen.start, seen.source, seen.declared_by) == (NINE, "declared", "罗某")
    assert (seen.certain, seen.notes) == ("no", ("time_stated",))
    name = "ch01_20250311090000-20250311100000.dav"
    seen = captured(NOTHING, name, "2025-03-11 09:01")
    assert (seen.raw, seen.notes) == (name, ("time_stated",))
    seen = captured(NOTHING, name, "2025-03-11 12:00")
    assert seen.notes == ("time_stated", "differs_from_name")


def test_a_time_of_the_file_itself_stays() -> None:
    read = MediaFacts("video", "video/mp4", container_capture(TAGS, "unknown", CN))
    assert captured(read, "clip.mp4", "2025-03-11 09:00").source == "container"


def test_the_end_may_come_from_the_length() -> None:
    long = MediaFacts("video", "video/mp4", Capture(), duration_s=60.0)
    assert captured(long, "clip.mp4", "2025-03-11 09:00").end == NINE + timedelta(minutes=1)
    cut = MediaFacts("video", "video/mp4", Capture(), duration_s=60.0, truncated=True)
    assert captured(cut, "clip.mp4", "2025-03-11 09:00").end is None


# Series


def taken(item: str, name: str, result: str = "stored", **more: object) -> Taken:
    data: dict[str, object] = {
        "mode": "video",
        "original_name": name,
        "size_bytes": "1",
        "sha256": "0" * 64,
        "captured": {"source": "none"},
        "stored": {},
    }
    sidecar = Sidecar.model_validate(data | more) if result == "stored" else None
    found = Found(f"/card/{name}".encode())
    return Taken(found, result, item=item, sidecar=sidecar)  # type: ignore[arg-type]


def test_the_parts_of_an_import_are_linked_and_the_missing_told() -> None:
    held = taken("M01", "GX010034.MP4").sidecar
    assert held is not None
    series = Series(PROFILES, CN, [("M01", held)])
    names = ("GX020034.MP4", "GX050034.MP4", "clip.mp4")
    files = [series.link(taken(f"M{n:02d}", name)) for n, name in enumerate(names, 2)]
    assert [t.sidecar.continues for t in files if t.sidecar] == ["M01", None, None]
    refused = taken("", "GX040034.MP4", "refused")
    gaps = series.gaps([*files, refused])
    assert list(gap_lines(gaps)) == [
        "GX030034.MP4 between M02 GX020034.MP4 and M03 GX050034.MP4 is missing: "
        "1 of 5 parts of a recording"
    ]
    answer = series_json(gaps, files)
    assert answer["missing_parts"][0]["missing"] == ["GX030034.MP4"]  # type: ignore[index]
    assert answer["missing_parts"][0]["before"] == {"id": "M03", "name": "GX050034.MP4"}  # type: ignore[index]


def test_what_came_before_its_beginning_is_told_with_a_command() -> None:
    series = Series(PROFILES, CN)
    for item, name in (("M01", "GX020034.MP4"), ("M02", "GX010034.MP4")):
        series.link(taken(item, name))
    (line,) = later_lines(series.later, "2026/0001")
    assert "lawrec amend 2026/0001 M01 --set continues=M02" in line
    (gap,) = Series(PROFILES, CN).gaps([]) or ("none",)
    assert gap == "none"


def test_a_continuation_that_somebody_stated_stays() -> None:
    series = Series(PROFILES, CN)
    series.link(taken("M01", "GX010034.MP4"))
    linked = series.link(taken("M02", "GX020034.MP4", continues="M09"))
    assert linked.sidecar is not None
    assert linked.sidecar.continues == "M09"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_originals_are_asked_for(language: str) -> None:
    set_language(language)  # type: ignore[arg-type]
    chat = taken("M01", "mmexport1.jpg", defects=["from_chat"])
    (line,) = original_lines([chat, taken("M02", "a.mp4")])
    assert "M01 mmexport1.jpg" in line
    assert list(original_lines([taken("M02", "a.mp4")])) == []
    many = [taken(f"M{n:02d}", f"{n}.jpg", defects=["from_chat"]) for n in range(1, 31)]
    (line,) = original_lines(many)
    assert "M30" in line
    assert "M20" not in line


def test_a_name_with_braces_is_shown_as_it_is() -> None:
    series = Series(PROFILES, CN)
    files = [series.link(taken(f"M0{n}", f"F000{n}.MP4")) for n in (1, 3)]
    (line,) = gap_lines(series.gaps(files))
    assert line == "F0002.MP4 between M01 F0001.MP4 and M03 F0003.MP4 is not among the files"


def test_profiles_are_read_once_for_all_files(tmp_path: Path) -> None:
    assert load_profiles(tmp_path).all is not None
    assert Naming(CN, load_profiles(tmp_path).all).understand(NOTHING, "F0001.MP4").named
