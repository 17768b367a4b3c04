"""Everything that a media file says about itself, in one immutable record.

Evidence is taken first and questioned later: whatever a file contains, `read_facts` answers.
What it could not read, and what looks wrong, is in `defects`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from typing import BinaryIO, get_args

from lawrec.media.capture import (
    Capture,
    DeviceClock,
    compare_with_name,
    container_capture,
    exif_capture,
    file_name_capture,
    with_duration,
)
from lawrec.media.exif import ExifFacts, read_exif
from lawrec.media.facts_bounds import BoundedFile
from lawrec.media.facts_cut import is_cut
from lawrec.media.facts_gps import Gps
from lawrec.media.facts_kinds import Mode
from lawrec.media.mediainfo import ContainerFacts, read_container
from lawrec.media.sniff import HEAD_BYTES, UNKNOWN_MIME, MediaType, is_vendor_name, sniff

__all__ = [
    "SERIOUS_DEFECTS",
    "Capture",
    "DeviceClock",
    "Gps",
    "MediaFacts",
    "read_facts",
    "unread_facts",
]

SERIOUS_DEFECTS = frozenset(
    {
        *("empty_file", "unreadable", "truncated", "empty_track", "read_error", "read_limit"),
        *("reader_hung", "reader_crashed"),
    }
)
"""Defects of the recording itself. The others concern its name, its time or its position."""

# The second reader's turn at a photo is short: crafted ones keep it busy for seconds.
_PHOTO_LIMIT = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What one media file says about itself.

    `duration_s` is in seconds, `width` and `height` in pixels. `defects` and the notes of
    `capture` are codes, the same in every language; `facts_text` explains them. `readers`
    names the programs that looked, with their versions. None means "not seen", never "none".
    `other_clocks` holds the capture as it is if the device's clock is another than was said.
    """

    mode: Mode
    mime: str
    capture: Capture
    make: str | None = None
    model: str | None = None
    serial: str | None = None
    gps: Gps | None = None
    duration_s: float | None = None
    width: int | None = None
    height: int | None = None
    codec: str | None = None
    truncated: bool = False
    defects: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    other_clocks: Mapping[DeviceClock, Capture] = field(default_factory=dict, hash=False)

    def under(self, clock: DeviceClock) -> MediaFacts:
        """The same facts with the time as a device with this clock means it, read only once."""
        capture = self.other_clocks.get(clock)
        if capture is None:
            return self
        kept = [code for code in self.defects if code != "clock_contradiction"]
        doubt = ("clock_contradiction",) if "clock_contradiction" in capture.notes else ()
        return replace(self, capture=capture, defects=(*kept, *doubt), other_clocks={})


def unread_facts(name: str, zone: tzinfo, defect: str) -> MediaFacts:
    """The facts of a file that no reader survived: its time is the one in its name."""
    return _unread(sniff(b"", name), name, zone, defect)


def read_facts(file: BinaryIO, name: str, clock: DeviceClock, zone: tzinfo) -> MediaFacts:
    """Read a media file through the given open file, which must be seekable.

    `name` is its original name, `clock` the device's time base in film headers, `zone` the
    bureau's. Never raises for any content but a MemoryError, nor when the medium fails.
    """
    try:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        head = file.read(HEAD_BYTES)
    except (OSError, ValueError):
        return _unread(sniff(b"", name), name, zone, "read_error")
    kind = sniff(head, name)
    if size == 0:
        return _unread(kind, name, zone, "empty_file")
    try:
        facts = _read(file, kind, name, clock, zone, head)
    except MemoryError:
        raise
    except Exception:
        # The readers answer for the content; this is for what neither they nor we foresaw.
        return _unread(kind, name, zone, "unreadable")
    mismatch = () if kind.extension_agrees else ("extension_mismatch",)
    return replace(facts, defects=_unique((*facts.defects, *mismatch)))


def _read(
    file: BinaryIO, kind: MediaType, name: str, clock: DeviceClock, zone: tzinfo, head: bytes
) -> MediaFacts:
    if kind.mode == "photo" and kind.recognised:
        return _photo(file, kind, name, clock, zone)
    if kind.mode in ("audio", "video") or is_vendor_name(name):
        if kind.recognised or _is_binary(head):
            return _film(file, kind, name, clock, zone)
        return _unread(kind, name, zone, "unreadable")
    if kind.mode == "photo":
        return _unread(kind, name, zone, "unreadable")
    cut = _is_cut(file, kind.mime)
    defects = ("truncated",) if cut else ()
    capture = file_name_capture(name, zone)
    return MediaFacts(kind.mode, kind.mime, capture, truncated=cut, defects=defects)


def _unread(kind: MediaType, name: str, zone: tzinfo, defect: str) -> MediaFacts:
    capture = file_name_capture(name, zone)
    return MediaFacts(kind.mode, kind.mime, capture, defects=(defect,))


def _is_binary(head: bytes) -> bool:
    """Whether unknown content is at least no text: playlists lead a reader to other files."""
    return b"\0" in head and not head.lstrip().startswith((b"<", b"#"))


def _photo(
    file: BinaryIO, kind: MediaType, name: str, clock: DeviceClock, zone: tzinfo
) -> MediaFacts:
    """A photo: exifread, and the other reader only where exifread saw nothing."""
    exif = read_exif(file)
    other = ContainerFacts() if exif.seen else read_container(file, limit=_PHOTO_LIMIT)
    truncated = _is_cut(file, kind.mime) or other.truncated
    defects = [*exif.defects, *other.defects]
    capture, others = _by_clock(
        lambda one: _settled(_photo_capture(exif, other, one, zone), name, zone, None), clock
    )
    if not exif.seen and not other.kinds & {"Image", "Video"}:
        defects.append("unreadable")
    if truncated:
        defects.append("truncated")
    return MediaFacts(
        mode=kind.mode,
        mime=kind.mime,
        capture=capture,
        make=exif.make or other.make,
        model=exif.model or other.model,
        serial=exif.serial or other.serial,
        gps=exif.gps or other.gps,
        width=exif.width or other.width,
        height=exif.height or other.height,
        codec=other.codec,
        truncated=truncated,
        defects=_unique((*defects, *_contradiction(capture))),
        readers=tuple(reader for reader in (exif.reader, *other.readers) if reader),
        other_clocks=others,
    )


def _is_cut(file: BinaryIO, mime: str) -> bool:
    try:
        return is_cut(BoundedFile(file), mime)
    except Exception:
        return False


def _photo_capture(
    exif: ExifFacts, other: ContainerFacts, clock: DeviceClock, zone: tzinfo
) -> Capture:
    capture = exif_capture(exif.tags, zone, exif.reader, searched=exif.searched)
    if capture.start is None and other.general:
        found = container_capture(other.general, clock, zone, _first(other.readers))
        capture = found if found.start else capture
    return capture


def _film(
    file: BinaryIO, kind: MediaType, name: str, clock: DeviceClock, zone: tzinfo
) -> MediaFacts:
    """A film or a sound recording."""
    seen = read_container(file)
    defects = [*seen.defects, *_track_defects(seen)]
    if seen.truncated:
        defects.append("truncated")
    # What the header says of a file's length is not true of a part of it.
    length = None if seen.truncated else seen.duration_s
    reader = _first(seen.readers)
    capture, others = _by_clock(
        lambda one: _settled(
            container_capture(seen.general, one, zone, reader), name, zone, length
        ),
        clock,
    )
    mime = kind.mime
    if mime == UNKNOWN_MIME and "internetmediatype" in seen.general:
        mime = seen.general["internetmediatype"]
    return MediaFacts(
        mode=_mode_by_tracks(kind.mode, seen),
        mime=mime,
        capture=capture,
        make=seen.make,
        model=seen.model,
        serial=seen.serial,
        gps=seen.gps,
        duration_s=seen.duration_s,
        width=seen.width,
        height=seen.height,
        codec=seen.codec,
        truncated=seen.truncated,
        defects=_unique((*defects, *_contradiction(capture))),
        readers=seen.readers,
        other_clocks=others,
    )


def _track_defects(seen: ContainerFacts) -> list[str]:
    """A film without picture and sound, or of no length, records nothing."""
    if {"unreadable", "reader_missing"}.intersection(seen.defects):
        return []
    if not seen.kinds & {"Video", "Audio", "Image"}:
        return ["empty_track" if "format" in seen.general else "unreadable"]
    return ["empty_track"] if seen.duration_s == 0 else []


def _mode_by_tracks(mode: Mode, seen: ContainerFacts) -> Mode:
    """A container is the same for film and for sound; its tracks tell which it is."""
    if "Video" in seen.kinds:
        return "video"
    return "audio" if "Audio" in seen.kinds else mode


def _settled(capture: Capture, name: str, zone: tzinfo, duration_s: float | None) -> Capture:
    """The capture with its end, or the one in the file name if the content has none."""
    named = file_name_capture(name, zone)
    if capture.start is None:
        notes = (*capture.notes, *named.notes)
        capture = replace(named if named.start else capture, notes=notes)
    return with_duration(compare_with_name(capture, named, duration_s), duration_s)


def _by_clock(
    read: Callable[[DeviceClock], Capture], clock: DeviceClock
) -> tuple[Capture, dict[DeviceClock, Capture]]:
    """The capture for the device's clock, and those that would be other ones."""
    found = {one: read(one) for one in get_args(DeviceClock)}
    capture = found[clock]
    return capture, {one: other for one, other in found.items() if other != capture}


def _contradiction(capture: Capture) -> tuple[str, ...]:
    return ("clock_contradiction",) if "clock_contradiction" in capture.notes else ()


def _first(readers: tuple[str, ...]) -> str:
    return readers[0] if readers else ""


def _unique(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
