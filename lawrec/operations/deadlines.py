"""What is due by when, over all cases of a repository, its leads and its inbox of footage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from lawrec.checks.base import Rule
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.dues import instalments_due, orders_due
from lawrec.checks.runner import run
from lawrec.errors import LawrecError, UsageError
from lawrec.i18n import _, language
from lawrec.operations.audit import this_minute
from lawrec.operations.judging import measure
from lawrec.operations.lonely import lonely_leads, lonely_media
from lawrec.operations.next_step import next_of, standing_still
from lawrec.operations.session import find_officer
from lawrec.operations.status import open_items
from lawrec.report.deadlines import Deadline, Deadlines, Skipped, is_missed
from lawrec.report.worklist import waits
from lawrec.schema.case import Case
from lawrec.schema.moments import day_of, format_moment, last_instant, parse_moment
from lawrec.schema.report import Report
from lawrec.schema.snapshot import Bureau
from lawrec.store import layout
from lawrec.store.bureau_files import load_bureau
from lawrec.store.load import load_case
from lawrec.store.sources import FolderSource

_STORING = "25.2"
"""The clauses on storing footage, whose hours run on while a case stands still."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose deadlines: an officer's, a unit's; `days` how far ahead. None asks for all."""

    officer: str | None = None
    unit: str | None = None
    days: int | None = None


def deadlines(bureau: Path | None = None, wanted: Wanted | None = None) -> Deadlines:
    """Everything that waits in that repository, or in the one around the current folder.

    What is missed is always there, however far ahead one looks. Archived cases are not judged.
    Raises UsageError where the roster knows no such officer or unit.
    """
    root = layout.require_bureau(bureau or Path.cwd())
    known = bureau is not None or layout.is_own_bureau(root)
    facts = load_bureau(root, known=known)
    wanted = _known(wanted or Wanted(), facts)
    search = _Search(root, facts, wanted, this_minute())
    for folder in layout.case_folders(root):
        search.look_at(folder)
    search.look_around()
    return search.found()


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
    if wanted.days is not None and wanted.days < 0:
        raise UsageError(_("--days takes a number of days from today on"))
    return replace(wanted, officer=officer)


class _Search:
    """Goes through the cases and keeps what it finds."""

    def __init__(self, root: Path, facts: Bureau, wanted: Wanted, now: datetime) -> None:
        self._root, self._facts, self._wanted, self._now = root, facts, wanted, now
        self._items: list[Deadline] = []
        self._still: list[Skipped] = []
        self._unreadable: list[Skipped] = []
        self._crashed: list[Skipped] = []

    def found(self) -> Deadlines:
        """What was found, the earliest first, what has no day last."""
        last = self._now + timedelta(days=self._wanted.days or 0)
        items = [
            item
            for item in self._items
            if self._wanted.days is None
            or item.due is None
            or _instant(item.due) <= last_instant(day_of(last))
            or is_missed(item, self._now)
        ]
        items.sort(key=lambda item: (item.due is None, _order(item), item.item, item.what))
        return Deadlines(
            str(self._root),
            self._now,
            tuple(items),
            tuple(self._still),
            tuple(self._unreadable),
            tuple(self._crashed),
        )

    def look_at(self, folder: Path) -> None:
        """One case; a case that cannot be read is kept with the reason."""
        if (folder / layout.ARCHIVED).is_file() or not self._concerns(folder):
            return
        label = layout.case_label(folder)
        try:
            snapshot = load_case(folder, bureau=self._facts)
            page = snapshot.case
            if page is None:
                why = next((p.message for p in snapshot.problems), "")
                self._unreadable.append(Skipped(label, why))
                return
            if page.data.lead is not None:
                leads = (page.data.lead,)
                known = load_bureau(self._root, leads, known=self._facts.known)
                known = replace(known, checks=snapshot.bureau.checks)
                snapshot = replace(snapshot, bureau=known)
        except LawrecError as error:
            self._unreadable.append(Skipped(label, error.what))
            return
        decides = measure(snapshot, self._root)
        facts = decides.facts(replace(snapshot, name=label), self._now)
        self._judge(facts, decides.rules, page.data)

    def _concerns(self, folder: Path) -> bool:
        """Whether the case is one of those asked for: only its own page is read for that.

        One whose page cannot be read may be, and is told.
        """
        if self._wanted.officer is None and self._wanted.unit is None:
            return True
        document = FolderSource(folder).read(layout.CASE_PAGE)
        if document is None or not isinstance(document.data, dict):
            return True
        officers, unit = document.data.get("officers"), document.data.get("unit")
        mine = self._wanted.officer is None or self._wanted.officer in _names(officers)
        return mine and self._wanted.unit in (None, unit)

    def _judge(self, case: Facts, rules: tuple[Rule, ...], page: Case) -> None:
        result = run(case, rules, language())
        if result.crashes:
            text = _("A rule failed here: lawrec audit {case}").format(case=case.label)
            self._crashed.append(Skipped(case.label, text, page.title))
        why = standing_still(case)
        if why is not None:
            self._still.append(Skipped(case.label, why, page.title))
        for item in _of_case(case, result.report):
            storing = any(clause.startswith(_STORING) for clause in item.clauses)
            if why is None or storing:
                self._items.append(
                    replace(item, title=page.title, officers=page.officers, unit=page.unit)
                )

    def look_around(self) -> None:
        """Leads that nobody has settled, and footage that belongs to no case."""
        for search in (lonely_leads, lonely_media):
            for item in search(self._root, self._facts):
                if isinstance(item, Skipped):
                    self._unreadable.append(item)
                elif self._is_for(item):
                    self._items.append(item)

    def _is_for(self, item: Deadline) -> bool:
        """Whoever took it in or examines it; their unit is the item's."""
        if self._wanted.officer is not None and self._wanted.officer not in item.officers:
            return False
        return self._wanted.unit is None or any(
            self._wanted.unit in {post.unit for post in officer.posts}
            for name in item.officers
            if (officer := self._facts.officers.get(name)) is not None
        )


def _names(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else []


def _of_case(case: Facts, report: Report) -> Iterator[Deadline]:
    """The dated things that wait in one case: of its findings, and of its own papers."""
    found = [
        Deadline("case", case.label, i.what, due=i.due, command=i.command, clauses=i.clauses)
        for i in open_items(case, report)
        if waits(i) or (i.state == "rectify" and i.due)  # missed for good, and not explained yet
    ]
    yield from found
    performed = {_day(i) for i in found if any(c.startswith("22.") for c in i.clauses)}
    for item in _of_papers(case):
        if _day(item) not in performed:
            found.append(item)
            yield item
    step = next_of(case)
    if step is not None and step.due:
        text = _("Next step: {what}").format(what=step.what)
        item = Deadline("case", case.label, text, due=step.due, command=step.command)
        if _day(item) not in {_day(other) for other in found}:
            yield item


def _day(item: Deadline) -> date | None:
    return day_of(parse_moment(item.due)) if item.due else None


def _of_papers(case: Facts) -> Iterator[Deadline]:
    """Periods that a decision or an approval of this case sets."""
    command = f"lawrec add-record {case.label} performance_record"
    for due in orders_due(case):
        text = _("{paper}: the last day to perform item {number}")
        what = text.format(paper=due.paper, number=due.number)
        yield _dated(case, what, due.on, command)
    for day, form in instalments_due(case):
        what = _("{form}: a part of the fine is due").format(form=form)
        yield _dated(case, what, day, command)


def _dated(case: Facts, what: str, on: date, command: str) -> Deadline:
    return Deadline("case", case.label, what, due=format_moment(on), command=command)


def _instant(due: str) -> datetime:
    return last_instant(parse_moment(due))


def _order(item: Deadline) -> float:
    moment = item.due or item.since
    return _instant(moment).timestamp() if moment else 0.0
