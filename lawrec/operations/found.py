"""One thing that is not as it was left: the answer of a verification."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A code for programs, one plain sentence, and the path concerned, if there is one."""

    code: str
    message: str
    path: str | None = None
