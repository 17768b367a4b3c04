"""Everything that a media file says about itself, in one immutable record.

Evidence is taken first and questioned later: whatever a file contains, `read_facts` answers.
What it could not read, and what looks wrong, is in `defects`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import tzinfo
from typing import BinaryIO

from lawrec.media.capture import (
    Capture,
    beside_satellites,
    container_capture,
    exif_capture,
    file_name_capture,
    noted,
    satellite_capture,
)
from lawrec.media.exif import ExifFacts, read_blocks, read_exif
from lawrec.media.facts_beside import READER, Beside
from lawrec.media.facts_bounds import BoundedFile
from lawrec.media.facts_boxes import look_in_boxes
from lawrec.media.facts_cut import is_cut
from lawrec.media.facts_doubts import DeviceClock
from lawrec.media.facts_gps import Gps
from lawrec.media.facts_kinds import Mode
from lawrec.media.facts_pixels import picture_size
from lawrec.media.facts_record import SERIOUS_DEFECTS, MediaFacts
from lawrec.media.facts_settle import by_clock, contradiction, first, settled, unique
from lawrec.media.facts_streams import look_in_chunks, look_in_stream
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

# The second reader's turn at a photo is short: crafted ones keep it busy for seconds.
_PHOTO_LIMIT = 4 * 1024 * 1024
# Kinds whose header and end we look at ourselves. libmediainfo wants gigabytes for some sound
# pictures and sees nothing where it does not get them, which is no defect of the picture.
_SEEN_TO_END = ("image/jpeg", "image/png")


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
    return replace(facts, defects=unique((*facts.defects, *mismatch)))


def _read(
    file: BinaryIO, kind: MediaType, name: str, clock: DeviceClock, zone: tzinfo, head: bytes
) -> MediaFacts:
    if kind.mode == "photo" and kind.recognised:
        return _photo(file, kind, name, zone)
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


def _photo(file: BinaryIO, kind: MediaType, name: str, zone: tzinfo) -> MediaFacts:
    """A photo: exifread, and the other reader only where exifread saw nothing."""
    exif = read_exif(file)
    beside = _beside(file, kind.mime) if not exif.seen else Beside()
    if beside.blocks:
        exif = read_blocks(beside.blocks)
    other = ContainerFacts() if exif.seen else read_container(file, limit=_PHOTO_LIMIT)
    truncated = _is_cut(file, kind.mime) or other.truncated
    defects = [*exif.defects, *other.defects, *beside.defects]
    size = picture_size(file, kind.mime)
    if not (exif.seen or other.kinds & {"Image", "Video"} or (size and kind.mime in _SEEN_TO_END)):
        defects.append("unreadable")
    if truncated:
        defects.append("truncated")
    notes = _photo_notes(file, exif)
    width, height = size or (exif.width or other.width, exif.height or other.height)
    capture = settled(_photo_capture(exif, other, zone), name, zone, None, notes)
    readers = (exif.reader, READER, *other.readers)
    return MediaFacts(
        mode=kind.mode,
        mime=kind.mime,
        capture=capture,
        make=exif.make or other.make,
        model=exif.model or other.model,
        serial=exif.serial or other.serial,
        gps=exif.gps or other.gps,
        width=width,
        height=height,
        codec=other.codec,
        truncated=truncated,
        defects=unique((*defects, *contradiction(capture))),
        readers=tuple(dict.fromkeys(reader for reader in readers if reader)),
    )


def _beside(file: BinaryIO, mime: str) -> Beside:
    """What our own readers see; they only add, so their failure is nobody's defect."""
    look = _LOOKS.get(mime)
    if look is None:
        return Beside()
    try:
        return look(BoundedFile(file))
    except MemoryError:
        raise
    except Exception:
        return Beside()


_BOXED = ("video/mp4", "video/quicktime", "video/3gpp", "video/3gpp2", "image/x-canon-cr3")
_LOOKS: dict[str, Callable[[BoundedFile], Beside]] = {
    **dict.fromkeys(_BOXED, look_in_boxes),
    **dict.fromkeys(("video/x-msvideo", "audio/wav"), look_in_chunks),
    "video/mp2t": look_in_stream,
}


def _photo_notes(file: BinaryIO, exif: ExifFacts) -> tuple[str, ...]:
    """What is visibly in a photo and was not read."""
    notes = []
    if exif.maker_notes and exif.serial is None:
        notes.append("maker_notes_unread")
    if not exif.tags.get("EXIF DateTimeOriginal", "").strip(" :0"):
        try:
            file.seek(0)
            head = file.read(_XMP_BYTES)
        except OSError:
            head = b""
        if _XMP.search(head):
            notes.append("xmp_unread")
    return tuple(notes)


_XMP_BYTES = 512 * 1024
# The marks of Adobe's two kinds of notes: XMP, and IPTC inside a Photoshop block.
_XMP = re.compile(rb"<x:xmpmeta|<\?xpacket begin|http://ns\.adobe\.com/xap/1\.0/|8BIM\x04\x04")


def _is_cut(file: BinaryIO, mime: str) -> bool:
    try:
        return is_cut(BoundedFile(file), mime)
    except Exception:
        return False


def _photo_capture(exif: ExifFacts, other: ContainerFacts, zone: tzinfo) -> Capture:
    """The time that the camera wrote.

    What the other reader calls a photo's date is that of its last change: a PNG's own, or the
    one of a block that exifread does not read.
    """
    capture = exif_capture(exif.tags, zone, exif.reader, searched=exif.searched)
    changed = container_capture(other.general, "unknown", zone).start is not None
    if capture.start is None and changed and "other_dates_only" not in capture.notes:
        return noted(capture, ("other_dates_only",))
    return capture


def _film(
    file: BinaryIO, kind: MediaType, name: str, clock: DeviceClock, zone: tzinfo
) -> MediaFacts:
    """A film or a sound recording."""
    seen = read_container(file, fast=kind.mime in (*_BOXED, "audio/mp4"))
    beside = _beside(file, kind.mime)
    defects = [*seen.defects, *_track_defects(seen), *beside.defects]
    if seen.gps or beside.gps:
        defects = [code for code in defects if code not in ("position_unread", "gps_no_fix")]
    if seen.truncated:
        defects.append("truncated")
    # What the header says of a file's length is not true of a part of it.
    length = None if seen.truncated else seen.duration_s
    capture, others = by_clock(
        lambda one: settled(_film_capture(seen, beside, one, zone), name, zone, length, ()), clock
    )
    mime = kind.mime
    if mime == UNKNOWN_MIME and "internetmediatype" in seen.general:
        mime = seen.general["internetmediatype"]
    return MediaFacts(
        mode=_mode_by_tracks(kind.mode, seen),
        mime=mime,
        capture=capture,
        make=seen.make or beside.make,
        model=seen.model or beside.model,
        serial=seen.serial or beside.serial,
        gps=seen.gps or beside.gps,
        duration_s=seen.duration_s,
        width=seen.width,
        height=seen.height,
        codec=seen.codec,
        truncated=seen.truncated,
        defects=unique((*defects, *contradiction(capture))),
        readers=(*seen.readers, READER) if kind.mime in _LOOKS else seen.readers,
        other_clocks=others,
    )


def _film_capture(
    seen: ContainerFacts, beside: Beside, clock: DeviceClock, zone: tzinfo
) -> Capture:
    """The time from libmediainfo's texts, or from what our own readers found."""
    capture = container_capture(seen.general, clock, zone, first(seen.readers))
    if beside.satellites and not capture.certain:
        return satellite_capture(beside.satellites, capture, READER)
    if beside.satellites:
        return beside_satellites(capture, beside.satellites)
    added = {key: text for key, text in beside.tags.items() if len(text) > 10}
    if added and (capture.start is None or capture.precision == "day"):
        capture = container_capture({**seen.general, **added}, clock, zone, READER)
        return noted(capture, beside.notes)
    kept = {"maker_notes_unread"}
    if "recorded_date" in seen.general and capture.zone == "stated":
        # libmediainfo leaves out whether the camera's clock was on summer time.
        kept.add("summer_time_unclear")
    return noted(capture, tuple(note for note in beside.notes if note in kept))


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
