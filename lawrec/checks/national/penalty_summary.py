"""Administrative Penalty Law 51, 52, 68, 70, 71: penalties decided and collected on the spot."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lawrec.checks.base import Outcome, Rule, met, not_applicable, pending, rule, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.national.common import (
    blank,
    earlier_law,
    in_force,
    in_period,
    late,
    outside,
)
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import OutwardPaper
from lawrec.schema.records.decision import OnsiteFineCollectionRecord
from lawrec.schema.snapshot import Page

DECISION = "summary_penalty_decision"
FILING = "summary_filing_record"
COLLECTION = "onsite_fine_collection_record"
RECEIPT = "fine_receipt"


def _decisions(case: Facts, clause: str) -> Iterator[Outcome | Page[OutwardPaper]]:
    if (out := outside(case, "penalty", procedure="summary")) is not None:
        yield out
        return
    found = case.typed(case.records_of(DECISION), OutwardPaper)
    if not found:
        yield not_applicable(N_("No decision on the spot"), absent=(DECISION,))
    for page in found:
        law = in_force(case, clause, page.data.made_at)
        yield page if law else earlier_law(clause)


@rule("apl.51")
def within_the_ceiling(case: Facts) -> Iterator[Outcome]:
    """A fine on the spot keeps within the ceiling of the law.

    Duty: at most 200 yuan for a citizen and 3,000 for an organisation, or a warning.
    Lawful: no fine above the ceiling of whom it faces.
    Unlawful: a fine above it.
    Remedy: none; such a penalty needs the ordinary procedure.
    """
    for page in _decisions(case, "apl.51"):
        yield page if isinstance(page, Outcome) else _ceiling(case, page)


def _ceiling(case: Facts, page: Page[OutwardPaper]) -> Outcome:
    fine = sum((o.amount_yuan for o in page.data.orders if o.amount_yuan), Decimal(0))
    names = page.data.persons or case.parties
    types = {person.type for name in names if (person := case.person(name)) is not None}
    low = case.number("apl.51", "summary_fine_citizen")
    high = case.number("apl.51", "summary_fine_organisation")
    ceiling = high if types == {"organisation"} else low
    if fine <= ceiling:
        return met()
    if fine <= high and types != {"natural"}:
        return unsure(
            "law_ceiling_unknown",
            N_("{record}: {fine} yuan; whether a person or an organisation is fined is not known"),
            page.at("orders"),
            record=page.id,
            fine=str(fine),
        )
    return violated(
        "law_ceiling_passed",
        N_("{record}: a fine of {fine} yuan on the spot; the law allows {ceiling}"),
        page.at("orders"),
        curable=False,
        record=page.id,
        fine=str(fine),
        ceiling=ceiling,
    )


@rule("apl.52")
def numbered_signed_filed(case: Facts) -> Iterator[Outcome]:
    """The decision on the spot is numbered, signed by the officers, and filed with their organ.

    Duty: a numbered form, the officers' signatures, and filing.
    Lawful: all three.
    Unlawful: no number, no officer's signature, or no filing once the case is over.
    Remedy: enter what the paper states; file it.
    """
    for page in _decisions(case, "apl.52"):
        if isinstance(page, Outcome):
            yield page
            continue
        gaps = list(blank(case, page, "doc_no"))
        if not any(s.as_ == "officer" and s.status == "signed" for s in page.data.signatures):
            gaps += blank(case, page, "signatures") or [_unsigned(case, page)]
        if not case.records_of(FILING):
            gaps.append(_not_filed(case))
        yield from gaps or [met()]


def _unsigned(case: Facts, page: Page[OutwardPaper]) -> Outcome:
    return violated(
        "law_content_missing",
        N_("{record} {kind} is signed by no officer"),
        page.at("signatures"),
        curable=True,
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set signatures=...",
        root=("law_content", page.id, "signatures"),
        record=page.id,
        kind=case.kind_of(page.data),
    )


def _not_filed(case: Facts) -> Outcome:
    remedy = f"lawrec add-record {case.label} {FILING}"
    if not over(case):
        return pending("law_filing_awaited", N_("The decision is still to be filed"), remedy=remedy)
    return violated(
        "law_not_filed",
        N_("The decision on the spot was not filed with the organ"),
        case.case_place,
        curable=True,
        remedy=remedy,
        absent=(FILING,),
    )


def _collections(case: Facts, clause: str) -> Iterator[Outcome | Page[OnsiteFineCollectionRecord]]:
    if (out := outside(case, "penalty")) is not None:
        yield out
        return
    found = case.typed(case.records_of(COLLECTION), OnsiteFineCollectionRecord)
    if not found:
        yield not_applicable(N_("No fine was collected on the spot"), absent=(COLLECTION,))
    for page in found:
        law = in_force(case, clause, page.data.collected_at or page.data.made_at)
        yield page if law else earlier_law(clause)


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
        elif page.data.amount_yuan <= case.number("apl.68", "spot_collection"):
            yield met()
        elif not is_blank(page.data.ground):
            yield _ground_to_judge(case, page)
        else:
            yield from blank(case, page, "ground")


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
        taken, given = page.data.collected_at, page.data.handed_in_at
        if taken is None or given is None:
            yield from blank(case, page, "collected_at", "handed_in_at")
            continue
        answer = in_period(case, "apl.71", "hand_in", taken, given)
        yield (
            met()
            if answer == "yes"
            else late(case, "apl.71", "hand_in", page, answer=answer, since=taken)
        )


RULES: tuple[Rule, ...] = (
    within_the_ceiling,
    numbered_signed_filed,
    small_or_hard_to_enforce,
    receipted,
    handed_in,
)
