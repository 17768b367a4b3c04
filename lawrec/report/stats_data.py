"""What the yearly tables are made of: figures, and behind each the cases and papers it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Unit = Literal["count", "days", "percent"]
"""What a figure's value is: how many, an average of days, or a part in a hundred."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that is counted in a row: in which case, by which papers, on which day.

    `many` is how many it stands for (persons behind one decision), `yuan` an amount of money,
    `until` the day on which it was over, where the row knows of such an end. `key` names the same
    thing when several cases hold it (a recording, by its digest). `note` says more in words.
    """

    row: str
    case: str
    on: date
    items: tuple[str, ...] = ()
    number: str | None = None
    unit: str | None = None
    many: int = 1
    yuan: Decimal | None = None
    until: date | None = None
    key: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Untold:
    """What a table could not tell: the case, the papers, why. Without `on` it may be of any time.

    `row` is the row it would stand in, where that much is known.
    """

    table: str
    case: str
    why: str
    items: tuple[str, ...] = ()
    number: str | None = None
    unit: str | None = None
    on: date | None = None
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A figure of one month or one unit."""

    name: str
    value: int | Decimal | None
    yuan: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a table, and what it counts.

    `value` is None where there is nothing to divide by. `apart` marks what is no part of the line
    above it. `cell` is row and column where the table is a grid. `shares` are the same number by
    month or by unit; they add up to it where `adds_up`.
    """

    id: str
    title: str
    value: int | Decimal | None
    unit: Unit = "count"
    yuan: Decimal | None = None
    level: int = 0
    behind: tuple[Counted, ...] = ()
    cell: tuple[str, str] | None = None
    shares: tuple[Share, ...] = ()
    adds_up: bool = True

    @property
    def cases(self) -> int:
        """How many cases stand behind the number."""
        return len({one.case for one in self.behind})


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what it counts, by which day, its figures, and what it could not tell."""

    id: str
    title: str
    counts: str
    dated: str
    figures: tuple[Figure, ...]
    untold: tuple[Untold, ...] = ()
    notes: tuple[str, ...] = ()
    grid: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A case or a lead that cannot be read, so that no table counts it.

    `crashed` marks one on which lawrec itself failed.
    """

    item: str
    why: str
    crashed: bool = False


@dataclass(frozen=True, slots=True)
class Stats:
    """The tables of one repository over one stretch of days, both ends counted."""

    repository: str
    bureau: str
    start: date
    end: date
    as_of: datetime
    tables: tuple[Table, ...]
    cases: int
    unit: str | None = None
    by: Literal["month", "unit"] | None = None
    groups: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    drafts: tuple[Untold, ...] = ()

    @property
    def open(self) -> int:
        """How many things could not be told, over all tables."""
        return sum(len(table.untold) for table in self.tables) + len(self.unread)
