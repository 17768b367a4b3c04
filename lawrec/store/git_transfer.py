"""A whole history as one file, up to a commit, and back into a folder that has none."""

from __future__ import annotations

from pathlib import Path

from lawrec.errors import InputError
from lawrec.i18n import _
from lawrec.store import git
from lawrec.store.files import make_folders, write_all_durable
from lawrec.store.objects import ObjectStore
from lawrec.store.repository import BRANCH

_NO_COMMIT = "0" * 40
_AT_ONCE = 500


def pack(folder: Path, commit: str) -> bytes:
    """All objects of a commit and those before it, as git's own pack; raises EnvironmentTrouble.

    Without lawrec: `git init`, `git index-pack --stdin < PACK`, `git reset --hard COMMIT`.
    """
    git.refuse_foreign(folder)
    asked = f"{commit}\n".encode("ascii")
    return git.ask(folder, "pack-objects", "--revs", "--stdout", "-q", data=asked)


def unpack(folder: Path, content: bytes, commit: str) -> None:
    """Give an empty folder that history, with the files of its newest commit, durably.

    Raises EnvironmentTrouble where git refuses the pack, InputError where a file of it cannot be
    read.
    """
    make_folders(folder)
    git.init_repository(folder)
    git.ask(folder, "index-pack", "--stdin", "--strict", data=content)
    git.ask(folder, "update-ref", "--no-deref", BRANCH, commit, _NO_COMMIT)
    entries = git.files_at(folder, commit)
    store = ObjectStore(folder)
    paths = sorted(entries)
    for start in range(0, len(paths), _AT_ONCE):
        files: dict[Path, bytes] = {}
        for path in paths[start : start + _AT_ONCE]:
            data = store.read(entries[path].id, "blob")
            if data is None:
                raise InputError(
                    _("{path} cannot be read from the history").format(path=path),
                    where=str(folder),
                )
            files[folder / path] = data
        for above in {path.parent for path in files}:
            make_folders(above)
        write_all_durable(files)
    git.settle(folder, entries)
