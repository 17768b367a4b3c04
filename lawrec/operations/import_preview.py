"""What an import would do, without doing it: nothing is written, neither here nor on the card."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lawrec.media.finder import Found
from lawrec.media.intake import IntakeTrouble, digest_of
from lawrec.operations.attribution import attribute
from lawrec.operations.intake_target import Target
from lawrec.operations.known import Known
from lawrec.operations.naming import Understood
from lawrec.operations.progress import Progress


@dataclass(frozen=True, slots=True)
class Previewed:
    """What would become of one file: new, there already, or refused with a code."""

    found: Found
    result: Literal["new", "duplicate", "refused"]
    item: str | None = None
    code: str | None = None
    said: Understood | None = None
    act: str | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """One import that was only thought through; `passed` would be left behind as no footage."""

    case: str
    files: tuple[Previewed, ...]
    passed: tuple[Found, ...]

    def count(self, result: str) -> int:
        """How many files would get this answer."""
        return sum(1 for file in self.files if file.result == result)

    @property
    def size(self) -> int:
        """How many bytes would be stored."""
        return sum(file.found.size for file in self.files if file.result == "new")


def previewed(
    found: tuple[Found, ...], target: Target, known: Known, progress: Progress
) -> Iterator[Previewed]:
    """Each file with its answer; contents are read only where they may be there already."""
    for item in found:
        yield _file(item, target, known, progress)


def _file(found: Found, target: Target, known: Known, progress: Progress) -> Previewed:
    if found.refused is not None:
        return Previewed(found, "refused", code=found.refused)
    try:
        if known.may_hold(found.size):
            item = known.get(digest_of(found.path, progress.moved)[0])
            if item is not None:
                return Previewed(found, "duplicate", item)
    except IntakeTrouble as trouble:
        return Previewed(found, "refused", code=trouble.code)
    second = target.policy.second_reader
    facts = target.reader.read(
        Path(os.fsdecode(found.path)), found.name, "unknown", target.zone, second
    )
    whose = attribute(facts, found.name, target)
    return Previewed(found, "new", said=whose.said, act=whose.act)
