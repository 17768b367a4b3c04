"""lawrec journal: the order of time, what documents an act, and when it was entered."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from lawrec.operations.journal import journal_of
from lawrec.report.journal_text import lines, to_json
from lawrec.schema.moments import BEIJING
from tests.commands.looking import BASE, Desk
from tests.rules.loading import apply_patch, load_raw, snapshot

A02 = "acts/A02-inquiry.yaml"
R07 = "records/R07-inquiry_transcript.yaml"
END = datetime(2026, 7, 10, 10, 30, tzinfo=BEIJING)


def test_acts_stand_in_the_order_of_time_not_of_entry(desk: Desk) -> None:
    move = {"op": "set", "file": "A02", "path": "start", "value": "2026-09-01T08:00:00+08:00"}
    end = {"op": "set", "file": "A02", "path": "end", "value": "2026-09-01T09:00:00+08:00"}
    desk.add("0001", patch=[move, end])
    acts = [act["id"] for act in desk.json("journal", "2026/0001")["acts"]]
    assert acts[0] == "A01"
    assert acts[-1] == "A02"
    assert sorted(acts) == [f"A{n:02d}" for n in range(1, 12)]


def test_an_act_lists_papers_media_and_signatures(desk: Desk) -> None:
    desk.add("0001")
    text = desk.text("journal", "2026/0001")
    assert "R07 inquiry transcript  2026-07-10 10:30" in text
    assert "signatures: 林某 (officer), 高某 (officer), 赵某甲 (party)" in text
    assert "seen by 罗某, 2026-08-31 15:10" in text
    assert "M01 film 现场检查录像第1段  2026-07-09 09:38 (zone assumed)" in text
    assert "The case has no history" in text
    assert "Papers of no act:" in text


def test_approvals_show_their_steps_as_signatures(desk: Desk) -> None:
    desk.add("0001")
    papers = {paper["id"]: paper for paper in desk.json("journal", "2026/0001")["papers"]}
    roles = [entry["as"] for entry in papers["R01"]["signatures"]]
    assert roles == ["handler", "section", "approver"]
    assert papers["R01"]["made_at"] is not None


@pytest.mark.parametrize(
    ("seen", "gap", "words"),
    [
        (END + timedelta(minutes=20), 1200, "entered 2026-07-10 10:50"),
        (END + timedelta(days=3, hours=2), 266_400, "entered 2026-07-13 12:30, 3 d 2 h later"),
        (END - timedelta(hours=2), -7200, "entered 2026-07-10 08:30, 2 h 0 min before the stated"),
    ],
)
def test_late_entry_is_shown_and_not_accused(seen: datetime, gap: int, words: str) -> None:
    case = snapshot(load_raw(BASE), state="whole", first_seen={A02: seen, R07: seen})
    found = journal_of(case)
    act = next(act for act in to_json(found)["acts"] if act["id"] == "A02")
    assert act["entered"] == {"first_seen": seen.isoformat(), "gap_seconds": gap}
    assert any(line.strip().startswith(words) for line in lines(found))
    assert not any("late entry" in line or "violat" in line for line in lines(found))


def test_a_bare_date_leaves_the_rest_of_its_day_open() -> None:
    day = [
        {"op": "set", "file": "A02", "path": "start", "value": "2026-07-10"},
        {"op": "set", "file": "A02", "path": "end", "value": "2026-07-10"},
    ]
    raw = apply_patch(load_raw(BASE), day)
    for seen, gap in ((END, None), (END + timedelta(days=1), 37_801)):
        found = to_json(journal_of(snapshot(raw, state="whole", first_seen={A02: seen})))
        act = next(act for act in found["acts"] if act["id"] == "A02")
        assert act["entered"]["gap_seconds"] == gap


def test_loose_media_and_papers_are_not_lost(desk: Desk) -> None:
    desk.add("0001", patch=[{"op": "remove", "file": "M03", "path": "act"}])
    answer = desk.json("journal", "2026/0001")
    assert "M03" in [medium["id"] for medium in answer["media"]]
    told = [p["id"] for act in answer["acts"] for p in act["papers"]]
    told += [paper["id"] for paper in answer["papers"]]
    assert sorted(told) == [f"R{n:02d}" for n in range(1, 36)]


def test_a_folder_that_is_no_case_is_an_error(desk: Desk) -> None:
    desk.text("journal", "2026/0009", code=3)
    assert "There is no case 2026/0009" in desk.err
