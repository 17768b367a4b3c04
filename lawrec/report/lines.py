"""Small pieces of text output: times, spans, columns that hold Chinese, arguments of commands."""

from __future__ import annotations

import os
import shlex
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from lawrec.i18n import _, language
from lawrec.schema.moments import BEIJING, format_moment


def flat(text: object) -> str:
    """The text on one line, so that a name from a file cannot look like a line of ours."""
    return " ".join(str(text).split())


def when(moment: datetime | date | None) -> str:
    """A moment as people read it: Chinese time, to the minute; a bare date as it is."""
    if moment is None:
        return "—"
    if isinstance(moment, datetime):
        return moment.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
    return moment.isoformat()


def iso(moment: datetime | date | None) -> str | None:
    """A moment for programs: ISO 8601 with its zone."""
    return None if moment is None else format_moment(moment)


def span(length: timedelta) -> str:
    """A length of time in its two largest units: 3 d 2 h."""
    minutes = int(abs(length).total_seconds() // 60)
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return _("{days} d {hours} h").format(days=days, hours=hours)
    if hours:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)
    return _("{minutes} min").format(minutes=rest)


def listed(items: Iterable[object]) -> str:
    """Several items in one line, with the mark that the language uses."""
    return ("、" if language() == "zh" else ", ").join(flat(item) for item in items)


def id_ranges(ids: Iterable[str]) -> str:
    """Ids of one kind, those that follow each other as one range: M01–M12, M15."""
    runs: list[list[str]] = []
    for item in ids:
        if runs and item[:1] == runs[-1][-1][:1] and _number(item) == _number(runs[-1][-1]) + 1:
            runs[-1].append(item)
        else:
            runs.append([item])
    short = [run if len(run) < 3 else [f"{run[0]}–{run[-1]}"] for run in runs]
    return listed(part for run in short for part in run)


def _number(item: str) -> int:
    return int(item[1:]) if item[1:].isdecimal() else -1


def labelled(label: str, value: str = "") -> str:
    """A name and what it stands for, with the colon that the language uses."""
    return f"{label}：{value}" if language() == "zh" else f"{label}: {value}".rstrip()


def bracketed(text: str, inner: str) -> str:
    """A text with a remark in the brackets that the language uses."""
    return f"{text}（{inner}）" if language() == "zh" else f"{text} ({inner})"


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1
        for char in text
    )


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines whose columns stand below each other; spaces before a cell are kept."""
    if not rows:
        return
    cells = [[_lead(cell) + flat(cell) for cell in row] for row in rows]
    widths = [max(width(row[i]) for row in cells) for i in range(len(cells[0]))]
    for row in cells:
        filled = [cell + " " * (widths[i] - width(cell)) for i, cell in enumerate(row)]
        yield "  ".join(filled).rstrip()


def _lead(text: str) -> str:
    return " " * (len(text) - len(text.lstrip(" ")))


def argument(text: str) -> str:
    """The text as one argument of a command that is copied into a terminal."""
    if text and all(char.isalnum() or char in "/._-:+@%=" for char in text):
        return text
    if os.name == "nt":
        return '"' + text.replace('"', '""') + '"'
    return shlex.quote(text)
