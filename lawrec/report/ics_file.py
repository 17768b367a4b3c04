"""Deadlines as a calendar file (RFC 5545): the only user of icalendar.

Each deadline has one UID for as long as it waits. The older file is read again: what has not
changed keeps its entry to the byte, what has moved gets the next SEQUENCE, what is done is told as
done, so that a calendar which imports the file again updates its entries and doubles none.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from lawrec.errors import EnvironmentTrouble
from lawrec.i18n import _, language
from lawrec.report.deadlines import Deadline, Deadlines, is_missed, owner_text
from lawrec.report.generated import CALENDAR
from lawrec.report.lines import labelled, listed
from lawrec.schema.moments import parse_moment

if TYPE_CHECKING:
    from icalendar import Calendar, Component

Form = Literal["events", "tasks"]
"""events: every calendar shows them; tasks: to be ticked off, where a program knows tasks."""

_SCOPE = "X-LAWREC-SCOPE"
_MARK = "X-LAWREC-MARK"
_ITEM = "X-LAWREC-ITEM"
_KEPT = timedelta(days=90)
"""So long what is done stays in the file, for calendars that are seldom brought up to date."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What the file tells: how many wait, and how many are told as done."""

    waiting: int
    done: int


def library() -> Any:
    """icalendar, or EnvironmentTrouble that says what to install."""
    try:
        import icalendar
    except ImportError:
        raise EnvironmentTrouble(
            _("A calendar file needs a further part of lawrec"),
            fix='pip install "lawrec[calendar]"',
        ) from None
    return icalendar


def scope_of(found: Deadlines, form: Form) -> str:
    """Whose deadlines a file holds, as a word that tells files apart."""
    return "|".join((form, found.officer or "", found.unit or ""))


def scope_in(content: bytes) -> str | None:
    """The scope of an older file; None where it cannot be read."""
    try:
        calendar = library().Calendar.from_ical(content)
    except (ValueError, IndexError):
        return None
    return str(calendar.get(_SCOPE, ""))


def calendar_file(
    found: Deadlines, form: Form = "events", older: bytes | None = None
) -> tuple[bytes, Counts]:
    """The file, and what it tells. `older` is the one that it takes the place of."""
    icalendar = library()
    calendar: Calendar = icalendar.Calendar()
    calendar.add("PRODID", f"{CALENDAR.mark}{language().upper()}")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add(_SCOPE, scope_of(found, form))
    name = " ".join(p for p in (_("Deadlines"), found.bureau, found.unit, found.officer) if p)
    calendar.add("X-WR-CALNAME", name)
    before = _entries(icalendar, older)
    waiting, done = [], []
    for item in found.every:
        if item.due is not None:
            entry = _entry(icalendar, item, found, form)
            waiting.append(_newer(entry, before.pop(str(entry["UID"]), None), found.as_of))
    unknown = {one.case for one in (*found.unreadable, *found.crashed)}
    for entry in before.values():
        if str(entry.get(_ITEM, "")) in unknown:
            waiting.append(entry)  # nobody knows whether it is done
        elif (told := _done(entry, found.as_of)) is not None:
            done.append(told)
    for entry in sorted((*waiting, *done), key=lambda one: str(one["UID"])):
        calendar.add_component(entry)
    return calendar.to_ical(sorted=False), Counts(len(waiting), len(done))


def _entries(icalendar: Any, older: bytes | None) -> dict[str, Component]:
    if older is None:
        return {}
    try:
        calendar = icalendar.Calendar.from_ical(older)
    except (ValueError, IndexError):
        return {}  # cut or changed by another hand: every entry is written anew
    found = (*calendar.walk("VEVENT"), *calendar.walk("VTODO"))
    return {str(entry["UID"]): entry for entry in found if "UID" in entry}


def uid_of(item: Deadline, bureau: str) -> str:
    """Stays while the same thing waits, and says nothing about it."""
    text = "\n".join((bureau, item.item, item.key))
    return f"{hashlib.sha256(text.encode('utf-8')).hexdigest()[:32]}@lawrec"


def _entry(icalendar: Any, item: Deadline, found: Deadlines, form: Form) -> Component:
    entry: Component = icalendar.Event() if form == "events" else icalendar.Todo()
    due = parse_moment(item.due or "")
    entry.add("UID", uid_of(item, found.id))
    entry.add("SUMMARY", _summary(item))
    entry.add("DESCRIPTION", _description(item))
    entry.add("CATEGORIES", [_("Deadlines")])
    entry.add(_ITEM, item.item)
    if form == "tasks":
        entry.add("DUE", _time(due))
        entry.add("STATUS", "NEEDS-ACTION")
    else:
        entry.add("DTSTART", _time(due))
        end = due + timedelta(minutes=15) if isinstance(due, datetime) else due + timedelta(days=1)
        entry.add("DTEND", _time(end))
        entry.add("STATUS", "CONFIRMED")
        entry.add("TRANSP", "TRANSPARENT")  # a deadline keeps nobody busy
    if not is_missed(item, found.as_of):
        for before in _alarms(due):
            entry.add_component(_alarm(icalendar, item, before, form))
    entry.add(_MARK, hashlib.sha256(entry.to_ical(sorted=False)).hexdigest()[:16])
    return entry


def _time(moment: datetime | date) -> datetime | date:
    """In UTC, which needs no table of zones in the file; a day stays a day."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def _alarms(due: datetime | date) -> tuple[timedelta, ...]:
    """The morning before and that morning; before a time of day a day and two hours ahead."""
    if isinstance(due, datetime):
        return timedelta(days=-1), timedelta(hours=-2)
    return timedelta(hours=-15), timedelta(hours=8, minutes=30)


def _alarm(icalendar: Any, item: Deadline, before: timedelta, form: Form) -> Component:
    alarm: Component = icalendar.Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", _summary(item))
    # A task has no start: its alarm counts from the time by which it is due.
    related = {"RELATED": "END"} if form == "tasks" else {}
    alarm.add("TRIGGER", before, parameters=related)
    return alarm


def _summary(item: Deadline) -> str:
    return f"{item.number or item.item} {item.public or ''}"


def _description(item: Deadline) -> str:
    lines = [labelled(_("case"), item.item)] if item.kind == "case" else [item.item]
    lines += [item.public_title] if item.public_title else []
    lines += [labelled(_("its clauses"), listed(item.clauses))] if item.clauses else []
    lines += [labelled(_("whose it is"), listed(map(owner_text, item.owners)))]
    return "\n".join(lines)


def _newer(entry: Component, before: Component | None, now: datetime) -> Component:
    """The older entry where nothing has changed; else the new one with the next number."""
    if before is not None and str(before.get(_MARK, "")) == str(entry[_MARK]):
        return before
    sequence = int(before.get("SEQUENCE", 0)) + 1 if before is not None else 0
    created = before.get("CREATED") if before is not None else None
    return _stamped(entry, sequence, now, created)


def _stamped(entry: Component, sequence: int, now: datetime, created: Any = None) -> Component:
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        entry.pop(name, None)
        entry.add(name, now.astimezone(UTC))
    entry.pop("SEQUENCE", None)
    entry.add("SEQUENCE", sequence)
    if created is not None:
        entry["CREATED"] = created
    elif "CREATED" not in entry:
        entry.add("CREATED", now.astimezone(UTC))
    return entry


def _done(entry: Component, now: datetime) -> Component | None:
    """The entry told as done, without its alarms; after some time it is left out."""
    over = str(entry.get("STATUS", "")) in ("CANCELLED", "COMPLETED")
    if over:
        changed = entry.decoded("LAST-MODIFIED", None)
        return entry if changed is None or now - changed < _KEPT else None
    entry.subcomponents.clear()
    entry.pop("STATUS", None)
    entry.pop(_MARK, None)
    if entry.name == "VTODO":
        entry.add("STATUS", "COMPLETED")
        entry.add("COMPLETED", now.astimezone(UTC))
        entry.add("PERCENT-COMPLETE", 100)
    else:
        entry.add("STATUS", "CANCELLED")
    return _stamped(entry, int(entry.get("SEQUENCE", 0)) + 1, now)
