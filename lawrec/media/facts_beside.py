"""What stands in a film or recording beside what libmediainfo reads: our own small readers.

Each looks at known places only, under the same leash as the others, and says by a code what is
visibly there and nobody here reads: what was not read is never the same as what is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lawrec.media.facts_gps import Gps

READER = "lawrec/2"
"""The name of these readers in a sidecar; the number changes when they read something else."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What was found.

    `tags` are texts under pymediainfo's names, where they add to or correct that reader's.
    `satellites` is a UTC time that a receiver with a fix gave for the first moment, in our
    usual form. `notes` concern the time, `defects` the rest. `blocks` are EXIF blocks by name.
    """

    tags: Mapping[str, str] = field(default_factory=dict)
    make: str | None = None
    model: str | None = None
    serial: str | None = None
    gps: Gps | None = None
    satellites: str = ""
    notes: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()
    blocks: Mapping[str, bytes] = field(default_factory=dict)
