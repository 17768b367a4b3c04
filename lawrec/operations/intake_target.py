"""Where the files of an import go, and what is known beforehand about their making."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path

from lawrec.media.finder import Found
from lawrec.media.guarded import GuardedReader
from lawrec.operations.input import Data
from lawrec.schema.bureau import Device, IntakePolicy
from lawrec.schema.case import Act
from lawrec.schema.snapshot import Page


@dataclass(frozen=True, slots=True)
class Target:
    """Where the files go, and what is known beforehand about their making."""

    folder: Path
    zone: tzinfo
    by: str
    store: str | None
    devices: Mapping[str, Device] = field(default_factory=dict)
    acts: tuple[Page[Act], ...] = ()
    device: str | None = None
    act: str | None = None
    operator: str | None = None
    policy: IntakePolicy = field(default_factory=IntakePolicy)
    reader: GuardedReader = field(default_factory=GuardedReader)
    stored_at: Callable[[Found], Data] | None = None
    """For a dock: when its own list says that the file was stored."""
