"""What a case brings to the tables on coercion, inspections, its own course, and objections."""

from __future__ import annotations

from datetime import date, datetime

from lawrec.checks.facts.archiving import archived_on
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.ending import closure, refused_start, spawned
from lawrec.checks.facts.initiation import formal_acts, governing
from lawrec.checks.facts.measures import loose, measures, papers_of, type_on, types_of
from lawrec.i18n import _
from lawrec.operations.stats_decided import applied
from lawrec.operations.stats_sheet import Moment, Sheet, papers
from lawrec.schema.moments import day_of, last_instant
from lawrec.schema.records.common import Approval, Record
from lawrec.schema.records.decision import InspectionResultNotice, StatementReviewRecord
from lawrec.schema.records.investigation import IncidentRecord, WrittenStatement
from lawrec.schema.records.service import CourtPaper, ReviewLitigationRecord
from lawrec.schema.snapshot import Page

_DECISION = "coercive_measure_decision"
_INCIDENTS = {
    "objection": ("objection",),
    "complaint": ("complaint", "petition"),
    "obstruction": ("evade", "refuse", "obstruct", "abuse", "insult", "assault"),
    "event": ("mass", "sudden", "important"),
}
_RESULTS = ("no_problem", "to_be_corrected", "violation")
_LOOKS = ("onsite_inspection_record", "onsite_record")


def course(case: Facts, sheet: Sheet) -> None:
    """All tables on the course of a case."""
    _coercion(case, sheet)
    _inspections(case, sheet)
    _flow(case, sheet)
    _objections(case, sheet)


def _coercion(case: Facts, sheet: Sheet) -> None:
    for act in measures(case):
        decisions = papers_of(case, act, _DECISION)
        ids = [*(page.id for page in decisions), act.id]
        dated = [p.data.made_at for p in decisions if p.data.made_at is not None]
        on = min(dated, key=last_instant, default=act.data.start)
        _measure(sheet, sorted(types_of(case, act)), on, ids)
        if not decisions:
            sheet.open("coercion", _("a measure without its decision"), [act.id], on=on)
    for page in loose(case, _DECISION):
        known = type_on(page)
        _measure(sheet, [known] if known else [], page.data.made_at, [page.id])
    for kind, row in (
        ("coercive_measure_lift_decision", "coercion.lifted"),
        ("demand_notice", "coercion.demands"),
        ("coercive_enforcement_decision", "coercion.own"),
        ("enforcement_result_record", "coercion.enforced"),
    ):
        for paper in papers(case, kind):
            sheet.count(row, paper.data.made_at, [paper.id])
    for paper in papers(case, "court_enforcement_application"):
        filed = paper.data.filed_at if isinstance(paper.data, CourtPaper) else None
        sheet.count("coercion.court", filed or paper.data.made_at, [paper.id])


def _measure(sheet: Sheet, types: list[str], on: Moment | None, items: list[str]) -> None:
    if len(types) == 1:
        sheet.count(f"coercion.{types[0]}", on, items)
        return
    sheet.count("coercion.type_untold", on, items)
    why = _("its papers name different measures") if types else _("no paper names the measure")
    sheet.open("coercion", why, items, on=on, row="coercion.type_untold")


def _inspections(case: Facts, sheet: Sheet) -> None:
    inspects = case.case is not None and case.case.kind == "inspection"
    for act in case.acts_of("onsite_inspection", "survey", "sampling"):
        if not inspects:
            sheet.count("inspection.in_cases", act.data.start, [act.id])
            continue
        records = [page.id for page in case.records_of(*_LOOKS, act=act.id)]
        if records:
            sheet.count("inspection.acts", act.data.start, [act.id, *records])
        else:
            why = _("an inspection without a record is not counted")
            sheet.open("inspection", why, [act.id], on=act.data.start, row="inspection.acts")
    for page in papers(case, "inspection_result_notice"):
        result = page.data.result if isinstance(page.data, InspectionResultNotice) else None
        row = result if result in _RESULTS else "result_untold"
        sheet.count(f"inspection.{row}", page.data.made_at, [page.id])
        if result is None:
            why = _("the notice does not state its result")
            sheet.open("inspection", why, [page.id], on=page.data.made_at)
        elif inspects and isinstance(page.data, InspectionResultNotice) and page.data.spawned_case:
            sheet.count("inspection.spawned", page.data.made_at, [page.id])
    if inspects:
        for page in papers(case, "correction_order", "stop_order"):
            sheet.count("inspection.orders", page.data.made_at, [page.id])
        form = closure(case)
        if form is not None and form.data.end_event == "spawned" and not spawned(case):
            sheet.count("inspection.spawned", form.data.ended_on, [form.id])


def _flow(case: Facts, sheet: Sheet) -> None:
    """Opened and closed: one thing with its begin and its end, so that the flow adds up."""
    refused = refused_start(case)
    if refused is not None:
        step = Approval.step(refused.data, "approver")
        sheet.count("starts.refused", step.at if step else None, [refused.id])
    for page in papers(case, "jurisdiction_transfer"):
        sheet.count("starts.transferred", page.data.made_at, [page.id])
    if refused is not None or case.case is None:
        return
    on, by = opened(case)
    until, shown = closed(case)
    items = tuple(dict.fromkeys((*by, *shown)))
    row = f"cases.{case.case.kind}"
    over = case.snapshot.archived is not None
    if on is None:
        sheet.open("cases", _("no paper tells when it was opened"), items, on=until, row=row)
    elif until is not None and day_of(until) < day_of(on):
        sheet.open("cases", _("closed before it was opened"), items, on=until, row=row)
    elif until is None and (over or shown):
        sheet.open("cases", _("closed, and no paper tells when"), items, row=row)
    elif until is not None and day_of(until) > sheet.today:
        sheet.open("cases", _("the day of closing is still to come"), items, row=row)
    else:
        sheet.count(row, on, items, until=until)


def opened(case: Facts) -> tuple[Moment | None, tuple[str, ...]]:
    """When the case was opened, and by which papers.

    By the approval of its start; for an application the day on which it came in; in summary
    procedure, which needs no approval, the first act.
    """
    page = case.case
    if page is not None and (page.kind == "licence" or page.procedure == "application"):
        return applied(case)
    start = governing(case)
    if start is not None:
        return start[1].at, (start[0].id,)
    if page is None or page.procedure != "summary":
        return None, ()
    acts = formal_acts(case)
    if acts:
        return acts[0].data.start, (acts[0].id,)
    made = papers(case, "summary_procedure_record", "summary_penalty_decision")
    days = [(p.data.made_at, p.id) for p in made if p.data.made_at is not None]
    found = min(days, key=lambda pair: last_instant(pair[0]), default=None)
    return (found[0], (found[1],)) if found else (None, ())


def closed(case: Facts) -> tuple[Moment | None, tuple[str, ...]]:
    """When the case was closed, and by which paper; nothing while it is not."""
    form = closure(case)
    step = Approval.step(form.data, "approver") if form else None
    if form is not None and step is not None and step.decision == "approved":
        return step.at, (form.id,)
    day: datetime | date | None = archived_on(case)
    return day, tuple(page.id for page in case.records_of("archive_transfer_record")[:1])


def _objections(case: Facts, sheet: Sheet) -> None:
    for page in case.records_of("incident_record"):
        types = page.data.types if isinstance(page.data, IncidentRecord) else ()
        at = page.data.occurred_at if isinstance(page.data, IncidentRecord) else None
        for row, those in _INCIDENTS.items():
            if any(one in those for one in types):
                sheet.count(f"objections.{row}", at or page.data.made_at, [page.id])
        if not types:
            why = _("the paper does not say what kind of incident it was")
            sheet.open("objections", why, [page.id], on=at or page.data.made_at)
    for page in case.records_of("statement_defence_record", "written_statement"):
        sheet.count("objections.statements", _heard(page), [page.id])
    for page in case.records_of("statement_review_record"):
        data = page.data
        if isinstance(data, StatementReviewRecord) and data.adopted in ("yes", "part"):
            sheet.count("objections.adopted", data.made_at, [page.id])
    for act in case.acts_of("hearing"):
        sheet.count("objections.hearings", act.data.start, [act.id])
    for review in case.typed(papers(case, "review_litigation_record"), ReviewLitigationRecord):
        _review(sheet, review)


def _heard(page: Page[Record]) -> Moment | None:
    own = page.data.received_at if isinstance(page.data, WrittenStatement) else None
    return own or page.data.made_at


def _review(sheet: Sheet, page: Page[ReviewLitigationRecord]) -> None:
    data = page.data
    if data.type is None:
        why = _("reconsideration or lawsuit: the paper does not say")
        sheet.open("objections", why, [page.id], on=data.filed_on)
        return
    if data.ended_on is not None and data.ended_on > sheet.today:
        sheet.open("objections", _("the day of its end is still to come"), [page.id])
    over = data.ended_on if data.ended_on and data.ended_on <= sheet.today else None
    words = data.result or ""
    sheet.count(f"objections.{data.type}", data.filed_on, [page.id], until=over, note=words)
