"""The longer period for footage from work far away (article 25, paragraph 2, second sentence)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.recorded import Medium, Moment, spans
from lawrec.checks.facts.storing import (
    Handover,
    Stay,
    Storing,
    after,
    handovers,
    period,
    storings,
    supported,
)
from lawrec.checks.facts.support import dated_support
from lawrec.schema.base import is_blank
from lawrec.schema.moments import Tri, first_instant, last_instant, not_after, within
from lawrec.schema.records.archiving import Remote

State = Literal[
    "none",
    "unneeded",
    "good",
    "early_return",
    "late",
    "running",
    "blank",
    "no_return",
    "before_recording",
    "contradictory",
    "foretold",
    "left_later",
    "declared",
    "open",
]
"""none: nobody claims it; unneeded: stored in the ordinary period anyway; early_return: back
before the ordinary period ran out; before_recording: the return was earlier than the recording;
foretold: the paper is older than the return that it states; left_later: the trip began only after
the recording; open: the storing itself cannot be told."""


@dataclass(frozen=True, slots=True)
class Excuse:
    """What the longer period is worth for one medium, and the hand-over record that claims it."""

    state: State
    record: Handover | None = None
    returned: Moment | None = None


def excuse(case: Facts, medium: Medium, stay: Stay) -> Excuse:
    """Whether the longer period covers the storing of that medium."""
    claims = [(p, p.data.remote) for p in handovers(case, medium) if p.data.remote]
    if not claims:
        return Excuse("none")
    record, remote = min(claims, key=lambda claim: _preference(case, medium, claim[1]))
    if stay.state in ("in_time", "running"):
        return Excuse("unneeded", record, remote.returned_at)
    state = _state(case, medium, stay, record, remote)
    # Whether the longer period was needed at all is open, unless the ordinary one was missed.
    needed = stay.state in ("late", "wrong_store") or state in ("good", "early_return", "running")
    return Excuse(state if needed else "open", record, remote.returned_at)


def _preference(case: Facts, medium: Medium, remote: Remote) -> tuple[bool, float]:
    """The first return after the recording comes first: of several trips it ends the period."""
    if remote.returned_at is None:
        return True, 0.0
    back = last_instant(remote.returned_at)
    before = any(back < span.end[0] for span in spans(case, medium))
    return before, back.timestamp()


def _state(case: Facts, medium: Medium, stay: Stay, record: Handover, remote: Remote) -> State:
    if is_blank(remote.cannot_reason):
        return "blank"
    back = remote.returned_at
    if back is None:
        return "no_return"
    readings = spans(case, medium)
    if not readings:
        return "open"
    if all(last_instant(back) < span.end[0] for span in readings):
        return "before_recording"
    if remote.departed_at is not None and not_after(remote.departed_at, back) == "no":
        return "contradictory"
    if record.data.made_at is not None and not_after(back, record.data.made_at) == "no":
        return "foretold"
    left = remote.departed_at
    if left is not None and all(span.end[1] < first_instant(left) for span in readings):
        return "left_later"
    return _measured(case, medium, stay, record, back)


def _measured(case: Facts, medium: Medium, stay: Stay, record: Handover, back: Moment) -> State:
    limit = case.limit("25.2c", "storage_after_return")
    good = [s for s in storings(case, medium) if s.designated == "yes" and s.at is not None]
    if not good:
        return _not_stored(case, stay, last_instant(back) + limit)
    answers: list[tuple[Tri, Storing]] = [(_since(back, s.at, limit), s) for s in good]
    timely = [storing for answer, storing in answers if answer == "yes"]
    if not timely:
        return "late" if all(answer == "no" for answer, _ in answers) else "open"
    until = first_instant(back) + limit
    backed = _return_supported(case, medium, record) and any(
        supported(case, medium, storing, until) for storing in timely
    )
    if not backed or medium.data.captured.source == "declared":
        return "declared"
    early = after(spans(case, medium), back, period(case)) == "yes"
    return "early_return" if early else "good"


def _since(back: Moment, at: Moment | None, limit: timedelta) -> Tri:
    return "unknown" if at is None else within(back, at, limit)


def _not_stored(case: Facts, stay: Stay, until: Moment) -> State:
    if case.as_of <= last_instant(until):
        return "running"
    return "late" if stay.state == "wrong_store" else "open"


def _return_supported(case: Facts, medium: Medium, record: Handover) -> bool:
    """Whether the time of return rests on a dated paper: of the hand-over, or of the trip."""
    if dated_support(case, record) is not None:
        return True
    trips = case.records_of("duty_trip_record")
    wanted = {medium.id, record.id, *([medium.data.act] if medium.data.act else [])}
    return any(
        wanted & {*page.data.about, page.data.act} and dated_support(case, page) is not None
        for page in trips
    )
