"""What articles 11 to 13 say of cases in which other articles are broken as well."""

from __future__ import annotations

from typing import Any

from lawrec.schema.report import Finding, Report
from tests.rules.fixtures import facts, judge


def judged(*patch: dict[str, Any], **more: Any) -> Report:
    return judge(facts({"patch": list(patch), **more}))


def verdict(report: Report, clause: str) -> str:
    result = report.result(clause)
    assert result is not None
    return result.verdict


def finding(report: Report, code: str) -> Finding:
    found = [entry for entry in report.findings if entry.code == code]
    assert len(found) == 1, [entry.message for entry in found]
    return found[0]


def test_one_fact_is_one_finding_for_all_its_clauses() -> None:
    report = judged({"op": "remove", "file": "R07", "path": "identification"})
    assert finding(report, "identification_missing").clauses == ("11a", "11b", "11c", "11d", "11f")
    report = judged({"op": "remove", "file": "R11", "path": "signatures/[who=邓某]"})
    assert finding(report, "signature_missing").clauses == ("11e", "13.2c")
    refused = {"who": "赵某甲", "as": "party", "status": "refused"}
    report = judged(
        {"op": "set", "file": "R07", "path": "signatures/[who=赵某甲]", "value": refused}
    )
    assert finding(report, "refusal_not_noted").clauses == ("11e", "13.2b", "13.3c")


def test_a_listed_person_other_than_witness_or_holder_is_a_warning() -> None:
    left = {"who": "邓某", "as": "present", "status": "absent"}
    report = judged({"op": "set", "file": "R03", "path": "signatures/[who=邓某]", "value": left})
    assert finding(report, "signature_missing").severity == "warning"
    report = judged({"op": "remove", "file": "R11", "path": "signatures/[who=邓某]"})
    assert finding(report, "signature_missing").severity == "error"


def test_an_act_taken_out_of_the_log_does_not_hide_its_papers() -> None:
    report = judged({"op": "remove", "file": "A05"}, {"op": "remove", "file": "A01"})
    assert verdict(report, "13.1(1)") == "satisfied"
    assert verdict(report, "13.1(3)") == "satisfied"
    assert verdict(report, "13.2a") == "satisfied"


def test_a_draft_is_no_transcript() -> None:
    report = judged({"op": "set", "file": "R11", "path": "draft", "value": "yes"})
    assert verdict(report, "13.1(1)") == "violated"
    assert finding(report, "paper_missing").path == "acts/A05-inquiry.yaml"


def test_a_lost_decision_leaves_open_what_had_to_come_before() -> None:
    lost = {"op": "remove", "file": "R02"}
    told = judged(lost, base="base_summary")
    assert verdict(told, "12a") == "satisfied"
    untold = judged(
        lost,
        {"op": "set", "file": "R01", "path": "rights_told/[0]/rights", "value": ["recusal"]},
        base="base_summary",
    )
    assert verdict(untold, "12a") == "undeterminable"


def test_without_parties_nothing_passes() -> None:
    report = judged({"op": "remove", "file": "persons"})
    assert verdict(report, "12a") == "undeterminable"
    assert verdict(report, "13.2b") == "undeterminable"
    assert verdict(report, "13.2c") != "violated"


def test_without_a_roster_names_are_open_in_one_finding() -> None:
    report = judged({"op": "remove", "file": "bureau"})
    assert verdict(report, "11a") == "satisfied"
    assert finding(report, "roster_unknown").clauses == ("9.1b", "11b", "11c", "19.4b")


def test_the_end_of_a_case_ends_the_waiting() -> None:
    """A transcript of the day before is awaited, unless the case is to be archived as it is."""
    fixture = {
        "base": "art_09/start",
        "as_of": "2026-07-10T09:00:00+08:00",
        "patch": [
            {
                "op": "add",
                "file": "A01",
                "value": {
                    "kind": "inquiry",
                    "start": "2026-07-09T09:00:00+08:00",
                    "officers": ["林某"],
                },
            }
        ],
    }
    waiting = judge(facts(fixture))
    assert verdict(waiting, "13.1(1)") == "not_yet_due"
    assert finding(waiting, "paper_awaited").due == "2026-07-12T09:00:00+08:00"
    assert verdict(judge(facts({**fixture, "at_archive": "yes"})), "13.1(1)") == "violated"
