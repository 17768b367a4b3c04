"""Parts of a recording that are not in the case, by the numbers that recorders give (4.1b).

A missing chapter is a hole in one recording; a number that is left out between two files may be a
photo, or footage of another matter. Whether somebody deleted it, or it lies on another card, no
machine can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from lawrec.checks.base import Outcome, satisfied_but, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.recorded import Medium
from lawrec.i18n import N_
from lawrec.schema.media import FILMED

_MOST = 100
"""More numbers than this in a row are another series, and not missing parts."""

_OF_THE_PART = frozenset({"chapter", "start", "end", "ms"})
"""Fields of a name that differ between the parts of one recording."""

_DIGITS = 9
_Key = tuple[str, ...]
_Numbered = list[tuple[int, Medium]]


def missing_parts(case: Facts) -> Iterator[Outcome]:
    """One outcome for each hole in the chapters of a recording, or in the numbers of an act."""
    for parts in _by(case, "chapter").values():
        for before, medium, missing in _holes(parts, {number for number, _ in parts}):
            yield _chapter(case, before, medium, missing)
    for files in _by(case, "seq").values():
        held = {number for number, _ in files}
        by_act: dict[str | None, _Numbered] = {}
        for number, medium in files:
            if medium.data.act is not None and _runs(medium):
                by_act.setdefault(medium.data.act, []).append((number, medium))
        for of_act in by_act.values():
            for before, medium, missing in _holes(of_act, held):
                yield _left_out(before, medium, missing)


def _runs(medium: Medium) -> bool:
    return medium.data.mode in FILMED and medium.data.mode != "photo"


def _by(case: Facts, field: str) -> dict[_Key, _Numbered]:
    """The media whose names bear that number, by what they share."""
    found: dict[_Key, _Numbered] = {}
    for medium in case.snapshot.media:
        data = medium.data
        text = data.named.get(field, "")
        if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
            continue
        if field == "chapter" and not _runs(medium):
            continue
        which = data.device or data.serial or f"{data.make or ''} {data.model or ''}"
        shared = data.named.items() if field == "chapter" else ()
        names = (f"{name}={text}" for name, text in sorted(shared) if name not in _OF_THE_PART)
        found.setdefault((data.profile or "", which, *names), []).append((int(text), medium))
    return found


def _holes(
    parts: _Numbered, held: Iterable[int]
) -> Iterator[tuple[Medium, Medium, tuple[int, ...]]]:
    """Neighbours by number and what is missing between them; none where a number comes twice."""
    ordered = sorted(parts, key=lambda part: part[0])
    if any(one == other for (one, _), (other, _) in pairwise(ordered)):
        return
    known = set(held)
    for (low, before), (high, medium) in pairwise(ordered):
        between = range(low + 1, high)
        missing = tuple(n for n in between if n not in known) if len(between) <= _MOST else ()
        if missing:
            yield before, medium, missing


def _chapter(case: Facts, before: Medium, medium: Medium, missing: tuple[int, ...]) -> Outcome:
    return unsure(
        "part_missing",
        N_(
            "{before} and {media} are parts of one recording, and part {missing} between them is "
            "not in the case; whether it was deleted or lies elsewhere cannot be told"
        ),
        medium.at("named"),
        severity="warning",
        remedy=f"lawrec import-media {case.label} ...",
        root=("part", medium.id),
        before=before.id,
        media=medium.id,
        missing=missing,
    )


def _left_out(before: Medium, medium: Medium, missing: tuple[int, ...]) -> Outcome:
    return satisfied_but(
        "note",
        "number_left_out",
        N_(
            "{before} and {media}: the numbers {missing} that the recorder gave between them are "
            "not in the case; they may be of another matter"
        ),
        medium.at("named"),
        root=("number", medium.id),
        before=before.id,
        media=medium.id,
        missing=missing,
    )
