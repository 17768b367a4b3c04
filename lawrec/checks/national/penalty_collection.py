"""Administrative Penalty Law 68, 70, 71: fines collected on the spot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lawrec.checks.base import Outcome, Rule, met, not_applicable, pending, rule, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.national.common import (
    Moment,
    blank,
    earlier_law,
    in_force,
    in_period,
    late,
    outside,
    running,
    stated_not,
)
from lawrec.checks.national.penalty_summary import DECISION, FINES
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import OutwardPaper
from lawrec.schema.records.decision import OnsiteFineCollectionRecord, SummaryProcedureRecord
from lawrec.schema.snapshot import Page

COLLECTION = "onsite_fine_collection_record"
RECEIPT = "fine_receipt"


def _collections(case: Facts, clause: str) -> Iterator[Outcome | Page[OnsiteFineCollectionRecord]]:
    if (out := outside(case, "penalty")) is not None:
        yield out
        return
    found = case.typed(case.records_of(COLLECTION), OnsiteFineCollectionRecord)
    if not found:
        yield _not_collected(case)
    for page in found:
        law = in_force(case, clause, page.data.collected_at or page.data.made_at)
        yield page if law else earlier_law(clause)


def _not_collected(case: Facts) -> Outcome:
    """Without a record of it, the summary record says whether money was taken on the spot."""
    papers = case.typed(case.records_of("summary_procedure_record"), SummaryProcedureRecord)
    stated = {page.data.collected_on_spot for page in papers}
    fined = case.typed(case.records_of(DECISION), OutwardPaper)
    if stated <= {"no"} and (stated or not fined):
        return not_applicable(N_("No fine was collected on the spot"), absent=(COLLECTION,))
    orders = [order for page in fined for order in page.data.orders]
    if "yes" not in stated and orders and not any(order.type in FINES for order in orders):
        return not_applicable(N_("No fine was collected on the spot"), absent=(COLLECTION,))
    place = papers[0].at("collected_on_spot") if papers else fined[0].at() if fined else None
    return unsure(
        "law_collection_unknown",
        N_("Whether, and how, the fine was collected on the spot is not on record"),
        place or case.case_place,
        remedy=f"lawrec add-record {case.label} {COLLECTION}",
        root=("law_collection",),
    )


@rule("apl.68")
def small_or_hard_to_enforce(case: Facts) -> Iterator[Outcome]:
    """A fine was collected on the spot only where the law allows that.

    Duty: up to 100 yuan, or hard to enforce later, or a remote place at the party's wish.
    Lawful: a small fine, or a ground that is stated.
    Unlawful: more than 100 yuan without any ground.
    Remedy: none; record the rectification.
    """
    for page in _collections(case, "apl.68"):
        if isinstance(page, Outcome):
            yield page
        elif page.data.amount_yuan is None:
            yield from blank(case, page, "amount_yuan")
        elif _small(case, page.data.amount_yuan):
            yield met()
        elif not is_blank(page.data.ground):
            yield _ground_to_judge(case, page)
        else:
            yield from blank(case, page, "ground")


def _small(case: Facts, amount: Decimal) -> bool:
    """Whether a penalty on the spot fines no more than that; what was collected is no more."""
    found = case.typed(case.records_of(DECISION), OutwardPaper)
    fines = [o.amount_yuan for page in found for o in page.data.orders if o.type in FINES]
    largest = max([amount, *(fine for fine in fines if fine is not None)])
    return bool(found) and largest <= case.number("apl.68", "spot_collection")


def _ground_to_judge(case: Facts, page: Page[OnsiteFineCollectionRecord]) -> Outcome:
    return unsure(
        "law_ground_to_judge",
        N_("{record}: {amount} yuan were collected on the spot; whether its ground holds is open"),
        page.at("ground"),
        severity="note",
        remedy=f"lawrec attest {case.label} apl.68 --basis ...",
        record=page.id,
        amount=str(page.data.amount_yuan),
    )


@rule("apl.70")
def receipted(case: Facts) -> Iterator[Outcome]:
    """A fine on the spot was receipted on the form of the finance department.

    Duty: the receipt is given when the money is taken.
    Lawful: the number of the receipt is on record, or the receipt itself.
    Unlawful: neither.
    Remedy: enter the number that the receipt bears.
    """
    for page in _collections(case, "apl.70"):
        if isinstance(page, Outcome):
            yield page
        elif case.records_of(RECEIPT):
            yield met()
        else:
            yield from list(blank(case, page, "receipt_no")) or [met()]


@rule("apl.71")
def handed_in(case: Facts) -> Iterator[Outcome]:
    """What was collected on the spot was handed in within two working days.

    Duty: two working days from the collection to the organ.
    Lawful: handed in within them.
    Unlawful: later, or not at all once the case is over.
    Remedy: enter the true time; lateness is not cured.
    """
    for page in _collections(case, "apl.71"):
        if isinstance(page, Outcome):
            yield page
            continue
        yield _handed_in(case, page)


def _handed_in(case: Facts, page: Page[OnsiteFineCollectionRecord]) -> Outcome:
    taken, given = page.data.collected_at, page.data.handed_in_at
    if given is None and not over(case) and (taken is None or _running(case, taken)):
        return pending(
            "law_hand_in_awaited",
            N_("{record}: the money is still to be handed in"),
            page.at("handed_in_at"),
            record=page.id,
        )
    if given is None:
        return stated_not(case, page, "handed_in_at")
    if taken is None:
        return late(case, "apl.71", "hand_in", page, answer="unknown", since=None)
    answer = in_period(case, "apl.71", "hand_in", taken, given)
    if answer == "yes":
        return met()
    if answer == "no" and _AFLOAT.search(page.data.ground or ""):
        answer = "unknown"
    return late(case, "apl.71", "hand_in", page, answer=answer, since=taken)


def _running(case: Facts, taken: Moment) -> bool:
    return running(case, "apl.71", "hand_in", taken)


_AFLOAT = re.compile("水上|船|抵岸")
"""Afloat the two days run from the landing."""


RULES: tuple[Rule, ...] = (small_or_hard_to_enforce, receipted, handed_in)
