"""Which of the files that lie beside footage may be left behind without a word of warning."""

from __future__ import annotations

import os

from lawrec.media.finder import Found
from lawrec.media.sniff import extension

# Plain text, and the books that recorders and systems keep for themselves.
_TEXT = ("txt", "log", "csv", "tsv", "md", "xml", "json", "yaml", "yml", "ini", "inf", "cfg")
_SYSTEM = ("html", "htm", "url", "lnk", "plist", "db")
_RECORDER = ("ctg", "bdm", "cpi", "mpl", "tdt", "tid", "dsc")
_SUFFIXES = frozenset((*_TEXT, *_SYSTEM, *_RECORDER))
_NAMES = frozenset((".ds_store", "wpsettings.dat", "indexervolumeguid"))


# Where systems keep their own books on every card; footage in them is taken like any other.
_FOLDERS = frozenset((".git", ".trashes", ".spotlight-v100", "system volume information"))


def is_harmless(found: Found) -> bool:
    """Whether the file is empty, plain text by its suffix, or a system's or recorder's own."""
    name = found.name.lower()
    above = os.fsdecode(found.path).lower().replace("\\", "/").split("/")[:-1]
    if _FOLDERS.intersection(above):
        return True
    return found.size == 0 or name in _NAMES or extension(name) in _SUFFIXES
