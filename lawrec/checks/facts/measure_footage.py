"""Whether a coercive measure of a kind that article 16 names was filmed."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, not_applicable, pending, unsure
from lawrec.checks.facts import measures
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.measure_papers import no_measure, not_logged
from lawrec.checks.facts.must_film import certainly_filmed, must_be_filmed
from lawrec.i18n import N_
from lawrec.schema.case import Act, MeasureType
from lawrec.schema.records.common import Approval, Record
from lawrec.schema.snapshot import Page


def measure_filmed(case: Facts, measure: MeasureType, clause: str) -> Iterator[Outcome]:
    """One outcome for each measure, and for each paper of a measure that is not logged."""
    found = [
        outcome
        for act in measures.measures(case)
        for outcome in _of_act(case, act, measure, clause)
    ]
    found += _unlogged(case, measure, clause)
    yield from found or [no_measure()]


def _of_act(case: Facts, act: Page[Act], measure: MeasureType, clause: str) -> Iterator[Outcome]:
    types = measures.types_of(case, act)
    if types == {measure}:
        yield from must_be_filmed(case, act, clause)
    elif not types:
        yield unsure(
            "measure_unknown",
            N_("{act}: what the coercive measure did is not stated, nor is it on its decision"),
            act.at("measure"),
            remedy=f"lawrec amend {case.label} {act.id} --reason ... --set measure=...",
            root=("measure", act.id),
            act=act.id,
        )
    elif measure not in types:
        other = N_("{act} was {measures}, which this clause does not concern")
        yield not_applicable(other, act=act.id, measures=tuple(sorted(types)))
    elif certainly_filmed(case, act, clause):
        yield from must_be_filmed(case, act, clause)
    else:
        yield unsure(
            "measure_contradictory",
            N_(
                "{act}: the log and the papers call it {measures}; there is not enough footage, "
                "and which of them it was decides whether it had to be filmed"
            ),
            act.at("measure"),
            remedy=f"lawrec amend {case.label} {act.id} --reason ... --set measure=...",
            root=("measure", act.id),
            act=act.id,
            measures=tuple(sorted(types)),
        )


def _unlogged(case: Facts, measure: MeasureType, clause: str) -> Iterator[Outcome]:
    for page in measures.loose(case, *measures.SHOWS_IT, measures.DECISION, measures.APPROVAL):
        stated = measures.type_on(page)
        act = case.act(page.data.act)
        if stated not in (None, measure) or _refused(page):
            continue
        if act is not None and certainly_filmed(case, act, clause):
            yield met()
        elif _may_come(page) and not over(case):
            yield _awaited(case, page)
        else:
            yield not_logged(case, page)


def _may_come(page: Page[Record]) -> bool:
    """Whether the paper comes before the measure, which may not have been carried out yet."""
    return not {page.data.kind} & set(measures.SHOWS_IT)


def _refused(page: Page[Record]) -> bool:
    """Whether the paper is a form on which the measure was refused or not yet approved."""
    if not isinstance(page.data, Approval):
        return False
    step = page.data.step("approver")
    return step is None or step.decision != "approved"


def _awaited(case: Facts, page: Page[Record]) -> Outcome:
    return pending(
        "measure_awaited",
        N_("{record} {kind}: the measure has not been logged as carried out"),
        page.at(),
        remedy=f"lawrec log-act {case.label} coercive_measure --start ... --end ...",
        record=page.id,
        kind=case.kind_of(page.data),
    )
