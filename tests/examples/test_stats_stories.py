"""The yearly tables of the examples, worked out by hand from their steps and inputs.

licence-oral-application: applied for on 2026-05-11 (register), accepted on 05-13, granted on
05-25, closed on 05-29: 18 days. One site visit, filmed and stored the same day.

inspection-plan-120-spots: the plan approved on 2026-09-03, 120 inspections with a record each from
09-07 to 09-11, all filmed and handed over the same evening; closed on 09-18: 15 days.

sealing-then-court: opened on 2025-03-03, sealed on 03-04, lifted on 03-20, decided on 04-14 (a fine
of 3000 yuan and an order to correct), paid on 04-28, demanded on 10-22, filed with the court on
11-13; enforced on 2026-03-17, closed on 03-20: 365 + 17 = 382 days. Two acts had to be filmed,
three recordings were stored the same day.

expropriation-80-households: opened on 2026-03-03, 80 houses surveyed and filmed, 80 decisions on
04-21 with the compensation of inputs/decisions.csv, paid on 05-06; closed on 05-26: 84 days.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from lawrec.operations.stats import Asked, stats
from lawrec.report.stats_data import Figure
from tests.examples.conftest import Built, folder_of

Value = int | Decimal

LICENCE: dict[str, Value] = {
    "licence.applied": 1, "licence.accepted": 1, "licence.granted": 1,
    "inspection.in_cases": 1,
    "cases.opened.licence": 1, "cases.closed.licence": 1, "cases.days.licence": Decimal("18.0"),
    "cases.opened.all": 1, "cases.closed.all": 1, "cases.days.all": Decimal("18.0"),
    "filming.duties": 1, "filming.filmed": 1, "filming.rate": 100,
    "storing.recordings": 1, "storing.in_time": 1,
    "archiving.ended": 1, "archiving.in_time": 1,
}  # fmt: skip
INSPECTION: dict[str, Value] = {
    "inspection.acts": 120,
    "cases.opened.inspection": 1, "cases.closed.inspection": 1,
    "cases.days.inspection": Decimal("15.0"),
    "cases.opened.all": 1, "cases.closed.all": 1, "cases.days.all": Decimal("15.0"),
    "filming.duties": 120, "filming.filmed": 120, "filming.rate": 100,
    "storing.recordings": 120, "storing.in_time": 120,
    "archiving.ended": 1, "archiving.in_time": 1,
}  # fmt: skip
SEALING_2025: dict[str, Value] = {
    "penalty.decisions": 1, "penalty.general": 1, "penalty.by_number": 1, "penalty.one_kind": 1,
    "penalty.kinds": 1, "penalty.kind.fine": 1, "penalty.correct": 1, "penalty.paid": 1,
    "coercion.measures": 1, "coercion.sealing": 1, "coercion.lifted": 1, "coercion.demands": 1,
    "coercion.enforcement": 1, "coercion.court": 1,
    "inspection.in_cases": 1,
    "cases.opened.penalty": 1, "cases.pending.penalty": 1,
    "cases.opened.all": 1, "cases.pending.all": 1,
    "filming.duties": 2, "filming.filmed": 2, "filming.rate": 100,
    "storing.recordings": 3, "storing.in_time": 3,
}  # fmt: skip
SEALING_2026: dict[str, Value] = {
    "coercion.enforced": 1,
    "cases.before.penalty": 1, "cases.closed.penalty": 1, "cases.days.penalty": Decimal("382.0"),
    "cases.before.all": 1, "cases.closed.all": 1, "cases.days.all": Decimal("382.0"),
    "archiving.ended": 1, "archiving.in_time": 1,
}  # fmt: skip
EXPROPRIATION: dict[str, Value] = {
    "expropriation.decisions": 80, "expropriation.persons": 80,
    "expropriation.compensation": 80, "expropriation.paid": 80,
    "inspection.in_cases": 80,
    "cases.opened.expropriation": 1, "cases.closed.expropriation": 1,
    "cases.days.expropriation": Decimal("84.0"),
    "cases.opened.all": 1, "cases.closed.all": 1, "cases.days.all": Decimal("84.0"),
    "filming.duties": 80, "filming.filmed": 80, "filming.rate": 100,
    "storing.recordings": 80, "storing.in_time": 80,
    "archiving.ended": 1, "archiving.in_time": 1,
}  # fmt: skip


def of_year(made: Built, year: int) -> dict[str, Figure]:
    """The figures of a year; everything could be told."""
    found = stats(made.repository, Asked(date(year, 1, 1), date(year, 12, 31)))
    assert found.open == 0
    return {figure.id: figure for table in found.tables for figure in table.figures}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("story", "year", "expected"),
    [
        pytest.param(story, year, expected, marks=pytest.mark.xdist_group(story))
        for story, year, expected in (
            ("licence-oral-application", 2026, LICENCE),
            ("inspection-plan-120-spots", 2026, INSPECTION),
            ("sealing-then-court", 2025, SEALING_2025),
            ("sealing-then-court", 2026, SEALING_2026),
            ("expropriation-80-households", 2026, EXPROPRIATION),
        )
    ],
)
def test_the_figures_worked_out_by_hand(
    story: str, year: int, expected: dict[str, Value], built: Callable[[str], Built]
) -> None:
    found = of_year(built(story), year)
    assert {name: figure.value for name, figure in found.items() if figure.value} == expected


@pytest.mark.slow
@pytest.mark.xdist_group("sealing-then-court")
def test_the_money_of_the_penalty(built: Callable[[str], Built]) -> None:
    found = of_year(built("sealing-then-court"), 2025)
    assert found["penalty.kind.fine"].yuan == found["penalty.paid"].yuan == Decimal(3000)
    (paid,) = found["penalty.paid"].behind
    assert (paid.on, paid.items) == (date(2025, 4, 28), ("R19", "R23"))
    (sealed,) = found["coercion.sealing"].behind
    assert (sealed.on, sealed.items) == (date(2025, 3, 4), ("R04", "A02"))


@pytest.mark.slow
@pytest.mark.xdist_group("expropriation-80-households")
def test_the_money_of_the_expropriation(built: Callable[[str], Built]) -> None:
    story = "expropriation-80-households"
    table = folder_of(story) / "inputs" / "decisions.csv"
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    ordered = sum(Decimal(row["决定或责令事项[0].金额（元）"]) for row in rows)
    found = of_year(built(story), 2026)
    assert found["expropriation.compensation"].yuan == ordered == Decimal(7464000)
    assert found["expropriation.paid"].yuan == ordered
