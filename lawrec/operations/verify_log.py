"""Whether a history is the one that the evidence log knows (decision 27)."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from lawrec.custody.change import RECOVERED
from lawrec.custody.evidence_log import LEAVES, read
from lawrec.i18n import _
from lawrec.operations.found import Found
from lawrec.schema.evidence import Leaf, LogFacts
from lawrec.schema.history import CommitFact, HistoryFacts
from lawrec.store import layout

PATH = f"{layout.LOG}/{LEAVES}"
_SHOWN = 12
_CLOCKS = timedelta(minutes=10)
"""How far a commit and its entry may lie apart: a large import on a slow disk takes minutes."""


def read_log(bureau: Path) -> LogFacts | None:
    """The evidence log of a case repository; None where there is none to read."""
    path = bureau / layout.LOG / LEAVES
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
    except OSError:
        return None
    return read(bureau / layout.LOG)


def log_mark(bureau: Path) -> tuple[int, int] | None:
    """What changes whenever the log does: its size and time."""
    try:
        found = (bureau / layout.LOG / LEAVES).lstat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def log_problems(log: LogFacts) -> Iterator[Found]:
    """What is wrong with the log itself: lines altered, cut out, out of order."""
    for problem in log.problems:
        yield Found(f"log_{problem.code}", problem.text(), PATH)


def name_in_log(folder: Path, history: HistoryFacts, log: LogFacts, bureau: Path) -> str:
    """How the log names a case; one that was carried out of its bureau is known by its commits."""
    name = layout.log_name(folder)
    if folder.resolve().is_relative_to((bureau / layout.CASES).resolve()):
        return name
    ids = {commit.id for commit in history.commits}
    return next((leaf.case for leaf in reversed(log.leaves) if leaf.head in ids), name)


def against_log(history: HistoryFacts, log: LogFacts, name: str) -> Iterator[Found]:
    """Where history and log disagree; nothing when every commit was logged in its turn."""
    leaves = log.of_case(name)
    if not leaves:
        yield Found("never_logged", _("The evidence log does not know this case"), PATH)
        return
    places = {commit.id: number for number, commit in enumerate(history.commits, start=1)}
    last = 0
    for leaf in leaves:
        place = places.get(leaf.head)
        found = _leaf(leaf, place, last, history)
        if found is None and place is not None:
            found = _dated(leaf, history.commits[place - 1])
        if found is not None:
            yield found
        last = max(last, place or 0)
    logged = {leaf.head for leaf in leaves}
    if history.head is not None and history.head != leaves[-1].head:
        text = _("The newest commit {commit} is not the one that was logged last ({logged})")
        yield Found(
            "head_not_logged",
            text.format(commit=history.head[:_SHOWN], logged=leaves[-1].head[:_SHOWN]),
            PATH,
        )
    for commit in history.commits:
        if commit.id not in logged and commit.id != history.head:
            text = _("Commit {commit} of {time} has no entry in the evidence log")
            shown = text.format(
                commit=commit.id[:_SHOWN], time=commit.time.isoformat(timespec="minutes")
            )
            yield Found("commit_not_logged", shown, PATH)


def _leaf(leaf: Leaf, place: int | None, last: int, history: HistoryFacts) -> Found | None:
    told = {"seq": leaf.seq, "commit": leaf.head[:_SHOWN]}
    if place is None:
        text = _(
            "Entry {seq} of the evidence log names commit {commit}, which the history lacks: "
            "the history was rewritten or cut"
        )
        return Found("logged_head_gone", text.format(**told), PATH)
    if place < last:
        text = _("Entry {seq} of the evidence log names commit {commit} out of order")
        return Found("log_order", text.format(**told), PATH)
    if history.state == "whole" and leaf.commits != place:
        text = _("Entry {seq} of the evidence log counts {logged} commits, the history has {count}")
        return Found("log_commits", text.format(logged=leaf.commits, count=place, **told), PATH)
    if leaf.event == RECOVERED:
        text = _(
            "Entry {seq} of the evidence log: commit {commit} was made without it and found later"
        )
        return Found("logged_late", text.format(**told), PATH)
    return None


def _dated(leaf: Leaf, commit: CommitFact) -> Found | None:
    """A commit's own time can be chosen, the log's cannot: they must agree."""
    if abs(leaf.time - commit.time) <= _CLOCKS:
        return None
    text = _("Commit {commit} says {time}, but the evidence log got it at {logged} (entry {seq})")
    zone = commit.time.tzinfo
    shown = text.format(
        commit=commit.id[:_SHOWN],
        time=commit.time.isoformat(timespec="minutes"),
        logged=leaf.time.astimezone(zone).isoformat(timespec="minutes"),
        seq=leaf.seq,
    )
    return Found("logged_at_another_time", shown, PATH)


def vanished(bureau: Path, log: LogFacts) -> Iterator[tuple[str, Found]]:
    """Cases that the log knows and that are not there any more, by their name in the log."""
    newest: Mapping[str, Leaf] = {leaf.case: leaf for leaf in log.leaves}
    for name, leaf in sorted(newest.items()):
        if name.startswith(f"{layout.CASES}/") and case_folder(bureau, name) is None:
            text = _("The case is gone; the evidence log last knew it in entry {seq}")
            yield name, Found("case_vanished", text.format(seq=leaf.seq), name)


def case_folder(bureau: Path, name: str) -> Path | None:
    """The folder of a case by its name in the log, if there is something of it."""
    parts = name.split("/")
    if parts[0] != layout.CASES or any(part in ("", ".", "..") or "\\" in part for part in parts):
        return None
    folder = bureau.joinpath(*parts)
    there = (folder / layout.CASE_PAGE).is_file() or (folder / ".git").exists()
    return folder if there else None
