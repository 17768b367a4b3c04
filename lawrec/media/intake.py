"""Copies one file so that it can be relied on: hashed, forced to disk, read back, read again.

One pass over the source copies and hashes it. The copy is read back from the device; the source
is read a second time, from the device too, unless the bureau has decided otherwise. Whatever
fails leaves a temporary file that the next run sweeps away, never one under a final name.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from lawrec.media.digests import Digests
from lawrec.media.pipeline import Passed, copy_large, digest_direct
from lawrec.media.source import (
    CHUNK,
    IntakeTrouble,
    can_read_direct,
    forget,
    opened,
    read_ahead,
    read_chunk,
    require_unchanged,
    state_of,
)
from lawrec.store.files import NEW_FILE

__all__ = [
    "Care",
    "Copied",
    "IntakeTrouble",
    "Progress",
    "copy_verified",
    "digest_of",
]

Progress = Callable[[int], None]
# Below this, several threads for one file cost more than they save; files are taken side by side.
LARGE = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Copied:
    """A verified copy under a temporary name: its digests, its size in bytes, what was checked.

    `from_device` tells whether every check read the device; a system that cannot promise that
    may have answered from memory.
    """

    temporary: Path
    sha256: str
    size: int
    sm3: str | None = None
    twice: bool = True
    from_device: bool = True


def digest_of(source: bytes, progress: Progress) -> tuple[str, int]:
    """SHA-256 and size of a file, in one pass."""
    digest, size, _fresh = _read_whole(source, progress)
    return digest, size


@dataclass(frozen=True, slots=True)
class Care:
    """How a file is taken: with SM3 beside SHA-256, with a second reading of the source.

    `reading` is held while the source is read: a card is slow, and slower where many ask at once.
    `device` is the one on which the source was found: a link put in its way leads elsewhere.
    """

    sm3: bool = False
    twice: bool = True
    reading: AbstractContextManager[object] = field(default_factory=nullcontext)
    device: int | None = None


def copy_verified(
    source: bytes,
    target: Path,
    expected: str | None,
    progress: Progress,
    care: Care | None = None,
) -> Copied:
    """Copy to `target`, a temporary name; raises IntakeTrouble unless all reads agree.

    `expected` is the digest of a read before this one, which then is the second one; without it
    the source is read again afterwards, unless `care` says otherwise.
    """
    care = care or Care()
    done, before = _first_pass(source, target, progress, care)
    if expected not in (None, done.digests.sha256):
        raise IntakeTrouble("source_changed")
    back, fresh = (done.returned, True) if done.returned else _read_back(target)
    if back != done.digests.sha256:
        raise IntakeTrouble("copy_differs")
    if care.twice and expected is None:
        with care.reading:
            again, _size, from_card = _read_whole(source, progress, again=before)
        fresh = fresh and from_card
        if again != done.digests.sha256:
            raise IntakeTrouble("source_changed")
    digests = done.digests
    return Copied(target, digests.sha256, done.size, digests.sm3, care.twice, fresh)


def _first_pass(source: bytes, target: Path, progress: Progress, care: Care) -> tuple[Passed, int]:
    """The copy on the disk, and the size that the source had at the beginning."""
    out = None
    try:
        with care.reading, opened(source) as handle:
            before = state_of(handle)
            if care.device not in (None, before.st_dev):
                raise IntakeTrouble("source_odd")
            read_ahead(handle)
            done = None
            if before.st_size >= LARGE:
                done = copy_large(handle, target, before.st_size, progress, sm3=care.sm3)
            if done is None:
                out = os.open(target, NEW_FILE, 0o644)
                done = _copy_small(handle, out, Digests(sm3=care.sm3), progress)
            require_unchanged(handle, before, done.size)
            # The second read has to come from the card, not from memory.
            forget(handle)
        if out is not None:
            os.fsync(out)
    finally:
        if out is not None:
            os.close(out)
    return done, before.st_size


def _read_back(path: Path) -> tuple[str, bool]:
    """The digest of a copy, and whether it surely came from the device."""
    digests = Digests()
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        fresh = forget(handle)
        while chunk := os.read(handle, CHUNK):
            digests.update(chunk)
    finally:
        os.close(handle)
    return digests.sha256, fresh


def _copy_small(handle: int, out: int, digests: Digests, progress: Progress) -> Passed:
    """Copy in this thread alone; what is written is not yet forced to the disk."""
    size = state_of(handle).st_size
    done = 0
    while done < size and (chunk := read_chunk(handle)):
        digests.update(chunk)
        view = memoryview(chunk)
        while view:
            view = view[os.write(out, view) :]
        done += len(chunk)
        progress(len(chunk))
    return Passed(done, digests)


def _read_whole(
    source: bytes, progress: Progress, *, again: int | None = None
) -> tuple[str, int, bool]:
    """Digest and size of a source, and whether they surely come from the medium.

    The first reading leaves nothing in memory for the one that comes `again`, which knows the
    size from before. Nothing is opened in between: a card may give something else each time.
    """
    large = again is not None and again >= LARGE and can_read_direct()
    if large and (done := _read_direct(source, progress)) is not None:
        return (*done, True)
    with opened(source) as handle:
        before = state_of(handle)
        fresh = forget(handle)
        read_ahead(handle)
        digests = Digests()
        size = 0
        while chunk := read_chunk(handle):
            digests.update(chunk)
            size += len(chunk)
            progress(len(chunk))
            if size > before.st_size:
                break
        require_unchanged(handle, before, size)
        forget(handle)
        return digests.sha256, size, fresh


def _read_direct(source: bytes, progress: Progress) -> tuple[str, int] | None:
    """The same past the memory of the system; None where it cannot."""
    try:
        with opened(source, direct=True) as handle:
            before = state_of(handle)
            digest, size = digest_direct(handle, progress)
            require_unchanged(handle, before, size)
            return digest, size
    except OSError:
        return None
    except IntakeTrouble as trouble:
        if trouble.code != "source_unreadable":
            raise
        return None  # if it is the medium and not the way of reading, the plain way will tell
