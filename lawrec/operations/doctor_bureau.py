"""The case repository itself: pages and history, unfinished work, locks, disk space, stores."""

from __future__ import annotations

import os
import shutil
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from lawrec.custody import journal
from lawrec.i18n import _
from lawrec.operations.docks import folder_of
from lawrec.operations.session import Session
from lawrec.operations.store_check import list_stores
from lawrec.operations.verify_pages import against_commit, not_entered
from lawrec.report.doctor_text import Checked, State
from lawrec.report.lines import listed
from lawrec.schema.bureau import Store
from lawrec.store import git, layout
from lawrec.store.files import TEMPORARY
from lawrec.store.gitdir import GitDir
from lawrec.store.history import read_history
from lawrec.store.locks import holder_of
from lawrec.store.media_files import content_path
from lawrec.store.objects import ObjectStore

Check = tuple[tuple[str, str], Callable[[], Iterable[Checked]]]
_SHOWN = 4
_LOW, _EMPTY = 10_000_000_000, 500_000_000
"""Bytes free: below the first attention is asked for, below the second no import can be trusted
to fit. Both are ours, no law."""
_OLD_S = 86_400
_OWN_FOLDERS = ("roster", layout.LEADS, "unit", layout.INBOX, layout.COPIES)


def checks(session: Session) -> Iterator[Check]:
    """The checks of a case repository, each with its code and name."""
    root = session.bureau
    if root is None:
        return
    yield ("repository", _("case repository")), partial(_repository, root)
    yield ("history", _("history of its pages")), partial(_history, root)
    yield ("cases", _("case folders")), partial(_cases, root)
    yield ("unfinished", _("unfinished changes")), partial(_unfinished, root)
    yield ("locks", _("locks")), partial(_locks, root)
    yield ("space", _("disk space")), partial(_space, root)
    profile = session.profile
    for name, store in profile.stores.items() if profile else ():
        yield (f"store:{name}", _store_name(name)), partial(_store, session, name, store)


def _store_name(name: str) -> str:
    return _("store {name}").format(name=name)


def histories(root: Path) -> Iterator[Path]:
    """The bureau's folder, and every case folder that has a history."""
    yield root
    yield from (folder for folder in layout.all_case_folders(root) if (folder / ".git").exists())


def _repository(root: Path) -> Iterator[Checked]:
    name = _("case repository")
    own = layout.is_own_bureau(root)
    if not os.access(root, os.R_OK | os.W_OK | os.X_OK):
        found = _("{path} cannot be read and written by this account").format(path=root)
        yield Checked("repository", name, "broken", found, _("Give this account the folder"))
    elif own:
        yield Checked("repository", name, "ok", str(root))
    else:
        found = _("{path} is not known as this computer's own").format(path=root)
        fix = _("Name it with --bureau to vouch for it")
        yield Checked("repository", name, "attention", found, fix)


def _history(root: Path) -> Iterator[Checked]:
    """Whether git works there, and the bureau's own pages are those of their history."""
    name = _("history of its pages")
    trouble = GitDir(root).trouble()
    if trouble is not None:
        fix = _("Take it back from a backup: lawrec restore")
        yield Checked("history", name, "broken", _("there is none, or it is not ours"), fix)
        return
    git.refuse_foreign(root)
    git.files_at(root, git.head(root))  # git itself can read it, whoever owns the folder
    history = read_history(ObjectStore(root))
    odd = [problem.text() for problem in history.problems]
    changed = (one.path for one in against_commit(root, history.tree))
    media = {content_path(path) for path in history.tree if path.startswith(f"{layout.INBOX}/")}
    known = frozenset(media | history.tree.keys())
    strangers = (one.path for one in not_entered(root, _OWN_FOLDERS, known))
    pages = {path for path in (*changed, *strangers) if path is not None}
    fix = _("See: lawrec verify --all; put back what was changed by hand")
    if odd:
        yield Checked("history", name, "broken", listed(odd[:_SHOWN]), fix)
    if pages:
        text = _("changed, missing or unknown: {names}").format(names=_some(sorted(pages)))
        yield Checked("history", name, "attention", text, fix)
    if not odd and not pages:
        count = len(history.commits)
        yield Checked(
            "history", name, "ok", _("{count} changes, all pages as in them").format(count=count)
        )


def _cases(root: Path) -> Iterator[Checked]:
    name = _("case folders")
    folders = list(layout.all_case_folders(root))
    bad = [layout.case_label(f) for f in folders if GitDir(f).trouble() is not None]
    if bad:
        text = _("without a history of their own: {names}").format(names=_some(bad))
        yield Checked("cases", name, "broken", text, _("See: lawrec verify CASE"))
        return
    yield Checked("cases", name, "ok", _("{count} cases").format(count=len(folders)))


def _unfinished(root: Path) -> Iterator[Checked]:
    """Promised changes, changes that were cut off, copies that did not come into place."""
    name, found = _("unfinished changes"), False
    folders = list(histories(root))
    promised = [_label(root, f) for f in folders if journal.is_promised(f)]
    if promised:
        found = True
        text = _("a change was cut off in: {names}").format(names=_some(promised))
        fix = _("The next command that writes there finishes it; do not enter it again")
        yield Checked("unfinished", name, "attention", text, fix)
    kept = [
        _label(root, f) for f in folders if _has(f / ".git", "lawrec-kept", "lawrec-journal-torn")
    ]
    if kept:
        found = True
        text = _("files were put aside in: {names}").format(names=_some(kept))
        fix = _("Look into .git/lawrec-kept there: somebody had edited these files by hand")
        yield Checked("unfinished", name, "attention", text, fix)
    places = [*(f / "media" for f in folders), root / layout.INBOX / "media"]
    left = [path for place in places for path in _old_leftovers(place)]
    if left:
        found = True
        text = _("{count} unfinished copies are older than a day").format(count=len(left))
        fix = _("The next import into that case sweeps them away")
        yield Checked("unfinished", name, "attention", text, fix)
    if not found:
        yield Checked("unfinished", name, "ok", _("none"))


def _has(folder: Path, *beginnings: str) -> bool:
    try:
        return any(entry.name.startswith(beginnings) for entry in os.scandir(folder))
    except OSError:
        return False


def _old_leftovers(place: Path) -> list[str]:
    try:
        return [
            entry.path
            for entry in os.scandir(place)
            if entry.name.startswith(TEMPORARY)
            and time.time() - entry.stat(follow_symlinks=False).st_mtime > _OLD_S
        ]
    except OSError:
        return []


def _label(root: Path, folder: Path) -> str:
    return _("the repository itself") if folder == root else layout.case_label(folder)


def _locks(root: Path) -> Iterator[Checked]:
    """Who is said to write. The text stays behind after a crash; the lock itself does not."""
    name, told = _("locks"), []
    for folder in histories(root):
        for path in sorted((folder / ".git").glob("*-holder")):
            holder = holder_of(path.with_name(path.name.removesuffix("-holder")))
            if holder is None or (holder.host == socket.gethostname() and _lives(holder.pid)):
                continue
            text = _("{where}: {who} on {host} since {since}, {doing}")
            where = _label(root, folder)
            told.append(
                text.format(
                    where=where,
                    who=holder.who,
                    host=holder.host,
                    since=holder.since,
                    doing=holder.doing,
                )
            )
    foreign = [_label(root, f) for f in histories(root) if (f / ".git" / "index.lock").exists()]
    if foreign:
        text = _("another program has left a lock of git in: {names}").format(names=_some(foreign))
        fix = _("Close programs that show these folders with git; lawrec is not hindered by it")
        yield Checked("locks", name, "attention", text, fix)
    if told:
        fix = _("If that person is not at work there any more it is only the text of a crashed run")
        yield Checked("locks", name, "attention", _some(told), fix)
    if not told and not foreign:
        yield Checked("locks", name, "ok", _("none left behind"))


def _lives(pid: int) -> bool:
    if os.name == "nt":
        return True  # a signal would end it there
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _space(root: Path) -> Iterator[Checked]:
    yield _room("space", _("disk space"), root)


def _room(topic: str, name: str, folder: Path) -> Checked:
    free = shutil.disk_usage(folder).free
    text = _("{size} GB free").format(size=f"{free / 1e9:.1f}")
    fix = _("Free some space, or move footage to another store")
    state: State = "broken" if free < _EMPTY else "attention" if free < _LOW else "ok"
    return Checked(topic, name, state, text, fix)


def _store(session: Session, name: str, store: Store) -> Iterator[Checked]:
    topic, label = f"store:{name}", _store_name(name)
    if not store.url:
        yield Checked(topic, label, "ok", _("it has no address: the case folders are that store"))
        return
    found = list_stores(session, name)[0]
    if found.trouble is not None:
        yield Checked(topic, label, "broken", found.trouble.what, found.trouble.fix)
        return
    folder = folder_of(store.url) if found.kind == "folder" else None
    if folder is not None and store.dock != "yes" and not os.access(folder, os.W_OK):
        text = _("{path} can be read, but not written by this account").format(path=folder)
        yield Checked(topic, label, "broken", text, _("Ask who manages this disk"))
        return
    if found.faulty:
        text = _("reachable, but {count} copies in it are missing or altered")
        fix = f"lawrec store repair {name}"
        yield Checked(topic, label, "attention", text.format(count=found.faulty), fix)
        return
    if found.free is not None and found.free < _LOW:
        text = _("{size} GB free").format(size=f"{found.free / 1e9:.1f}")
        yield Checked(topic, label, "attention", text, _("Free some space there"))
        return
    text = _("reachable, {count} copies").format(count=found.copies)
    if found.kind != "folder":
        text += _("; whether it can be written: lawrec store check")
    yield Checked(topic, label, "ok", text)


def _some(names: list[str]) -> str:
    return listed(names) if len(names) <= _SHOWN else listed([*names[:_SHOWN], "…"])
