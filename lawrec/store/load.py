"""Reads a whole case into a snapshot. Never runs, follows or writes anything of the folder."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from lawrec.errors import InputError
from lawrec.i18n import _
from lawrec.schema.bureau import BureauExtract
from lawrec.schema.case import (
    Act,
    Archived,
    Attestation,
    Case,
    Declaration,
    Original,
    Person,
)
from lawrec.schema.device_checks import stretches
from lawrec.schema.ids import FOLDERS, id_of, sort_key
from lawrec.schema.media import Sidecar
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import find_kind
from lawrec.schema.snapshot import (
    Bureau,
    CaseSnapshot,
    History,
    Lines,
    MediaState,
    Page,
    Place,
    ReadProblem,
)
from lawrec.store import layout
from lawrec.store.case_history import as_history, commit_source, dirty_pages, read_history
from lawrec.store.copies import kept_elsewhere
from lawrec.store.device_checks import checks_near
from lawrec.store.final_changes import final_changes
from lawrec.store.gitdir import GitDir
from lawrec.store.history import ObjectStore, blob_at, tree_at
from lawrec.store.media_files import media_states
from lawrec.store.object_formats import Unreadable
from lawrec.store.sources import CommitSource, FolderSource, Source
from lawrec.store.validate import InvalidPage, typed
from lawrec.store.yaml_io import Document

M = TypeVar("M", bound=BaseModel)
_LOOKS = 5
_PAUSE_S = 0.3


def load_case(
    folder: Path,
    *,
    bureau: Bureau | None = None,
    as_of: datetime | None = None,
    root: Path | None = None,
) -> CaseSnapshot:
    """The case in that folder, now or as its history had it at `as_of`.

    Pages that are not what the history has are read again for a moment while somebody writes.

    `bureau` gives the bureau's own facts; without it the case's extract is used. `root` is our own
    bureau's folder, whose ledger tells which footage is elsewhere; `bureau` may name it too.
    Content that cannot be read becomes a problem in the snapshot; only a folder that is no case
    raises.
    """
    for _again in range(_LOOKS):
        found = _load(folder, bureau, as_of, root)
        if not found.history.dirty or not _is_written_to(folder, found.history.head):
            break
        time.sleep(_PAUSE_S)
    return found


def _is_written_to(folder: Path, head: str | None) -> bool:
    """Whether a change is promised, or has become the newest commit since the case was read."""
    git = GitDir(folder)
    try:
        return git.entry(layout.JOURNAL) == "file" or git.newest() not in (None, head)
    except Unreadable:
        return False


def _load(
    folder: Path, bureau: Bureau | None, as_of: datetime | None, root: Path | None
) -> CaseSnapshot:
    if not folder.is_dir() or folder.is_symlink():
        raise InputError(_("There is no folder {path}").format(path=folder), where=str(folder))
    found = read_history(folder)
    now = FolderSource(folder)
    source: Source = now if as_of is None else commit_source(folder, found, as_of)
    reader = _Reader(source)
    if as_of is None and not (folder / layout.CASE_PAGE).exists():
        raise InputError(
            _("{path} is not a case folder: it has no case.yaml").format(path=folder),
            where=str(folder),
        )
    media = reader.pages("media", Sidecar)
    kept = kept_elsewhere(root or (bureau.root if bureau else None), folder)
    states = media_states(folder, media, now.files("media") if as_of is None else None, kept)
    dirty = dirty_pages(folder, found, now) if as_of is None else ()
    history = as_history(found, dirty, final_changes(folder, found, as_of))
    if bureau is not None and bureau.root is not None:
        recorded = stretches(page.data for page in media)
        bureau = replace(bureau, checks=checks_near(bureau.root, recorded, as_of))
    return _snapshot(layout.case_label(folder), reader, media, states, history, bureau)


def load_commit(folder: Path, commit: str) -> CaseSnapshot | None:
    """The pages of a case as one commit of its history has them; None where it has no such commit.

    Only what people enter is read: no media are looked at, and no history beside it.
    """
    store = ObjectStore(folder)
    known = any(found.id == commit for found in read_history(store).commits)
    tree = tree_at(store, commit) if known else None
    if tree is None:
        return None
    reader = _Reader(CommitSource(tree, lambda blob: blob_at(store, blob)))
    media = reader.pages("media", Sidecar)
    return _snapshot(layout.case_label(folder), reader, media, ({}, ()), History(), Bureau())


def _snapshot(
    name: str,
    reader: _Reader,
    media: tuple[Page[Sidecar], ...],
    states: tuple[Mapping[str, MediaState], tuple[ReadProblem, ...]],
    history: History,
    bureau: Bureau | None,
) -> CaseSnapshot:
    case = reader.page(layout.CASE_PAGE, Case)
    extract = reader.page(layout.EXTRACT, BureauExtract)
    archived = reader.page(layout.ARCHIVED, Archived)
    if bureau is None:
        bureau = Bureau.from_extract(extract.data) if extract else Bureau()
    media_state, media_problems = states
    return CaseSnapshot(
        name=name,
        case=case,
        persons=reader.entries(layout.PERSONS, Person),
        declarations=reader.entries(layout.DECLARATIONS, Declaration),
        originals=reader.entries(layout.ORIGINALS, Original),
        attestations=reader.entries(layout.ATTESTATIONS, Attestation),
        acts=reader.pages("acts", Act),
        records=reader.records(),
        media=media,
        media_state=media_state,
        archived=archived.data if archived else None,
        bureau=bureau,
        history=history,
        problems=(*reader.problems(), *media_problems, *history.problems),
        lines=reader.lines,
    )


class _Reader:
    """Types the pages of one source and keeps what went wrong."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._found: list[ReadProblem] = []
        self.lines: dict[str, Lines] = {}

    def problems(self) -> tuple[ReadProblem, ...]:
        """Everything that could not be read or typed, in the order of the files."""
        found = (*self._source.problems, *self._found)
        return tuple(sorted(set(found), key=lambda p: (p.place.path, p.place.line or 0, p.code)))

    def page(self, path: str, model: type[M]) -> Page[M] | None:
        """One of the case's own pages."""
        document = self._source.read(path)
        return self._typed(path, path, model, document) if document else None

    def entries(self, path: str, model: type[M]) -> Mapping[str, M]:
        """A page that maps names to entries; a faulty entry does not take the others along."""
        document = self._source.read(path)
        if document is None:
            return {}
        self.lines[path] = document.lines
        if not isinstance(document.data, dict):
            self._add("no_mapping", _("{path} must be a set of fields"), path)
            return {}
        entries: dict[str, M] = {}
        for name, value in document.data.items():
            try:
                entries[str(name)] = typed(model, value, path, document.lines, prefix=(str(name),))
            except InvalidPage as error:
                self._found += error.problems
        return entries

    def pages(self, folder: str, model: type[M]) -> tuple[Page[M], ...]:
        """All pages of a folder, in the order of their ids."""
        found = (self._in_folder(path, model) for path in self._source.pages(folder))
        return self._unique(page for page in found if page is not None)

    def records(self) -> tuple[Page[Record], ...]:
        """The records, each under the model of its kind."""
        found = (self._record(path) for path in self._source.pages("records"))
        return self._unique(page for page in found if page is not None)

    def _record(self, path: str) -> Page[Record] | None:
        document = self._document(path)
        if document is None:
            return None
        name = document.data.get("kind") if isinstance(document.data, dict) else None
        kind = find_kind(name) if isinstance(name, str) else None
        if kind is None or kind.id != name:
            line = document.line("kind")
            self._add("unknown_kind", _("{path}: there is no such kind of record"), path, line)
            return None
        return self._typed(_id(path), path, kind.model, document)

    def _in_folder(self, path: str, model: type[M]) -> Page[M] | None:
        document = self._document(path)
        return self._typed(_id(path), path, model, document) if document else None

    def _document(self, path: str) -> Document | None:
        """The page, if its name begins with an id that belongs into its folder."""
        if FOLDERS.get(_id(path)[:1]) != path.split("/", 1)[0]:
            self._add("no_id", _("{path}: the file name does not begin with an id"), path)
            return None
        return self._source.read(path)

    def _typed(self, item: str, path: str, model: type[M], document: Document) -> Page[M] | None:
        try:
            data = typed(model, document.data, path, document.lines)
        except InvalidPage as error:
            self._found += error.problems
            return None
        return Page(item, path, data, document.lines)

    def _unique(self, pages: Iterable[Page[M]]) -> tuple[Page[M], ...]:
        by_id: dict[str, Page[M]] = {}
        for page in pages:
            if page.id in by_id:
                self._add("double_id", _("{path}: this id is used twice"), page.path)
            else:
                by_id[page.id] = page
        return tuple(by_id[key] for key in sorted(by_id, key=sort_key))

    def _add(self, code: str, text: str, path: str, line: int | None = None) -> None:
        self._found.append(ReadProblem(code, text.format(path=path), Place(path, line)))


def _id(path: str) -> str:
    """The id in a page's file name, empty if there is none."""
    return id_of(path.rsplit("/", 1)[-1]) or ""
