"""To which acts and papers this regulation applies: its date of effect, and the branches (30, 31).

The text bears no date of issue; the bureau states it once. A branch makes its own rules, and who
handled an act on its day decides.
"""

from __future__ import annotations

from datetime import date

from lawrec.checks.facts.archiving import archived_on
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.recorded import spans
from lawrec.schema.base import is_blank
from lawrec.schema.bureau import Unit
from lawrec.schema.case import Act
from lawrec.schema.media import Sidecar
from lawrec.schema.moments import Tri, day_of
from lawrec.schema.records.common import Approval, Record
from lawrec.schema.snapshot import Page

Subject = Page[Act] | Page[Record] | Page[Sidecar]


def effective_from(case: Facts) -> date | None:
    """The day of issue as the bureau states it."""
    return case.profile.effective_from if case.profile else None


def day_of_page(case: Facts, page: Subject) -> date | None:
    """The day of an act, of the making of a paper, or of a recording; None if it is not known."""
    data = page.data
    if isinstance(data, Act):
        return day_of(data.start)
    if isinstance(data, Sidecar):
        # A clock that was never set tells no day; then the storing is the only one known.
        times = [
            instant
            for span in spans(case, Page(page.id, page.path, data))
            for instant in span.begin
        ]
        moment = min(times) if times else data.stored.at
        return day_of(moment) if moment else None
    if data.made_at is not None:
        return day_of(data.made_at)
    steps = data.steps if isinstance(data, Approval) else ()
    dated = [day_of(step.at) for step in steps if step.at is not None]
    if dated:
        return max(dated)
    act = case.act(data.act)
    return day_of(act.data.start) if act else None


def subjects(case: Facts) -> tuple[Subject, ...]:
    """Every page of the case that has a day of its own."""
    return (*case.snapshot.acts, *case.snapshot.records, *case.snapshot.media)


def days(case: Facts) -> tuple[date, date] | None:
    """The first and the last day of the case, its archiving included; None if no day is known."""
    known = case.cache.get("days")
    if isinstance(known, tuple):
        return known
    found = [day for page in subjects(case) if (day := day_of_page(case, page)) is not None]
    archived = archived_on(case)
    if archived is not None:
        found.append(day_of(archived))
    if not found:
        return None
    span = min(found), max(found)
    case.cache["days"] = span
    return span


def before_effect(case: Facts, page: Subject) -> Tri:
    """Whether that page is of a day before the regulation took effect.

    One without a date is of no earlier day than the first that the case knows.
    """
    start, day = effective_from(case), day_of_page(case, page)
    if start is None:
        return "no"
    if day is None:
        span = days(case)
        return "no" if span is not None and span[0] >= start else "unknown"
    if day >= start:
        return "no"
    return "unknown" if _by_name_alone(page) else "yes"


def _by_name_alone(page: Subject) -> bool:
    """Whether only a file's name gives the day, which takes nothing out of the regulation."""
    return isinstance(page.data, Sidecar) and page.data.captured.source == "file_name"


def unit_of(case: Facts) -> Unit | None:
    """The unit that handles the case, as the bureau has it."""
    if case.case is None or case.profile is None:
        return None
    return case.profile.units.get(case.case.unit)


def branches(case: Facts) -> dict[str, Unit]:
    """The branches that the bureau has, by their names."""
    units = case.profile.units if case.profile else {}
    return case.once(
        "branches", lambda: {name: unit for name, unit in units.items() if unit.type == "branch"}
    )


def branch_of(case: Facts, page: Subject) -> str | None:
    """The branch that did it: by the posts of its officers on that day, else by the case's unit."""
    found = branches(case)
    if not found or case.case is None:
        return None
    day = day_of_page(case, page)
    units = {unit for name in _handlers(case, page) for unit in _units_of(case, name, day) if day}
    if not units:
        units = {case.case.unit}
    return next(iter(sorted(units))) if units <= found.keys() else None


def case_branch(case: Facts) -> str | None:
    """The branch that handled the whole case; None if a section or institution did any act."""
    return case.once("case branch", lambda: _case_branch(case))


def _case_branch(case: Facts) -> str | None:
    if case.case is None:
        return None
    acting = {branch_of(case, act) for act in case.acts}
    if not acting:
        acting = {case.case.unit if case.case.unit in branches(case) else None}
    return acting.pop() if len(acting) == 1 else None


def any_branch(case: Facts) -> str | None:
    """A branch that handles the case or did any act of it."""
    if case.case is not None and case.case.unit in branches(case):
        return case.case.unit
    return next((name for act in case.acts if (name := branch_of(case, act)) is not None), None)


def _handlers(case: Facts, page: Subject) -> tuple[str, ...]:
    data = page.data
    if isinstance(data, Act):
        return data.officers
    act = case.act(data.act)
    if act is not None:
        return act.data.officers
    name = data.operator if isinstance(data, Sidecar) else data.made_by
    if name is None and isinstance(data, Approval):
        step = data.step("handler")
        name = step.who if step else None
    return (name,) if name else ()


def _units_of(case: Facts, name: str, day: date | None) -> set[str]:
    """The units in whose enforcement posts that person was on that day."""
    officer = case.officer(name)
    if officer is None or day is None or case.profile is None:
        return set()
    return {
        post.unit
        for post in officer.posts
        if post.unit in case.profile.units
        and "enforcement" in post.duties
        and (post.from_ is None or post.from_ <= day)
        and (post.to is None or day <= post.to)
    }


def ruleset_of(case: Facts, branch: str) -> str | None:
    """The branch's own rules, as the bureau names them."""
    unit = branches(case).get(branch)
    return None if unit is None or is_blank(unit.ruleset) else unit.ruleset


def loaded(case: Facts, branch: str) -> bool:
    """Whether the branch's own rules are there to judge by."""
    return ruleset_of(case, branch) in case.rulesets
