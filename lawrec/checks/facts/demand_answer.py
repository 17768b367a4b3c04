"""What the party said after the demand, and whether it was re-checked (article 23.2)."""

from __future__ import annotations

from dataclasses import dataclass

from lawrec.checks.base import Outcome, met, not_applicable, pending, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.demand import KIND
from lawrec.checks.facts.enforcement import Enforcement, enforcements
from lawrec.checks.facts.papers import says_nothing
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.moments import Tri, not_after
from lawrec.schema.records.common import Record
from lawrec.schema.records.decision import StatementReviewRecord
from lawrec.schema.snapshot import Page

STATEMENTS = ("statement_defence_record", "written_statement")
REVIEW = "statement_review_record"


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the party answered the demand, the papers of it, and those that may be of it."""

    made: Tri
    papers: tuple[Page[Record], ...] = ()
    loose: tuple[Page[Record], ...] = ()


def answer_to(case: Facts) -> Answer | None:
    """What is known of the party's answer; None where there was no demand."""
    demands = case.records_of(KIND)
    if not demands:
        return None
    ids = {page.id for page in demands}
    pages = case.records_of(*STATEMENTS)
    own = tuple(page for page in pages if ids & set(page.data.about))
    loose = tuple(page for page in pages if not page.data.about and _after(page, demands))
    made: Tri = "yes" if own else case.answer("demand_statement_made")
    return Answer(made, own, loose)


def _after(page: Page[Record], demands: list[Page[Record]]) -> bool:
    """Whether a statement that names no paper may have been made after a demand."""
    at = page.data.made_at
    made = [one.data.made_at for one in demands]
    return at is None or any(day is None or not_after(day, at) != "no" for day in made)


def no_answer(case: Facts, answer: Answer | None) -> Outcome | None:
    """Why nothing is due: no demand, or no answer to it; or why that cannot be told."""
    if answer is None and case.answer("demand_statement_made") == "yes":
        return unsure(
            "answer_without_demand",
            N_("The party is declared to have answered a demand, and there is no demand notice"),
            case.snapshot.at("declarations.yaml", "demand_statement_made"),
            remedy=f"lawrec add-record {case.label} {KIND}",
            root=("demand_statement",),
        )
    if answer is None:
        return not_applicable(N_("There is no demand notice"), absent=(KIND,))
    if answer.made == "yes":
        return None
    if answer.made == "no" and not answer.loose:
        none = N_("After the demand the party made no statement")
        return not_applicable(none, absent=STATEMENTS)
    if answer.loose:
        page = answer.loose[0]
        return unsure(
            "statement_not_linked",
            N_("{record} names no paper; whether it answers the demand is open"),
            page.at("about"),
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set about=...",
            root=("statement", page.id),
            record=page.id,
        )
    if not over(case) and not enforcements(case):
        text = N_("The party may still make a statement on the demand")
        remedy = f"lawrec declare {case.label} demand_statement_made=..."
        return pending("demand_statement_open", text, case.case_place, remedy=remedy)
    return unsure(
        "demand_statement_undeclared",
        N_("Whether the party made a statement after the demand is not declared"),
        case.case_place,
        remedy=f"lawrec declare {case.label} demand_statement_made=...",
        root=("demand_statement",),
    )


def recorded(case: Facts, answer: Answer) -> Outcome:
    """Whether what the party said is written down."""
    telling = [page for page in answer.papers if not says_nothing(case, page)]
    if telling:
        return met()
    if answer.papers:
        page = answer.papers[0]
        return violated(
            "demand_statement_empty",
            N_("{record}: it does not say what the party brought forward after the demand"),
            page.at("content"),
            curable=True,
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set content=...",
            record=page.id,
        )
    if answer.loose:
        page = answer.loose[0]
        return unsure(
            "statement_not_linked",
            N_("{record} names no paper; whether it answers the demand is open"),
            page.at("about"),
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set about=...",
            root=("statement", page.id),
            record=page.id,
        )
    return violated(
        "demand_statement_unrecorded",
        N_("The party is declared to have made a statement after the demand; nothing records it"),
        case.snapshot.at("declarations.yaml", "demand_statement_made"),
        curable=True,
        remedy=f"lawrec add-record {case.label} statement_defence_record",
        absent=STATEMENTS,
    )


def reviews(case: Facts, answer: Answer) -> list[Page[StatementReviewRecord]]:
    """The re-checks of that answer: about its papers, or about the demand."""
    ids = {page.id for page in (*answer.papers, *answer.loose, *case.records_of(KIND))}
    pages = case.typed(case.records_of(REVIEW), StatementReviewRecord)
    return [page for page in pages if ids & set(page.data.about)]


def rechecked(case: Facts, answer: Answer) -> Outcome:
    """Whether the answer was re-checked, with a result and a reason, before the enforcement."""
    found = reviews(case, answer)
    if not found:
        return _not_rechecked(case)
    page = found[-1]
    blank = tuple(
        name
        for name, empty in {
            "adopted": page.data.adopted is None,
            "reason": is_blank(page.data.reason),
        }.items()
        if empty
    )
    amend = f"lawrec amend {case.label} {page.id} --reason ... --set"
    if len(blank) > 1 and is_blank(page.data.content):
        return violated(
            "recheck_empty",
            N_("{record}: the re-check gives neither a result nor a reason"),
            page.at("adopted"),
            curable=True,
            remedy=f"{amend} adopted=... --set reason=...",
            record=page.id,
        )
    who = page.data.made_by if not is_blank(page.data.made_by) else page.data.signatures
    if not who:
        blank = (*blank, "made_by")
    if blank:
        return unsure(
            "recheck_incomplete",
            N_("{record}: the re-check lacks {fields}; the text asks for it and lists no contents"),
            page.at(blank[0]),
            remedy=f"{amend} {blank[0]}=...",
            record=page.id,
            fields=blank,
        )
    return _in_time(case, page)


def _not_rechecked(case: Facts) -> Outcome:
    remedy = f"lawrec add-record {case.label} {REVIEW}"
    if not over(case) and not enforcements(case):
        text = N_("What the party said after the demand is still to be re-checked")
        return pending("recheck_to_come", text, case.case_place, remedy=remedy)
    return violated(
        "not_rechecked",
        N_("What the party said after the demand was not re-checked"),
        case.case_place,
        curable=not enforcements(case),
        remedy=remedy if not enforcements(case) else None,
        absent=(REVIEW,),
    )


def _in_time(case: Facts, page: Page[StatementReviewRecord]) -> Outcome:
    answers = [(_order(page, one), one) for one in enforcements(case)]
    late = next((one for order, one in answers if order == "no"), None)
    if late is not None:
        return violated(
            "rechecked_late",
            N_("{record}: re-checked on {made}, after {item} of {at}"),
            page.at("made_at"),
            curable=False,
            record=page.id,
            made=page.data.made_at,
            item=late.item,
            at=late.at,
        )
    unclear = next((one for order, one in answers if order == "unknown"), None)
    if unclear is not None:
        return unsure(
            "recheck_order_open",
            N_("{record}: whether the re-check came before {item} cannot be told"),
            page.at("made_at"),
            record=page.id,
            item=unclear.item,
        )
    return met()


def _order(page: Page[StatementReviewRecord], one: Enforcement) -> Tri:
    if page.data.made_at is None or one.at is None:
        return "unknown"
    return not_after(page.data.made_at, one.at)
