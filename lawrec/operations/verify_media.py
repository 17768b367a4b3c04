"""Every medium against its sidecar: there, an ordinary file, of the same size and digest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from lawrec.i18n import N_, _
from lawrec.media.stores.opening import Shelf
from lawrec.operations.copies import Noted
from lawrec.operations.fixity import (
    Content,
    Moved,
    State,
    full_state,
    place_of,
    quick_state,
    same_content,
    state_elsewhere,
)
from lawrec.operations.found import Found
from lawrec.operations.sampling import Fraction, select
from lawrec.schema.copies import CopyState, Ledger
from lawrec.schema.ids import id_of
from lawrec.schema.moments import first_instant
from lawrec.store import layout
from lawrec.store.copies import kept_elsewhere, load_copies
from lawrec.store.media_files import content_path
from lawrec.store.sources import FolderSource
from lawrec.store.yaml_io import Document

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SIZE = re.compile(r"[0-9]{1,15}")
_TEXTS: Mapping[State, str] = {
    "absent": N_("{path} is gone"),
    "odd": N_("{path} is no ordinary file any more and was not opened"),
    "size": N_("{path} has not the size that its sidecar states: it was changed or cut"),
    "differs": N_("{path} was changed: its SHA-256 is not the one in its sidecar"),
    "unreadable": N_("{path} could not be read to its end"),
}


@dataclass(frozen=True, slots=True)
class Described:
    """A medium as its sidecar describes it, and when its content was read whole the last time."""

    item: str
    content: Content
    last: datetime | date | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """The media that a folder's sidecars describe, and the sidecars that describe none.

    Those in `chosen` are read whole, of the others only presence and size are looked at.
    """

    described: tuple[Described, ...]
    faulty: tuple[Found, ...]
    paths: frozenset[str]
    """The paths that belong to a sidecar, whatever that states."""
    chosen: frozenset[str] = frozenset()

    @property
    def size(self) -> int:
        """How many bytes there are to read."""
        return sum(d.content.size for d in self.described if d.content.path in self.chosen)


@dataclass(slots=True)
class Reading:
    """What reading the media gave: faults, what was read whole, and what lies elsewhere."""

    findings: list[Found] = field(default_factory=list)
    seen: list[Noted] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def media_in(
    folder: Path,
    below: str,
    *,
    trusted: bool,
    bureau: Path | None = None,
    sample: Fraction | None = None,
) -> Media:
    """What the sidecars in `below` (media, inbox/media) state, read without more typing.

    `bureau` is our own, whose ledger tells what lies in stores and what was read when.
    """
    source = FolderSource(folder)
    known = _Known(bureau if trusted else None, (folder / below).parent)
    found: list[Described] = []
    faulty: list[Found] = []
    pages = source.pages(below)
    for path in pages:
        document = source.read(path)
        content = _content(folder, path, document, known) if document else None
        if content is not None:
            found.append(Described(known.id(path), content, known.last(content, path)))
        else:
            text = _("{path} does not state what its medium is")
            faulty.append(Found("sidecar_unreadable", text.format(path=path), path))
    odd = [Found("odd_file", p.message, p.place.path) for p in source.problems]
    told = (*faulty, *(found for found in odd if found.path not in _paths(faulty)))
    chosen = frozenset(d.content.path for d in select(found, lambda d: d.last, sample))
    return Media(tuple(found), told, frozenset(content_path(path) for path in pages), chosen)


class _Known:
    """What the ledger of our own bureau says of the media of one folder."""

    def __init__(self, bureau: Path | None, folder: Path) -> None:
        self.trusted = bureau is not None
        page = layout.copies_page(bureau, folder) if bureau is not None else None
        self.ledger: Ledger = load_copies(bureau, page) if bureau is not None and page else {}
        self.kept = kept_elsewhere(bureau, folder)

    @staticmethod
    def id(path: str) -> str:
        return id_of(path.rsplit("/", 1)[-1]) or ""

    def last(self, content: Content, path: str) -> datetime | date | None:
        entry = self.ledger.get(self.id(path))
        if entry is None or entry.sha256 != content.sha256:
            return None
        if content.is_kept_elsewhere:
            times = [c.verified_at for c in entry.stores.values() if c.state == "fine"]
            return max(times, key=first_instant, default=None)
        return entry.here.verified_at if entry.here is not None else None


def _paths(found: list[Found]) -> set[str | None]:
    return {item.path for item in found}


def _content(folder: Path, path: str, document: Document, known: _Known) -> Content | None:
    data = document.data
    if not isinstance(data, dict):
        return None
    size, digest, url = (data.get(key) for key in ("size_bytes", "sha256", "content_url"))
    if not isinstance(size, str) or not _SIZE.fullmatch(size) or not isinstance(digest, str):
        return None
    name = content_path(path)
    address = url if isinstance(url, str) else None
    place = place_of(folder, name, address, trusted=known.trusted)
    kept = same_content(known.kept.get(known.id(path)), digest)
    return Content(name, place, int(size), digest, kept)


def against_sidecars(media: Media, moved: Moved, base: Path) -> Reading:
    """Read what was chosen; memory does not grow with it. What cannot be fetched is passed over.

    Content that only stores have is read there; `base` is where relative paths of stores begin.
    """
    done = Reading([*media.faulty])
    with Shelf(base) as shelf:
        for one in media.described:
            content = one.content
            chosen = content.path in media.chosen
            state, store = _state(content, moved, shelf, chosen=chosen)
            text = _TEXTS.get(state)
            if text is not None:
                path = content.path
                done.findings.append(Found(f"medium_{state}", _(text).format(path=path), path))
            if state == "elsewhere" and (content.kept is None or chosen):
                text = _("{path} is kept elsewhere and was not read")
                done.remarks.append(text.format(path=content.path))
            elif store is not None and state == "fine":
                text = _("{path} is not in the folder and was read in a store: {store}")
                done.remarks.append(text.format(path=content.path, store=store))
            if chosen and _SHA256.fullmatch(content.sha256):
                done.seen += _noted(one, state, store)
    return done


def _state(
    content: Content, moved: Moved, shelf: Shelf, *, chosen: bool
) -> tuple[State, str | None]:
    if not chosen:
        return quick_state(content), None
    if content.is_kept_elsewhere:
        return state_elsewhere(content, moved, shelf)
    return full_state(content, moved, shelf), None


def _noted(one: Described, state: State, store: str | None) -> Iterator[Noted]:
    """What may be entered in the ledger: nothing of what could not be read."""
    content = one.content
    if content.place is None or state in ("elsewhere", "unreadable") or not one.item:
        return
    if content.is_kept_elsewhere and store is None:
        return
    seen: CopyState = "fine" if state == "fine" else "absent" if state == "absent" else "differs"
    yield Noted(one.item, content.sha256, content.size, store, seen)
