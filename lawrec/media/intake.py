"""Copies one file so that it can be relied on: hashed, forced to disk, read back, read twice.

The source is only ever read. Whatever fails leaves a temporary file that the next run sweeps
away, and never a file under a final name.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

CHUNK = 1024 * 1024
Trouble = Literal["source_changed", "source_unreadable", "source_odd", "copy_differs"]
Progress = Callable[[int], None]


class IntakeTrouble(Exception):
    """The source cannot be taken in; the code says why. The disk's own troubles are OSError."""

    def __init__(self, code: Trouble) -> None:
        """Keep the code."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Copied:
    """A verified copy under a temporary name: its digest and size in bytes."""

    temporary: Path
    sha256: str
    size: int


def digest_of(source: bytes, progress: Progress) -> tuple[str, int]:
    """SHA-256 and size of a source file, in one pass; the first of its two reads."""
    handle = _open_source(source)
    try:
        before = os.fstat(handle)
        digest = hashlib.sha256()
        size = 0
        while chunk := _read(handle):
            digest.update(chunk)
            size += len(chunk)
            progress(len(chunk))
            if size > before.st_size:
                break
        _unchanged(handle, before, size)
        # The second read has to come from the card, not from memory.
        _forget(handle)
        return digest.hexdigest(), size
    finally:
        os.close(handle)


def copy_verified(source: bytes, target: Path, expected: str, progress: Progress) -> Copied:
    """Copy to `target`, a temporary name; raises IntakeTrouble unless all reads agree.

    `expected` is the digest of the first read, so that the copy is the second, and the copy
    read back from the disk the third.
    """
    handle = _open_source(source)
    try:
        before = os.fstat(handle)
        digest, size = _write(handle, target, before.st_size, progress)
        _unchanged(handle, before, size)
    finally:
        os.close(handle)
    if digest != expected:
        raise IntakeTrouble("source_changed")
    if digest_of_copy(target) != expected:
        raise IntakeTrouble("copy_differs")
    return Copied(target, digest, size)


def digest_of_copy(path: Path) -> str:
    """SHA-256 of a file on our own disk, read from the device as far as the system allows."""
    digest = hashlib.sha256()
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        _forget(handle)
        while chunk := os.read(handle, CHUNK):
            digest.update(chunk)
    finally:
        os.close(handle)
    return digest.hexdigest()


def _write(handle: int, target: Path, size: int, progress: Progress) -> tuple[str, int]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    out = os.open(target, flags, 0o644)
    digest = hashlib.sha256()
    done = 0
    try:
        while chunk := _read(handle):
            digest.update(chunk)
            view = memoryview(chunk)
            while view:
                view = view[os.write(out, view) :]
            done += len(chunk)
            progress(len(chunk))
            if done > size:
                break
        os.fsync(out)
    finally:
        os.close(out)
    return digest.hexdigest(), done


def _open_source(path: bytes) -> int:
    """Open for reading what is still an ordinary file; a pipe put in its place does not block."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags)
    except OSError:
        raise IntakeTrouble("source_unreadable") from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise IntakeTrouble("source_odd")
    return handle


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, CHUNK)
    except OSError:
        raise IntakeTrouble("source_unreadable") from None


def _unchanged(handle: int, before: os.stat_result, size: int) -> None:
    """The bytes read must be the size before and after."""
    try:
        after = os.fstat(handle)
    except OSError:
        raise IntakeTrouble("source_unreadable") from None
    same = after.st_mtime_ns == before.st_mtime_ns
    if not same or size != before.st_size or after.st_size != before.st_size:
        raise IntakeTrouble("source_changed")


def _forget(handle: int) -> None:
    """Ask the system to drop what it has of the file in memory."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is not None:
        with suppress(OSError):
            advise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
