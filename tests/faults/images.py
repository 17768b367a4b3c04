"""Real file systems in image files, and what of them had reached the disk at some instant.

A copy of the image is what a power cut would have left: what the system still had in memory is
not in it. Mounting the copy replays the journal of the file system, as after a real cut. Needs
Linux, root and loop devices.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

# The journal is not written by the clock, so that only what was forced is on the disk.
OPTIONS = {"ext4": "loop,commit=3000", "xfs": "loop", "btrfs": "loop,commit=300"}
_MAKE = {
    "ext4": ("mkfs.ext4", "-q", "-O", "metadata_csum"),
    "xfs": ("mkfs.xfs", "-q"),
    "btrfs": ("mkfs.btrfs", "-q"),
}
_SIZE = 400 * 1024 * 1024


def unavailable(kind: str) -> str | None:
    """Why no such file system can be made and mounted here; None where it can."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return "mounting images needs Linux and root"
    if not Path("/dev/loop-control").exists():
        return "there are no loop devices"
    if shutil.which(_MAKE[kind][0]) is None:
        return f"{_MAKE[kind][0]} is not installed"
    return None


@dataclass(frozen=True)
class Disk:
    """A mounted image, and a place for its copies."""

    image: Path
    mount: Path

    def sync(self) -> None:
        """Force everything to the disk, as if a long time had gone by."""
        subprocess.run(["sync", "-f", str(self.mount)], check=True)

    def cut(self, name: str = "cut") -> Path:
        """A copy of what has reached the disk by now."""
        copy = self.image.with_name(f"{name}.img")
        subprocess.run(["cp", "--sparse=always", str(self.image), str(copy)], check=True)
        return copy

    @contextmanager
    def after(self, copy: Path) -> Iterator[None]:
        """What the power cut left, at the path of the disk, which is taken away; then no more."""
        unmount(self.mount)
        done = mount(copy, self.mount, "loop")
        assert done.returncode == 0, f"the journal cannot be replayed: {done.stderr!r}"
        try:
            yield
        finally:
            unmount(self.mount)
            copy.unlink()


@contextmanager
def disk(kind: str, work: Path) -> Iterator[Disk]:
    """A fresh, empty, mounted file system while the body runs; skips with the reason."""
    reason = unavailable(kind)
    if reason is not None:
        pytest.skip(reason)
    image, place = work / f"{kind}.img", work / "disk"
    with image.open("wb") as file:
        file.truncate(_SIZE)
    subprocess.run([*_MAKE[kind], str(image)], check=True, capture_output=True)
    place.mkdir(exist_ok=True)
    done = mount(image, place, OPTIONS[kind])
    if done.returncode:
        pytest.skip(f"no image can be mounted here: {done.stderr.decode(errors='replace')}")
    try:
        yield Disk(image, place)
    finally:
        unmount(place)
        image.unlink()


def mount(image: Path, place: Path, options: str) -> subprocess.CompletedProcess[bytes]:
    """Mount an image, or try to."""
    command = ["mount", "-o", options, str(image), str(place)]
    return subprocess.run(command, check=False, capture_output=True)


def unmount(place: Path) -> None:
    """Unmount what is mounted there, if anything is; only one that stays busy is left lazily."""
    for _try in range(50):
        if not place.is_mount():
            return
        subprocess.run(["umount", str(place)], check=False, capture_output=True)
        time.sleep(0.02)
    subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)
