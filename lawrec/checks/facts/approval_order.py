"""The order of an approval: handler, reviewer, approver, and only then the paper (29e, 29f)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from lawrec.checks.base import Outcome, satisfied_but, unsure, violated
from lawrec.checks.facts import initiation
from lawrec.checks.facts.approvals import (
    DECISIONS,
    approved,
    approver,
    covering,
    declared_only,
    handlers,
    review_of_earlier_round,
    review_outdated,
    reviewer,
    step_missing,
    supported,
    time_missing,
)
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.service import services
from lawrec.i18n import N_
from lawrec.schema.case import Act
from lawrec.schema.moments import in_order, last_instant, not_after
from lawrec.schema.records.common import Approval, OutwardPaper, Record, Step
from lawrec.schema.records.investigation import CoerciveMeasureApproval, InvestigationReport
from lawrec.schema.snapshot import Page

Form = Page[Approval]
Moment = datetime | date


def steps_in_order(case: Facts, form: Form) -> Iterator[Outcome]:
    """Handlers before the reviewer before the approver; equal dates follow the form."""
    steps = (*handlers(form.data), reviewer(form.data), form.data.step("legal"))
    for role in dict.fromkeys(s.role for s in (*steps, approver(form.data)) if s and not s.at):
        yield time_missing(case, form, role)
    check, head = reviewer(form.data), approver(form.data)
    there = {"handler": handlers(form.data), "section": check, "approver": head}
    for lacking in [role for role, step in there.items() if not step]:
        yield replace(step_missing(case, form, lacking), verdict="undeterminable")
    if review_of_earlier_round(form.data):
        yield review_outdated(case, form)
        check = None
    first = [_held(step, check or head) for step in handlers(form.data)]
    if first and all(answer == "no" for answer in first):
        yield _reversed(case, form, "handler", (check or head), violating=True)
    elif "no" in first:
        yield _reversed(case, form, "handler", (check or head), violating=False)
    for step in {s.role: s for s in (check, form.data.step("legal")) if s}.values():
        if _held(step, head) == "no":
            yield _reversed(case, form, step.role, head, violating=True)


def _held(one: Step, other: Step | None) -> str:
    if other is None or one.at is None or other.at is None:
        return "unknown"
    return in_order(one.at, other.at)


def _reversed(
    case: Facts, form: Form, role: str, other: Step | None, *, violating: bool
) -> Outcome:
    message = N_("{record} {kind}: the step of the {role} is later than that of the {later}")
    later = other.role if other else ""
    kind = case.kind_of(form.data)
    place = form.at("steps")
    if violating:
        return violated(
            "steps_reversed",
            message,
            place,
            curable=False,
            root=("order", form.id, role),
            record=form.id,
            kind=kind,
            role=role,
            later=later,
        )
    return unsure(
        "steps_partly_reversed",
        N_(
            "{record} {kind}: one of several {role} steps is later than that of the {later}; "
            "lawful if the first one counts, unlawful if all do"
        ),
        place,
        record=form.id,
        kind=kind,
        role=role,
        later=later,
    )


def papers_after(case: Facts, form: Form) -> Iterator[Outcome]:
    """What the form approves was made or done after the approval."""
    head = approver(form.data)
    if head is None or head.at is None or head.decision != "approved":
        return
    clear = True
    earliest: Moment | None = None
    for item in form.data.about:
        done_at = _done_at(case, item)
        if (paper := _undated(case, item)) is not None:
            clear = False
            yield _no_date(case, form, paper)
        if done_at is None or _approved_earlier(case, form, item, done_at):
            continue
        answer = not_after(head.at, done_at)
        if answer == "yes":
            earliest = done_at if earliest is None else min(earliest, done_at, key=last_instant)
            continue
        clear = False
        yield _early(case, form, item, done_at, sure=answer == "no")
    if clear and earliest is not None and not supported(case, form, earliest):
        yield declared_only(case, form)


def _approved_earlier(case: Facts, form: Form, item: str, done_at: Moment) -> bool:
    """Whether another form had approved it in time, so that this one only comes on top."""
    others = [f for f in case.typed(covering(case, item), Approval) if f.id != form.id]
    heads = [approver(other.data) for other in others if approved(other.data)]
    times = [head.at for head in heads if head and head.at]
    return any(not_after(at, done_at) == "yes" for at in times)


def _done_at(case: Facts, item: str) -> Moment | None:
    act = case.act(item)
    if act is not None:
        return act.data.start if act.data.kind == "coercive_measure" else None
    record = case.record(item)
    if record is None or not _went_out(record):
        return None
    measure = _measure_act(case, record)
    times = [t for t in (record.data.made_at, measure.data.start if measure else None) if t]
    times += [service.on for service in services(case, item) if service.on]
    return min(times, key=last_instant) if times else None


def _undated(case: Facts, item: str) -> Page[Record] | None:
    """The item, if it is a final paper that went out and bears no date."""
    paper = case.record(item)
    return paper if paper and _went_out(paper) and paper.data.made_at is None else None


def _went_out(paper: Page[Record]) -> bool:
    """Whether it is a final paper for others; a report is written before it can be approved."""
    data = paper.data
    internal = data.draft or isinstance(data, InvestigationReport)
    return isinstance(data, OutwardPaper) and not internal


def _no_date(case: Facts, form: Form, paper: Page[Record]) -> Outcome:
    return unsure(
        "issued_undated",
        N_("{item} {kind} bears no date, so whether it came after its approval {record} is open"),
        paper.at("made_at"),
        remedy=f"lawrec amend {case.label} {paper.id} --reason ... --set made_at=...",
        root=("issued_undated", paper.id),
        item=paper.id,
        kind=case.kind_of(paper.data),
        record=form.id,
    )


def _measure_act(case: Facts, record: Page[Record]) -> Page[Act] | None:
    act = case.act(record.data.act)
    return act if act is not None and act.data.kind == "coercive_measure" else None


def _early(case: Facts, form: Form, item: str, done_at: Moment, *, sure: bool) -> Outcome:
    record = case.record(item)
    head = approver(form.data)
    named = {
        "item": item,
        "kind": case.kind_of(record.data) if record else "coercive_measure",
        "done": done_at,
        "record": form.id,
        "at": head.at if head else None,
    }
    page = record or case.act(item)
    place = page.at("made_at" if record else "start") if page else form.at()
    decision = record is None or record.data.kind in (*DECISIONS, "coercive_measure_decision")
    measure = record is None or record.data.kind == "coercive_measure_decision"
    if not sure:
        message = N_("{item} {kind} and its approval {record} are of the same day; order open")
        outcome = unsure("issue_order_unclear", message, place)
    elif not decision or (measure and _in_urgency(case, form)):
        message = N_(
            "{item} {kind} is of {done}, before its approval {record} of {at}: lawful only if "
            "it had to be done on the spot"
        )
        outcome = unsure("issued_before_approval", message, place)
    else:
        message = N_("{item} {kind} is of {done}, before its approval {record} of {at}")
        if done_at in [service.on for service in services(case, item)]:
            message = N_("{item} {kind} was served on {done}, before its approval {record} of {at}")
        outcome = violated("decided_before_approval", message, place, curable=False)
    return replace(outcome, params=named)


def _in_urgency(case: Facts, form: Form) -> bool:
    """Whether the measure, or the whole procedure, is entered as begun in urgency."""
    urgent = isinstance(form.data, CoerciveMeasureApproval) and form.data.mode == "urgent"
    return urgent or bool(initiation.urgent_forms(case))


def contradicted(case: Facts, form: Form) -> Iterator[Outcome]:
    """A step dated later than the entry that already holds it cannot be right."""
    entered = case.snapshot.history.last_changed.get(form.path)
    if entered is None or form.path in case.snapshot.history.dirty:
        return
    late = [s for s in form.data.steps if s.at and not_after(s.at, entered) == "no"]
    if late:
        yield satisfied_but(
            "warning",
            "step_later_than_entry",
            N_("{record} {kind}: the {role} step bears {at}, but was entered on {entered}"),
            form.at("steps"),
            record=form.id,
            kind=case.kind_of(form.data),
            role=late[0].role,
            at=late[0].at,
            entered=entered,
        )
