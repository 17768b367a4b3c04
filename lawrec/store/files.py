"""Files that survive a power cut, or do not appear at all.

Every file is written under a temporary name in the folder where it will lie, forced to the disk,
renamed, and its folder is forced to the disk too: a rename alone is not durable.
"""

from __future__ import annotations

import errno
import os
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from lawrec.errors import EnvironmentTrouble
from lawrec.i18n import N_, _, reason_of
from lawrec.store import rehearsal

#: How names begin that a crash may leave behind, and that the next writer sweeps away.
TEMPORARY = ".tmp-"

#: How a new file is opened: nothing is overwritten, and no link is followed.
NEW_FILE = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
)
_NO_HARD_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL)
_NO_FOLDER_SYNC = (errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EBADF)
_IS_WINDOWS = os.name == "nt"
# A disk answers many requests at once nearly as fast as one.
_AT_ONCE = 16
_MANY = 4

_FULL = (
    N_("The disk is full"),
    N_("Free some space on this disk, then run the command again"),
)
_DENIED = (
    N_("This account may not use this file or folder"),
    N_("Ask for the permission, or run the command under the account that owns the case"),
)
_TROUBLES: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: (
        N_("The disk is read-only"),
        N_("Work on a disk that can be written, or ask who manages it"),
    ),
    errno.EIO: (
        N_("The disk reports an error in reading or writing"),
        N_("Have the disk checked before you go on, and keep the recorder's card as it is"),
    ),
    errno.EEXIST: (
        N_("Something of this name is already there, and nothing is overwritten"),
        N_("Move it elsewhere, then run the command again"),
    ),
    errno.ENAMETOOLONG: (
        N_("The name is too long for this disk"),
        N_("Choose a shorter name"),
    ),
}


def translate_os_error(err: OSError, path: Path | str) -> EnvironmentTrouble:
    """What the system reported, as one sentence with the path and what to do about it."""
    return trouble_of(err.errno, path) or EnvironmentTrouble(
        _("The file or folder cannot be used: {reason}").format(reason=reason_of(err)),
        where=str(path),
    )


def trouble_of(code: int | None, path: Path | str) -> EnvironmentTrouble | None:
    """The trouble for an error number of the system; None for one without a text of its own."""
    known = _TROUBLES.get(code or 0)
    if known is None:
        return None
    what, fix = known
    return EnvironmentTrouble(_(what), where=str(path), fix=_(fix))


@contextmanager
def os_errors(path: Path | str) -> Iterator[None]:
    """Turn what the system reports inside into EnvironmentTrouble that names the path."""
    try:
        yield
    except OSError as err:
        raise translate_os_error(err, _named(err) or path) from err


def _named(err: OSError) -> str | None:
    """The path that the system names, unless it is a name that nobody knows."""
    name = err.filename2 or err.filename
    if not isinstance(name, str | os.PathLike):
        return None
    return None if TEMPORARY in os.fspath(name) else os.fspath(name)


def temporary_beside(path: Path) -> Path:
    """A fresh name in the same folder, of the kind that is swept away after a crash."""
    return path.with_name(TEMPORARY + secrets.token_hex(8))


def write_durable(path: Path, data: bytes) -> None:
    """Write or replace a file; after a crash or OSError the old or the new is there, whole."""
    write_all_durable({path: data})


def write_all_durable(files: Mapping[Path, bytes]) -> None:
    """Write or replace several files, each whole or not at all; raises OSError."""
    if rehearsal.would_write(files):
        return
    staged = {path: temporary_beside(path) for path in files}
    try:
        _each(lambda path: _write_new(staged[path], files[path]), list(files))
        for path, temporary in staged.items():
            _replace(temporary, path)
    except BaseException:
        for temporary in staged.values():
            _discard(temporary)
        raise
    sync_folders({path.parent for path in files})


def create_durable(path: Path, data: bytes) -> None:
    """Write a new file; raises FileExistsError, and writes nothing, when the name is taken."""
    if rehearsal.would_create(path, data):
        return
    temporary = temporary_beside(path)
    try:
        _write_new(temporary, data)
        move_without_replacing(temporary, path)
    except BaseException:
        _discard(temporary)
        raise


def move_without_replacing(
    source: Path, target: Path, *, resume: bool = False, sync: bool = True
) -> None:
    """Rename a file on the same disk; raises FileExistsError when the target's name is taken.

    With `resume`, what this move left when it was cut off is no obstacle: the same file under
    both names, or an empty target. Without `sync` the caller syncs the folders.
    """
    rehearsal.not_while_trying()
    if _IS_WINDOWS:
        if resume and _is_empty(target):
            source.replace(target)
        else:
            source.rename(target)  # never replaces there
    else:
        _link_and_unlink(source, target, resume)
    if sync:
        sync_folders({source.parent, target.parent})


def _link_and_unlink(source: Path, target: Path, resume: bool) -> None:
    try:
        os.link(source, target)
    except FileExistsError:
        if resume and _is_empty(target) and not source.samefile(target):
            source.replace(target)
            return
        if not (resume and source.samefile(target)):
            raise
    except OSError as err:
        if err.errno not in _NO_HARD_LINKS:
            raise
        _reserve_and_replace(source, target)
        return
    source.unlink()


def _reserve_and_replace(source: Path, target: Path) -> None:
    """Whoever creates the name owns it: without hard links nothing else is free of races."""
    os.close(os.open(target, NEW_FILE, 0o666))
    try:
        source.replace(target)
    except BaseException:
        # A server may report a rename as failed that it has done.
        if os.path.lexists(source) and _is_empty(target):
            _discard(target)
        raise


def _is_empty(path: Path) -> bool:
    with suppress(OSError):
        return os.lstat(path).st_size == 0 and not path.is_symlink()
    return False


def remove_durable(path: Path) -> None:
    """Remove a file for good; one that is not there is no error."""
    rehearsal.not_while_trying()
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def make_folders(path: Path) -> None:
    """Create a folder and those above it, durably; an existing one is no error."""
    missing = [path, *path.parents]
    missing = missing[: next(i for i, folder in enumerate(missing) if folder.is_dir())]
    for folder in () if rehearsal.rehearsal() else reversed(missing):
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(path: Path) -> None:
    """Force a folder's list of names to the disk; does nothing where the system cannot."""
    if _IS_WINDOWS:
        return
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(handle)
    except OSError as err:
        if err.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def sync_folders(paths: set[Path]) -> None:
    """Force several folders to the disk; one that is gone was removed on purpose."""
    for path in sorted(paths):
        with suppress(FileNotFoundError):
            sync_folder(path)


def sync_folders_below(path: Path) -> None:
    """Force a folder and all below it to the disk; links are not followed."""
    for folder, _folders, _names in os.walk(path, onerror=_raise):
        sync_folder(Path(folder))


def sync_file(path: Path) -> None:
    """Force the content of an existing file, and its folder, to the disk."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    sync_folder(path.parent)


def write_all(handle: int, data: bytes) -> None:
    """Write everything, in one call where the system takes it so."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _write_new(path: Path, data: bytes) -> None:
    handle = os.open(path, NEW_FILE, 0o666)
    try:
        write_all(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def _each(work: Callable[[Path], None], paths: list[Path]) -> None:
    if len(paths) < _MANY:
        for path in paths:
            work(path)
        return
    with ThreadPoolExecutor(min(_AT_ONCE, len(paths))) as pool:
        list(pool.map(work, paths))


def _replace(source: Path, target: Path) -> None:
    for pause in (0.02, 0.05, 0.1, 0.2, 0.4):
        try:
            source.replace(target)
            return
        except PermissionError:
            # A virus scanner or a viewer may hold the target for a moment.
            if not _IS_WINDOWS:
                raise
            time.sleep(pause)
    source.replace(target)


def _discard(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _raise(err: OSError) -> None:
    raise err
