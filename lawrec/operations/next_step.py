"""The next step of a case in the words of its lifecycle, and whether the case stands still."""

from __future__ import annotations

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.dues import due_of
from lawrec.checks.facts.lifecycle import command, next_step, state_of
from lawrec.checks.facts.lifecycles.step import Step
from lawrec.checks.facts.standstill import suspended
from lawrec.i18n import _, language
from lawrec.report.next_step import NextStep
from lawrec.schema.moments import format_moment
from lawrec.schema.names import name_of
from lawrec.schema.records.kinds import KINDS


def next_of(case: Facts) -> NextStep | None:
    """What comes next, with its command and, where the text or a paper sets one, its time."""
    step = next_step(case)
    if step is None:
        return None
    due = due_of(case, step)
    return NextStep(
        name=step.name,
        what=_named(step),
        command=command(case, step),
        due=format_moment(due) if due else None,
        missed=state_of(case, step) == "missing",
    )


def standing_still(case: Facts) -> str | None:
    """Why the case stands still, in a sentence; None while it goes on."""
    found = suspended(case)
    if found is None:
        return None
    text = {
        "investigation": _("The investigation has been suspended since {day} ({item})"),
        "reconsideration": _("A reconsideration has stayed the case since {day} ({item})"),
        "litigation": _("A lawsuit has stayed the case since {day} ({item})"),
    }[found.why]
    return text.format(day=found.since.isoformat(), item=found.item)


def _named(step: Step) -> str:
    if step.served is not None:
        return _("serve {paper}").format(paper=kind_name(step.served))
    if step.name in KINDS:
        return kind_name(step.name)
    return name_of(step.name, language())


def kind_name(kind: str) -> str:
    """What a kind of record is called in the language of the answer."""
    found = KINDS.get(kind)
    return (found.zh if language() == "zh" else found.en) if found else kind
