"""The course of an application to the court: its papers, its steps, its result (article 24)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, pending, satisfied_but, unsure, violated
from lawrec.checks.facts.calendar import add_months, latest_end
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.enforcement import APPLICATION, applications, each_court
from lawrec.checks.facts.papers import says_nothing
from lawrec.checks.facts.performance import PENALTIES
from lawrec.checks.facts.service import services
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.moments import day_of
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.records.service import CourtLog, CourtPaper
from lawrec.schema.snapshot import Page

RESULT = "enforcement_result_record"
_ENDS_IT = re.compile("不予受理|不受理|驳回|不予执行|不准予|撤回|撤销申请|refused|withdrawn")
_WORDS = {
    "applied": re.compile("申请|递交|提交|appl|filed"),
    "answered": re.compile("受理|收件|裁定|审查|立案|accept|rul"),
    "resulted": re.compile(
        "执行完毕|执行结果|终结|终本|划拨|拆除|履行完毕|撤回|不予|result|enforced"
    ),
}

_STEPS = {"applied": APPLICATION, "answered": "court_document", "resulted": RESULT}


def papers(case: Facts) -> Iterator[Outcome]:
    """Whether the papers of the application are there."""
    found = applications(case)
    if not found:
        yield violated(
            "no_application",
            N_("{item}: the court was asked to enforce, and the application is not in the case"),
            each_court(case)[0].place,
            curable=True,
            remedy=f"lawrec add-record {case.label} {APPLICATION}",
            absent=(APPLICATION,),
            item=each_court(case)[0].item,
        )
    for page in found:
        yield from _complete(case, page)
        yield from _in_three_months(case, page)
    if found and not case.records_of("court_document"):
        yield _no_answer(case, found[0])


def _complete(case: Facts, page: Page[Record]) -> Iterator[Outcome]:
    data = page.data
    court = data.court if isinstance(data, CourtPaper) else None
    filed = data.filed_at if isinstance(data, CourtPaper) else None
    fields = {
        "court": is_blank(court),
        "filed_at": filed is None,
        "evidence": not data.evidence and is_blank(data.content),
    }
    blank = tuple(name for name, empty in fields.items() if empty)
    if not blank:
        yield met()
        return
    yield unsure(
        "application_incomplete",
        N_(
            "{record}: the application lacks {fields}; the text asks for its papers and does not "
            "list what stands in them"
        ),
        page.at(blank[0]),
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set {blank[0]}=...",
        record=page.id,
        fields=blank,
    )


def _no_answer(case: Facts, page: Page[Record]) -> Outcome:
    remedy = f"lawrec add-record {case.label} court_document"
    if not over(case):
        text = N_("{record}: the court's receipt or ruling is still to come")
        return pending("court_paper_awaited", text, page.at(), remedy=remedy, record=page.id)
    return satisfied_but(
        "warning",
        "no_court_document",
        N_("{record}: neither a receipt nor a ruling of the court is in the case"),
        page.at(),
        remedy=remedy,
        record=page.id,
    )


def _in_three_months(case: Facts, page: Page[Record]) -> Iterator[Outcome]:
    """National law: within three months of the end of the longest time for a lawsuit."""
    filed = page.data.filed_at if isinstance(page.data, CourtPaper) else None
    starts = [
        day_of(service.counts_from)
        for decision in case.records_of(*PENALTIES)
        for service in services(case, decision.id)
        if service.counts_from is not None
    ]
    if filed is None or not starts or case.records_of("review_litigation_record"):
        return
    suit = latest_end(case.calendar, add_months(max(starts), case.number("24a", "litigation")))
    last = latest_end(case.calendar, add_months(suit, case.number("24a", "court_application")))
    if day_of(filed) > last:
        yield satisfied_but(
            "warning",
            "applied_late",
            N_(
                "{record}: applied on {filed}; by national law the last day is {last}, some months "
                "after the time for a lawsuit has run out"
            ),
            page.at("filed_at"),
            record=page.id,
            filed=day_of(filed),
            last=last,
        )


def result(case: Facts) -> Outcome:
    """Whether the result is recorded; a refusal of the court, or a withdrawal, is one."""
    found = case.records_of(RESULT)
    telling = [page for page in found if _tells(case, page)]
    if telling:
        return _dated(case, telling)
    rulings = case.typed(case.records_of("court_document"), CourtPaper)
    if any(_ENDS_IT.search(page.data.result or "") for page in rulings):
        return met()
    if found:
        page = found[0]
        return violated(
            "enforcement_result_empty",
            N_("{record}: it does not say what came of the enforcement"),
            page.at("result"),
            curable=True,
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set result=...",
            record=page.id,
        )
    one = each_court(case)[0]
    remedy = f"lawrec add-record {case.label} {RESULT}"
    if not over(case):
        text = N_("{item}: the result of the enforcement is still to come")
        return pending("enforcement_runs", text, one.place, remedy=remedy, item=one.item)
    return violated(
        "no_enforcement_result",
        N_("{item}: what came of the application to the court is not recorded"),
        one.place,
        curable=True,
        remedy=remedy,
        absent=(RESULT, "court_document"),
        item=one.item,
    )


def _tells(case: Facts, page: Page[Record]) -> bool:
    text = page.data.result if isinstance(page.data, CourtPaper) else None
    return not is_blank(text) or not says_nothing(case, page)


def _dated(case: Facts, found: list[Page[Record]]) -> Outcome:
    if any(page.data.made_at is not None for page in found):
        return met()
    return unsure(
        "enforcement_result_undated",
        N_("{record}: on which day the enforcement came to its result is not stated"),
        found[0].at("made_at"),
        remedy=f"lawrec amend {case.label} {found[0].id} --reason ... --set made_at=...",
        record=found[0].id,
    )


def course(case: Facts) -> Outcome:
    """Whether each step left a trace: application, answer of the court, result."""
    logs = case.typed(case.records_of("court_log"), CourtLog)
    words = [entry.what for page in logs for entry in page.data.entries]
    shown = {
        "applied": bool(applications(case)),
        "answered": bool(case.records_of("court_document")),
        "resulted": bool(case.records_of(RESULT)),
    }
    gaps = tuple(
        KINDS[_STEPS[name]]
        for name, there in shown.items()
        if not there and not any(_WORDS[name].search(text) for text in words)
    )
    one = each_court(case)[0]
    if not gaps:
        return met()
    if not over(case):
        text = N_("{item}: the application to the court runs; its further steps are to come")
        return pending("court_course_runs", text, one.place, item=one.item)
    return satisfied_but(
        "warning",
        "court_course_gaps",
        N_("{item}: of the course of the application nothing records: {steps}"),
        one.place,
        remedy=f"lawrec add-record {case.label} court_log",
        item=one.item,
        steps=gaps,
    )
