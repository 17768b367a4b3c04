"""The byte formats of git objects, read under limits from data that nobody vouches for.

Every function raises `Unreadable` and nothing else, whatever the bytes are.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from itertools import chain
from typing import Literal, cast

from lawrec.schema.history import ProblemCode

ObjectKind = Literal["commit", "tree", "blob", "tag"]

MIB = 1 << 20
#: The largest object of each kind that is read, in bytes.
SIZE_LIMITS: dict[ObjectKind, int] = {"commit": MIB, "tree": MIB, "blob": 8 * MIB, "tag": MIB}

# Committers on Chinese desktops may have set `i18n.commitEncoding`; other codecs are not looked
# up, because a codec's name comes from the hostile side.
_ENCODINGS = {b"gbk": "gb18030", b"gb2312": "gb18030", b"gb18030": "gb18030"}
_ID_BYTES = 20
_FIRST_PART = 4096
_ID = re.compile(rb"[0-9a-f]{40}")
_WHEN = re.compile(rb"([0-9]{1,11}) ([+-])([01][0-9]|2[0-3])([0-5][0-9])")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_SECOND = 253_370_000_000  # in the year 9998, so that no zone leads out of what datetime holds
_ENTRY = re.compile(rb"([0-7]{5,6}) ([^\0]{1,1024})\0([\s\S]{20})")
_FILE_MODES = (b"100644", b"100755", b"100664")
_DRIVE = re.compile(r"[A-Za-z]:")


class Unreadable(Exception):
    """A part of the history cannot be read; it becomes a problem with this code."""

    def __init__(self, code: ProblemCode, **params: str) -> None:
        """Keep the code, and the parameters of its text as far as they are known here."""
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(slots=True)
class Budget:
    """How much of one history may still be read: bytes (read, inflated, kept) and objects."""

    bytes_left: int = 256 * MIB
    objects_left: int = 200_000

    def take_bytes(self, count: int) -> None:
        """Spend bytes; raises Unreadable, and spends nothing, when fewer are left."""
        # A forged size must not use up what the honest objects need.
        if count > self.bytes_left:
            raise Unreadable("budget_spent")
        self.bytes_left -= count

    def take_object(self) -> None:
        """Spend one object; raises Unreadable when none is left."""
        if not self.objects_left:
            raise Unreadable("budget_spent")
        self.objects_left -= 1


@dataclass(frozen=True, slots=True)
class ParsedCommit:
    """The parts of a commit object; `time` is the committer's."""

    tree: str
    parents: tuple[str, ...]
    author: str
    time: datetime
    message: str


@dataclass(frozen=True, slots=True)
class ParsedTree:
    """A folder: name -> (is it a folder, id), and the names that were left out, by problem."""

    items: dict[str, tuple[bool, str]]
    odd: tuple[tuple[ProblemCode, str], ...]


def object_id(kind: ObjectKind, data: bytes) -> str:
    """The id that git gives this content."""
    digest = hashlib.sha1(f"{kind} {len(data)}\0".encode(), usedforsecurity=False)
    digest.update(data)
    return digest.hexdigest()


def parse_loose(raw: bytes, budget: Budget) -> tuple[ObjectKind, bytes]:
    """Kind and content of a loose object's file; the stated size is checked before inflating."""
    stream = zlib.decompressobj()
    try:
        head = stream.decompress(raw, _FIRST_PART)
        kind, size, start = _loose_header(head)
        if size > SIZE_LIMITS[kind]:
            raise Unreadable("too_large")
        budget.take_bytes(size)
        data = head[start:]
        if not stream.eof:
            # One byte of room too much, so that zlib goes on to its checksum and a longer
            # content shows.
            data += stream.decompress(stream.unconsumed_tail, max(1, size + 1 - len(data)))
    except zlib.error:
        raise Unreadable("object_bad") from None
    if len(data) != size or not stream.eof or stream.unused_data:
        raise Unreadable("object_bad")
    return kind, data


def _loose_header(head: bytes) -> tuple[ObjectKind, int, int]:
    found = re.match(rb"(commit|tree|blob|tag) (0|[1-9][0-9]{0,18})\0", head)
    if not found:
        raise Unreadable("object_bad")
    return cast(ObjectKind, found[1].decode()), int(found[2]), found.end()


def parse_commit(data: bytes) -> ParsedCommit:
    """A commit object's parts; one whose lines are not as git writes them is bad."""
    head, _gap, body = data.partition(b"\n\n")
    lines = head.split(b"\n")
    tree = _field(lines, 0, b"tree ")
    at, parents = 1, []
    while at < len(lines) and lines[at].startswith(b"parent "):
        parents.append(_hex(_field(lines, at, b"parent ")))
        at += 1
    author, committer = _field(lines, at, b"author "), _field(lines, at + 1, b"committer ")
    encoding = "utf-8"
    for line in lines[at + 2 :]:
        if line.startswith((b"tree ", b"parent ", b"author ", b"committer ")):
            raise Unreadable("object_bad")
        if line.startswith(b"encoding "):
            encoding = _ENCODINGS.get(line[9:].strip().lower(), "utf-8")
    return ParsedCommit(
        tree=_hex(tree),
        parents=tuple(parents),
        author=_person(author).decode(encoding, "replace"),
        time=_when(committer),
        message=body.lstrip(b"\n").partition(b"\n")[0].decode(encoding, "replace").rstrip(),
    )


def _field(lines: list[bytes], at: int, prefix: bytes) -> bytes:
    if at >= len(lines) or not lines[at].startswith(prefix):
        raise Unreadable("object_bad")
    return lines[at][len(prefix) :]


def _hex(value: bytes) -> str:
    if not _ID.fullmatch(value):
        raise Unreadable("object_bad")
    return value.decode()


def _person(line: bytes) -> bytes:
    who, mark, _when_text = line.rpartition(b"> ")
    if not mark:
        raise Unreadable("object_bad")
    return who + b">"


def _when(line: bytes) -> datetime:
    found = _WHEN.fullmatch(line.rpartition(b"> ")[2])
    if not found or int(found[1]) > _LAST_SECOND:
        raise Unreadable("object_bad")
    offset = timedelta(hours=int(found[3]), minutes=int(found[4]))
    zone = timezone(-offset if found[2] == b"-" else offset)
    return (_EPOCH + timedelta(seconds=int(found[1]))).astimezone(zone)


def parse_tree(data: bytes) -> ParsedTree:
    """A tree object's entries; names that no case file may have, and links, are left out.

    A tree with entries out of order or with a name twice is bad: git never writes one.
    """
    entries: list[tuple[bytes, bytes, bytes]] = _ENTRY.findall(data)
    covered = sum(map(len, chain.from_iterable(entries))) + 2 * len(entries)
    parsed = [_tree_item(entry) for entry in entries]
    keys = [key for key, _text, _item in parsed]
    items = {text: item for _key, text, item in parsed if isinstance(item, tuple)}
    odd: tuple[tuple[ProblemCode, str], ...] = ()
    if len(items) != len(entries):
        odd = tuple((item, text) for _key, text, item in parsed if not isinstance(item, tuple))
    if covered != len(data) or keys != sorted(keys) or len(items) + len(odd) != len(entries):
        raise Unreadable("object_bad")
    return ParsedTree(items, odd)


# Successive commits repeat most entries of a folder, so remembering them makes reading faster;
# it holds a few MiB at most.
@lru_cache(maxsize=4096)
def _tree_item(
    entry: tuple[bytes, bytes, bytes],
) -> tuple[bytes, str, tuple[bool, str] | ProblemCode]:
    """The name as git sorts it, as text, and what the entry is or why it is left out."""
    mode, name, raw_id = entry
    folder = mode == b"40000"
    key = name + b"/" if folder else name
    text = _usable_name(name)
    if text is None:
        return key, name.decode("utf-8", "backslashreplace"), "tree_path_odd"
    if not folder and mode not in _FILE_MODES:
        return key, text, "tree_entry_odd"
    return key, text, (folder, raw_id.hex())


def _usable_name(name: bytes) -> str | None:
    """The name as text, unless on some system it would lead out of the case or into .git."""
    try:
        text = name.decode()
    except UnicodeDecodeError:
        return None
    plain = text.rstrip(". ").casefold()
    if plain in ("", ".git", "git~1") or "/" in text or "\\" in text or _DRIVE.match(text):
        return None
    return text
