"""The history of a possibly hostile case folder, read in the process.

No program is run, nothing is written, and git's own configuration, index and caches are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from lawrec.schema.history import (
    Changed,
    ChangeKind,
    CommitFact,
    HistoryFacts,
    HistoryState,
    commit_at,
)
from lawrec.store.object_formats import ParsedCommit, Unreadable
from lawrec.store.objects import ObjectStore

__all__ = ["ObjectStore", "Source", "blob_at", "commit_at", "read_history", "tree_at"]

#: A case folder, or a store that was opened on one: keep the store to read a case at many times,
#: since a packed history is unpacked once a store.
Source = Path | ObjectStore

_ID = re.compile(r"[0-9a-f]{40}")
_DEPTH_LIMIT = 32
_PATH_LIMIT = 4096
#: Bytes charged for a path that stays in memory, beside two a character.
_KEPT_PATH = 256
#: Bytes charged for comparing one name, which takes time and no memory.
_COMPARED_NAME = 16

_Side = tuple[bool, str] | None


def read_history(source: Source) -> HistoryFacts:
    """What the history of a case says; whatever is wrong with it is among the problems."""
    store = _opened(source)
    if not store.usable:
        return HistoryFacts("none", problems=store.problems.all())
    for remark in store.git.remarks():
        store.problems.add_trouble(remark)
    try:
        head, notes = store.git.head()
    except Unreadable as trouble:
        store.problems.add_trouble(trouble)
        return HistoryFacts("none", problems=store.problems.all())
    for note in notes:
        store.problems.add_trouble(note)
    return _Reading(store, head).facts()


def blob_at(source: Source, blob_id: str) -> bytes | None:
    """The content of a file by its blob id; None when it is missing, changed or too large."""
    return _opened(source).read(blob_id, "blob") if _ID.fullmatch(blob_id) else None


def tree_at(source: Source, commit_id: str) -> Mapping[str, str] | None:
    """Path -> blob id of every file as it stood at a commit; None unless all of it is readable."""
    store = _opened(source)
    commit = store.commit(commit_id) if _ID.fullmatch(commit_id) else None
    if commit is None:
        return None
    walk = _Walk(store)
    tree = {change.path: change.blob for change in walk.changes(None, (True, commit.tree))}
    return tree if walk.complete else None


def _opened(source: Source) -> ObjectStore:
    return source if isinstance(source, ObjectStore) else ObjectStore(source)


class _Walk:
    """Compares trees; `complete` turns False when a part of either side cannot be read."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store
        self.complete = True

    def changes(self, old: _Side, new: _Side) -> tuple[Changed, ...]:
        """The files in which two root folders differ, by path; equal folders are not entered.

        A folder that is unreadable on one side is left out on both: what changed in it is
        unknown, and must not look added or removed.
        """
        found: list[Changed] = []
        try:
            found.extend(self._walk(old, new))
        except Unreadable as trouble:
            self.complete = False
            self._store.problems.add_trouble(trouble)
        return tuple(sorted(found, key=lambda change: change.path))

    def _walk(self, old: _Side, new: _Side) -> Iterator[Changed]:
        pending: list[tuple[str, int, _Side, _Side]] = [("", 0, old, new)]
        while pending:
            prefix, depth, old, new = pending.pop()
            before, after = self._items(old), self._items(new)
            if before is None or after is None:
                self.complete = False
                continue
            self._store.budget.take_bytes(_COMPARED_NAME * (len(before) + len(after)))
            for name in {name for name, _item in before.items() ^ after.items()}:
                path = prefix + name
                was, now = before.get(name), after.get(name)
                if len(path) > _PATH_LIMIT or depth > _DEPTH_LIMIT:
                    raise Unreadable("too_large", what=path[:80])
                yield from self._file_change(path, was, now)
                if (was and was[0]) or (now and now[0]):
                    # Few trees can stand for endlessly many folders, so each visit is charged.
                    self._store.budget.take_bytes(_KEPT_PATH)
                    pending.append((path + "/", depth + 1, _folder(was), _folder(now)))

    def _items(self, side: _Side) -> Mapping[str, tuple[bool, str]] | None:
        return {} if side is None else self._store.tree(side[1])

    def _file_change(self, path: str, was: _Side, now: _Side) -> Iterator[Changed]:
        was_file = was is not None and not was[0]
        kind: ChangeKind
        if now is not None and not now[0]:
            kind, blob = ("modified" if was_file else "added"), now[1]
        elif was is not None and was_file:
            kind, blob = "removed", was[1]
        else:
            return
        self._store.budget.take_bytes(_KEPT_PATH + 2 * len(path))
        yield Changed(path, blob, kind)


def _folder(side: _Side) -> _Side:
    return side if side and side[0] else None


class _Reading:
    """One reading of the history from its newest commit back, then forward again."""

    def __init__(self, store: ObjectStore, head: str) -> None:
        self._store = store
        self._head = head
        self._walk = _Walk(store)

    def facts(self) -> HistoryFacts:
        chain, rooted = self._chain()
        # Read first, so that a long history cannot use up what the newest state needs.
        tree = self._walk.changes(None, (True, chain[-1][1].tree)) if chain else ()
        commits: list[CommitFact] = []
        first_seen: dict[str, datetime] = {}
        last_changed: dict[str, datetime] = {}
        before: ParsedCommit | None = None
        for commit_id, commit in chain:
            changed = self._changed(before, commit) if before or rooted else ()
            if before and commit.time < before.time:
                self._note_time(commit_id, commit.time, before.time)
            for change in changed:
                last_changed[change.path] = commit.time
                if change.kind == "added":
                    first_seen.setdefault(change.path, commit.time)
            commits.append(
                CommitFact(commit_id, commit.time, commit.author, commit.message, changed)
            )
            before = commit
        return HistoryFacts(
            state=self._state(bool(chain), rooted),
            head=self._head,
            commits=tuple(commits),
            tree={change.path: change.blob for change in tree},
            first_seen=first_seen,
            last_changed=last_changed,
            problems=self._store.problems.all(),
        )

    def _state(self, any_commit: bool, rooted: bool) -> HistoryState:
        if not any_commit:
            return "none"
        return "whole" if rooted and self._walk.complete else "partial"

    def _chain(self) -> tuple[list[tuple[str, ParsedCommit]], bool]:
        """The commits that can be reached along first parents, oldest first; is a root among them.

        Ids are hashes of the contents, so no chain can lead back into itself.
        """
        chain: list[tuple[str, ParsedCommit]] = []
        next_id: str | None = self._head
        while next_id is not None:
            commit = self._store.commit(next_id)
            if commit is None:
                break
            chain.append((next_id, commit))
            if len(commit.parents) > 1:
                self._store.problems.add("merge_commit", what=next_id)
            next_id = commit.parents[0] if commit.parents else None
        return chain[::-1], next_id is None

    def _changed(self, before: ParsedCommit | None, commit: ParsedCommit) -> tuple[Changed, ...]:
        if before and before.tree == commit.tree:
            return ()
        return self._walk.changes((True, before.tree) if before else None, (True, commit.tree))

    def _note_time(self, commit_id: str, time: datetime, before: datetime) -> None:
        self._store.problems.add(
            "time_goes_back", what=commit_id, time=time.isoformat(), before=before.isoformat()
        )
