"""Looking again while people write: a page whose commit is still to come is no stray.

A verification of all cases takes hours, and office hours do not wait for it. What looks wrong is
looked at once more with the log as it is by then, until nothing was written in between.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from lawrec.custody import journal
from lawrec.operations.found import Found
from lawrec.store.gitdir import GitDir
from lawrec.store.object_formats import Unreadable

_T = TypeVar("_T")
_LOOKS = 10
_PAUSE_S = 0.2


@dataclass(frozen=True, slots=True)
class _Mark:
    """Whether a change is under way in a folder, and where its history stands."""

    promised: bool
    head: str | None


def at_rest(folder: Path, look: Callable[[], _T], faulty: Callable[[_T], bool]) -> tuple[_T, bool]:
    """What a look gives, and whether nothing was written in the folder while it was taken.

    A look without faults is good whatever happened. One with faults is repeated, at least once.
    """
    seen, resting = look(), True
    for _again in range(_LOOKS if faulty(seen) else 0):
        if not resting:
            time.sleep(_PAUSE_S)
        before = _mark(folder)
        seen = look()
        resting = not before.promised and _mark(folder) == before
        if resting or not faulty(seen):
            break
    return seen, resting or not faulty(seen)


def _mark(folder: Path) -> _Mark:
    try:
        head = GitDir(folder).head()[0]
    except Unreadable:
        head = None
    return _Mark(journal.is_promised(folder), head)


def still_ours(faults: list[Found], folder: Path, tree: Collection[str]) -> list[Found]:
    """Without media that are gone because they were taken elsewhere meanwhile, sidecar and all."""

    def taken(found: Found) -> bool:
        sidecar = f"{found.path}.yaml"
        gone = found.code == "medium_absent" and not (folder / sidecar).exists()
        return gone and bool(tree) and sidecar not in tree

    return [found for found in faults if not taken(found)]
