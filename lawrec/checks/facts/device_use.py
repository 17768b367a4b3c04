"""Which device recorded which act, and the check of battery and memory before (article 27.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from lawrec.checks.base import Outcome, met, satisfied_but, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.recorded import Medium, spans
from lawrec.checks.facts.storing import fixed_camera
from lawrec.i18n import N_
from lawrec.schema.case import Act, Recording
from lawrec.schema.media import FILMED
from lawrec.schema.moments import Tri, day_of, first_instant, last_instant
from lawrec.schema.snapshot import Page

BEFORE_USE = timedelta(hours=12)
"""How long before its use a check still is one on another day; the text has no number. Ours."""


@dataclass(frozen=True, slots=True)
class Use:
    """A device that recorded an act, and what it recorded; None if no medium says which."""

    act: Page[Act]
    device: str | None
    media: tuple[Medium, ...]


def uses(case: Facts) -> list[Use]:
    """Every device of every act that has footage; a fixed camera is checked by nobody."""
    found: list[Use] = []
    for act in case.acts:
        media = [
            medium
            for medium in case.media_of(act.id)
            if medium.data.mode in FILMED and fixed_camera(case, medium) != "yes"
        ]
        for device in dict.fromkeys(medium.data.device for medium in media):
            of_it = tuple(medium for medium in media if medium.data.device == device)
            found.append(Use(act, device, of_it))
    return found


def devices_used(case: Facts) -> tuple[str, ...]:
    """The devices that recorded for this case, or were taken along to do so."""
    taken = [entry.device for act in case.acts for entry in act.data.recording]
    media = [m.data.device for m in case.snapshot.media if m.data.device and m.data.mode in FILMED]
    return tuple(dict.fromkeys((*taken, *media)))


def checked(case: Facts, use: Use) -> Iterator[Outcome]:
    """Whether somebody looked at battery and memory before the device recorded."""
    entries = [
        (index, entry)
        for index, entry in enumerate(use.act.data.recording)
        if use.device in (None, entry.device)
    ]
    whole = [one for one in entries if _whole(one[1])]
    if not whole or (use.device is None and len(whole) < len(entries)):
        yield _no_entry(case, use, entries[0][0] if entries else None)
        return
    answers = [_before(case, use, entry) for _, entry in whole]
    if "yes" in answers:
        yield met()
    elif "unknown" in answers:
        yield _time_open(case, use, whole[0][0])
    else:
        yield _not_in_time(use, *whole[0])


def _whole(entry: Recording) -> bool:
    return entry.battery_percent is not None and entry.free_gb is not None


def _before(case: Facts, use: Use, entry: Recording) -> Tri:
    """Whether the check was on the day of the first recording, or hours before, not after it."""
    read = [readings for m in use.media if (readings := spans(case, m, use.act.id))]
    if entry.checked_at is None or not read:
        return "unknown"
    earliest = min(span.begin[0] for readings in read for span in readings)
    latest = min(max(span.begin[1] for span in readings) for readings in read)
    if last_instant(entry.checked_at) <= earliest:
        # A patrol at midnight is prepared the evening before.
        soon = earliest - first_instant(entry.checked_at) <= BEFORE_USE
        return "yes" if soon or day_of(entry.checked_at) == day_of(earliest) else "no"
    return "no" if first_instant(entry.checked_at) > latest else "unknown"


def _amend(case: Facts, act: Page[Act]) -> str:
    return f"lawrec amend {case.label} {act.id} --reason ... --set recording=..."


def _no_entry(case: Facts, use: Use, index: int | None) -> Outcome:
    """A warning at most: the text asks to look, and not to write down that one looked."""
    act = use.act
    return satisfied_but(
        "warning",
        "check_not_entered",
        N_(
            "{act} {kind}: nothing says that battery and memory of {device} were looked at before "
            "{media}; the text asks for the check and not for an entry on it"
        ),
        act.at("recording") if index is None else act.at("recording", index),
        remedy=_amend(case, act),
        act=act.id,
        kind=act.data.kind,
        device=use.device or "...",
        media=tuple(medium.id for medium in use.media),
    )


def _time_open(case: Facts, use: Use, index: int) -> Outcome:
    act = use.act
    return unsure(
        "check_time_open",
        N_("{act} {kind}: whether the device of {media} was checked before it recorded is open"),
        act.at("recording", index),
        severity="warning",
        remedy=_amend(case, act),
        act=act.id,
        kind=act.data.kind,
        media=tuple(medium.id for medium in use.media),
    )


def _not_in_time(use: Use, index: int, entry: Recording) -> Outcome:
    act = use.act
    return satisfied_but(
        "warning",
        "check_not_in_time",
        N_(
            "{act} {kind}: {device} was checked at {at}, neither on the day of its first recording "
            "and before it nor in the {hours} hours before"
        ),
        act.at("recording", index),
        act=act.id,
        kind=act.data.kind,
        device=entry.device,
        at=entry.checked_at,
        hours=int(BEFORE_USE.total_seconds()) // 3600,
    )
