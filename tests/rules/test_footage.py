"""Capture times in every reading, what comes later, and what history shows of a storing."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lawrec.checks.facts import footage, recorded, storing
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.clips import last_clip
from lawrec.checks.runner import run
from lawrec.media.facts import SERIOUS_DEFECTS
from lawrec.operations.rulebook import load_rulebook
from lawrec.schema.moments import parse_moment
from lawrec.schema.report import Report
from tests.rules.loading import Raw, apply_patch, load_raw, snapshot

BASE = Path(__file__).parent / "base"
BOOK, RULES = load_rulebook()
EIGHT = timedelta(hours=8)


def change(*changes: tuple[str, str, Any]) -> Raw:
    return apply_patch(
        load_raw(BASE), [{"op": "set", "file": f, "path": p, "value": v} for f, p, v in changes]
    )


def facts(raw: Raw, as_of: str = "2027-06-30T00:00:00+08:00", **history: Any) -> Facts:
    when = parse_moment(as_of)
    assert isinstance(when, datetime)
    return Facts(snapshot(raw, **history), BOOK, when)


def report(raw: Raw, as_of: str = "2027-06-30T00:00:00+08:00", **history: Any) -> Report:
    result = run(facts(raw, as_of, **history), RULES, "zh")
    assert not result.crashes, result.crashes
    return result.report


def verdict(report: Report, clause: str) -> str:
    result = report.result(clause)
    assert result is not None
    return result.verdict


def begins(case: Facts, item: str = "M01") -> list[datetime]:
    medium = case.medium(item)
    assert medium is not None
    return [span.begin[0] for span in recorded.spans(case, medium)]


UNKNOWN = ("M01", "device", "OLD-01")
LATER = ("M01", "stored/at", "2026-07-12T09:00:00+08:00")
WRITTEN = datetime.fromisoformat("2026-07-09T09:38:20+08:00")


def test_the_defects_are_those_of_the_readers() -> None:
    assert footage.SERIOUS_DEFECTS == SERIOUS_DEFECTS
    assert footage.NOTHING_RECORDED < SERIOUS_DEFECTS


@pytest.mark.parametrize(
    ("changes", "shifts"),
    [
        ([UNKNOWN], [timedelta(0), EIGHT]),
        ([UNKNOWN, ("M01", "captured/notes", ["container_clock_unknown"])], [timedelta(0), -EIGHT]),
        ([UNKNOWN, ("M01", "captured/certain", "yes")], [timedelta(0)]),
        ([UNKNOWN, ("M01", "captured/zone", "stated")], [timedelta(0)]),
        (
            [
                UNKNOWN,
                ("M01", "captured/zone", "stated"),
                ("M01", "captured/notes", ["utc_by_letter"]),
            ],
            [timedelta(0), -EIGHT],
        ),
        ([("bureau", "devices/DSJ-07/clock", "unknown")], [timedelta(0), EIGHT]),
    ],
)
def test_each_reading_is_kept(changes: list[tuple[str, str, Any]], shifts: list[timedelta]) -> None:
    case = facts(change(LATER, ("A01", "recording", []), *changes))
    assert begins(case) == [WRITTEN + shift for shift in shifts]


def test_the_register_corrects_a_header_that_was_read_before_it_was_complete() -> None:
    changed = change(
        LATER,
        ("A01", "recording", []),
        ("M01", "captured/notes", ["container_clock_unknown"]),
    )
    assert begins(facts(changed)) == [WRITTEN - EIGHT]


def test_the_clock_offset_widens_both_ends() -> None:
    case = facts(change(("A01", "recording/[device=DSJ-07]/clock_offset_s", "-30")))
    medium = case.medium("M01")
    assert medium is not None
    (span,) = recorded.spans(case, medium)
    assert span.begin[1] - span.begin[0] == timedelta(seconds=60)
    assert span.end[1] - span.end[0] == timedelta(seconds=60)


@pytest.mark.parametrize(
    "start",
    ["1900-01-01T00:00:00+08:00", "2199-12-31T23:59:59-12:00", "1970-01-01T00:00:00+08:00"],
)
def test_a_clock_that_was_never_set_gives_no_time(start: str) -> None:
    raw = change(("M01", "captured/start", start))
    assert begins(facts(raw)) == []
    assert verdict(report(raw), "25.2b") == "undeterminable"


def test_a_stamp_may_be_either_end_of_a_clip() -> None:
    raw = change(
        ("A01", "recording", []),
        ("M01", "captured/notes", ["container_clock_local", "stamp_may_be_end"]),
        ("M01", "duration_s", "1800"),
    )
    raw = apply_patch(raw, [{"op": "remove", "file": "M01", "path": "captured/end"}])
    half_an_hour = timedelta(minutes=30)
    assert begins(facts(raw)) == [WRITTEN, WRITTEN - half_an_hour]


def test_a_clip_of_unknown_length_that_began_before_the_act_is_open() -> None:
    raw = change(*[(item, "mode", "scan") for item in ("M02", "M03", "M04", "M05")])
    raw = apply_patch(raw, [{"op": "remove", "file": "M01", "path": "captured/end"}])
    assert verdict(report(raw), "14a") == "undeterminable"


def test_footage_of_an_act_that_just_ended_may_still_come() -> None:
    raw = change(*[(f"M0{n}", "mode", "scan") for n in range(1, 6)])
    raw = apply_patch(raw, [{"op": "remove", "file": item} for item in ("R32", "R35")])
    result = report(raw, "2026-07-10T10:49:00+08:00")
    assert verdict(result, "14a") == "not_yet_due"
    assert verdict(report(raw, "2026-07-10T10:51:00+08:00"), "14a") == "violated"


def test_the_period_for_storing_still_runs() -> None:
    raw = change(("M01", "stored/store", "disc2"), ("R04", "store", "disc2"))
    raw = apply_patch(raw, [{"op": "remove", "file": item} for item in ("R32", "R35")])
    result = report(raw, "2026-07-10T10:00:00+08:00")
    assert [verdict(result, clause) for clause in ("25.2a", "25.2b")] == ["not_yet_due"] * 2
    assert verdict(report(raw, "2026-07-10T10:09:00+08:00"), "25.2b") == "violated"


SIDECAR = "media/M08-service_left.mp4.yaml"


@pytest.mark.parametrize(
    ("first_seen", "dirty", "expected"),
    [
        ("2026-08-12T15:00:00+08:00", (), "satisfied"),
        ("2026-08-12T23:59:00+08:00", (), "satisfied"),
        ("2026-08-14T09:00:00+08:00", (), "undeterminable"),
        ("2026-08-12T15:00:00+08:00", (SIDECAR,), "undeterminable"),
    ],
    ids=["at once", "within the period", "days later", "changed since"],
)
def test_the_history_supports_a_storing(
    first_seen: str, dirty: tuple[str, ...], expected: str
) -> None:
    raw = apply_patch(
        load_raw(BASE), [{"op": "remove", "file": "originals", "path": "R27/seen_by"}]
    )
    seen = {SIDECAR: datetime.fromisoformat(first_seen)}
    result = report(raw, state="whole", first_seen=seen, dirty=dirty)
    assert verdict(result, "25.2b") == expected


def test_a_late_commit_supports_a_storing_just_before_it() -> None:
    raw = change(("M08", "stored/at", "2026-08-13T10:15:00+08:00"))
    raw = apply_patch(raw, [{"op": "remove", "file": "originals", "path": "R27/seen_by"}])
    seen = {SIDECAR: datetime.fromisoformat("2026-08-13T11:00:00+08:00")}
    assert verdict(report(raw, state="whole", first_seen=seen), "25.2b") == "satisfied"


def test_clips_follow_one_another_by_name_or_by_time() -> None:
    case = facts(load_raw(BASE))
    medium = case.medium("M01")
    assert medium is not None
    assert last_clip(case, medium).id == "M02"
    cut = apply_patch(load_raw(BASE), [{"op": "remove", "file": "M02", "path": "continues"}])
    case = facts(cut)
    assert last_clip(case, medium).id == "M02"


def test_a_chain_that_bites_its_tail_ends() -> None:
    case = facts(change(("M01", "continues", "M02")))
    medium = case.medium("M01")
    assert medium is not None
    assert last_clip(case, medium).id in ("M01", "M02")
    assert storing.stay(case, medium).state == "in_time"


def test_absent_footage_is_open_and_not_missing() -> None:
    states = {f"M0{n}": "absent" for n in range(1, 6)}
    assert verdict(report(load_raw(BASE), media_state=states), "14a") == "undeterminable"


def test_footage_that_somebody_handed_in_is_not_the_bureaus_own() -> None:
    raw = change(("M10", "captured/start", "2026-08-20T09:21:50+08:00"))
    for field in ("device", "operator", "act"):
        raw = apply_patch(raw, [{"op": "remove", "file": "M10", "path": field}])
    assert verdict(report(raw), "25.2b") == "undeterminable"
    item = {"kind": "evidence_item", "type": "audiovisual", "about": ["M10"], "source": "举报人"}
    raw = apply_patch(raw, [{"op": "add", "file": "R36", "value": item}])
    assert verdict(report(raw), "25.2b") == "satisfied"


def test_sealed_off_bureau_facts_leave_nothing_violated() -> None:
    raw = {path: page for path, page in load_raw(BASE).items() if path != "bureau.yaml"}
    result = report(raw)
    for clause in ("14a", "25.2a", "25.2b"):
        assert verdict(result, clause) != "violated"
