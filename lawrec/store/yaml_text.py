"""From the bytes of a file to clean text: encodings, and characters no record may hold."""

from __future__ import annotations

import codecs
import re

from lawrec.store.yaml_errors import YamlError

MAX_BYTES = 2 * 1024 * 1024
"""The largest file that is read or written."""

MAX_TEXT_BYTES = 1024 * 1024
"""The longest single text, in UTF-8."""

# C0 but tab and newline, DEL, C1, line and paragraph separators, bidi overrides and isolates,
# the byte order mark inside a text, non-characters and lone surrogates: they drive terminals,
# turn words round on the screen, or move line numbers.
_REFUSED = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff\\ufeff\\ufffe\\uffff]"
)
_CJK = re.compile("[\\u3000-\\u303f\\u4e00-\\u9fff\\uff01-\\uffe6]")
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


def find_refused(text: str) -> re.Match[str] | None:
    """The first character that no record may hold; a carriage return is one."""
    return _REFUSED.search(text)


def refused_character(text: str) -> str | None:
    """The code point (like U+202E) of the first character that no record may hold, if any."""
    found = find_refused(text)
    return code_point(found[0]) if found else None


def code_point(character: str) -> str:
    """A character's name for people, since it cannot be shown: U+ and four digits or more."""
    return f"U+{ord(character):04X}"


def position(text: str, index: int) -> tuple[int, int]:
    """Line and column, both from 1, of a character in a text."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def decode(raw: bytes, name: str) -> str:
    """The text of a file, without byte order mark and with newlines as line ends.

    Raises YamlError: too_large, utf16, gbk, bad_utf8, control.
    """
    if len(raw) > MAX_BYTES:
        raise YamlError("too_large", name, params={"limit": MAX_BYTES})
    if raw.startswith(_WIDE_MARKS) or b"\0" in raw[:2]:
        raise YamlError("utf16", name)
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _wrong_encoding(raw, error.start, name) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    found = find_refused(text)
    if found:
        line, column = position(text, found.start())
        raise YamlError("control", name, line, column, {"character": code_point(found[0])})
    return text


def _wrong_encoding(raw: bytes, start: int, name: str) -> YamlError:
    if _is_gbk(raw):
        # A few pairs of GBK bytes are good UTF-8, so the first bad byte may stand later.
        start = next(index for index, byte in enumerate(raw) if byte > 0x7F)
        return YamlError("gbk", name, *_byte_position(raw, start))
    return YamlError("bad_utf8", name, *_byte_position(raw, start))


def _is_gbk(raw: bytes) -> bool:
    """Whether it reads as GBK, and is not rather UTF-8 with a few damaged bytes."""
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return False
    forced = raw.decode("utf-8", "replace")
    return len(_CJK.findall(forced)) < forced.count("\ufffd")


def _byte_position(raw: bytes, index: int) -> tuple[int, int]:
    line_start = raw.rfind(b"\n", 0, index) + 1
    before = raw[line_start:index].decode("utf-8", "replace")
    return raw.count(b"\n", 0, index) + 1, len(before) + 1
