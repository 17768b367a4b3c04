"""The clock of an urgent start: 24 hours from the actual start to the report (article 9.1d)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from lawrec.checks.base import Outcome, met, pending, satisfied_but, unsure, violated
from lawrec.checks.facts import initiation
from lawrec.checks.facts.approvals import amend, declared_only, over
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.support import dated_support, entered_by
from lawrec.i18n import N_
from lawrec.schema.moments import first_instant, last_instant, not_after, within
from lawrec.schema.records.common import Approval, Step
from lawrec.schema.records.initiation import CaseInitiationApproval
from lawrec.schema.snapshot import Page

Form = Page[CaseInitiationApproval]
Moment = datetime | date


def _limit(case: Facts) -> timedelta:
    return case.limit("9.1d", "urgent_report")


def actual_start(case: Facts, form: Form) -> Moment | None:
    """When the procedure really began: as stated, or with an earlier first formal act."""
    stated = form.data.started_at
    acts = initiation.formal_acts(case)
    first = acts[0].data.start if acts else None
    if stated is None or first is None:
        return stated or first
    return stated if not_after(first, stated) != "yes" else first


def reported_in_time(case: Facts, form: Form) -> Iterator[Outcome]:
    """The report of an urgent start, held against the limit."""
    start = actual_start(case, form)
    if start is None:
        yield start_time_missing(case, form)
        return
    yield from _stated_too_late(form, start)
    reported = form.data.reported_at
    if reported is None:
        yield _unreported(case, form, start)
    elif not_after(start, reported) == "no":
        yield _contradiction(case, form, start, reported)
    else:
        yield _judged(case, form, start, reported)


def _judged(case: Facts, form: Form, start: Moment, reported: Moment) -> Outcome:
    answer = within(start, reported, _limit(case))
    if answer == "unknown":
        return time_of_day(case, form, "reported_at" if _is_day(reported) else "started_at")
    if answer == "no":
        return violated(
            "reported_late",
            N_("{record}: started on {start}, reported only on {reported}; the limit is {limit}"),
            form.at("reported_at"),
            curable=False,
            due=last_instant(start) + _limit(case),
            record=form.id,
            start=start,
            reported=reported,
            limit=_limit(case),
        )
    due = first_instant(start) + _limit(case)
    backed = dated_support(case, form) is not None or entered_by(case, form, due)
    return met() if backed else declared_only(case, form)


def _unreported(case: Facts, form: Form, start: Moment) -> Outcome:
    step = Approval.step(form.data, "approver")
    if step is not None and step.at is not None and not_after(start, step.at) != "no":
        return _reported_by_then(case, form, start, step.at)
    due = last_instant(start) + _limit(case)
    if due < case.as_of or over(case):
        return violated(
            "not_reported",
            N_("{record}: started on {start} in urgency, and no report is recorded"),
            form.at("reported_at"),
            curable=False,
            due=due,
            record=form.id,
            start=start,
        )
    return pending(
        "report_due",
        N_("{record}: the urgent start of {start} must be reported in time"),
        form.at("reported_at"),
        due=due,
        remedy=f"lawrec finalise {case.label} {form.id} --keep-draft --set reported_at=...",
        record=form.id,
        start=start,
    )


def _reported_by_then(case: Facts, form: Form, start: Moment, decided: Moment) -> Outcome:
    """No time of the report is entered; the head, who answered it, had it by then."""
    if within(start, decided, _limit(case)) == "yes":
        return _judged(case, form, start, decided)
    return unsure(
        "report_undated",
        N_(
            "{record}: started on {start}, and the head wrote on {decided}; when it was reported "
            "is not stated, so whether that was within {limit} is open"
        ),
        form.at("reported_at"),
        remedy=amend(case, form, "reported_at=..."),
        record=form.id,
        start=start,
        decided=decided,
        limit=_limit(case),
    )


def start_time_missing(case: Facts, form: Form) -> Outcome:
    """The start of an urgent case is nowhere stated."""
    return unsure(
        "start_time_missing",
        N_("{record}: when the urgent start took place is not stated"),
        form.at("started_at"),
        remedy=amend(case, form, "started_at=..."),
        root=("started_at", form.id),
        record=form.id,
    )


def time_of_day(case: Facts, form: Form, field: str) -> Outcome:
    """A bare date where hours count: one finding for the limit and for the stated time."""
    return unsure(
        "time_of_day_missing",
        N_("{record}: {field} has no time of day, though hours count in an urgent start"),
        form.at(field),
        remedy=amend(case, form, f"{field}=..."),
        root=("time_of_day", form.id, field),
        record=form.id,
        field=field,
    )


def _is_day(moment: Moment) -> bool:
    return not isinstance(moment, datetime)


def _contradiction(case: Facts, form: Form, start: Moment, reported: Moment) -> Outcome:
    return unsure(
        "times_contradict",
        N_("{record}: the report of {reported} lies before the start of {start}"),
        form.at("reported_at"),
        remedy=amend(case, form, "reported_at=..."),
        record=form.id,
        start=start,
        reported=reported,
    )


def _stated_too_late(form: Form, start: Moment) -> Iterator[Outcome]:
    """The stated start lies after the first formal act, from which the clock then runs."""
    stated = form.data.started_at
    if stated is not None and not_after(stated, start) == "no":
        yield satisfied_but(
            "warning",
            "start_stated_late",
            N_("{record}: the stated start {stated} lies after the first formal act of {start}"),
            form.at("started_at"),
            record=form.id,
            stated=stated,
            start=start,
        )


def late_approval(case: Facts, form: Page[Approval], step: Step) -> Iterator[Outcome]:
    """An approval past the limit of the report is no breach of the text, but worth a note."""
    urgent = initiation.urgent_forms(case)
    start = actual_start(case, urgent[0]) if urgent else None
    if start is not None and step.at and within(start, step.at, _limit(case)) == "no":
        yield satisfied_but(
            "note",
            "approved_after_limit",
            N_("{record}: approved on {at}; the text sets a time for the report only"),
            form.at("steps"),
            record=form.id,
            at=step.at,
        )
    else:
        yield met()
