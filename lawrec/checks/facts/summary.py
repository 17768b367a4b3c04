"""Summary procedure (article 20.1): the papers whose contents count, whatever they are called."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lawrec.checks.base import Outcome, not_applicable, pending, unsure, violated
from lawrec.checks.facts.approvals import case_unreadable, summary_procedure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import exit_of, over
from lawrec.checks.facts.service import services
from lawrec.checks.facts.support import scan_of
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.moments import Tri
from lawrec.schema.records.common import OutwardPaper, Record, Transcript
from lawrec.schema.records.decision import StatementReviewRecord, SummaryProcedureRecord
from lawrec.schema.snapshot import Page, Place

RECORD = "summary_procedure_record"
DECISION = "summary_penalty_decision"
REVIEW = "statement_review_record"
STATEMENTS = ("statement_defence_record", "written_statement")
STEPS = ("cert_shown", "facts_told", "statement_heard", "decision_filled", "served")
"""The steps on the spot, as upper law has them; the text of article 20 does not list them."""

_LATER = (
    "summary_filing_record",
    "performance_record",
    "onsite_fine_collection_record",
    "fine_receipt",
)
_PROSE = (
    *STATEMENTS,
    "onsite_record",
    "onsite_inspection_record",
    "inquiry_transcript",
    "other_investigation_record",
)
_LEFT = ("dismissed", "transferred", "withdrawn", "refused")

Judge = Callable[[Facts], Iterator[Outcome]]


def outside(case: Facts) -> Outcome | None:
    """Why article 20 does not reach this case, or what leaves that open."""
    page = case.case
    if page is None:
        return case_unreadable(case)
    spot = case.records_of(DECISION)
    if page.procedure != "summary" and spot:
        return unsure(
            "ordinary_with_summary_decision",
            N_("The case is not under summary procedure, but {record} decides it on the spot"),
            spot[0].at(),
            root=("procedure",),
            record=spot[0].id,
        )
    if page.procedure != "summary":
        none = N_("The case is not under summary procedure")
        return not_applicable(none, absent=(DECISION,))
    turned = summary_procedure(case)
    if turned is not None and turned.verdict == "undeterminable":
        return turned
    if exit_of(case) in _LEFT and not spot:
        none = N_("The case was left before a decision on the spot")
        return not_applicable(none, absent=(DECISION,))
    return None


def judged(case: Facts, judge: Judge) -> Iterator[Outcome]:
    """The rule for a case in summary procedure, once there is or should be something to judge."""
    if (out := outside(case)) is not None:
        yield out
    elif case.records_of(RECORD, DECISION) or due(case):
        yield from judge(case)
    else:
        waiting = case.drafts_of(RECORD, DECISION)
        command = f"finalise {case.label} {waiting[0].id}" if waiting else None
        yield pending(
            "summary_to_come",
            N_("Nothing of the summary procedure is in the case yet"),
            case.case_place,
            remedy=f"lawrec {command or f'add-record {case.label} {DECISION}'}",
        )


def due(case: Facts) -> bool:
    """Whether what is done on the spot should be there: what follows it is, or the case is over."""
    return over(case) or bool(case.records_of(*_LATER))


def papers(case: Facts) -> list[Page[OutwardPaper]]:
    """The record of the procedure and the decision on the spot: either may state a content."""
    return case.typed(case.records_of(RECORD, DECISION), OutwardPaper)


def records(case: Facts) -> list[Page[SummaryProcedureRecord]]:
    """The records of the procedure, with their own fields for each content."""
    return case.typed(case.records_of(RECORD), SummaryProcedureRecord)


def decisions(case: Facts) -> list[Page[OutwardPaper]]:
    """The decisions on the spot."""
    return case.typed(case.records_of(DECISION), OutwardPaper)


def reviews(case: Facts) -> list[Page[StatementReviewRecord]]:
    """The records of a re-check of the party's statement."""
    return case.typed(case.records_of(REVIEW), StatementReviewRecord)


def where(case: Facts, *keys: str) -> Place:
    """The place where a content should stand: the record, else the decision, else the case."""
    found = [*records(case), *papers(case)]
    return found[0].at(*keys) if found else case.case_place


def lacking(case: Facts, code: str, message: str, field: str) -> Outcome:
    """A content that no paper states; open where a paper may state it in words of its own."""
    prose = _prose(case)
    if prose is not None:
        return unsure(
            "content_unread",
            N_("{record} {kind} may state this in its own words; a person must read it"),
            prose.at(),
            root=("prose", prose.id, code),
            record=prose.id,
            kind=case.kind_of(prose.data),
        )
    found = [*records(case), *papers(case)]
    command = f"amend {case.label} {found[0].id} --reason ... --set {field}=..." if found else None
    return violated(
        code,
        message,
        where(case, field),
        curable=True,
        remedy=f"lawrec {command or f'add-record {case.label} {RECORD}'}",
        root=(code,),
        absent=(RECORD, DECISION),
    )


def _prose(case: Facts) -> Page[Record] | None:
    """A paper without fields of its own for these contents that nevertheless says something."""
    untyped = [
        page
        for kinds, model in (((RECORD, DECISION), OutwardPaper), ((REVIEW,), StatementReviewRecord))
        for page in case.records_of(*kinds)
        if not isinstance(page.data, model)
    ]
    if untyped or records(case):
        return next(iter(untyped), None)
    found = case.records_of(DECISION, *_PROSE)
    return next((page for page in found if says_something(case, page)), None)


def says_something(case: Facts, page: Page[Record]) -> bool:
    """Whether the paper or a scan of it has words."""
    return not is_blank(page.data.content) or scan_of(case, page) is not None


def steps_shown(case: Facts) -> set[str]:
    """The steps that papers show by themselves, without a list."""
    made = decisions(case)
    served = any(services(case, page.id) for page in made)
    shown = {
        "decision_filled": bool(made),
        "served": served,
        "facts_told": served and any(not is_blank(page.data.facts) for page in made),
        "statement_heard": statement_recorded(case) != "unknown",
        "cert_shown": any(_cert_shown(page.data) for page in case.final_records),
    }
    return {step for step, done in shown.items() if done}


def _cert_shown(record: Record) -> bool:
    stated = record.identification if isinstance(record, Transcript) else None
    return stated is not None and stated.cert_shown == "yes"


def statement_recorded(case: Facts) -> Tri:
    """Whether the party made a statement, as the papers and the log have it."""
    said = {page.data.statement_made for page in records(case)}
    if "yes" in said or _statement_shown(case):
        return "yes"
    return "no" if "no" in said else "unknown"


def statement_contradicted(case: Facts) -> Outcome | None:
    """The record and another source do not agree on whether a statement was made."""
    said = {page.data.statement_made for page in records(case)}
    declared = case.answer("statement_made")
    against = "no" in said and (_statement_shown(case) or declared == "yes")
    if not against and not ("yes" in said and declared == "no"):
        return None
    return unsure(
        "statement_contradicted",
        N_("The record and the rest of the case differ on whether the party made a statement"),
        where(case, "statement_made"),
        root=("statement",),
    )


def _statement_shown(case: Facts) -> bool:
    return bool(case.records_of(*STATEMENTS) or case.acts_of("statement_heard"))
