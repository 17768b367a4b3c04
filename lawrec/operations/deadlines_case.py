"""The dated things that wait in one case, whose they are, and the key that each keeps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.dues import instalments_due, orders_due
from lawrec.checks.runner import run
from lawrec.errors import LawrecError
from lawrec.i18n import _, language
from lawrec.operations.deadlines_owner import awaiting, handlers, owners_of, waits_for
from lawrec.operations.deadlines_public import public_of
from lawrec.operations.judging import measure
from lawrec.operations.next_step import kind_name, next_of, standing_still
from lawrec.operations.status import open_items
from lawrec.report.deadlines import Deadline, Skipped
from lawrec.report.worklist import WorkItem, waits
from lawrec.schema.case import Case
from lawrec.schema.moments import day_of, format_moment, parse_moment
from lawrec.schema.report import Report
from lawrec.schema.snapshot import Bureau, CaseSnapshot
from lawrec.store import layout
from lawrec.store.bureau_files import load_bureau
from lawrec.store.load import load_case

_STORING = "25.2"
"""The clauses on storing footage, whose hours run on while a case stands still."""
_PARAGRAPH = re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Given:
    """What every case is looked at with; `reporters` are never named on a public page."""

    root: Path
    facts: Bureau
    now: datetime
    reporters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InCase:
    """What waits in one case, or why that cannot be told. `page` is None where it is unread."""

    case: str
    page: Case | None = None
    items: tuple[Deadline, ...] = ()
    still: Skipped | None = None
    unreadable: Skipped | None = None
    crashed: Skipped | None = None


def in_case(given: Given, folder: Path) -> InCase:
    """One case; a case that cannot be read is kept with the reason, an archived one is not read."""
    label = layout.case_label(folder)
    if (folder / layout.ARCHIVED).is_file():
        return InCase(label)
    try:
        snapshot = _read(given, folder)
    except LawrecError as error:
        return InCase(label, unreadable=Skipped(label, error.what))
    page = snapshot.case
    if page is None:
        problem = next((p.message for p in snapshot.problems), "")
        return InCase(label, unreadable=Skipped(label, problem))
    decides = measure(snapshot, given.root)
    case = decides.facts(replace(snapshot, name=label), given.now)
    result = run(case, decides.rules, language())
    crashed = None
    if result.crashes:
        text = _("A rule failed here: lawrec audit {case}").format(case=label)
        crashed = Skipped(label, text, page.data.title)
    why = standing_still(case)
    still = Skipped(label, why, page.data.title) if why is not None else None
    items = [
        replace(item, title=page.data.title, officers=page.data.officers, unit=page.data.unit)
        for item in _of_case(case, result.report)
        if still is None or any(clause.startswith(_STORING) for clause in item.clauses)
    ]
    public = public_of(case, given.reporters)
    shown = tuple(public.of(replace(item, number=page.data.number)) for item in _keyed(items))
    return InCase(label, page.data, shown, still, crashed=crashed)


def _read(given: Given, folder: Path) -> CaseSnapshot:
    snapshot = load_case(folder, bureau=given.facts)
    page = snapshot.case
    if page is None or page.data.lead is None:
        return snapshot
    known = load_bureau(given.root, (page.data.lead,), known=given.facts.known)
    known = replace(known, checks=snapshot.bureau.checks)
    return replace(snapshot, bureau=known)


def _of_case(case: Facts, report: Report) -> Iterator[Deadline]:
    """The dated things that wait in one case: of its findings, and of its own papers."""
    found = [
        Deadline(
            *("case", case.label, i.what),
            due=i.due,
            command=i.command,
            clauses=i.clauses,
            owners=owners_of(case, i),
            key=_key(i),
        )
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
        owners = owners_of(case, WorkItem(0, "not_yet_due", text, command=step.command))
        item = Deadline("case", case.label, text, due=step.due, command=step.command)
        if _day(item) not in {_day(other) for other in found}:
            yield replace(item, owners=owners, key=f"step {step.name}")
    yield from _approvals(case)


def _key(item: WorkItem) -> str:
    """What stays the same while the same thing waits, before its time and after it.

    The paragraph and the page: a finding has another code once it is late, and other clauses.
    """
    first = _PARAGRAPH.match(item.clauses[0]) if item.clauses else None
    paragraph = first.group() if first else item.state
    if item.clauses and item.clauses[0].startswith("17("):
        paragraph = item.clauses[0]
    return f"{paragraph} {item.path or 'case.yaml'}"


def _keyed(items: list[Deadline]) -> Iterator[Deadline]:
    """Each with a key of its own: what shares one is told apart by its order of time."""
    seen: Counter[str] = Counter()
    for item in sorted(items, key=lambda item: (item.due or "9999", item.what)):
        seen[item.key] += 1
        number = seen[item.key]
        yield item if number == 1 else replace(item, key=f"{item.key} #{number}")


def _day(item: Deadline) -> date | None:
    return day_of(parse_moment(item.due)) if item.due else None


def _of_papers(case: Facts) -> Iterator[Deadline]:
    """Periods that a decision or an approval of this case sets."""
    for due in orders_due(case):
        text = _("{paper}: the last day to perform item {number}")
        what = text.format(paper=due.paper, number=due.number)
        yield _dated(case, what, due.on, f"order {due.paper} {due.number}")
    for day, form in instalments_due(case):
        what = _("{form}: a part of the fine is due").format(form=form)
        yield _dated(case, what, day, f"instalment {form} {day.isoformat()}")


def _dated(case: Facts, what: str, on: date, key: str) -> Deadline:
    command = f"lawrec add-record {case.label} performance_record"
    item = Deadline("case", case.label, what, due=format_moment(on), command=command)
    return replace(item, owners=handlers(case), key=key)


def _approvals(case: Facts) -> Iterator[Deadline]:
    """Forms that somebody has begun and that wait for the next signature; nothing sets a day."""
    for form, last in awaiting(case):
        text = _("{id} {kind} waits for its next step")
        yield Deadline(
            *("case", case.label, text.format(id=form.id, kind=kind_name(form.data.kind))),
            since=format_moment(last.at) if last.at is not None else None,
            command=f"lawrec show {case.label} {form.id}",
            owners=waits_for(case, form),
            key=f"approval {form.id}",
        )
