"""Whether the content of each medium is where its sidecar says, without reading it."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from lawrec.i18n import _
from lawrec.schema.media import Sidecar
from lawrec.schema.snapshot import MediaState, Page, Place, ReadProblem
from lawrec.store.copies import Kept


def content_path(sidecar_path: str) -> str:
    """The content that a sidecar describes: media/M01-a.mp4.yaml -> media/M01-a.mp4."""
    return sidecar_path.removesuffix(".yaml")


def media_states(
    folder: Path,
    media: tuple[Page[Sidecar], ...],
    names: Iterable[str] | None,
    kept: Mapping[str, Kept],
) -> tuple[Mapping[str, MediaState], tuple[ReadProblem, ...]]:
    """The state of each medium by presence and size, and content that has no sidecar.

    `names` are the files in media/; None when an earlier state is judged. `kept` is what our own
    bureau knows to lie in its stores.
    """
    states = {page.id: _state(folder, page, kept.get(page.id)) for page in media}
    described = {content_path(page.path) for page in media}
    problems = []
    for name in names or ():
        path = f"media/{name}"
        if not name.endswith(".yaml") and path not in described:
            text = _("{path} has no sidecar; import it again to finish").format(path=path)
            problems.append(ReadProblem("no_sidecar", text, Place(path)))
    return states, tuple(problems)


def _state(folder: Path, page: Page[Sidecar], kept: Kept | None) -> MediaState:
    if page.data.content_url is not None:
        return "elsewhere"
    try:
        found = (folder / content_path(page.path)).lstat()
    except OSError:
        there = kept is not None and kept.sha256 == page.data.sha256
        return "elsewhere" if there else "absent"
    if not stat.S_ISREG(found.st_mode):
        return "absent"
    return "present" if found.st_size == page.data.size_bytes else "differs"
