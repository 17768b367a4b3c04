"""What fixtures cannot say about articles 9 and 29: severities, and what the history shows."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.support import dated_support, entered_by
from lawrec.checks.runner import run
from lawrec.operations.rulebook import load_rulebook
from lawrec.schema.moments import BEIJING
from lawrec.schema.report import Report
from tests.rules.loading import apply_patch, load_raw, snapshot

BASE = Path(__file__).parent / "base"
START = Path(__file__).parent / "art_09" / "start"
FORM = "records/R01-case_initiation_approval.yaml"
FIRST_ACT = datetime(2026, 7, 9, 9, 40, tzinfo=BEIJING)
LATE = datetime(2027, 1, 1, tzinfo=BEIJING)
BOOK, RULES = load_rulebook("panjin")


def facts(folder: Path, patch: list[dict[str, Any]], **history: Any) -> Facts:
    raw = apply_patch(load_raw(folder), patch)
    return Facts(snapshot(raw, **history), BOOK, LATE)


def judged(folder: Path, patch: list[dict[str, Any]], **history: Any) -> Report:
    mine = [rule for rule in RULES if rule.clause.startswith(("9.", "29"))]
    result = run(facts(folder, patch, **history), mine, "en")
    assert not result.crashes, result.crashes
    return result.report


def verdict(report: Report, clause: str) -> str:
    result = report.result(clause)
    assert result is not None
    return result.verdict


def test_missing_plan_of_an_inspection_is_a_warning() -> None:
    act = {"kind": "onsite_inspection", "start": "2026-07-06T16:00:00+08:00"}
    missing: list[dict[str, Any]] = [
        {"op": "remove", "file": "R01"},
        {"op": "add", "file": "A01", "value": act},
    ]
    inspection = [{"op": "set", "file": "case", "path": "kind", "value": "inspection"}]
    for patch, severity in ((missing + inspection, "warning"), (missing, "error")):
        report = judged(START, patch)
        found = [f for f in report.findings if f.code == "initiation_missing"]
        assert [f.severity for f in found] == [severity]
        assert {"9.1a", "9.1b"} <= set(found[0].clauses)


def test_refused_start_needs_no_closing_form() -> None:
    refused = {
        "op": "set",
        "file": "R01",
        "path": "steps/[role=approver]/decision",
        "value": "refused",
    }
    case = facts(START, [refused])
    at_archive = Facts(case.snapshot, BOOK, LATE, at_archive=True)
    mine = [rule for rule in RULES if rule.clause in ("9.1b", "29a", "29e")]
    report = run(at_archive, mine, "en").report
    assert {verdict(report, clause) for clause in ("9.1b", "29a", "29e")} == {"satisfied"}


def test_history_supports_a_time_that_was_entered_before() -> None:
    unseen = [{"op": "remove", "file": "originals", "path": "R01"}]
    early = {FORM: FIRST_ACT - timedelta(hours=1)}
    late = {FORM: FIRST_ACT + timedelta(hours=1)}
    assert verdict(judged(BASE, unseen, last_changed=early), "9.1b") == "satisfied"
    assert verdict(judged(BASE, unseen, last_changed=late), "9.1b") == "undeterminable"
    dirty = judged(BASE, unseen, last_changed=early, dirty=(FORM,))
    assert verdict(dirty, "9.1b") == "undeterminable"


def test_step_later_than_its_entry_is_a_warning() -> None:
    report = judged(BASE, [], last_changed={FORM: datetime(2026, 7, 8, 12, tzinfo=BEIJING)})
    found = [f for f in report.findings if f.code == "step_later_than_entry"]
    assert [(f.severity, f.clauses) for f in found] == [("warning", ("29f",))]
    assert verdict(report, "29f") == "satisfied"


def test_support_names_what_it_rests_on() -> None:
    unseen = [{"op": "remove", "file": "originals", "path": item} for item in ("R01", "R07", "R23")]
    case = facts(BASE, unseen)
    support = {page.id: dated_support(case, page) for page in case.final_records}
    assert support["R01"] is None
    assert support["R03"] == "seen by 罗某"
    assert support["R07"] == "scan M07"
    assert support["R23"] == "doc_no 明自然资罚〔2026〕6号"
    signed = {"op": "set", "file": "R01", "path": "steps/[role=approver]/means", "value": "e_sign"}
    form = facts(BASE, [*unseen, signed]).record("R01")
    assert form is not None
    assert dated_support(case, form) is None
    assert not entered_by(case, form, LATE)


def test_absent_scan_supports_nothing() -> None:
    raw = apply_patch(load_raw(BASE), [{"op": "remove", "file": "originals", "path": "R07"}])
    case = Facts(snapshot(raw, media_state={"M07": "absent"}), BOOK, LATE)
    page = case.record("R07")
    assert page is not None
    assert dated_support(case, page) is None
