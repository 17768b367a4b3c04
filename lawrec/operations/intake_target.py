"""Where the files of an import go, and what is known beforehand about their making."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path

from lawrec.media.finder import Found
from lawrec.media.guarded import GuardedReader
from lawrec.operations.input import Data
from lawrec.operations.naming import Naming
from lawrec.schema.bureau import IntakePolicy
from lawrec.schema.case import Act
from lawrec.schema.snapshot import Page


@dataclass(frozen=True, slots=True)
class Target:
    """Where the files go, and what is known beforehand about their making."""

    folder: Path
    zone: tzinfo
    by: str
    store: str | None
    naming: Naming
    acts: tuple[Page[Act], ...] = ()
    act: str | None = None
    policy: IntakePolicy = field(default_factory=IntakePolicy)
    reader: GuardedReader = field(default_factory=GuardedReader)
    reading: AbstractContextManager[object] = field(default_factory=nullcontext)
    """Held while the source is read, by so many at once as a card likes."""
    stored_at: Callable[[Found], Data] | None = None
    """For a dock: when its own list says that the file was stored."""
