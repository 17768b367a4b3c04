"""Several files in flight: while some are forced to the disk and read back, others are read.

Two at most are read from the card at a time, and of the large ones, which use several threads
for themselves, one.

The answers come out in the order of the files, so that ids do not depend on which was quicker.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace

from lawrec.media.finder import Found
from lawrec.media.intake import LARGE
from lawrec.operations.intake import Taken, take
from lawrec.operations.intake_target import Target
from lawrec.operations.known import Known
from lawrec.operations.progress import Progress

_AT_ONCE = 8
_AHEAD = 24


class _Aborted(Exception):
    """The import ends; nothing more is read."""


def take_all(
    found: Sequence[Found], target: Target, known: Known, progress: Progress
) -> Iterator[Taken]:
    """Take the files, each with its answer, in their order.

    Whoever receives an answer owns its temporary copy, and tells `known` what became of it before
    asking for the next. Raises EnvironmentTrouble when our own disk fails.
    """
    with _hands(target, known, progress) as hands:
        waiting: deque[Future[Taken]] = deque()
        coming = iter(found)
        try:
            for item in coming:
                waiting.append(hands.begin(item))
                if len(waiting) >= _AHEAD:
                    yield _settled(waiting.popleft().result(), known)
            while waiting:
                yield _settled(waiting.popleft().result(), known)
        finally:
            hands.stop()
            for future in waiting:
                _discard(future)


def _settled(taken: Taken, known: Known) -> Taken:
    """The answer, now that all files before it have theirs."""
    if taken.result == "stored" and taken.sha256 is not None:
        item = known.get(taken.sha256)
        if item is not None:
            _remove(taken)
            taken = replace(taken, result="duplicate", item=item, temporary=None, copied=None)
    if taken.result == "duplicate" and taken.item:
        held = known.held(taken.item)
        return replace(taken, path=held.path, sidecar=held.sidecar) if held else taken
    return replace(taken, renews=known.lost(taken.sha256)) if taken.sha256 else taken


class _Hands:
    """The threads that copy; a disk answers several requests at once nearly as fast as one."""

    def __init__(
        self, pool: ThreadPoolExecutor, target: Target, known: Known, progress: Progress
    ) -> None:
        self._pool, self._target, self._known, self._progress = pool, target, known, progress
        self._large = threading.Lock()
        self._stopped = threading.Event()

    def begin(self, found: Found) -> Future[Taken]:
        """Take one file as soon as a thread is free."""
        return self._pool.submit(self._take, found)

    def stop(self) -> None:
        """Let what is under way come to its end at the next piece."""
        self._stopped.set()

    def _take(self, found: Found) -> Taken:
        with nullcontext() if found.size < LARGE else self._large:
            self._tell(0)
            if not self._progress.wanted():
                return Taken(found, "refused", code="stopped")
            return take(found, self._target, self._known, self._tell)

    def _tell(self, size: int) -> None:
        if self._stopped.is_set():
            raise _Aborted
        if size:
            self._progress.moved(size)


@contextmanager
def _hands(target: Target, known: Known, progress: Progress) -> Iterator[_Hands]:
    with ThreadPoolExecutor(_AT_ONCE, "take") as pool:
        hands = _Hands(pool, target, known, progress)
        try:
            yield hands
        finally:
            hands.stop()


def _discard(future: Future[Taken]) -> None:
    """A copy that nobody will use any more is taken away."""
    with suppress(BaseException):
        if not future.cancel():
            _remove(future.result())


def _remove(taken: Taken) -> None:
    if taken.temporary is not None:
        with suppress(OSError):
            taken.temporary.unlink(missing_ok=True)
