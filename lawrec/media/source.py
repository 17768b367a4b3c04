"""Reading a file that nobody may change: opened once, never followed, never written to.

What is read here is a card, a phone, a dock, or a copy of our own that is to be checked.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

from lawrec.media.quiet import open_quietly
from lawrec.store.regular import READ_FILE

CHUNK = 1024 * 1024
Trouble = Literal["source_changed", "source_unreadable", "source_odd", "copy_differs"]
_DIRECT = getattr(os, "O_DIRECT", 0)


class IntakeTrouble(Exception):
    """The source cannot be taken in; the code says why. The disk's own troubles are OSError."""

    def __init__(self, code: Trouble) -> None:
        """Keep the code."""
        super().__init__(code)
        self.code = code


@contextmanager
def opened(path: bytes, *, direct: bool = False) -> Iterator[int]:
    """Open what is still an ordinary file; a pipe put in its place does not block.

    With `direct` reads come from the device and not from memory; raises OSError where the
    system cannot do that.
    """
    handle = _open(path, READ_FILE | (_DIRECT if direct else 0))
    try:
        if not stat.S_ISREG(state_of(handle).st_mode):
            raise IntakeTrouble("source_odd")
        yield handle
    finally:
        os.close(handle)


def can_read_direct() -> bool:
    """Whether this system can read past its own memory at all."""
    return bool(_DIRECT) and hasattr(os, "preadv")


def _open(path: bytes, flags: int) -> int:
    try:
        return open_quietly(path, flags)
    except OSError:
        if flags & _DIRECT and _DIRECT:
            raise
        raise IntakeTrouble("source_unreadable") from None


def read_chunk(handle: int, size: int = CHUNK) -> bytes:
    """The next bytes, empty at the end; raises IntakeTrouble when the medium fails."""
    try:
        return os.read(handle, size)
    except OSError:
        raise IntakeTrouble("source_unreadable") from None


def state_of(handle: int) -> os.stat_result:
    """What the medium says of an open file; raises IntakeTrouble when it fails."""
    try:
        return os.fstat(handle)
    except OSError:
        raise IntakeTrouble("source_unreadable") from None


def require_unchanged(handle: int, before: os.stat_result, size: int) -> None:
    """Raise IntakeTrouble unless the bytes read are the file's size before and after."""
    after = state_of(handle)
    same = after.st_mtime_ns == before.st_mtime_ns
    if not same or size != before.st_size or after.st_size != before.st_size:
        raise IntakeTrouble("source_changed")


def forget(handle: int) -> bool:
    """Ask the system to drop what it has of the file in memory; false where it cannot."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is None:
        return False
    with suppress(OSError):
        advise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        return True
    return False


def read_ahead(handle: int) -> None:
    """Tell the system that the file is read from beginning to end, where it listens."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is not None:
        with suppress(OSError):
            advise(handle, 0, 0, os.POSIX_FADV_SEQUENTIAL)
