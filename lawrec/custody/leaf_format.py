"""A leaf of the evidence log as one line of canonical JSON, and back."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Any

from lawrec.schema.evidence import Leaf

#: What the first leaf names as the line before it.
NO_LINE = "0" * 64
#: The longest line that is taken for a leaf, in bytes.
LINE_LIMIT = 64 * 1024

_BLOCK = 64 * 1024
_HEAD = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_KEYS = frozenset(
    ("seq", "time", "case", "head", "previous", "commits", "manifest", "event", "by", "prev_leaf")
)


class LogTooOdd(Exception):
    """The end of the log is no text in lines."""


def line_id(line: bytes) -> str:
    """What the next leaf calls a line: its SHA-256, without the line feed."""
    return hashlib.sha256(line).hexdigest()


def case_mark(case: str) -> bytes:
    """The bytes that every line of a leaf of this case has, and no other leaf's."""
    return b'"case":' + _canonical(case) + b","


def to_line(leaf: Leaf) -> bytes:
    """The leaf as canonical JSON (keys sorted, no spaces, UTF-8), without the line feed."""
    return _canonical(
        {
            "by": leaf.by,
            "case": leaf.case,
            "commits": leaf.commits,
            "event": leaf.event,
            "head": leaf.head,
            "manifest": leaf.manifest,
            "prev_leaf": leaf.prev_leaf,
            "previous": leaf.previous,
            "seq": leaf.seq,
            "time": leaf.time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
    )


def from_line(line: bytes) -> Leaf | None:
    """The leaf that a line holds; None for anything that is not exactly one."""
    if len(line) > LINE_LIMIT:
        return None
    try:
        told = json.loads(line)
        if not isinstance(told, dict) or told.keys() != _KEYS:
            return None
        leaf = _typed(told, line)
    except (ValueError, TypeError, RecursionError):
        return None
    return leaf if to_line(leaf) == line else None


def _typed(told: dict[str, Any], line: bytes) -> Leaf:
    texts = ("case", "event", "by")
    if not all(isinstance(told[key], str) for key in texts):
        raise ValueError("text")
    if not all(type(told[key]) is int and told[key] >= 1 for key in ("seq", "commits")):
        raise ValueError("count")
    for key in ("manifest", "prev_leaf"):
        if not _DIGEST.fullmatch(told[key]):
            raise ValueError(key)
    if not _HEAD.fullmatch(told["head"]) or not _HEAD.fullmatch(told["previous"] or told["head"]):
        raise ValueError("head")
    if not _TIME.fullmatch(told["time"]):
        raise ValueError("time")
    return Leaf(**{**told, "time": datetime.fromisoformat(told["time"])}, id=line_id(line))


def _canonical(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # A name that is no clean text becomes JSON's own escape, and reads back as it was.
    return text.encode("utf-8", "backslashreplace")


def lines_forwards(file: IO[bytes]) -> Iterator[tuple[bytes, str, bool]]:
    """Each line without its line feed, its digest, and whether the line feed was there.

    Of a line that is too long for a leaf only the digest is told.
    """
    while part := file.readline(LINE_LIMIT):
        line, digest = part.removesuffix(b"\n"), hashlib.sha256()
        digest.update(line)
        while not part.endswith(b"\n") and (more := file.readline(LINE_LIMIT)):
            part, line = more, b""
            digest.update(part.removesuffix(b"\n"))
        yield line, digest.hexdigest(), part.endswith(b"\n")


def lines_backwards(file: IO[bytes]) -> Iterator[bytes]:
    """What follows the last line feed (empty in a whole log), then the lines, newest first.

    Raises LogTooOdd for a line that is far longer than any leaf.
    """
    position = file.seek(0, 2)
    rest = b""
    while position:
        size = min(_BLOCK, position)
        position -= size
        file.seek(position)
        parts = (file.read(size) + rest).split(b"\n")
        rest = parts[0]
        yield from reversed(parts[1:])
        if len(rest) > 4 * LINE_LIMIT:
            raise LogTooOdd
    yield rest
