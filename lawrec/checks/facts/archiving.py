"""When a case was archived, and until when it had to be (article 25.1, rule T2).

Days are calendar days, the day of the end is not counted, and the last day lasts until
midnight. A last day on a rest day moves to the next working day; in years that the calendar of
public holidays does not know nothing is late as long as that may be so.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from lawrec.checks.facts.calendar import next_working_day
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.ending import End
from lawrec.checks.facts.support import dated_support, entered_by
from lawrec.schema.case import Override
from lawrec.schema.moments import BEIJING, Tri, day_of, first_instant
from lawrec.schema.records.archiving import ArchiveTransferRecord
from lawrec.schema.snapshot import Page

_CITATION = re.compile("《[^《》]+》[^《》]*第[^第条]+条")
_SATURDAY = 5
_HOLIDAYS = (
    ((1, 1), (1, 3), 3),
    ((1, 20), (2, 28), 9),
    ((4, 3), (4, 6), 3),
    ((5, 1), (5, 5), 5),
    ((5, 28), (6, 25), 3),
    ((9, 7), (10, 8), 8),
)
"""First and last day of the year on which a public holiday can fall, and its longest run."""


def transfer(case: Facts) -> Page[ArchiveTransferRecord] | None:
    """The first final transfer record: with it the case was archived."""
    found = case.typed(case.records_of("archive_transfer_record"), ArchiveTransferRecord)
    return min(found, key=_time_of, default=None)


def _time_of(page: Page[ArchiveTransferRecord]) -> float:
    """Orders the transfers; one without a date comes last."""
    at = page.data.made_at
    return first_instant(at).timestamp() if at is not None else float("inf")


def archiving(case: Facts) -> bool:
    """Whether the case is archived, or judged as it will stand once it is."""
    archived = case.snapshot.archived is not None
    return case.at_archive or archived or transfer(case) is not None


def archived_on(case: Facts) -> date | datetime | None:
    """When the case was archived: by the transfer record, else now if the question is put now."""
    record = transfer(case)
    if record is not None:
        return record.data.made_at
    if case.snapshot.archived is not None:
        return case.snapshot.archived.at
    return case.as_of if case.at_archive else None


def deadline(case: Facts, end: End) -> date:
    """The last day of the period, counted from that end."""
    return end.day + timedelta(days=case.number("25.1b", "archive"))


def latest_possible(last: date) -> date:
    """The furthest day to which a last day may move if it falls on days of rest."""
    if last.weekday() >= _SATURDAY:
        last += timedelta(days=7 - last.weekday())
    for first, until, run in _HOLIDAYS:
        if first <= (last.month, last.day) <= until:
            return last + timedelta(days=run)
    return last


def in_time(case: Facts, day: date, end: End) -> Tri:
    """Whether that day lies within the period from that end; unknown for possible rest days."""
    last = deadline(case, end)
    if day <= last:
        return "yes"
    moved = next_working_day(case.calendar, last)
    if moved is not None:
        return "yes" if day <= moved else "no"
    return "unknown" if day <= latest_possible(last) else "no"


def archive_date_supported(case: Facts, last: date) -> bool:
    """Whether more than the typed entry shows that the case was archived by that day."""
    record = transfer(case)
    if record is None or day_of(case.as_of) <= last or dated_support(case, record) is not None:
        return True
    midnight = datetime.combine(last + timedelta(days=1), datetime.min.time(), BEIJING)
    return entered_by(case, record, midnight)


def period_overrides(case: Facts) -> tuple[tuple[int, Override], ...]:
    """Overrides of the 30 days by upper law (25.1c), with their positions in case.yaml."""
    entries = case.case.overrides if case.case else ()
    return tuple((i, e) for i, e in enumerate(entries) if e.clause in ("25.1b", "25.1c"))


def approved_by_legal(case: Facts, entry: Override) -> bool:
    """Whether somebody who reviewed for the bureau in the time of the case stands behind it.

    The override bears no date, so that any day since the first act will do.
    """
    officer = case.officer(entry.by)
    begun = min((day_of(act.data.start) for act in case.acts), default=date.min)
    return officer is not None and any(
        "legal_review" in post.duties and (post.to is None or post.to >= begun)
        for post in officer.posts
    )


def cites(basis: str) -> bool:
    """Whether the basis names an article of a law, regulation or rule; free text is none."""
    return _CITATION.search(basis) is not None


def other_period(case: Facts) -> Override | None:
    """The override that holds: it cites its basis and the legal section approved it."""
    for _, entry in period_overrides(case):
        if cites(entry.basis) and approved_by_legal(case, entry):
            return entry
    return None
