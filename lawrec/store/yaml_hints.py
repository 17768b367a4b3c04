"""Full-width punctuation typed where YAML needs ASCII: finding it, in what parses and what not.

A Chinese input method gives ：，“”【】 where : , " [ ] are meant. Some of it breaks the file, some
turns a mapping into one text without any error. Chinese texts as values are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

WANTED = {
    "：": '":"', "，": '","', "、": '","', "＃": '"#"', "－": '"-"',
    "［": '"["', "【": '"["', "］": '"]"', "】": '"]"', "｛": '"{"', "｝": '"}"',
    "“": "'\"'", "”": "'\"'", "‘": "'\"'", "’": "'\"'", "＂": "'\"'", "＇": "'\"'",
    "\u3000": '" "', "\u00a0": '" "',
}  # fmt: skip
"""The ASCII character that was meant, as messages show it."""

_QUOTES = "“”‘’＂＇"
_SQUARE = "［】【］"
_CURLY = "｛｝"
_MAX_TRIES = 24
_MAX_TRIAL_TEXT = 32768
_LINES_BEFORE = 20

_FIELD = re.compile(r"[a-z_][a-z0-9_]* *(?=：)")
_VALUE = re.compile(
    r"[［【｛].*[］】｝\]}]\Z"
    rf"|[{_QUOTES}][ -~]*[{_QUOTES}]\Z"
    r"|“[^”]*\Z|‘[^’]*\Z",
    re.DOTALL,
)
_KEY = re.compile(
    rf"[：，]|\A[［【｛＃\u3000\u00a0]|\A(?=[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]?\Z)|[\u3000\u00a0]\Z"
)
_ASCII_ITEMS = re.compile(r"[A-Za-z0-9_-]+(?: *[，、] *[A-Za-z0-9_-]+)+")
_SHORT_ITEMS = re.compile(r"[\w·（）-]{1,4}(?:、[\w·（）-]{1,4})+")
_SEPARATOR = re.compile("[，、]")
_KEY_LINE = re.compile(
    r"[ \u3000]*(?:([＃－])|(?:- *)?[^\s'\"#{\[：:]{1,40}[ \u3000]*(：|:(?=[^\s/\\])))"
)


class Blame(NamedTuple):
    """The character to complain about: its place in the text, and itself (":" lacks a space)."""

    at: int
    found: str


def in_value(text: str, *, own_line: bool, entry: bool) -> int | None:
    """Offset of the character that makes a plain value look mistyped, or None.

    `own_line`: the value begins below its key, where a mapping would; `entry`: it is a list entry.
    """
    if _VALUE.match(text):
        return 0
    if own_line or entry:
        field = _FIELD.match(text)
        if field:
            return field.end()
    return 0 if own_line and text.startswith("－") and len(text) > 1 else None


def in_key(text: str) -> int | None:
    """Offset of the character that makes a plain key look mistyped, or None."""
    found = _KEY.search(text)
    return found.start() if found else None


def in_flow_items(items: Iterable[str], count: int) -> Iterator[tuple[int, int]]:
    """Plain items of a [list] of `count` entries that look like several: item and offset in it.

    Alone in its list, an item with ， is taken for two; ids and other short ASCII words always.
    """
    for number, item in enumerate(items):
        separator = _SEPARATOR.search(item)
        if separator is None:
            continue
        alone = count == 1 and ("，" in item or _SHORT_ITEMS.fullmatch(item))
        if alone or _ASCII_ITEMS.fullmatch(item):
            yield number, separator.start()


def needs_quotes(text: str, *, key: bool) -> bool:
    """Whether a plain key or value could be taken for something mistyped somewhere in a file."""
    if key:
        return in_key(text) is not None
    return in_value(text, own_line=True, entry=True) is not None


def in_root(text: str, start: int) -> Blame | None:
    """What is mistyped in a file that became one plain text, from `start` on."""
    at = next(_line_starts(text, start, len(text)), None)
    return None if at is None else Blame(at, text[at])


def blame(text: str, first: int, last: int, probe: Callable[[str], int | None]) -> Blame | None:
    """The full-width character that stopped the parser, proven by trying the ASCII one.

    `first` and `last` are the indices where the parser's trouble began and was noticed; `probe`
    parses a text and gives the index where its trouble begins, or None if there is none.
    """
    if len(text) > _MAX_TRIAL_TEXT:
        return None
    for index, repaired in _repairs(text, first, last):
        # Later means: a later line. The columns of the repaired line have moved.
        trouble = probe(repaired)
        if trouble is None or repaired.count("\n", 0, trouble) > text.count("\n", 0, last):
            return Blame(index, text[index])
    return None


def _repairs(text: str, first: int, last: int) -> Iterator[tuple[int, str]]:
    """What to blame, and the text without it: the nearest before the trouble comes first."""
    start = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    end = len(text) if end < 0 else end
    region = [i for i in range(start, end) if text[i] in WANTED]
    near = [i for i in reversed(region) if i <= last] + [i for i in region if i > last]
    for index in near[:_MAX_TRIES]:
        yield index, _replace(text, _partners(text, index))
    for _line in range(_LINES_BEFORE):
        start = text.rfind("\n", 0, max(start - 1, 0)) + 1
    starts = list(_line_starts(text, start, end))
    for index in reversed(starts[-_MAX_TRIES:]):
        yield index, _replace(text, [index])
    if starts:
        yield starts[0], _replace(text, starts)


def _partners(text: str, index: int) -> list[int]:
    """A character alone, or with all brackets or quotes of its line: they go in pairs."""
    for family in (_QUOTES, _SQUARE, _CURLY):
        if text[index] in family:
            start = text.rfind("\n", 0, index) + 1
            end = text.find("\n", index)
            end = len(text) if end < 0 else end
            return [i for i in range(start, end) if text[i] in family]
    return [index]


def _replace(text: str, indices: Sequence[int]) -> str:
    pieces, done = [], 0
    for index in indices:
        wanted = ":" if text[index] == ":" else WANTED[text[index]][1]
        pieces += [text[done:index], wanted, " " if wanted in ":," else ""]
        done = index + 1
    return "".join(pieces) + text[done:]


def _line_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where lines between two indices begin like a key, comment or entry, but mistyped."""
    while start < end:
        match = _KEY_LINE.match(text, start, end)
        if match:
            yield match.start(match.lastindex or 0)
        newline = text.find("\n", start, end)
        start = end if newline < 0 else newline + 1
