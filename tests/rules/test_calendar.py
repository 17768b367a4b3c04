"""Working days, counted by the decrees that the library knows, and by nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from lawrec.checks.facts.calendar import (
    after_working_days,
    next_working_day,
    no_calendar,
    within_working_days,
)
from lawrec.store.workdays import chinese_workdays

FAR = date(2094, 3, 1)


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        (date(2026, 10, 10), "yes"),  # a Saturday that is worked for the holiday before it
        (date(2026, 10, 7), "no"),  # a Wednesday of that holiday
        (date(2026, 11, 27), "yes"),
        (date(2026, 11, 28), "no"),
        (FAR, "unknown"),
    ],
)
def test_days_of_rest_follow_the_decree(day: date, answer: str) -> None:
    assert chinese_workdays(day) == answer


def test_a_last_day_on_a_day_of_rest_moves_to_the_next_working_day() -> None:
    assert next_working_day(chinese_workdays, date(2026, 10, 3)) == date(2026, 10, 8)
    assert next_working_day(chinese_workdays, date(2026, 10, 10)) == date(2026, 10, 10)
    assert next_working_day(chinese_workdays, FAR) is None


def test_a_period_of_working_days_leaves_out_the_day_of_the_event() -> None:
    assert after_working_days(chinese_workdays, date(2026, 9, 30), 2) == date(2026, 10, 9)
    assert after_working_days(chinese_workdays, date(2026, 11, 27), 1) == date(2026, 11, 30)
    assert after_working_days(chinese_workdays, FAR, 1) is None


@pytest.mark.parametrize(
    ("end", "known", "without"),
    [
        (date(2026, 12, 4), "yes", "yes"),
        (date(2026, 12, 6), "yes", "unknown"),
        (date(2026, 12, 8), "yes", "unknown"),
        (date(2026, 12, 9), "no", "unknown"),
        (date(2026, 12, 31), "no", "unknown"),
        (date(2027, 1, 1), "no", "no"),
    ],
)
def test_within(end: date, known: str, without: str) -> None:
    start = date(2026, 11, 27)
    assert within_working_days(chinese_workdays, start, end, 7) == known
    assert within_working_days(no_calendar, start, end, 7) == without
