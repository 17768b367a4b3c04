"""The yearly tables as text and as tables for a spreadsheet, with what stands behind a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from lawrec.i18n import _
from lawrec.report.lines import bracketed, columns, flat, labelled, listed, when
from lawrec.report.stats_data import Counted, Figure, Stats, Table, Untold
from lawrec.sheets.table_out import Cell, TitledTable

_MANY = 20
"""So many open things a table lists on screen; --json, --csv and --xlsx have all."""


def value_text(value: int | Decimal | None, unit: str = "count") -> str:
    """A number as people read it; a dash where there is nothing to divide by."""
    if value is None:
        return "—"
    return f"{value}%" if unit == "percent" else f"{value:,}"


def yuan_text(yuan: Decimal | None) -> str:
    """An amount of money, with its thousands apart; empty where a row has none."""
    return "" if yuan is None else f"{yuan:,.2f}"


def head_lines(found: Stats) -> Iterator[str]:
    """Whose figures, of which time, as known when, of how many cases."""
    yield _("{bureau}: enforcement from {start} to {end}").format(
        bureau=flat(found.bureau), start=found.start, end=found.end
    )
    if found.unit:
        yield labelled(_("Only the unit"), flat(found.unit))
    said = _("As of {time}; {cases} cases in the repository, {open} things could not be told")
    yield said.format(time=when(found.as_of), cases=found.cases, open=found.open)


def lines(found: Stats) -> Iterator[str]:
    """The tables for a terminal; those in which nothing happened are only named."""
    yield from head_lines(found)
    empty = []
    for table in found.tables:
        if any(figure.value for figure in table.figures) or table.untold:
            yield ""
            yield from _table_lines(table, found.groups)
        else:
            empty.append(table.title)
    if empty:
        yield ""
        yield _("Nothing in this time: {tables}").format(tables=listed(empty))
    yield from _rest(found)


def _table_lines(table: Table, groups: tuple[str, ...]) -> Iterator[str]:
    yield table.title
    yield "  " + labelled(_("what counts"), table.counts)
    yield "  " + labelled(_("counted by"), table.dated)
    yield from ("  " + line for line in columns(grid(table, groups)))
    for note in table.notes:
        yield "  " + labelled(_("Note"), note)
    if table.untold:
        yield "  " + _("Could not be told: {count}").format(count=len(table.untold))
    for one in table.untold[:_MANY]:
        yield "    " + untold_text(one)
    if len(table.untold) > _MANY:
        rest = len(table.untold) - _MANY
        yield "    " + _("and {count} more: --json or --csv has all").format(count=rest)


def _rest(found: Stats) -> Iterator[str]:
    if found.unread:
        yield ""
        yield _("Not counted, because it cannot be read: {count}").format(count=len(found.unread))
        for one in found.unread:
            yield "  " + labelled(flat(one.item), flat(one.why))
    if found.drafts:
        yield ""
        yield drafts_text(found)


def drafts_text(found: Stats) -> str:
    """That there are decisions and notices which are drafts, and so count nowhere."""
    said = _("Drafts of decisions and notices, which count nowhere: {items}")
    return said.format(items=listed(f"{one.case} {' '.join(one.items)}" for one in found.drafts))


def untold_text(one: Untold) -> str:
    """One open thing on a line: the case, its papers, why."""
    place = " ".join((flat(one.case), *([flat(one.number)] if one.number else ()), *one.items))
    return labelled(place, flat(one.why))


def grid(table: Table, groups: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The table as rows of text, its head first; ids stand last, for --trace."""
    return [tuple(_text(cell) for cell in row) for row in _grid(table, groups)]


def _text(cell: Cell) -> str:
    if cell is None:
        return "—"
    return f"{cell:,}" if isinstance(cell, (int, Decimal)) else str(cell)


def _grid(table: Table, groups: tuple[str, ...]) -> list[tuple[Cell, ...]]:
    if groups:
        return _by_group(table, groups)
    return _matrix(table) if table.grid else _plain_rows(table)


def _plain_rows(table: Table) -> list[tuple[Cell, ...]]:
    money = any(figure.yuan is not None for figure in table.figures)
    head: tuple[Cell, ...] = (_("what is counted"), _("how many"), _("cases behind it"))
    rows = [(*head, *([_("amount (yuan)")] if money else ()), _("id"))]
    for figure in table.figures:
        amount: list[Cell] = [figure.yuan if figure.yuan is not None else ""] if money else []
        value = _shown(figure, figure.value)
        rows.append((_named(figure), value, figure.cases, *amount, figure.id))
    return rows


def _matrix(table: Table) -> list[tuple[Cell, ...]]:
    """One line a kind, one column for each thing that is asked of it."""
    heads = list(dict.fromkeys(f.cell[1] for f in table.figures if f.cell))
    names = list(dict.fromkeys(f.cell[0] for f in table.figures if f.cell))
    cells = {f.cell: f for f in table.figures if f.cell}
    rows: list[tuple[Cell, ...]] = [(_("kind"), *heads, _("id"))]
    for name in names:
        line = [cells[name, head] for head in heads]
        kind = line[0].id.rpartition(".")[2]
        rows.append((name, *(_shown(f, f.value) for f in line), f"{table.id}.*.{kind}"))
    return rows


def _by_group(table: Table, groups: tuple[str, ...]) -> list[tuple[Cell, ...]]:
    """One column a month or unit, then the whole; money in a line of its own."""
    rows: list[tuple[Cell, ...]] = [(_("what is counted"), *groups, _("all"), _("id"))]
    for figure in table.figures:
        name = f"{figure.cell[0]} · {figure.cell[1]}" if figure.cell else _named(figure)
        shares = [_shown(figure, share.value) for share in figure.shares]
        rows.append((name, *shares, _shown(figure, figure.value), figure.id))
        if figure.yuan is not None:
            money: list[Cell] = [share.yuan for share in figure.shares]
            rows.append((bracketed(name, _("yuan")), *money, figure.yuan, f"{figure.id}.yuan"))
    return rows


def _shown(figure: Figure, value: int | Decimal | None) -> Cell:
    return value_text(value, "percent") if figure.unit == "percent" else value


def _named(figure: Figure) -> str:
    return "  " * figure.level + figure.title


def tables(found: Stats, traced: Iterable[Figure] = ()) -> list[TitledTable]:
    """The tables for a spreadsheet: all of them, what could not be told, what was traced."""
    made = []
    for table in found.tables:
        head, *rows = _grid(table, found.groups)
        about = (labelled(_("what counts"), table.counts), labelled(_("counted by"), table.dated))
        notes = (*head_lines(found), *about, *table.notes)
        made.append(
            TitledTable(table.title, tuple(_text(c) for c in head), tuple(rows), notes, table.title)
        )
    made.append(_open_table(found))
    behind = tuple(_trace_row(figure, one) for figure in traced for one in figure.behind)
    if behind:
        head = (
            _("id"),
            _("what is counted"),
            _("case"),
            _("case number"),
            _("unit"),
            _("counted on"),
        )
        more = (_("until"), _("papers and acts"), _("how many"), _("amount (yuan)"), _("remark"))
        made.append(TitledTable(_("What stands behind the numbers"), (*head, *more), behind))
    return made


def _open_table(found: Stats) -> TitledTable:
    rows: list[tuple[Cell, ...]] = [
        (table.title, one.case, one.number, one.unit, " ".join(one.items), one.why)
        for table in found.tables
        for one in table.untold
    ]
    rows += [(_("all tables"), one.item, None, None, "", one.why) for one in found.unread]
    head = (
        _("table of statistics"),
        _("case"),
        _("case number"),
        _("unit"),
        _("papers and acts"),
        _("why it cannot be told"),
    )
    notes = (drafts_text(found),) if found.drafts else ()
    return TitledTable(_("What could not be told"), head, tuple(rows), notes)


def _trace_row(figure: Figure, one: Counted) -> tuple[Cell, ...]:
    until = one.until.isoformat() if one.until else ""
    where: tuple[Cell, ...] = (figure.id, figure.title, one.case, one.number, one.unit)
    return (*where, one.on.isoformat(), until, " ".join(one.items), one.many, one.yuan, one.note)


def traced(found: Stats, wanted: Iterable[str]) -> list[Figure]:
    """The figures of these ids; a table's or a part's name stands for all below it, * for any."""
    return [
        figure
        for table in found.tables
        for figure in table.figures
        if any(_matches(figure.id, name.strip()) for name in wanted)
    ]


def _matches(figure: str, name: str) -> bool:
    if name in ("all", "*"):
        return True
    parts, asked = figure.split("."), name.removesuffix(".yuan").split(".")
    return len(asked) <= len(parts) and all(
        one in ("*", part) for one, part in zip(asked, parts, strict=False)
    )


def trace_lines(figures: Iterable[Figure]) -> Iterator[str]:
    """Each figure and, a line each, the cases and papers behind it."""
    for figure in figures:
        title = " · ".join(figure.cell) if figure.cell else figure.title
        value = value_text(figure.value, figure.unit)
        money = f"  {yuan_text(figure.yuan)}" if figure.yuan is not None else ""
        yield f"{figure.id}  {title}  {value}{money}"
        for one in figure.behind:
            yield "  " + _trace_line(one)


def _trace_line(one: Counted) -> str:
    until = f"–{one.until}" if one.until else ""
    parts = [flat(one.case), flat(one.number or ""), f"{one.on}{until}", " ".join(one.items)]
    parts += [yuan_text(one.yuan), f"× {one.many}" if one.many > 1 else "", flat(one.note)]
    return "  ".join(part for part in parts if part)
