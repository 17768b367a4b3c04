"""What contradicts itself in a case: somebody in two places, footage of another time (4.1b).

Which of the entries is wrong no machine can tell: a contradiction is shown and never mended, and
nobody is accused by a time whose zone was only assumed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from lawrec.checks.base import Outcome, satisfied_but, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.footage import bounds, footage_of
from lawrec.checks.facts.journeys import Jump, Point, jumps, on_globe
from lawrec.checks.facts.places import elsewhere
from lawrec.checks.facts.recorded import Medium, Span, in_any_zone, spans, times, written
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import Act
from lawrec.schema.media import FILMED
from lawrec.schema.snapshot import Page

_AROUND = timedelta(minutes=30)
"""How long before and after an act its officers still film on the way; ours, not in the law."""

_MUST_FILM = frozenset({"onsite_inspection", "survey", "sampling", "hearing", "coercive_measure"})
_HERE: dict[str, str] = {
    "operator": N_(
        "{who}: by {media} recorded at {times} in places {km} km apart; nobody gets from one to "
        "the other in that time, so that a time, a position or the name is wrong"
    ),
    "device": N_(
        "{who}: {media} were recorded with it at {times} in places {km} km apart; it cannot have "
        "got from one to the other in that time, so that a time, a position or the device is wrong"
    ),
}
_PERHAPS = N_(
    "{who}: {media} are from places {km} km apart; in one reading of their times nobody gets from "
    "one to the other"
)


def two_places(case: Facts) -> Iterator[Outcome]:
    """One outcome for each person, and each device, whose recordings lie too far apart."""
    seen: set[frozenset[str]] = set()
    for field in ("device", "operator"):
        for who, points in _points(case, field).items():
            found = [j for j in jumps(points) if frozenset((j.one.id, j.other.id)) not in seen]
            seen |= {frozenset((jump.one.id, jump.other.id)) for jump in found}
            first = next((jump for jump in found if jump.certain), next(iter(found), None))
            if first is not None:
                yield _jump(case, field, who, first)


def _points(case: Facts, field: str) -> dict[str, list[Point]]:
    """The recordings with a position, by person or device; a drone is not where its pilot is."""
    found: dict[str, list[Point]] = {}
    for medium in case.snapshot.media:
        who = getattr(medium.data, field)
        one = None if who is None else _placed(case, medium, field)
        if one is not None:
            found.setdefault(who, []).append(one)
    return found


def _placed(case: Facts, medium: Medium, field: str) -> Point | None:
    data = medium.data
    device = case.snapshot.bureau.devices.get(data.device or "")
    elsewhere = device is not None and device.type in ("drone", "cctv")
    if data.mode not in FILMED or "from_chat" in data.defects:
        return None
    if field == "operator" and (elsewhere or data.mode == "cctv"):
        return None
    at, readings = on_globe(data.gps), in_any_zone(case, medium)
    if at is None or not readings:
        return None
    captured = data.captured
    header = sorted(note for note in captured.notes if note.startswith("container_clock"))
    clock = (data.device or medium.id, captured.source, captured.zone or "", *header)
    return Point(medium.id, readings, written(case, medium), clock, *at)


def _jump(case: Facts, field: str, who: str, found: Jump) -> Outcome:
    medium = case.medium(found.other.id)
    place = medium.at("gps") if medium else None
    media = found.one.id, found.other.id
    if not found.certain or any(_declared(case, item) for item in media):
        code = f"{field}_perhaps_in_two_places"
        return satisfied_but("note", code, _PERHAPS, place, who=who, media=media, km=found.km)
    return unsure(
        f"{field}_in_two_places",
        _HERE[field],
        place,
        severity="warning",
        remedy=f"lawrec amend {case.label} {found.other.id} --reason ... --set {field}=...",
        root=("two places", field, who),
        who=who,
        media=media,
        times=times((*found.one.written, *found.other.written)),
        km=found.km,
    )


def _declared(case: Facts, item: str) -> bool:
    medium = case.medium(item)
    return medium is not None and medium.data.captured.source == "declared"


def two_acts(case: Facts) -> Iterator[Outcome]:
    """Each officer, and each device, that two acts in different places have at one time."""
    yield from _clashes(case, lambda act: act.data.officers, "officer_in_two_acts")
    yield from _clashes(
        case, lambda act: (entry.device for entry in act.data.recording), "device_in_two_acts"
    )


_TWO_ACTS = {
    "officer_in_two_acts": N_(
        "{who} is in {one} {kind} and in {other} {other_kind} at one time, and the log names two "
        "places: {places}"
    ),
    "device_in_two_acts": N_(
        "{who} was taken along to {one} {kind} and to {other} {other_kind} at one time, and the "
        "log names two places: {places}"
    ),
}


def _clashes(
    case: Facts, whom: Callable[[Page[Act]], Iterable[str]], code: str
) -> Iterator[Outcome]:
    timed = [act for act in case.acts if _exact(act) and not is_blank(act.data.place)]
    timed.sort(key=lambda act: (bounds(act)[0][0], bounds(act)[1][0]))
    latest: dict[str, Page[Act]] = {}
    told: set[str] = set()
    for act in timed:
        for who in dict.fromkeys(whom(act)):
            before = latest.get(who)
            if before is None or bounds(act)[1][0] > bounds(before)[1][0]:
                latest[who] = act
            if before is not None and who not in told and _clash(before, act):
                told.add(who)
                yield _in_both(case, code, who, before, act)


def _exact(act: Page[Act]) -> bool:
    return isinstance(act.data.start, datetime) and isinstance(act.data.end, datetime)


def _clash(before: Page[Act], act: Page[Act]) -> bool:
    if bounds(act)[0][0] >= bounds(before)[1][0]:
        return False
    return elsewhere(before.data.place, act.data.place)


def _in_both(case: Facts, code: str, who: str, one: Page[Act], other: Page[Act]) -> Outcome:
    return unsure(
        code,
        _TWO_ACTS[code],
        other.at("start"),
        severity="warning",
        remedy=f"lawrec amend {case.label} {other.id} --reason ... --set start=... --set end=...",
        root=("two acts", code, who),
        who=who,
        one=one.id,
        kind=one.data.kind,
        other=other.id,
        other_kind=other.data.kind,
        places=(one.data.place, other.data.place),
    )


def outside_act(case: Facts) -> Iterator[Outcome]:
    """Footage that names an act and, in every reading, was recorded long before or after it.

    Where the act had to be filmed and nothing else shows it, its own clause says so (P13).
    """
    for medium in case.snapshot.media:
        act = case.act(medium.data.act)
        if act is None or medium.data.mode not in FILMED:
            continue
        found = in_any_zone(case, medium)
        if not found or not _far(act, found):
            continue
        if act.data.kind not in _MUST_FILM or footage_of(case, act).during:
            yield _outside(case, act, medium)


def _far(act: Page[Act], found: Iterable[Span]) -> bool:
    begin, end = bounds(act)
    return all(
        span.end[1] < begin[0] - _AROUND or span.begin[0] > end[1] + _AROUND for span in found
    )


def _outside(case: Facts, act: Page[Act], medium: Medium) -> Outcome:
    return satisfied_but(
        "warning",
        "footage_outside_act",
        N_(
            "{media} names {act} {kind}, but was recorded at {times}, before or after it; it "
            "belongs to another act, or one of the times is wrong"
        ),
        medium.at("act"),
        remedy=f"lawrec assign-media {case.label} {medium.id} --act ...",
        root=("outside", medium.id),
        media=medium.id,
        act=act.id,
        kind=act.data.kind,
        times=times(spans(case, medium)),
    )
