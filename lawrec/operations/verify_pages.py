"""Whether a folder's pages are what its last commit has: changed, missing, not entered, odd."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from lawrec.i18n import _
from lawrec.operations.found import Found
from lawrec.store.case_history import blob_id
from lawrec.store.files import TEMPORARY
from lawrec.store.regular import read_regular


def against_commit(folder: Path, tree: Mapping[str, str]) -> Iterator[Found]:
    """What of the last commit is missing, changed, or no ordinary file any more."""
    for path, wanted in sorted(tree.items()):
        try:
            data = _content(folder, path)
        except FileNotFoundError:
            text = _("{path} is gone; the history has it")
            yield Found("page_missing", text.format(path=path), path)
            continue
        except OSError:
            text = _("{path} could not be read")
            yield Found("page_unreadable", text.format(path=path), path)
            continue
        if data is None:
            yield _odd(path)
        elif blob_id(data) != wanted:
            text = _("{path} was changed outside lawrec: it is not what the history has")
            yield Found("page_changed", text.format(path=path), path)


def not_entered(folder: Path, below: tuple[str, ...], known: frozenset[str]) -> Iterator[Found]:
    """Files that are neither in the last commit nor the content of a medium.

    `below` names the folders to look through, "" for all. Links are named and not followed; what
    an interrupted run left under a temporary name is passed over.
    """
    for start in below:
        for where, folders, names in os.walk(folder / start):
            folders[:] = sorted(name for name in folders if name != ".git")
            for name in [*folders]:
                path = _relative(folder, where, name)
                if (folder / path).is_symlink():
                    folders.remove(name)
                    yield _odd(path)
            for name in sorted(names):
                path = _relative(folder, where, name)
                if path not in known and not name.startswith(TEMPORARY):
                    yield from _stranger(folder, path)


def _relative(folder: Path, where: str, name: str) -> str:
    return Path(where, name).relative_to(folder).as_posix()


def _stranger(folder: Path, path: str) -> Iterator[Found]:
    try:
        mode = (folder / path).lstat().st_mode
    except FileNotFoundError:  # It was taken away since it was listed.
        return
    if not stat.S_ISREG(mode):
        yield _odd(path)
    elif "media/" in f"/{path}" and not path.endswith(".yaml"):
        text = _("{path} has no sidecar: nobody knows what it is")
        yield Found("no_sidecar", text.format(path=path), path)
    else:
        text = _("{path} is not in the history: no command of lawrec put it there")
        yield Found("page_untracked", text.format(path=path), path)


def _odd(path: str) -> Found:
    text = _("{path} is no ordinary file or folder and was not opened")
    return Found("odd_file", text.format(path=path), path)


def _content(folder: Path, path: str) -> bytes | None:
    """The bytes of a regular file inside the folder, None for anything else."""
    here = folder
    for part in path.split("/")[:-1]:
        here = here / part
        if here.is_symlink():
            return None
    return read_regular(folder / path)
