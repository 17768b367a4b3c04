"""A card that gives so many megabytes a second and no more, as a file system in user space.

    python benchmarks/slow_card.py FOLDER MOUNTPOINT MEGABYTES-A-SECOND

Every reading comes from the "card": the kernel keeps nothing of it. Needs Linux, /dev/fuse and
the package mfusepy.
"""

from __future__ import annotations

import os
import sys
import time

import mfusepy


class SlowCard(mfusepy.Operations):
    """The files of a folder, to be read only, at a limited rate."""

    use_ns = True

    def __init__(self, root: str, rate: float) -> None:
        self.root = root
        self.rate = rate * 1_000_000
        self.free_at = 0.0

    def getattr(self, path: str, fh: int | None = None) -> dict[str, int]:
        """What the folder says of a file."""
        try:
            state = os.lstat(self.root + path)
        except OSError as err:
            raise mfusepy.FuseOSError(err.errno) from None
        kept = ("st_mode", "st_nlink", "st_uid", "st_gid", "st_size")
        times = {f"st_{t}": getattr(state, f"st_{t}_ns") for t in ("atime", "mtime", "ctime")}
        return {name: getattr(state, name) for name in kept} | times

    def readdir(self, path: str, fh: int) -> list[str]:
        """The names in a folder."""
        return [".", "..", *(entry.name for entry in os.scandir(self.root + path))]

    def open(self, path: str, flags: int) -> int:
        """A file, whatever is wanted of it but writing."""
        return os.open(self.root + path, os.O_RDONLY)

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:
        """The bytes, no earlier than the rate allows."""
        data = os.pread(fh, size, offset)
        now = time.monotonic()
        self.free_at = max(self.free_at, now) + len(data) / self.rate
        if self.free_at - now > 0.002:
            time.sleep(self.free_at - now)
        return data

    def release(self, path: str, fh: int) -> int:
        """Close it."""
        os.close(fh)
        return 0


if __name__ == "__main__":
    mfusepy.FUSE(
        SlowCard(os.path.realpath(sys.argv[1]), float(sys.argv[3])),
        sys.argv[2],
        foreground=True,
        ro=True,
        direct_io=True,
        nothreads=True,
    )
