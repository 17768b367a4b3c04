"""Taking files in with their sidecars, batch by batch, so that little is done twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from lawrec.media.finder import Found
from lawrec.operations.intake import Taken, describe
from lawrec.operations.intake_target import Target
from lawrec.operations.known import Known
from lawrec.operations.progress import Progress
from lawrec.operations.series import Series
from lawrec.operations.taking import take_all
from lawrec.schema.media import Sidecar
from lawrec.store.render import page

_BATCH_FILES = 500
_BATCH_BYTES = 512 * 1024 * 1024


@dataclass
class Batch:
    """Verified copies that wait for their commit."""

    taken: list[Taken] = field(default_factory=list)
    size: int = 0

    def add(self, taken: Taken) -> None:
        """One more file, described."""
        self.taken.append(taken)
        self.size += taken.found.size

    @property
    def full(self) -> bool:
        """Whether it is time to commit."""
        return len(self.taken) >= _BATCH_FILES or self.size >= _BATCH_BYTES

    def changes(
        self, root: Path, below: str = ""
    ) -> tuple[dict[str, bytes | None], tuple[tuple[str, str], ...]]:
        """The pages and the moves of a commit in `root`; the media lie in its folder `below`."""
        pages: dict[str, bytes | None] = {}
        moves: list[tuple[str, str]] = []
        for taken in self.taken:
            if taken.sidecar is not None and taken.temporary is not None and taken.path:
                path = f"{below}{taken.path}"
                pages[f"{path}.yaml"] = sidecar_page(taken.sidecar)
                moves.append((taken.temporary.relative_to(root).as_posix(), path))
        return pages, tuple(moves)


@dataclass(frozen=True, slots=True)
class Taker:
    """What is the same for all files of one import: where they go, and how they are entered."""

    target: Target
    known: Known
    series: Series
    next_id: Callable[[], str]
    now: Callable[[], datetime]
    commit: Callable[[Batch], None]

    def take(self, found: tuple[Found, ...], progress: Progress) -> Iterator[Taken]:
        """Each file with its answer, in order; raises LawrecError when our own disk fails."""
        batch = Batch()
        for answer in take_all(found, self.target, self.known, progress):
            taken = answer
            if answer.result == "stored":
                described = describe(answer, self.next_id(), self.target, self.now())
                taken = self.series.link(described)
                self.known.note(taken)
                # What was needed for the copying alone would be kept for every file to the end.
                taken = replace(taken, copied=None, reading=None)
                batch.add(taken)
            if batch.full:
                self.commit(batch)
                batch = Batch()
            progress.finished(taken)
            yield replace(taken, temporary=None)
        if batch.taken:
            self.commit(batch)


def sidecar_page(sidecar: Sidecar) -> bytes:
    """The bytes of a sidecar's file."""
    return page(sidecar, f"附注 · {sidecar.title or sidecar.original_name}")
