"""Reads a file that anybody may have put there: a regular one of bounded size, or nothing."""

from __future__ import annotations

import os
import stat
from pathlib import Path

#: Larger than any page that lawrec writes (2 MB) or reads from others.
PAGE_LIMIT = 64 * 1024 * 1024
#: How a file of unknown make is opened: no link is followed, and a pipe does not block.
READ_FILE = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


def read_regular(path: Path, limit: int = PAGE_LIMIT) -> bytes | None:
    """The bytes of a regular file; None for a link, pipe, device or folder, or one too large.

    What is not a regular file is not opened, and one that is put in its place in between does
    not block. Folders above it may be links. Raises OSError, FileNotFoundError for none.
    """
    if not _fits(path.lstat(), limit):
        return None
    handle = os.open(path, READ_FILE)
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        if not _fits(found, limit):
            return None
        # As much as there is, for a buffer of the size of the limit would be made for each page.
        return file.read(min(limit, found.st_size + 1))


def _fits(found: os.stat_result, limit: int) -> bool:
    return stat.S_ISREG(found.st_mode) and found.st_size <= limit
