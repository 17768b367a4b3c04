"""The yearly tables of the demonstration, worked out by hand from its steps.

First case: opened on 2026-07-07, decided on 08-03 (a fine of 15000 yuan, a shed to be demolished,
land to be handed back), closed on 08-21: 45 days; one inspection had to be filmed and was; of its
five recordings the photo of the telephone came two days late. Second case, summary: the first act
on 08-05, a fine of 200 yuan and an order to correct, closed on 08-10: 5 days. The third was opened
on 08-24 and is open. The mean of 45 and 5 is 25.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lawrec.operations.stats import Asked, stats
from tests.demo.conftest import Built

EXPECTED = {
    "penalty.decisions": 2, "penalty.general": 1, "penalty.summary": 1, "penalty.by_number": 2,
    "penalty.one_kind": 1, "penalty.several_kinds": 1, "penalty.kinds": 3, "penalty.kind.fine": 2,
    "penalty.kind.restore": 1, "penalty.correct": 2, "penalty.paid": 2,
    "inspection.in_cases": 1,
    "cases.opened.penalty": 3, "cases.closed.penalty": 2, "cases.pending.penalty": 1,
    "cases.days.penalty": Decimal("25.0"),
    "cases.opened.all": 3, "cases.closed.all": 2, "cases.pending.all": 1,
    "cases.days.all": Decimal("25.0"),
    "filming.duties": 1, "filming.filmed": 1, "filming.rate": 100,
    "storing.recordings": 5, "storing.in_time": 4, "storing.late": 1,
    "archiving.ended": 2, "archiving.in_time": 2,
}  # fmt: skip


def test_the_figures_worked_out_by_hand(built: Built) -> None:
    found = stats(built.repository, Asked(date(2026, 1, 1), date(2026, 12, 31)))
    figures = {figure.id: figure for table in found.tables for figure in table.figures}
    assert {name: figure.value for name, figure in figures.items() if figure.value} == EXPECTED
    assert found.open == 0
    assert figures["penalty.kind.fine"].yuan == Decimal(15200)
    assert figures["penalty.paid"].yuan == Decimal(15200)
    (late,) = figures["storing.late"].behind
    assert (late.case, late.items) == ("2026/0001", ("M05",))
