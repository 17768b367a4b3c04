"""What the commits changed that nobody may change: final papers, acts, sidecars, the archived."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from lawrec.errors import InputError
from lawrec.i18n import N_, _
from lawrec.operations.found import Found
from lawrec.schema.history import Changed, HistoryFacts
from lawrec.schema.ids import id_of
from lawrec.store import layout
from lawrec.store.history import blob_at
from lawrec.store.objects import ObjectStore
from lawrec.store.yaml_io import parse

_FREE = frozenset(("act",))
"""Fields of a sidecar that `assign-media` may change without more ado."""
_HUMAN = frozenset(
    ("title", "operator", "operator_by", "device", "device_by", "proves", "scan_of", "continues")
) | {"mode"}
"""Fields of a sidecar that an amendment may change; all others are the machine's."""

_CHANGED = {
    "records": ("record_changed", N_("{path}: commit {commit} changed it without an amendment")),
    "acts": ("act_changed", N_("{path}: commit {commit} changed it without an amendment")),
    "media": ("sidecar_changed", N_("{path}: commit {commit} changed what it says: {fields}")),
}
_REMOVED = {
    "records": ("record_removed", N_("{path}: commit {commit} removed a final record")),
    "acts": ("act_removed", N_("{path}: commit {commit} removed it")),
    "media": ("sidecar_removed", N_("{path}: commit {commit} removed a medium")),
}


@dataclass(frozen=True, slots=True)
class _Amended:
    """An amendment record: which item, from which version to which, by digest."""

    items: frozenset[str]
    old: str
    new: str


def against_amendments(store: ObjectStore, history: HistoryFacts) -> Iterator[Found]:
    """Changes and removals in the whole history that no amendment record names."""
    amended = tuple(_amendments(store, history))
    blobs: dict[str, str] = {}
    archived = False
    for commit in history.commits:
        if archived and commit.changed:
            text = _("Commit {commit} changed the case after it was archived: {paths}")
            paths = ", ".join(change.path for change in commit.changed[:8])
            yield Found(
                "changed_after_archive", text.format(commit=commit.id[:12], paths=paths), None
            )
        for change in commit.changed:
            old = blobs.get(change.path)
            if change.kind == "removed":
                blobs.pop(change.path, None)
            else:
                blobs[change.path] = change.blob
            archived = archived or (change.path == layout.ARCHIVED and change.kind == "added")
            if old is not None:
                yield from _judge(store, change, old, commit.id[:12], amended)


def _judge(
    store: ObjectStore, change: Changed, old: str, commit: str, amended: tuple[_Amended, ...]
) -> Iterator[Found]:
    folder, _slash, name = change.path.partition("/")
    if folder not in _CHANGED or "/" in name or not name.endswith(".yaml"):
        return
    before = blob_at(store, old)
    if folder == "records" and _is_draft(before):
        return
    if change.kind == "removed":
        if folder != "media" and _is_undone(before, amended):
            return
        code, text = _REMOVED[folder]
        yield Found(code, _(text).format(path=change.path, commit=commit), change.path)
        return
    after = blob_at(store, change.blob)
    fields = _differing(before, after)
    free = folder == "media" and not set(fields) - _FREE
    named = _is_named(name, before, after, amended)
    if free or (named and not (folder == "media" and set(fields) - _FREE - _HUMAN)):
        return
    code, text = _CHANGED[folder]
    shown = _(text).format(path=change.path, commit=commit, fields=", ".join(fields[:8]))
    yield Found(code, shown, change.path)


def _is_named(
    name: str, before: bytes | None, after: bytes | None, amended: tuple[_Amended, ...]
) -> bool:
    if before is None or after is None:
        return False
    old, new = hashlib.sha256(before).hexdigest(), hashlib.sha256(after).hexdigest()
    return any(
        id_of(name) in entry.items and (entry.old, entry.new) == (old, new) for entry in amended
    )


def _is_undone(before: bytes | None, amended: tuple[_Amended, ...]) -> bool:
    """Whether an amendment record says why just this version was taken out; never of footage."""
    if before is None:
        return False
    old = hashlib.sha256(before).hexdigest()
    return any(entry.old == old and entry.new == str(None) for entry in amended)


def _amendments(store: ObjectStore, history: HistoryFacts) -> Iterator[_Amended]:
    """The amendment records of the newest state."""
    for path, blob in history.tree.items():
        if not (path.startswith("records/") and "amendment_record" in path):
            continue
        data = _fields(blob_at(store, blob))
        about = data.get("about")
        if data.get("kind") == "amendment_record" and isinstance(about, list):
            items = frozenset(str(item) for item in about)
            yield _Amended(items, str(data.get("old_sha256")), str(data.get("new_sha256")))


def _is_draft(content: bytes | None) -> bool:
    return _fields(content).get("draft") == "yes"


def _differing(before: bytes | None, after: bytes | None) -> list[str]:
    """The fields in which two versions of a page differ."""
    old, new = _fields(before), _fields(after)
    return sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))


def _fields(content: bytes | None) -> dict[str, object]:
    """The fields of a page; none where it cannot be read, so that it counts as final."""
    if content is None:
        return {}
    try:
        data = parse(content, "-").data
    except InputError:
        return {}
    return {str(key): value for key, value in data.items()} if isinstance(data, dict) else {}
