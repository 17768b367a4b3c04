"""File contents in the form in which git takes many at once: one pack, one process."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable

_BLOB = 3


def blob_id(data: bytes) -> str:
    """The id that git gives to a file with this content."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def pack_of(blobs: Iterable[bytes]) -> bytes:
    """A pack (version 2) that holds these contents, none as a difference."""
    parts = [_header(len(blob)) + zlib.compress(blob) for blob in blobs]
    body = struct.pack(">4sLL", b"PACK", 2, len(parts)) + b"".join(parts)
    return body + hashlib.sha1(body, usedforsecurity=False).digest()


def _header(size: int) -> bytes:
    """Kind and size: four bits of the size in the first byte, seven in each that follows."""
    byte, size = _BLOB << 4 | size & 15, size >> 4
    header = bytearray()
    while size:
        header.append(byte | 0x80)
        byte, size = size & 0x7F, size >> 7
    header.append(byte)
    return bytes(header)
