"""The sidecar of a medium: its digest, origin, capture time with source and trust, storing."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from lawrec.schema.base import Count, Frequent, Model, Number
from lawrec.schema.ids import ActId, MediaId, RecordId
from lawrec.schema.moments import Moment

MediaMode = Literal["photo", "audio", "video", "cctv", "scan", "other"]
FILMED: frozenset[str] = frozenset({"photo", "audio", "video", "cctv"})
"""The modes that are audio-visual records (article 4.3); a scan is none."""

DeviceBy = Literal["stated", "serial", "name"]
"""What tells the device: a person or the register of cards, the content, the file's name."""

OperatorBy = Literal["stated", "name", "act", "importer", "earlier"]
"""What tells who recorded it; `importer` (who imports it) and `earlier` (who handed over last
what that device recorded) are mere guesses."""
GUESSED: frozenset[str | None] = frozenset({"importer", "earlier"})
"""The values of `operator_by` that only presume."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Captured(Frequent):
    """When it was recorded: the device's own text, our reading, and how far to trust it."""

    start: Moment | None = None
    end: Moment | None = None
    source: str
    raw: str | None = None
    reader: str | None = None
    zone: Literal["stated", "assumed", "none"] | None = None
    certain: Literal["yes", "no"] | None = None
    declared_by: str | None = None
    notes: tuple[str, ...] = ()


class Gps(Model):
    """A position in degrees, as text; metres above sea level where stated."""

    lat: Number
    lon: Number
    alt: Number | None = None


class Stored(Frequent):
    """When the content came into a store, by whom, and which checks were made of the copy.

    `source_read` tells whether the source was read a second time and gave the same; "cached"
    means that the system may have answered from memory and not from the device. With
    `source: export_list` the time is the dock's own, from the list named in `list`.
    """

    at: Moment | None = None
    by: str | None = None
    store: str | None = None
    verified: str | None = None
    source_read: Literal["once", "twice", "twice_cached"] | None = None
    source: Literal["import", "export_list", "file_time"] = "import"
    list: str | None = None


class PrintedPages(Model):
    """What the codes on a scan of a printed form say: its pages, of how many, which version.

    Papers printed from a word processor have no numbers of pages in their codes: `of` is absent.
    `version` are the first 8 hex digits of the SHA-256 of the record's page as it was printed.
    """

    pages: tuple[Count, ...] = ()
    of: Count | None = None
    version: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]


class CutFrom(Model):
    """The scanner's own file that this one was taken from without any change, and which pages."""

    name: str
    sha256: Digest
    pages: tuple[Count, ...]


class Sidecar(Frequent):
    """What is known of one medium; written by the machine except title, act, operator, proves.

    `readers` are the programs that looked, with their versions: what is absent they did not see.
    `named` holds what the file's name says by the device profile `profile`.
    """

    mode: MediaMode
    title: str | None = None
    act: ActId | None = None
    scan_of: RecordId | None = None
    continues: MediaId | None = None
    original_name: str
    original_name_hex: str | None = None
    size_bytes: Count
    sha256: Digest
    sm3: Digest | None = None
    mime: str | None = None
    device: str | None = None
    device_by: DeviceBy | None = None
    operator: str | None = None
    operator_by: OperatorBy | None = None
    profile: str | None = None
    named: dict[str, str] = Field(default_factory=dict)
    make: str | None = None
    model: str | None = None
    serial: str | None = None
    captured: Captured
    gps: Gps | None = None
    duration_s: Number | None = None
    width: Count | None = None
    height: Count | None = None
    codec: str | None = None
    pages: Count | None = None
    printed: PrintedPages | None = None
    cut_from: CutFrom | None = None
    proves: str | None = None
    content_url: str | None = None
    defects: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    stored: Stored
