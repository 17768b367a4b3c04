"""The daily page (今日待办): what is late, due today, this week and next, a block an officer.

One file for the printer, the wall and the telephone: no script, nothing from elsewhere. It shows
only the public words of each deadline.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from lawrec.i18n import N_, _, language
from lawrec.report.deadlines import Deadline, Deadlines, Owner, is_missed, owner_text, role_text
from lawrec.report.generated import DAILY
from lawrec.report.html_parts import Markup, Part, joined, page, tag
from lawrec.report.lines import bracketed, labelled, listed, span, when
from lawrec.report.print_style import STYLE
from lawrec.schema.moments import BEIJING, day_of, last_instant, parse_moment

_STYLE = (
    STYLE
    + """
.counts { display: flex; flex-wrap: wrap; gap: 3mm; margin: 0 0 3mm; padding: 0; }
.counts div { border: .4mm solid #111; padding: 1mm 4mm; min-width: 28mm; text-align: center; }
.counts b { display: block; font-size: 22pt; line-height: 1.15; }
.counts .alarm { border-color: #a40000; color: #a40000; border-width: .8mm; }
.overview .num { width: 19mm; }
.overview td:first-child { white-space: nowrap; }
h3.overdue { color: #a40000; border-left: 2mm solid #a40000; padding-left: 2mm; }
ul { list-style: none; margin: 0; padding: 0; }
li { display: grid; grid-template-columns: 7mm 35mm 1fr; gap: 0 2mm; padding: 1.6mm 0;
border-bottom: .2mm solid #bbb; break-inside: avoid; }
.tick { width: 5mm; height: 5mm; border: .4mm solid #111; margin-top: .7mm; }
.due { font-weight: bold; font-variant-numeric: tabular-nums; }
.due span { display: block; font-weight: normal; font-size: 9pt; }
.overdue .due { color: #a40000; }
.overdue .what { font-weight: bold; }
.overdue .of { font-weight: normal; }
.what { overflow-wrap: anywhere; }
.of { display: block; font-size: 9.5pt; color: #333; }
h2 .small { font-weight: normal; margin-left: 3mm; }
@media screen and (max-width: 640px) { li { grid-template-columns: 8mm 1fr; }
.overview th:nth-child(2), .overview td:nth-child(2) { display: none; }
.what { grid-column: 2; } .counts div { flex: 1; min-width: 22mm; padding: 1mm; } }
"""
)
_SECTIONS = {
    "late": N_("Late"),
    "today": N_("Today"),
    "week": N_("This week"),
    "next": N_("Next week"),
    "later": N_("Later"),
    "undated": N_("No day set"),
}
_COUNTED = ("late", "today", "week", "next")
_WEEKDAYS = (
    *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday")),
    *(N_("Friday"), N_("Saturday"), N_("Sunday")),
)


@dataclass(slots=True)
class Block:
    """What one person has to do, by section. `name` is None for what nobody on the roster has."""

    name: str | None
    unit: str | None = None
    items: dict[str, list[tuple[Deadline, Owner | None]]] = field(default_factory=dict)

    def count(self, section: str) -> int:
        """How many stand in that section."""
        return len(self.items.get(section, ()))


def section_of(item: Deadline, as_of: datetime) -> str:
    """Under which heading it stands: weeks begin on Monday, days are those of Chinese time."""
    if item.due is None:
        return "undated"
    if is_missed(item, as_of):
        return "late"
    today, due = day_of(as_of), day_of(parse_moment(item.due))
    sunday = today + timedelta(days=6 - today.weekday())
    if due <= today:
        return "today"
    if due <= sunday:
        return "week"
    return "next" if due <= sunday + timedelta(days=7) else "later"


def blocks(found: Deadlines) -> list[Block]:
    """A block for each person who has something to do; who has most that is late comes first.

    What several have to do stands in each one's block: everybody's own list is whole.
    """
    units = dict(found.posts)
    made: dict[str | None, Block] = {}
    for item in found.items:
        owners: Iterable[Owner | None] = item.owners or (None,)
        for owner in owners:
            name = owner.name if owner else None
            if found.officer is not None and name != found.officer:
                continue
            block = made.setdefault(name, Block(name, units.get(name or "")))
            section = section_of(item, found.as_of)
            block.items.setdefault(section, []).append((item, owner))
    return sorted(made.values(), key=_rank)


def _rank(block: Block) -> tuple[object, ...]:
    pressing = tuple(-block.count(section) for section in _COUNTED)
    return block.name is None, *pressing, block.name or ""


def daily_page(found: Deadlines) -> str:
    """The whole page; nothing in it comes from elsewhere, and nothing in it runs.

    Unless somebody asked for another length of time, it ends with the next week.
    """
    title = _("To do today")
    found = _own(found)
    if not found.limited:
        near = [i for i in found.items if section_of(i, found.as_of) != "later"]
        found = replace(found, items=tuple(near))
    made = blocks(found)
    return page(
        f"{title} {found.as_of.astimezone(BEIJING):%Y-%m-%d} {found.bureau}",
        _STYLE,
        "zh-CN" if language() == "zh" else "en",
        tag("p", _whose(found), class_="bureau"),
        tag("h1", title),
        tag("p", _day_text(day_of(found.as_of)), class_="day"),
        _counts(found),
        _overview(made) if len(made) > 1 else None,
        *(_block(block, found.as_of) for block in made),
        _rest(found),
        tag("p", _foot(found), class_="foot"),
        meta={"generator": DAILY.mark, "viewport": "width=device-width, initial-scale=1"},
    )


def _own(found: Deadlines) -> Deadlines:
    """On an officer's page only what is theirs to do, so that its numbers are those of its list."""
    if found.officer is None:
        return found

    def own(items: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
        return tuple(i for i in items if found.officer in {owner.name for owner in i.owners})

    return replace(found, items=own(found.items), every=own(found.every))


def _whose(found: Deadlines) -> str:
    return " · ".join(part for part in (found.bureau, found.unit, found.officer) if part)


def _day_text(day: date) -> str:
    weekday = _(_WEEKDAYS[day.weekday()])
    if language() == "zh":
        return f"{day.year}年{day.month}月{day.day}日　{weekday}"
    return f"{day.isoformat()}, {weekday}"


def _counts(found: Deadlines) -> Markup:
    sections = [section_of(item, found.as_of) for item in found.items]
    return tag(
        "div",
        *(
            tag(
                "div",
                tag("b", str(sections.count(name))),
                _(_SECTIONS[name]),
                class_="alarm" if name == "late" and "late" in sections else name,
            )
            for name in _COUNTED
        ),
        class_="counts",
    )


def _overview(made: list[Block]) -> Markup:
    head = [tag("th", _("Who")), tag("th", _("Unit"))]
    told = (*_COUNTED, "undated")
    head += [tag("th", _(_SECTIONS[name]), class_="num") for name in told]
    rows = []
    for block in made:
        cells = [tag("td", _name(block)), tag("td", block.unit or "")]
        for name in told:
            count = block.count(name)
            look = "num late" if name == "late" and count else "num"
            cells.append(tag("td", str(count) if count else "·", class_=look))
        rows.append(tag("tr", *cells))
    return tag("table", tag("thead", tag("tr", *head)), tag("tbody", *rows), class_="overview")


def _name(block: Block) -> str:
    return block.name or _("nobody on the roster")


def _block(block: Block, as_of: datetime) -> Markup:
    unit = tag("span", block.unit, class_="small") if block.unit else None
    parts: list[Part] = [tag("h2", _name(block), unit)]
    for name, title in _SECTIONS.items():
        items = block.items.get(name, [])
        if items:
            heading = bracketed(_(title), str(len(items)))
            look = "overdue" if name == "late" else "soon"
            parts.append(tag("h3", heading, class_=look))
            rows = [_item(item, owner, as_of) for item, owner in items]
            parts.append(tag("ul", *rows, class_=look))
    return tag("section", *parts)


def _item(item: Deadline, owner: Owner | None, as_of: datetime) -> Markup:
    clauses = listed(item.clauses)
    what = item.public or ""
    others = [other for other in item.owners if other != owner]
    called = item.number or item.item
    about = " ".join(part for part in (called, item.public_title) if part)
    small = [about]
    if owner is not None and owner.role not in ("handler", "intake"):
        small.append(labelled(_("acts as"), role_text(owner.role)))
    if others:
        small.append(labelled(_("together with"), listed(map(owner_text, others))))
    return tag(
        "li",
        tag("div", class_="tick"),
        tag("div", *_due(item, as_of), class_="due"),
        tag(
            "div",
            bracketed(what, clauses) if clauses else what,
            *(tag("span", text, class_="of") for text in small),
            class_="what",
        ),
    )


def _due(item: Deadline, as_of: datetime) -> list[Part]:
    """The day with its weekday, the time where one is set, and how late it is."""
    if item.due is None:
        since = parse_moment(item.since) if item.since else None
        return (
            [_("no day"), tag("span", _("since {time}").format(time=when(since)))]
            if since
            else [_("no day")]
        )
    moment = parse_moment(item.due)
    day = day_of(moment)
    parts: list[Part] = [f"{_short(day, as_of)} {_(_WEEKDAYS[day.weekday()])}"]
    if isinstance(moment, datetime):
        parts.append(tag("span", _("until {time}").format(time=when(moment)[-5:])))
    if is_missed(item, as_of):
        late = span(as_of - last_instant(moment))
        parts.append(tag("span", _("missed by {span}").format(span=late)))
    return parts


def _short(day: date, as_of: datetime) -> str:
    """The day as people say it; with its year where that is another one."""
    if day.year != day_of(as_of).year:
        return day.isoformat()
    return f"{day.month}月{day.day}日" if language() == "zh" else f"{day.month}-{day.day:02}"


def _rest(found: Deadlines) -> Markup | None:
    """What stands still, and what could not be looked at: only by its label."""
    far = sum(1 for item in found.every if item not in found.items)
    parts: list[Part] = []
    if far:
        parts.append(tag("p", _("Further ahead: {count}; lawrec deadlines").format(count=far)))
    for text, those in (
        (_("Cases that stand still: {count}"), found.still),
        (_("What cannot be read: {count}"), found.unreadable),
        (_("Not judged to the end: {count}"), found.crashed),
    ):
        if those:
            head = text.format(count=len(those))
            parts.append(tag("p", labelled(head, listed(one.case for one in those))))
    if not found.items:
        parts.insert(0, tag("p", _("Nothing is due."), class_="mark"))
    return joined(*parts) if parts else None


def _foot(found: Deadlines) -> str:
    said = _(
        "As of {time}. Parties are called by their part, and who reported is never named; "
        "commands and details: lawrec deadlines"
    )
    return said.format(time=when(found.as_of))
