"""The period for storing footage, and the longer one after work far away (25.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lawrec.checks.base import (
    Outcome,
    excused,
    met,
    not_applicable,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.recorded import Medium
from lawrec.checks.facts.remote import Excuse, State, excuse
from lawrec.checks.facts.storing import Handover, Stay, due, stay
from lawrec.checks.facts.storing_findings import (
    late,
    late_in_series,
    open_storing,
    store_unknown,
    storing_due,
    wrong_store,
)
from lawrec.i18n import N_
from lawrec.schema.moments import last_instant


def ordinary_period(case: Facts, medium: Medium) -> Outcome:
    """Whether the medium was stored within 24 hours of its end, or lawfully later (25.2b)."""
    found = stay(case, medium)
    if found.state == "in_time":
        return met()
    if found.state == "running":
        return storing_due(case, medium, due(case, medium))
    claim = excuse(case, medium, found)
    if claim.state in ("good", "early_return") and claim.record is not None:
        return _excused(medium, claim, claim.record)
    return _claimed(case, medium, claim) or _judged(case, medium, found, claim)


def _excused(medium: Medium, claim: Excuse, record: Handover) -> Outcome:
    return excused(
        "longer_period",
        N_("{media}: the longer period of {record} applies; back on {returned}"),
        record.at("remote"),
        media=medium.id,
        record=record.id,
        returned=claim.returned,
    )


def _judged(case: Facts, medium: Medium, found: Stay, claim: Excuse) -> Outcome:
    if found.state == "wrong_store":
        return wrong_store(medium, found)
    if found.state == "store_unknown":
        return store_unknown(case, medium, found)
    if found.state == "late":
        return late(case, medium, found, claim.returned if claim.state == "late" else None)
    if found.state == "late_in_series":
        return late_in_series(case, medium, found)
    return open_storing(case, medium, found)


def longer_period(case: Facts, medium: Medium) -> Iterator[Outcome]:
    """Whether the longer period, if claimed for the medium, is used as the text allows (25.2c)."""
    found = stay(case, medium)
    claim = excuse(case, medium, found)
    if claim.record is None:
        return
    lacking = _claimed(case, medium, claim)
    if lacking is not None:
        yield lacking
    elif claim.state == "late":
        yield _judged(case, medium, found, claim)
    elif claim.state == "early_return":
        yield _early(medium, claim, claim.record)
    elif claim.state == "before_recording":
        yield not_applicable(
            N_("{media} was recorded after the return; the ordinary period applies"),
            media=medium.id,
        )
    elif claim.state == "open":
        yield _undecided(case, medium, claim.record)
    else:
        yield met()


def _early(medium: Medium, claim: Excuse, record: Handover) -> Outcome:
    return satisfied_but(
        "warning",
        "early_return",
        N_(
            "{media}: back on {returned}, before the 24 hours from the recording had run out, and "
            "stored only after them"
        ),
        record.at("remote"),
        media=medium.id,
        returned=claim.returned,
    )


def _undecided(case: Facts, medium: Medium, record: Handover) -> Outcome:
    return unsure(
        "longer_period_open",
        N_("{media}: whether the longer period of {record} is needed and kept cannot be told"),
        record.at("remote"),
        remedy=f"lawrec attest {case.label} 25.2c --basis ...",
        media=medium.id,
        record=record.id,
    )


_LACKS: Mapping[State, tuple[str, str]] = {
    "no_return": (
        "return_unknown",
        N_("{media}: {record} claims the longer period, but not when the officer was back"),
    ),
    "contradictory": (
        "trip_contradictory",
        N_("{media}: by {record} the officer was back before setting out"),
    ),
    "foretold": (
        "return_foretold",
        N_("{media}: {record} is of an earlier date than the return that it states"),
    ),
    "left_later": (
        "left_after_recording",
        N_("{media}: the trip of {record} began only after the recording had ended"),
    ),
    "declared": (
        "declared_time_only",
        N_("{media}: the return or the storing after it is only declared in {record}"),
    ),
}


def _claimed(case: Facts, medium: Medium, claim: Excuse) -> Outcome | None:
    """What a claim of the longer period lacks: one finding for both sentences of the text."""
    record = claim.record
    if record is None:
        return None
    if claim.state == "running" and claim.returned is not None:
        limit = case.limit("25.2c", "storage_after_return")
        return storing_due(case, medium, last_instant(claim.returned) + limit)
    if claim.state == "blank":
        return _blank(case, medium, record)
    if claim.state not in _LACKS:
        return None
    code, message = _LACKS[claim.state]
    seen = f"lawrec seen {case.label} {record.id} --kept-at ... --by ..."
    declared = claim.state == "declared"
    return unsure(
        code,
        message,
        record.at("remote"),
        remedy=seen if declared else _amend(case, record, "remote.returned_at"),
        root=("remote", medium.id),
        media=medium.id,
        record=record.id,
    )


def _blank(case: Facts, medium: Medium, record: Handover) -> Outcome:
    return violated(
        "cannot_reason_blank",
        N_("{media}: {record} claims the longer period without saying why it was impossible"),
        record.at("remote"),
        curable=True,
        remedy=_amend(case, record, "remote.cannot_reason"),
        root=("remote", medium.id),
        media=medium.id,
        record=record.id,
    )


def _amend(case: Facts, record: Handover, field: str) -> str:
    return f"lawrec amend {case.label} {record.id} --reason ... --set {field}=..."
