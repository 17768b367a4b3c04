"""A page that cannot be read is not taken for one that is not there, nor for a duty that is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lawrec.checks.facts.case import Facts
from lawrec.checks.runner import run
from lawrec.operations.rulebook import load_rulebook
from lawrec.schema.moments import last_instant, parse_moment
from lawrec.schema.report import Report
from lawrec.schema.snapshot import Place, ReadProblem
from tests.rules.loading import apply_patch, load_raw, snapshot

BASE = Path(__file__).parent / "base"
BOOK, RULES = load_rulebook("panjin")
AS_OF = last_instant(parse_moment("2027-06-30"))


def unread(*paths: str) -> Report:
    """The lawful case with pages that cannot be read: named by their paths in the folder."""
    raw = apply_patch(load_raw(BASE), [])
    for path in paths:
        del raw[path]
    problems = tuple(ReadProblem("yaml_syntax", f"{path}: no YAML", Place(path)) for path in paths)
    case = replace(snapshot(raw), problems=problems)
    result = run(Facts(case, BOOK, AS_OF), RULES, "en")
    assert not result.crashes
    return result.report


@pytest.mark.parametrize(
    ("paths", "clauses"),
    [
        (["records/R07-inquiry_transcript.yaml"], ["13.1(1)"]),
        (["records/R01-case_initiation_approval.yaml"], ["9.1a", "9.1b", "9.1d", "9.2a", "29a"]),
        (["records/R24-approval_form.yaml"], ["29a"]),
        (["records/R25-service_receipt.yaml"], ["21.3a", "21.3e", "21.3g", "13.3c"]),
        (["records/R34-archive_catalogue.yaml"], ["25.1a", "25.1e"]),
        ([f"media/M{n:02d}-{name}.yaml" for n, name in enumerate(
            ("inspection_part1.mp4", "inspection_part2.mp4", "pond_and_house.jpg",
             "measuring.jpg", "aerial.jpg"), 1)], ["14a"]),
        (["acts/A01-onsite_inspection.yaml"], ["13.3a", "14d"]),
        (["case.yaml"], ["4.1a", "9.1a", "25.1b", "25.1c", "29f"]),
    ],
    ids=lambda value: value[0],
)  # fmt: skip
def test_what_it_may_hold_is_open(paths: list[str], clauses: list[str]) -> None:
    report = unread(*paths)
    verdicts = {result.clause.id: result.verdict for result in report.clauses}
    assert {clause: verdicts[clause] for clause in clauses} == dict.fromkeys(
        clauses, "undeterminable"
    )
    wrong = [r.clause.id for r in report.clauses if r.implemented and r.verdict == "violated"]
    assert wrong == []


def test_it_is_one_finding_for_all_that_it_leaves_open() -> None:
    report = unread("records/R25-service_receipt.yaml")
    (finding,) = [f for f in report.findings if f.code == "yaml_syntax"]
    assert {"4.1b", "21.3a", "21.3g"} <= set(finding.clauses)
    report = unread("case.yaml")
    (finding,) = [f for f in report.findings if f.code == "case_unreadable"]
    assert {"4.1a", "9.1a", "25.1b", "29f"} <= set(finding.clauses)


def test_two_faults_of_one_page_are_two_findings() -> None:
    path = "records/R07-inquiry_transcript.yaml"
    faults = [ReadProblem("unknown_field", f"{n}: no such field", Place(path, n)) for n in (3, 9)]
    case = replace(snapshot(load_raw(BASE)), problems=tuple(faults))
    findings = run(Facts(case, BOOK, AS_OF), RULES, "en").report.findings
    assert [f.line for f in findings if f.code == "unknown_field"] == [3, 9]


def test_other_clauses_are_judged_all_the_same() -> None:
    report = unread("records/R26-incident_record.yaml")
    open_ones = {r.clause.id for r in report.clauses if r.implemented and r.verdict != "satisfied"}
    assert "21.3a" not in open_ones
    assert "9.1b" not in open_ones
