"""Which of the files that lie beside footage may be left behind without a word of warning."""

from __future__ import annotations

import os

from lawrec.media.finder import Found
from lawrec.media.quiet import head_of
from lawrec.media.sniff import extension

_LONGEST_TEXT = 1024 * 1024
_LONGEST_BOOK = 16 * 1024 * 1024
_HEAD = 64 * 1024
_TEXT = frozenset(
    (
        *("txt", "log", "csv", "tsv", "md", "xml", "json", "yaml", "yml", "ini", "inf", "cfg"),
        *("html", "htm", "url"),
    )
)
# The books that recorders and systems keep for themselves.
_BOOKS = frozenset(
    ("lnk", "plist", "ctg", "bdm", "cpi", "mpl", "tdt", "tid", "dsc"),
)
_NAMES = frozenset((".ds_store", "wpsettings.dat", "indexervolumeguid", "thumbs.db"))
# Where systems keep their own books on every card; footage in them is taken like any other.
_FOLDERS = frozenset((".git", ".trashes", ".spotlight-v100", "system volume information"))


def is_harmless(found: Found) -> bool:
    """Whether the file is empty, really plain text, or a system's or recorder's own book.

    A large file is none of these, whatever its name says.
    """
    if found.size == 0:
        return True
    name = found.name.lower()
    above = os.fsdecode(found.path).lower().replace("\\", "/").split("/")[:-1]
    if extension(name) in _TEXT:
        return found.size <= _LONGEST_TEXT and _is_text(found.path)
    book = name in _NAMES or extension(name) in _BOOKS or bool(_FOLDERS.intersection(above))
    return book and found.size <= _LONGEST_BOOK


def _is_text(path: bytes) -> bool:
    """Whether its beginning reads as text; Chinese programs write GB 18030 and UTF-16 too."""
    head = head_of(path, _HEAD)
    if head is None:
        return False
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    if b"\0" in head:
        return False
    return _decodes(head, "utf-8") or _decodes(head, "gb18030")


def _decodes(head: bytes, encoding: str) -> bool:
    """Whether it is text in that encoding, but for a letter that is cut off at the end."""
    try:
        head.decode(encoding)
    except UnicodeDecodeError as error:
        return len(head) == _HEAD and error.start >= _HEAD - 4
    return True
