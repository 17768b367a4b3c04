"""The steps of expropriation (征收) and requisition (征用)."""

from __future__ import annotations

from dataclasses import replace

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import exit_of, rights_told, statement_made
from lawrec.checks.facts.lifecycles.step import (
    EVIDENCE,
    TRANSFER,
    Step,
    any_of_stage,
    doubted,
    paper,
    service_of,
    where,
)
from lawrec.schema.records.decision import ExpropriationDecision

_COMPENSATED = ("performance_record", "enforcement_result_record")


def _made_known(decision: str, served: Step) -> Step:
    """The decision was served, or announced to everyone as upper law provides."""

    def recorded(case: Facts) -> bool:
        if served.recorded is not None and served.recorded(case):
            return True
        pages = case.records_of(decision)
        typed = case.typed(pages, ExpropriationDecision)
        announced = {page.id for page in typed if page.data.announced_on is not None}
        announced |= {p.id for p in pages if case.about(p.id, "public_notice_text")}
        return bool(pages) and all(page.id in announced for page in pages)

    return replace(served, recorded=recorded)


def taking(case: Facts, kind: str) -> tuple[Step, ...]:
    """The steps of this case. A requisition may take first and survey later: it is urgent."""
    decision = f"{kind}_decision"
    left = exit_of(case)
    start = any_of_stage(1, decision)
    if left is not None:
        return (start, TRANSFER) if left == "transferred" else (start,)
    before = () if kind == "requisition" else (decision,)
    return (
        start,
        any_of_stage(2, *before, kinds=EVIDENCE),
        # That those concerned are told and heard before the decision is upper law here.
        doubted(replace(paper("rights_notice", *before), recorded=rights_told)),
        doubted(where(paper("statement_review_record", *before), statement_made)),
        paper("approval_form", decision, own="29a"),
        paper(decision, *_COMPENSATED),
        _made_known(decision, service_of(decision, later=_COMPENSATED)),
        doubted(paper("performance_record", kinds=_COMPENSATED)),
    )
