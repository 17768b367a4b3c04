"""Article 5: recorded in time, and by means that fit the act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from lawrec.checks.base import (
    Outcome,
    Rule,
    met,
    not_applicable,
    pending,
    rule,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.i18n import N_
from lawrec.schema.case import Act
from lawrec.schema.moments import first_instant, last_instant
from lawrec.schema.records.common import Approval, Record
from lawrec.schema.snapshot import Page

_HOURS = "text_record_hours"
_ENOUGH = 100_000
"""More hours than any act lasts; a larger threshold means none."""


@rule("5.1b")
def recorded_in_time(case: Facts) -> Iterator[Outcome]:
    """Papers are made during the act or soon after, and not after they were logged.

    Duty: records are made in time; the text names no number of hours.
    Lawful: made within the unit's own reminder; what is typed later is shown and not accused.
    Unlawful: a paper dated later than the history has it: the two times contradict each other.
    Remedy: amend the date of the paper with the reason.
    """
    if not case.final_records:
        yield not_applicable(N_("The case has no final record yet"))
        return
    yield met()
    for record in case.final_records:
        yield from _of(case, record)
    late = [page.id for page in case.final_records if _typed_late(case, page)]
    if late:
        yield satisfied_but(
            "note",
            "entered_later",
            N_(
                "Entered more than {hours} hours after the paper was made ({hours} is this unit's "
                "own number or ours; the text has none): {records}"
            ),
            case.case_place,
            root=("entered later",),
            hours=_limit(case)[0],
            records=tuple(late),
        )


def _of(case: Facts, record: Page[Record]) -> Iterator[Outcome]:
    made = _made(record.data)
    if made is None:
        yield unsure(
            "making_undated",
            N_("{record} {kind} does not say when it was made"),
            record.at("made_at"),
            severity="note",
            remedy=f"lawrec amend {case.label} {record.id} --reason ... --set made_at=...",
            root=("undated", record.id),
            record=record.id,
            kind=case.kind_of(record.data),
        )
        return
    logged = case.snapshot.history.last_changed.get(record.path)
    if logged is not None and first_instant(made) > logged:
        yield unsure(
            "made_after_logged",
            N_("{record} {kind} is dated {made}, but it was in the case unchanged since {logged}"),
            record.at("made_at"),
            severity="warning",
            remedy=f"lawrec amend {case.label} {record.id} --reason ... --set made_at=...",
            record=record.id,
            kind=case.kind_of(record.data),
            made=made,
            logged=logged,
        )
    act = case.act(record.data.act)
    if act is not None and act.data.end is not None:
        yield from _after_act(case, record, made, act.data.end)


def _made(record: Record) -> date | datetime | None:
    """When the paper was made: its date, else the last dated step of the approval."""
    steps = record.steps if isinstance(record, Approval) else ()
    dated = [step.at for step in steps if step.at is not None]
    return record.made_at or max(dated, key=last_instant, default=None)


def _limit(case: Facts) -> tuple[int, bool]:
    """The reminder in hours, and whether the unit has set it."""
    stated = case.profile.thresholds.get(_HOURS) if case.profile else None
    if stated is None:
        return case.number("5.1b", "record_lag"), False
    return min(int(stated), _ENOUGH), True


def _after_act(
    case: Facts, record: Page[Record], made: date | datetime, end: date | datetime
) -> Iterator[Outcome]:
    hours, own = _limit(case)
    if first_instant(made) <= last_instant(end) + timedelta(hours=hours):
        return
    message = (
        N_("{record} {kind} was made more than {hours} hours after the act (this unit's number)")
        if own
        else N_("{record} {kind} was made more than {hours} hours after the act (our number)")
    )
    yield satisfied_but(
        "warning" if own else "note",
        "made_long_after",
        message,
        record.at("made_at"),
        root=("made late", record.id),
        record=record.id,
        kind=case.kind_of(record.data),
        hours=hours,
    )


def _typed_late(case: Facts, record: Page[Record]) -> bool:
    """Whether the entry came much later than the paper."""
    made, seen = _made(record.data), case.snapshot.history.first_seen.get(record.path)
    if made is None or seen is None:
        return False
    return seen > last_instant(made) + timedelta(hours=_limit(case)[0])


@rule("5.2")
def means_named(case: Facts) -> Iterator[Outcome]:
    """Each act was recorded by some means: a paper, footage, or a device on the outing.

    Duty: officers record with lawful, suitable and effective means; a person judges which fit.
    Lawful: a record or a medium of the act, or the devices that were taken along.
    Unlawful: an act of which nothing but its entry in the log tells.
    Remedy: add the paper, or assign the footage to the act.
    """
    if not case.acts:
        yield not_applicable(N_("The case has no act yet"), absent=())
    for act in case.acts:
        if _recorded(case, act):
            yield met()
        elif not over(case):
            yield pending(
                "act_not_recorded_yet",
                N_("{act} {kind}: nothing records it yet"),
                act.at(),
                act=act.id,
                kind=act.data.kind,
            )
        else:
            yield _unrecorded(case, act)


def _recorded(case: Facts, act: Page[Act]) -> bool:
    papers = [page for page in case.final_records if _is_of(page.data, act.id)]
    return bool(papers or case.media_of(act.id) or act.data.recording)


def _is_of(record: Record, act: str) -> bool:
    return record.act == act or act in record.about


def _unrecorded(case: Facts, act: Page[Act]) -> Outcome:
    loose = [m.id for m in case.snapshot.media if m.data.act is None and m.data.mode != "scan"]
    if loose:
        return unsure(
            "act_perhaps_recorded",
            N_("{act} {kind}: nothing names it, but {media} may be of it: assign them"),
            act.at(),
            severity="warning",
            remedy=f"lawrec assign-media {case.label} ... --act {act.id}",
            root=("unrecorded", act.id),
            act=act.id,
            kind=act.data.kind,
            media=tuple(loose),
        )
    return violated(
        "act_not_recorded",
        N_("{act} {kind}: neither paper nor footage records it"),
        act.at(),
        curable=True,
        remedy=f"lawrec add-record {case.label} ... --act {act.id}",
        root=("unrecorded", act.id),
        absent=("media",),
        act=act.id,
        kind=act.data.kind,
    )


RULES: tuple[Rule, ...] = (recorded_in_time, means_named)
