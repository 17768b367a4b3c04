"""The EXIF block that conversion programs write into a PNG as text, in hexadecimal digits.

PNG got a place for the block only in 2017; programs had helped themselves before, and the most
common ones still write it so: a note "Raw profile type exif" (or APP1), often compressed, with
a name, a length and the digits on lines of their own.
"""

from __future__ import annotations

import re
import zlib
from typing import BinaryIO

from lawrec.media.facts_bounds import BoundedFile

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_NAMES = (b"Raw profile type exif\0", b"Raw profile type APP1\0")
_HEAD = 8 + len(_NAMES[0])
_MOST_CHUNKS = 2000
_LONGEST = 1024 * 1024
_DIGITS = re.compile(rb"\s*\w+\s+\d+\s+([0-9a-fA-F\s]+)")
_MARK = b"Exif\0\0"


def raw_profile(file: BinaryIO) -> bytes:
    """The block from its header on; empty if the file has none. Raises OSError only."""
    bounded = BoundedFile(file)
    if bounded.read(8) != _SIGNATURE:
        return b""
    at = 8
    for _ in range(_MOST_CHUNKS):
        bounded.seek(at)
        head = bounded.read(_HEAD)
        if len(head) < _HEAD:
            break
        size, kind = int.from_bytes(head[:4], "big"), head[4:8]
        if kind in (b"tEXt", b"zTXt") and head[8:].startswith(_NAMES) and size <= _LONGEST:
            bounded.seek(at + 8)
            return _block(kind, bounded.read(size))
        at += size + 12
    return b""


def _block(kind: bytes, data: bytes) -> bytes:
    text = data.partition(b"\0")[2]
    if kind == b"zTXt":
        try:
            text = zlib.decompressobj().decompress(text[1:], _LONGEST)
        except zlib.error:
            return b""
    match = _DIGITS.match(text)
    digits = b"".join(match[1].split()) if match else b""
    block = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    return block.removeprefix(_MARK) if block.startswith(_MARK) else b""
