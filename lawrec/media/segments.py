"""The parts into which a recorder cuts one recording: which follows which, and which is missing.

Pure functions on names and times. Nothing is joined across devices, over a restart of the
numbers or over a pause; what cannot be told stays apart. The rules judge what is joined here
once more by the times alone (`checks/facts/clips.py`), with the same bounds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

from lawrec.media.device_profiles import Named, match
from lawrec.schema.device_profile import SegmentRule
from lawrec.schema.media import FILMED, Sidecar
from lawrec.store.profile_files import Ready

OVERLAP = timedelta(seconds=5)
"""Clocks may make the parts of one recording overlap by this."""

LONGEST_GAP = timedelta(seconds=60)
"""The longest pause inside one recording; a profile may only shorten it."""

Answer = Literal["yes", "no", "unknown"]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clip:
    """One part of a recording, as its name and its sidecar give it.

    `series` is what all parts of one recording share, `counter` what all files numbered by one
    counter share. `start` and `end` are aware; `closing` says that `start` may be the end.
    """

    id: str
    named: Named
    rule: SegmentRule
    series: Key
    counter: Key
    number: int | None
    filmed: bool
    start: datetime | None = None
    length: timedelta | None = None
    end: datetime | None = None
    closing: bool = False
    size: tuple[int | None, int | None] = (None, None)


def clip_of(item: str, sidecar: Sidecar, profiles: Sequence[Ready], zone: tzinfo) -> Clip | None:
    """The medium as a part; None where its name is of no series that a profile knows."""
    named = match(_name(sidecar), profiles, zone, sidecar.profile)
    rule = named.profile.segments if named else None
    if named is None or rule is None:
        return None
    fields = named.as_text()
    which = (
        sidecar.device or sidecar.serial or f"{sidecar.make or ''} {sidecar.model or ''}".strip()
    )
    counter = (named.profile.id, which, fields.get("device", ""))
    series = (*counter, *(fields.get(name, "").lower() for name in rule.same))
    filmed = sidecar.mode in FILMED and sidecar.mode != "photo"
    start, end, closing = _times(sidecar, named)
    whole = sidecar.duration_s is not None and "truncated" not in sidecar.defects
    length = timedelta(seconds=float(min(sidecar.duration_s or 0, 10**6))) if whole else None
    number = _number(rule, fields)
    size = (sidecar.width, sidecar.height)
    return Clip(
        item, named, rule, series, counter, number, filmed, start, length, end, closing, size
    )


def _name(sidecar: Sidecar) -> str:
    """The name on the device, with its bytes where they were no clean text."""
    if sidecar.original_name_hex is None:
        return sidecar.original_name
    try:
        raw = bytes.fromhex(sidecar.original_name_hex)
    except ValueError:
        return sidecar.original_name
    return raw.decode("utf-8", "surrogateescape")


def _number(rule: SegmentRule, fields: Mapping[str, str]) -> int | None:
    if rule.by == "time":
        return None
    text = fields.get(rule.by)
    if text is None:
        # The first part of an older GoPro has no chapter in its name.
        return rule.first if rule.by == "chapter" else None
    return int(text)


def _times(sidecar: Sidecar, named: Named) -> tuple[datetime | None, datetime | None, bool]:
    """Beginning and end, by the name where it tells, and whether the first may be the other.

    The names of one recorder come from one clock; headers are often written at the end.
    """
    if isinstance(named.start, datetime) and not named.saved:
        return named.start, named.end, False
    captured = sidecar.captured
    start = captured.start if isinstance(captured.start, datetime) else None
    end = captured.end if isinstance(captured.end, datetime) else None
    return start, end, "stamp_may_be_end" in captured.notes


class Parts:
    """All parts of a case by their series, to which new ones are added one after the other."""

    def __init__(self, held: Iterable[Clip] = ()) -> None:
        """`held` are those that were there before."""
        self.all: list[Clip] = []
        self._numbered: dict[Key, dict[int, list[Clip]]] = {}
        self._timed: dict[Key, list[Clip]] = {}
        self._longest: dict[Key, timedelta] = {}
        for clip in held:
            self._keep(clip)

    def add(self, clip: Clip) -> tuple[str | None, str | None]:
        """The medium that the new part continues, and the one that continues the new part.

        None where there is none, or more than one could be it.
        """
        near = self._near(clip)
        self._keep(clip)
        prior = _best((other, clip) for other in near)
        if (
            prior is not None
            and _best((prior[0], other) for other in self._near(prior[0])) != prior
        ):
            prior = None
        after = _best((clip, other) for other in near)
        if (
            after is not None
            and _best((other, after[1]) for other in self._near(after[1])) != after
        ):
            after = None
        return prior[0].id if prior else None, after[1].id if after else None

    def _keep(self, clip: Clip) -> None:
        self.all.append(clip)
        if not clip.filmed:
            return
        if clip.number is not None:
            self._numbered.setdefault(clip.series, {}).setdefault(clip.number, []).append(clip)
        if clip.rule.by == "time" and clip.start is not None:
            insort(self._timed.setdefault(clip.series, []), clip, key=_start)
            known = self._longest.get(clip.series, timedelta(0))
            self._longest[clip.series] = max(known, _length(clip))

    def _near(self, clip: Clip) -> list[Clip]:
        """Those that may adjoin a part, so that a big card takes no squared time."""
        if not clip.filmed:
            return []
        if clip.number is not None:
            numbered = self._numbered.get(clip.series, {})
            return [c for step in (-1, 0, 1) for c in numbered.get(clip.number + step, ())]
        if clip.rule.by != "time" or clip.start is None:
            return []
        timed = self._timed.get(clip.series, [])
        longest = max(self._longest.get(clip.series, timedelta(0)), _length(clip))
        reach = longest + LONGEST_GAP
        first = bisect_left(timed, clip.start - reach, key=_start)
        return timed[first : bisect_right(timed, clip.start + reach, key=_start)]


def _best(pairs: Iterable[tuple[Clip, Clip]]) -> tuple[Clip, Clip] | None:
    """The pair that follows most closely; None if none does, or several alike."""
    fitting = sorted(
        ((_distance(*pair), number, pair) for number, pair in enumerate(pairs) if _follows(*pair)),
        key=lambda entry: entry[:2],
    )
    if not fitting or (len(fitting) > 1 and fitting[0][0] == fitting[1][0]):
        return None
    return fitting[0][2]


def _distance(one: Clip, other: Clip) -> timedelta:
    """How far the second begins from the end of the first; chapters are counted, not timed."""
    pauses = hole(one, other) if other.rule.by != "chapter" else None
    return min((abs(pause) for pause in pauses), default=timedelta(0)) if pauses else timedelta(0)


def _start(clip: Clip) -> datetime:
    return clip.start or datetime.max.replace(tzinfo=UTC)


def _length(clip: Clip) -> timedelta:
    if clip.start and clip.end:
        return clip.end - clip.start
    return min(clip.length or timedelta(0), timedelta(days=1))


def _follows(one: Clip, other: Clip) -> bool:
    """Whether `other` is the next part of the recording of `one`, as far as can be told."""
    if one.id == other.id:
        return False
    if None not in (*one.size, *other.size) and one.size != other.size:
        return False
    fits = adjoins(one, other)
    if other.rule.by == "time":
        return fits == "yes" and one.start != other.start
    if one.number is None or other.number is None or other.number != one.number + 1:
        return False
    if other.rule.by == "seq":
        return fits == "yes"
    # The chapters of one recording may all bear the time of its beginning or of its end.
    return fits != "no" or one.start == other.start


def adjoins(one: Clip, other: Clip) -> Answer:
    """Whether the second begins where the first ends, in a reading that is the same for both."""
    gap = hole(one, other)
    if gap is None:
        return "unknown"
    longest = min(timedelta(seconds=other.rule.gap_s), LONGEST_GAP)
    return "yes" if any(-OVERLAP <= pause <= longest for pause in gap) else "no"


def hole(one: Clip, other: Clip) -> tuple[timedelta, ...] | None:
    """The pause between two parts, in each reading of their times; None if it is not known."""
    if one.start is None or other.start is None:
        return None
    pauses = []
    end = one.end or (one.start + one.length if one.length is not None else None)
    if end is not None:
        pauses.append(other.start - end)
    if one.closing and other.closing and other.length is not None:
        pauses.append(other.start - other.length - one.start)
    return tuple(pauses) or None
