"""Administrative Coercion Law 24, 25: the papers of sealing or seizure, and how long it lasts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from lawrec.checks.base import Outcome, Rule, met, pending, rule, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.measures import DECISION, LIFT, LIST, papers_of
from lawrec.checks.facts.service import services
from lawrec.checks.national.common import blank, head_approved, remedies, sealed
from lawrec.checks.national.measures import lacks, taken
from lawrec.i18n import N_
from lawrec.schema.case import Act
from lawrec.schema.moments import Tri, day_of
from lawrec.schema.records.investigation import CoerciveMeasureDecision, CoerciveMeasureLift
from lawrec.schema.snapshot import Page

_EXTENSION = "time_extension_approval"


@rule("ael.24")
def decision_and_list(case: Facts) -> Iterator[Outcome]:
    """Sealing or seizure came with a decision and a list, and the decision states what it must.

    Duty: both papers on the spot; party, reason, basis, period, objects, remedies, seal and date.
    Lawful: both are there, handed over on that day, and the decision is complete.
    Unlawful: one is missing, the decision leaves a content out, or a party there got it later.
    Remedy: amend the typed decision if the paper states it.
    """
    for act in taken(case, "ael.24"):
        if isinstance(act, Outcome):
            yield act
            continue
        decisions = case.typed(papers_of(case, act, DECISION), CoerciveMeasureDecision)
        gaps = [] if decisions else [lacks(case, act, DECISION)]
        if not papers_of(case, act, LIST):
            gaps.append(lacks(case, act, LIST))
        for page in decisions:
            fields = ("party_info", "reason", "legal_basis", "objects", "period_to", "made_at")
            gaps += [*blank(case, page, *fields), *remedies(case, page)]
            gaps += sealed(case, page, N_("{record} {kind} does not bear the organ's seal"))
            gaps += _handed_over(case, act, page)
        yield from gaps or [met()]


def _handed_over(
    case: Facts, act: Page[Act], page: Page[CoerciveMeasureDecision]
) -> Iterator[Outcome]:
    """On the spot: on the day of the measure; who was not there could not be given it."""
    days = {day_of(s.on) for s in services(case, page.id) if s.on is not None}
    span = {day_of(act.data.start), day_of(act.data.end or act.data.start)}
    if days & span:
        return
    names = {"act": act.id, "record": page.id}
    there = set(act.data.present) & set(case.parties)
    if days and there and min(days) > max(span):
        yield violated(
            "law_measure_handed_over_late",
            N_("{act}: {record} was not handed over on the spot to the party who was there"),
            page.at(),
            curable=False,
            **names,  # type: ignore[arg-type]
        )
    else:
        yield unsure(
            "law_measure_hand_over",
            N_("{act}: whether {record} was handed over on the spot is not on record"),
            page.at(),
            remedy=f"lawrec add-record {case.label} service_receipt --set about=[{page.id}]",
            **names,  # type: ignore[arg-type]
        )


@rule("ael.25")
def within_the_period(case: Facts) -> Iterator[Outcome]:
    """Sealing or seizure lasted no longer than the law allows.

    Duty: thirty days, thirty more with the head's approval; an appraisal is left out.
    Lawful: lifted within them, or still within them.
    Unlawful: longer than sixty days with no appraisal, or than thirty without an extension.
    Remedy: lift the measure; what was too long is to be rectified.
    """
    for act in taken(case, "ael.25"):
        yield act if isinstance(act, Outcome) else _lasted(case, act)


def _lasted(case: Facts, act: Page[Act]) -> Outcome:
    lifts = case.typed(papers_of(case, act, LIFT), CoerciveMeasureLift)
    times = [page.data.lifted_at or page.data.made_at for page in lifts]
    lifted = [day_of(at) for at in times if at is not None]
    start = day_of(act.data.start)
    days = case.number("ael.25", "measure_period")
    most = days + case.number("ael.25", "measure_extension")
    first, last = start + timedelta(days=days), start + timedelta(days=most)
    if len(lifted) < len(lifts):
        return _open(act, days, N_("{act}: when the measure was lifted is not on record"))
    end = max(lifted, default=day_of(case.as_of))
    extended = _extended(case, act)
    if lifts and (end <= first or (end <= last and extended == "yes")):
        return met()
    until = first if extended == "no" else last
    if not lifts and end <= until and not case.at_archive:
        text = N_("{act}: the measure is in force")
        return pending("law_measure_in_force", text, act.at(), due=until, act=act.id)
    if end <= until:
        return _open(
            act, days, N_("{act}: whether it was in force longer than {days} days is open")
        )
    if case.records_of("appraisal_opinion") or case.acts_of("appraisal"):
        text = N_("{act}: longer than {days} days; how long the appraisal took is left out")
        return _open(act, days, text)
    if not lifts and case.records_of(*_DISPOSING):
        text = N_("{act}: no lifting is on record; the decision on the matter may have ended it")
        return _open(act, days, text)
    return violated(
        "law_measure_too_long",
        N_("{act}: the measure lasted longer than the {days} days that the law gives"),
        act.at("start"),
        curable=not lifts,
        remedy=None if lifts else f"lawrec add-record {case.label} {LIFT} --act {act.id}",
        absent=(LIFT, _EXTENSION),
        act=act.id,
        days=days if extended == "no" else most,
    )


_DISPOSING = ("penalty_decision", "confiscated_goods_record", "criminal_transfer")


def _open(act: Page[Act], days: int, text: str) -> Outcome:
    return unsure("law_measure_period_open", text, act.at("start"), act=act.id, days=days)


def _extended(case: Facts, act: Page[Act]) -> Tri:
    """Whether a head prolonged this measure in time; other forms may be of other periods."""
    forms = case.records_of(_EXTENSION)
    ids = {act.id, *(page.id for page in papers_of(case, act, DECISION))}
    own = [page for page in forms if ids & {page.data.act, *page.data.about}]
    last = day_of(act.data.start) + timedelta(days=case.number("ael.25", "measure_period"))
    if own and head_approved(case, own, last + timedelta(days=1)) == "yes":
        return "yes"
    return "unknown" if forms else "no"


RULES: tuple[Rule, ...] = (decision_and_list, within_the_period)
