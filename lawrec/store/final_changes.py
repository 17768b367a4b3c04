"""What the history shows to have happened to pages that were final (article 28, item (3)).

Only pages that were changed, removed or put back are opened, so that a usual case costs nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from lawrec.errors import InputError
from lawrec.schema.history import Changed, HistoryFacts
from lawrec.schema.snapshot import FinalChange
from lawrec.store.history import ObjectStore, blob_at
from lawrec.store.yaml_io import parse

_FOLDERS = ("acts/", "records/", "media/")
_PEOPLE_WRITE = frozenset(
    (
        "title",
        "act",
        "operator",
        "operator_by",
        "device",
        "device_by",
        "proves",
        "scan_of",
        "continues",
        "mode",
    )
)
"""What people say of a medium; the rest of its page is the machine's and stays as it is."""

_MAY_MOVE = frozenset(("content_url",))
"""Where the content lies; its digest, which does not change, says that it is the same."""


def final_changes(
    folder: Path, found: HistoryFacts, as_of: datetime | None = None
) -> tuple[FinalChange, ...]:
    """The changes of final pages up to that time, oldest first."""
    return tuple(_Following(folder, found).changes(as_of))


class _Following:
    """Follows each page of a case through its commits."""

    def __init__(self, folder: Path, found: HistoryFacts) -> None:
        self._folder = folder
        self._found = found
        self._store: ObjectStore | None = None

    def changes(self, as_of: datetime | None) -> Iterator[FinalChange]:
        blobs: dict[str, str] = {}
        gone: set[str] = set()
        for commit in self._found.commits:
            if as_of is not None and commit.time > as_of:
                return
            for change in commit.changed:
                if not change.path.startswith(_FOLDERS) or not change.path.endswith(".yaml"):
                    continue
                fact = self._fact(change, blobs.get(change.path), commit.time, gone)
                if fact is not None:
                    yield fact
                blobs[change.path] = change.blob

    def _fact(
        self, change: Changed, before: str | None, at: datetime, gone: set[str]
    ) -> FinalChange | None:
        path = change.path
        if change.kind == "added":
            if path not in gone:
                return None
            gone.discard(path)
            new = self._read(change.blob)
            return FinalChange(path, "restored", at, None, _digest(new))
        # Of a file that was removed the history names the content that is gone.
        old = self._read(change.blob if change.kind == "removed" else before)
        if not _final(path, old):
            return None
        if change.kind == "removed":
            gone.add(path)
            return FinalChange(path, "removed", at, _digest(old))
        new = self._read(change.blob)
        if _only_words_of_people(path, old, new):
            return None
        return FinalChange(path, "modified", at, _digest(old), _digest(new))

    def _read(self, blob: str | None) -> bytes | None:
        if blob is None:
            return None
        if self._store is None:
            self._store = ObjectStore(self._folder)
        return blob_at(self._store, blob)


def _digest(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


def _final(path: str, content: bytes | None) -> bool:
    """Whether the page was final; one that cannot be read may have been."""
    if not path.startswith("records/"):
        return True
    return _fields(content, path).get("draft") != "yes"


def _only_words_of_people(path: str, old: bytes | None, new: bytes | None) -> bool:
    """Whether only that part of a medium's page differs which people may complete."""
    if not path.startswith("media/") or old is None or new is None:
        return False
    before, after = _fields(old, path), _fields(new, path)
    machine = (before.keys() | after.keys()) - _PEOPLE_WRITE - _MAY_MOVE
    return bool(after) and all(before.get(name) == after.get(name) for name in machine)


def _fields(content: bytes | None, path: str) -> dict[str, Any]:
    if content is None:
        return {}
    try:
        data = parse(content, path).data
    except InputError:
        return {}
    return data if isinstance(data, dict) else {}
