"""Patches change what they name and nothing else, and refuse what does not fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.rules.loading import Raw, apply_patch, load_raw, snapshot

BASE = Path(__file__).parent / "base"


def patched(**change: Any) -> Raw:
    return apply_patch(load_raw(BASE), [change])


def record(raw: Raw, item: str) -> dict[str, Any]:
    return next(data for path, data in raw.items() if path.startswith(f"records/{item}-"))


def test_set_reaches_fields_entries_and_new_keys() -> None:
    raw = apply_patch(
        load_raw(BASE),
        [
            {"op": "set", "file": "R01", "path": "steps/[role=approver]/at", "value": "2026-07-09"},
            {"op": "set", "file": "R01", "path": "steps/[0]/opinion", "value": "/"},
            {"op": "set", "file": "R04", "path": "remote/reason", "value": "away_duty"},
            {"op": "set", "file": "attestations", "path": "9.1b/answer", "value": "met"},
        ],
    )
    assert record(raw, "R01")["steps"][2]["at"] == "2026-07-09"
    assert record(raw, "R01")["steps"][0]["opinion"] == "/"
    assert record(raw, "R04")["remote"] == {"reason": "away_duty"}
    assert raw["attestations.yaml"] == {"9.1b": {"answer": "met"}}


def test_remove_takes_a_file_a_key_or_an_entry() -> None:
    assert "media/M01-inspection_part1.mp4.yaml" not in patched(op="remove", file="M01")
    assert "R26" not in patched(op="remove", file="originals", path="R26")["originals.yaml"]
    raw = patched(op="remove", file="R34", path="entries/[item=R26]")
    assert "R26" not in [entry["item"] for entry in record(raw, "R34")["entries"]]
    raw = patched(op="remove", file="R23", path="evidence/[0]")
    assert record(raw, "R23")["evidence"][0] == "R07"


def test_add_appends_sets_a_new_key_or_makes_a_file() -> None:
    raw = patched(op="add", file="R23", path="evidence", value="M09")
    assert record(raw, "R23")["evidence"][-1] == "M09"
    raw = patched(op="add", file="R23", path="draft", value="yes")
    assert record(raw, "R23")["draft"] == "yes"
    made = {"kind": "expert_opinion", "made_at": "2026-07-24"}
    assert patched(op="add", file="R90", value=made)["records/R90-expert_opinion.yaml"] == made
    assert "acts/A90-hearing.yaml" in patched(op="add", file="A90", value={"kind": "hearing"})
    assert "media/M90-added.mp4.yaml" in patched(op="add", file="M90", value={"mode": "video"})


def test_the_shared_case_stays_as_it_is() -> None:
    before = record(load_raw(BASE), "R23")["persons"]
    raw = patched(op="set", file="R23", path="persons/[0]", value="邓某")
    assert record(raw, "R23")["persons"] == ["邓某"]
    assert record(load_raw(BASE), "R23")["persons"] == before == ["赵某甲"]
    patched(op="remove", file="R23")
    assert record(load_raw(BASE), "R23")


@pytest.mark.parametrize(
    "change",
    [
        {"op": "remove", "file": "R99"},
        {"op": "remove", "file": "R23", "path": "no_such_key"},
        {"op": "remove", "file": "R07", "path": "signatures/[who=nobody]"},
        {"op": "set", "file": "R25", "path": "signatures/[as=server]/status", "value": "refused"},
        {"op": "set", "file": "R99", "path": "kind", "value": "x"},
        {"op": "set", "file": "nothing", "path": "kind", "value": "x"},
        {"op": "add", "file": "R23", "path": "kind", "value": "x"},
        {"op": "change", "file": "R23", "path": "kind", "value": "x"},
    ],
    ids=lambda change: "-".join(str(value) for value in list(change.values())[:3]),
)
def test_a_change_that_does_not_fit_raises(change: dict[str, Any]) -> None:
    with pytest.raises(LookupError):
        apply_patch(load_raw(BASE), [change])


def test_a_snapshot_takes_states_and_history_and_refuses_invalid_pages() -> None:
    case = snapshot(load_raw(BASE), media_state={"M01": "absent"}, state="partial", head="abc")
    assert case.media_state["M01"] == "absent"
    assert case.media_state["M02"] == "present"
    assert (case.history.state, case.history.head) == ("partial", "abc")
    assert snapshot(load_raw(BASE)).history.state == "whole"
    assert case.records[0].path == "records/R01-case_initiation_approval.yaml"
    assert case.bureau.known
    with pytest.raises(ValidationError):
        snapshot(patched(op="set", file="R23", path="colour", value="red"))
    with pytest.raises(KeyError):
        snapshot(patched(op="set", file="R23", path="kind", value="no_such_kind"))
    with pytest.raises(AssertionError):
        snapshot(load_raw(BASE), media_state={"M99": "absent"})
