"""How a row of the yearly tables is described: which things it takes, and how it counts them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

How = Literal["on", "until", "start", "end", "days", "percent"]
"""on, until: what happened, or was over, in the time asked for; start, end: what was pending when
that time began, or ended; days: the average length of what was over in it; percent: a part."""


@dataclass(frozen=True, slots=True)
class RowSpec:
    """One row. `of` are the marks of the things that it counts, the row's own id by default.

    `base` is what a percentage is of. `money` shows amounts beside the number.
    `weighed` counts what each thing stands for (persons) in place of the things. `parts` are
    rows below it of which each of its things stands in exactly one.
    """

    id: str
    title: str
    of: tuple[str, ...] = ()
    how: How = "on"
    level: int = 0
    money: bool = False
    weighed: bool = False
    base: tuple[str, ...] = ()
    cell: tuple[str, str] | None = None
    parts: tuple[str, ...] = ()

    @property
    def takes(self) -> tuple[str, ...]:
        """The marks that it counts."""
        return self.of or (self.id,)


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table: what it counts, by which day, and its rows."""

    id: str
    title: str
    counts: str
    dated: str
    rows: tuple[RowSpec, ...]
    notes: tuple[str, ...] = ()
    grid: bool = False

    @property
    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Its partitions: a row and those of which each thing is in one."""
        return tuple((row.id, row.parts) for row in self.rows if row.parts)


def split(whole: RowSpec, *parts: RowSpec) -> tuple[RowSpec, ...]:
    """A row and its parts below it: the row counts whatever one of them counts."""
    found = tuple(mark for part in parts for mark in part.takes)
    return (replace(whole, of=found), *parts)


def partition(whole: RowSpec, *parts: RowSpec) -> tuple[RowSpec, ...]:
    """A split in which each thing stands in exactly one part."""
    return split(replace(whole, parts=tuple(part.id for part in parts)), *parts)
