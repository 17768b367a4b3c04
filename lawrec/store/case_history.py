"""What the rules may know of a case's history, and the case as it stood at an earlier time."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from lawrec.errors import InputError
from lawrec.i18n import _
from lawrec.schema.history import HistoryFacts, commit_at
from lawrec.schema.snapshot import FinalChange, History, Place, ReadProblem
from lawrec.store.history import ObjectStore, blob_at, read_history, tree_at
from lawrec.store.regular import read_regular
from lawrec.store.sources import CommitSource, FolderSource, known_paths
from lawrec.store.yaml_text import MAX_BYTES

__all__ = ["as_history", "blob_id", "commit_source", "dirty_pages", "read_history"]

_NO_BLOB = "-"


def blob_id(content: bytes) -> str:
    """The id that git gives to this content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def as_history(
    found: HistoryFacts, dirty: tuple[str, ...], changes: tuple[FinalChange, ...] = ()
) -> History:
    """The part of the history that rules use."""
    problems = tuple(
        ReadProblem(f"history_{p.code}", p.text(), Place(".git")) for p in found.problems
    )
    return History(
        state=found.state,
        head=found.head,
        first_seen=found.first_seen,
        last_changed=found.last_changed,
        dirty=dirty,
        problems=problems,
        changes=changes,
    )


def dirty_pages(folder: Path, found: HistoryFacts, source: FolderSource) -> tuple[str, ...]:
    """The pages whose content is not what the last commit has; empty without a history."""
    if found.head is None:
        return ()
    entered = {path for path in found.tree if path.endswith(".yaml")}
    changed = {
        path
        for path in entered.union(known_paths(source))
        if found.tree.get(path) != _blob_in(folder / path)
    }
    return tuple(sorted(changed))


def _blob_in(path: Path) -> str | None:
    """The blob id of a page as it lies there; None where there is none."""
    try:
        content = read_regular(path, MAX_BYTES)
    except FileNotFoundError:
        return None
    except OSError:
        return _NO_BLOB
    return _NO_BLOB if content is None else blob_id(content)


def commit_source(folder: Path, found: HistoryFacts, as_of: datetime) -> CommitSource:
    """The case as its last commit at or before that time had it."""
    commit = commit_at(found, as_of)
    if commit is None:
        raise InputError(
            _("At {time} this case was not yet in the repository").format(
                time=as_of.isoformat(timespec="minutes")
            ),
            where=str(folder),
            fix=_("What was entered later is left out of an earlier judgement"),
        )
    # One store for all pages: a packed history is unpacked once a store.
    store = ObjectStore(folder)
    tree = tree_at(store, commit.id)
    if tree is None:
        raise InputError(
            _("The history of {time} cannot be read whole").format(
                time=commit.time.isoformat(timespec="minutes")
            ),
            where=str(folder),
            fix=_("See what is wrong with it: lawrec verify"),
        )
    return CommitSource(tree, lambda blob: blob_at(store, blob))
