"""Whether the content of each medium is still what its sidecar says: place, size, digest."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from lawrec.media.intake import IntakeTrouble, digest_of
from lawrec.operations.docks import folder_of
from lawrec.schema.media import Sidecar
from lawrec.schema.snapshot import MediaState, Page
from lawrec.store.media_files import content_path

State = Literal["fine", "absent", "odd", "size", "differs", "unreadable", "elsewhere"]
Moved = Callable[[int], None]

_STATES: Mapping[State, MediaState] = {
    "fine": "present",
    "absent": "absent",
    "odd": "absent",
    "size": "differs",
    "differs": "differs",
    "unreadable": "absent",
    "elsewhere": "elsewhere",
}


@dataclass(frozen=True, slots=True)
class Content:
    """The content that a sidecar describes; `place` is None where it cannot be fetched."""

    path: str
    place: Path | None
    size: int
    sha256: str


def content_of(folder: Path, page: Page[Sidecar], *, trusted: bool) -> Content:
    """Where the content of a medium is to be found."""
    path = content_path(page.path)
    data = page.data
    place = place_of(folder, path, data.content_url, trusted=trusted)
    return Content(path, place, data.size_bytes, data.sha256)


def place_of(folder: Path, path: str, url: str | None, *, trusted: bool) -> Path | None:
    """The file of a medium: in the case, or where its address says.

    Addresses are followed only in a case that is `trusted` to name places on this computer and
    its network, and only where they name files.
    """
    if url is None:
        return folder / path
    try:
        return folder_of(url) if trusted and urlsplit(url).scheme == "file" else None
    except ValueError:  # no address at all
        return None


def quick_state(content: Content) -> State:
    """The state by presence and size, without reading."""
    if content.place is None:
        return "elsewhere"
    try:
        found = content.place.lstat()
    except OSError:
        return "absent"
    if not stat.S_ISREG(found.st_mode):
        return "odd"
    return "fine" if found.st_size == content.size else "size"


def full_state(content: Content, moved: Moved) -> State:
    """The state by digest; memory does not grow with the file, `moved` is told of the bytes."""
    state = quick_state(content)
    if state != "fine" or content.place is None:
        return state
    try:
        digest, _size = digest_of(os.fsencode(content.place), moved)
    except IntakeTrouble as trouble:
        return "differs" if trouble.code == "source_changed" else "unreadable"
    return "fine" if digest == content.sha256 else "differs"


def media_state(state: State) -> MediaState:
    """The state as the rules know it: what cannot be read counts as absent."""
    return _STATES[state]
