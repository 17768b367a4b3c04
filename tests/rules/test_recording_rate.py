"""Which acts had to be filmed, by which clause, how far they were, and the rate of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from lawrec.checks.facts.recording_rate import FilmingDuty, Rate, duties, rate
from lawrec.schema.moments import format_moment
from tests.rules.fixtures import facts

Patch = Mapping[str, Any]


def found(*patch: Patch, base: str = "base", **given: Any) -> dict[str, FilmingDuty]:
    case = facts({"base": base, "patch": list(patch), **given})
    return {duty.act.id: duty for duty in duties(case)}


def put(file: str, path: str, value: Any) -> Patch:
    return {"op": "set", "file": file, "path": path, "value": value}


def without(file: str, path: str | None = None) -> Patch:
    return {"op": "remove", "file": file, **({"path": path} if path else {})}


def gaps(duty: FilmingDuty) -> list[tuple[str, str]]:
    return [(format_moment(begin)[11:19], format_moment(end)[11:19]) for begin, end in duty.gaps]


def test_a_lawful_case_is_filmed_where_it_must_be() -> None:
    all_of_them = found()
    assert {act: duty.clauses for act, duty in all_of_them.items()} == {
        "A01": ("14a",),
        "A10": ("17(1)a", "17(2)a", "21.3g"),
    }
    assert {duty.state for duty in all_of_them.values()} == {"filmed"}
    assert all_of_them["A01"].media == ("M01", "M02", "M03", "M04", "M05")
    assert all_of_them["A10"].share == 100
    assert rate(all_of_them.values()) == Rate(2, 2, 0)
    assert rate(all_of_them.values()).percent == 100


def test_a_sealing_had_to_be_filmed() -> None:
    assert found(base="base_coercion")["A01"].clauses == ("16d",)


@pytest.mark.parametrize(
    ("measure", "clauses"),
    [("seizure", ("16e",)), ("personal_freedom", ("16c",)), ("freezing", None)],
)
def test_each_measure_has_its_clause(measure: str, clauses: tuple[str, ...] | None) -> None:
    patch = [put(item, "measure", measure) for item in ("A01", "R02", "R03")]
    duty = found(*patch, base="base_coercion").get("A01")
    assert (duty and duty.clauses) == clauses


@pytest.mark.parametrize(
    ("kind", "clause"), [("survey", "14a"), ("sampling", "14b"), ("hearing", "14c")]
)
def test_each_act_of_article_14_has_its_clause(kind: str, clause: str) -> None:
    assert found(put("A01", "kind", kind))["A01"].clauses == (clause,)


def test_gaps_are_named() -> None:
    patch = (
        put("M08", "captured/start", "2026-08-12T09:55:00+08:00"),
        put("M08", "captured/end", "2026-08-12T10:10:00+08:00"),
        put("A10", "recording/[0]/clock_offset_s", "0"),
    )
    duty = found(*patch)["A10"]
    assert gaps(duty) == [("09:50:00", "09:55:00"), ("10:10:00", "10:15:00")]
    assert (duty.share, duty.state) == (60, "filmed")


def test_a_gap_between_two_clips_and_what_the_clock_may_be_off() -> None:
    patch = (put("M01", "captured/end", "2026-07-09T10:00:00+08:00"),)
    duty = found(*patch)["A01"]
    assert gaps(duty) == [("09:59:59", "10:08:21")]


def test_a_device_one_second_off_leaves_no_gap_where_clips_overlap() -> None:
    assert gaps(found(put("M01", "captured/end", "2026-07-09T10:09:00+08:00"))["A01"]) == []


def test_photos_show_no_stretch() -> None:
    photo = {"start": "2026-08-12T10:05:00+08:00", "source": "exif", "zone": "stated"}
    duty = found(put("M08", "mode", "photo"), put("M08", "captured", photo))["A10"]
    assert (duty.share, gaps(duty), duty.state) == (None, [], "filmed")


def test_an_act_without_end_has_no_share() -> None:
    duty = found(without("A10", "end"))["A10"]
    assert (duty.share, gaps(duty), duty.state) == (None, [], "open")


def reason(act: str) -> Patch:
    paper = {
        "kind": "av_unsuitable_statement", "act": act, "made_by": "林某", "reason": "不适宜录像。",
        "made_at": "2026-07-09T12:00:00+08:00",
    }  # fmt: skip
    return {"op": "add", "file": "R40", "value": paper}


NOTHING_OF_A01 = [without(item) for item in ("M01", "M02", "M03", "M04", "M05")]


def test_the_written_reason_excuses_from_article_14_only() -> None:
    excused = found(*NOTHING_OF_A01, reason("A01"))
    assert (excused["A01"].state, excused["A01"].excuse) == ("excused", "R40")
    assert rate(excused.values()) == Rate(2, 1, 1)
    assert rate(excused.values()).percent == 100
    duty = found(without("M08"), reason("A10"))["A10"]
    assert (duty.state, duty.excuse) == ("not_filmed", "R40")


def test_not_filmed_counts_against_the_rate() -> None:
    duty = found(*NOTHING_OF_A01)
    assert duty["A01"].state == "not_filmed"
    assert rate(duty.values()).percent == 50


def test_unlinked_footage_leaves_it_open() -> None:
    assert found(without("M08", "act"))["A10"].state == "open"


def test_footage_may_still_come() -> None:
    patch = [without(item) for item in ("R32", "R34", "R35", "R29", "R30")]
    duty = found(*NOTHING_OF_A01, *patch, as_of="2026-07-10T10:50:00+08:00")["A01"]
    assert duty.state == "awaited"


def test_footage_that_ended_before_the_incident_is_not_enough() -> None:
    duty = found(put("M08", "captured/end", "2026-08-12T10:01:00+08:00"))["A10"]
    assert (duty.share, duty.state) == (43, "open")


def test_what_can_be_read_both_ways_is_no_duty() -> None:
    assert found(put("R26", "persons", ["邓某"]))["A10"].clauses == ("21.3g",)


def test_a_public_notice_is_filmed_and_a_failed_attempt_is_not() -> None:
    assert found(put("R20", "method", "public_notice"))["A08"].clauses == ("21.4d",)
    film = put("M08", "captured/start", "2026-07-29T09:59:00+08:00")
    until = put("M08", "captured/end", "2026-07-29T10:25:00+08:00")
    notice = (put("R20", "method", "public_notice"), film, until, put("M08", "act", "A08"))
    assert found(*notice)["A08"].state == "filmed"
    failed = (put("R20", "method", "public_notice"), put("R20", "result", "failed"))
    assert "A08" not in found(*failed)


def test_a_dispute_prone_summary_act() -> None:
    yes = put("declarations", "dispute_prone/answer", "yes")
    duty = found(yes, base="base_summary")
    assert {act: one.clauses for act, one in duty.items()} == {"A01": ("20.2",)}
    assert duty["A01"].state == "not_filmed"
    assert rate(duty.values()).percent == 0
    assert rate(found(base="base_summary").values()).percent is None
    assert "A08" not in found(yes)
