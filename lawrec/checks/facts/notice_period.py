"""When a public notice takes effect, and whether its period is that of national law (21.4f)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lawrec.checks.base import Outcome, met, pending, satisfied_but, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.public_notice import Notice
from lawrec.i18n import N_
from lawrec.schema.moments import day_of

_CHECKED_SINCE = date(2022, 1, 1)
"""From this day on national law has 30 days; the text that was law before was not checked."""


def period_runs(case: Facts, notice: Notice) -> Iterator[Outcome]:
    """Whether the period is stated and has run out, and how long national law wants it."""
    page = notice.page
    ends = notice.ends(case)
    if notice.posted is None or notice.days is None or ends is None:
        field = "posted_at" if notice.posted is None else "notice_days"
        yield unsure(
            "notice_period_open",
            N_("{record}: {field} is not stated, so the day on which the notice serves is open"),
            page.at(field),
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set {field}=...",
            record=page.id,
            field=field,
        )
        return
    if not case.passed(ends):
        text = N_("{record}: the notice serves on {ends}, when its period ends")
        yield pending(
            "notice_runs", text, page.at("notice_days"), due=ends, record=page.id, ends=ends
        )
    wanted = case.number("21.4f", "public_notice")
    if day_of(notice.posted) < _CHECKED_SINCE:
        yield satisfied_but(
            "note",
            "notice_under_earlier_law",
            N_("{record}: posted before {day}; the period of the law of that time was not checked"),
            page.at("notice_days"),
            record=page.id,
            day=_CHECKED_SINCE,
        )
    elif notice.days < wanted:
        yield satisfied_but(
            "warning",
            "notice_too_short",
            N_("{record}: a period of {days} days; national law has {wanted} for a public notice"),
            page.at("notice_days"),
            record=page.id,
            days=notice.days,
            wanted=wanted,
        )
    yield met()
