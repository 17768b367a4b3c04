"""The texts of an EXIF block's two main directories, where exifread gave up the whole block.

One broken entry, often in the directory of the position, costs exifread everything, though
make, model and time stand undamaged in directories of their own. Only these texts are read.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from lawrec.media.facts_tiff import TEXT, entries, order_of

_LONGEST = 256
_EXIF = 0x8769
_MAIN_NAMES = {0x010F: "Image Make", 0x0110: "Image Model", 0x0132: "Image DateTime"}
_EXIF_NAMES = {
    0x9003: "EXIF DateTimeOriginal",
    0x9004: "EXIF DateTimeDigitized",
    0x9010: "EXIF OffsetTime",
    0x9011: "EXIF OffsetTimeOriginal",
    0x9012: "EXIF OffsetTimeDigitized",
    0xA431: "EXIF BodySerialNumber",
}


@dataclass(frozen=True, slots=True)
class PlainTag:
    """A text as exifread gives one: its bytes up to the first zero."""

    values: bytes


def plain_tags(block: bytes) -> dict[str, PlainTag]:
    """The texts under exifread's names; empty if the block is none. Never raises."""
    order = order_of(block)
    if order is None:
        return {}
    try:
        found, below = _directory(block, order)
        named = {_MAIN_NAMES[tag]: text for tag, text in found.items() if tag in _MAIN_NAMES}
        texts = _directory(block, order, below)[0] if below else {}
    except struct.error:
        return {}
    named.update({_EXIF_NAMES[tag]: text for tag, text in texts.items() if tag in _EXIF_NAMES})
    return {name: PlainTag(text) for name, text in named.items() if text.strip(b" ")}


def _directory(block: bytes, order: str, at: int | None = None) -> tuple[dict[int, bytes], int]:
    """The texts of one directory by their numbers, and the place of the EXIF one."""
    texts: dict[int, bytes] = {}
    below = 0
    for entry in entries(block, order, at):
        if entry.kind == TEXT and entry.length <= _LONGEST:
            texts.setdefault(entry.tag, entry.content(block).split(b"\0", 1)[0])
        elif entry.tag == _EXIF:
            below = entry.place
    return texts, below
