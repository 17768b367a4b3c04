"""How a long use case tells what it is doing, and is asked to end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lawrec.operations.intake import Taken


@dataclass
class Progress:
    """Called with what is done; shows nothing by itself."""

    started: Callable[[int, int], None] = lambda _files, _bytes: None
    moved: Callable[[int], None] = lambda _bytes: None
    finished: Callable[[Taken], None] = lambda _taken: None
    wanted: Callable[[], bool] = lambda: True
    """Asked before each file; when it says no, what is under way is finished and committed."""
