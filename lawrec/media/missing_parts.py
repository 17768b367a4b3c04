"""Which parts of a recording are missing, by the numbers that a recorder gives to its files.

A missing number is told, not judged: somebody may have deleted a file, or brought another card.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from lawrec.media.segments import OVERLAP, Clip, Key, hole

MOST_MISSING = 100
"""More numbers than this in a row are another series, not missing parts."""

_ANOTHER_DAY = timedelta(hours=12)
_SLACK = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Gap:
    """Parts that are missing between two that are there; (id, name) of each of these.

    `recording` says that times or chapters show one recording with a hole; else only numbers are
    left out. `total` counts the parts from the first to the last one, the missing included.
    """

    profile: str
    missing: tuple[str, ...]
    after: tuple[str, str] | None
    before: tuple[str, str]
    total: int
    recording: bool


def gaps(clips: Sequence[Clip], new: Iterable[str], also: Iterable[str] = ()) -> tuple[Gap, ...]:
    """The missing parts of recordings that have one of the `new` media, or beside one.

    `also` are names that were seen and not taken (refused, passed over): these are not missing.
    """
    fresh = set(new)
    # A file of which nothing but the name could be read is there all the same.
    seen = {name.lower() for name in also} | {clip.named.text.lower() for clip in clips}
    by_series: dict[Key, list[Clip]] = defaultdict(list)
    counted: dict[Key, set[int]] = defaultdict(set)
    for clip in clips:
        if clip.number is not None:
            counted[clip.counter].add(clip.number)
            if clip.filmed:
                by_series[clip.series].append(clip)
    found: list[Gap] = []
    for group in by_series.values():
        if not any(clip.id in fresh for clip in group):
            continue
        rule = group[0].rule
        if rule.by == "chapter" and len({clip.number for clip in group}) == len(group):
            found += _of_chapters(group)
        if rule.by == "seq" and rule.numbers_run == "yes":
            profile, _which, device = group[0].counter
            of_all = counted[group[0].counter] | counted[profile, "", device]
            found += (gap for gap in _of_numbers(group, of_all) if _touches(gap, fresh))
    left = (_without(gap, seen) for gap in found)
    return tuple(gap for gap in left if gap is not None)


def _touches(gap: Gap, fresh: set[str]) -> bool:
    return gap.before[0] in fresh or (gap.after is not None and gap.after[0] in fresh)


def _without(gap: Gap, seen: set[str]) -> Gap | None:
    missing = tuple(name for name in gap.missing if name.lower() not in seen)
    if not missing:
        return None
    return Gap(gap.profile, missing, gap.after, gap.before, gap.total, gap.recording)


def _of_chapters(group: Sequence[Clip]) -> Iterator[Gap]:
    """Chapters that surely count from a first one show a missing beginning too."""
    ordered = sorted(group, key=lambda clip: clip.number or 0)
    rule = ordered[0].rule
    first = rule.first if rule.numbers_run == "yes" else ordered[0].number or 0
    last = ordered[-1].number or 0
    total = last - first + 1
    after: Clip | None = None
    expected = first
    for clip in ordered:
        number = clip.number or 0
        if expected < number <= expected + MOST_MISSING:
            missing = tuple(_name_of(clip, n) for n in range(expected, number))
            yield Gap(clip.named.profile.id, missing, _who(after), _tell(clip), total, True)
        after, expected = clip, number + 1


def _of_numbers(group: Sequence[Clip], counted: set[int]) -> Iterator[Gap]:
    """Numbers that are left out between two files that follow each other in time."""
    ordered = _in_order(group)
    longest = max((clip.length for clip in ordered if clip.length), default=timedelta(0))
    for run in _runs(ordered):
        numbers = [clip.number or 0 for clip in run]
        for one, other in pairwise(run):
            between = range((one.number or 0) + 1, other.number or 0)
            missing = [n for n in between if n not in counted]
            if missing:
                names = tuple(_name_of(other, n) for n in missing)
                of_one = _one_recording(one, other, len(between), longest)
                total = max(numbers) - min(numbers) + 1
                profile = other.named.profile.id
                yield Gap(profile, names, _tell(one), _tell(other), total, of_one)


def _in_order(group: Sequence[Clip]) -> list[Clip]:
    """By time where all have one: only so does a restart of the numbers show."""
    if all(clip.start is not None for clip in group):
        return sorted(group, key=lambda c: (c.start.timestamp() if c.start else 0, c.number or 0))
    return sorted(group, key=lambda clip: clip.number or 0)


def _runs(ordered: Sequence[Clip]) -> Iterator[list[Clip]]:
    """The files cut where the numbers restart, jump, or another day begins."""
    run: list[Clip] = []
    for clip in ordered:
        if run and not _goes_on(run[-1], clip):
            yield run
            run = []
        run.append(clip)
    if run:
        yield run


def _goes_on(one: Clip, other: Clip) -> bool:
    step = (other.number or 0) - (one.number or 0)
    if not 0 < step <= MOST_MISSING + 1:
        return False
    return not (one.start and other.start and other.start - one.start > _ANOTHER_DAY)


def _one_recording(one: Clip, other: Clip, count: int, longest: timedelta) -> bool:
    """Whether the hole has the length of the missing parts, no more, and is one at all."""
    pauses = hole(one, other)
    if pauses is None or any(abs(pause) <= OVERLAP for pause in pauses):
        return False
    most = count * (longest + longest / 10) + _SLACK
    return any(OVERLAP < pause <= most for pause in pauses)


def _who(clip: Clip | None) -> tuple[str, str] | None:
    return None if clip is None else _tell(clip)


def _tell(clip: Clip) -> tuple[str, str]:
    return clip.id, clip.named.text


def _name_of(neighbour: Clip, number: int) -> str:
    """The name that the missing file has, after that of its neighbour; a bare number else."""
    place = neighbour.named.places.get(neighbour.rule.by)
    text = neighbour.named.text
    # What else is counted or timed in the name would be another in the missing file.
    if place is None or neighbour.named.start is not None:
        return f"#{number:04d}"
    start, end = place
    return f"{text[:start]}{number:0{end - start}d}{text[end:]}"
