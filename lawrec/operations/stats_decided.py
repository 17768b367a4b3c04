"""What a case brings to the tables on licences, penalties, expropriation and requisition."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.ending import withdrawn
from lawrec.checks.facts.service import faces
from lawrec.checks.stubs import stubs_of
from lawrec.i18n import _
from lawrec.operations.stats_orders import COMPENSATION, KIND_OF, MONEY
from lawrec.operations.stats_sheet import Sheet, papers
from lawrec.schema.moments import last_instant
from lawrec.schema.records.common import Order, OutwardPaper, Record
from lawrec.schema.records.decision import (
    FineReceipt,
    LicenceDecision,
    OnsiteFineCollectionRecord,
)
from lawrec.schema.records.initiation import AcceptanceNotice, ApplicationRegister
from lawrec.schema.records.service import OrderPerformed, PerformanceRecord
from lawrec.schema.snapshot import Page

_APPLICATIONS = ("application_register", "oral_application_record", "application_receipt")
_CORRECT = "correct"


def decided(case: Facts, sheet: Sheet) -> None:
    """All tables on decisions."""
    _licence(case, sheet)
    _penalties(case, sheet)
    for kind in ("expropriation", "requisition"):
        _taken(case, sheet, kind)


def applied(case: Facts) -> tuple[datetime | date | None, tuple[str, ...]]:
    """When the application came in, by the earliest paper that says so, and its papers."""
    pages = papers(case, *_APPLICATIONS)
    days = [
        (isinstance(page.data, ApplicationRegister) and page.data.received_at) or page.data.made_at
        for page in pages
    ]
    found = [day for day in days if day]
    return min(found, key=last_instant, default=None), tuple(page.id for page in pages)


def _licence(case: Facts, sheet: Sheet) -> None:
    decisions = papers(case, "licence_decision")
    if not decisions and (case.case is None or case.case.kind != "licence"):
        return
    accepted, refused = papers(case, "acceptance_notice"), papers(case, "non_acceptance_notice")
    over = [*decisions, *refused, *withdrawn(case)]
    last = [page.data.made_at for page in over if page.data.made_at is not None]
    day, items = applied(case)
    until = min(last, key=last_instant, default=None)
    if day is not None or items:
        # What was decided on an unknown day is not pending: it ends with itself.
        sheet.count("licence.applied", day, items, until=until or (day if over else None))
    else:
        why = _("no paper tells of the application")
        sheet.open("licence", why, (page.id for page in over), on=until, row="licence.applied")
    for page in accepted[:1]:
        own = page.data.accepted_on if isinstance(page.data, AcceptanceNotice) else None
        sheet.count("licence.accepted", own or page.data.made_at, [page.id])
    for page in refused[:1]:
        sheet.count("licence.not_accepted", page.data.made_at, [page.id])
    for paper in withdrawn(case)[:1]:
        sheet.count("licence.withdrawn", paper.data.made_at, [paper.id])
    for page in decisions:
        _granted(sheet, page)


def _granted(sheet: Sheet, page: Page[Record]) -> None:
    result = page.data.result if isinstance(page.data, LicenceDecision) else None
    row = {"granted": "licence.granted", "denied": "licence.refused"}.get(result or "")
    if row is not None:
        sheet.count(row, page.data.made_at, [page.id])
    else:
        why = _("the decision does not say whether the licence was granted")
        sheet.open("licence", why, [page.id], on=page.data.made_at)


def _penalties(case: Facts, sheet: Sheet) -> None:
    general = papers(case, "penalty_decision")
    summary = [p for p in papers(case, "summary_penalty_decision") if p not in general]
    for page in (*general, *summary):
        by = "general" if page in general else "summary"
        sheet.count(f"penalty.{by}", page.data.made_at, [page.id])
        _kinds(case, sheet, page)
        _paid(case, sheet, page, MONEY, "penalty.paid")
    for kind, row in (
        ("no_penalty_decision", "penalty.no_penalty"),
        ("case_dismissal_decision", "penalty.dismissed"),
        ("criminal_transfer", "penalty.criminal"),
    ):
        for page in papers(case, kind):
            sheet.count(row, page.data.made_at, [page.id])


def _kinds(case: Facts, sheet: Sheet, page: Page[Record]) -> None:
    """The kinds of penalty that a decision imposes, once each, with their amounts."""
    on = page.data.made_at
    orders = page.data.orders if isinstance(page.data, OutwardPaper) else ()
    by_kind: dict[str, list[Order]] = {}
    for order in orders:
        kind = KIND_OF.get(order.type.strip(), "other")
        by_kind.setdefault("other" if kind == "compensation" else kind, []).append(order)
    for kind, those in by_kind.items():
        row = "penalty.correct" if kind == _CORRECT else f"penalty.kind.{kind}"
        sums = [order.amount_yuan for order in those if order.amount_yuan is not None]
        yuan = sum(sums, Decimal(0)) if kind in MONEY else None
        words = " ".join(dict.fromkeys(order.type for order in those if kind == "other"))
        sheet.count(row, on, [page.id], yuan=yuan, note=words)
        if kind in MONEY and len(sums) < len(those):
            why = _("an amount is missing on the decision")
            sheet.open("penalty", why, [page.id], on=on, row=row)
    punishing = len(by_kind) - (_CORRECT in by_kind)
    if punishing:
        row = "penalty.several_kinds" if punishing > 1 else "penalty.one_kind"
        sheet.count(row, on, [page.id])
        return
    sheet.count("penalty.kind_untold", on, [page.id])
    why = (
        _("only a stub is here, the paper with state secrets lies elsewhere: fill in by hand")
        if any(stub.id == page.id for stub in stubs_of(case))
        else _("the decision lists no kind of penalty")
    )
    sheet.open("penalty", why, [page.id], on=on, row="penalty.kind_untold")


def _taken(case: Facts, sheet: Sheet, kind: str) -> None:
    seen: set[str] = set()
    for page in papers(case, f"{kind}_decision"):
        on = page.data.made_at
        sheet.count(f"{kind}.decisions", on, [page.id])
        persons = set(page.data.persons or faces(case, page.id))
        if persons - seen:
            sheet.count(f"{kind}.persons", on, [page.id], many=len(persons - seen))
        elif not persons:
            sheet.open(kind, _("the decision names nobody"), [page.id], on=on)
        seen |= persons
        orders = page.data.orders if isinstance(page.data, OutwardPaper) else ()
        sums = [o.amount_yuan for o in orders if o.type.strip() in COMPENSATION and o.amount_yuan]
        if sums:
            yuan = sum(sums, Decimal(0))
            sheet.count(f"{kind}.compensation", on, [page.id], yuan=yuan)
        else:
            why = _("no amount of compensation on the decision")
            sheet.open(kind, why, [page.id], on=on, row=f"{kind}.compensation")
        _paid(case, sheet, page, {"compensation"}, f"{kind}.paid")


def _paid(case: Facts, sheet: Sheet, page: Page[Record], kinds: set[str], row: str) -> None:
    """What was paid on a decision, each payment by its own day."""
    orders = page.data.orders if isinstance(page.data, OutwardPaper) else ()
    wanted = {o.number: o for o in orders if KIND_OF.get(o.type.strip()) in kinds}
    found = False
    for record, entry, alone in _performed(case, page.id):
        order = wanted.get(entry.number)
        if order is None:
            continue
        found = True
        # Performed in full, with nothing else paid on it, is the amount that was ordered.
        whole = order.amount_yuan if alone and entry.status == "full" else None
        yuan = entry.amount_yuan if entry.amount_yuan is not None else whole
        on = entry.date or record.data.made_at
        if yuan is None:
            why = _("how much was paid is not stated")
            sheet.open(row.partition(".")[0], why, [record.id], on=on, row=row)
        else:
            sheet.count(row, on, [page.id, record.id], yuan=yuan)
    if not found and "fine" in kinds:
        _by_receipt(case, sheet, page, row)


def _performed(
    case: Facts, decision: str
) -> Iterator[tuple[Page[PerformanceRecord], OrderPerformed, bool]]:
    """What was done on a decision's items; the last part tells whether nothing else was on it.

    That nothing was paid yet, or that payment was put off, is no payment beside another.
    """
    pages = case.typed(case.about(decision, "performance_record"), PerformanceRecord)
    every = [(page, entry) for page in pages for entry in page.data.orders]
    entries = [pair for pair in every if pair[1].status in ("full", "partial")]
    numbers = [entry.number for _page, entry in entries]
    for page, entry in entries:
        yield page, entry, numbers.count(entry.number) == 1


def _by_receipt(case: Facts, sheet: Sheet, page: Page[Record], row: str) -> None:
    """A fine collected on the spot, by its own record, else by the receipt given for it."""
    spot = case.typed(papers(case, "onsite_fine_collection_record"), OnsiteFineCollectionRecord)
    slips = case.typed(papers(case, "fine_receipt"), FineReceipt)
    alone = len(papers(case, "penalty_decision", "summary_penalty_decision")) == 1
    for paper in spot or slips:
        if not alone and page.id not in paper.data.about:
            continue
        data = paper.data
        own = data.collected_at if isinstance(data, OnsiteFineCollectionRecord) else None
        if paper.data.amount_yuan is not None:
            on = own or paper.data.made_at
            sheet.count(row, on, [page.id, paper.id], yuan=paper.data.amount_yuan)
        else:
            sheet.open("penalty", _("how much was paid is not stated"), [paper.id], row=row)
