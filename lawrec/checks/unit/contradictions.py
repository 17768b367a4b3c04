"""4.1b across cases: nobody, and no device, is in two places at one time.

Within one case the case's own audit tells it. Here only what is certain counts: acts of which the
log has both times, and recordings whose zone the device stated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from lawrec.checks.base import Outcome, met, unsure
from lawrec.checks.facts.journeys import Jump, Point, jumps, on_globe
from lawrec.checks.facts.places import elsewhere
from lawrec.checks.facts.recorded import Span
from lawrec.checks.facts.unit import UnitFacts
from lawrec.checks.unit.base import unit_rule
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.media import FILMED
from lawrec.schema.moments import first_instant, last_instant
from lawrec.schema.snapshot import Place
from lawrec.schema.unit_snapshot import UsedAct, UsedMedium

CLOCK_OFF_S = 60
"""A clock further off than this gives no time to hold against anybody across cases. Ours."""

_MESSAGES = {
    "officer": N_(
        "{who} is in the acts {items} of two cases at one time, and the logs name two places: "
        "{places}"
    ),
    "device": N_(
        "{who} was taken along to the acts {items} of two cases at one time, and the logs name two "
        "places: {places}"
    ),
}
_JUMPS = {
    "operator": N_(
        "{who}: {items} of two cases were recorded at {times} in places {km} km apart; nobody "
        "gets from one to the other in that time, so that a time, a position or the name is wrong"
    ),
    "device": N_(
        "{who}: {items} of two cases were recorded with it at {times} in places {km} km apart; it "
        "cannot have got there in that time, so that a time, a position or the device is wrong"
    ),
}


@unit_rule("4.1b", "cases/")
def nobody_in_two_places(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: what is recorded can be traced back, and so contradicts nothing that is recorded.

    Lawful: an officer and a device are in one place at a time, whatever the case; one patrol may
    look at plots of several cases, which the same footage in both shows.
    Unlawful: never by itself, for which of two entries is wrong a person must find out.
    Remedy: amend the entry that is wrong.
    """
    found = [
        *_acts(bureau, "officer", lambda act: act.officers),
        *_acts(bureau, "device", lambda act: act.devices),
        *_media(bureau),
    ]
    yield from found or [met()]


def _acts(
    bureau: UnitFacts, what: str, whom: Callable[[UsedAct], Iterable[str]]
) -> Iterator[Outcome]:
    running: dict[str, list[UsedAct]] = {}
    told: set[str] = set()
    shown = _footage(bureau)
    for act in sorted(filter(_timed, bureau.snapshot.acts), key=_begin):
        if not bureau.covers(act.start):
            continue
        for who in dict.fromkeys(whom(act)):
            open_ = [one for one in running.get(who, ()) if _end(one) > _begin(act)]
            running[who] = [*open_, act]
            other = next((one for one in open_ if _clash(one, act, shown)), None)
            if other is not None and who not in told:
                told.add(who)
                yield _in_both(what, who, other, act)


def _timed(act: UsedAct) -> bool:
    exact = isinstance(act.start, datetime) and isinstance(act.end, datetime)
    return exact and not is_blank(act.place)


def _begin(act: UsedAct) -> datetime:
    return first_instant(act.start)


def _end(act: UsedAct) -> datetime:
    return first_instant(act.end or act.start)


def _footage(bureau: UnitFacts) -> dict[tuple[str, str], set[str]]:
    """Case and act -> the digests of what shows the act."""
    found: dict[tuple[str, str], set[str]] = {}
    for medium in bureau.snapshot.media:
        if medium.act is not None and medium.sha256 is not None and medium.mode in FILMED:
            found.setdefault((medium.case, medium.act), set()).add(medium.sha256)
    return found


def _clash(one: UsedAct, other: UsedAct, shown: Mapping[tuple[str, str], set[str]]) -> bool:
    """Whether the two are in two places; not if one recording shows both: it was one patrol."""
    if one.case == other.case or not elsewhere(one.place, other.place):
        return False
    both = shown.get((one.case, one.id), set()) & shown.get((other.case, other.id), set())
    return not both


def _in_both(what: str, who: str, one: UsedAct, other: UsedAct) -> Outcome:
    return unsure(
        f"{what}_in_two_cases",
        _MESSAGES[what],
        Place(other.path),
        severity="warning",
        remedy=f"lawrec amend {other.case} {other.id} --reason ... --set start=... --set end=...",
        root=("two acts", what, who),
        who=who,
        items=tuple(f"{act.case} {act.id}" for act in (one, other)),
        places=(one.place, other.place),
    )


def _media(bureau: UnitFacts) -> Iterator[Outcome]:
    """One outcome a device and an officer; two recordings of one device are said once (P13)."""
    seen: set[frozenset[str]] = set()
    acts = {(act.case, act.id): act for act in bureau.snapshot.acts}
    told_right = [m for m in bureau.snapshot.media if not _clock_off(acts, m)]
    for field in ("device", "operator"):
        points: dict[str, list[Point]] = {}
        held: dict[str, UsedMedium] = {}
        for medium in told_right:
            who, one = getattr(medium, field), _point(bureau, medium, field)
            if who is not None and one is not None:
                points.setdefault(who, []).append(one)
                held[one.id] = medium
        for who, of_it in points.items():
            found = [jump for jump in jumps(of_it) if _other_case(held, jump)]
            fresh = [jump for jump in found if _pair(jump) not in seen]
            seen |= {_pair(jump) for jump in found}
            if fresh:
                yield _jump(field, who, held, fresh[0])


def _clock_off(acts: Mapping[tuple[str, str], UsedAct], medium: UsedMedium) -> bool:
    """Whether a look at the device's clock near the recording, or its act's, found it off."""
    act = acts.get((medium.case, medium.act or ""))
    by_act = act.clock_errors_s.get(medium.device or "", 0) if act else 0
    return max(medium.clock_error_s, by_act) > CLOCK_OFF_S


def _pair(jump: Jump) -> frozenset[str]:
    return frozenset((jump.one.id, jump.other.id))


def _point(bureau: UnitFacts, medium: UsedMedium, field: str) -> Point | None:
    at, start = on_globe(medium.gps), medium.start
    device = bureau.snapshot.devices.data.get(medium.device or "")
    elsewhere_ = device is not None and device.type in ("drone", "cctv")
    if at is None or start is None or not medium.certain or (field == "operator" and elsewhere_):
        return None
    ends = last_instant(medium.end) if medium.end else last_instant(start)
    if not bureau.covers(start) or (medium.end is None and medium.mode != "photo"):
        return None
    span = Span((first_instant(start), last_instant(start)), (first_instant(start), ends))
    return Point(f"{medium.case} {medium.id}", (span,), (span,), (), *at)


def _other_case(held: dict[str, UsedMedium], jump: Jump) -> bool:
    return held[jump.one.id].case != held[jump.other.id].case


def _jump(field: str, who: str, held: dict[str, UsedMedium], jump: Jump) -> Outcome:
    later = held[jump.other.id]
    return unsure(
        f"{field}_in_two_cases",
        _JUMPS[field],
        Place(later.path),
        severity="warning",
        remedy=f"lawrec amend {later.case} {later.id} --reason ... --set {field}=...",
        root=("two places", field, who),
        who=who,
        items=(jump.one.id, jump.other.id),
        times=(jump.one.written[0].begin[0], jump.other.written[0].begin[0]),
        km=jump.km,
    )
