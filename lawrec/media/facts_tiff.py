"""The entries of a TIFF's directory, of which EXIF blocks and some makers' notes are made."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

TEXT = 2
"""The type of an entry that holds text."""
_ORDERS = {b"MM\0*": ">", b"II*\0": "<"}
_MOST_ENTRIES = 500


class Entry(NamedTuple):
    """One entry: its number, type, how many values; where in the block it stands, its last field.

    `place` is where the content stands, unless that is so short that it stands in its stead.
    """

    tag: int
    kind: int
    length: int
    at: int
    place: int

    def content(self, block: bytes) -> bytes:
        """The bytes of a text; none of one that the end of the block cuts off."""
        start = self.at + 8 if self.length <= 4 else self.place
        return block[start : start + self.length] if start + self.length <= len(block) else b""


def order_of(block: bytes) -> str | None:
    """The order of bytes that a block begins with, as struct has it; None if it is no TIFF."""
    return _ORDERS.get(block[:4])


def entries(block: bytes, order: str, at: int | None = None) -> Iterator[Entry]:
    """The entries of the directory at a place, else of the first one; stops where the block ends.

    Raises struct.error where there is no directory at all.
    """
    start: int = struct.unpack_from(order + "L", block, 4)[0] if at is None else at
    count: int = struct.unpack_from(order + "H", block, start)[0]
    for here in range(start + 2, start + 2 + 12 * min(count, _MOST_ENTRIES), 12):
        if here + 12 > len(block):
            return
        tag, kind, length, place = struct.unpack_from(order + "HHLL", block, here)
        yield Entry(tag, kind, length, here, place)
