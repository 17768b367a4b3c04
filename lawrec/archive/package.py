"""The package of a case while it is made: staged under a temporary name, closed, put in place.

Everything is on the disk before the package gets its name, so a package with a name is whole.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from lawrec.archive.bag import close_bag
from lawrec.errors import EnvironmentTrouble, RefusedError
from lawrec.i18n import _
from lawrec.store.files import (
    TEMPORARY,
    make_folders,
    os_errors,
    sync_file,
    sync_folder,
    sync_folders_below,
    write_all,
)
from lawrec.store.regular import READ_FILE

_CHUNK = 1024 * 1024
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class ContentDiffers(Exception):
    """A file to be packed is not there, cannot be read, or is not what was expected of it."""

    def __init__(self, path: str, *, absent: bool = False) -> None:
        """Keep the path below the payload, and whether there was no file at all."""
        super().__init__(path)
        self.path = path
        self.absent = absent


@dataclass(slots=True)
class Staging:
    """A package that is being made, in a folder of its own beside where it will lie."""

    folder: Path
    target: Path
    _digests: dict[str, str] = field(default_factory=dict)

    def add(self, path: str, data: bytes) -> None:
        """Put a small file in; raises EnvironmentTrouble."""
        with os_errors(self.target):
            handle = os.open(self.place(path), _NEW, 0o644)
            try:
                write_all(handle, data)
                os.fsync(handle)
            finally:
                os.close(handle)
        self._digests[path] = hashlib.sha256(data).hexdigest()

    def add_copy(self, path: str, source: Path, sha256: str, moved: Callable[[int], None]) -> None:
        """Put a copy of a file in; raises ContentDiffers unless its digest is the one named.

        `moved` is told of the bytes as they go. Raises EnvironmentTrouble when our disk fails.
        """
        self.add_stream(path, _pieces(source, path), sha256, moved)

    def add_stream(
        self, path: str, chunks: Iterator[bytes], sha256: str, moved: Callable[[int], None]
    ) -> None:
        """Put in what comes in pieces; nothing of that name is left where this fails.

        Raises ContentDiffers unless its digest is the one named, EnvironmentTrouble when our disk
        fails, and whatever the pieces raise.
        """
        try:
            digest = self._copy(chunks, path, moved)
            if digest != sha256:
                raise ContentDiffers(path)
        except BaseException:
            with suppress(OSError):
                self.place(path).unlink(missing_ok=True)
            raise
        self._digests[path] = digest

    def place(self, path: str) -> Path:
        """Where a file of the payload lies while staged; its folders are made."""
        full = self.folder / path
        full.parent.mkdir(parents=True, exist_ok=True)
        return full

    def close(self, info: Mapping[str, str]) -> None:
        """Make the package of what was staged, all read back and forced to the disk.

        Raises EnvironmentTrouble when the disk does not give back what was written.
        """
        with os_errors(self.target):
            found = close_bag(self.folder, info)
            for path, digest in self._digests.items():
                if found.get(path) != digest:
                    raise EnvironmentTrouble(
                        _("{path} does not read back as it was written").format(path=path),
                        where=str(self.target),
                        fix=_("Have the disk checked, then run the command again"),
                    )
            for entry in self.folder.iterdir():
                if entry.is_file():
                    sync_file(entry)
            sync_folders_below(self.folder)

    def publish(self) -> None:
        """Give the package its name, durably; what has that name already is never replaced."""
        with os_errors(self.target):
            refuse_taken(self.target)
            self.folder.rename(self.target)
            sync_folder(self.target.parent)

    def discard(self) -> None:
        """Take away what was staged, as far as the system lets us."""
        with suppress(OSError):
            shutil.rmtree(self.folder)

    def _copy(self, chunks: Iterator[bytes], path: str, moved: Callable[[int], None]) -> str:
        digest = hashlib.sha256()
        with os_errors(self.target):
            out = os.open(self.place(path), _NEW, 0o644)
            try:
                for chunk in chunks:
                    digest.update(chunk)
                    write_all(out, chunk)
                    moved(len(chunk))
                os.fsync(out)
                _forget(out)
            finally:
                os.close(out)
        return digest.hexdigest()


def stage(target: Path, owner: str) -> Staging:
    """Begin a package that will lie at `target`; what an earlier run of its owner left is removed.

    `owner` tells apart who packs: nobody else's unfinished work is touched. The caller holds a
    lock of its own, so that one owner packs once at a time. Raises EnvironmentTrouble.
    """
    name = hashlib.sha256(owner.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    with os_errors(target):
        make_folders(target.parent)
        folder = target.parent / f"{TEMPORARY}{name}"
        if os.path.lexists(folder):
            shutil.rmtree(folder)
        folder.mkdir()
    return Staging(folder, target)


def refuse_taken(target: Path) -> None:
    """Raise RefusedError when there is anything of that name."""
    if os.path.lexists(target):
        raise RefusedError(
            _("Something lies already where the package belongs, and nothing is overwritten"),
            where=str(target),
            fix=_("Look what it is and move it elsewhere, or name another place with --into"),
        )


def _pieces(source: Path, path: str) -> Iterator[bytes]:
    handle = _open(source, path)
    try:
        while chunk := _read(handle, path):
            yield chunk
    finally:
        os.close(handle)


def _open(source: Path, path: str) -> int:
    """Open what is an ordinary file; a pipe put in its place does not block."""
    try:
        handle = os.open(source, READ_FILE)
    except OSError:
        raise ContentDiffers(path, absent=True) from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise ContentDiffers(path, absent=True)
    return handle


def _read(handle: int, path: str) -> bytes:
    try:
        return os.read(handle, _CHUNK)
    except OSError:
        raise ContentDiffers(path) from None


def _forget(handle: int) -> None:
    """Ask the system to drop its memory of the file, so that closing reads the disk."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is not None:
        with suppress(OSError):
            advise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
