"""A store that is a folder: on a disk, a share of the network, a NAS."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from lawrec.i18n import _, reason_of
from lawrec.media.stores.place import (
    CHUNK,
    CONTENT,
    StoreTrouble,
    lost,
    not_there,
    require_ours,
    taken,
)
from lawrec.store.files import (
    NEW_FILE,
    make_folders,
    move_without_replacing,
    sync_folder,
    trouble_of,
    write_all,
)
from lawrec.store.regular import READ_FILE

_JUNCTION = 0xA0000003
"""The tag of a folder on Windows that leads to another (IO_REPARSE_TAG_MOUNT_POINT, winnt.h)."""


class Folder:
    """A folder; its root is never made, so that a disk that is not connected stays absent."""

    direct = False

    def __init__(self, root: Path, where: str) -> None:
        """The folder, and how messages call it."""
        self.root = root
        self.where = where

    def size(self, name: str) -> int | None:
        """As in `Place`; what is no ordinary file has no size that anything could have."""
        with self._errors():
            try:
                found = self._path(name).lstat()
            except FileNotFoundError:
                self._require_root()
                return None
            return found.st_size if stat.S_ISREG(found.st_mode) else -1

    def read(self, name: str) -> Iterator[bytes]:
        """As in `Place`; links are not followed and pipes do not block."""
        with self._errors():
            handle = os.open(self._path(name), READ_FILE)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise StoreTrouble(
                    _("{name} is no ordinary file").format(name=name), where=self.where
                )
            _forget(handle)
            while True:
                with self._errors():
                    chunk = os.read(handle, CHUNK)
                if not chunk:
                    return
                yield chunk
        finally:
            os.close(handle)

    def write(self, name: str, chunks: Iterator[bytes], size: int) -> None:
        """As in `Place`: written, and forced to the disk with its folders."""
        self._require_root()
        with self._errors():
            path = self._path(name)
            free = shutil.disk_usage(self.root).free
            if size > free:
                raise StoreTrouble(
                    _(
                        "There is not enough room: {needed} MB are needed, {free} MB are free"
                    ).format(needed=size // 1_000_000 + 1, free=free // 1_000_000),
                    where=self.where,
                    fix=_("Free some space there or take another store; then run it again"),
                )
            make_folders(path.parent)
            handle = os.open(path, NEW_FILE, 0o644)
        try:
            for chunk in chunks:
                with self._errors():
                    write_all(handle, chunk)
            with self._errors():
                os.fsync(handle)
        finally:
            with self._errors():
                os.close(handle)
        with self._errors():
            sync_folder(path.parent)

    def move(self, name: str, target: str) -> None:
        """As in `Place`."""
        with self._errors():
            old, new = self._path(name), self._path(target)
            make_folders(new.parent)
            try:
                move_without_replacing(old, new)
            except FileExistsError:
                raise taken(self.where, target) from None

    def discard(self, name: str) -> None:
        """As in `Place`."""
        require_ours(name)
        with self._errors():
            self._path(name).unlink(missing_ok=True)

    def changed(self, name: str) -> datetime | None:
        """As in `Place`."""
        with self._errors():
            return datetime.fromtimestamp(self._path(name).lstat().st_mtime, UTC)

    def free(self) -> int | None:
        """As in `Place`."""
        with self._errors():
            return shutil.disk_usage(self.root).free

    def is_new(self) -> bool:
        """As in `Place`."""
        self._require_root()
        return not (self.root / CONTENT).is_dir()

    def close(self) -> None:
        """Nothing is held."""

    def _require_root(self) -> None:
        if not self.root.is_dir():
            raise not_there(self.where)

    def _path(self, name: str) -> Path:
        """Where a name lies; a folder of the store that is a link leads out of it.

        Behind a link may be the case repository itself, and a copy there would be none.
        """
        path = self.root
        for part in name.split("/")[:-1]:
            path /= part
            try:
                found = path.lstat()
            except FileNotFoundError:
                break
            if stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION:
                raise StoreTrouble(
                    _("{path} is a link: what lies behind it is not in this store").format(
                        path=path
                    ),
                    where=self.where,
                    fix=_("Put a real folder in its place, or declare the folder it leads to"),
                )
        return self.root / name

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            known = trouble_of(error.errno, self.where)
            if known is None:
                raise lost(self.where, reason_of(error)) from error
            raise StoreTrouble(known.what, where=self.where, fix=known.fix) from error


def _forget(handle: int) -> None:
    """Ask the system to drop what it has of the file in memory."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is not None:
        with suppress(OSError):
            advise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
