"""From things that count to figures: which fall into the time asked for, and what they add up to.

Pure arithmetic over lists; every figure keeps the things behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from lawrec.i18n import _, language
from lawrec.operations.yearly_rows import RowSpec, TableSpec
from lawrec.report.stats_data import Counted, Figure, Share, Table, Untold
from lawrec.report.stats_data import Unit as Measured
from lawrec.schema.names import name_of

_UNITS: dict[str, Measured] = {"days": "days", "percent": "percent"}
_ONE = Decimal("0.1")
_NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Part:
    """The things of one column: a stretch of days, and a unit where that is what divides."""

    start: date
    end: date
    unit: str | None = None
    by_unit: bool = False

    def has(self, one: Counted) -> bool:
        """Whether the thing belongs to this unit; days are the row's own question."""
        return not self.by_unit or one.unit == self.unit


Groups = Sequence[tuple[str, Part]]


@dataclass(frozen=True, slots=True)
class Span:
    """The days asked for, both counted, and by what they are broken down."""

    start: date
    end: date
    by: Literal["month", "unit"] | None = None

    @property
    def whole(self) -> Part:
        """All of it."""
        return Part(self.start, self.end)

    def groups(self, units: Iterable[str | None]) -> list[tuple[str, Part]]:
        """The columns: the months from first to last, or the units of the cases."""
        if self.by == "month":
            return [(f"{start:%Y-%m}", Part(start, end)) for start, end in self._months()]
        if self.by == "unit":
            names = sorted(set(units), key=lambda name: (name is None, name or ""))
            none = _("no unit")
            return [(name or none, Part(self.start, self.end, name, True)) for name in names]
        return []

    def _months(self) -> Iterable[tuple[date, date]]:
        first = self.start
        while first <= self.end:
            following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
            last = min(following - timedelta(days=1), self.end)
            yield first, last
            first = following


def table_of(
    spec: TableSpec,
    span: Span,
    counted: Sequence[Counted],
    untold: Iterable[Untold],
    groups: Groups,
) -> Table:
    """One table; what could not be told is listed unless it is certainly of another time.

    It is listed once, by the first row that it concerns: a paper without its day is one thing.
    """
    own = [one for one in counted if one.row.partition(".")[0] == spec.id]
    open_ones = [
        one
        for one in untold
        if one.table == spec.id and (one.on is None or span.start <= one.on <= span.end)
    ]
    return Table(
        spec.id,
        _(spec.title),
        _(spec.counts),
        _(spec.dated),
        tuple(_figure(row, span, own, groups) for row in spec.rows),
        tuple(sorted(_apart(open_ones), key=lambda one: (one.case, one.items, one.why))),
        tuple(_(note) for note in spec.notes),
        spec.grid,
    )


def _apart(untold: Iterable[Untold]) -> Iterable[Untold]:
    found: dict[tuple[str, tuple[str, ...], str], Untold] = {}
    for one in untold:
        found.setdefault((one.case, one.items, one.why), one)
    return found.values()


def _figure(row: RowSpec, span: Span, own: Sequence[Counted], groups: Groups) -> Figure:
    value, yuan, behind = _sum(row, span.whole, own)
    shares = []
    for name, part in groups:
        amount, money, _those = _sum(row, part, own)
        shares.append(Share(name, amount, money))
    ordered = sorted(behind, key=lambda one: (one.case, one.on, one.items, one.row))
    cell = (_kind(row.cell[0]), _(row.title)) if row.cell else None
    figure = Figure(row.id, _(row.title), value, _UNITS.get(row.how, "count"), yuan, row.level)
    by_unit = span.by == "unit"
    adds_up = row.how in ("on", "until") or (by_unit and row.how in ("start", "end"))
    return replace(figure, behind=tuple(ordered), cell=cell, shares=tuple(shares), adds_up=adds_up)


def _kind(kind: str) -> str:
    return _("all kinds") if kind == "all" else name_of(kind, language())


def _sum(
    row: RowSpec, part: Part, own: Sequence[Counted]
) -> tuple[int | Decimal | None, Decimal | None, list[Counted]]:
    """The value of a row in a column, its money, and the things behind it."""
    those = [one for one in own if one.row in row.takes and part.has(one) and _in(row, part, one)]
    if row.how == "percent":
        base = [one for one in own if one.row in row.base and part.has(one) and _in(row, part, one)]
        return (len(those) * 100 // len(base) if base else None), None, base
    if row.how == "days":
        lengths = [(one.until - one.on).days for one in those if one.until is not None]
        mean = Decimal(sum(lengths)) / len(lengths) if lengths else None
        return (mean.quantize(_ONE) if mean is not None else None), None, those
    count = sum(one.many for one in those) if row.weighed else len(those)
    yuan = sum((one.yuan for one in those if one.yuan is not None), _NOTHING)
    return count, (yuan if row.money else None), those


def _in(row: RowSpec, part: Part, one: Counted) -> bool:
    """Whether the thing falls into these days as the row asks."""
    if row.how in ("until", "days"):
        return one.until is not None and part.start <= one.until <= part.end
    if row.how == "start":
        return one.on < part.start and (one.until is None or one.until >= part.start)
    if row.how == "end":
        return one.on <= part.end and (one.until is None or one.until > part.end)
    return part.start <= one.on <= part.end
