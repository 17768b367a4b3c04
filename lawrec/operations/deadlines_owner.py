"""Whose a deadline is: the handlers, the custodian, or whoever has to approve next.

The text names the handlers for filing and storing (25.1, 25.2); the custodian takes what is
handed over. An approval waits for the holder of its next step: the head of the section, then the
head of the organ. Where several heads might approve, the one who approved before in this case
stands first; without such a one all of them are named.
"""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.facts.case import Facts
from lawrec.report.deadlines import Owner, Role
from lawrec.report.worklist import WorkItem
from lawrec.schema.bureau import Duty
from lawrec.schema.records.common import Approval, Step
from lawrec.schema.snapshot import Page

_HANDED_OVER = ("25.1", "26.2")
_STORED = "25.2"
_LASTING = "17("
_HOLDERS: dict[str, tuple[Role, Duty]] = {
    "section": ("section", "section_head"),
    "legal": ("legal", "legal_review"),
    "approver": ("head", "organ_head"),
}
_ORDER = ("handler", "section", "approver")


def owners_of(case: Facts, item: WorkItem) -> tuple[Owner, ...]:
    """Whose the open thing is, by its clauses, its command and the paper it is about."""
    draft = _draft_named(case, item)
    if draft is not None:
        return waits_for(case, draft)
    if item.state == "rectify":
        return (*handlers(case), *holders(case, "approver"))
    if any(clause.startswith(_STORED) for clause in item.clauses):
        return _recorders(case, item) or handlers(case)
    if any(clause.startswith(_HANDED_OVER) for clause in item.clauses) or (
        any(c.startswith(_LASTING) and c.endswith("b") for c in item.clauses)
    ):
        return (*handlers(case), *custodians(case))
    return handlers(case)


def handlers(case: Facts) -> tuple[Owner, ...]:
    """The officers who handle the case."""
    names = case.case.officers if case.case else ()
    return tuple(Owner(name, "handler") for name in names)


def custodians(case: Facts) -> tuple[Owner, ...]:
    """Who keeps files and footage: of the unit of the case, else of the bureau."""
    return _with_duty(case, "custodian", "custodian")


def holders(case: Facts, step: str) -> tuple[Owner, ...]:
    """Who may take that step of an approval now."""
    role, duty = _HOLDERS[step]
    before = [
        found.who
        for page in case.typed(case.final_records, Approval)
        for found in page.data.steps
        if found.role == step
    ]
    if before and case.has_duty(before[-1], duty, case.as_of) != "no":
        return (Owner(before[-1], role),)
    return _with_duty(case, duty, role)


def _with_duty(case: Facts, duty: Duty, role: Role) -> tuple[Owner, ...]:
    staff = case.snapshot.bureau.officers
    names = [name for name in staff if case.has_duty(name, duty, case.as_of) == "yes"]
    unit = case.case.unit if case.case else None
    near = [name for name in names if unit in {post.unit for post in staff[name].posts}]
    found = near or names
    return tuple(Owner(name, role) for name in found) or (Owner(None, role),)


def awaiting(case: Facts) -> Iterator[tuple[Page[Approval], Step]]:
    """The drafts of forms that wait for somebody's step, and the last step that was taken."""
    for page in case.typed(case.snapshot.records, Approval):
        taken = [step for step in page.data.steps if step.at is not None]
        if page.data.draft and taken and next_step(page.data) != "handler":
            yield page, taken[-1]


def waits_for(case: Facts, form: Page[Approval]) -> tuple[Owner, ...]:
    """Who takes the next step of the form."""
    step = next_step(form.data)
    if step == "handler":
        return handlers(case)
    named = [one.who for one in form.data.steps if one.role == step and one.at is None]
    return tuple(Owner(name, _HOLDERS[step][0]) for name in named) or holders(case, step)


def next_step(form: Approval) -> str:
    """The role whose turn it is: what was returned goes back to its handler."""
    taken = [step for step in form.steps if step.at is not None]
    if not taken or taken[-1].decision == "returned":
        return "handler"
    last_round = _since_return(taken)
    waiting = [step.role for step in form.steps if step.at is None]
    if "legal" in waiting:
        return "legal"
    done = {step.role for step in last_round}
    return next((role for role in _ORDER if role not in done), "approver")


def _since_return(steps: list[Step]) -> list[Step]:
    returned = [place for place, step in enumerate(steps) if step.decision == "returned"]
    return steps[returned[-1] + 1 :] if returned else steps


def _draft_named(case: Facts, item: WorkItem) -> Page[Approval] | None:
    """The draft of an approval that the item is about."""
    for page in case.typed(case.snapshot.records, Approval):
        named = (item.command or "").split()
        if page.data.draft and page.data.steps and (page.path == item.path or page.id in named):
            return page
    return None


def _recorders(case: Facts, item: WorkItem) -> tuple[Owner, ...]:
    """Who recorded the media that the item is about, if they are on the staff."""
    names = [
        page.data.operator
        for page in case.snapshot.media
        if (page.path == item.path or page.id in (item.command or ""))
        and page.data.operator in case.snapshot.bureau.officers
    ]
    return tuple(Owner(name, "handler") for name in dict.fromkeys(names))
