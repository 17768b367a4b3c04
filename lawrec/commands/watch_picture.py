"""Draws the screen of a watching station as lines of text, as large as the terminal allows."""

from __future__ import annotations

from collections.abc import Sequence

from lawrec.commands.big_letters import big
from lawrec.commands.watch_board import Look
from lawrec.report.clean import clean
from lawrec.report.lines import flat, width

_FULL, _EMPTY = "█", "░"
_FEWEST_LAST = 1
_BIG_ROWS = 8


def picture(
    look: Look,
    title: str,
    others: Sequence[str],
    last: Sequence[str],
    size: tuple[int, int],
    *,
    blocks: bool = True,
) -> list[str]:
    """Exactly so many lines (second of `size`), each exactly so many columns wide (first).

    Without `blocks` the terminal has none of their characters, and words stand spaced instead.
    """
    columns, rows = size
    if columns < 1 or rows < 1:
        return []
    edge = _edge(look.sign, columns)
    foot = [flat(text) for text in (*others, *reversed(last))]
    head, middle = [edge, _centred(title, columns)], [look.card, look.facts]
    bar = [] if look.share is None else [_bar(look.share, columns)]
    fixed = len(head) + len(bar) + len(middle) + 1
    free = rows - fixed
    words = [text for text in (look.big, look.below) if text]
    # The words that must be read from afar come before the list of what was.
    needed = sum(len(_large(text, columns, _BIG_ROWS, blocks=blocks)) for text in words)
    kept = max(_FEWEST_LAST, free - needed)
    foot = foot[: max(0, min(len(foot), kept))]
    free -= len(foot)
    each = max(1, free // max(1, len(words)))
    pictures = [_large(text, columns, each, blocks=blocks) for text in words]
    spare = max(0, free - sum(len(lines) for lines in pictures))
    lines = [*head, *_blank(spare // 2 // 2, columns), *(pictures[0] if pictures else [])]
    lines += _blank(spare // 2 - spare // 2 // 2, columns)
    lines += [_centred(text, columns) for text in middle]
    lines += bar
    lines += _blank((spare - spare // 2) // 2, columns)
    for more in pictures[1:]:
        lines += more
    lines += _blank(rows - len(lines) - len(foot) - 1, columns)
    lines += [_left(text, columns) for text in foot]
    return [*lines[: rows - 1], edge][:rows]


def _large(text: str, columns: int, rows: int, *, blocks: bool) -> list[str]:
    drawn = big(text, columns - 2, rows) if blocks else None
    if drawn is None:
        return [_centred(_spaced(text, columns), columns)]
    return [_centred(line, columns) for line in drawn]


def _spaced(text: str, columns: int) -> str:
    """The words with room between their letters, as far as that fits."""
    for gap in ("   ", "  ", " "):
        wide = gap.join(text)
        if width(wide) <= columns:
            return wide
    return text


def _edge(sign: str, columns: int) -> str:
    return _left(f"{sign} " * (columns // 2), columns)


def _bar(share: float, columns: int) -> str:
    inside = max(1, columns - 4)
    done = round(inside * share)
    return _centred(_FULL * done + _EMPTY * (inside - done), columns)


def _blank(count: int, columns: int) -> list[str]:
    return [" " * columns] * max(0, count)


def _centred(text: str, columns: int) -> str:
    cut = _cut(clean(text), columns)
    return _left(" " * ((columns - width(cut)) // 2) + cut, columns)


def _left(text: str, columns: int) -> str:
    cut = _cut(clean(text), columns)
    return cut + " " * (columns - width(cut))


def _cut(text: str, columns: int) -> str:
    """As much of the text as the line holds; a cut one ends in a mark."""
    if width(text) <= columns:
        return text
    kept = ""
    for char in text:
        if width(kept + char) > columns - 1:
            break
        kept += char
    return f"{kept}…" if columns > 1 else kept
