"""Scans of signed papers, and other documents: taken in byte for byte, tied to their record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to attach: the record that it is a scan of (None: a document of its own)."""

    scan_of: str | None = None
    title: str | None = None
    pages: str | None = None
    made_at: str | None = None
    device: str | None = None
    proves: str | None = None
    seen_by: str | None = None
    kept_at: str | None = None
