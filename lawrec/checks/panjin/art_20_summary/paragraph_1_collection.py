"""Article 20, paragraph 1, items (5) and (6): filing, and the fine collected on the spot."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import (
    Outcome,
    Rule,
    met,
    not_applicable,
    pending,
    rule,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts import summary
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.support import scan_of
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.moments import Tri, not_after
from lawrec.schema.records.common import OutwardPaper
from lawrec.schema.records.decision import (
    FineReceipt,
    OnsiteFineCollectionRecord,
    SummaryFilingRecord,
)
from lawrec.schema.snapshot import Page

_FILING = "summary_filing_record"
_COLLECTION = "onsite_fine_collection_record"
_RECEIPT = "fine_receipt"
_FINES = frozenset(("fine", "罚款"))


@rule("20.1(5)")
def filed(case: Facts) -> Iterator[Outcome]:
    """The decision on the spot is filed with the officer's own organ, and what was filed is said.

    Duty: the content of the filing is recorded.
    Lawful: a filing record with its content, for each decision; before closing it is not yet due.
    Unlawful: none at closing, or one without content. No time is open; no receiver is a warning.
    Remedy: file the decision, with the true date, and enter it.
    """
    yield from summary.judged(case, _filed)


def _filed(case: Facts) -> Iterator[Outcome]:
    found = case.records_of(_FILING)
    pages = case.typed(found, SummaryFilingRecord)
    known = {page.id for page in pages}
    for page in found:
        if page.id not in known:
            yield unsure(
                "filing_unread",
                N_("{record} {kind} stands for the filing; a person must read what it says"),
                page.at("substitutes"),
                record=page.id,
                kind=case.kind_of(page.data),
            )
    for filing in pages:
        yield met()
        yield from _contents(case, filing)
    if found:
        for decision in summary.decisions(case):
            yield from _covered(case, decision, pages)
    elif over(case):
        yield violated(
            "step_not_recorded",
            N_("The case is over, but nothing records the filing of the decision on the spot"),
            case.case_place,
            curable=True,
            remedy=f"lawrec add-record {case.label} {_FILING}",
            root=("step", _FILING, ""),
            absent=(_FILING,),
        )
    else:
        waiting = case.drafts_of(_FILING)
        command = f"finalise {case.label} {waiting[0].id}" if waiting else None
        yield pending(
            "filing_to_come",
            N_("The decision on the spot is not filed yet; the text sets no period before closing"),
            case.case_place,
            remedy=f"lawrec {command or f'add-record {case.label} {_FILING}'}",
        )


def _contents(case: Facts, page: Page[SummaryFilingRecord]) -> Iterator[Outcome]:
    amend = f"lawrec amend {case.label} {page.id} --reason ... --set"
    if is_blank(page.data.content) and scan_of(case, page) is None:
        yield violated(
            "filing_content_missing",
            N_("{record} does not say what was filed"),
            page.at("content"),
            curable=True,
            remedy=f"{amend} content=...",
            record=page.id,
        )
    if (page.data.filed_at or page.data.made_at) is None:
        yield unsure(
            "filing_undated",
            N_("{record} does not say when the decision was filed"),
            page.at("filed_at"),
            remedy=f"{amend} filed_at=...",
            record=page.id,
        )
    if is_blank(page.data.receiver) or is_blank(page.data.filed_to):
        text = N_("{record} does not say who received the filing, or for which organ")
        place = page.at("receiver")
        yield satisfied_but("warning", "filing_receiver_missing", text, place, record=page.id)


def _covered(
    case: Facts, decision: Page[OutwardPaper], pages: list[Page[SummaryFilingRecord]]
) -> Iterator[Outcome]:
    """The filing is of this decision, and not older than it."""
    alone = len(summary.decisions(case)) == 1
    records = {page.id for page in summary.records(case)} if alone else set()
    named = {decision.id} | records
    own = [
        page for page in pages if named & set(page.data.about) or (alone and not page.data.about)
    ]
    if pages and not own:
        yield unsure(
            "filing_of_another",
            N_("{record} is not about {decision}, so that its filing is not shown"),
            pages[0].at("about"),
            remedy=f"lawrec amend {case.label} {pages[0].id} --reason ... --set about=[...]",
            record=pages[0].id,
            decision=decision.id,
        )
    made = decision.data.made_at
    times = [on for page in own if (on := page.data.filed_at or page.data.made_at) is not None]
    if made is not None and times and all(not_after(made, on) == "no" for on in times):
        yield unsure(
            "filed_before_decision",
            N_("{record}: filed before {decision} of {made}; one of the times is wrong"),
            own[0].at("filed_at"),
            record=own[0].id,
            decision=decision.id,
            made=made,
        )


@rule("20.1(6)")
def collection_recorded(case: Facts) -> Iterator[Outcome]:
    """Where a fine was collected on the spot, how that was done is recorded.

    Duty: the course of a collection on the spot is recorded.
    Lawful: ground, amount, number of the receipt and times; nothing where none was collected.
    Unlawful: no record, or none with the number of a receipt. Ground, amount or time missing is
    open; more than 100 yuan and a fine not handed in are warnings, for they are of upper law.
    Remedy: enter what the paper and the receipt say.
    """
    yield from summary.judged(case, _collected)


def _collected(case: Facts) -> Iterator[Outcome]:
    pages = case.typed(case.records_of(_COLLECTION), OnsiteFineCollectionRecord)
    said = {page.data.collected_on_spot for page in summary.records(case)}
    answer: Tri = "yes" if "yes" in said or pages else "no" if "no" in said else "unknown"
    if "no" in said and (pages or "yes" in said):
        yield unsure(
            "collection_contradicted",
            N_("The papers differ on whether the fine was collected on the spot"),
            summary.where(case, "collected_on_spot"),
        )
    elif answer == "yes":
        yield from _recorded(case, pages)
    elif answer == "no" or not _may_be_fined(case):
        none = N_("No fine was collected on the spot")
        yield not_applicable(none, absent=(_COLLECTION, summary.RECORD, summary.DECISION))
    else:
        yield unsure(
            "collection_unknown",
            N_("No paper says whether the fine was collected on the spot"),
            summary.where(case, "collected_on_spot"),
            remedy=_remedy(case),
        )


def _remedy(case: Facts) -> str:
    found = summary.records(case)
    if not found:
        return f"lawrec add-record {case.label} {summary.RECORD}"
    return f"lawrec amend {case.label} {found[0].id} --reason ... --set collected_on_spot=..."


def _may_be_fined(case: Facts) -> bool:
    """Whether there is a fine, or no list of orders that would show that there is none."""
    lists = [page.data.orders for page in summary.decisions(case)]
    types = {order.type for orders in lists for order in orders}
    return not lists or not all(lists) or bool(types & _FINES)


def _recorded(case: Facts, pages: list[Page[OnsiteFineCollectionRecord]]) -> Iterator[Outcome]:
    waiting = case.drafts_of(_COLLECTION)
    if not pages and (substitutes := case.records_of(_COLLECTION)):
        yield unsure(
            "collection_unread",
            N_("{record} {kind} stands for the record of collection; a person must read it"),
            substitutes[0].at("substitutes"),
            record=substitutes[0].id,
            kind=case.kind_of(substitutes[0].data),
        )
    elif not pages and waiting and not over(case):
        yield pending(
            "collection_to_come",
            N_("The record of the collection on the spot is still a draft"),
            waiting[0].at("draft"),
            remedy=f"lawrec finalise {case.label} {waiting[0].id}",
        )
    elif not pages:
        yield violated(
            "collection_not_recorded",
            N_("A fine was collected on the spot, but nothing records how"),
            summary.where(case, "collected_on_spot"),
            curable=True,
            remedy=f"lawrec add-record {case.label} {_COLLECTION}",
            absent=(_COLLECTION,),
        )
    for page in pages:
        yield met()
        yield from _course(case, page)


def _course(case: Facts, page: Page[OnsiteFineCollectionRecord]) -> Iterator[Outcome]:
    amend = f"lawrec amend {case.label} {page.id} --reason ... --set"
    slips = case.typed(case.records_of(_RECEIPT), FineReceipt)
    numbers = [page.data.receipt_no, *(slip.data.receipt_no for slip in slips)]
    if all(is_blank(number) for number in numbers):
        yield violated(
            "receipt_number_missing",
            N_("{record}: neither it nor a receipt gives the number of the receipt"),
            page.at("receipt_no"),
            curable=True,
            remedy=f"{amend} receipt_no=...",
            absent=(_RECEIPT,),
            record=page.id,
        )
    gaps = [
        field
        for field, there in (
            ("ground", not is_blank(page.data.ground)),
            ("amount_yuan", page.data.amount_yuan is not None),
            ("collected_at", page.data.collected_at is not None),
        )
        if not there
    ]
    if gaps:
        yield unsure(
            "course_incomplete",
            N_(
                "{record} does not state {fields}; unlawful if these belong to the course of the "
                "collection, which the text does not spell out"
            ),
            page.at(),
            remedy=f"{amend} {gaps[0]}=...",
            record=page.id,
            fields=tuple(gaps),
        )
    yield from _national(case, page)


def _national(case: Facts, page: Page[OnsiteFineCollectionRecord]) -> Iterator[Outcome]:
    limit = case.number("20.1(6)", "spot_collection")
    amount = page.data.amount_yuan
    if amount is not None and amount > limit:
        yield satisfied_but(
            "warning",
            "collection_above_limit",
            N_(
                "{record}: {amount} yuan; national law allows more than {limit} yuan on the spot "
                "only where it would be hard to collect later"
            ),
            page.at("amount_yuan"),
            record=page.id,
            amount=str(amount),
            limit=str(limit),
        )
    if page.data.handed_in_at is None and over(case):
        text = N_("{record} does not say when the fine was handed in; national law asks for it")
        place = page.at("handed_in_at")
        yield satisfied_but("warning", "fine_not_handed_in", text, place, record=page.id)


RULES: tuple[Rule, ...] = (filed, collection_recorded)
