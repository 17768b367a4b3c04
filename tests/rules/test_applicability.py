"""Of which day a page is, whose it is, and what is left alone when a case is of an earlier day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lawrec.checks.facts.application import branch_of, case_branch, day_of_page, days, subjects
from lawrec.checks.facts.case import Facts
from lawrec.schema.report import Report
from lawrec.schema.snapshot import Place, ReadProblem
from tests.rules.fixtures import facts, judge

UNIT = "profile/units/执法大队"


def change(file: str, path: str, value: Any) -> dict[str, Any]:
    return {"op": "set", "file": file, "path": path, "value": value}


def gone(file: str, path: str) -> dict[str, Any]:
    return {"op": "remove", "file": file, "path": path}


def late(day: str) -> dict[str, Any]:
    return change("bureau", "profile/effective_from", day)


def built(*patch: dict[str, Any], **fixture: Any) -> Facts:
    return facts({"patch": list(patch), **fixture})


def verdicts(report: Report) -> dict[str, str]:
    return {result.clause.id: result.verdict for result in report.clauses}


@pytest.mark.parametrize(
    ("item", "patch", "day"),
    [
        ("A01", [], date(2026, 7, 9)),
        ("R03", [], date(2026, 7, 9)),
        ("R01", [], date(2026, 7, 8)),
        ("R24", [gone("R24", "steps/[role=approver]/at")], date(2026, 8, 7)),
        ("R03", [gone("R03", "made_at")], date(2026, 7, 9)),
        ("R33", [gone("R33", "made_at")], None),
        ("M01", [], date(2026, 7, 9)),
        ("M01", [gone("M01", "captured/start")], date(2026, 7, 9)),
        (
            "M01",
            [change("M01", "captured", {"source": "declared"}),
             change("M01", "stored/at", "2026-07-11T08:00:00+08:00")],
            date(2026, 7, 11),
        ),
        (
            "M01",
            [change("M01", "captured", {"source": "declared"}), gone("M01", "stored/at")],
            None,
        ),
    ],
)  # fmt: skip
def test_the_day_of_a_page(item: str, patch: list[dict[str, Any]], day: date | None) -> None:
    case = built(*patch)
    (page,) = [page for page in subjects(case) if page.id == item]
    assert day_of_page(case, page) == day


def test_archiving_is_the_last_day_of_a_case() -> None:
    assert days(built()) == (date(2026, 7, 8), date(2026, 9, 11))
    asked = built(base="base_opened", at_archive="yes", as_of="2026-08-01")
    assert days(asked) == (date(2026, 8, 1), date(2026, 8, 1))
    assert days(built(base="base_opened")) is None


def test_what_cannot_be_read_may_be_of_any_day() -> None:
    case = built(late("2027-01-01"))
    problem = ReadProblem("yaml_syntax", "no YAML", Place("records/R91-x.yaml"))
    case = replace(case, snapshot=replace(case.snapshot, problems=(problem,)), cache={})
    found = verdicts(judge(case))
    assert found["4.1b"] == "undeterminable"
    assert found["13.2a"] == "not_applicable"


def test_a_page_changed_beside_lawrec_stays_open() -> None:
    case = built(late("2027-01-01"), history={"dirty": ["records/R07-inquiry_transcript.yaml"]})
    assert verdicts(judge(case))["4.1b"] == "undeterminable"


def test_what_is_to_come_is_of_a_later_day() -> None:
    case = built(
        late("2026-09-02"),
        {"op": "remove", "file": "R35"}, {"op": "remove", "file": "R34"},
        gone("originals", "R35"), as_of="2026-09-05",
    )  # fmt: skip
    found = verdicts(judge(case))
    assert found["25.1a"] == "not_yet_due"
    assert found["7.1"] == "not_yet_due"


def test_the_branch_by_the_posts_of_its_people() -> None:
    branch = change("bureau", "profile/units/东山分局", {"type": "branch"})
    post = {"unit": "东山分局", "post": "执法员", "duties": ["enforcement"], "from": "2026-07-09"}
    people = [change("bureau", f"officers/{name}/posts", [post]) for name in ("林某", "高某")]
    case = built(branch, *people)
    whose = {page.id: branch_of(case, page) for page in subjects(case)}
    assert (whose["A01"], whose["R03"], whose["M01"]) == ("东山分局",) * 3
    assert whose["R06"] == "东山分局"
    assert whose["R04"] == "东山分局"
    # Before the first day of the posts, and for people without one, the unit of the case counts.
    assert whose["R01"] is None
    assert whose["R15"] is None
    assert case_branch(case) == "东山分局"
    unsaid = built(branch, *people, gone("M09", "operator"), gone("R14", "made_by"))
    left = {page.id: branch_of(unsaid, page) for page in subjects(unsaid)}
    assert (left["M09"], left["R14"]) == (None, None)


@pytest.mark.parametrize(("kind", "branch"), [("branch", "执法大队"), ("section", None)])
def test_a_case_without_acts_is_of_its_unit(kind: str, branch: str | None) -> None:
    assert case_branch(built(change("bureau", f"{UNIT}/type", kind), base="base_opened")) == branch
