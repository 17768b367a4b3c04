"""The courses of all kinds of case: what is left out is missed, what comes next is named."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import exit_of
from lawrec.checks.facts.dues import instalments_due
from lawrec.checks.facts.ending import ends
from lawrec.checks.facts.fulfilment import performance
from lawrec.checks.facts.lifecycle import command, course, next_step, state_of
from lawrec.checks.facts.standstill import suspended
from lawrec.checks.runner import run
from lawrec.operations.rulebook import load_rulebook
from lawrec.schema.moments import format_moment, last_instant, parse_moment
from tests.rules.loading import Raw, apply_patch, load_raw, snapshot

HERE = Path(__file__).parent
BOOK, RULES = load_rulebook("panjin")
BASES = ("base", "base_summary", "base_inspection", "base_expropriation")
Change = dict[str, Any]


def without(raw: Raw, item: str) -> Raw:
    """The case without that page, and without what the others say of it."""
    left = {path: page for path, page in raw.items() if f"/{item}-" not in path}
    assert len(left) == len(raw) - 1
    return {path: _forgetting(deepcopy(page), item) for path, page in left.items()}


def _forgetting(value: Any, item: str) -> Any:
    if isinstance(value, dict):
        return {k: _forgetting(v, item) for k, v in value.items() if k != item and v != item}
    if isinstance(value, list):
        kept = [v for v in value if v != item and not (isinstance(v, dict) and _names(v, item))]
        return [_forgetting(v, item) for v in kept]
    return value


def _names(entry: dict[str, Any], item: str) -> bool:
    return entry.get("item") == item


def papers() -> Iterator[tuple[str, str, str]]:
    for base in BASES:
        for path, page in load_raw(HERE / base).items():
            if path.startswith("records/"):
                yield base, path.split("/")[1].split("-")[0], page["kind"]


def facts(base: str, *patch: Change, as_of: str = "2027-06-30", at_archive: bool = False) -> Facts:
    case = snapshot(apply_patch(load_raw(HERE / base), patch))
    return Facts(case, BOOK, last_instant(parse_moment(as_of)), at_archive=at_archive)


def put(file: str, path: str, value: Any) -> Change:
    return {"op": "set", "file": file, "path": path, "value": value}


def new(file: str, value: Change) -> Change:
    return {"op": "add", "file": file, "value": value}


def gone(*files: str) -> list[Change]:
    return [{"op": "remove", "file": file} for file in files]


def shown(case: Facts) -> list[tuple[str, str, str]]:
    return [(end.event, format_moment(end.on), end.item) for end in ends(case)]


def states(case: Facts) -> dict[str, str]:
    return {
        step.who or (f"{step.served} served" if step.served else step.name): state_of(case, step)
        for step in course(case)
    }


@pytest.mark.parametrize("base", BASES)
def test_a_lawful_case_has_taken_every_step(base: str) -> None:
    case = facts(base)
    assert set(states(case).values()) <= {"present", "not_needed"}
    assert next_step(case) is None


# Whose absence another row misses; while a row is not written yet its papers are left out here.
ROW_OF = {
    "legal_review_opinion": "19.1a",
    "collective_discussion_record": "19.3",
    "hearing_right_notice": "12c",
    "statement_defence_record": "13.1(5)a",
    "incident_record": "17(1)a",
    "long_term_storage_record": "17(1)b",
    "correction_check_record": "22.2a",
    "secrecy_marking": "26.3a",
}
# What these say stands in other papers of the case too, or is asked for by no clause.
SAID_TWICE = {
    ("base", "R02"): "rights were told in the transcripts as well",
    ("base", "R05"): "the decision orders the correction as well",
    ("base", "R06"): "the order names who reviewed it",
    ("base", "R19"): "the notice names who reviewed it",
    ("base", "R18"): "the right to a hearing was told in the transcript as well",
    ("base_expropriation", "R04"): "rights were told in the transcript as well",
    ("base_expropriation", "R05"): "the notice is signed by its recipient",
}


@pytest.mark.parametrize(("base", "item", "kind"), [*papers()])
def test_whoever_removes_a_paper_is_named_a_clause(base: str, item: str, kind: str) -> None:
    if (base, item) in SAID_TWICE:
        pytest.skip(SAID_TWICE[base, item])
    if kind in ROW_OF and not BOOK.implemented(ROW_OF[kind]):
        pytest.skip(f"{ROW_OF[kind]} has no rule yet")
    case = snapshot(without(load_raw(HERE / base), item))
    report = run(Facts(case, BOOK, last_instant(parse_moment("2027-06-30"))), RULES, "en").report
    assert any(
        r.implemented and r.verdict in ("violated", "undeterminable") for r in report.clauses
    ), kind


def mini(kind: str, *records: Change, as_of: str = "2026-12-01", **fields: Any) -> Facts:
    """A case of that kind with these records alone: R01, R02 and so on."""
    base = load_raw(HERE / "base_expropriation")
    raw = {path: base[path] for path in ("persons.yaml", "bureau.yaml")}
    raw["case.yaml"] = {**base["case.yaml"], "kind": kind, **fields}
    for number, record in enumerate(records, 1):
        raw[f"records/R{number:02}-{record['kind']}.yaml"] = record
    return Facts(snapshot(raw), BOOK, last_instant(parse_moment(as_of)))


def rec(kind: str, day: str = "2026-08-01", **more: Any) -> Change:
    return {"kind": kind, "made_at": f"{day}T09:00:00+08:00", "persons": ["贾某"], **more}


def served(item: str, day: str) -> Change:
    at = f"{day}T10:00:00+08:00"
    signed = [{"who": "林某", "as": "server"}, {"who": "贾某", "as": "recipient", "at": at}]
    return rec("service_receipt", day, made_at=at, about=[item], method="direct",
               result="served", signatures=signed)  # fmt: skip


def form(kind: str, decision: str = "approved", day: str = "2026-07-01", **more: Any) -> Change:
    at = f"{day}T09:00:00+08:00"
    return {"kind": kind, "steps": [{"role": "approver", "who": "谢某", "at": at,
            "decision": decision}], **more}  # fmt: skip


def closing(event: str, day: str = "2026-09-30") -> Change:
    return form("case_closure_approval", day="2026-10-08", end_event=event, ended_on=day)


ARCHIVED = rec("archive_transfer_record", "2026-11-01")
REGISTER = rec("application_register", "2026-07-01")


def told(case: Facts, *steps: str) -> list[str]:
    """The states of these steps."""
    found = states(case)
    return [found[step] for step in steps]


def test_a_licence_from_application_to_service() -> None:
    case = mini("licence", REGISTER)
    assert told(case, "stage_1", "acceptance_notice", "licence_decision") == [
        "present", "to_come", "to_come",
    ]  # fmt: skip
    step = next_step(case)
    assert step is not None
    assert step.name == "acceptance_notice"
    decided = mini("licence", REGISTER, rec("licence_decision"), served("R02", "2026-08-05"))
    assert told(decided, "acceptance_notice", "approval_form") == ["missing", "missing"]
    assert shown(decided) == [("service", "2026-08-05T10:00:00+08:00", "R02")]
    unserved = mini("licence", REGISTER, rec("licence_decision"), closing("service"))
    assert states(unserved)["licence_decision served"] == "missing"


def test_a_licence_decided_without_an_application_lacks_its_start() -> None:
    assert states(mini("licence", rec("licence_decision")))["stage_1"] == "missing"
    assert states(mini("licence"))["stage_1"] == "to_come"


def test_an_application_that_was_withdrawn_needs_no_decision() -> None:
    paper = rec("application_withdrawal", "2026-08-03")
    case = mini("licence", REGISTER, paper)
    assert exit_of(case) == "withdrawn"
    assert shown(case) == [("withdrawn", "2026-08-03T09:00:00+08:00", "R02")]
    assert "licence_decision" not in states(case)
    only_said = mini("licence", REGISTER, closing("withdrawn"))
    assert states(only_said)["application_withdrawal"] == "unclear"
    decided = mini("licence", REGISTER, paper, rec("licence_decision"))
    assert exit_of(decided) is None
    assert exit_of(mini("penalty", paper)) is None
    assert exit_of(mini("other", paper, initiated_by="application")) == "withdrawn"


def test_an_application_for_another_organ_ends_with_its_transfer() -> None:
    case = mini("licence", REGISTER, rec("jurisdiction_transfer", "2026-08-02"))
    assert shown(case) == [("transferred", "2026-08-02T09:00:00+08:00", "R02")]
    assert states(case)["jurisdiction_transfer"] == "present"
    decided = mini("licence", REGISTER, rec("jurisdiction_transfer"), rec("licence_decision"))
    assert shown(decided) == []


def test_a_refused_acceptance_has_to_be_served() -> None:
    case = mini("licence", REGISTER, rec("non_acceptance_notice"), closing("service"))
    assert states(case)["non_acceptance_notice served"] == "missing"


MEASURE = rec("coercive_measure_decision", "2026-08-02", period_to="2026-09-01")
START = form("case_initiation_approval")


def test_a_measure_is_lifted_or_runs_out() -> None:
    running = mini("coercion", START, MEASURE, as_of="2026-08-20")
    lift = "coercive_measure_lift_decision"
    assert told(running, "coercive_measure_decision", lift) == ["present", "to_come"]
    assert shown(running) == []
    run_out = mini("coercion", START, MEASURE, served("R02", "2026-08-02"))
    assert shown(run_out) == [("lifted", "2026-09-01", "R02")]
    assert states(run_out)[lift] == "present"
    lifted = mini("coercion", START, MEASURE, rec(lift, "2026-08-20"), served("R03", "2026-08-21"))
    assert shown(lifted) == [("lifted", "2026-08-21T10:00:00+08:00", "R03")]


def test_a_measure_without_end_is_in_doubt() -> None:
    open_end = {k: v for k, v in MEASURE.items() if k != "period_to"}
    closed = mini("coercion", START, open_end, closing("lifted"))
    assert states(closed)["coercive_measure_lift_decision"] == "unclear"
    turned = mini("coercion", START, open_end, closing("spawned"))
    assert states(turned)["coercive_measure_lift_decision"] == "present"


def test_a_lifting_reaches_whom_the_measure_hit() -> None:
    lift = rec("coercive_measure_lift_decision", "2026-08-20")
    case = mini("coercion", START, MEASURE, lift, closing("lifted"))
    assert states(case)["coercive_measure_lift_decision served"] == "unclear"


def test_enforcement_needs_its_decision_and_a_result() -> None:
    demand = rec("demand_notice", "2026-08-02")
    case = mini("coercion", START, demand)
    step = next_step(case)
    assert step is not None
    assert step.name == "coercive_enforcement_decision"
    result = rec("enforcement_result_record", "2026-09-10")
    undecided = mini("coercion", START, demand, result)
    assert states(undecided)["coercive_enforcement_decision"] == "missing"
    own = rec("coercive_enforcement_decision", "2026-08-20")
    done = mini("coercion", START, demand, own, served("R03", "2026-08-21"), result)
    assert shown(done) == [("enforced", "2026-09-10T09:00:00+08:00", "R05")]
    no_result = mini("coercion", START, demand, own, served("R03", "2026-08-21"), ARCHIVED)
    assert states(no_result)["enforcement_result_record"] == "unclear"
    court = rec("court_enforcement_application", "2026-08-20")
    applied = mini("coercion", START, demand, court)
    assert states(applied)["coercive_enforcement_decision"] == "present"
    assert states(applied)["coercive_enforcement_decision served"] == "not_needed"
    running = mini("coercion", START, MEASURE, own)
    assert shown(running) == []


def test_coercion_that_has_left_no_paper_yet_needs_one() -> None:
    assert told(mini("coercion", START, ARCHIVED), "coercive_measure_decision") == ["missing"]


def test_what_was_refused_in_urgency_is_undone() -> None:
    refused = form("case_initiation_approval", "refused", mode="urgent")
    measure = {k: v for k, v in MEASURE.items() if k != "period_to"}
    case = mini("coercion", refused, measure)
    assert exit_of(case) == "refused"
    assert shown(case) == [("dismissed", "2026-07-01T09:00:00+08:00", "R01")]
    assert states(case)["coercive_measure_lift_decision"] == "unclear"
    assert "case_closure_approval" not in states(case)


SURVEY = rec("onsite_inspection_record", "2026-07-05")
TAKEN = rec("expropriation_decision", "2026-08-10",
            orders=[{"number": "1", "type": "compensation", "text": "补偿"}])  # fmt: skip


def test_expropriation_follows_its_survey_and_ends_with_the_compensation() -> None:
    paid = rec("performance_record", "2026-09-01", about=["R03"],
               orders=[{"number": "1", "status": "full", "date": "2026-09-01"}])  # fmt: skip
    case = mini("expropriation", START, SURVEY, TAKEN, served("R03", "2026-08-11"), paid)
    assert shown(case) == [("compensated", "2026-09-01", "R05")]
    bare = mini("expropriation", START, TAKEN)
    assert told(bare, "stage_1", "stage_2", "rights_notice") == ["present", "missing", "unclear"]
    unpaid = mini("expropriation", START, SURVEY, TAKEN, ARCHIVED)
    assert told(unpaid, "performance_record") == ["unclear"]


def test_a_requisition_may_take_first_and_survey_later() -> None:
    taken = {**TAKEN, "kind": "requisition_decision"}
    assert states(mini("requisition", START, taken))["stage_2"] == "to_come"
    assert states(mini("requisition", START, taken, ARCHIVED))["stage_2"] == "missing"


def test_a_decision_may_be_announced_instead_of_served() -> None:
    day = {"announced_on": "2026-08-12"}
    announced = mini("expropriation", START, SURVEY, {**TAKEN, **day}, ARCHIVED)
    assert states(announced)["expropriation_decision served"] == "present"
    notice = rec("public_notice_text", "2026-08-12", about=["R03"])
    posted = mini("expropriation", START, SURVEY, TAKEN, notice, ARCHIVED)
    assert states(posted)["expropriation_decision served"] == "present"
    silent = mini("expropriation", START, SURVEY, TAKEN, ARCHIVED)
    assert states(silent)["expropriation_decision served"] == "missing"


def test_every_target_of_a_plan_has_its_paper() -> None:
    case = facts("base_inspection", *gone("R03"))
    assert told(case, "曾某", "郝某", "虚构田园合作社") == ["present", "unclear", "present"]
    named = facts("base_inspection", *gone("R03"), put("R02", "content", "郝某的菌棚也看过。"))
    assert states(named)["郝某"] == "present"
    by_agent = facts("base_inspection", put("R04", "persons", ["尹某"]))
    assert states(by_agent)["虚构田园合作社"] == "present"


def notice(result: str, **more: Any) -> Change:
    return rec("inspection_result_notice", "2026-10-12", persons=["曾某"], result=result, **more)


def test_what_an_inspection_found_has_to_be_followed() -> None:
    bad = facts("base_inspection", new("R20", notice("violation")))
    assert states(bad)["inspection_result_notice served"] == "unclear"
    assert states(bad)["case_initiation_approval"] == "unclear"
    new_case = notice("violation", spawned_case="2026/0040")
    led_on = facts("base_inspection", new("R20", new_case))
    assert exit_of(led_on) == "spawned"
    assert "case_initiation_approval" not in states(led_on)
    to_correct = facts("base_inspection", new("R20", notice("to_be_corrected")))
    assert states(to_correct)["correction_order"] == "unclear"
    fine = facts("base_inspection", new("R20", notice("no_problem")))
    assert "correction_order" not in states(fine)
    signed = notice("no_problem", signatures=[{"who": "曾某", "as": "recipient"}])
    shown_to = states(facts("base_inspection", new("R20", signed)))
    assert shown_to["inspection_result_notice served"] == "present"
    assert exit_of(mini("penalty", {**new_case, "persons": ["贾某"]})) is None


def test_a_case_that_turned_from_summary_keeps_what_was_done_before() -> None:
    turned = put("case", "converted_at", "2026-07-09T11:00:00+08:00")
    later = {"op": "set", "file": "R01", "path": "steps/[role=approver]/at",
             "value": "2026-07-09T15:00:00+08:00"}  # fmt: skip
    rules = [rule for rule in RULES if rule.clause == "9.1b"]

    def verdict(*patch: Change) -> str:
        result = run(facts("base", *patch), rules, "en").report.result("9.1b")
        assert result is not None
        return result.verdict

    assert verdict(later) == "violated"
    assert verdict(later, turned) != "violated"
    case = facts("base", turned)
    assert states(case)["summary_procedure_record"] == "present"
    assert states(facts("base", *gone("R03"), turned))["summary_procedure_record"] == "unclear"


def test_a_fine_in_parts_is_paid_with_the_last_one() -> None:
    def part(day: str, amount: str, status: str = "partial") -> Change:
        entry = {"number": "1", "status": status, "date": day, "amount_yuan": amount}
        return rec("performance_record", day, about=["R01"], orders=[entry])

    fine = rec("penalty_decision", "2026-08-01", orders=[
        {"number": "1", "type": "fine", "text": "罚款", "amount_yuan": "300"}])  # fmt: skip
    allowed = form("instalment_approval", instalments=[
        {"due": "2026-11-01", "amount_yuan": "200"},
        {"due": "2026-10-01", "amount_yuan": "100"}])  # fmt: skip
    one = mini("penalty", fine, part("2026-10-01", "100"), allowed)
    assert shown(one) == []
    assert [format_moment(day) for day, _ in instalments_due(one)] == ["2026-11-01"]
    both = mini("penalty", fine, part("2026-10-01", "100"), part("2026-11-01", "200"), allowed)
    assert shown(both) == [("performed", "2026-11-01", "R03")]
    assert instalments_due(both) == []
    short = mini("penalty", fine, part("2026-10-01", "100"), part("2026-11-01", "199.99"))
    assert shown(short) == []
    typed_late = mini("penalty", fine, part("2026-11-01", "200", "full"), part("2026-10-01", "100"))
    assert performance(typed_late, "R01")[1][0] == "R02"
    until = mini("penalty", fine, form("instalment_approval", until="2026-12-20"))
    assert [format_moment(day) for day, _ in instalments_due(until)] == ["2026-12-20"]


@pytest.mark.parametrize(
    ("more", "day", "why"),
    [
        ({"suspended_on": "2026-08-01"}, "2026-08-01", "investigation"),
        ({"suspended_on": "2026-08-02"}, "2026-08-01", None),
        ({"suspended_on": "2026-08-01", "resumed_on": "2026-08-20"}, "2026-08-19", "investigation"),
        ({"suspended_on": "2026-08-01", "resumed_on": "2026-08-20"}, "2026-08-20", None),
        ({}, "2026-08-01", None),
    ],
)
def test_an_approved_suspension_stops_the_case(more: Change, day: str, why: str | None) -> None:
    found = suspended(mini("penalty", form("investigation_suspension", **more), as_of=day))
    assert (found.why if found else None) == why
    refused = form("investigation_suspension", "refused", **more)
    assert suspended(mini("penalty", refused, as_of=day)) is None


def test_a_lawsuit_stops_the_case_only_where_it_says_so() -> None:
    suit = rec("review_litigation_record", type="litigation", filed_on="2026-08-01")
    assert suspended(mini("penalty", suit)) is None
    stops = {**suit, "suspends": "yes"}
    found = suspended(mini("penalty", stops))
    assert found is not None
    assert (found.why, found.item) == ("litigation", "R01")
    assert suspended(mini("penalty", {**stops, "ended_on": "2026-10-01"})) is None
    assert suspended(mini("penalty", {**stops, "suspends": "no"})) is None


def test_the_next_step_has_a_command() -> None:
    def next_command(*records: Change) -> str | None:
        case = mini("penalty", *records)
        step = next_step(case)
        return command(case, step) if step else None

    assert next_command() == "lawrec add-record 2026/0001 case_initiation_approval"
    draft = {**START, "draft": "yes"}
    assert next_command(draft) == "lawrec finalise 2026/0001 R01"
    assert next_command(START) == "lawrec add-record 2026/0001 ..."
    unserved = facts("base", *gone("R25", *(f"R{n}" for n in range(29, 36))))
    step = next_step(unserved)
    assert step is not None
    assert command(unserved, step) == (
        'lawrec add-record 2026/0001 service_receipt --set "about=[R23]"'
    )


def test_papers_in_another_order_than_the_steps_are_pointed_out() -> None:
    def found(*patch: Change) -> list[str]:
        rules = [rule for rule in RULES if rule.clause == "4.1a"]
        return [f.code for f in run(facts("base", *patch), rules, "en").report.findings]

    assert found() == []
    assert found(put("R17", "made_at", "2026-08-11T09:00:00+08:00")) == ["step_out_of_order"]
    assert found(put("R17", "made_at", "2026-08-04")) == []


def test_who_is_overdue_is_demanded_and_compelled_not_waited_for() -> None:
    def next_name(*records: str, overdue: str) -> str | None:
        left = [f"R{n}" for n in range(29, 36)]
        change = put("declarations", "overdue/answer", overdue)
        found = [new(f"R6{n}", rec(kind, persons=["赵某甲"])) for n, kind in enumerate(records)]
        step = next_step(facts("base", *gone(*left), change, *found))
        return step.name if step else None

    assert next_name(overdue="no") == "performance_record"
    assert next_name(overdue="yes") == "demand_notice"
    compelled = next_name("demand_notice", overdue="yes")
    assert compelled == "coercive_enforcement_decision"
    applied = ("demand_notice", "court_enforcement_application")
    assert next_name(*applied, overdue="yes") == "enforcement_result_record"


def test_a_summary_penalty_is_filed_while_it_waits_for_payment() -> None:
    left = gone("R05", "R06", "R07", "R09", "R10")
    step = next_step(facts("base_summary", *left))
    assert step is not None
    assert step.name == "summary_filing_record"
    assert states(facts("base_summary", *left[1:]))["performance_record"] == "to_come"


def test_an_order_that_the_decision_may_contain_is_not_what_comes_next() -> None:
    left = gone("R05", "R08", "R10", *(f"R{n}" for n in range(17, 36)))
    step = next_step(facts("base", *left))
    assert step is not None
    assert step.name == "penalty_prior_notice"


def test_a_decision_that_takes_effect_by_service_waits_for_no_performance() -> None:
    warned = put("R02", "orders", [{"number": "1", "type": "warning", "text": "警告。"}])
    case = facts("base_summary", *gone("R06", "R07", "R09", "R10"), warned)
    assert states(case)["performance_record"] == "not_needed"


@pytest.mark.parametrize(
    "kind",
    ["rights_notice", "hearing_right_notice", "hearing_application", "hearing_notice",
     "summons_for_inquiry", "recusal_decision", "authorisation_letter", "investigation_report",
     "investigation_suspension"],
)  # fmt: skip
def test_papers_around_an_investigation_show_none(kind: str) -> None:
    assert states(mini("penalty", START, rec(kind)))["stage_2"] != "present"


DECIDED = "penalty_decision"
LATER = {
    "case_initiation_approval": ["investigation_report", "penalty_prior_notice", DECIDED],
    "stage_2": ["investigation_report", "legal_review_opinion", "penalty_prior_notice", DECIDED],
    "rights_notice": ["investigation_report", "penalty_prior_notice", DECIDED],
    "investigation_report": ["legal_review_opinion", "collective_discussion_record",
                             "penalty_prior_notice", DECIDED],
    "penalty_prior_notice": ["statement_review_record", DECIDED],
    "approval_form": [DECIDED],
    DECIDED: ["performance_record", "demand_notice", "coercive_enforcement_decision",
              "court_enforcement_application"],
}  # fmt: skip


@pytest.mark.parametrize(("step", "later"), [(s, one) for s, many in LATER.items() for one in many])
def test_a_later_paper_shows_that_the_step_was_left_out(step: str, later: str) -> None:
    assert states(mini("penalty", rec(later)))[step] == "missing"
    assert states(mini("penalty", rec("identity_document")))[step] == "to_come" or step == "stage_2"


@pytest.mark.parametrize("later", ["summary_filing_record", "performance_record"])
def test_the_same_on_the_spot(later: str) -> None:
    found = states(mini("penalty", rec(later), procedure="summary"))
    assert found["summary_procedure_record"] == found["summary_penalty_decision"] == "missing"


def test_an_inspection_that_is_handed_on_needs_no_more() -> None:
    moved = mini("inspection", form("inspection_plan"), rec("jurisdiction_transfer"))
    assert states(moved)["jurisdiction_transfer"] == "present"
    dropped = mini("inspection", form("inspection_plan"), closing("withdrawn"))
    assert set(states(dropped)) == {"stage_1", "case_closure_approval", "archive_transfer_record"}


def test_a_deferred_fine_that_was_paid_is_due_no_more() -> None:
    entry = {"number": "1", "status": "full", "date": "2026-12-01", "amount_yuan": "300"}
    paid = rec("performance_record", orders=[entry])
    assert (
        instalments_due(mini("penalty", paid, form("instalment_approval", until="2026-12-20")))
        == []
    )


def test_the_result_of_enforcement_counts_as_performance() -> None:
    result = rec("enforcement_result_record", "2026-08-30", persons=["赵某甲"])
    case = facts("base", *gone("R29", "R35"), new("R60", result))
    assert states(case)["performance_record"] == "present"
