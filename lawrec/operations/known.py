"""What a case or the inbox holds already, by content; believed only once it has been read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lawrec.media.stores.opening import Shelf
from lawrec.operations.case_writer import CaseView
from lawrec.operations.fixity import Content, Moved, State, content_of, full_state
from lawrec.operations.intake import Taken
from lawrec.schema.media import Sidecar
from lawrec.store.copies import kept_elsewhere


@dataclass(frozen=True, slots=True)
class Held:
    """A stored medium: its id, the path of its content, its sidecar.

    `content` says where to read it; None for what this very run has stored and read back.
    """

    id: str
    path: str
    sidecar: Sidecar
    content: Content | None = None


def held_in(case: CaseView) -> Iterator[Held]:
    """The media that a case has, and where to read them.

    A sidecar that the history does not have as it lies there was written by nobody that we know:
    what it says is stored counts for nothing. An address in a sidecar may name the card itself:
    only the case's own files count, and what our ledger knows to be in a store.
    """
    dirty = set(case.snapshot.history.dirty)
    kept = kept_elsewhere(case.session.facts.root, case.folder)
    for medium in case.snapshot.media:
        if medium.path in dirty or medium.data.content_url is not None:
            continue
        content = content_of(case.folder, medium, trusted=False, kept=kept.get(medium.id))
        yield Held(medium.id, content.path, medium.data, content)


class Known:
    """Media by digest. One whose content is gone or altered counts as not there."""

    def __init__(self, held: Iterable[Held], moved: Moved, shelf: Shelf | None = None) -> None:
        """Read nothing yet; `moved` is told of the bytes that are read later.

        `shelf` keeps connections to stores open: else each medium that is elsewhere makes one.
        """
        self._shelf = shelf
        self._by_digest: dict[str, list[Held]] = {}
        self._by_id: dict[str, Held] = {}
        self._states: dict[str, State] = {}
        self._moved = moved
        for entry in held:
            self.add(entry)
        self._sizes = frozenset(entry.sidecar.size_bytes for entry in self._by_id.values())

    def add(self, held: Held) -> None:
        """Another medium that is there."""
        self._by_digest.setdefault(held.sidecar.sha256, []).append(held)
        self._by_id[held.id] = held

    def note(self, taken: Taken) -> None:
        """A file that this run has just stored."""
        if taken.item and taken.path and taken.sidecar is not None:
            self.add(Held(taken.item, taken.path, taken.sidecar))

    def get(self, digest: str) -> str | None:
        """The id under which this content is there, sound or out of this computer's reach."""
        sound = (h for h in self._by_digest.get(digest, ()) if self._state(h) == "fine")
        found = next(sound, None) or self._of_state(digest, "elsewhere")
        return found.id if found else None

    def lost(self, digest: str) -> str | None:
        """The id under which this content was stored and is not there any more as it was."""
        entries = self._by_digest.get(digest, ())
        return next((h.id for h in entries if self._state(h) not in ("fine", "elsewhere")), None)

    def held(self, item: str) -> Held | None:
        """The medium of that id."""
        return self._by_id.get(item)

    def is_out_of_reach(self, item: str) -> bool:
        """Whether the content is kept where it cannot be read from here."""
        return self._states.get(item) == "elsewhere"

    def may_hold(self, size: int) -> bool:
        """Whether a medium of this size was there before this run: else there is none to find."""
        return size in self._sizes

    def _of_state(self, digest: str, state: State) -> Held | None:
        return next((h for h in self._by_digest.get(digest, ()) if self._state(h) == state), None)

    def _state(self, held: Held) -> State:
        if held.content is None:
            return "fine"
        state = self._states.get(held.id)
        if state is None:
            state = self._states[held.id] = full_state(held.content, self._moved, self._shelf)
        return state
