"""The one way in which a case is written to: whole or not at all, durable, and logged.

A crash may come at any point. What was promised in the journal is finished by the next writer;
what was not yet promised never happened.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from lawrec.custody import journal
from lawrec.custody.apply import (
    apply,
    check_paths,
    check_places,
    clashing,
    edited_by_hand,
    keep_strangers,
    not_movable,
    sweep_temporaries,
)
from lawrec.custody.evidence_log import Entry, append, last_for, make_sure
from lawrec.custody.journal import Change, Journal
from lawrec.custody.quiet import LOCK
from lawrec.custody.trying import committed, note_planned, refuse_unfinished
from lawrec.errors import EnvironmentTrouble, LawrecError, RefusedError
from lawrec.i18n import _
from lawrec.schema.evidence import Leaf
from lawrec.store import git
from lawrec.store.files import os_errors
from lawrec.store.gitdir import GitDir
from lawrec.store.locks import hold
from lawrec.store.rehearsal import rehearsal

__all__ = ["Change", "Committed", "Recovered", "Writing", "commit_change", "writing"]

# Until then a promised commit keeps its time, so that one which was half made is made the same.
_SOON_S = 300
RECOVERED = "recovered"
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Committed:
    """A change that is done: the new head, and its leaf where there is an evidence log."""

    head: str
    leaf: Leaf | None


@dataclass(frozen=True, slots=True)
class Recovered:
    """What had to be mended before writing could begin.

    `finished` is the event of a change that a crash had cut off and that is done now. `kept`
    names files that someone had edited in between: their copies lie in .git/lawrec-kept. `swept`
    counts leftovers that were removed. `logged` tells that the log did not know the newest
    commit, and got a leaf for it.
    """

    finished: str | None = None
    kept: tuple[str, ...] = ()
    swept: int = 0
    logged: bool = False


@dataclass(slots=True)
class Writing:
    """A case that is held for writing, by this process and no other."""

    folder: Path
    by: str
    name: str
    log_dir: Path | None
    manifest: Callable[[], str]
    recovered: Recovered = field(default_factory=Recovered)
    held: bool = True
    prepare: Callable[[Mapping[str, bytes | None]], Mapping[str, bytes | None]] = dict
    """What is done to the pages of a change before anything else: the line to their schema."""

    def commit(self, change: Change) -> Committed:
        """Do all of a change, or nothing; returns when it is durable and logged.

        Raises RefusedError when it would overwrite what the history does not know, and
        EnvironmentTrouble. Once the change is promised the error says so, and the next writer
        finishes it.
        """
        if not self.held:
            raise RuntimeError("the case is no longer held for writing")
        change = replace(change, files=self.prepare(change.files))
        check_paths(change)
        if rehearsal() is not None:
            self._refuse(change, known := committed(self.folder))
            note_planned(self.folder, self.name, change, known, log=self.log_dir is not None)
            return Committed("", None)
        if journal.is_promised(self.folder):
            self.recover()
        head = git.head(self.folder)
        base = git.files_at(self.folder, head)
        self._refuse(change, base)
        before = {path: base[path].id for path in change.files if path in base}
        promise = Journal(change, head, before, int(time.time()))
        with _unfinished(self.folder):
            self._promise(promise)
            return self._keep(promise, base)

    def _refuse(self, change: Change, base: dict[str, git.Entry]) -> None:
        check_places(self.folder, change)
        with os_errors(self.folder):
            edited = edited_by_hand(self.folder, change, base)
            taken = sorted({*not_movable(self.folder, change), *clashing(change, base)})
        if edited:
            raise RefusedError(
                _("These files were changed without lawrec: {names}").format(names=_some(edited)),
                where=str(self.folder),
                fix=_("Put them back as they were or move them elsewhere, then run it again"),
            )
        if taken:
            raise RefusedError(
                _("These files cannot be put in place: {names}").format(names=_some(taken)),
                where=str(self.folder),
                fix=_("Look what stands there, and move it elsewhere"),
            )

    def _promise(self, promise: Journal) -> None:
        try:
            with os_errors(self.folder / ".git"):
                journal.save(self.folder, promise)
        except BaseException:
            with os_errors(self.folder / ".git"):
                journal.clear(self.folder)
            raise

    def _keep(self, promise: Journal, base: dict[str, git.Entry]) -> Committed:
        """Do what is promised, from wherever it was left; the newest commit's files are `base`."""
        change = promise.change
        with os_errors(self.folder):
            apply(self.folder, change)
        newest = git.head(self.folder)
        if newest is not None and newest != promise.head and _holds(base, change):
            git.settle(self.folder, base)
            head, parent = newest, None
        else:
            parent = newest
            head = git.commit(
                self.folder,
                change.files,
                message=change.message,
                author_name=change.by,
                when_s=promise.when_s,
                base=base,
            )
        leaf = self._log(head, parent, change.event, change.by)
        with os_errors(self.folder / ".git"):
            journal.clear(self.folder)
        return Committed(head, leaf)

    def _log(self, head: str, parent: str | None, event: str, by: str) -> Leaf | None:
        """The leaf for this head; a new one unless the newest of the case is for it already.

        `parent` is the commit before it, where that is known.
        """
        if self.log_dir is None:
            return None
        last = last_for(self.log_dir, self.name)
        if last is not None and last.head == head:
            make_sure(self.log_dir)
            return last
        known = last is not None and last.head == parent
        commits = last.commits + 1 if last and known else git.count_commits(self.folder, head)
        with os_errors(self.folder):
            manifest = self.manifest()
        previous = last.head if last else None
        return append(self.log_dir, Entry(self.name, head, previous, commits, manifest, event, by))

    def recover(self) -> None:
        """Finish what a crash cut off, remove what it left, log what the log does not know."""
        with os_errors(self.folder):
            promise = journal.load(self.folder)
            swept = sweep_temporaries(self.folder, promise.change if promise else None)
        git.sweep(self.folder)
        kept = self._redo(promise) if promise else []
        logged = promise is None and self._catch_up()
        finished = promise.change.event if promise else None
        self.recovered = Recovered(finished, tuple(kept), swept, logged)

    def _redo(self, promise: Journal) -> list[str]:
        try:
            check_paths(promise.change)
        except ValueError:
            raise RefusedError(
                _("An unfinished change in this case leads out of the case: it is not ours"),
                where=str(self.folder / ".git" / journal.NAME),
                fix=_("Find out who put it there, and take it out, before you write here"),
            ) from None
        with _unfinished(self.folder):
            check_places(self.folder, promise.change)
            with os_errors(self.folder):
                kept = keep_strangers(self.folder, promise.change, promise.before)
            # A commit that is only made now says so: with the old time it would look backdated.
            now_s = int(time.time())
            if abs(now_s - promise.when_s) > _SOON_S:
                promise = replace(promise, when_s=now_s)
            self._keep(promise, git.files_at(self.folder, git.head(self.folder)))
        return kept

    def _catch_up(self) -> bool:
        """Log the newest commit, if the log does not have it as the case's last."""
        head = git.head(self.folder)
        if self.log_dir is None or head is None:
            return False
        last = last_for(self.log_dir, self.name)
        if last is not None and last.head == head:
            return False
        self._log(head, None, RECOVERED, self.by)
        return True


@contextmanager
def writing(
    folder: Path,
    *,
    by: str,
    doing: str,
    name: str,
    log_dir: Path | None,
    manifest: Callable[[], str],
) -> Iterator[Writing]:
    """Hold a case for writing: locked, seen to be ours, and mended after a crash.

    `by` is the person, `doing` what others read who have to wait, `name` the case's id in the
    evidence log, `log_dir` the log's folder (None: nothing is logged). `manifest` gives the
    SHA-256 over all files of the case, and takes whatever lies there. Raises LockedError,
    RefusedError when the history's frame is not ours, EnvironmentTrouble.
    """
    if rehearsal() is not None:
        refuse_unfinished(folder)
        yield Writing(folder, by, name, log_dir, manifest)
        return
    if GitDir(folder).trouble() is not None:
        git.refuse_foreign(folder)
    with hold(folder / ".git" / LOCK, by, doing):
        git.refuse_foreign(folder)
        held = Writing(folder, by, name, log_dir, manifest)
        held.recover()
        try:
            yield held
        finally:
            held.held = False


def commit_change(held: Writing, change: Change) -> Committed:
    """`Writing.commit` as a function."""
    return held.commit(change)


@contextmanager
def _unfinished(folder: Path) -> Iterator[None]:
    """Say of trouble inside whether the change is promised, and so will still be done."""
    try:
        yield
    except LawrecError as trouble:
        if not journal.is_promised(folder):
            raise
        raise EnvironmentTrouble(
            _("The change is kept, but it is not yet done: {what}").format(what=trouble.what),
            where=trouble.where,
            fix=_(
                "Remove the cause ({fix}); then the next command that writes to this case "
                "finishes the change before it does anything else. Do not enter it again"
            ).format(fix=trouble.fix or "-"),
        ) from trouble


def _holds(base: dict[str, git.Entry], change: Change) -> bool:
    """Whether a commit's files are as the change wants them."""
    return all(
        path not in base if data is None else path in base and base[path].id == git.blob_id(data)
        for path, data in change.files.items()
    )


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown}, …"
