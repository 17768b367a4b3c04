"""The lawful cases of the rule tests: every page valid, every reference known, moments in order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from lawrec.schema.case import Question
from lawrec.schema.media import FILMED, Sidecar
from lawrec.schema.moments import day_of, in_order, within
from lawrec.schema.questions import AFTER_DEMAND
from lawrec.schema.records.archiving import (
    ArchiveCatalogue,
    ArchiveTransferRecord,
    CaseClosureApproval,
)
from lawrec.schema.records.common import Approval, Record
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import CaseSnapshot, Page
from tests.rules.loading import load_raw, snapshot

HERE = Path(__file__).parent
OWN = [HERE / "base", HERE / "base_summary"]
# Read on import: the tests' own computer forgets most settings of the real one.
SHARED = (
    Path(os.environ.get("LAWREC_SHARED") or HERE.parents[2] / "shared")
    / "design/example-case/cases/2025/0017"
)
STAFF = ("made_by", "reviewed_by", "noted_by", "seen_by", "receiver", "operator", "reviewers")
PEOPLE = frozenset((*STAFF, "who", "by", "persons", "officers", "present", "allowed", "from", "to"))
ITEMS = frozenset(("act", "about", "evidence", "scan_of", "continues", "item"))
Moment = date | datetime


@pytest.fixture(params=[*OWN, SHARED], ids=["base", "base_summary", "shared"])
def case(request: pytest.FixtureRequest) -> CaseSnapshot:
    if not request.param.is_dir():
        pytest.skip("no shared example: set LAWREC_SHARED, or put it at ../shared")
    return snapshot(load_raw(request.param))


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a page with the name of the field it stands in."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from leaves(inner, key)
    elif isinstance(value, str):
        yield key, value


def pages(case: CaseSnapshot) -> list[Page[Any]]:
    return [*case.acts, *case.records, *case.media]


def told(case: CaseSnapshot) -> Iterator[tuple[str, str, str]]:
    """Place, field and text of everything that acts, records, sidecars and declarations say."""
    for page in pages(case):
        for key, text in leaves(page.data.model_dump(mode="json", by_alias=True)):
            yield page.id, key, text
    for page_of in (case.declarations, case.originals):
        for name, entry in page_of.items():
            for key, text in leaves(entry.model_dump(mode="json")):
                yield name, key, text


def moment_of(page: Page[Any]) -> Moment:
    """When a paper was there: made, or approved; for a medium, when its recording began."""
    data = page.data
    if isinstance(data, Sidecar):
        assert data.captured.start is not None
        return data.captured.start
    if isinstance(data, Approval) and data.steps:
        last = data.steps[-1].at
        assert last is not None
        return last
    found: Moment | None = data.made_at if isinstance(data, Record) else data.end
    assert found is not None
    return found


def ordered(*moments: Moment | None) -> bool:
    found = [moment for moment in moments if moment is not None]
    return all(in_order(a, b) == "yes" for a, b in pairwise(found))


def test_every_item_named_is_there(case: CaseSnapshot) -> None:
    there = {page.id for page in pages(case)} | {"case"}
    for place, key, text in told(case):
        if key in ITEMS:
            assert text in there, (place, key, text)
    assert set(case.originals) <= there


def test_everyone_named_is_known(case: CaseSnapshot) -> None:
    profile = case.bureau.profile
    assert profile is not None
    known = {*case.persons, *case.bureau.officers, profile.bureau.name}
    for place, key, text in told(case):
        if key in PEOPLE:
            assert text in known, (place, key, text)
    assert case.case is not None
    assert set(case.case.data.officers) <= set(case.bureau.officers)
    for person in case.persons.values():
        assert person.represents is None or person.represents in case.persons


def test_units_devices_stores_and_lead_are_known(case: CaseSnapshot) -> None:
    profile = case.bureau.profile
    assert profile is not None
    assert case.case is not None
    assert case.case.data.unit in profile.units
    assert case.case.data.lead in {None, *case.bureau.leads}
    for place, key, text in told(case):
        if key == "device":
            assert text in case.bureau.devices, (place, text)
        elif key == "store":
            assert text in profile.stores, (place, text)
        elif key == "to_unit":
            assert text in profile.units, (place, text)


def test_every_signed_paper_has_been_seen_after_it_was_made(case: CaseSnapshot) -> None:
    for page in case.records:
        if page.data.signatures or (isinstance(page.data, Approval) and page.data.steps):
            original = case.originals[page.id]
            assert original.seen_by in case.bureau.officers, page.id
            assert ordered(moment_of(page), original.seen_at), page.id


@pytest.mark.parametrize("folder", OWN, ids=lambda folder: folder.name)
def test_every_question_is_answered(folder: Path) -> None:
    case = snapshot(load_raw(folder))
    declared = case.declarations
    demanded = any(page.data.kind == "demand_notice" for page in case.records)
    asked = set(get_args(Question)) - (set() if demanded else {AFTER_DEMAND})
    assert set(declared) == asked
    assert all(entry.answer != "unknown" for entry in declared.values())


def test_acts_begin_after_the_device_check_and_end_after_they_begin(case: CaseSnapshot) -> None:
    for act in case.acts:
        assert ordered(act.data.start, act.data.end), act.id
        for used in act.data.recording:
            assert ordered(used.checked_at, act.data.start), act.id


def test_signatures_fall_into_their_act(case: CaseSnapshot) -> None:
    acts = {act.id: act.data for act in case.acts}
    for page in case.records:
        act = acts.get(page.data.act or "")
        if act is None:
            continue
        assert KINDS[page.data.kind].act in (None, act.kind), page.id
        for entry in page.data.signatures:
            if entry.at is not None:
                assert ordered(act.start, entry.at, act.end), (page.id, entry.who)


def test_papers_follow_what_they_name(case: CaseSnapshot) -> None:
    by_id = {page.id: page for page in pages(case)}
    for page in case.records:
        named = [by_id[item] for item in page.data.evidence]
        about = [by_id[item] for item in page.data.about if item != "case"]
        if page.data.kind == "approval_form":
            assert all(ordered(moment_of(page), moment_of(draft)) for draft in about), page.id
            about = []
        for earlier in (*named, *about):
            assert ordered(moment_of(earlier), moment_of(page)), (page.id, earlier.id)


def test_steps_of_approvals_are_in_order_and_acts_follow_the_first(case: CaseSnapshot) -> None:
    for page in case.records:
        if isinstance(page.data, Approval):
            assert ordered(*(step.at for step in page.data.steps)), page.id
            assert page.data.steps[-1].decision == "approved"
        if page.data.kind == "case_initiation_approval":
            assert all(ordered(moment_of(page), act.data.start) for act in case.acts)


def test_footage_lies_in_its_act_and_is_stored_in_time(case: CaseSnapshot) -> None:
    profile = case.bureau.profile
    assert profile is not None
    acts = {act.id: act.data for act in case.acts}
    for page in case.media:
        data, taken = page.data, page.data.captured
        assert taken.start is not None
        assert data.stored.at is not None
        assert ordered(taken.start, taken.end, data.stored.at), page.id
        assert profile.stores[data.stored.store or ""].type == "unit_dedicated", page.id
        if data.mode not in FILMED:
            continue
        assert within(taken.end or taken.start, data.stored.at, timedelta(hours=24)) == "yes"
        act = acts[data.act or ""]
        assert ordered(taken.start, act.end), page.id
        assert ordered(act.start, taken.end or taken.start), page.id
        assert any(data.device == used.device for used in act.recording), page.id


def test_the_catalogue_is_complete_and_archiving_in_time(case: CaseSnapshot) -> None:
    catalogue = next(p for p in case.records if isinstance(p.data, ArchiveCatalogue))
    transfer = next(p for p in case.records if isinstance(p.data, ArchiveTransferRecord))
    closing = next(p.data for p in case.records if isinstance(p.data, CaseClosureApproval))
    entries = catalogue.data.entries if isinstance(catalogue.data, ArchiveCatalogue) else ()
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    scans = {page.id for page in case.media if page.data.scan_of}
    listed = {page.id for page in (*case.records, *case.media)}
    assert {entry.item for entry in entries} == listed - scans - {catalogue.id, transfer.id}
    assert closing.ended_on is not None
    assert day_of(moment_of(transfer)) <= closing.ended_on + timedelta(days=30)
    assert all(ordered(moment_of(page), moment_of(transfer)) for page in pages(case))
