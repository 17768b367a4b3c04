"""The yearly tables as a printable page: one file, no script, A4."""

from __future__ import annotations

from lawrec.i18n import _, language
from lawrec.report.generated import STATS
from lawrec.report.html_parts import Markup, Part, joined, page, tag
from lawrec.report.lines import labelled, when
from lawrec.report.print_style import STYLE
from lawrec.report.stats import drafts_text, grid, untold_text, value_text, yuan_text
from lawrec.report.stats_data import Figure, Stats, Table

_STYLE = (
    STYLE
    + """
.about { font-size: 9pt; color: #444; margin: 0 0 1mm; break-after: avoid; }
.figures td:first-child { width: 46%; }
.deep td:first-child { padding-left: 7mm; }
.none td { color: #777; }
.id { font: 7pt/1.9 monospace; color: #777; white-space: nowrap; }
.open { border: .4mm solid #a40000; padding: 1.5mm 3mm; margin: 2mm 0; }
.open p { font-size: 9.5pt; margin: .6mm 0; }
.wide { font-size: 8.5pt; }
.wide th, .wide td { padding: .7mm 1mm; }
.wide td:first-child { min-width: 42mm; }
.scroll { overflow-x: auto; }
@media screen and (max-width: 640px) { .figures .id { display: none; } }
@media print { .scroll { overflow: visible; } }
.keep { break-inside: avoid; }
"""
)
_ACROSS = """
@page { size: A4 landscape; }
body { max-width: 268mm; }
"""
_ACROSS_FROM = 5
"""With so many columns beside the row's name and the sum, the paper is turned."""
_SHOWN = 30
_LONG = 16


def stats_page(found: Stats) -> str:
    """The whole page; nothing in it comes from elsewhere, and nothing in it runs."""
    title = _("Enforcement statistics")
    span = f"{found.start} – {found.end}"
    return page(
        f"{title} {found.bureau} {span}",
        _STYLE + (_ACROSS if len(found.groups) >= _ACROSS_FROM else ""),
        "zh-CN" if language() == "zh" else "en",
        tag("p", found.bureau, class_="bureau"),
        tag("h1", title),
        tag("p", _span(found), class_="day"),
        _about(found),
        *(_section(table, found) for table in found.tables),
        _unread(found),
        tag("p", _foot(found), class_="foot"),
        meta={"generator": STATS.mark, "viewport": "width=device-width, initial-scale=1"},
    )


def _span(found: Stats) -> str:
    year = found.start.year
    whole = (found.start.month, found.start.day, found.end.month, found.end.day) == (1, 1, 12, 31)
    if whole and found.end.year == year:
        span = _("the year {year}").format(year=year)
    else:
        span = _("{start} to {end}").format(start=found.start, end=found.end)
    return f"{span} · {found.unit}" if found.unit else span


def _about(found: Stats) -> Markup:
    said = _("As of {time}; {cases} cases in the repository, {open} things could not be told")
    text = said.format(time=when(found.as_of), cases=found.cases, open=found.open)
    parts: list[Part] = [tag("p", text)]
    if found.end > found.as_of.date():
        parts.append(
            tag("p", _("This time is not over yet: the numbers will grow."), class_="mark")
        )
    return joined(*parts)


def _section(table: Table, found: Stats) -> Markup:
    about = (labelled(_("what counts"), table.counts), labelled(_("counted by"), table.dated))
    head = joined(tag("h2", table.title), *(tag("p", text, class_="about") for text in about))
    notes = [tag("p", labelled(_("Note"), note), class_="small") for note in table.notes]
    open_ones = _open(table)
    body = _wide(table, found.groups) if found.groups or table.grid else _figures(table)
    short = len(table.figures) <= _LONG or (table.grid and not found.groups)
    return tag("section", head, body, *notes, open_ones, class_="keep" if short else "long")


def _figures(table: Table) -> Markup:
    money = any(figure.yuan is not None for figure in table.figures)
    names = [
        _("what is counted"),
        _("how many"),
        _("cases behind it"),
        *([_("amount (yuan)")] if money else ()),
        _("id"),
    ]
    looks = ["text", *["num"] * (len(names) - 2), "id"]
    head = tag(
        "tr",
        *(tag("th", name, class_=look) for name, look in zip(names, looks, strict=True)),
    )
    rows = [_figure(figure, money=money) for figure in table.figures]
    return tag("table", tag("thead", head), tag("tbody", *rows), class_="figures")


def _figure(figure: Figure, *, money: bool) -> Markup:
    cells: list[Part] = [
        tag("td", figure.title),
        tag("td", value_text(figure.value, figure.unit), class_="num"),
        tag("td", str(figure.cases), class_="num"),
    ]
    if money:
        cells.append(tag("td", yuan_text(figure.yuan), class_="num"))
    cells.append(tag("td", figure.id, class_="id"))
    looks = ["deep"] if figure.level else []
    looks += [] if figure.value else ["none"]
    return tag("tr", *cells, class_=" ".join(looks) or "full")


def _wide(table: Table, groups: tuple[str, ...]) -> Markup:
    """A grid, or the table broken down: one column each."""
    head, *rows = grid(table, groups)
    last = len(head) - 1 if groups else len(head)  # no room for the ids beside twelve months
    look = ["text", *["num"] * (len(head) - 2), "id"]
    top = tag("tr", *(tag("th", name, class_=look[i]) for i, name in enumerate(head[:last])))
    body = []
    for row in rows:
        cells = [row[0], *("·" if cell in ("0", "0.00") else cell for cell in row[1:last])]
        if groups and not any(cell.strip("·—") for cell in cells[1:]):
            continue
        deep = "deep" if row[0].startswith(" ") else "full"
        marked = (tag("td", cell, class_=look[i]) for i, cell in enumerate(cells))
        body.append(tag("tr", *marked, class_=deep))
    if not body:
        return tag("p", _("Nothing of this happened in this time."))
    look_of = "wide" if groups else "grid"
    found = tag("table", tag("thead", top), tag("tbody", *body), class_=look_of)
    hidden = len(body) < len(rows)
    left_out = tag("p", _("What did not happen is left out."), class_="small") if hidden else None
    return joined(tag("div", found, class_="scroll"), left_out)


def _open(table: Table) -> Markup | None:
    if not table.untold:
        return None
    text = _("Could not be told: {count}").format(count=len(table.untold))
    shown: list[Part] = [tag("p", untold_text(one)) for one in table.untold[:_SHOWN]]
    if len(table.untold) > _SHOWN:
        rest = len(table.untold) - _SHOWN
        shown.append(tag("p", _("and {count} more: --json or --csv has all").format(count=rest)))
    return tag("div", tag("p", text, class_="mark"), *shown, class_="open")


def _unread(found: Stats) -> Markup | None:
    parts: list[Part] = []
    if found.unread:
        said = _("Not counted, because it cannot be read: {count}")
        parts.append(tag("p", said.format(count=len(found.unread)), class_="mark"))
        parts += [tag("p", labelled(one.item, one.why)) for one in found.unread]
    if found.drafts:
        parts.append(tag("p", drafts_text(found)))
    return tag("div", *parts, class_="open") if parts else None


def _foot(found: Stats) -> str:
    span = f"--from {found.start} --to {found.end}"
    said = _("The cases behind a number: lawrec stats {span} --trace and its id.")
    return said.format(span=span)
