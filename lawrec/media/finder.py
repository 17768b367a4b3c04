"""Finds what an officer brings: files of a card, a phone's folder, or single files.

Links, pipes, devices and sockets are named and never opened; empty files are named too.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from lawrec.media.quiet import head_of, scan_quietly
from lawrec.media.sniff import HEAD_BYTES, is_media_name, sniff

Refused = Literal[
    "link", "special", "empty", "unreadable", "missing", "too_deep", "no_room", "no_footage"
]
_DEEPEST = 64


@dataclass(frozen=True, slots=True)
class Found:
    """One entry of a source: its path as bytes, its size, or why it is not taken.

    `refused` is None for a file to take in, "no_footage" for one that is passed over. `changed`
    is the file's own time in seconds since 1970, `device` the number of the device it lies on.
    """

    path: bytes
    size: int = 0
    refused: Refused | None = None
    changed: float = 0
    device: int | None = None

    @property
    def name(self) -> str:
        """The file name; bytes that are no UTF-8 become surrogates, which keep them."""
        return os.fsdecode(self.path.rsplit(os.sep.encode(), 1)[-1])


def find(sources: Iterable[str]) -> Iterator[Found]:
    """Every file that counts as media below the sources, and every entry that is refused.

    A file that is named itself is always taken. In folders, the name or the first bytes decide;
    the others are told too, as no footage.
    """
    for source in sources:
        path = os.fsencode(source)
        try:
            mode = os.lstat(path).st_mode
        except OSError:
            yield Found(path, refused="missing")
            continue
        if stat.S_ISDIR(mode):
            yield from _folder(path)
        else:
            yield _entry(path, named=True)


def _folder(root: bytes) -> Iterator[Found]:
    stack = [(root, 0)]
    while stack:
        folder, depth = stack.pop()
        try:
            entries = scan_quietly(folder)
        except OSError:
            yield Found(folder, refused="unreadable")
            continue
        below: list[tuple[bytes, int]] = []
        for name, is_folder in entries:
            path = os.path.join(folder, name)  # noqa: PTH118 - Path knows no bytes
            if not is_folder:
                yield _entry(path, named=False)
            elif depth >= _DEEPEST:
                yield Found(path, refused="too_deep")
            else:
                below.append((path, depth + 1))
        stack += reversed(below)


def _entry(path: bytes, *, named: bool) -> Found:
    """The file, or the reason to refuse it or to pass it over."""
    try:
        state = os.lstat(path)
    except OSError:
        return Found(path, refused="unreadable")
    if stat.S_ISLNK(state.st_mode):
        return Found(path, refused="link")
    if not stat.S_ISREG(state.st_mode):
        return Found(path, refused="special")
    name = os.fsdecode(path.rsplit(os.sep.encode(), 1)[-1])
    if not named and not is_media_name(name):
        head = head_of(path, HEAD_BYTES)
        if head is None:
            return Found(path, refused="unreadable")
        if not sniff(head, name).recognised:
            return Found(path, state.st_size, "no_footage")
    if state.st_size == 0:
        return Found(path, refused="empty")
    return Found(path, state.st_size, changed=state.st_mtime, device=state.st_dev)
