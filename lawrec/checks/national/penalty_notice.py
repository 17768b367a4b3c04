"""Administrative Penalty Law 44, 45, 62 to 64: told before, heard, and heard in a hearing."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, met, not_applicable, rule, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import PENALTY, statement_made
from lawrec.checks.facts.service import services
from lawrec.checks.national.common import (
    before,
    blank,
    earlier_law,
    in_force,
    outside,
)
from lawrec.checks.national.hearings import hearing_held, hearing_notified
from lawrec.i18n import N_
from lawrec.schema.moments import day_of
from lawrec.schema.records.common import OutwardPaper, Record
from lawrec.schema.snapshot import Page

NOTICE = "penalty_prior_notice"
_REVIEWS = ("statement_review_record",)


@rule("apl.44")
def notice_says_what_and_why(case: Facts) -> Iterator[Outcome]:
    """The prior notice gives facts, reason and basis of the intended penalty.

    Duty: before deciding, the party learns what is intended, and why.
    Lawful: a notice with facts, reason, legal basis and the intended penalty.
    Unlawful: a notice that leaves one of them out.
    Remedy: amend the typed notice if the paper states it; else tell the party anew.
    """
    if (out := outside(case, "penalty", procedure="general")) is not None:
        yield out
        return
    notices = case.typed(case.records_of(NOTICE), OutwardPaper)
    if not notices:
        yield not_applicable(N_("No prior notice of a penalty; apl.62 judges its absence"))
    for page in notices:
        if not in_force(case, "apl.44", page.data.made_at):
            yield earlier_law("apl.44")
            continue
        gaps = list(blank(case, page, "facts", "reason", "legal_basis"))
        if not page.data.orders and page.data.content is None:
            gaps += blank(case, page, "orders")
        yield from gaps or [met()]


@rule("apl.45")
def statement_reviewed(case: Facts) -> Iterator[Outcome]:
    """What the party stated or defended was re-checked before the decision.

    Duty: facts, reasons and evidence that the party put forward are re-checked.
    Lawful: a review record, dated before the decision.
    Unlawful: a statement was made, and nothing shows a re-check.
    Remedy: enter the review with its true date.
    """
    if (out := outside(case, "penalty", procedure="general")) is not None:
        yield out
        return
    made = statement_made(case)
    reviews = case.records_of(*_REVIEWS)
    if made == "no":
        yield not_applicable(N_("The party made no statement"))
    elif reviews:
        yield met()
    elif made == "unknown":
        yield unsure(
            "law_statement_unknown",
            N_("Whether the party made a statement is not declared"),
            case.case_place,
            remedy=f"lawrec declare {case.label} statement_made=...",
        )
    elif not case.records_of(*PENALTY):
        yield not_applicable(N_("Nothing has been decided yet"), absent=PENALTY)
    else:
        yield violated(
            "law_statement_not_reviewed",
            N_("The party made a statement, and nothing shows that it was re-checked"),
            case.case_place,
            curable=True,
            remedy=f"lawrec add-record {case.label} statement_review_record",
            absent=_REVIEWS,
        )


@rule("apl.62")
def told_before_decided(case: Facts) -> Iterator[Outcome]:
    """No penalty was decided before the party was told what was intended.

    Duty: without notice, and without hearing the party, nothing is decided.
    Lawful: the notice reached the party before the day of the decision.
    Unlawful: no notice, or one that reached the party after the decision.
    Remedy: none once it is decided; record the rectification.
    """
    if (out := outside(case, "penalty", procedure="general")) is not None:
        yield out
        return
    decisions = case.records_of(*PENALTY)
    if not decisions:
        yield not_applicable(N_("Nothing has been decided yet"), absent=PENALTY)
    for decision in decisions:
        if in_force(case, "apl.62", decision.data.made_at):
            yield _told(case, decision)
        else:
            yield earlier_law("apl.62")


def _told(case: Facts, decision: Page[Record]) -> Outcome:
    notices = case.records_of(NOTICE)
    if not notices:
        return violated(
            "law_not_told",
            N_("{record} {kind} was made, and no prior notice of it is on record"),
            decision.at(),
            curable=False,
            absent=(NOTICE,),
            record=decision.id,
            kind=case.kind_of(decision.data),
        )
    reached = [s.counts_from for page in notices for s in services(case, page.id)]
    answers = [before(on, decision.data.made_at) for on in reached if on is not None]
    same_day = any(
        on is not None and decision.data.made_at and day_of(on) == day_of(decision.data.made_at)
        for on in reached
    )
    if "yes" in answers and not same_day:
        return met()
    if answers and all(answer == "no" for answer in answers):
        return violated(
            "law_told_too_late",
            N_("{record} {kind} was made before the prior notice reached the party"),
            decision.at("made_at"),
            curable=False,
            record=decision.id,
            kind=case.kind_of(decision.data),
        )
    return unsure(
        "law_time_to_state",
        N_(
            "{record} {kind}: whether the party had time to state and defend between the notice "
            "and it cannot be told"
        ),
        decision.at("made_at"),
        remedy=f"lawrec attest {case.label} apl.62 --basis ...",
        record=decision.id,
        kind=case.kind_of(decision.data),
    )


@rule("apl.63")
def hearing_on_request(case: Facts) -> Iterator[Outcome]:
    """A hearing that the party asked for was held.

    Duty: where there is a right to a hearing and the party asks, one is held.
    Lawful: a hearing is logged or its transcript is there.
    Unlawful: it was asked for, the case is decided, and none was held.
    Remedy: none once it is decided; record the rectification.
    """
    if (out := outside(case, "penalty", procedure="general")) is not None:
        yield out
        return
    yield hearing_held(case, PENALTY)


@rule("apl.64")
def hearing_in_order(case: Facts) -> Iterator[Outcome]:
    """A hearing was notified seven working days before, and presided over by an outsider.

    Duty: seven working days' notice; the presider did not investigate.
    Lawful: a notice early enough, and a presider who handled nothing of the case.
    Unlawful: a shorter notice, or a handler in the chair.
    Remedy: none; record the rectification.
    """
    if (out := outside(case, "penalty")) is not None:
        yield out
        return
    yield from hearing_notified(case, "apl.64")


RULES: tuple[Rule, ...] = (
    notice_says_what_and_why,
    statement_reviewed,
    told_before_decided,
    hearing_on_request,
    hearing_in_order,
)
