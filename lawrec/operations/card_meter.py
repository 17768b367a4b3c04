"""How far the reading of a card is: bytes, rate and time left, told a few times a second."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from lawrec.operations.intake import Taken
from lawrec.operations.progress import Progress
from lawrec.operations.watch_events import Card, Event, Reading

_TOLD_S = 0.25
_WINDOW_S = 15.0
_SURE_S = 2.0


class Meter:
    """Counts what an import moves; may be called from several threads."""

    def __init__(
        self, card: Card, tell: Callable[[Event], None], wanted: Callable[[], bool]
    ) -> None:
        """Count for this card; `tell` takes the events, `wanted` says whether to go on."""
        self._card, self._tell = card, tell
        self._lock = threading.Lock()
        self._total = self._moved = self._files = self._size = self._over = 0
        self._marks: deque[tuple[float, float]] = deque()
        self._last = 0.0
        self.progress = Progress(self._started, self._came, self._finished, wanted)

    def _started(self, _files: int, size: int) -> None:
        with self._lock:
            self._total = size
            self._say(force=True)

    def _came(self, size: int) -> None:
        with self._lock:
            self._moved += size
            self._say()

    def _finished(self, taken: Taken) -> None:
        with self._lock:
            self._files += 1
            self._over += taken.found.size
            self._say()

    def _say(self, *, force: bool = False) -> None:
        now = time.monotonic()
        if not force and now - self._last < _TOLD_S:
            return
        self._last = now
        done = self._done()
        self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[0][0] > _WINDOW_S:
            self._marks.popleft()
        began, before = self._marks[0]
        rate = (done - before) / (now - began) if now > began else 0.0
        left = (self._total - done) / rate if rate and now - began >= _SURE_S else None
        # People know the card's size, not how often each byte is read.
        read = rate * self._card.size / self._total if self._total else 0.0
        self._tell(Reading(self._card, int(done), self._total, self._files, read, left))

    def _done(self) -> float:
        """Bytes that are behind us; a file that was known already needs fewer than thought."""
        by_files = self._total * self._over / self._card.size if self._card.size else 0.0
        return min(max(float(self._moved), by_files), float(self._total))
