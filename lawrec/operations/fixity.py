"""Whether the content of each medium is still what its sidecar says: place, size, digest."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from lawrec.errors import LawrecError
from lawrec.media.intake import IntakeTrouble, digest_of
from lawrec.media.stores.deposit import state_in
from lawrec.media.stores.opening import Shelf
from lawrec.operations.docks import folder_of
from lawrec.schema.media import Sidecar
from lawrec.schema.snapshot import MediaState, Page
from lawrec.store.copies import Kept
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
    """The content that a sidecar describes.

    `place` is None where it has an address that cannot be followed. `kept` are the stores that
    have it by our own bureau's ledger: they are asked where there is no file.
    """

    path: str
    place: Path | None
    size: int
    sha256: str
    kept: Kept | None = None

    @property
    def is_kept_elsewhere(self) -> bool:
        """Whether a store can be asked for it, as the file itself is not there."""
        return self.kept is not None and quick_state(self) == "elsewhere"


def content_of(
    folder: Path, page: Page[Sidecar], *, trusted: bool, kept: Kept | None = None
) -> Content:
    """Where the content of a medium is to be found; `kept` is what our own ledger has of it."""
    path = content_path(page.path)
    data = page.data
    place = place_of(folder, path, data.content_url, trusted=trusted)
    return Content(path, place, data.size_bytes, data.sha256, same_content(kept, data.sha256))


def same_content(kept: Kept | None, sha256: str) -> Kept | None:
    """What is kept under an id, if it is that very content."""
    return kept if kept is not None and kept.sha256 == sha256 else None


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
        return "absent" if content.kept is None else "elsewhere"
    if not stat.S_ISREG(found.st_mode):
        return "odd"
    return "fine" if found.st_size == content.size else "size"


def full_state(content: Content, moved: Moved, shelf: Shelf | None = None) -> State:
    """The state by digest; memory does not grow with the file, `moved` is told of the bytes.

    Content that stores have is read there: "fine" where one has it whole, "elsewhere" where
    none of them could be asked. `shelf` keeps connections open between several calls, also of
    several threads.
    """
    state = quick_state(content)
    if state == "elsewhere" and content.kept is not None:
        return state_elsewhere(content, moved, shelf)[0]
    if state != "fine" or content.place is None:
        return state
    try:
        digest, _size = digest_of(os.fsencode(content.place), moved)
    except IntakeTrouble as trouble:
        return "differs" if trouble.code == "source_changed" else "unreadable"
    return "fine" if digest == content.sha256 else "differs"


def state_elsewhere(
    content: Content, moved: Moved, shelf: Shelf | None = None
) -> tuple[State, str | None]:
    """What the stores have of it, and which of them was read; the first sound copy is enough."""
    kept = content.kept
    if kept is None:
        return "absent", None
    if shelf is None:
        with Shelf(kept.bureau) as own:
            return state_elsewhere(content, moved, own)
    worst: tuple[State, str | None] = ("absent", None)
    for name, store in kept.stores.items():
        try:
            with shelf.lent(name, store) as place:
                found = state_in(place, content.sha256, content.size, moved)
        except LawrecError:
            worst = ("elsewhere", None)
            continue
        if found == "fine":
            return "fine", name
        if worst[0] != "elsewhere":
            worst = (found, name)
    return worst


def media_state(state: State) -> MediaState:
    """The state as the rules know it: what cannot be read counts as absent."""
    return _STATES[state]
