"""What to say of a medium's storing: still due, late, in no designated store, or open (25.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from lawrec.checks.base import Outcome, pending, satisfied_but, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.clips import last_clip
from lawrec.checks.facts.clock_error import ClockError
from lawrec.checks.facts.footage import made_by
from lawrec.checks.facts.recorded import FOREVER, Medium, ended, error_of, spans, times
from lawrec.checks.facts.storing import (
    State,
    Stay,
    due,
    fixed_camera,
    handovers,
    period,
    stay,
)
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.moments import last_instant

_CLOCK_TOLERANCE_S = 60
"""How close to the limit a clock matters, where the unit sets no other number of seconds."""


def storing_due(case: Facts, medium: Medium, until: datetime | None) -> Outcome:
    """The medium is not yet in the unit's storage, and the period still runs."""
    outcome = pending(
        "storing_due",
        N_("{media}: not yet in the unit's storage; the period still runs"),
        medium.at("stored"),
        due=until,
        remedy=f"lawrec import-media {case.label} ... --store ...",
        media=medium.id,
    )
    return replace(outcome, root=("storing", medium.id))


def wrong_store(medium: Medium, found: Stay) -> Outcome:
    """The period is over, and all stores that are named are none that the unit designated."""
    storing = found.storing
    return violated(
        "wrong_store",
        N_("{media}: only in {store}, which the unit has not designated for footage"),
        storing.place if storing else medium.at("stored"),
        curable=False,
        root=("storing", medium.id),
        absent=("media_handover_record",),
        media=medium.id,
        store=storing.store if storing else None,
    )


def late_in_series(case: Facts, medium: Medium, found: Stay) -> Outcome:
    """Late for an early clip of a series, in time for its last one (decision 19)."""
    storing = found.storing
    return unsure(
        "late_in_series",
        N_(
            "{media}: stored on {stored}, late for this clip of {ended}, in time for the whole "
            "series up to {last}; the text can be read either way"
        ),
        medium.at("stored"),
        remedy=_attest(case),
        root=("storing", medium.id),
        media=medium.id,
        stored=storing.at if storing else None,
        ended=ended(medium),
        last=last_clip(case, medium).id,
    )


def late(case: Facts, medium: Medium, found: Stay, returned: date | datetime | None) -> Outcome:
    """Stored after the period, unless it is not known whether an officer recorded it."""
    if made_by(case, medium) == "unknown":
        return unsure(
            "maker_unknown",
            N_("{media}: stored late if an officer recorded it; nothing says who did"),
            medium.at("operator"),
            remedy=f"lawrec amend {case.label} {medium.id} --reason ... --set operator=...",
            root=("storing", medium.id),
            media=medium.id,
        )
    limit, until = period(case), due(case, medium)
    message, error = _LATE, error_of(case, medium)
    if returned is not None:
        limit = case.limit("25.2c", "storage_after_return")
        until = last_instant(returned) + limit
        message = N_(
            "{media}: recorded until {ended}, back on {returned}, stored only on {stored}; the "
            "limit is {limit} from the return"
        )
    elif error is not None and error.measured:
        message = _LATE_BY_CLOCK
    outcome = violated(
        "stored_late",
        message,
        medium.at("stored"),
        curable=False,
        root=("storing", medium.id),
        due=until,
        absent=("media_handover_record",),
        media=medium.id,
        ended=ended(medium),
        stored=found.storing.at if found.storing else None,
        returned=returned,
        limit=limit,
    )
    more = _ahead(error) if message is _LATE_BY_CLOCK and error else {}
    return replace(outcome, params={**outcome.params, **more})


_LATE = N_("{media}: recorded until {ended}, stored only on {stored}; the limit is {limit}")
_LATE_BY_CLOCK = N_(
    "{media}: recorded until {ended} by its device's clock, which the looks at it found {low} to "
    "{high} s ahead (below 0: behind); stored only on {stored}; the limit is {limit}"
)


def _ahead(error: ClockError) -> dict[str, object]:
    """By how many seconds the clock was ahead, at least and at most."""
    return {"low": int(error.low.total_seconds()), "high": int(error.high.total_seconds())}


def store_unknown(case: Facts, medium: Medium, found: Stay) -> Outcome:
    """Nobody says where the content is, or it is in a store that the profile does not list."""
    named = found.storing.store if found.storing else None
    if named and case.profile is None:
        return _profile_unknown(case)
    message = N_("{media}: which store it came into is not stated")
    about = argument(f"about=[{medium.id}]")
    remedy = f"lawrec add-record {case.label} media_handover_record --set {about} --set store=..."
    if named:
        message = N_("{media}: the unit's profile does not list the store {store}")
        remedy = f"lawrec store add {argument(named)} --type ... --name ..."
    return unsure(
        "store_unknown",
        message,
        found.storing.place if found.storing else medium.at("stored"),
        remedy=remedy,
        root=("storing", medium.id),
        media=medium.id,
        store=named,
    )


def _profile_unknown(case: Facts) -> Outcome:
    return unsure(
        "profile_unknown",
        N_("The unit's profile is not known, so which stores it has designated cannot be told"),
        case.case_place,
        root=("profile",),
    )


_OPEN: Mapping[State, tuple[str, str]] = {
    "time_unknown": (
        "capture_time_unknown",
        N_("{media}: when it was recorded is not known, so its 24 hours cannot be counted"),
    ),
    "undated": (
        "storing_undated",
        N_("{media}: since when it has been in the unit's storage is not stated"),
    ),
    "readings_differ": (
        "storing_readings_differ",
        N_(
            "{media}: stored on {stored}; in time or late, depending on how its device's time is "
            "read (recorded from {times})"
        ),
    ),
    "only_paper": (
        "storing_by_paper_only",
        N_("{media}: only a hand-over paper says when and where it was stored, its own entry not"),
    ),
    "camera_unknown": (
        "camera_unknown",
        N_("{media}: stored late unless a fixed camera of the unit recorded it; none is on record"),
    ),
    "capture_declared": (
        "capture_time_declared",
        N_("{media}: when it was recorded is declared, and nobody is named who stands for it"),
    ),
    "file_time": (
        "file_time_only",
        N_("{media}: its time of storing is only that of the file, which anybody can change"),
    ),
    "name_only": (
        "capture_time_by_name",
        N_(
            "{media}: stored on {stored}, late by the time in its file's name alone, which anybody "
            "can change and a recorder may mean otherwise"
        ),
    ),
    "declared": (
        "declared_time_only",
        N_(
            "{media}: stored on {stored} by its own entry; no history, no list of the dock and no "
            "hand-over paper that somebody has seen supports that"
        ),
    ),
}


_CONTRADICTION = N_(
    "{media}: the times in the file contradict one another, so when it was recorded is not known "
    "and its 24 hours cannot be counted"
)
_DECLARED = N_("{media}: when it was recorded is only what {who} declared")
_BY_CLOCK = N_(
    "{media}: stored on {stored}; the looks at its device's clock found it {low} to {high} s ahead "
    "(below 0: behind), so that the recording ended between {first} and {last}: late by the "
    "earlier, in time by the later"
)


def _words(case: Facts, medium: Medium, state: State) -> tuple[str, dict[str, object]]:
    """What is said of the state beyond its code, and what that needs."""
    who = medium.data.captured.declared_by
    notes = (*medium.data.captured.notes, *medium.data.defects)
    if state == "time_unknown" and "clock_contradiction" in notes:
        return _CONTRADICTION, {}
    if state == "capture_declared" and who and not is_blank(who):
        return _DECLARED, {"who": who}
    readings, error = spans(case, medium), error_of(case, medium)
    bounded = len(readings) == 1 and readings[0].end[1] != FOREVER
    if state == "readings_differ" and error is not None and bounded:
        first, last = readings[0].end
        return _BY_CLOCK, {**_ahead(error), "first": first, "last": last}
    return _OPEN[state][1], {}


def open_storing(case: Facts, medium: Medium, found: Stay) -> Outcome:
    """Whether the medium was stored in time cannot be told."""
    code, (message, more) = _OPEN[found.state][0], _words(case, medium, found.state)
    outcome = unsure(
        code,
        message,
        found.storing.place if found.storing else medium.at("stored"),
        remedy=_support(case, medium, found.state),
        root=("storing", medium.id),
        media=medium.id,
        stored=found.storing.at if found.storing else None,
        times=times(spans(case, medium)),
    )
    return replace(outcome, params={**outcome.params, **more})


def _support(case: Facts, medium: Medium, state: State) -> str:
    if state not in ("declared", "file_time"):
        return _attest(case)
    papers = handovers(case, medium)
    if papers:
        return f"lawrec seen {case.label} {papers[0].id} --kept-at ... --by ..."
    about = argument(f"about=[{medium.id}]")
    return f"lawrec add-record {case.label} media_handover_record --set {about}"


def _attest(case: Facts) -> str:
    return f"lawrec attest {case.label} 25.2b --basis ..."


def clock_checked(case: Facts, medium: Medium) -> Iterator[Outcome]:
    """A note where a clock that nobody compared decides whether the storing was in time."""
    storing = stay(case, medium).storing
    at = storing.at if storing else None
    if (
        fixed_camera(case, medium) == "yes"
        or not isinstance(at, datetime)
        or error_of(case, medium) is not None
    ):
        return
    own = case.profile.thresholds.get("clock_tolerance_seconds") if case.profile else None
    tolerance = float(_CLOCK_TOLERANCE_S if own is None else own)
    margins = [abs((s.end[0] + period(case) - at).total_seconds()) for s in spans(case, medium)]
    if margins and min(margins) < tolerance:
        yield satisfied_but(
            "note",
            "clock_not_compared",
            N_(
                "{media}: stored on {stored}, within moments of the limit, by a device whose clock "
                "nobody compared; the law does not ask for it"
            ),
            medium.at("captured"),
            media=medium.id,
            stored=at,
        )
