"""The shipped device profiles read the names that they show, and any name is read in no time.

All names here are synthetic; which families are verified, and by what, stands in each profile.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lawrec.media.device_profiles import match
from lawrec.schema.bureau import Device
from lawrec.schema.name_template import TemplateProblem, parse_template
from lawrec.store.profile_files import Ready, load_profiles, shipped_profiles

CN = timezone(timedelta(hours=8))
MORNING = datetime(2025, 3, 11, 9, 30, 15, tzinfo=CN)
SHIPPED = shipped_profiles()
EXAMPLES = [(ready, case) for ready in SHIPPED for case in ready.data.examples]
OTHERS = [(ready, name) for ready in SHIPPED for name in ready.data.others]


@pytest.mark.parametrize(
    ("ready", "case"), EXAMPLES, ids=[f"{r.id}: {case.name}" for r, case in EXAMPLES]
)
def test_a_profile_reads_its_examples(ready: Ready, case: object) -> None:
    seen = match(case.name, SHIPPED, CN)  # type: ignore[attr-defined]
    assert seen is not None
    assert (seen.profile.id, seen.as_text()) == (ready.id, case.named)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("ready", "name"), OTHERS, ids=[f"{ready.id}: {name}" for ready, name in OTHERS]
)
def test_a_profile_leaves_other_names_alone(ready: Ready, name: str) -> None:
    assert match(name, [ready], CN) is None


def test_every_profile_is_honest_about_itself() -> None:
    assert len({ready.id for ready in SHIPPED}) == len(SHIPPED) >= 25
    for ready in SHIPPED:
        data = ready.data
        assert Path(ready.path).stem == ready.id
        assert len(data.source) > 20
        assert data.title_en
        assert data.examples
        assert data.others
        assumed = data.confidence == "assumed"
        assert data.source.startswith("Synthetic") is assumed, ready.id
        # A guess about names must not decide how a header's time is meant.
        assert not assumed or data.header_clock == "unknown"
    assert {r.data.confidence for r in SHIPPED if r.id.startswith("bodycam")} == {"assumed"}
    trust = [("verified", "reported", "assumed").index(r.data.confidence) for r in SHIPPED]
    assert trust == sorted(trust)


# Names

_ODD = st.text(st.characters(exclude_categories=()), max_size=260)
_WORDS = ("DSJ01", "_", "-", "20250311", "093015", "0001", "IMP", ".", "mp4", "ch", "IMG", "(1)")
_TRAPS = ("mmexport", "1741656615000", "微信图片", "\udcce", "\udcff", "\x00", "\n", "\u202e", " ")
_NEAR = st.lists(st.sampled_from((*_WORDS, *_TRAPS)), max_size=30).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(_ODD, _NEAR))
@example("\ud800")
@example("a" * 255)
@example("." * 300)
@example("/")
@example("DSJ01_" * 42 + "x.MP4")
def test_no_name_is_an_error(name: str) -> None:
    seen = match(name, SHIPPED, CN)
    if seen is not None:
        assert all(isinstance(value, str) for value in seen.as_text().values())
        assert "\n" not in "".join(seen.fields.values())


@pytest.mark.parametrize("piece", ["0", "a", "1_", "DSJ01_", "0-", "20250311093015_", "a.", "中_"])
def test_a_hostile_name_takes_no_time(piece: str) -> None:
    name = (piece * 255)[:250] + ".mp4"
    match(name, SHIPPED, CN)  # compiles what is needed
    began = time.process_time()
    for _ in range(20):
        match(name, SHIPPED, CN)
    assert time.process_time() - began < 1.0


def test_names_that_are_bytes_are_read_as_gbk_where_the_profile_says_so() -> None:
    raw = "微信图片_20250311093015.jpg".encode("gbk")
    seen = match(raw.decode("utf-8", "surrogateescape"), SHIPPED, CN)
    assert seen is not None
    assert (seen.profile.id, seen.fields["kind"]) == ("chat-wechat", "微信图片")
    assert (
        match(b"\xff\xfe_20250311_093015.jpg".decode("utf-8", "surrogateescape"), SHIPPED, CN)
        is None
    )


def test_names_in_parts_are_read_as_one_spelling() -> None:
    assert match("VÏD_20250311_093015.mp4", SHIPPED, CN) is None
    assert match("DCIM/100/VID_20250311_093015.mp4", SHIPPED, CN) is not None


def test_the_zone_of_the_name_is_the_profiles() -> None:
    pixel = match("PXL_20250311_013015123.mp4", SHIPPED, CN)
    assert pixel is not None
    assert pixel.start == MORNING
    assert pixel.start.utcoffset() == timedelta(hours=8)
    abroad = match("VID_20250311_093015.mp4", SHIPPED, UTC)
    assert abroad is not None
    assert abroad.start == datetime(2025, 3, 11, 9, 30, 15, tzinfo=UTC)


def test_an_export_after_midnight_ends_the_next_day() -> None:
    seen = match("ch2-20250311-233000-003000.avi", SHIPPED, CN)
    assert seen is not None
    assert seen.end == datetime(2025, 3, 12, 0, 30, tzinfo=CN)
    odd = match("ch01_20250311093000-20250309100000.dav", SHIPPED, CN)
    assert odd is not None
    assert odd.end is None


def test_a_preferred_profile_is_asked_first() -> None:
    name = "20250311_093015.mp4"
    first, other = match(name, SHIPPED, CN), match(name, SHIPPED, CN, "dashcam-common")
    assert first is not None
    assert other is not None
    assert (first.profile.id, other.profile.id) == ("phone-samsung", "phone-samsung")
    name = "20250311_093015_NF.mp4"
    seen = match(name, SHIPPED, CN, "dashcam-common")
    assert seen is not None
    assert seen.profile.id == "dashcam-common"


@pytest.mark.parametrize("name", ["20250311_0007.mp4", "1_0007.mp4", "20250311093015_1.mp4"])
def test_dates_and_counts_are_no_devices(name: str) -> None:
    seen = match(name, SHIPPED, CN)
    assert seen is None or "device" not in seen.fields


# Templates


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("", "empty"),
        ("x" * 201, "too_long"),
        ("a{device", "brackets"),
        ("a}", "brackets"),
        ("[a[b]]", "brackets"),
        ("a]", "brackets"),
        ("[a", "brackets"),
        ("{serial}", "unknown_field"),
        ("{device}_{device}", "twice"),
        ("{yyyymmdd}_{yyyymmdd}", "twice"),
        ("{device:0}", "bad_length"),
        ("{device:65}", "bad_length"),
        ("{device:9999}", "bad_length"),
        ("{mark:(a+)+}", "bad_length"),
        ("{yyyyQ}", "bad_clock"),
        ("{yyyymm}", "half_clock"),
        ("{hhmmss}", "half_clock"),
        ("{yyyymmdd}_{mmss}", "twice"),
        ("{device}{seq}", "ambiguous"),
        ("{device}X{officer}", "ambiguous"),
        ("{any}_{seq}", "ambiguous"),
        ("{device}[_]{officer}", "ambiguous"),
        ("[a][b][c][d][e]", "too_many_options"),
    ],
)
def test_a_bad_template_is_refused(template: str, code: str) -> None:
    with pytest.raises(TemplateProblem) as trouble:
        parse_template(template)
    assert trouble.value.code == code


@pytest.mark.parametrize(
    ("template", "stem", "fields"),
    [
        ("{device}_{seq}", "dsj-01_7", {"device": "dsj-01", "seq": "7"}),
        ("{device}-{seq}", "dsj01-7", {"device": "dsj01", "seq": "7"}),
        ("{device:5}{seq}", "DSJ017", {"device": "DSJ01", "seq": "7"}),
        ("a.b({seq})", "A.B(7)", {"seq": "7"}),
        ("a[_{mark:IMP|I}]", "a_i", {"mark": "i"}),
        ("{officer}_x", "虚构-0001_X", {"officer": "虚构-0001"}),
    ],
)
def test_a_template_reads(template: str, stem: str, fields: dict[str, str]) -> None:
    assert parse_template(template).read(stem) == fields


@given(st.text("{}[]()*+?|\\^$.:_-abdeviceqsyhm0-9中", max_size=60))
def test_whatever_stands_in_a_template_it_is_read_or_refused(text: str) -> None:
    try:
        template = parse_template(text)
    except TemplateProblem:
        return
    template.read(text)
    template.read("0" * 250)


# The bureau's own


GOOD = """id: ours
title: 本局记录仪
confidence: verified
source: 本局试拍
names: ["{officer}_{device}_{yyyymmddhhmmss}"]
"""


def own(bureau: Path, **pages: str) -> Path:
    folder = bureau / "roster" / "device-profiles"
    folder.mkdir(parents=True)
    for name, text in pages.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return bureau


def test_the_bureaus_own_profiles_come_first(tmp_path: Path) -> None:
    profiles = load_profiles(own(tmp_path, ours=GOOD))
    assert profiles.problems == ()
    assert profiles.all[0].own
    seen = match("012345_DSJ01_20250311093015.mp4", profiles.all, CN)
    assert seen is not None
    assert (seen.profile.id, seen.own) == ("ours", True)
    assert seen.as_text() == {"device": "DSJ01", "officer": "012345", "start": MORNING.isoformat()}
    assert profiles.get("gopro") is not None
    assert profiles.get("none") is None


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD + "colour: red\n", 6, "colour"),
        (GOOD.replace("{officer}_", "{officer}"), 5, "ambiguous"),
        (GOOD.replace("ours", "gopro"), 1, "gopro"),
        (GOOD.replace("verified", "sure"), 3, "confidence"),
        (GOOD.replace("title: 本局记录仪\n", ""), 1, "title"),
        (GOOD + "segments: {by: chapter}\n", 6, "chapter"),
        (GOOD + "segments:\n  by: seq\n  same: [channel]\n", 6, "channel"),
        (
            GOOD.replace("{yyyymmddhhmmss}", "{seq}") + "segments: {by: seq, same: [start]}\n",
            6,
            "start",
        ),
        (GOOD.replace("[", "&a ["), 5, ""),
        ("just words\n", 1, ""),
    ],
)
def test_a_bad_profile_is_told_with_its_line_and_left_out(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    profiles = load_profiles(own(tmp_path, bad=text, good=GOOD.replace("ours", "good")))
    assert [ready.id for ready in profiles.all if ready.own] == ["good"]
    assert profiles.problems
    assert str(profiles.problems[0].place) == f"roster/device-profiles/bad.yaml:{line}"
    assert words in profiles.problems[0].message or words == "ambiguous"


def test_an_id_is_used_once(tmp_path: Path) -> None:
    profiles = load_profiles(own(tmp_path, a=GOOD, b=GOOD))
    assert [problem.code for problem in profiles.problems] == ["double_id"]
    assert str(profiles.problems[0].place) == "roster/device-profiles/b.yaml:1"
    assert len([ready for ready in profiles.all if ready.own]) == 1


def test_links_and_other_files_are_told(tmp_path: Path) -> None:
    own(tmp_path, good=GOOD)
    folder = tmp_path / "roster" / "device-profiles"
    (folder / "bad.yaml").symlink_to(folder / "good.yaml")
    (folder / "note.yml").write_text(GOOD, encoding="utf-8")
    profiles = load_profiles(tmp_path)
    assert len(profiles.problems) == 2
    assert len([ready for ready in profiles.all if ready.own]) == 1


def test_a_device_with_an_unknown_profile_is_told() -> None:
    devices = {
        "A-1": Device.model_validate({"type": "phone", "profile": "gopro"}),
        "A-2": Device.model_validate({"type": "phone", "profile": "none"}),
        "A-3": Device.model_validate({"type": "phone"}),
    }
    (problem,) = load_profiles(None, devices).problems
    assert "A-2" in problem.message
    assert str(problem.place) == "roster/devices.yaml"


def test_without_a_bureau_there_are_the_shipped_ones() -> None:
    assert load_profiles(None).all == SHIPPED
    whatsapp = match("IMG-20250311-WA0001.jpg", SHIPPED, CN)
    assert whatsapp is not None
    assert (whatsapp.start, whatsapp.saved) == (date(2025, 3, 11), True)
