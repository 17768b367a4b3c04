"""Joins the parts of a recording while they come in, and says at the end what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import tzinfo

from lawrec.media.finder import Found
from lawrec.media.missing_parts import Gap, gaps
from lawrec.media.segments import Parts, clip_of
from lawrec.operations.intake import Taken
from lawrec.schema.media import Sidecar
from lawrec.store.profile_files import Ready


class Series:
    """The parts that a case or the inbox has, and those that one import adds to them."""

    def __init__(
        self, profiles: Sequence[Ready], zone: tzinfo, held: Iterable[tuple[str, Sidecar]] = ()
    ) -> None:
        """`held` are the media that are there before, id and sidecar."""
        self._profiles = profiles
        self._zone = zone
        clips = (clip_of(item, sidecar, profiles, zone) for item, sidecar in held)
        self._parts = Parts(clip for clip in clips if clip is not None)
        self._later: list[tuple[str, str]] = []

    def link(self, taken: Taken) -> Taken:
        """A described file, with `continues` in its sidecar where it continues another."""
        if taken.item is None or taken.sidecar is None:
            return taken
        clip = clip_of(taken.item, taken.sidecar, self._profiles, self._zone)
        if clip is None:
            return taken
        before, after = self._parts.add(clip)
        if after is not None:
            self._later.append((after, clip.id))
        if before is None or taken.sidecar.continues is not None:
            return taken
        return replace(taken, sidecar=taken.sidecar.model_copy(update={"continues": before}))

    def gaps(self, files: Sequence[Taken], passed: Sequence[Found] = ()) -> tuple[Gap, ...]:
        """The parts that are missing beside these files; a refused file is not missing."""
        seen = [taken.found.name for taken in files] + [found.name for found in passed]
        return gaps(self._parts.all, [t.item for t in files if t.item], seen)

    @property
    def later(self) -> tuple[tuple[str, str], ...]:
        """Media that came before the one which they turn out to continue: (id, id of that one)."""
        return tuple(self._later)


def originals_wanted(files: Sequence[Taken]) -> tuple[Taken, ...]:
    """What came through a chat program: the original is to be asked for."""
    return tuple(
        t
        for t in files
        if t.result == "stored" and t.sidecar is not None and "from_chat" in t.sidecar.defects
    )
