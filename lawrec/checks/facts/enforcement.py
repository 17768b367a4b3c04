"""Whether and when a decision was enforced, by the organ or the court (articles 23, 24)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.ending import NOTHING_TO_PERFORM
from lawrec.checks.facts.fulfilment import performance
from lawrec.checks.facts.performance import PENALTIES, orders_of
from lawrec.schema.case import Act
from lawrec.schema.moments import Tri
from lawrec.schema.records.common import Record
from lawrec.schema.records.service import CourtPaper
from lawrec.schema.snapshot import Page, Place

Moment = datetime | date

OWN = "coercive_enforcement_decision"
APPLICATION = "court_enforcement_application"
COURT_PAPERS = ("court_document", "court_log")
"""Papers that only an application to the court leaves behind."""


@dataclass(frozen=True, slots=True)
class Enforcement:
    """One step that must not come before the demand: the organ's decision, or the application."""

    item: str
    place: Place
    at: Moment | None
    about: frozenset[str]
    court: bool


def applications(case: Facts) -> list[Page[Record]]:
    """The applications to the court."""
    return case.records_of(APPLICATION)


def to_court(case: Facts) -> bool:
    """Whether anything shows that the court was asked to enforce."""
    if applications(case) or case.acts_of("court_application"):
        return True
    result = case.records_of("enforcement_result_record")
    return bool(case.records_of(*COURT_PAPERS)) or (bool(result) and not case.records_of(OWN))


def enforcements(case: Facts) -> list[Enforcement]:
    """Every step of enforcement that the case shows."""
    found = [
        Enforcement(p.id, p.at("made_at"), p.data.made_at, frozenset(p.data.about), court=False)
        for p in case.records_of(OWN)
    ]
    papers = applications(case)
    found += [
        Enforcement(p.id, p.at(), _filed(case, p), frozenset(p.data.about), court=True)
        for p in papers
    ]
    documented = {page.data.act for page in papers}
    for act in case.acts_of("court_application"):
        if act.id not in documented:
            found.append(_by_act(act))
    if not any(one.court for one in found) and to_court(case):
        page = case.records_of(*COURT_PAPERS, "enforcement_result_record")[0]
        found.append(Enforcement(page.id, page.at(), None, frozenset(), court=True))
    return found


def each_court(case: Facts) -> list[Enforcement]:
    """The applications to the court, by whatever shows them."""
    return [one for one in enforcements(case) if one.court]


def _by_act(act: Page[Act]) -> Enforcement:
    return Enforcement(act.id, act.at("start"), act.data.start, frozenset(), court=True)


def _filed(case: Facts, page: Page[Record]) -> Moment | None:
    """When the application was made: when filed, else the day of the act, else of the paper."""
    filed = page.data.filed_at if isinstance(page.data, CourtPaper) else None
    act = case.act(page.data.act)
    return filed or (act.data.start if act else None) or page.data.made_at


def performed(case: Facts) -> Tri:
    """Whether everything ordered was performed, as the records say; unknown if they are silent."""
    answers: set[Tri] = set()
    for page in case.records_of(*PENALTIES, "expropriation_decision", "requisition_decision"):
        entries = performance(case, page.id)
        wanted = {o.number for o in orders_of(page) if o.type not in NOTHING_TO_PERFORM}
        states = {entry.status for _, entry in entries.values()}
        if states & {"none", "partial"}:
            answers.add("no")
        elif wanted <= set(entries) and states <= {"full"} and (entries or not wanted):
            answers.add("yes")
        else:
            answers.add("unknown")
    if "no" in answers:
        return "no"
    return "unknown" if "unknown" in answers or not answers else "yes"
