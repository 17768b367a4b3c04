"""How a row of the yearly tables is described: which things it takes, and how it counts them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal["on", "until", "start", "end", "days", "percent"]
"""on, until: what happened, or was over, in the time asked for; start, end: what was pending when
that time began, or ended; days: the average length of what was over in it; percent: a part."""


@dataclass(frozen=True, slots=True)
class RowSpec:
    """One row. `of` are the marks of the things that it counts, the row's own id by default.

    `base` is what a percentage is of. `money` shows amounts beside the number.
    `weighed` counts what each thing stands for (persons) in place of the things.
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

    @property
    def takes(self) -> tuple[str, ...]:
        """The marks that it counts."""
        return self.of or (self.id,)


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table. `parts` are its partitions: a row and those of which each thing is in one."""

    id: str
    title: str
    counts: str
    dated: str
    rows: tuple[RowSpec, ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    notes: tuple[str, ...] = ()
    grid: bool = False


def split(whole: RowSpec, *parts: RowSpec) -> tuple[RowSpec, ...]:
    """A row and its parts below it: the row counts whatever one of them counts."""
    found = tuple(mark for part in parts for mark in part.takes)
    top = RowSpec(whole.id, whole.title, found, whole.how, whole.level, whole.money, whole.weighed)
    return (top, *parts)
