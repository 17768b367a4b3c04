"""Large files: reading, hashing, writing and reading back run side by side.

Writes and reads of the copy go past the memory of the system (O_DIRECT), so that what is read
back comes from the device, and is read back while the rest is still being copied. A slow card
then sets the pace and nothing else does. Memory does not grow with the file.
"""

from __future__ import annotations

import errno
import mmap
import os
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lawrec.media.digests import Digests
from lawrec.media.source import IntakeTrouble
from lawrec.store.files import NEW_FILE

_BLOCK = 4096
_PIECE = 2 * 1024 * 1024
_PIECES = 4
_DIRECT = getattr(os, "O_DIRECT", 0)
_CLOSE = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
_Pieces = queue.SimpleQueue[tuple[mmap.mmap, int] | None]


@dataclass(frozen=True, slots=True)
class Passed:
    """One pass over a source: bytes read, its digests, SHA-256 of the copy if it was read back."""

    size: int
    digests: Digests
    returned: str | None = None


def copy_large(
    handle: int, target: Path, size: int, progress: Callable[[int], None], *, sm3: bool
) -> Passed | None:
    """Copy an open source to a new file; None where the system cannot do it in this way.

    What is read back is what the device gives. Raises IntakeTrouble for the source, OSError for
    our own disk.
    """
    if not _DIRECT or not hasattr(os, "preadv"):
        return None
    try:
        out = os.open(target, NEW_FILE | _DIRECT, 0o644)
    except OSError as err:
        if not _is_unable(err):
            raise
        target.unlink(missing_ok=True)  # some systems make the file before they refuse
        return None
    try:
        back = os.open(target, os.O_RDONLY | _DIRECT | _CLOSE)
        try:
            return _Pipeline(handle, out, back, size).run(Digests(sm3=sm3), progress)
        finally:
            os.close(back)
    except OSError as err:
        if not _is_unable(err):
            raise
        target.unlink()
        os.lseek(handle, 0, os.SEEK_SET)
        return None
    finally:
        os.close(out)


def digest_direct(handle: int, progress: Callable[[int], None]) -> tuple[str, int]:
    """SHA-256 and bytes of a file that was opened past the memory of the system.

    One thread reads while another computes. Raises IntakeTrouble.
    """
    free: _Pieces = queue.SimpleQueue()
    full: _Pieces = queue.SimpleQueue()
    for _piece in range(2):
        free.put((mmap.mmap(-1, _PIECE), 0))
    digests = Digests()

    def compute() -> None:
        while (entry := full.get()) is not None:
            with memoryview(entry[0]) as view:
                digests.update(view[: entry[1]])
            free.put(entry)

    thread = threading.Thread(target=compute, daemon=True)
    thread.start()
    done = 0
    try:
        while (entry := free.get()) is not None:
            length = _fill(handle, entry[0])
            full.put((entry[0], length))
            done += length
            progress(length)
            if length < _PIECE:
                break
    finally:
        full.put(None)
        thread.join()
    return digests.sha256, done


def _is_unable(err: OSError) -> bool:
    """Whether the system means "not in this way", which some say only when they are asked."""
    return err.errno in (errno.EINVAL, errno.EOPNOTSUPP)


class _Stopped(Exception):
    """Another part of the pipeline has failed."""


class _Pipeline:
    """One copy under way: four buffers go round between the threads."""

    def __init__(self, source: int, out: int, back: int, size: int) -> None:
        self._source, self._out, self._back, self._size = source, out, back, size
        self._free: queue.SimpleQueue[mmap.mmap | None] = queue.SimpleQueue()
        self._written = 0
        self._whole = False
        self._turn = threading.Condition()
        self._failure: BaseException | None = None
        self._users: dict[int, int] = {}

    def run(self, digests: Digests, progress: Callable[[int], None]) -> Passed:
        """Do it all; the threads are gone when this returns or raises."""
        for _piece in range(_PIECES):
            self._free.put(mmap.mmap(-1, _PIECE))
        to_hash: _Pieces = queue.SimpleQueue()
        to_write: _Pieces = queue.SimpleQueue()
        returned = Digests()
        jobs: list[Callable[[], None]] = [
            lambda: self._hash(to_hash, digests),
            lambda: self._write(to_write),
            lambda: self._read_back(returned),
        ]
        threads = [threading.Thread(target=self._guard, args=(job,), daemon=True) for job in jobs]
        for thread in threads:
            thread.start()
        done = 0
        try:
            done = self._read((to_hash, to_write), progress)
        except BaseException as err:
            self._fail(err)
        finally:
            to_hash.put(None)
            to_write.put(None)
            for thread in threads:
                thread.join()
        if self._failure is not None:
            raise self._failure
        return Passed(done, digests, returned.sha256)

    def _read(
        self,
        takers: tuple[_Pieces, ...],
        progress: Callable[[int], None],
    ) -> int:
        """Read the source to its end, or as far as it is longer than it said."""
        done = 0
        while done <= self._size:
            piece = self._free.get()
            if piece is None:
                break
            length = _fill(self._source, piece)
            if length == 0:
                break
            with self._turn:
                self._users[id(piece)] = len(takers)
            for taker in takers:
                taker.put((piece, length))
            done += length
            progress(length)
            if length < _PIECE:
                break
        return done

    def _hash(self, pieces: _Pieces, digests: Digests) -> None:
        while (entry := pieces.get()) is not None:
            piece, length = entry
            with memoryview(piece) as view:
                digests.update(view[:length])
            self._release(piece)

    def _write(self, pieces: _Pieces) -> None:
        """Whole blocks only; what the last one has too much is cut off at the end."""
        offset = 0
        while (entry := pieces.get()) is not None:
            piece, length = entry
            with memoryview(piece) as view:
                _write_all(self._out, view[: -(-length // _BLOCK) * _BLOCK], offset)
            offset += length
            self._release(piece)
            self._reached(offset, whole=False)
        os.ftruncate(self._out, offset)
        os.fsync(self._out)
        self._reached(offset, whole=True)

    def _read_back(self, digests: Digests) -> None:
        """Follow the writer; the last piece is read once the whole is forced to the disk."""
        piece = mmap.mmap(-1, _PIECE)
        offset = 0
        while (limit := self._await(offset)) > offset:
            length = min(os.preadv(self._back, [piece], offset), limit - offset)
            if length <= 0:
                break  # shorter than what was written: the digest will differ
            with memoryview(piece) as view:
                digests.update(view[:length])
            offset += length

    def _await(self, offset: int) -> int:
        """How far may be read: a whole piece beyond `offset`, or all there is."""
        with self._turn:
            self._turn.wait_for(lambda: self._whole or self._written >= offset + _PIECE)
            if self._failure is not None:
                raise _Stopped
            return self._written if self._whole else offset + _PIECE

    def _reached(self, offset: int, *, whole: bool) -> None:
        with self._turn:
            self._written, self._whole = offset, whole
            self._turn.notify_all()

    def _release(self, piece: mmap.mmap) -> None:
        with self._turn:
            self._users[id(piece)] -= 1
            free = self._users[id(piece)] == 0
        if free:
            self._free.put(piece)

    def _guard(self, job: Callable[[], None]) -> None:
        try:
            job()
        except _Stopped:
            pass
        except BaseException as err:
            self._fail(err)

    def _fail(self, err: BaseException) -> None:
        """Keep the first failure, and let every thread come to its end."""
        with self._turn:
            self._failure = self._failure or err
            self._whole = True
            self._turn.notify_all()
        self._free.put(None)


def _fill(handle: int, piece: mmap.mmap) -> int:
    """Fill a piece from the source; less only at its end. Raises IntakeTrouble."""
    length = 0
    with memoryview(piece) as view:
        while length < _PIECE:
            try:
                got = os.readv(handle, [view[length:]])
            except OSError:
                raise IntakeTrouble("source_unreadable") from None
            if got == 0:
                break
            length += got
    return length


def _write_all(handle: int, view: memoryview, offset: int) -> None:
    """Write at a place; a system that stops in the middle of a block is asked the plain way."""
    while view:
        done = os.pwrite(handle, view, offset)
        if done % _BLOCK:
            done -= done % _BLOCK
            if done == 0:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
        view, offset = view[done:], offset + done
