"""A workbook without what the library for it would add to its texts, or drop from them."""

from __future__ import annotations

import io
import re
import zipfile

_LINKS_BEGIN = re.compile(rb"<(?:\w+:)?hyperlinks\b[^<>]*(?<!/)>")
_LINKS_END = re.compile(rb"</(?:\w+:)?hyperlinks\s*>")
_UNDERSCORE = b"x005F_"


def as_typed(content: bytes) -> bytes:
    """The package without what the library would make of it that nobody has typed.

    It writes the address of a link into a cell that was emptied, and it drops the escape of an
    underscore, so that a typed _x0041_ and an escaped A could not be told apart.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    mended = {name: _part_as_typed(name.lower(), part) for name, part in parts.items()}
    if mended == parts:
        return content
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as fresh:
        for name, part in mended.items():
            fresh.writestr(name, part)
    return target.getvalue()


def _part_as_typed(name: str, part: bytes) -> bytes:
    if name.endswith("sharedstrings.xml"):
        return part.replace(_UNDERSCORE, b"x005F" + _UNDERSCORE + b"_")
    return _without_links(part) if "worksheets/" in name and name.endswith(".xml") else part


def _without_links(part: bytes) -> bytes:
    """The sheet without its lists of links, each from its begin to the next end."""
    kept, at = [], 0
    while begin := _LINKS_BEGIN.search(part, at):
        end = _LINKS_END.search(part, begin.end())
        if end is None:
            break
        kept.append(part[at : begin.start()])
        at = end.end()
    return b"".join((*kept, part[at:]))
