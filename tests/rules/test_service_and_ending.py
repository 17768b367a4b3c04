"""Facts of service and of the end of a case that the fixtures of the rules do not reach."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lawrec.checks.facts.archiving import latest_possible
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import exit_of, over
from lawrec.checks.facts.domicile import at_domicile, same_place
from lawrec.checks.facts.ending import ends
from lawrec.checks.facts.lifecycle import state_of, steps
from lawrec.checks.facts.service import awaiting, services, unserved
from lawrec.operations.rulebook import load_rulebook
from lawrec.schema.moments import format_moment, last_instant, parse_moment
from lawrec.schema.snapshot import Place, ReadProblem
from tests.rules.loading import apply_patch, load_raw, snapshot

HERE = Path(__file__).parent
BOOK, _ = load_rulebook("panjin")


def facts(*patch: dict[str, Any], base: str = "base_summary", as_of: str = "2026-12-01") -> Facts:
    raw = apply_patch(load_raw(HERE / base), patch)
    return Facts(snapshot(raw), BOOK, last_instant(parse_moment(as_of)))


def put(file: str, path: str, value: Any) -> dict[str, Any]:
    return {"op": "set", "file": file, "path": path, "value": value}


def new(file: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"op": "add", "file": file, "value": value}


def gone(*files: str) -> list[dict[str, Any]]:
    return [{"op": "remove", "file": file} for file in files]


def shown(case: Facts) -> list[tuple[str, str, str]]:
    return [(end.event, format_moment(end.on), end.item) for end in ends(case)]


def receipt(about: str, at: str, **more: Any) -> dict[str, Any]:
    signed = [{"who": "林某", "as": "server"}, {"who": "孟某乙", "as": "recipient", "at": at}]
    return {
        "kind": "service_receipt",
        "made_at": at,
        "about": [about],
        "persons": ["孟某乙"],
        "method": "direct",
        "result": "served",
        "signatures": signed,
        **more,
    }


NO_PENALTY = gone("R01", "R02", "R03", "R04", "R05", "R06", "R07")


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("示例市明湖县乙村4组21号", "明湖县乙村4组21号", "yes"),
        ("乙村四组二十一号", "明湖县乙村4组21号", "yes"),
        ("乙村4组21号 院内", "乙村４组２１号", "yes"),
        ("明湖县乙村", "明湖县乙村4组21号", "unknown"),
        ("乙村4组21号王家院", "示例镇乙村4组21号", "unknown"),
        ("乙村4组22号", "乙村4组21号", "no"),
        ("乙村南侧工地", "乙村4组21号", "no"),
        ("虚构路一百零五号", "虚构路105号", "yes"),
        ("乙村4组21号家中", "明湖县乙村4组21号", "yes"),
        ("21号", "乙村4组21号", "unknown"),
        ("1号", "乙村4组21号", "no"),
        ("乙村4组210号", "乙村4组21号", "no"),
        ("乙村21号", "乙村4组21号", "unknown"),
        ("乙村4组21号对面的鱼塘", "乙村4组21号", "unknown"),
    ],
)
def test_addresses_are_compared_by_what_they_mean(one: str, other: str, answer: str) -> None:
    assert same_place(one, other) == answer
    assert same_place(other, one) == answer


def test_a_home_without_an_address_is_open() -> None:
    assert at_domicile("当事人家中", ["乙村4组21号"]) == "unknown"
    assert at_domicile("乙村5组1号", []) == "unknown"


def test_an_address_without_a_number_refutes_no_place() -> None:
    assert at_domicile("样例镇乙村4组21号", ["明湖县样例镇乙村"]) == "unknown"
    assert at_domicile("样例镇丙村工地", ["明湖县样例镇乙村"]) == "unknown"


def test_a_posted_letter_is_under_way_until_its_receipt() -> None:
    voucher = {"kind": "mail_voucher", "about": ["R02"], "mail_type": "express"}
    case = facts(*gone("R03"), new("R11", voucher))
    assert awaiting(case, "R02")
    assert unserved(case, "R02") == ("孟某乙",)
    by_mail = facts(put("R03", "method", "mail"), new("R11", voucher))
    assert not awaiting(by_mail, "R02")


def test_a_letter_nobody_signed_for_has_no_day_of_service() -> None:
    case = facts(
        put("R03", "method", "mail"), {"op": "remove", "file": "R03", "path": "signatures"}
    )
    (service,) = services(case, "R02")
    assert service.counts_from is None


def test_a_public_notice_serves_when_its_period_ends() -> None:
    case = facts(
        put("R03", "method", "public_notice"),
        put("R03", "posted_at", "2026-09-15"),
        put("R03", "notice_days", "30"),
    )
    (service,) = services(case, "R02", "孟某乙")
    assert format_moment(service.counts_from or parse_moment("2000-01-01")) == "2026-10-15"


def test_each_person_is_served_for_himself() -> None:
    case = facts(
        put("persons", "方某", {"capacity": "party"}), put("R02", "persons", ["孟某乙", "方某"])
    )
    assert unserved(case, "R02") == ("方某",)


def test_summary_ends_with_the_later_of_payment_and_filing() -> None:
    assert shown(facts()) == [("performed", "2026-09-17", "R06")]
    later = facts(put("R05", "filed_at", "2026-09-20"))
    assert shown(later) == [("filed", "2026-09-20", "R05")]


def test_a_licence_ends_when_its_decision_is_served() -> None:
    decision = {"kind": "licence_decision", "persons": ["孟某乙"], "made_at": "2026-09-20"}
    case = facts(
        *NO_PENALTY,
        put("case", "kind", "licence"),
        new("R11", decision),
        new("R12", receipt("R11", "2026-09-21T10:00:00+08:00")),
    )
    assert shown(case) == [("service", "2026-09-21T10:00:00+08:00", "R11")]
    assert over(case)


def test_a_refused_application_needs_no_licence_decision() -> None:
    notice = {"kind": "non_acceptance_notice", "persons": ["孟某乙"]}
    case = facts(*NO_PENALTY, put("case", "kind", "licence"), new("R11", notice))
    assert exit_of(case) == "not_accepted"
    assert "licence_decision" not in {step.name for step in steps(case)}


def test_an_inspection_ends_with_its_passed_check_or_its_result() -> None:
    order = {"kind": "correction_order", "persons": ["孟某乙"]}
    inspected = [*gone("R01", "R02", "R03", "R05", "R06", "R07"), put("case", "kind", "inspection")]
    checked = facts(*inspected, new("R11", order), put("R04", "about", ["R11"]))
    assert shown(checked) == [("corrected", "2026-09-15T11:05:00+08:00", "R04")]
    unchecked = facts(*inspected, new("R11", order))
    assert shown(unchecked) == []
    told = {"kind": "case_closure_approval", "end_event": "result_known", "ended_on": "2026-09-18"}
    assert shown(facts(*inspected, new("R11", told))) == [("result_known", "2026-09-18", "R11")]


def test_an_unperformed_decision_ends_with_the_result_of_enforcement() -> None:
    result = {"kind": "enforcement_result_record", "made_at": "2026-11-02"}
    case = facts(put("R06", "orders/[number=2]/status", "none"), new("R11", result))
    assert shown(case) == [("enforced", "2026-11-02", "R11")]


def test_what_was_found_uncorrected_later_was_not_performed() -> None:
    failed = {"kind": "correction_check_record", "about": ["R02"], "result": "not"}
    case = facts(new("R11", {**failed, "made_at": "2026-09-30"}))
    assert shown(case) == []


def test_going_on_after_a_transfer_is_no_end() -> None:
    transfer = {"kind": "criminal_transfer", "made_at": "2026-07-12"}
    rest = [f"R{n}" for n in range(14, 36)]
    assert shown(facts(*gone(*rest), new("R36", transfer), base="base")) == []
    moved = {**transfer, "made_at": "2026-09-10"}
    case = facts(*gone(*rest), new("R36", moved), base="base")
    assert shown(case) == [("transferred", "2026-09-10", "R36")]


def test_with_two_decisions_the_last_performance_counts() -> None:
    second = {"kind": "summary_penalty_decision", "orders": [{"number": "1", "type": "fine"}]}
    second["orders"][0]["text"] = "罚款100元。"  # type: ignore[index]
    done = {
        "kind": "performance_record",
        "about": ["R11"],
        "orders": [{"number": "1", "status": "full", "date": "2026-10-05"}],
    }
    assert shown(facts(new("R11", second))) == []
    both = facts(new("R11", second), new("R12", done))
    assert shown(both) == [("performed", "2026-10-05", "R12")]


def test_an_unreadable_page_is_not_taken_for_a_missing_one() -> None:
    case = facts(*gone("R14"), base="base")
    problem = ReadProblem("x", "x", Place("records/R14-investigation_report.yaml"))
    case = Facts(replace(case.snapshot, problems=(problem,)), BOOK, case.as_of)
    step = next(step for step in steps(case) if step.name == "investigation_report")
    assert state_of(case, step) == "unreadable"


@pytest.mark.parametrize(
    ("day", "latest"),
    [
        ("2026-10-22", "2026-10-22"),
        ("2026-12-12", "2026-12-14"),
        ("2026-12-13", "2026-12-14"),
        ("2027-01-01", "2027-01-04"),
        ("2027-05-03", "2027-05-08"),
    ],
)
def test_a_last_day_of_rest_moves_on(day: str, latest: str) -> None:
    moved = latest_possible(parse_moment(day))
    assert moved.isoformat() == latest
