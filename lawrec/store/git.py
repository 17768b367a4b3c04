"""History is written here, and only here: by git's plumbing, in an environment of our own.

Nothing that git could start (hooks, monitors, filters, pagers, signing programs) is started.
Folders that nobody vouches for are read by `lawrec.store.history`, never by git.
"""

from __future__ import annotations

import errno
import os
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawrec.errors import EnvironmentTrouble
from lawrec.i18n import _
from lawrec.store.files import (
    make_folders,
    move_without_replacing,
    os_errors,
    sync_file,
    sync_folder,
    sync_folders_below,
    temporary_beside,
    trouble_of,
)
from lawrec.store.git_environment import SETTINGS
from lawrec.store.git_environment import environment as git_environment
from lawrec.store.git_pack import blob_id, pack_of
from lawrec.store.repository import (
    BRANCH,
    config_is_ours,
    differences,
    head,
    init_repository,
    refuse_foreign,
    sweep,
)

if TYPE_CHECKING:
    from git.cmd import Git

__all__ = [
    "Entry",
    "ask",
    "blob_id",
    "bundle",
    "commit",
    "config_is_ours",
    "count_commits",
    "differences",
    "files_at",
    "head",
    "init_repository",
    "refuse_foreign",
    "settle",
    "sweep",
]

_FILE = "100644"
_NEXT_INDEX = "lawrec-index"
_NO_COMMIT = "0" * 40
# One zone for the whole country; the bureau's own clock readings stand in the records.
_ZONE = "+0800"
# Up to here each content is a file of its own, so that a small change stays cheap to copy.
_LOOSE = 64
_REASONS = ("ENOSPC", "EDQUOT", "EIO", "EROFS", "EACCES", "EPERM", "ENAMETOOLONG")
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a commit: git's mode and the id of its content."""

    id: str
    mode: str = _FILE


def files_at(folder: Path, commit_id: str | None) -> dict[str, Entry]:
    """All files of a commit by path; none for None."""
    if commit_id is None:
        return {}
    listing = _Runner(folder).run("ls-tree", "-r", "-z", "--full-tree", commit_id)
    found = {}
    for line in listing.split(b"\0")[:-1]:
        about, _tab, path = line.partition(b"\t")
        mode, _kind, content = about.decode("ascii").split(" ")
        found[os.fsdecode(path)] = Entry(content, mode)
    return found


def commit(
    folder: Path,
    files: Mapping[str, bytes | None],
    *,
    message: str,
    author_name: str,
    when_s: int | None = None,
    base: Mapping[str, Entry] | None = None,
) -> str:
    """Put these contents (None removes a file) on top of the newest commit, durably.

    The caller holds the lock of the folder and has seen that `config_is_ours`. `when_s` is the
    commit's time in seconds since 1970, now where it is None; `base` is `files_at` the newest
    commit where the caller knows it. Returns the id of the new commit, with the index as in it.
    Raises EnvironmentTrouble; the newest commit is then the old one or the new one.
    """
    sweep(folder)
    old = head(folder)
    entries = dict(files_at(folder, old) if base is None else base)
    for path, data in files.items():
        if data is None:
            entries.pop(path, None)
        else:
            entries[path] = Entry(blob_id(data))
    runner = _Runner(folder)
    runner.write_contents([data for data in files.values() if data is not None])
    runner.write_index(entries)
    author = _Author(author_name, int(time.time()) if when_s is None else when_s)
    new = runner.commit_tree(runner.write_tree(), old, message, author)
    with os_errors(folder / ".git"):
        # Where a disk keeps no order, the branch must not name what is not there yet.
        sync_folders_below(folder / ".git" / "objects")
    runner.run("update-ref", "--no-deref", BRANCH, new, old or _NO_COMMIT)
    _finish(folder)
    return new


def settle(folder: Path, base: Mapping[str, Entry]) -> None:
    """Bring the index to the newest commit, whose files are `base`, and all to the disk.

    For a commit that a crash may have cut off from its index. The caller holds the lock.
    """
    sweep(folder)
    _Runner(folder).write_index(base)
    with os_errors(folder / ".git"):
        sync_folders_below(folder / ".git" / "objects")
    _finish(folder)


def _finish(folder: Path) -> None:
    git_dir = folder / ".git"
    with os_errors(git_dir):
        (git_dir / _NEXT_INDEX).replace(git_dir / "index")
        # Git renames without forcing the folders, and before 2.36 not even the branch's file.
        if (git_dir / BRANCH).exists():
            sync_file(git_dir / BRANCH)
        sync_folders_below(git_dir / "refs")
        sync_folder(git_dir)


def ask(folder: Path, *command: str, data: bytes = b"") -> bytes:
    """What git answers to a command in a folder that is ours; raises EnvironmentTrouble."""
    return _Runner(folder).run(*command, data=data)


def count_commits(folder: Path, commit_id: str) -> int:
    """How many commits the history of a commit has, itself included."""
    return int(_Runner(folder).run("rev-list", "--count", commit_id))


def bundle(folder: Path, out: Path) -> None:
    """Write the whole history into one file that `git clone` can read; never overwrites.

    Raises RefusedError unless the history's frame is ours, and EnvironmentTrouble.
    """
    refuse_foreign(folder)
    with os_errors(out):
        make_folders(out.parent)
        temporary = temporary_beside(out.absolute())
        try:
            _Runner(folder).run("bundle", "create", "-q", str(temporary), "HEAD", BRANCH)
            sync_file(temporary)
            move_without_replacing(temporary, out.absolute())
        finally:
            temporary.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _Author:
    name: str
    when_s: int

    def environment(self) -> dict[str, str]:
        # Git takes these away itself, and stops when nothing is left.
        name = "".join(c for c in self.name if c.isprintable() and c not in "<>")
        name = name.strip(" .,:;\"'\\")
        told = {"NAME": name or "-", "EMAIL": "", "DATE": f"@{self.when_s} {_ZONE}"}
        both = ("AUTHOR", "COMMITTER")
        return {f"GIT_{who}_{key}": value for who in both for key, value in told.items()}


@dataclass(slots=True)
class _Runner:
    """Runs git on one folder that is ours."""

    folder: Path
    _git: Git = field(init=False)

    def __post_init__(self) -> None:
        self._git = _git_class()(self.folder)

    def write_contents(self, blobs: list[bytes]) -> None:
        if blobs:
            loose = len(blobs) <= _LOOSE
            command = ("unpack-objects", "-q") if loose else ("index-pack", "--stdin")
            self.run(*command, data=pack_of(blobs))

    def write_index(self, entries: Mapping[str, Entry]) -> None:
        """Build an index from nothing, so that one that a crash left is harmless."""
        with os_errors(self.folder / ".git"):
            (self.folder / ".git" / _NEXT_INDEX).unlink(missing_ok=True)
        lines = (
            f"{entry.mode} {entry.id}\t".encode("ascii") + os.fsencode(path) + b"\0"
            for path, entry in entries.items()
        )
        self.run("update-index", "-z", "--index-info", data=b"".join(lines))

    def write_tree(self) -> str:
        return self.run("write-tree").decode("ascii").strip()

    def commit_tree(self, tree: str, parent: str | None, message: str, author: _Author) -> str:
        parents = ("-p", parent) if parent else ()
        text = message.replace("\0", " ").strip() + "\n"
        made = self.run(
            *("commit-tree", tree, *parents),
            data=text.encode("utf-8", "replace"),
            environment=author.environment(),
        )
        return made.decode("ascii").strip()

    def run(
        self, *arguments: str, data: bytes = b"", environment: Mapping[str, str] | None = None
    ) -> bytes:
        """What git answers on its standard output; raises EnvironmentTrouble when it fails."""
        from git.exc import GitCommandNotFound

        settings = [part for setting in SETTINGS for part in ("-c", setting)]
        try:
            process: Any = self._git.execute(
                [self._git.GIT_PYTHON_GIT_EXECUTABLE or "git", *settings, *arguments],
                istream=subprocess.PIPE,
                as_process=True,
                env={**git_environment(self.folder, _NEXT_INDEX), **(environment or {})},
            )
        except GitCommandNotFound:
            raise _no_git() from None
        with os_errors(self.folder):
            out, said = process.communicate(data)
        if process.returncode:
            raise _failed(self.folder, arguments[0], said.decode("utf-8", "replace"))
        return bytes(out)


def _git_class() -> type[Git]:
    # GitPython looks for git while it is imported, and fails there when it finds none.
    quiet = os.environ.get("GIT_PYTHON_REFRESH")
    os.environ["GIT_PYTHON_REFRESH"] = quiet or "quiet"
    try:
        from git.cmd import Git
    finally:
        if quiet is None:
            del os.environ["GIT_PYTHON_REFRESH"]
    return Git


def _no_git() -> EnvironmentTrouble:
    return EnvironmentTrouble(
        _("The program git is not installed, and the history cannot be written without it"),
        fix=_("Install git, then run the command again"),
    )


def _failed(folder: Path, command: str, said: str) -> EnvironmentTrouble:
    for name in _REASONS:
        code = getattr(errno, name, None)
        if code is not None and os.strerror(code) in said:
            known = trouble_of(code, folder)
            if known is not None:
                return known
    lines = "; ".join(line.strip() for line in said.splitlines() if line.strip())
    return EnvironmentTrouble(
        _("git could not write the history ({command}): {said}").format(
            command=command, said=lines[:_SHOWN]
        ),
        where=str(folder),
    )
