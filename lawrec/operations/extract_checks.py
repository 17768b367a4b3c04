"""Which looks at the clocks a case keeps in its extract, so that it can be judged alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lawrec.schema.device_checks import Checks, stretches
from lawrec.schema.media import Sidecar
from lawrec.schema.snapshot import CaseSnapshot
from lawrec.store.device_checks import checks_near
from lawrec.store.validate import typed
from lawrec.store.yaml_io import parse


def checks_for(bureau: Path, snapshot: CaseSnapshot, changed: Mapping[str, bytes | None]) -> Checks:
    """The looks before and after what the case's media recorded, once `changed` is written."""
    return checks_near(bureau, stretches(_sidecars(snapshot, changed)))


def _sidecars(snapshot: CaseSnapshot, changed: Mapping[str, bytes | None]) -> Iterator[Sidecar]:
    for old in snapshot.media:
        if old.path not in changed:
            yield old.data
    for path, content in changed.items():
        if content is not None and path.startswith("media/") and path.endswith(".yaml"):
            document = parse(content, path)
            yield typed(Sidecar, document.data, path, document.lines)
