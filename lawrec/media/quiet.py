"""Looking at a card without leaving a trace on it.

On a card that can be written, Linux notes the time of reading beside each file and folder that is
opened. Where the account may, it is asked not to; nothing else here differs from `os`.
"""

from __future__ import annotations

import os

from lawrec.store.regular import READ_FILE

_QUIET = getattr(os, "O_NOATIME", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)


def open_quietly(path: bytes, flags: int) -> int:
    """Open a file for reading; raises OSError like `os.open`."""
    if _QUIET:
        try:
            return os.open(path, flags | _QUIET)
        except PermissionError:
            pass  # only the owner of a file may ask for it
    return os.open(path, flags)


def head_of(path: bytes, size: int) -> bytes | None:
    """The first bytes of a file, at most `size`; None where it cannot be read."""
    try:
        handle = open_quietly(path, READ_FILE)
    except OSError:
        return None
    try:
        return os.read(handle, size)
    except OSError:
        return None
    finally:
        os.close(handle)


def scan_quietly(folder: bytes) -> list[tuple[bytes, bool]]:
    """The names in a folder, sorted, and whether each is a true folder; raises OSError.

    An entry that cannot be looked at counts as no folder.
    """
    if os.scandir not in os.supports_fd or not hasattr(os, "O_DIRECTORY"):
        return sorted((os.fsencode(entry.name), _is_folder(entry)) for entry in os.scandir(folder))
    handle = open_quietly(folder, _FOLDER | getattr(os, "O_NOFOLLOW", 0))
    try:
        with os.scandir(handle) as entries:
            return sorted((os.fsencode(entry.name), _is_folder(entry)) for entry in entries)
    finally:
        os.close(handle)


def _is_folder(entry: os.DirEntry[str] | os.DirEntry[bytes]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False
