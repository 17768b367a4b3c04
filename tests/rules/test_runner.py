"""What the runner makes of all outcomes: overrides, classes of article 28, branches."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lawrec.checks.base import Outcome, violated
from lawrec.checks.findings import Judged, leaks
from lawrec.operations.rulebook import load_rulebook
from lawrec.report.json_report import to_json
from lawrec.report.text_report import lines
from lawrec.schema.report import Finding, Report
from lawrec.schema.snapshot import Place, ReadProblem
from tests.rules.fixtures import facts, judge

VERSION = load_rulebook("panjin")[0].version
OVERRIDE = {"clause": "14a", "basis": "《虚构条例》第八条", "text": "允许只用文字", "by": "宋某"}
UNSIGNED = {"op": "remove", "file": "R07", "path": "signatures/[who=高某]"}


def judged(*patch: dict[str, Any], **fixture: Any) -> Report:
    return judge(facts({"patch": list(patch), **fixture}))


def override(**fields: Any) -> dict[str, Any]:
    return {
        "op": "set", "file": "case", "path": "overrides", "value": [{**OVERRIDE, **fields}],
    }  # fmt: skip


def verdict(report: Report, clause: str) -> str:
    result = report.result(clause)
    assert result is not None
    return result.verdict


def found(report: Report, code: str) -> Finding:
    (finding,) = [f for f in report.findings if f.code == code]
    return finding


def without_film() -> list[dict[str, Any]]:
    """The inspection was not filmed, and nothing refers to the film."""
    patch: list[dict[str, Any]] = [
        {"op": "remove", "file": f"M0{number}"} for number in range(1, 6)
    ]
    patch += [
        {"op": "remove", "file": "R34", "path": f"entries/[item=M0{number}]"}
        for number in range(1, 6)
    ]
    return patch


def test_an_override_excuses_a_violation_and_the_fact_stays_listed() -> None:
    assert verdict(judged(*without_film()), "14a") == "violated"
    report = judged(*without_film(), override())
    assert verdict(report, "14a") == "excused"
    finding = next(f for f in report.findings if "14a" in f.clauses and f.code != "override_used")
    assert (finding.verdict, finding.severity, finding.remedy) == ("excused", "note", None)
    assert finding.curable is None
    assert found(report, "override_used").verdict == "satisfied"


def test_words_alone_waive_no_violation() -> None:
    report = judged(*without_film(), override(basis="情况特殊"))
    assert verdict(report, "14a") == "violated"


def test_a_good_override_stands_beside_a_bad_one() -> None:
    both = override()
    both["value"] = [{**OVERRIDE, "basis": "情况特殊"}, OVERRIDE]
    assert verdict(judged(*without_film(), both), "14a") == "excused"
    both["value"] = [OVERRIDE, {**OVERRIDE, "basis": "情况特殊"}]
    assert verdict(judged(*without_film(), both), "14a") == "excused"


def test_what_a_person_found_not_to_be_met_is_not_excused() -> None:
    entry = {
        "answer": "not_met",
        "by": "罗某",
        "at": "2026-09-01",
        "basis": "看过",
        "rulebook": VERSION,
    }
    attest = {"op": "set", "file": "attestations", "path": "14a", "value": entry}
    assert verdict(judged(override(), attest), "14a") == "violated"


def test_what_cannot_be_read_is_not_excused() -> None:
    case = facts({"patch": [*without_film(), override()]})
    problem = ReadProblem("yaml_syntax", "M01: no YAML", Place("media/M01-x.mp4.yaml"))
    snapshot = replace(case.snapshot, problems=(problem,))
    assert verdict(judge(replace(case, snapshot=snapshot, cache={})), "14a") == "undeterminable"


def test_violations_bear_their_class_and_nothing_else_does() -> None:
    report = judged(UNSIGNED)
    assert found(report, "signature_missing").breach == "28(1)"
    assert {f.breach for f in report.findings if f.verdict != "violated"} <= {None}
    changed = {
        "path": "records/R07-x.yaml", "kind": "modified", "at": "2026-08-01T09:00:00+08:00",
        "old_sha256": "aa", "new_sha256": "bb",
    }  # fmt: skip
    report = judged(history={"changes": [changed]})
    assert found(report, "final_page_changed").breach == "28(3)"
    report = judged(media_state={"M03": "differs"})
    assert found(report, "file_differs").breach is None
    assert report.result("28(1)") is not None
    assert verdict(report, "28(1)") == "not_applicable"


def test_reports_show_the_class() -> None:
    report = judged(UNSIGNED)
    data = next(f for f in to_json(report)["findings"] if f["code"] == "signature_missing")
    assert data["breach"] == "28(1)"
    assert any("28(1)" in line for line in lines(report))
    clean = list(lines(judged()))
    assert not any("28(1)" in line for line in clean if line.startswith("  "))


@pytest.mark.parametrize(
    ("clause", "broken", "also"),
    [
        ("26.3b", True, ("28(2)",)),
        ("26.2", True, ("28(2)",)),
        ("26.3a", True, ()),
        ("26.3b", False, ()),
    ],
)
def test_access_without_authority_is_a_leak_too(
    clause: str, broken: bool, also: tuple[str, ...]
) -> None:
    code = "state_secret_given"
    outcome = violated(code, "x", None, curable=False) if broken else Outcome("satisfied")
    assert leaks(Judged(clause, outcome)).outcome.also == also


def test_other_faults_of_a_reply_are_no_leak() -> None:
    outcome = violated("access_reply_empty", "x", None, curable=True)
    assert leaks(Judged("26.2", outcome)).outcome.also == ()


def test_who_has_judged_the_access_has_judged_the_leak() -> None:
    report = judged(access_register="no")
    assert [verdict(report, row) for row in ("26.3b", "28(2)")] == ["undeterminable"] * 2
    entry = {
        "answer": "met",
        "by": "罗某",
        "at": "2026-09-01",
        "basis": "看过",
        "rulebook": VERSION,
    }
    attest = {"op": "set", "file": "attestations", "path": "26.3b", "value": entry}
    report = judged(attest, access_register="no")
    assert [verdict(report, row) for row in ("26.3b", "28(2)")] == ["satisfied"] * 2


def test_a_branch_is_only_advised_and_each_remark_says_so() -> None:
    branch = {
        "op": "set", "file": "bureau", "path": "profile/units/执法大队/type", "value": "branch",
    }  # fmt: skip
    report = judged(UNSIGNED, branch)
    finding = found(report, "signature_missing")
    assert (finding.verdict, finding.severity) == ("not_applicable", "note")
    assert finding.remedy is None
    assert finding.breach is None
    result = report.result("13.2a")
    assert result is not None
    assert result.reason is not None
    assert "执法大队" in result.reason
    assert {f.severity for f in report.findings if f.clauses != ("30",)} <= {"note"}


def test_an_opened_violation_is_one_step_lower() -> None:
    late = {
        "op": "set", "file": "bureau", "path": "profile/effective_from", "value": "2026-07-11",
    }  # fmt: skip
    report = judged(UNSIGNED, late, bureau_known="no")
    finding = found(report, "signature_missing")
    assert (finding.verdict, finding.severity, finding.curable) == (
        "undeterminable",
        "warning",
        True,
    )


def test_a_book_of_its_own_is_left_alone() -> None:
    late = {
        "op": "set", "file": "bureau", "path": "profile/effective_from", "value": "2027-01-01",
    }  # fmt: skip
    case = facts({"patch": [UNSIGNED, late]})
    other = case.rulebook.model_copy(update={"name": "fenju-2026"})
    rules = load_rulebook("panjin")[1]
    assert verdict(judge(replace(case, rulebook=other, cache={}), rules), "13.2a") == "violated"
