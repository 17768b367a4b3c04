"""Notices cards, phones and sticks that are plugged in, by looking at what is mounted.

Nothing here mounts, unmounts or writes. Windows (drive letters) is written and was not tried.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lawrec.media.quiet import open_quietly

#: Below these folders Linux desktops and people mount what is plugged in.
ROOTS = ("/media", "/run/media", "/mnt")
#: What lies in the topmost folder of our own things: a case repository, a case, a package.
OUR_MARKS = ("lawrec.yaml", "case.yaml", "bagit.txt")
_MOUNTS = Path("/proc/self/mountinfo")
_BY = Path("/dev/disk")
_ESCAPE = re.compile(r"\\([0-7]{3})")
_HEX = re.compile(r"\\x([0-9a-fA-F]{2})")
# Network disks and the system's own are stores at most; nobody plugs them in.
_NOT_PLUGGED = frozenset(
    (
        *("proc", "sysfs", "cgroup", "cgroup2", "devtmpfs", "devpts", "autofs", "overlay"),
        *("squashfs", "nsfs", "tracefs", "debugfs", "configfs", "securityfs", "fusectl"),
        *("mqueue", "hugetlbfs", "bpf", "ramfs", "nfs", "nfs4", "cifs", "smb3", "smbfs"),
        *("ceph", "glusterfs", "9p", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse"),
        *("fuse.portal", "fuse.snapfuse"),
    )
)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
_DEEPEST = 64
_REMOVABLE, _FIXED, _DISC = 2, 3, 5


@dataclass(frozen=True, slots=True)
class Places:
    """Where to look: mounts below `roots`, every folder directly below `folders`.

    `ours` are folders that hold our own data, such as the case repository and its stores.
    """

    roots: tuple[str, ...] = ROOTS
    folders: tuple[str, ...] = ()
    ours: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Volume:
    """One thing that is plugged in.

    `mark` is this very plugging in, and differs the next time; `uuid` and `label` are those of
    the file system, where the system tells them; `node` is the device file, if there is one.
    """

    path: Path
    mark: str
    label: str | None = None
    uuid: str | None = None
    node: Path | None = None
    is_folder: bool = False

    @property
    def name(self) -> str:
        """What people call it."""
        return self.label or self.path.name or str(self.path)

    def is_called(self, name: str) -> bool:
        """Whether the label or the identity of the file system is this, in any spelling."""
        return _plain(name) in {_plain(own) for own in (self.label, self.uuid) if own}


@dataclass(frozen=True, slots=True)
class Listing:
    """The files below a folder: how many, how many bytes, and a digest of names, sizes, times."""

    files: int
    size: int
    signature: str


def plugged(places: Places) -> dict[str, Volume]:
    """What is there now, by its mark; our own things are left out."""
    found: dict[str, Volume] = {}
    for volume in (*_mounted(places), *_in_folders(places)):
        if not _holds_ours(volume.path, places.ours):
            found.setdefault(volume.mark, volume)
    return found


def is_there(volume: Volume, places: Places) -> bool:
    """Whether it is still plugged in: a device that is pulled out may stay in the mount table."""
    if volume.node is not None and not volume.node.exists():
        return False
    if volume.is_folder:
        state = _state(volume.path)
        return state is not None and _folder_mark(volume.path, state) == volume.mark
    return volume.mark in plugged(places)


def is_ours(volume: Volume) -> bool:
    """Whether it holds a case repository, a case or a package, and no card's footage."""
    return any(os.path.lexists(volume.path / mark) for mark in OUR_MARKS)


def listing(folder: Path) -> Listing:
    """All files below, without opening any; raises OSError when the file system does not answer.

    Reading a folder of a card that can be written would note the time on it; this is avoided
    where the system allows.
    """
    digest, files, size = hashlib.sha256(), 0, 0
    for line, length in sorted(_lines(os.fsencode(folder), 0)):
        digest.update(line)
        files, size = files + 1, size + length
    return Listing(files, size, digest.hexdigest())


def _lines(folder: bytes, depth: int) -> Iterator[tuple[bytes, int]]:
    below: list[bytes] = []
    for name, state in _entries(folder):
        if stat.S_ISDIR(state.st_mode):
            below.append(name)
            continue
        told = f"\0{state.st_size}\0{state.st_mtime_ns}\n".encode()
        yield folder + b"/" + name + told, state.st_size
    for name in below if depth < _DEEPEST else ():
        yield from _lines(folder + b"/" + name, depth + 1)


def _entries(folder: bytes) -> list[tuple[bytes, os.stat_result]]:
    """Names and states of what lies in a folder; Windows cannot list an open one."""
    if os.scandir not in os.supports_fd:
        with os.scandir(folder) as named:
            return [(entry.name, entry.stat(follow_symlinks=False)) for entry in named]
    handle = open_quietly(folder, _FOLDER)
    try:
        with os.scandir(handle) as entries:
            return [(os.fsencode(e.name), e.stat(follow_symlinks=False)) for e in entries]
    finally:
        os.close(handle)


def _mounted(places: Places) -> Iterator[Volume]:
    if sys.platform == "win32":
        yield from _drives()
        return
    try:
        text = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return
    yield from from_table(text, (*places.roots, *places.folders))


def from_table(text: str, roots: Iterable[str]) -> Iterator[Volume]:
    """The mounts at or below these folders in a table in the form of /proc/self/mountinfo."""
    wanted = [Path(root).resolve() for root in roots]
    names: Mapping[str, dict[str, str]] | None = None
    for line in text.splitlines():
        left, found, right = line.partition(" - ")
        fields, source = left.split(" "), right.split(" ")
        if not found or len(fields) < 5 or len(source) < 2 or source[0] in _NOT_PLUGGED:
            continue
        path = Path(_unescaped(fields[4]))
        if not any(path.is_relative_to(root) for root in wanted):
            continue
        names = names or {kind: _names(_BY / f"by-{kind}") for kind in ("label", "uuid")}
        node = _unescaped(source[1])
        real = os.path.realpath(node)
        yield Volume(
            path,
            f"{fields[0]}:{fields[2]}:{path}",
            names["label"].get(real),
            names["uuid"].get(real),
            Path(node) if node.startswith("/dev/") and os.path.exists(node) else None,  # noqa: PTH110
        )


def _names(folder: Path) -> dict[str, str]:
    """Device file -> its label or identity, from the links that the system keeps."""
    found: dict[str, str] = {}
    with suppress(OSError):
        for link in folder.iterdir():
            raw = _HEX.sub(lambda m: chr(int(m[1], 16)), link.name)
            with suppress(UnicodeError):
                raw = raw.encode("latin-1").decode("utf-8")
            found[os.path.realpath(link)] = raw
    return found


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda m: chr(int(m[1], 8)), text)


def _in_folders(places: Places) -> Iterator[Volume]:
    """The folders directly below those that are watched; below one that is a mount, none."""
    for root in map(Path, places.folders):
        try:
            inside = sorted(root.resolve().iterdir())
        except OSError:
            continue
        for path in inside:
            state = _state(path)
            if state is None or path.name.startswith(".") or path.is_mount():
                continue
            yield Volume(path, _folder_mark(path, state), is_folder=True)


def _state(path: Path) -> os.stat_result | None:
    """The state of a real folder; None for anything else."""
    try:
        state = path.lstat()
    except OSError:
        return None
    return state if stat.S_ISDIR(state.st_mode) else None


def _folder_mark(path: Path, state: os.stat_result) -> str:
    return f"{state.st_dev}:{state.st_ino}:{path}"


def _holds_ours(path: Path, ours: Iterable[Path]) -> bool:
    return any(own.is_relative_to(path) or path.is_relative_to(own) for own in ours)


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _drives() -> list[Volume]:
    """The drives of Windows that hold a file system; an empty slot of a reader is none."""
    found: list[Volume] = []
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetErrorMode(1)  # no window that asks for a disc
        for number in range(26):
            root = f"{chr(ord('A') + number)}:\\"
            there = kernel.GetLogicalDrives() >> number & 1
            if not there or kernel.GetDriveTypeW(root) not in (_REMOVABLE, _FIXED, _DISC):
                continue
            label, serial = ctypes.create_unicode_buffer(261), ctypes.c_uint32()
            more = (None, None, None, 0)
            if kernel.GetVolumeInformationW(root, label, 261, ctypes.byref(serial), *more):
                uuid = f"{serial.value >> 16:04X}-{serial.value & 0xFFFF:04X}"
                found.append(Volume(Path(root), f"{root}{uuid}", label.value or None, uuid))
    return found
