"""Putting the files and media of a change where they belong, again and again to the same end."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from lawrec.custody.journal import Change
from lawrec.errors import RefusedError
from lawrec.i18n import _
from lawrec.store.files import (
    TEMPORARY,
    create_durable,
    make_folders,
    move_without_replacing,
    os_errors,
    sync_folders,
    write_all_durable,
)
from lawrec.store.git import Entry, blob_id
from lawrec.store.gitdir import is_git_own
from lawrec.store.rehearsal import rehearsal

#: Where contents are kept that stood in the way of a promised change.
KEPT = ".git/lawrec-kept"
#: Folders of a case repository that hold other cases or packages, what no command writes as a
#: change, or what is swept by those who fill it, while others write to the repository.
_NOT_OURS = frozenset((".git", "archive", "cases", "inbox", "log"))


def check_paths(change: Change) -> None:
    """Raise ValueError for a path that leads out of the case, into its history, or is named twice.

    A caller who asks for such a change is wrong; a journal that does is forged.
    """
    targets = [*change.files, *(target for _source, target in change.moves)]
    for path in [*targets, *(source for source, _target in change.moves)]:
        parts = path.split("/")
        if "\\" in path or "\0" in path or not all(_is_name(part) for part in parts):
            raise ValueError(f"no path inside a case: {path!r}")
    if len(set(targets)) < len(targets):
        raise ValueError("a path is named twice")


def _is_name(part: str) -> bool:
    return part not in ("", ".", "..") and not is_git_own(part) and ":" not in part


def check_places(folder: Path, change: Change) -> None:
    """Raise unless every path can be written.

    RefusedError where a link or another odd thing is in the way, EnvironmentTrouble where the
    system forbids it. A change that has been promised must not be stopped by what was to be seen.
    """
    paths = [*change.files, *(target for _source, target in change.moves)]
    for above in sorted(_folders_of(folder, paths)):
        with os_errors(above):
            _check_folder(above)
    for path in paths:
        with os_errors(folder / path):
            _check_file(folder, path)


def _check_folder(above: Path) -> None:
    mode = _mode(above)
    if mode is None:
        return
    if not stat.S_ISDIR(mode):
        raise in_the_way(above)
    if not os.access(above, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(above))


def _check_file(folder: Path, path: str) -> None:
    mode = _mode(folder / path)
    if mode is not None and not stat.S_ISREG(mode):
        raise in_the_way(folder / path)
    for part in path.split("/") if mode is None else ():
        # Below a folder that is not there yet the system does not look at a name's length.
        _mode(folder / part)


def in_the_way(path: Path) -> RefusedError:
    """The refusal to write where a link, pipe or device stands for a file or folder."""
    return RefusedError(
        _("Something stands where a file or folder of the case belongs"),
        where=str(path),
        fix=_("Move it out of the case folder, then run the command again"),
    )


def _mode(path: Path) -> int | None:
    try:
        return path.lstat().st_mode
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        return None


def _folders_of(folder: Path, paths: Iterable[str]) -> set[Path]:
    """The case folder and those below it that lead to these paths."""
    found = {folder}
    for above in {path.rpartition("/")[0] for path in paths}:
        parts = above.split("/") if above else []
        found |= {folder.joinpath(*parts[:end]) for end in range(1, len(parts) + 1)}
    return found


def edited_by_hand(folder: Path, change: Change, base: Mapping[str, Entry]) -> list[str]:
    """The files that the change would overwrite or remove, but that are not as in `base`."""
    edited = []
    for path, data in change.files.items():
        there = _content(folder / path)
        known = base.get(path)
        if there not in (None, data) and (known is None or blob_id(there or b"") != known.id):
            edited.append(path)
    return sorted(edited)


def clashing(change: Change, base: Mapping[str, Entry]) -> list[str]:
    """The paths that would be both a file and a folder in the history."""
    removed = {path for path, data in change.files.items() if data is None}
    after = (base.keys() | change.files.keys()) - removed
    parts = [path.split("/") for path in after]
    folders = {"/".join(names[:end]) for names in parts for end in range(1, len(names))}
    return sorted(after & folders)


def not_movable(folder: Path, change: Change) -> list[str]:
    """The media that cannot be moved: the source is no file, or the name is taken."""
    return [
        target
        for source, target in change.moves
        if not (rehearsal() or (folder / source).is_file()) or os.path.lexists(folder / target)
    ]


def keep_strangers(folder: Path, change: Change, before: Mapping[str, str]) -> list[str]:
    """Before a promised change is redone: keep a copy of each file that was edited since.

    Returns the paths. The copies are named by the id of their content.
    """
    strangers = []
    for path, data in change.files.items():
        there = _content(folder / path)
        if there is None or there == data or blob_id(there) == before.get(path):
            continue
        make_folders(folder / KEPT)
        copy = folder / KEPT / blob_id(there)
        if not copy.exists():
            create_durable(copy, there)
        strangers.append(path)
    return strangers


def apply(folder: Path, change: Change) -> None:
    """Bring media and files to where the change wants them, durably; raises OSError.

    What is there already is left alone, so that a second call finishes what a crash cut off. A
    medium that is at neither name is left to the audit to find.
    """
    touched = [*change.files, *(path for move in change.moves for path in move)]
    new = {folder / path: data for path, data in change.files.items() if data is not None}
    finals = (
        *(path for path, data in change.files.items() if data is not None),
        *(target for _source, target in change.moves),
    )
    for above in sorted(_folders_of(folder, finals)):
        make_folders(above)
    for source, target in change.moves:
        if os.path.lexists(folder / source):
            move_without_replacing(folder / source, folder / target, resume=True, sync=False)
    write_all_durable({path: data for path, data in new.items() if _content(path) != data})
    for path, data in change.files.items():
        if data is None:
            (folder / path).unlink(missing_ok=True)
    # Also those that are as they should be: a crash may have come before they were forced.
    sync_folders(_folders_of(folder, touched))


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def sweep_temporaries(folder: Path, change: Change | None) -> int:
    """Remove what crashes left under temporary names in the case folder; how many.

    The media that a promised change still has to move are spared. Other cases inside, and
    histories, are not entered. Raises OSError.
    """
    spared = {folder / source for source, _target in change.moves} if change else set()
    swept = 0
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _NOT_OURS]
        for name in names:
            if name.startswith(TEMPORARY) and Path(where, name) not in spared:
                Path(where, name).unlink()
                swept += 1
    return swept
