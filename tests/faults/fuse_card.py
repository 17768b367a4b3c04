"""A memory card that misbehaves, as a file system in user space; and a way to plug it in.

Run as a program it serves a folder at a mount point, read-only, and never from memory: what a
program reads comes from here each time. Needs mfusepy, and the right to mount.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

MODES = {
    "eio": "the byte cannot be read, whoever asks however often",
    "eio_once": "the byte cannot be read when it is read for the second time",
    "pull": "the card is pulled when the byte is read; nothing answers any more",
    "change": "at every second opening the file begins with another byte",
    "flip": "at every second opening one bit of the byte is another, and nobody says so",
    "flip_read": "at every second reading of the byte one bit is another",
    "short": "the file ends before the byte, whatever its size says",
    "long": "the file goes on behind its end",
    "touched": "the time of its last change moves when the file has been opened",
    "gone": "the file is listed and cannot be opened",
    "slow": "each read takes so many milliseconds more",
}


@dataclass(frozen=True)
class Defect:
    """What is wrong with the card: a mode, with which file, and at which byte of it."""

    mode: str
    name: str
    at: int = 0

    def __str__(self) -> str:
        return f"{self.mode}-{self.name}@{self.at}"


def unavailable() -> str | None:
    """Why no such card can be had here; None where it can."""
    if not sys.platform.startswith("linux") or not Path("/dev/fuse").exists():
        return "there is no /dev/fuse"
    if not os.access("/dev/fuse", os.R_OK | os.W_OK):
        return "/dev/fuse may not be used"
    if shutil.which("fusermount3") is None and shutil.which("fusermount") is None:
        return "there is no fusermount3"
    if find_spec("mfusepy") is None:
        return "mfusepy is not installed"
    return None


@contextmanager
def plugged(real: Path, mount: Path, defect: Defect) -> Iterator[Path]:
    """The folder seen through a card with that defect, while the body runs."""
    command = [sys.executable, "-m", "tests.faults.fuse_card"]
    with mounted([*command, str(real), str(mount), json.dumps(asdict(defect))], mount):
        yield mount


@contextmanager
def mounted(command: list[str], mount: Path, **more: str) -> Iterator[None]:
    """A program that serves a mount point, while the body runs."""
    mount.mkdir(exist_ok=True)
    with subprocess.Popen(
        command,
        cwd=Path(__file__).parents[2],
        env={**os.environ, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        try:
            for _try in range(200):
                if mount.is_mount() or process.poll() is not None:
                    break
                time.sleep(0.02)
            if process.poll() is not None:
                said = process.stdout.read().decode() if process.stdout else ""
                pytest.skip(f"no card can be plugged in here: {said[-300:]}")
            yield
        finally:
            subprocess.run(["umount", "-l", str(mount)], check=False, capture_output=True)
            process.terminate()


def main() -> None:
    """Serve: REAL MOUNT DEFECT."""
    import mfusepy

    real, mount, told = sys.argv[1:]
    defect = Defect(**json.loads(told))

    class Card(_Card, mfusepy.Operations):
        """The card, with the class that the library asks for."""

        use_ns = True

    card = Card(os.fsencode(real), defect, mfusepy.FuseOSError)
    mfusepy.FUSE(
        card, mount, foreground=True, ro=True, direct_io=True, nothreads=True, encoding="utf-8"
    )


class _Card:
    """The operations of a file system, each on the real folder unless the defect says not."""

    def __init__(self, root: bytes, defect: Defect, trouble: Any) -> None:
        self.root = root
        self.defect = defect
        self.trouble = trouble
        self.opened: dict[str, int] = {}
        self.seen = 0
        self.dead = False

    def _real(self, path: str) -> bytes:
        if self.dead:
            raise self.trouble(errno.ENODEV)
        return self.root + os.fsencode(path)

    def _is(self, path: str, *modes: str) -> bool:
        return self.defect.mode in modes and path.rsplit("/", 1)[-1] == self.defect.name

    def getattr(self, path: str, fh: int | None = None) -> dict[str, int]:
        try:
            state = os.lstat(self._real(path))
        except OSError as err:
            raise self.trouble(err.errno) from None
        names = ("st_mode", "st_nlink", "st_uid", "st_gid", "st_size")
        told = {name: getattr(state, name) for name in names}
        moved = self.opened.get(path, 0) if self._is(path, "touched") else 0
        changed = state.st_mtime_ns + moved * 1_000_000_000
        return told | {"st_atime": changed, "st_mtime": changed, "st_ctime": changed}

    def readdir(self, path: str, fh: int) -> list[str]:
        return [".", "..", *map(os.fsdecode, os.listdir(self._real(path)))]  # noqa: PTH208

    def open(self, path: str, flags: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise self.trouble(errno.EROFS)
        if self._is(path, "gone"):
            raise self.trouble(errno.ENOENT)
        self.opened[path] = self.opened.get(path, 0) + 1
        return os.open(self._real(path), os.O_RDONLY)

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:
        data = self._bytes(path, size, offset, fh)
        at = self.defect.at
        inside = self._is(path, self.defect.mode) and offset <= at < offset + len(data)
        self.seen += inside
        mode = self.defect.mode
        if mode == "slow":
            time.sleep(at / 1000)
        elif inside and (mode == "eio" or (mode == "eio_once" and self.seen == 2)):
            raise self.trouble(errno.EIO)
        elif inside and mode == "pull":
            self.dead = True
            raise self.trouble(errno.ENODEV)
        return _flipped(data, at - offset) if inside and self._flips(path) else data

    def _flips(self, path: str) -> bool:
        second = self.opened.get(path, 0) % 2 == 0
        by_reading = self.defect.mode == "flip_read" and self.seen % 2 == 0
        return by_reading or (self.defect.mode in ("flip", "change") and second)

    def _bytes(self, path: str, size: int, offset: int, fh: int) -> bytes:
        self._real(path)
        if self._is(path, "short"):
            size = max(0, min(size, self.defect.at - offset))
        data = os.pread(fh, size, offset)
        if self._is(path, "long") and len(data) < size:
            end = os.fstat(fh).st_size + 1000
            data += b"x" * min(size - len(data), max(0, end - offset - len(data)))
        return data

    def release(self, path: str, fh: int) -> int:
        os.close(fh)
        return 0


def _flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 8]) + data[at + 1 :]


if __name__ == "__main__":
    main()
