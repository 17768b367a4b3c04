"""Reading a git pack from its first byte to its last, without its index, under limits.

Ids are computed from the contents, so whatever comes out of a damaged pack is still genuine.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

from lawrec.schema.history import ProblemCode
from lawrec.store.object_formats import (
    MIB,
    SIZE_LIMITS,
    Budget,
    ObjectKind,
    Unreadable,
    object_id,
)

_KINDS: dict[int, ObjectKind] = {1: "commit", 2: "tree", 3: "blob", 4: "tag"}
_OFFSET_DELTA, _ID_DELTA = 6, 7
_TRAILER = 20
_DELTA_LIMIT = 8 * MIB
#: git's own default is 50; older versions made up to 250 when told to be thorough.
_DEPTH_LIMIT = 250
_STEPS_LIMIT = 200_000


@dataclass(slots=True)
class PackContent:
    """The objects of a pack by id, the ids that were too large to keep, and what was wrong."""

    objects: dict[str, tuple[ObjectKind, bytes]] = field(default_factory=dict)
    oversize: set[str] = field(default_factory=set)
    problems: set[ProblemCode] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Resolved:
    start: int
    id: str
    kind: ObjectKind
    data: bytes
    depth: int


def read_pack(data: bytes, budget: Budget) -> PackContent:
    """All objects of a pack file's bytes; never raises, what was wrong is in `problems`."""
    reader = _PackReader(data, budget)
    try:
        reader.scan()
    except Unreadable as trouble:
        reader.note(trouble)
    try:
        reader.resolve()
    except Unreadable as trouble:
        reader.note(trouble)
    return reader.content


class _PackReader:
    """One pass over the entries, then the deltas from their bases outwards (no recursion)."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self.content = PackContent()
        self._data = data
        self._view = memoryview(data)[: max(0, len(data) - _TRAILER)]
        self._budget = budget
        self._ready: list[_Resolved] = []
        self._waiting: dict[int | str, list[tuple[int, bytes]]] = {}

    def note(self, trouble: Unreadable) -> None:
        code = trouble.code
        self.content.problems.add("pack_bad" if code == "object_bad" else code)

    def scan(self) -> None:
        view = self._view
        if len(view) < 12 or bytes(view[:8]) != b"PACK\0\0\0\2":
            raise Unreadable("pack_bad")
        digest = hashlib.sha1(view, usedforsecurity=False).digest()
        if digest != self._data[-_TRAILER:]:
            self.content.problems.add("pack_bad")
        at = 12
        for _number in range(int.from_bytes(view[8:12], "big")):
            at = self._entry(at)
        if at != len(view):
            raise Unreadable("pack_bad")

    def _entry(self, start: int) -> int:
        self._budget.take_object()
        number, size, at = _entry_header(self._view, start)
        base: int | str | None = None
        if number == _OFFSET_DELTA:
            back, at = _back_offset(self._view, at)
            base = start - back
        elif number == _ID_DELTA:
            base, at = bytes(self._view[at : at + 20]).hex(), at + 20
        elif number not in _KINDS:
            raise Unreadable("pack_bad")
        self._budget.take_bytes(size)
        if base is None:
            return self._full(start, _KINDS[number], size, at)
        if size > _DELTA_LIMIT:
            self.content.problems.add("too_large")
            return inflate(self._view, at, size, lambda _part: None)
        parts: list[bytes] = []
        end = inflate(self._view, at, size, parts.append)
        self._waiting.setdefault(base, []).append((start, b"".join(parts)))
        return end

    def _full(self, start: int, kind: ObjectKind, size: int, at: int) -> int:
        if size > SIZE_LIMITS[kind]:
            digest = hashlib.sha1(f"{kind} {size}\0".encode(), usedforsecurity=False)
            end = inflate(self._view, at, size, digest.update)
            self.content.oversize.add(digest.hexdigest())
            return end
        parts: list[bytes] = []
        end = inflate(self._view, at, size, parts.append)
        self._keep(start, kind, b"".join(parts), 0)
        return end

    def _keep(self, start: int, kind: ObjectKind, data: bytes, depth: int) -> None:
        found = object_id(kind, data)
        self.content.objects[found] = (kind, data)
        self._ready.append(_Resolved(start, found, kind, data, depth))

    def resolve(self) -> None:
        while self._ready:
            base = self._ready.pop()
            for start, delta in self._take_waiting(base):
                if base.depth >= _DEPTH_LIMIT:
                    self.content.problems.add("delta_too_deep")
                    continue
                try:
                    data = apply_delta(base.data, delta, SIZE_LIMITS[base.kind], self._budget)
                except Unreadable as trouble:
                    if trouble.code == "budget_spent":
                        raise
                    self.note(trouble)
                    continue
                self._keep(start, base.kind, data, base.depth + 1)
        # A difference from something too large to keep is no damage; any other has lost its base.
        if self._waiting and not (self.content.oversize or self.content.problems):
            raise Unreadable("pack_bad")

    def _take_waiting(self, base: _Resolved) -> list[tuple[int, bytes]]:
        return self._waiting.pop(base.start, []) + self._waiting.pop(base.id, [])


def _entry_header(view: memoryview, at: int) -> tuple[int, int, int]:
    """Type number, stated size and the position after an entry's header."""
    try:
        byte = view[at]
        number, size, shift = (byte >> 4) & 7, byte & 15, 4
        while byte & 0x80:
            at += 1
            byte = view[at]
            size |= (byte & 0x7F) << shift
            shift += 7
            if shift > 60:
                raise Unreadable("pack_bad")
    except IndexError:
        raise Unreadable("pack_bad") from None
    return number, size, at + 1


def _back_offset(view: memoryview, at: int) -> tuple[int, int]:
    """How far before the entry its base starts, and the position after that number."""
    try:
        byte = view[at]
        back = byte & 0x7F
        while byte & 0x80:
            at += 1
            byte = view[at]
            back = ((back + 1) << 7) | (byte & 0x7F)
            if back > 1 << 60:
                raise Unreadable("pack_bad")
    except IndexError:
        raise Unreadable("pack_bad") from None
    return back, at + 1


def inflate(view: memoryview, at: int, size: int, sink: Callable[[bytes], object]) -> int:
    """Inflate exactly `size` bytes into `sink`, a MiB at a time; the position after the stream."""
    stream = zlib.decompressobj()
    have, step = 0, min(size + 512, MIB)
    while not stream.eof:
        chunk = view[at : at + step]
        try:
            part = stream.decompress(chunk, min(size + 1 - have, MIB))
        except zlib.error:
            raise Unreadable("object_bad") from None
        # At the end both may hold the same bytes, so only one of them counts.
        left = stream.unused_data if stream.eof else stream.unconsumed_tail
        used = len(chunk) - len(left)
        have += len(part)
        if have > size or (not used and not part and not stream.eof):
            raise Unreadable("object_bad")
        sink(part)
        at += used
        step = min(step * 2, MIB)
    if have != size:
        raise Unreadable("object_bad")
    return at


def apply_delta(base: bytes, delta: bytes, limit: int, budget: Budget) -> bytes:
    """The content that a delta makes of its base; raises Unreadable when it does not fit it."""
    parts: list[bytes] = []
    try:
        base_size, at = _delta_size(delta, 0)
        size, at = _delta_size(delta, at)
        if base_size != len(base):
            raise Unreadable("object_bad")
        if size > limit:
            raise Unreadable("too_large")
        budget.take_bytes(size)
        have = 0
        while at < len(delta):
            piece, at = _delta_step(base, delta, at)
            parts.append(piece)
            have += len(piece)
            if have > size or len(parts) > _STEPS_LIMIT:
                raise Unreadable("object_bad")
    except IndexError:
        raise Unreadable("object_bad") from None
    # Steps cost time and not memory; charging for them bounds the time that a pack can take.
    budget.take_bytes(64 * len(parts))
    if have != size:
        raise Unreadable("object_bad")
    return b"".join(parts)


def _delta_size(delta: bytes, at: int) -> tuple[int, int]:
    size = shift = 0
    while True:
        byte = delta[at]
        at += 1
        size |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            return size, at
        if shift > 60:
            raise Unreadable("object_bad")


def _delta_step(base: bytes, delta: bytes, at: int) -> tuple[bytes, int]:
    """The piece that one instruction adds (a copy from the base, or bytes of its own)."""
    code = delta[at]
    at += 1
    if not code & 0x80:
        piece = delta[at : at + code]
        if not code or len(piece) != code:
            raise Unreadable("object_bad")
        return piece, at + code
    start = length = 0
    for bit in range(7):
        if code & (1 << bit):
            if bit < 4:
                start |= delta[at] << (8 * bit)
            else:
                length |= delta[at] << (8 * (bit - 4))
            at += 1
    length = length or 0x10000
    if start + length > len(base):
        raise Unreadable("object_bad")
    return base[start : start + length], at
