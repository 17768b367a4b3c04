"""When the command line was given: before the libraries that it needs are read, which takes time.

What somebody read off a clock and confirmed with Enter is compared with this moment.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

_LONGEST_S = 60
_marks: list[float] = []


def mark() -> None:
    """Remember that a command line begins now."""
    _marks[:] = [time.monotonic()]


def begun() -> datetime:
    """The time of this computer when the command line began; now, where none did lately."""
    now = datetime.now(UTC)
    waited = time.monotonic() - _marks[0] if _marks else 0.0
    return now - timedelta(seconds=waited) if waited <= _LONGEST_S else now
