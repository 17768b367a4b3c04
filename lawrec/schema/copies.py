"""Which copies of a medium there are beside the case: `copies/2026/0001.yaml` of the bureau."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from lawrec.schema.base import Count, Model
from lawrec.schema.media import Digest
from lawrec.schema.moments import Moment

CopyState = Literal["fine", "absent", "differs"]


class Copy(Model):
    """One copy: since when, by whom, and what was found when it was read whole the last time.

    `quarantined` is where, in the same store, something lies that had taken its name.
    """

    copied_at: Moment | None = None
    by: str | None = None
    verified_at: Moment
    state: CopyState
    quarantined: str | None = None


class MediumCopies(Model):
    """The copies of one medium by the names of the stores; `here` is its own file in the case."""

    sha256: Digest
    size_bytes: Count
    here: Copy | None = None
    stores: dict[str, Copy] = Field(default_factory=dict)


Ledger = Mapping[str, MediumCopies]
"""Media id -> its copies."""
