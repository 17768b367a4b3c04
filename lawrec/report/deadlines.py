"""What is due by when over all cases, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from lawrec.i18n import N_, _
from lawrec.report.lines import bracketed, flat, iso, listed, span, when
from lawrec.schema.moments import last_instant, parse_moment

Kind = Literal["case", "lead", "inbox"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing that waits for somebody. `due` is ISO 8601; None where nothing sets a time.

    `item` is what commands call it: a case's label, a lead, a medium of the inbox. `since` is
    when it began to wait, where that is what tells.
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


@dataclass(frozen=True, slots=True)
class Skipped:
    """A case that stands still or cannot be read, and why."""

    case: str
    why: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Everything that waits in one repository at one time, what comes first at the head."""

    repository: str
    as_of: datetime
    items: tuple[Deadline, ...]
    still: tuple[Skipped, ...] = ()
    unreadable: tuple[Skipped, ...] = ()
    crashed: tuple[Skipped, ...] = ()

    @property
    def missed(self) -> tuple[Deadline, ...]:
        """What should have been done already."""
        return tuple(item for item in self.items if is_missed(item, self.as_of))


def is_missed(item: Deadline, as_of: datetime) -> bool:
    """Whether its time is over."""
    return item.due is not None and last_instant(parse_moment(item.due)) < as_of


def to_json(found: Deadlines) -> dict[str, Any]:
    """The list for programs."""
    return {
        "schema_version": "1",
        "repository": found.repository,
        "as_of": iso(found.as_of),
        "missed": len(found.missed),
        "items": [_item(item, found.as_of) for item in found.items],
        "standing_still": [_skipped(one) for one in found.still],
        "unreadable": [_skipped(one) for one in found.unreadable],
        "crashed": [_skipped(one) for one in found.crashed],
    }


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
        "unit": item.unit,
    }


def _skipped(one: Skipped) -> dict[str, Any]:
    return {"case": one.case, "title": one.title, "why": one.why}


_HEADS = {
    "missed": N_("Missed: {count}"),
    "coming": N_("Due next: {count}"),
    "waiting": N_("Waiting, without a day of their own: {count}"),
}


def lines(found: Deadlines) -> Iterator[str]:
    """What was missed, what comes, what waits without a day, and what was left out and why."""
    groups: dict[str, list[Deadline]] = {name: [] for name in _HEADS}
    for item in found.items:
        late = is_missed(item, found.as_of)
        groups["missed" if late else "coming" if item.due else "waiting"].append(item)
    for name, items in groups.items():
        if items:
            yield _(_HEADS[name]).format(count=len(items))
            for item in items:
                yield from _lines_of(item, found.as_of)
    if not found.items:
        yield _("Nothing is due in {path}").format(path=flat(found.repository))
    yield from _left_out(_("Cases that stand still: {count}"), found.still)
    yield from _left_out(_("What cannot be read: {count}"), found.unreadable)
    yield from _left_out(_("Not judged to the end: {count}"), found.crashed)


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
    if item.command:
        yield f"      $ {flat(item.command)}"


def _since(item: Deadline) -> datetime | None:
    return last_instant(parse_moment(item.since)) if item.since else None
