"""A leash for the metadata readers, so that no file can make them read for ever."""

from __future__ import annotations

import os
from typing import BinaryIO, Self, cast

READ_LIMIT = 64 * 1024 * 1024
"""Bytes that one reader may take from one file. Headers and indexes lie far below it."""

CALL_LIMIT = 100_000
"""Reads that one reader may make. A crafted file asks for millions of tiny ones."""


_HEAD = 64 * 1024


class ReadLimitReached(Exception):
    """A reader has used up what it may read of one file."""


class BoundedFile:
    """An open file that hands out only so many bytes in so many reads.

    Past the limit it raises `ReadLimitReached`, or with `soft` pretends that the file ends
    there, for readers in foreign code that an exception would leave in an undefined state.
    It keeps a request for more than the file holds from being answered with memory. The
    beginning, where readers make most of their many small requests, is read once and kept.
    """

    def __init__(self, file: BinaryIO, *, soft: bool = False, limit: int = READ_LIMIT) -> None:
        """Take the leash on a seekable file and go to its start; `limit` is in bytes."""
        self._file = file
        self._soft = soft
        self._limit = limit
        self._bytes_left = limit
        self._calls_left = CALL_LIMIT
        self._size = file.seek(0, os.SEEK_END)
        self._at = 0
        self._head: bytes | None = None
        self.limit_reached = False
        self.read_failed = False
        file.seek(0)

    def again(self) -> Self:
        """The same file on a fresh leash."""
        return type(self)(self._file, soft=self._soft, limit=self._limit)

    @property
    def size(self) -> int:
        """The size of the whole file in bytes."""
        return self._size

    def read(self, size: int | None = -1) -> bytes:
        """Read up to `size` bytes, all that is left if negative; never more than allowed."""
        rest = max(self._size - self._at, 0)
        want = rest if size is None or size < 0 else min(size, rest)
        self._calls_left -= 1
        if self._calls_left < 0 or want > self._bytes_left:
            self.limit_reached = True
            if self._soft:
                return b""
            raise ReadLimitReached
        try:
            data = self._bytes(want)
        except OSError:
            # A failing card: remembered here, because the readers may swallow the error.
            self.read_failed = True
            if self._soft:
                return b""
            raise
        self._bytes_left -= len(data)
        self._at += len(data)
        return data

    def _bytes(self, want: int) -> bytes:
        """What stands at the current position; raises OSError."""
        end = self._at + want
        if end <= _HEAD:
            if self._head is None:
                self._file.seek(0)
                self._head = self._file.read(_HEAD)
            return self._head[self._at : end]
        self._file.seek(self._at)
        return self._file.read(want)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Move to a position; positions beyond any real file are refused."""
        if whence == os.SEEK_CUR:
            offset += self._at
        elif whence == os.SEEK_END:
            offset += self._size
        # A library may name any 64-bit position; past the end there is nothing to read.
        self._at = min(max(offset, 0), self._size)
        return self._at

    def tell(self) -> int:
        """The current position in bytes."""
        return self._at

    def as_file(self) -> BinaryIO:
        """The same object under the type that readers ask for."""
        return cast(BinaryIO, self)
