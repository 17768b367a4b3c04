"""Administrative Coercion Law 18, 19, 24, 25: a measure, its approval, its papers, its period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from lawrec.checks.base import Outcome, Rule, met, not_applicable, pending, rule, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.measures import (
    APPROVAL,
    DECISION,
    LIFT,
    LIST,
    ONSITE,
    measures,
    papers_of,
    types_of,
)
from lawrec.checks.national.common import before, blank, earlier_law, in_force, in_period
from lawrec.i18n import N_
from lawrec.schema.case import Act
from lawrec.schema.moments import day_of
from lawrec.schema.records.common import Approval
from lawrec.schema.records.investigation import (
    CoerciveMeasureApproval,
    CoerciveMeasureDecision,
    CoerciveMeasureLift,
)
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page

_TAKEN = frozenset(("sealing", "seizure"))


def _measures(case: Facts, clause: str) -> Iterator[Outcome | Page[Act]]:
    found = measures(case)
    if not found:
        none = N_("No coercive measure is logged")
        yield not_applicable(none, absent=("coercive_measure", DECISION))
    for act in found:
        yield act if in_force(case, clause, act.data.start) else earlier_law(clause)


def _lacks(case: Facts, act: Page[Act], kind: str, *, curable: bool = True) -> Outcome:
    return violated(
        "law_measure_paper_missing",
        N_("{act}: the measure has no {wanted}"),
        act.at(),
        curable=curable,
        remedy=f"lawrec add-record {case.label} {kind} --act {act.id}",
        root=("law_measure", act.id, kind),
        absent=(kind,),
        act=act.id,
        wanted=KINDS[kind],
    )


@rule("ael.18")
def approved_and_recorded(case: Facts) -> Iterator[Outcome]:
    """A measure was approved before, carried out by two officers, and recorded on the spot.

    Duty: approval by the head, two officers, an on-site record that they sign.
    Lawful: all three; an urgent measure is approved afterwards (article 19).
    Unlawful: no approval, one officer alone, no record of the course.
    Remedy: enter the paper with its true date; what was not done is to be rectified.
    """
    for act in _measures(case, "ael.18"):
        if isinstance(act, Outcome):
            yield act
            continue
        gaps = [*_approval(case, act)]
        wanted = case.number("ael.18", "officers")
        if len(set(act.data.officers)) < wanted:
            gaps.append(_too_few(act, wanted))
        if not papers_of(case, act, ONSITE):
            gaps.append(_lacks(case, act, ONSITE))
        yield from gaps or [met()]


def _approval(case: Facts, act: Page[Act]) -> Iterator[Outcome]:
    forms = case.typed(papers_of(case, act, APPROVAL, "approval_form"), Approval)
    if not forms:
        yield _lacks(case, act, APPROVAL, curable=False)
        return
    if any(isinstance(f.data, CoerciveMeasureApproval) and f.data.mode == "urgent" for f in forms):
        return
    steps = [step for form in forms if (step := form.data.step("approver")) is not None]
    answers = {before(s.at, act.data.start) for s in steps if s.decision == "approved"}
    if answers & {"yes"}:
        return
    place = forms[0].at("steps")
    if answers == {"no"} or not answers:
        yield violated(
            "law_measure_not_approved_before",
            N_("{act}: the measure was taken before the head approved it, and was not urgent"),
            place,
            curable=False,
            act=act.id,
        )
    else:
        yield unsure(
            "law_measure_approval_time",
            N_("{act}: whether the head approved the measure before it cannot be told"),
            place,
            act=act.id,
        )


def _too_few(act: Page[Act], wanted: int) -> Outcome:
    return violated(
        "law_measure_officers",
        N_("{act}: the measure was carried out by {count} officer; the law asks for {wanted}"),
        act.at("officers"),
        curable=False,
        act=act.id,
        count=len(set(act.data.officers)),
        wanted=wanted,
    )


@rule("ael.19")
def urgent_reported(case: Facts) -> Iterator[Outcome]:
    """A measure that was taken in urgency was reported to the head within 24 hours.

    Duty: 24 hours from the measure to the report; approval is sought afterwards.
    Lawful: reported within them.
    Unlawful: reported later, or no time of the report.
    Remedy: enter the true time; lateness is not cured.
    """
    for act in _measures(case, "ael.19"):
        if isinstance(act, Outcome):
            yield act
            continue
        forms = case.typed(papers_of(case, act, APPROVAL), CoerciveMeasureApproval)
        urgent = [form for form in forms if form.data.mode == "urgent"]
        if not urgent:
            yield not_applicable(N_("{act} was not taken in urgency"), act=act.id)
        for form in urgent:
            yield _reported(case, act, form)


def _reported(case: Facts, act: Page[Act], form: Page[CoerciveMeasureApproval]) -> Outcome:
    reported = form.data.reported_at
    if reported is None:
        return next(blank(case, form, "reported_at"))
    answer = in_period(case, "ael.19", "urgent_report", act.data.start, reported)
    if answer == "yes":
        return met()
    if answer == "no":
        return violated(
            "law_urgent_report_late",
            N_("{act}: the urgent measure was reported more than {hours} hours later"),
            form.at("reported_at"),
            curable=False,
            act=act.id,
            hours=case.number("ael.19", "urgent_report"),
        )
    return unsure(
        "law_urgent_report_time",
        N_("{act}: without the time of day it cannot be told whether it was reported in time"),
        form.at("reported_at"),
        act=act.id,
    )


@rule("ael.24")
def decision_and_list(case: Facts) -> Iterator[Outcome]:
    """Sealing or seizure came with a decision and a list, and the decision states what it must.

    Duty: both papers on the spot; reason, basis, period, objects and remedies in the decision.
    Lawful: both are there and the decision is complete.
    Unlawful: one is missing, or the decision leaves a content out.
    Remedy: amend the typed decision if the paper states it.
    """
    for act in _measures(case, "ael.24"):
        if isinstance(act, Outcome):
            yield act
            continue
        types = types_of(case, act)
        if types and not types & _TAKEN:
            yield not_applicable(N_("{act} sealed or seized nothing"), act=act.id)
            continue
        decisions = case.typed(papers_of(case, act, DECISION), CoerciveMeasureDecision)
        gaps = [] if decisions else [_lacks(case, act, DECISION)]
        if not papers_of(case, act, LIST):
            gaps.append(_lacks(case, act, LIST))
        for page in decisions:
            fields = ("reason", "legal_basis", "objects", "period_to", "rights_told")
            gaps += blank(case, page, *fields)
        yield from gaps or [met()]


@rule("ael.25")
def within_the_period(case: Facts) -> Iterator[Outcome]:
    """Sealing or seizure lasted no longer than the law allows.

    Duty: thirty days, thirty more with the head's approval; an appraisal is left out.
    Lawful: lifted within them, or still within them.
    Unlawful: longer than sixty days with no appraisal, or than thirty without an extension.
    Remedy: lift the measure; what was too long is to be rectified.
    """
    for act in _measures(case, "ael.25"):
        if isinstance(act, Outcome):
            yield act
            continue
        types = types_of(case, act)
        if types and not types & _TAKEN:
            yield not_applicable(N_("{act} sealed or seized nothing"), act=act.id)
        else:
            yield _lasted(case, act)


def _lasted(case: Facts, act: Page[Act]) -> Outcome:
    lifts = case.typed(papers_of(case, act, LIFT), CoerciveMeasureLift)
    lifted = next((at for p in lifts if (at := p.data.lifted_at or p.data.made_at)), None)
    extended = bool(case.records_of("time_extension_approval"))
    days = case.number("ael.25", "measure_period")
    if extended:
        days += case.number("ael.25", "measure_extension")
    last = day_of(act.data.start) + timedelta(days=days)
    end = day_of(lifted) if lifted is not None else day_of(case.as_of)
    if end <= last:
        if lifted is not None or case.at_archive:
            return met()
        return pending(
            "law_measure_in_force", N_("{act}: the measure is in force"), due=last, act=act.id
        )
    if case.records_of("appraisal_opinion") or case.acts_of("appraisal"):
        return unsure(
            "law_measure_period_appraisal",
            N_("{act}: longer than {days} days; how long the appraisal took is left out"),
            act.at("start"),
            act=act.id,
            days=days,
        )
    return violated(
        "law_measure_too_long",
        N_("{act}: the measure lasted longer than the {days} days that the law gives"),
        act.at("start"),
        curable=False,
        act=act.id,
        days=days,
    )


RULES: tuple[Rule, ...] = (
    approved_and_recorded,
    urgent_reported,
    decision_and_list,
    within_the_period,
)
