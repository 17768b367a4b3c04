"""The `.git` folder of a case as we make it, and whether it is still as we made it.

Git itself is not run here: every byte of a new history's frame is ours.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from lawrec.errors import InputError, RefusedError
from lawrec.i18n import _
from lawrec.schema.history import HistoryProblem
from lawrec.store.files import (
    TEMPORARY,
    make_folders,
    os_errors,
    sync_folder,
    sync_folders_below,
    temporary_beside,
    write_durable,
)
from lawrec.store.gitdir import GitDir
from lawrec.store.object_formats import Unreadable
from lawrec.store.rehearsal import rehearsal

BRANCH = "refs/heads/main"
HEAD = b"ref: refs/heads/main\n"
#: The same on every system, so that a case that is carried to another computer stays ours.
CONFIG = b"""\
[core]
\trepositoryformatversion = 0
\tfilemode = false
\tbare = false
\tlogallrefupdates = false
\tsymlinks = false
\tautocrlf = false
\tfsync = all
[gc]
\tauto = 0
"""

# An empty hooks folder, as every git has: whoever looks for hooks finds that there are none.
_FOLDERS = ("hooks", "objects/info", "objects/pack", "refs/heads", "refs/tags")
_UNFINISHED = TEMPORARY + "git-"
#: What lawrec and git write in, beside the folders of the objects.
_WRITTEN = ("config", "HEAD", "index", BRANCH, "objects", "refs/heads", "lawrec-kept")
_LIMIT = 64 * 1024
_SHOWN = 8
_LEFT_OVER = (TEMPORARY, "tmp_obj_", "tmp_pack_", "tmp_idx_", "tmp_rev_")


def init_repository(folder: Path) -> None:
    """Give an existing folder an empty history on the branch main; there is one: do nothing.

    The whole frame appears at once, so a crash leaves no half of it.
    """
    if rehearsal() is not None:
        return
    with os_errors(folder):
        for path in folder.iterdir():
            if path.name.startswith(_UNFINISHED):
                shutil.rmtree(path)
        if os.path.lexists(folder / ".git"):
            return
        frame = folder / temporary_beside(folder / ".git").name.replace(TEMPORARY, _UNFINISHED)
        for name in _FOLDERS:
            make_folders(frame / name)
        write_durable(frame / "HEAD", HEAD)
        write_durable(frame / "config", CONFIG)
        sync_folders_below(frame)
        frame.rename(folder / ".git")
        sync_folder(folder)


def restore_config(folder: Path) -> None:
    """Put our git configuration back; the caller holds the lock and has shown what differed."""
    with os_errors(folder / ".git"):
        write_durable(folder / ".git" / "config", CONFIG)


def config_is_ours(folder: Path) -> bool:
    """Whether the history's frame is as we made it and holds nothing that would mislead git."""
    return not differences(folder)


def differences(folder: Path) -> tuple[str, ...]:
    """What in `.git` is not ours and would change what git does, each as a sentence."""
    git_dir = GitDir(folder)
    trouble = git_dir.trouble()
    if trouble is not None:
        return (_text(trouble),)
    return (*_frame(git_dir), *(_text(remark) for remark in git_dir.remarks()))


def refuse_foreign(folder: Path) -> None:
    """Raise RefusedError, which says what differs, unless the history's frame is ours."""
    found = differences(folder)
    if found:
        raise RefusedError(
            _("The history of this case is not set up as lawrec left it: {differences}").format(
                differences=" ".join(found)
            ),
            where=str(folder / ".git"),
            fix=_("Find out who changed it, and take out what was added, before you write here"),
        )


def _frame(git_dir: GitDir) -> Iterator[str]:
    try:
        if git_dir.read("config", _LIMIT) != CONFIG:
            yield _("The file .git/config is not the one that lawrec wrote.")
        if git_dir.read("HEAD", _LIMIT) != HEAD:
            yield _("The file .git/HEAD does not name the branch main.")
        fans = (f"objects/{name}" for name in git_dir.names("objects"))
        odd = [name for name in (*_WRITTEN, *fans) if git_dir.entry(name) in ("link", "other")]
        for name in odd[:_SHOWN]:
            yield _("{path} is a link.").format(path=f".git/{name}")
    except Unreadable as trouble:
        yield _text(trouble)


def head(folder: Path) -> str | None:
    """The id of the newest commit, None before the first; raises InputError."""
    git_dir = GitDir(folder)
    trouble = git_dir.trouble()
    if trouble is None:
        try:
            return git_dir.head()[0]
        except Unreadable as met:
            trouble = met
    if trouble.code == "ref_missing":
        return None
    raise InputError(_text(trouble), where=str(folder / ".git"))


def sweep(folder: Path) -> None:
    """Remove what a crash left below `.git` and would block git or lie there for ever.

    Call it only while holding the lock: the locks of a git that still runs look the same. Our own
    locks must not end in `.lock`.
    """
    with os_errors(folder / ".git"):
        for where, _folders, names in os.walk(folder / ".git"):
            for name in names:
                if name.endswith(".lock") or name.startswith(_LEFT_OVER):
                    Path(where, name).unlink()


def _text(trouble: Unreadable) -> str:
    return HistoryProblem(trouble.code, trouble.params).text()
