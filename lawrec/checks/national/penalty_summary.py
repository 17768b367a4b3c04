"""Administrative Penalty Law 51, 52: penalties decided on the spot."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lawrec.checks.base import Outcome, Rule, met, pending, rule, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.national.common import (
    blank,
    earlier_law,
    in_force,
    outside,
    signed_as,
    undecided,
)
from lawrec.i18n import N_
from lawrec.schema.records.common import OutwardPaper
from lawrec.schema.snapshot import Page

DECISION = "summary_penalty_decision"
FILING = "summary_filing_record"


def _decisions(case: Facts, clause: str) -> Iterator[Outcome | Page[OutwardPaper]]:
    if (out := outside(case, "penalty", procedure="summary")) is not None:
        yield out
        return
    found = case.typed(case.records_of(DECISION), OutwardPaper)
    if not found:
        yield undecided(case, DECISION)
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
        yield page if isinstance(page, Outcome) else _other_kind(page) or _ceiling(case, page)


def _other_kind(page: Page[OutwardPaper]) -> Outcome | None:
    """Besides a warning or a fine nothing can be imposed on the spot."""
    others = {order.type for order in page.data.orders} & _NOT_ON_THE_SPOT
    if not others:
        return None
    return violated(
        "law_not_on_the_spot",
        N_("{record}: on the spot the law allows a warning or a fine only, not {types}"),
        page.at("orders"),
        curable=False,
        record=page.id,
        types=tuple(sorted(others)),
    )


def _ceiling(case: Facts, page: Page[OutwardPaper]) -> Outcome:
    low = case.number("apl.51", "summary_fine_citizen")
    high = case.number("apl.51", "summary_fine_organisation")
    orders = page.data.orders
    fines = [order.amount_yuan for order in orders if order.type in FINES]
    known = [amount for amount in fines if amount is not None]
    fine = max(known, default=Decimal(0)) if _several(case, page) else sum(known, Decimal(0))
    types = _types(case, page)
    ceiling = low if types == {"natural"} else high
    if fine > ceiling:
        return violated(
            "law_ceiling_passed",
            N_("{record}: a fine of {fine} yuan on the spot; the law allows {ceiling}"),
            page.at("orders"),
            curable=False,
            record=page.id,
            fine=str(fine),
            ceiling=ceiling,
        )
    if not orders or len(known) < len(fines):
        return unsure(
            "law_fine_unknown",
            N_("{record}: what penalty was given on the spot is not entered"),
            page.at("orders"),
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set orders=...",
            record=page.id,
        )
    if sum(known, Decimal(0)) <= (high if types == {"organisation"} else low):
        return met()
    return unsure(
        "law_ceiling_unknown",
        N_("{record}: {fine} yuan; whether a person or an organisation is fined is not known"),
        page.at("orders"),
        record=page.id,
        fine=str(sum(known, Decimal(0))),
    )


FINES = frozenset(("fine", "罚款"))
"""Orders to pay a fine."""

_NOT_ON_THE_SPOT = frozenset(
    ("confiscate", "confiscation", "revocation", "没收", "吊销", "没收违法所得", "没收非法财物")
)


def _fined(case: Facts, page: Page[OutwardPaper]) -> tuple[str, ...]:
    return page.data.persons or case.parties


def _several(case: Facts, page: Page[OutwardPaper]) -> bool:
    return len(_fined(case, page)) > 1


def _types(case: Facts, page: Page[OutwardPaper]) -> set[str]:
    people = [case.person(name) for name in _fined(case, page)]
    return {person.type if person else "unknown" for person in people}


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
        gaps += signed_as(case, page, N_("{record} {kind} is signed by no officer"), "officer")
        if not case.records_of(FILING):
            gaps.append(_not_filed(case))
        yield from gaps or [met()]


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


RULES: tuple[Rule, ...] = (within_the_ceiling, numbered_signed_filed)
