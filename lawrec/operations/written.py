"""What a use case that wrote one item answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """One new or changed item of a case: its id, path, and the head of the history.

    `amendment` is the record that keeps the old version of a changed item.
    `content` is what went to disk, so that times completed with a zone can be shown.
    """

    case: str
    id: str
    path: str
    head: str
    content: object = None
    amendment: str | None = None
