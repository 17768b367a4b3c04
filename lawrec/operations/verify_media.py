"""Every medium against its sidecar: there, an ordinary file, of the same size and digest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lawrec.i18n import N_, _
from lawrec.operations.fixity import Content, Moved, State, full_state, place_of
from lawrec.operations.found import Found
from lawrec.store.media_files import content_path
from lawrec.store.sources import FolderSource
from lawrec.store.yaml_io import Document

_SIZE = re.compile(r"[0-9]{1,15}")
_TEXTS: Mapping[State, str] = {
    "absent": N_("{path} is gone"),
    "odd": N_("{path} is no ordinary file any more and was not opened"),
    "size": N_("{path} has not the size that its sidecar states: it was changed or cut"),
    "differs": N_("{path} was changed: its SHA-256 is not the one in its sidecar"),
    "unreadable": N_("{path} could not be read to its end"),
}


@dataclass(frozen=True, slots=True)
class Media:
    """The media that a folder's sidecars describe, and the sidecars that describe none."""

    contents: tuple[Content, ...]
    faulty: tuple[Found, ...]
    paths: frozenset[str]
    """The paths that belong to a sidecar, whatever that states."""

    @property
    def size(self) -> int:
        """How many bytes there are to read."""
        return sum(content.size for content in self.contents)


def media_in(folder: Path, below: str, *, trusted: bool) -> Media:
    """What the sidecars in `below` (media, inbox/media) state, read without more typing."""
    source = FolderSource(folder)
    contents: list[Content] = []
    faulty: list[Found] = []
    pages = source.pages(below)
    for path in pages:
        document = source.read(path)
        content = _content(folder, path, document, trusted=trusted) if document else None
        if content is not None:
            contents.append(content)
        else:
            text = _("{path} does not state what its medium is")
            faulty.append(Found("sidecar_unreadable", text.format(path=path), path))
    odd = [Found("odd_file", p.message, p.place.path) for p in source.problems]
    told = (*faulty, *(found for found in odd if found.path not in _paths(faulty)))
    return Media(tuple(contents), told, frozenset(content_path(path) for path in pages))


def _paths(found: list[Found]) -> set[str | None]:
    return {item.path for item in found}


def _content(folder: Path, path: str, document: Document, *, trusted: bool) -> Content | None:
    data = document.data
    if not isinstance(data, dict):
        return None
    size, digest, url = (data.get(key) for key in ("size_bytes", "sha256", "content_url"))
    if not isinstance(size, str) or not _SIZE.fullmatch(size) or not isinstance(digest, str):
        return None
    name = content_path(path)
    address = url if isinstance(url, str) else None
    return Content(name, place_of(folder, name, address, trusted=trusted), int(size), digest)


def against_sidecars(media: Media, moved: Moved) -> Iterator[Found]:
    """Read every medium; memory does not grow with it. What cannot be fetched is passed over."""
    yield from media.faulty
    for content in media.contents:
        state = full_state(content, moved)
        text = _TEXTS.get(state)
        if text is not None:
            yield Found(f"medium_{state}", _(text).format(path=content.path), content.path)


def out_of_reach(media: Media) -> list[str]:
    """The media whose content is kept where this computer cannot or must not fetch it."""
    return [content.path for content in media.contents if content.place is None]
