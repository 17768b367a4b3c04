"""Article 20, paragraph 1, items (1) and (2): grounds, steps, papers of a penalty on the spot."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lawrec.checks.base import (
    Outcome,
    Rule,
    met,
    pending,
    rule,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts import citations, summary
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.signatures import any_signed
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import OutwardPaper
from lawrec.schema.snapshot import Page

_FINES = frozenset(("fine", "罚款"))
_NOT_ON_THE_SPOT = frozenset(
    ("confiscate", "confiscation", "revocation", "criticism", "没收", "吊销", "通报批评")
)
_PENALTY_LAW = "行政处罚法"


@rule("20.1")
def procedure_recorded(case: Facts) -> Iterator[Outcome]:
    """What happened on the spot is on record; the contents count, not the name of a paper.

    Duty: a case in summary procedure records what the items of this paragraph list.
    Lawful: a record of the procedure, or the decision on the spot, whose contents the items judge.
    Unlawful: neither of them once later steps were taken. Outside penalties it is a warning.
    Remedy: bring the paper into the case.
    """
    yield from summary.judged(case, _recorded)


def _recorded(case: Facts) -> Iterator[Outcome]:
    if case.case and case.case.kind != "penalty":
        yield satisfied_but(
            "warning",
            "summary_outside_penalty",
            N_("National law knows a summary procedure only for penalties; this is a {kind} case"),
            case.case_place,
            kind=case.case.kind,
        )
    if case.records_of(summary.RECORD, summary.DECISION):
        yield met()
        return
    yield violated(
        "step_not_recorded",
        N_("The case has gone further, but nothing records the summary procedure"),
        case.case_place,
        curable=True,
        remedy=f"lawrec add-record {case.label} {summary.RECORD}",
        root=("step", summary.RECORD, ""),
        absent=(summary.RECORD, summary.DECISION),
    )


@rule("20.1(1)a")
def facts_stated(case: Facts) -> Iterator[Outcome]:
    """The facts that allow a decision on the spot are recorded.

    Duty: the facts are recorded that make the case fit for summary procedure.
    Lawful: in the record of the procedure or in the decision.
    Unlawful: in neither.
    Remedy: enter what the paper says.
    """
    yield from summary.judged(case, _facts)


def _facts(case: Facts) -> Iterator[Outcome]:
    if any(not is_blank(page.data.facts) for page in summary.papers(case)):
        yield met()
    else:
        text = N_("No paper states the facts that allow a decision on the spot")
        yield summary.lacking(case, "summary_facts_missing", text, "facts")


@rule("20.1(1)b")
def basis_stated(case: Facts) -> Iterator[Outcome]:
    """The provision that allows a decision on the spot is recorded.

    Duty: the legal basis of summary procedure is recorded.
    Lawful: a law with its article, in the record or in the decision.
    Unlawful: none. Not naming article 51 of the national penalty law, more than its ceiling,
    and a penalty of another kind are warnings, for these come from upper law.
    Remedy: enter what the paper says; a fine above the ceiling is for the general procedure.
    """
    yield from summary.judged(case, _basis)


def _basis(case: Facts) -> Iterator[Outcome]:
    basis = [text for page in summary.papers(case) for text in page.data.legal_basis]
    found = citations.best(basis)
    if found in ("blank", "no_article"):
        text = N_("No paper names the provision, with its article, that allows summary procedure")
        yield summary.lacking(case, "summary_basis_missing", text, "legal_basis")
    elif found == "unclear":
        yield unsure(
            "summary_basis_unclear",
            N_("No law in 《》 goes with the article that is named; a person must read the basis"),
            summary.where(case, "legal_basis"),
        )
    else:
        yield met()
        cited = [citation for text in basis for citation in citations.parse(text)]
        if not any(citation.names(_PENALTY_LAW, 51) for citation in cited):
            yield satisfied_but(
                "warning",
                "summary_provision_not_named",
                N_(
                    "Article 51 of the national penalty law, on decisions on the spot, is not named"
                ),
                summary.where(case, "legal_basis"),
            )
    for decision in summary.decisions(case):
        yield from _limits(case, decision)


def _limits(case: Facts, decision: Page[OutwardPaper]) -> Iterator[Outcome]:
    orders = decision.data.orders
    fine = sum((o.amount_yuan or Decimal(0) for o in orders if o.type in _FINES), Decimal(0))
    other = next((order.type for order in orders if order.type in _NOT_ON_THE_SPOT), None)
    limit = _ceiling(case, decision)
    if any(order.type in _FINES and order.amount_yuan is None for order in orders):
        yield satisfied_but(
            "warning",
            "fine_without_amount",
            N_("{record}: a fine without its amount, so that the national ceiling says nothing"),
            decision.at("orders"),
            record=decision.id,
        )
    if fine > limit:
        yield satisfied_but(
            "warning",
            "fine_above_ceiling",
            N_(
                "{record}: a fine of {amount} yuan; national law allows at most {limit} yuan on "
                "the spot for such a party"
            ),
            decision.at("orders"),
            record=decision.id,
            amount=str(fine),
            limit=str(limit),
        )
    if other is not None:
        yield satisfied_but(
            "warning",
            "penalty_not_on_the_spot",
            N_("{record}: national law allows a fine or a warning on the spot, but not {kind}"),
            decision.at("orders"),
            record=decision.id,
            kind=other,
        )


def _ceiling(case: Facts, decision: Page[OutwardPaper]) -> int:
    """The national ceiling: that of organisations only where every party is known to be one."""
    names = decision.data.persons or case.parties
    kinds = {person.type if (person := case.person(name)) else "unknown" for name in names}
    whose = "organisation" if kinds == {"organisation"} else "citizen"
    return case.number("20.1(1)b", f"summary_fine_{whose}")


@rule("20.1(2)a")
def steps_recorded(case: Facts) -> Iterator[Outcome]:
    """The steps that were taken on the spot are recorded.

    Duty: the procedural steps are recorded.
    Lawful: a list, or papers that show each step; single ones missing are a warning, for the
    steps come from upper law.
    Unlawful: none recorded. Without a list and with steps that no paper shows the row is open.
    Remedy: enter the steps that the paper bears.
    """
    yield from summary.judged(case, _steps)


def _steps(case: Facts) -> Iterator[Outcome]:
    listed = {s for page in summary.records(case) for s in page.data.steps_taken if not is_blank(s)}
    shown = summary.steps_shown(case)
    lack = tuple(step for step in summary.STEPS if step not in listed | shown)
    place = summary.where(case, "steps_taken")
    if not lack:
        yield met()
    elif listed:
        text = N_("Of the steps that national law knows on the spot, these are not shown: {steps}")
        yield satisfied_but("warning", "steps_incomplete", text, place, steps=lack)
    elif shown:
        yield unsure(
            "steps_not_listed",
            N_(
                "No paper lists the steps taken, and none shows these: {steps}; lawful if the "
                "papers themselves are record enough, unlawful if the steps must be written down"
            ),
            place,
            steps=lack,
        )
    else:
        text = N_("No paper records the steps that were taken on the spot")
        yield summary.lacking(case, "steps_missing", text, "steps_taken")


@rule("20.1(2)b")
def decision_on_paper(case: Facts) -> Iterator[Outcome]:
    """The statutory paper, the decision on the spot, is there.

    Duty: the statutory documents of the procedure are recorded.
    Lawful: a final decision on the spot; who refuses to sign it does not matter here.
    Unlawful: none once later steps were taken. No officer's signature is a warning.
    Remedy: bring the decision into the case; one that was never made can only be explained.
    """
    yield from summary.judged(case, _decision)


def _decision(case: Facts) -> Iterator[Outcome]:
    found = case.records_of(summary.DECISION)
    for page in found:
        yield met()
        if any_signed(case, page, "officer") not in ("seen", "unseen"):
            yield satisfied_but(
                "warning",
                "decision_without_officers",
                N_("{record}: no officer signed; national law asks for it on the spot"),
                page.at("signatures"),
                record=page.id,
            )
    if found:
        return
    waiting = case.drafts_of(summary.DECISION)
    if not summary.due(case) or (waiting and not over(case)):
        command = f"finalise {case.label} {waiting[0].id}" if waiting else None
        yield pending(
            "decision_to_come",
            N_("The decision on the spot is not in the case yet"),
            case.case_place,
            remedy=f"lawrec {command or f'add-record {case.label} {summary.DECISION}'}",
        )
        return
    yield violated(
        "step_not_recorded",
        N_("The case has gone further, but there is no decision on the spot"),
        case.case_place,
        curable=False,
        remedy=f"lawrec add-record {case.label} {summary.DECISION}",
        root=("step", summary.DECISION, ""),
        absent=(summary.DECISION,),
    )


RULES: tuple[Rule, ...] = (
    procedure_recorded,
    facts_stated,
    basis_stated,
    steps_recorded,
    decision_on_paper,
)
