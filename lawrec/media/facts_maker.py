"""Serial numbers in the makers' own notes, where they can be read without guessing.

The notes are undocumented. The values in them stand at places that each maker counts from
somewhere else, and a program that moves the block leaves the places wrong: what stands there
then is a piece of something else. A wrong serial number would name another recorder, so what
does not look like one is left out, and Nikon's, which exifread looks for at the wrong place,
is read here from the directory that Nikon puts into its notes.
"""

from __future__ import annotations

import re
import struct
from typing import Any

from lawrec.media.facts_tiff import TEXT, entries, order_of

_NIKON = b"Nikon\0\x02"
_NIKON_HEADER = 10
_NIKON_SERIALS = (0x001D, 0x00A0)
_LONGEST = 64
# At least four signs, one of them a digit; some cameras put "NO=" before it.
_SERIAL = re.compile(r"(?=.*\d)(?:NO= *)?[A-Za-z0-9][A-Za-z0-9_-]{3,}")


def maker_serial(note: object, seen: object) -> str | None:
    """The camera's serial number from the maker's block, given as numbers from 0 to 255.

    `seen` is what exifread took for it: text, bytes or a number.
    """
    data = _bytes(note)
    if data.startswith(_NIKON):
        return _in_directory(data[_NIKON_HEADER:])
    if isinstance(seen, list):
        return str(seen[0]) if len(seen) == 1 and type(seen[0]) is int and seen[0] > 0 else None
    return _checked(seen)


def _bytes(note: object) -> bytes:
    if not isinstance(note, list):
        return b""
    try:
        return bytes(note)
    except (TypeError, ValueError):
        return b""


def _in_directory(block: bytes) -> str | None:
    """The first serial number in a block that begins with its own TIFF header."""
    order = order_of(block)
    if order is None:
        return None
    try:
        for entry in entries(block, order):
            if entry.tag in _NIKON_SERIALS and entry.kind == TEXT and 4 < entry.length <= _LONGEST:
                found = _checked(entry.content(block))
                if found:
                    return found
    except struct.error:
        pass
    return None


def _checked(value: Any) -> str | None:
    """A text that can be a serial number as a whole, without the padding at its end."""
    text = value.decode("latin-1") if isinstance(value, bytes) else value
    if not isinstance(text, str):
        return None
    text = text.split("\0", 1)[0].strip(" ")
    return text if len(text) <= _LONGEST and _SERIAL.fullmatch(text) else None
