"""A hand-over of footage as plain values, for the receipt on screen and on paper."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Late = Literal["no", "yes", "unknown"]
_GROUP = 4
_CODE_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Item:
    """One medium that was handed over.

    Times are texts as people read them, None where the file tells none; `certain` says whether
    its zone is known. `late`: stored more than 24 hours after it was recorded. `checks` says in
    words which readings agreed; `remarks` what is odd about the content, or about its place now.
    """

    id: str
    name: str
    size: int
    sha256: str
    start: str | None = None
    end: str | None = None
    certain: bool = False
    late: Late = "unknown"
    checks: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    device: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """The newest line of the evidence log about this case: number, time, digest, state."""

    seq: int
    at: str
    digest: str
    head: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """Everything that a receipt says.

    What only the import itself knew is None on a receipt that is made again later: what was
    `refused` (name, reason), `passed` over as no footage, and what was `missing` for clearing.
    `excuse` are the stated reasons of remote duty, label and text; `notes` name parts that are
    missing of a recording, and originals that are wanted.
    """

    bureau: str | None
    case: str
    number: str | None
    title: str | None
    record: str | None
    giver: str | None
    taker: str | None
    store: str | None
    at: str | None
    items: tuple[Item, ...]
    excuse: tuple[tuple[str, str], ...] = ()
    known: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str], ...] | None = None
    passed: tuple[str, ...] | None = None
    missing: tuple[str, ...] | None = None
    notes: tuple[str, ...] = ()
    anchor: Anchor | None = None
    printed: str = ""
    program: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The list whose digest the receipt bears, sorted, without line feeds."""
        return receipt_lines((item.sha256, item.size, item.id) for item in self.items)

    @property
    def digest(self) -> str:
        """SHA-256 of the list."""
        return receipt_digest((item.sha256, item.size, item.id) for item in self.items)

    @property
    def code(self) -> str:
        """The beginning of the digest, short enough to be compared by eye."""
        return short_code(self.digest)

    @property
    def size(self) -> int:
        """All bytes that were handed over."""
        return sum(item.size for item in self.items)


def receipt_lines(items: Iterable[tuple[str, int, str]]) -> tuple[str, ...]:
    """One line an item: its SHA-256, two spaces, its size in bytes, two spaces, its id."""
    return tuple(sorted(f"{digest}  {size}  {item}" for digest, size, item in items))


def receipt_digest(items: Iterable[tuple[str, int, str]]) -> str:
    """SHA-256 over those lines, sorted, each with its line feed: `LC_ALL=C sort | sha256sum`."""
    text = "".join(f"{line}\n" for line in receipt_lines(items))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def short_code(digest: str) -> str:
    """The first 20 digits (80 bits) in groups of four: 1A2B-3C4D-..."""
    digits = digest[:_CODE_DIGITS].upper()
    return "-".join(digits[i : i + _GROUP] for i in range(0, _CODE_DIGITS, _GROUP))
