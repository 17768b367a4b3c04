"""What is due by when, over all cases of a repository, its leads and its inbox of footage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from lawrec.errors import UsageError
from lawrec.i18n import _
from lawrec.operations.audit import this_minute
from lawrec.operations.deadlines_case import Given, InCase, in_case
from lawrec.operations.deadlines_public import outside_of_cases
from lawrec.operations.lonely import lonely_leads, lonely_media, reporters
from lawrec.operations.many_cases import each_case
from lawrec.operations.session import find_officer
from lawrec.report.deadlines import Deadline, Deadlines, Owner, Skipped, is_missed
from lawrec.schema.moments import day_of, last_instant, parse_moment
from lawrec.schema.snapshot import Bureau
from lawrec.store import layout
from lawrec.store.bureau_files import load_bureau

_WITHIN = re.compile(r"(\d{1,5})\s*(h|小时|时|d|天|日|w|周|星期)?")
_HOURS = ("h", "小时", "时")
_WEEKS = ("w", "周", "星期")
_LONGEST_DAYS = 36_500


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose deadlines: an officer's, a unit's; `days` how far ahead, or `hours`. None: all."""

    officer: str | None = None
    unit: str | None = None
    days: int | None = None
    hours: int | None = None

    def until(self, now: datetime) -> datetime | None:
        """The last instant that is looked at; days end with their last second."""
        if self.hours is not None:
            return now + timedelta(hours=self.hours)
        return None if self.days is None else last_instant(day_of(now + timedelta(days=self.days)))


def within(text: str) -> tuple[int | None, int | None]:
    """Days and hours of a length such as 7d, 2w, 48h, 7天; one of them. Raises UsageError."""
    found = _WITHIN.fullmatch(text.strip().lower())
    if found is None:
        said = _("--within takes a length of time such as 7d, 2w or 48h, not {text}")
        raise UsageError(said.format(text=text))
    number, unit = int(found[1]), found[2] or "d"
    if unit in _HOURS:
        return None, number
    return number * (7 if unit in _WEEKS else 1), None


def deadlines(bureau: Path | None = None, wanted: Wanted | None = None) -> Deadlines:
    """Everything that waits in that repository, or in the one around the current folder.

    What is missed is always there, however far ahead one looks. Archived cases are not judged.
    Raises UsageError where the roster knows no such officer or unit.
    """
    root = layout.require_bureau(bureau or Path.cwd())
    known = bureau is not None or layout.is_own_bureau(root)
    facts = load_bureau(root, known=known)
    wanted = _known(wanted or Wanted(), facts)
    given = Given(root, facts, this_minute(), reporters(root))
    return _chosen(each_case(in_case, given, layout.judged_folders(root)), given, wanted)


def _known(wanted: Wanted, facts: Bureau) -> Wanted:
    """The names as the roster has them; an officer may be given by certificate number."""
    units = facts.profile.units if facts.profile else {}
    officer = wanted.officer
    if officer is not None and facts.officers:
        officer = find_officer(officer, facts.officers)
        if officer is None:
            text = _("There is no officer {name} on the staff roster")
            raise UsageError(text.format(name=wanted.officer))
    if wanted.unit is not None and units and wanted.unit not in units:
        text = _("There is no unit {name}; there are: {units}")
        raise UsageError(text.format(name=wanted.unit, units=", ".join(units)))
    days = (wanted.hours or 0) // 24 if wanted.days is None else wanted.days
    if not 0 <= days <= _LONGEST_DAYS:
        text = _("--days takes a number of days from today on, at most {most}")
        raise UsageError(text.format(most=_LONGEST_DAYS))
    return replace(wanted, officer=officer)


def _chosen(cases: list[InCase], given: Given, wanted: Wanted) -> Deadlines:
    """What was asked for of all that was found, the earliest first, what has no day last."""
    mine = [one for one in cases if _concerns(one, wanted)]
    around = list(_around(given, wanted))
    every = [
        item
        for one in cases
        if wanted.unit is None or one.page is None or one.page.unit == wanted.unit
        for item in one.items
        if _is_for(item, wanted)
    ]
    every += [item for item in around if isinstance(item, Deadline)]
    every.sort(key=lambda item: (item.due is None, _order(item), item.item, item.what))
    last = wanted.until(given.now)
    shown = [i for i in every if _is_near(i, last) or is_missed(i, given.now)]
    profile = given.facts.profile
    return Deadlines(
        str(given.root),
        given.now,
        tuple(shown),
        tuple(one.still for one in mine if one.still is not None),
        (
            *(one.unreadable for one in mine if one.unreadable is not None),
            *(item for item in around if isinstance(item, Skipped)),
        ),
        tuple(one.crashed for one in mine if one.crashed is not None),
        bureau=profile.bureau.name if profile else "",
        id=(profile.id if profile else None) or (profile.bureau.name if profile else ""),
        officer=wanted.officer,
        unit=wanted.unit,
        every=tuple(every),
        posts=_posts(given.facts),
        limited=last is not None,
    )


def _posts(facts: Bureau) -> tuple[tuple[str, str], ...]:
    """Each member of staff and the unit of the last post: how blocks of a page are headed."""
    return tuple(
        (n, officer.posts[-1].unit) for n, officer in facts.officers.items() if officer.posts
    )


def _concerns(one: InCase, wanted: Wanted) -> bool:
    """Whether a case is one of those asked for; one whose page cannot be read may be."""
    if one.page is None:
        return True
    mine = wanted.officer is None or wanted.officer in one.page.officers
    return mine and wanted.unit in (None, one.page.unit)


def _is_for(item: Deadline, wanted: Wanted) -> bool:
    """Whether the officer handles the case, or has to do it."""
    if wanted.officer is None:
        return True
    return wanted.officer in item.officers or wanted.officer in {o.name for o in item.owners}


def _is_near(item: Deadline, last: datetime | None) -> bool:
    return last is None or item.due is None or _instant(item.due) <= last


def _around(given: Given, wanted: Wanted) -> Iterator[Deadline | Skipped]:
    """Leads that nobody has settled, and footage that belongs to no case."""
    public = outside_of_cases(given.reporters, given.facts.officers)
    for search in (lonely_leads, lonely_media):
        for item in search(given.root, given.facts):
            if isinstance(item, Skipped):
                yield item
            elif _is_in(item, wanted, given.facts):
                owners = tuple(Owner(name, "intake") for name in item.officers)
                shown = item.public or public.text(item.what)
                yield replace(item, owners=owners, key=item.kind, public=shown)


def _is_in(item: Deadline, wanted: Wanted, facts: Bureau) -> bool:
    """Whoever took it in or examines it; their unit is the item's."""
    if wanted.officer is not None and wanted.officer not in item.officers:
        return False
    return wanted.unit is None or any(
        wanted.unit in {post.unit for post in officer.posts}
        for name in item.officers
        if (officer := facts.officers.get(name)) is not None
    )


def _instant(due: str) -> datetime:
    return last_instant(parse_moment(due))


def _order(item: Deadline) -> float:
    moment = item.due or item.since
    return _instant(moment).timestamp() if moment else 0.0
