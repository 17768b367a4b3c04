"""What is due by when over all cases, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from lawrec.i18n import N_, _
from lawrec.report.lines import bracketed, flat, iso, labelled, listed, span, when
from lawrec.schema.moments import last_instant, parse_moment
from lawrec.sheets.table_out import TitledTable

Kind = Literal["case", "lead", "inbox"]
Role = Literal["handler", "section", "legal", "head", "custodian", "intake"]
_ROLES: dict[Role, str] = {
    "handler": N_("handles it"),
    "section": N_("head of section"),
    "legal": N_("legal review"),
    "head": N_("head of the organ, to approve"),
    "custodian": N_("custodian"),
    "intake": N_("took it in"),
}


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose something is, and as what; without a name where the roster has nobody for it."""

    name: str | None
    role: Role


def owner_text(owner: Owner) -> str:
    """The name and the part; the part alone where nobody is named."""
    return bracketed(owner.name or _("nobody on the roster"), role_text(owner.role))


def role_text(role: Role) -> str:
    """What somebody's part in it is called."""
    return _(_ROLES[role])


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing that waits for somebody. `due` is ISO 8601; None where nothing sets a time.

    `item` is what commands call it: a case's label, a lead, a medium of the inbox. `since` is
    when it began to wait, where that is what tells. `officers` handle the case, `owners` have to
    do this. `key` stays while the same thing waits. `public` and `public_title` are the words
    for a page that everybody sees; `number` is the case's own.
    """

    kind: Kind
    item: str
    what: str
    title: str | None = None
    due: str | None = None
    since: str | None = None
    command: str | None = None
    clauses: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    unit: str | None = None
    owners: tuple[Owner, ...] = ()
    key: str = ""
    number: str | None = None
    public: str | None = None
    public_title: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A case that stands still or cannot be read, and why."""

    case: str
    why: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Everything that waits in one repository at one time, what comes first at the head.

    `id` tells bureaus apart. `every` has what was left out because it is far ahead, if the list
    is `limited`; `posts` are members of staff with their units.
    """

    repository: str
    as_of: datetime
    items: tuple[Deadline, ...]
    still: tuple[Skipped, ...] = ()
    unreadable: tuple[Skipped, ...] = ()
    crashed: tuple[Skipped, ...] = ()
    bureau: str = ""
    id: str = ""
    officer: str | None = None
    unit: str | None = None
    every: tuple[Deadline, ...] = ()
    posts: tuple[tuple[str, str], ...] = ()
    limited: bool = False

    @property
    def missed(self) -> tuple[Deadline, ...]:
        """What should have been done already."""
        return tuple(item for item in self.items if is_missed(item, self.as_of))


def is_missed(item: Deadline, as_of: datetime) -> bool:
    """Whether its time is over."""
    return item.due is not None and last_instant(parse_moment(item.due)) < as_of


def to_json(found: Deadlines, by: str | None = None) -> dict[str, Any]:
    """The list for programs; `by` adds the groups, by the places of their items."""
    answer = {
        "schema_version": "1",
        "repository": found.repository,
        "as_of": iso(found.as_of),
        "missed": len(found.missed),
        "items": [_item(item, found.as_of) for item in found.items],
        "standing_still": [_skipped(one) for one in found.still],
        "unreadable": [_skipped(one) for one in found.unreadable],
        "crashed": [_skipped(one) for one in found.crashed],
    }
    if by is None:
        return answer
    places = {id(item): place for place, item in enumerate(found.items)}
    groups = [
        {"name": name, "items": [places[id(item)] for item in items]}
        for name, items in grouped(found, by)
    ]
    return answer | {"by": by, "groups": groups}


def grouped(found: Deadlines, by: str) -> list[tuple[str | None, list[Deadline]]]:
    """The items by whose they are, or by the unit; what is nobody's last, under None.

    What several have to do stands in each one's group.
    """
    units = dict(found.posts)
    groups: dict[str | None, list[Deadline]] = {}
    for item in found.items:
        if by == "officer":
            names: list[str | None] = [one.name for one in item.owners]
            if found.officer is not None:
                names = [name for name in names if name == found.officer]
        else:
            taken = [units[one.name] for one in item.owners if one.name in units]
            names = [item.unit] if item.unit else [*taken]
        for name in dict.fromkeys(names or [None]):
            groups.setdefault(name, []).append(item)
    return sorted(groups.items(), key=lambda pair: (pair[0] is None, pair[0] or ""))


def _item(item: Deadline, as_of: datetime) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "item": item.item,
        "title": item.title,
        "what": item.what,
        "due": item.due,
        "missed": is_missed(item, as_of),
        "since": item.since,
        "command": item.command,
        "clauses": list(item.clauses),
        "officers": list(item.officers),
        "owners": [{"name": one.name, "role": one.role} for one in item.owners],
        "unit": item.unit,
    }


def _skipped(one: Skipped) -> dict[str, Any]:
    return {"case": one.case, "title": one.title, "why": one.why}


_HEADS = {
    "missed": N_("Missed: {count}"),
    "coming": N_("Due next: {count}"),
    "waiting": N_("Waiting, without a day of their own: {count}"),
}


def lines(found: Deadlines, by: str | None = None) -> Iterator[str]:
    """What was missed, what comes, what waits without a day, and what was left out and why."""
    if by is None:
        yield from _timed(found.items, found.as_of)
    else:
        for number, (name, items) in enumerate(grouped(found, by)):
            nobody = _("nobody on the roster") if by == "officer" else _("no unit")
            yield from ("", f"== {flat(name or nobody)} ==")[0 if number else 1 :]
            yield from _timed(items, found.as_of)
    if not found.items:
        yield _("Nothing is due in {path}").format(path=flat(found.repository))
    yield from _left_out(_("Cases that stand still: {count}"), found.still)
    yield from _left_out(_("What cannot be read: {count}"), found.unreadable)
    yield from _left_out(_("Not judged to the end: {count}"), found.crashed)


def _timed(items: Iterable[Deadline], as_of: datetime) -> Iterator[str]:
    groups: dict[str, list[Deadline]] = {name: [] for name in _HEADS}
    for item in items:
        late = is_missed(item, as_of)
        groups["missed" if late else "coming" if item.due else "waiting"].append(item)
    for name, those in groups.items():
        if those:
            yield _(_HEADS[name]).format(count=len(those))
            for item in those:
                yield from _lines_of(item, as_of)


def _left_out(head: str, skipped: tuple[Skipped, ...]) -> Iterator[str]:
    if skipped:
        yield head.format(count=len(skipped))
        for one in skipped:
            yield flat(f"{one.case} {one.title or ''}")
            yield f"      {flat(one.why)}"


def _lines_of(item: Deadline, as_of: datetime) -> Iterator[str]:
    day = when(parse_moment(item.due)) if item.due else when(_since(item))
    clauses = listed(item.clauses)
    what = bracketed(flat(item.what), clauses) if clauses else flat(item.what)
    yield f"  {day}  {flat(item.item)}  {what}"
    if is_missed(item, as_of) and item.due:
        ago = span(as_of - last_instant(parse_moment(item.due)))
        yield "      " + _("missed by {span}").format(span=ago)
    who = listed((*([item.title] if item.title else []), *item.officers))
    if who:
        yield f"      {who}"
    if any(one.role != "handler" or one.name not in item.officers for one in item.owners):
        yield "      " + labelled(_("whose it is"), listed(map(owner_text, item.owners)))
    if item.command:
        yield f"      $ {flat(item.command)}"


def _since(item: Deadline) -> datetime | None:
    return last_instant(parse_moment(item.since)) if item.since else None


def tables(found: Deadlines) -> list[TitledTable]:
    """The list as one table for a spreadsheet."""
    head = (
        _("due by"),
        _("time is over"),
        _("case"),
        _("case number"),
        _("title"),
        _("what is to do"),
    )
    more = (_("its clauses"), _("whose it is"), _("unit"), _("since"), _("command to type"))
    rows = tuple(
        (
            when(parse_moment(item.due)) if item.due else "",
            _("yes") if is_missed(item, found.as_of) else "",
            *(item.item, item.number, item.title, item.what, listed(item.clauses)),
            *(listed(map(owner_text, item.owners)), item.unit),
            when(parse_moment(item.since)) if item.since else "",
            item.command,
        )
        for item in found.items
    )
    said = _("As of {time}").format(time=when(found.as_of))
    notes = (f"{found.bureau} {said}",)
    return [TitledTable(_("Deadlines"), (*head, *more), rows, notes)]
