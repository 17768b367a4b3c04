"""Which backups of a case repository were made and tried: `backups.yaml` of the bureau."""

from __future__ import annotations

from typing import Literal

from lawrec.schema.base import Count, Model
from lawrec.schema.media import Digest
from lawrec.schema.moments import Moment

NoteKind = Literal["backup", "drill"]


class BackupNote(Model):
    """A backup that was made, or a trial of restoring one that succeeded.

    `name` is the backup's own, `manifest` the SHA-256 of its list of contents, `place` the folder
    as it was called then. `files` counts what the list has, `size_bytes` how much that is;
    `lacks` counts what should have been in it and could not be kept.
    """

    kind: NoteKind
    at: Moment
    by: str
    place: str
    name: str
    manifest: Digest
    files: Count
    size_bytes: Count
    lacks: Count | None = None
