"""Article 22: how the decision is performed, and whether what was wrong is put right."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import (
    Outcome,
    Rule,
    met,
    not_applicable,
    pending,
    rule,
    violated,
)
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.papers import awaited_until, belongs_to, says_nothing
from lawrec.checks.facts.performance import TO_PERFORM, recorded
from lawrec.checks.facts.performance_check import checked, no_order, to_check
from lawrec.i18n import N_
from lawrec.schema.case import Act
from lawrec.schema.snapshot import Page


@rule("22.1")
def performance_in_writing(case: Facts) -> Iterator[Outcome]:
    """How the party performs the decision is recorded in writing; "nothing so far" counts too.

    Duty: for each decision that lays a duty on somebody, its performance is written down.
    Lawful: a record of how far each item was performed, with its day; none performed is one.
    Unlawful: no record once the case is over, footage alone, or an item that is passed over.
    Remedy: write down truthfully how far the decision has been performed.
    """
    papers = case.records_of(*TO_PERFORM)
    if not papers:
        none = N_("No decision lays a duty on anybody")
        yield not_applicable(none, absent=TO_PERFORM)
    for page in papers:
        yield from recorded(case, page)


@rule("22.2a")
def correction_checked(case: Facts) -> Iterator[Outcome]:
    """A correction that was ordered is checked when its period ends.

    Duty: the check is made when due, with its time and result.
    Lawful: a check on or after the last day, or an earlier one that found it done.
    Unlawful: no check at all once the case is over.
    Remedy: make the check, and enter it with its true date.
    """
    papers = to_check(case)
    if not papers:
        yield no_order(case)
    for page in papers:
        yield from checked(case, page)


@rule("22.2b")
def check_in_writing(case: Facts) -> Iterator[Outcome]:
    """The check of a correction is written down.

    Duty: each check leaves a record in text; footage is optional and does not replace it.
    Lawful: a record that says what was found, or a scan of it.
    Unlawful: no record of the check, or one that says nothing.
    Remedy: write down what was found, with the true date.
    """
    kind = "correction_check_record"
    acts, records = case.acts_of("correction_check"), case.records_of(kind)
    if not acts and not records:
        none = N_("No check of a correction is logged")
        yield not_applicable(none, absent=("correction_check", kind))
    for act in acts:
        if not any(belongs_to(page, act.id) for page in records):
            yield _not_written(case, act)
    for page in records:
        if not says_nothing(case, page):
            yield met()
            continue
        yield violated(
            "check_record_empty",
            N_("{record}: the record of the check does not say what was found"),
            page.at("content"),
            curable=True,
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set content=...",
            record=page.id,
        )


def _not_written(case: Facts, act: Page[Act]) -> Outcome:
    kind = "correction_check_record"
    remedy = f"lawrec add-record {case.label} {kind} --act {act.id}"
    until = awaited_until(case, act)
    if until is not None:
        text = N_("{act} {what}: its record may still be on its way")
        return pending(
            "check_record_awaited",
            text,
            act.at(),
            due=until,
            remedy=remedy,
            act=act.id,
            what=act.data.kind,
        )
    return violated(
        "check_not_written",
        N_("{act} {what}: nothing in writing says what the check found"),
        act.at(),
        curable=True,
        remedy=remedy,
        absent=(kind,),
        act=act.id,
        what=act.data.kind,
    )


RULES: tuple[Rule, ...] = (performance_in_writing, correction_checked, check_in_writing)
