"""Who stored a medium where and when, and whether that was in time (article 25, paragraph 2).

A storing is shown by the sidecar, or by a hand-over record that names a store. The period runs
from the end of each recording; its holders are judged by the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from lawrec.checks.facts.approvals import over
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.clips import last_clip
from lawrec.checks.facts.recorded import FOREVER, Medium, Moment, Span, all_of, spans
from lawrec.checks.facts.support import dated_support
from lawrec.schema.base import is_blank
from lawrec.schema.media import FILMED
from lawrec.schema.moments import Tri, first_instant, last_instant
from lawrec.schema.records.archiving import MediaHandoverRecord
from lawrec.schema.snapshot import Page, Place

Handover = Page[MediaHandoverRecord]

_LAWFUL = ("unit_dedicated", "system")
# Between the copying of the first file of a card and the commit that holds all its sidecars.
_COMMIT_DELAY = timedelta(hours=2)
State = Literal[
    "in_time",
    "late",
    "late_in_series",
    "running",
    "time_unknown",
    "store_unknown",
    "wrong_store",
    "undated",
    "readings_differ",
    "declared",
    "file_time",
    "capture_declared",
    "only_paper",
    "camera_unknown",
    "name_only",
]
"""late_in_series: late for an early clip, in time for the series; running: the period is
not over; undated: in a designated store, nobody says since when; declared, file_time: in time
only by a time without support, or by the file's own; capture_declared: in time only by a time
of recording that somebody declared; only_paper: in time by a hand-over paper, while the sidecar
does not say when and where; camera_unknown: late, unless a fixed camera recorded it."""


@dataclass(frozen=True, slots=True)
class Storing:
    """One entry that says that a medium came into a store.

    `designated` tells whether the unit has designated that store; `record` is the hand-over
    record that says so, None for the sidecar.
    """

    at: Moment | None
    store: str | None
    designated: Tri
    place: Place
    record: Handover | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """How a medium stands to the ordinary period, and the storing that decides it."""

    state: State
    storing: Storing | None = None


def footage(case: Facts) -> list[Medium]:
    """The media that are audio-visual records; a scan is none, unless it is film or sound."""
    return [medium for medium in case.snapshot.media if medium.data.mode in FILMED or _runs(medium)]


def _runs(medium: Medium) -> bool:
    """Whether the content is film or sound, whatever the sidecar calls it."""
    mime = medium.data.mime or ""
    return mime.startswith(("video/", "audio/")) or medium.data.duration_s is not None


def handovers(case: Facts, medium: Medium) -> list[Handover]:
    """The final hand-over records about that medium."""
    pages = case.typed(case.records_of("media_handover_record"), MediaHandoverRecord)
    return [page for page in pages if medium.id in page.data.about]


def designated(case: Facts, store: str | None) -> Tri:
    """Whether the unit has designated that store for footage; unknown for one it does not list."""
    kind = store_type(case, store)
    return "unknown" if kind is None else "yes" if kind in _LAWFUL else "no"


def store_type(case: Facts, store: str | None) -> str | None:
    """The type of a store that the profile lists."""
    known = case.profile.stores.get(store or "") if case.profile else None
    return known.type if known else None


def fixed_camera(case: Facts, medium: Medium) -> Tri:
    """Whether a fixed camera recorded it, straight into the unit's storage: nothing to hand over.

    The register tells; what it has as a device of another type is none, whatever the sidecar says.
    """
    if medium.data.mode != "cctv":
        return "no"
    device = case.snapshot.bureau.devices.get(medium.data.device or "")
    return "unknown" if device is None else "yes" if device.type == "cctv" else "no"


def storings(case: Facts, medium: Medium) -> list[Storing]:
    """What the sidecar and the hand-over records say of its storing.

    When content came into a store, the program that copied it knows better than a paper: a
    hand-over record about the same store is no second storing.
    """
    stored = medium.data.stored
    by_program = stored.at is not None and stored.source != "file_time"
    found: list[Storing] = []
    if stored.at is not None or stored.store is not None:
        known = designated(case, stored.store)
        found.append(Storing(stored.at, stored.store, known, medium.at("stored")))
    for page in handovers(case, medium):
        if page.data.store is not None and not (by_program and page.data.store == stored.store):
            known = designated(case, page.data.store)
            place = page.at("store")
            found.append(Storing(page.data.made_at, page.data.store, known, place, page))
    return found


def period(case: Facts) -> timedelta:
    """The 24 hours from the end of a recording."""
    return case.limit("25.2b", "storage")


def due(case: Facts, medium: Medium) -> datetime | None:
    """The latest end of the ordinary period that any reading gives; None if none gives one."""
    ends = [span.end[1] for span in spans(case, medium)]
    return max(ends) + period(case) if ends else None


def period_over(case: Facts, medium: Medium) -> bool:
    """Whether the ordinary period is over in every reading; with none, whether the case is."""
    until = due(case, medium)
    return over(case) if until is None else until < case.as_of


def stay(case: Facts, medium: Medium) -> Stay:
    """How the storing of the medium stands to the ordinary period."""
    found = storings(case, medium)
    good = [storing for storing in found if storing.designated == "yes"]
    if not good:
        return _without_store(case, medium, found)
    fixed = fixed_camera(case, medium)
    if fixed == "yes":
        return Stay("in_time", good[0])
    if not spans(case, medium):
        return Stay("time_unknown", good[0])
    answers = [(in_time(case, medium, storing), storing) for storing in good]
    timely = [storing for answer, storing in answers if answer == "yes"]
    if timely:
        return _timely(case, medium, timely)
    for answer, storing in answers:
        if answer == "unknown":
            return Stay("undated" if storing.at is None else "readings_differ", storing)
    first = min((storing for _, storing in answers), key=_moment)
    return Stay(late_state(case, medium, first, fixed), first)


def late_state(case: Facts, medium: Medium, first: Storing, fixed: Tri) -> State:
    """What lateness by every reading comes to, seen what its two times rest on."""
    if fixed == "unknown":
        return "camera_unknown"
    if _by_file_time(medium, first):
        return "file_time"
    if medium.data.captured.source == "file_name":
        return "name_only"
    last = last_clip(case, medium)
    whole = last is not medium and in_time(case, last, first) != "no"
    return "late_in_series" if whole else "late"


def _by_file_time(medium: Medium, storing: Storing) -> bool:
    """Whether only the time of the file says since when it has been there (decision 16)."""
    return storing.record is None and medium.data.stored.source == "file_time"


def _moment(storing: Storing) -> datetime:
    return first_instant(storing.at) if storing.at else FOREVER


def _without_store(case: Facts, medium: Medium, found: list[Storing]) -> Stay:
    unknown = [storing for storing in found if storing.designated == "unknown"]
    first = next(iter(unknown or found), None)
    if not period_over(case, medium):
        return Stay("running" if spans(case, medium) else "time_unknown", first)
    return Stay("wrong_store" if found and not unknown else "store_unknown", first)


def in_time(case: Facts, medium: Medium, storing: Storing) -> Tri:
    """Whether that storing lies within the ordinary period in all readings, or in none."""
    return after(spans(case, medium), storing.at, period(case))


def after(readings: tuple[Span, ...], at: Moment | None, limit: timedelta) -> Tri:
    """Whether a moment is no later than the end of the recording plus the limit (rule T1)."""
    return "unknown" if at is None else all_of(_within(span, at, limit) for span in readings)


def _within(span: Span, at: Moment, limit: timedelta) -> Tri:
    if last_instant(at) <= span.end[0] + limit:
        return "yes"
    return "no" if first_instant(at) > span.end[1] + limit else "unknown"


def _timely(case: Facts, medium: Medium, timely: list[Storing]) -> Stay:
    """In time by what is stated: is there support for the time?"""
    if medium.data.captured.source == "declared":
        return Stay("capture_declared", timely[0])
    if medium.data.stored.at is None or is_blank(medium.data.stored.store):
        return Stay("only_paper", timely[0])
    until = min(span.end[0] for span in spans(case, medium)) + period(case)
    for storing in timely:
        if supported(case, medium, storing, until):
            return Stay("in_time", storing)
    return Stay("file_time" if _by_file_time(medium, timely[0]) else "declared", timely[0])


def supported(case: Facts, medium: Medium, storing: Storing, until: datetime) -> bool:
    """Whether the time of a storing rests on more than the entry itself (decision 12).

    The dock's own list counts; so does a history that holds the sidecar soon after that time, or
    before `until`; so does a hand-over paper of a date before `until` that somebody has seen.
    """
    if storing.record is not None:
        return dated_support(case, storing.record) is not None
    source = medium.data.stored.source
    if source == "export_list" or _in_history(case, medium, storing, until):
        return True
    return any(
        page.data.made_at is not None
        and first_instant(page.data.made_at) <= until
        and dated_support(case, page) is not None
        for page in handovers(case, medium)
    )


def _in_history(case: Facts, medium: Medium, storing: Storing, until: datetime) -> bool:
    history = case.snapshot.history
    seen = history.first_seen.get(medium.path)
    if seen is None or storing.at is None or medium.path in history.dirty:
        return False
    if seen <= until:
        return True
    soon = seen - last_instant(storing.at) <= _COMMIT_DELAY
    return soon and medium.data.stored.source == "import"
