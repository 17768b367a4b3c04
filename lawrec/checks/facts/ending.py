"""When enforcement in a case ended, as its papers show it (article 25.1).

The text does not define the end. Defensible are the end event of the kind of case, a passed
correction check after it and, only where the decision leaves nothing to perform, its service.
The closing approval is none: a late one never restarts the clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.fulfilment import performance
from lawrec.checks.facts.service import services, unserved
from lawrec.schema.case import CaseKind
from lawrec.schema.moments import day_of, last_instant, not_after
from lawrec.schema.records.archiving import CaseClosureApproval
from lawrec.schema.records.common import Approval, OutwardPaper, Record
from lawrec.schema.records.decision import InspectionResultNotice, SummaryFilingRecord
from lawrec.schema.records.investigation import CoerciveMeasureDecision
from lawrec.schema.records.service import (
    CorrectionCheckRecord,
)
from lawrec.schema.snapshot import Page

Moment = datetime | date
PENALTIES = ("penalty_decision", "summary_penalty_decision")
NOTHING_TO_PERFORM = frozenset(
    ("warning", "criticism", "revocation", "警告", "通报批评", "吊销", "吊销许可证件")
)
"""Types of order that take effect by service alone."""
_DECIDED = ("licence_decision", "expropriation_decision", "requisition_decision")
_UNRECORDED = frozenset(("withdrawn", "spawned", "result_known", "lifted"))
"""End events that may leave no paper of their own: the closing form is then all that tells."""


@dataclass(frozen=True, slots=True)
class End:
    """One defensible end: what happened, when, and the record that shows it."""

    event: str
    on: Moment
    item: str

    @property
    def day(self) -> date:
        """The calendar day, from which the days of 25.1 count."""
        return day_of(self.on)


def ends(case: Facts) -> tuple[End, ...]:
    """All defensible ends, earliest first; none while enforcement goes on or its end is unknown."""
    known = case.cache.get("ends")
    if isinstance(known, tuple):
        return known
    table = _table(case)
    found = [*table, *_checks_after(case, table)]
    result = tuple(sorted(set(found), key=lambda end: (last_instant(end.on), end.item)))
    case.cache["ends"] = result
    return result


def closure(case: Facts) -> Page[CaseClosureApproval] | None:
    """The last closing form."""
    found = case.typed(case.records_of("case_closure_approval"), CaseClosureApproval)
    return found[-1] if found else None


def closed(case: Facts) -> bool:
    """Whether the closing of the case was approved."""
    form = closure(case)
    step = Approval.step(form.data, "approver") if form else None
    return step is not None and step.decision == "approved"


def refused_start(case: Facts) -> Page[Approval] | None:
    """The initiation form if the head refused it and no other was approved."""
    forms = case.typed(case.records_of("case_initiation_approval"), Approval)
    steps = [Approval.step(form.data, "approver") for form in forms]
    if not forms or any(step is None or step.decision != "refused" for step in steps):
        return None
    return forms[-1]


def _table(case: Facts) -> list[End]:
    """The end events of the table, by kind of case; several are several readings."""
    kind = case.case.kind if case.case else "other"
    if kind == "other":
        return _told(case, every=True)
    if kind == "penalty":
        return _penalty(case)
    if kind == "inspection" and case.records_of("correction_order", "stop_order"):
        return _corrected_targets(case)
    left = [] if case.records_of(*_DECIDED) else _handed_over(case)[-1:] or _refused(case)
    return _usual(case, kind) or left or _told(case)


def _usual(case: Facts, kind: CaseKind) -> list[End]:
    """The end of a case that went its usual course."""
    if kind == "licence":
        decided = _served(case, "service", "licence_decision", "non_acceptance_notice")
        return decided or _withdrawn(case)
    if kind in ("expropriation", "requisition"):
        paid = _all_performed(case, f"{kind}_decision")
        return [replace(end, event="compensated") for end in paid]
    if kind == "coercion":
        if case.records_of("coercive_enforcement_decision", "court_enforcement_application"):
            return _all_performed(case, "coercive_enforcement_decision") or _enforced(case)
        lifted = _served(case, "lifted", "coercive_measure_lift_decision")
        return lifted or _enforced(case) or _expired(case)
    return _served(case, "result_known", "inspection_result_notice")


def _penalty(case: Facts) -> list[End]:
    if case.records_of(*PENALTIES):
        return _filed(case, _all_performed(case, *PENALTIES) or _enforced(case))
    decided = _served(case, "no_penalty", "no_penalty_decision")
    if decided or case.records_of("no_penalty_decision", "case_dismissal_decision"):
        return decided or _served(case, "dismissed", "case_dismissal_decision")
    return _handed_over(case)[-1:] or _refused(case) or _told(case)


def _refused(case: Facts) -> list[End]:
    """The head refused the start: what had begun in urgency stops, and the case is over."""
    form = refused_start(case)
    step = Approval.step(form.data, "approver") if form else None
    return [End("dismissed", step.at, form.id)] if form and step and step.at else []


def withdrawn(case: Facts) -> list[Page[Record]]:
    """The withdrawals of an application on which nobody has decided."""
    page = case.case
    applied = page is not None and "application" in (page.procedure, page.initiated_by)
    if case.records_of(*_DECIDED) or not (applied or (page and page.kind == "licence")):
        return []
    return case.records_of("application_withdrawal")


def _withdrawn(case: Facts) -> list[End]:
    return _latest(
        End("withdrawn", page.data.made_at, page.id)
        for page in withdrawn(case)
        if page.data.made_at is not None
    )


def spawned(case: Facts) -> bool:
    """Whether an inspection has led to a case of its own, as its result says."""
    pages = case.records_of("inspection_result_notice")
    results = case.typed(pages, InspectionResultNotice)
    inspects = case.case is not None and case.case.kind == "inspection"
    return inspects and any(page.data.spawned_case for page in results)


def _expired(case: Facts) -> list[End]:
    """The last day of the last measure, where every one ran out by its own period."""
    pages = case.records_of("coercive_measure_decision")
    days = [
        End("lifted", page.data.period_to, page.id)
        for page in case.typed(pages, CoerciveMeasureDecision)
        if page.data.period_to is not None and case.passed(page.data.period_to)
    ]
    return _latest(days) if len(days) == len(pages) else []


def transferred(case: Facts) -> list[Page[Record]]:
    """The transfers out of the organ's hands, unless it went on with the case afterwards."""
    acts = [act.data for act in case.acts if act.data.kind != "service"]
    return [
        page
        for page in case.records_of("jurisdiction_transfer", "criminal_transfer")
        if (on := page.data.made_at) is None
        or not any(not_after(act.start, on) == "no" for act in acts)
    ]


def _handed_over(case: Facts) -> list[End]:
    return [
        End("transferred", page.data.made_at, page.id)
        for page in transferred(case)
        if page.data.made_at is not None
    ]


def _corrected_targets(case: Facts) -> list[End]:
    """The last passed check, once all that was ordered has passed one; else a case of its own."""
    orders = {page.id for page in case.records_of("correction_order", "stop_order")}
    checks = _passed_checks(case)
    checked = {item for page in checks for item in page.data.about}
    led_on = [end for end in _told(case) if end.event == "spawned"]
    return _latest(_corrected(checks)) if orders <= checked else led_on


def _told(case: Facts, *, every: bool = False) -> list[End]:
    """What the closing form states, for events that leave no paper of their own."""
    form = closure(case)
    if form is None or form.data.ended_on is None or form.data.end_event is None:
        return []
    event = form.data.end_event
    return [End(event, form.data.ended_on, form.id)] if every or event in _UNRECORDED else []


def _served(case: Facts, event: str, *kinds: str) -> list[End]:
    """The last day on which a paper of these kinds took effect by service, once all have."""
    found: list[End] = []
    for page in case.records_of(*kinds):
        times = [service.counts_from for service in services(case, page.id)]
        known = [End(event, on, page.id) for on in times if on is not None]
        if not known or len(known) < len(times) or unserved(case, page.id):
            return []
        found += known
    return _latest(found)


def _enforced(case: Facts) -> list[End]:
    return _latest(
        End("enforced", page.data.made_at, page.id)
        for page in case.records_of("enforcement_result_record")
        if page.data.made_at is not None
    )


def _all_performed(case: Facts, *kinds: str) -> list[End]:
    """The day on which the last decision was fully performed; with two ends, both readings."""
    by_decision = [_performed(case, page) for page in case.records_of(*kinds)]
    if not by_decision or not all(by_decision):
        return []
    if len(by_decision) == 1:
        return by_decision[0]
    firsts = _latest(readings[0] for readings in by_decision)
    return [*firsts, *_latest(readings[-1] for readings in by_decision)]


def _performed(case: Facts, decision: Page[Record]) -> list[End]:
    orders = decision.data.orders if isinstance(decision.data, OutwardPaper) else ()
    entries = performance(case, decision.id)
    numbers = {order.number for order in orders} or set(entries)
    days = [entries[n][1].date for n in numbers if n in entries and entries[n][1].status == "full"]
    dated = [day for day in days if day is not None]
    found: list[End] = []
    if numbers and len(dated) == len(numbers):
        last = max(dated)
        item = next(page for page, entry in entries.values() if entry.date == last)
        if not _failed_after(case, decision.id, last):
            found.append(End("performed", last, item))
    if orders and all(order.type in NOTHING_TO_PERFORM for order in orders):
        found += _served(case, "service", decision.data.kind)
    return sorted(found, key=lambda end: last_instant(end.on))


def _filed(case: Facts, table: list[End]) -> list[End]:
    """In summary procedure the later of payment and filing ends the case."""
    if case.case is None or case.case.procedure != "summary":
        return table
    filings = case.typed(case.records_of("summary_filing_record"), SummaryFilingRecord)
    dated = [
        End("filed", on, page.id)
        for page in filings
        if (on := page.data.filed_at or page.data.made_at) is not None
    ]
    return [end for reading in table for end in _latest([reading, *dated])] if dated else []


def _passed_checks(case: Facts) -> list[Page[CorrectionCheckRecord]]:
    pages = case.typed(case.records_of("correction_check_record"), CorrectionCheckRecord)
    return [page for page in pages if page.data.result == "corrected"]


def _corrected(checks: Iterable[Page[CorrectionCheckRecord]]) -> list[End]:
    return [
        End("corrected", on, page.id) for page in checks if (on := page.data.made_at) is not None
    ]


def _checks_after(case: Facts, table: list[End]) -> list[End]:
    """Passed checks of correction on or after the day of the event."""
    if not table:
        return []
    first = min(end.day for end in table)
    return [end for end in _corrected(_passed_checks(case)) if end.day >= first]


def _failed_after(case: Facts, decision_id: str, day: date) -> bool:
    """Whether the last check of that decision found it uncorrected after the stated day."""
    pages = case.typed(case.about(decision_id, "correction_check_record"), CorrectionCheckRecord)
    last = pages[-1].data if pages else None
    if last is None or last.made_at is None or last.result in (None, "corrected"):
        return False
    return day_of(last.made_at) >= day


def _latest(found: Iterable[End]) -> list[End]:
    return sorted(found, key=lambda end: last_instant(end.on))[-1:]
