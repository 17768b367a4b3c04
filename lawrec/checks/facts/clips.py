"""The clips into which a recorder cuts one long recording: which follows which."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.recorded import Medium
from lawrec.schema.media import FILMED

# Between two files of one recording lies a moment at most; clocks may make them overlap.
_OVERLAP, _GAP = timedelta(seconds=5), timedelta(seconds=60)

_Started = list[tuple[datetime, Medium]]


@dataclass(frozen=True, slots=True)
class _Series:
    """Medium id -> the clip that follows it."""

    following: Mapping[str, Medium]


def last_clip(case: Facts, medium: Medium) -> Medium:
    """The last clip of the series to which the medium belongs; itself if it stands alone."""
    known = case.cache.get("clips")
    series = known if isinstance(known, _Series) else _series(case)
    case.cache["clips"] = series
    seen = {medium.id}
    while (after := series.following.get(medium.id)) is not None and after.id not in seen:
        seen.add(after.id)
        medium = after
    return medium


def _series(case: Facts) -> _Series:
    clips = [m for m in case.snapshot.media if m.data.mode in FILMED and m.data.mode != "photo"]
    by_device: dict[str, _Started] = {}
    for medium in clips:
        start = medium.data.captured.start
        if medium.data.device is not None and isinstance(start, datetime):
            by_device.setdefault(medium.data.device, []).append((start, medium))
    for started in by_device.values():
        started.sort(key=_start)
    following = {
        medium.id: after
        for medium in clips
        if (after := _adjoining(medium, by_device.get(medium.data.device or "", []))) is not None
    }
    return _Series({**following, **_continued(clips)})


def _continued(clips: Sequence[Medium]) -> dict[str, Medium]:
    """What the sidecars say, as far as the recorder's own times do not refute it."""
    ends = {clip.id: clip.data.captured.end for clip in clips}
    return {
        clip.data.continues: clip
        for clip in clips
        if clip.data.continues is not None
        and _may_follow(ends.get(clip.data.continues), clip.data.captured.start)
    }


def _may_follow(end: datetime | date | None, start: datetime | date | None) -> bool:
    if not isinstance(end, datetime) or not isinstance(start, datetime):
        return True
    return end - _OVERLAP <= start <= end + _GAP


def _adjoining(medium: Medium, started: _Started) -> Medium | None:
    """The next clip of the same device that begins where this one ends."""
    end = medium.data.captured.end
    if not isinstance(end, datetime):
        return None
    for start, other in started[bisect_left(started, end - _OVERLAP, key=_start) :]:
        if start > end + _GAP:
            return None
        if other.id != medium.id and other.data.mode == medium.data.mode:
            return other
    return None


def _start(entry: tuple[datetime, Medium]) -> datetime:
    return entry[0]
