"""Which looks at the clocks a case keeps in its extract, so that it can be judged alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lawrec.schema.device_checks import Checks, stretches
from lawrec.schema.media import Sidecar
from lawrec.schema.snapshot import CaseSnapshot
from lawrec.store.device_checks import checks_near


def checks_for(
    bureau: Path, snapshot: CaseSnapshot, written: Mapping[str, Sidecar | None]
) -> Checks:
    """The looks before and after what the case's media recorded.

    `written` are the sidecars that were written or removed (None) since the snapshot, by path.
    """
    return checks_near(bureau, stretches(_sidecars(snapshot, written)))


def _sidecars(snapshot: CaseSnapshot, written: Mapping[str, Sidecar | None]) -> Iterator[Sidecar]:
    for old in snapshot.media:
        if old.path not in written:
            yield old.data
    yield from (sidecar for sidecar in written.values() if sidecar is not None)
