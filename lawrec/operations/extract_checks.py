"""Which looks at the clocks a case keeps in its extract, so that it can be judged alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lawrec.schema.device_checks import Checks, Stretch, stretches
from lawrec.schema.snapshot import CaseSnapshot
from lawrec.store.device_checks import checks_near

Recorded = Mapping[str, list[Stretch]]
"""When each device recorded."""


def checks_for(bureau: Path, snapshot: CaseSnapshot, written: Mapping[str, Recorded]) -> Checks:
    """The looks before and after what the case's media recorded.

    `written` says it of the sidecars that were written since the snapshot, by path; one that was
    removed recorded nothing.
    """
    found = stretches(old.data for old in snapshot.media if old.path not in written)
    for recorded in written.values():
        for device, spans in recorded.items():
            found.setdefault(device, []).extend(spans)
    return checks_near(bureau, found)
