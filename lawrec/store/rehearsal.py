"""Only trying: while a rehearsal runs nothing is written, and what would be is noted here.

The few places that write ask `rehearsal()`: the files of `store.files`, the locks, new histories,
and the one way in which cases and the bureau's pages are changed (`custody.change`).
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Planned:
    """A change that would be made in a case or in the bureau's own pages.

    `name` is what the evidence log calls it, `log` whether it would be logged. `files`, `moves`,
    `message`, `event` and `by` are those of the change. `before` has the contents that would be
    replaced or removed.
    """

    folder: Path
    name: str
    log: bool
    files: Mapping[str, bytes | None]
    moves: tuple[tuple[str, str], ...]
    message: str
    event: str
    by: str
    before: Mapping[str, bytes]


@dataclass(slots=True)
class Rehearsal:
    """What would be written: changes of cases and of the bureau, and files elsewhere.

    `files` are whole paths with their size in bytes; `notes` are plain sentences about what
    cannot be said as a file.
    """

    changes: list[Planned] = field(default_factory=list)
    files: dict[Path, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def names_in(self, folder: Path, below: str) -> list[str]:
        """The file names that would be new in a folder of a case: their ids are taken."""
        prefix = f"{below}/"
        return [
            path.removeprefix(prefix)
            for change in self.changes
            if change.folder == folder
            for path in change.files
            if path.startswith(prefix)
        ]


_RUNNING: ContextVar[Rehearsal | None] = ContextVar("lawrec_rehearsal", default=None)


def rehearsal() -> Rehearsal | None:
    """The rehearsal that runs; None where things are really done."""
    return _RUNNING.get()


def would_write(files: Mapping[Path, bytes]) -> bool:
    """In a rehearsal, note the files that would be written or replaced, and say so."""
    running = _RUNNING.get()
    if running is not None:
        running.files |= {path: len(data) for path, data in files.items()}
    return running is not None


def would_create(path: Path, data: bytes) -> bool:
    """Like `would_write` for a new file; raises FileExistsError where there is one already."""
    if _RUNNING.get() is not None and os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    return would_write({path: data})


def not_while_trying() -> None:
    """What moves or removes goes another way in a rehearsal: coming here then is a defect."""
    if _RUNNING.get() is not None:
        raise RuntimeError("a rehearsal came to a place that writes")


@contextmanager
def rehearse() -> Iterator[Rehearsal]:
    """Write nothing while the body runs, and note what would have been written."""
    running = Rehearsal()
    token = _RUNNING.set(running)
    try:
        yield running
    finally:
        _RUNNING.reset(token)
