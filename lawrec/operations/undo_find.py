"""Which change of a case is meant by an undo, and what its pages were before and after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lawrec.errors import InputError, LawrecError, RefusedError
from lawrec.i18n import _
from lawrec.schema.history import CommitFact, HistoryFacts
from lawrec.schema.ids import id_of
from lawrec.store import layout
from lawrec.store.history import ObjectStore, blob_at, read_history, tree_at
from lawrec.store.yaml_io import parse

MARK = "撤销"
"""How the message of an undoing commit begins; the commit that it undid follows."""
SEVERAL = {
    layout.PERSONS: "本案涉及的人和单位",
    layout.DECLARATIONS: "情况声明",
    layout.ORIGINALS: "签名盖章的纸质原件",
    layout.ATTESTATIONS: "人工核验",
}
"""Pages that map names to entries, with the line that each begins with."""
BY_MACHINE = frozenset((layout.EXTRACT, ".gitignore"))
KEPT_RECORDS = ("amendment_record", "media_handover_record", "archive_transfer_record")
"""Records that are themselves the trace of a change: they stay when that is undone."""
_KEPT = tuple(f"-{kind}.yaml" for kind in KEPT_RECORDS)
_UNDONE = re.compile(rf"{MARK} ([0-9a-f]{{12}})\b")
SHORT = 12


@dataclass(frozen=True, slots=True)
class OnePage:
    """One page of a change: what it was before and after, None where there was none.

    `undone` are the entries of a page of several that were set back already.
    """

    path: str
    before: bytes | None
    after: bytes | None
    undone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A change of the history with its pages; `first` where the case was opened by it."""

    commit: CommitFact
    pages: tuple[OnePage, ...]
    first: bool


def mark_of(commit: CommitFact) -> str:
    """How the message of an undo names a commit."""
    return f"{MARK} {commit.id[:SHORT]}"


def find_change(folder: Path, wanted: str | None) -> Found:
    """The newest change that is not undone and undoes nothing; or the newest of one item.

    `wanted` is an id such as R05, a name in persons.yaml, or a question of the declarations. Raises
    InputError where there is none, RefusedError where the history is not whole.
    """
    store = ObjectStore(folder)
    history = read_history(store)
    if history.state != "whole":
        raise RefusedError(
            _("The history of this case is not whole, so nothing can be undone safely"),
            where=str(folder),
            fix=f"lawrec verify {layout.case_label(folder)}",
        )
    back = _set_back(store, history)
    for number in range(len(history.commits) - 1, -1, -1):
        commit = history.commits[number]
        gone = back.get(commit.id[:SHORT], frozenset())
        if (wanted is None and _UNDONE.match(commit.message)) or layout.VOIDED in gone:
            continue
        previous = history.commits[number - 1].id if number else None
        pages = tuple(_standing(_pages(store, commit, previous), gone))
        if gone and wanted is None and all(page.path.endswith(_KEPT) for page in pages):
            continue
        if pages and (wanted is None or any(_touches(page, wanted) for page in pages)):
            return Found(commit, pages, first=previous is None)
    if wanted is None:
        raise InputError(_("There is no change of this case that could be undone"))
    raise InputError(
        _("No change of this case is about {id}").format(id=wanted),
        fix=_("Name an act, a paper, a scan, a person or a declared question: lawrec show CASE"),
    )


def _set_back(store: ObjectStore, history: HistoryFacts) -> dict[str, frozenset[str]]:
    """What of each commit is undone now: pages, and entries of pages of several.

    One item of a change may be undone and the others stand. An undo that was undone itself counts
    no more.
    """
    undone: dict[str, frozenset[str]] = {}
    target_of: dict[str, str] = {}
    previous = None
    for commit in history.commits:
        match = _UNDONE.match(commit.message)
        if match is not None:
            parts = {part for page in _pages(store, commit, previous) for part in _parts(page)}
            target_of[commit.id[:SHORT]] = match[1]
            target: str | None = match[1]
            stands = False
            while target is not None:
                known = undone.get(target, frozenset())
                undone[target] = known - parts if stands else known | parts
                target, stands = target_of.get(target), not stands
        previous = commit.id
    return undone


def _parts(page: OnePage) -> Iterator[str]:
    """A page by its path, the entries of a page of several each by its name."""
    if page.path in SEVERAL:
        yield from (f"{page.path}\0{name}" for name in changed_entries(page))
    else:
        yield page.path


def _standing(pages: Iterator[OnePage], gone: frozenset[str]) -> Iterator[OnePage]:
    """What of a change is not set back yet."""
    for page in pages:
        if not gone or not gone.issuperset(_parts(page)):
            prefix = f"{page.path}\0"
            names = (part.removeprefix(prefix) for part in gone if part.startswith(prefix))
            yield replace(page, undone=frozenset(names))


def _pages(store: ObjectStore, commit: CommitFact, previous: str | None) -> Iterator[OnePage]:
    before: Mapping[str, str] = (tree_at(store, previous) or {}) if previous else {}
    for change in commit.changed:
        if change.path in BY_MACHINE or not change.path.endswith(".yaml"):
            continue
        old = before.get(change.path)
        yield OnePage(
            change.path,
            blob_at(store, old) if old else None,
            None if change.kind == "removed" else blob_at(store, change.blob),
        )


def _touches(page: OnePage, wanted: str) -> bool:
    if page.path in SEVERAL:
        return wanted in changed_entries(page)
    if page.path in (layout.CASE_PAGE, layout.VOIDED):
        return wanted == page.path.removesuffix(".yaml")
    return id_of(page.path.rsplit("/", 1)[-1]) == wanted


def changed_entries(page: OnePage) -> dict[str, tuple[object, object]]:
    """The entries of a page of several that differ: before and after, None where there is none."""
    before, after = entries_in(page.before), entries_in(page.after)
    names = dict.fromkeys((*before, *after))
    return {
        name: (before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name) and name not in page.undone
    }


def entries_in(content: bytes | None) -> dict[str, object]:
    """The entries of such a page, as raw data."""
    if content is None:
        return {}
    try:
        data = parse(content, "-").data
    except LawrecError:
        return {}
    return {str(key): value for key, value in data.items()} if isinstance(data, dict) else {}
