"""Electronic service: whose consent is on file, and what is known of sending and arrival (21.x)."""

from __future__ import annotations

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.service import Receipt
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import Record
from lawrec.schema.records.service import EServiceRecord, ServiceAddressConfirmation
from lawrec.schema.snapshot import Page


def _confirmations(case: Facts, receipt: Receipt) -> list[Page[EServiceRecord]]:
    """The confirmations of that service: for its papers, of its act, or by its recipient."""
    pages = case.typed(case.records_of("e_service_record"), EServiceRecord)
    return [
        page
        for page in pages
        if {receipt.id, *receipt.data.about} & set(page.data.about)
        or (page.data.act is not None and page.data.act == receipt.data.act)
    ]


def _same_person(receipt: Receipt, record: Record) -> bool:
    """Whether a paper is that of the receipt's person; one that names nobody may be."""
    both = receipt.data.persons and record.persons
    return not both or bool(set(receipt.data.persons) & set(record.persons))


def consent_of(case: Facts, receipt: Receipt) -> bool:
    """Whether a consent is on file: on the receipt, in its confirmation, or with the address."""
    if not is_blank(receipt.data.consent):
        return True
    if any(not is_blank(page.data.consent) for page in _confirmations(case, receipt)):
        return True
    pages = case.records_of("service_address_confirmation")
    return any(
        page.data.electronic_consent == "yes" and _same_person(receipt, page.data)
        for page in case.typed(pages, ServiceAddressConfirmation)
    )


def facts_missing(case: Facts, receipt: Receipt) -> tuple[str, ...]:
    """Which of address, time of sending and time of arrival no confirmation states."""
    pages = [page.data for page in _confirmations(case, receipt)]
    known = {
        "address": any(not is_blank(data.address) for data in pages),
        "sent_at": any(data.sent_at is not None for data in pages),
        "arrived_at": any(data.arrived_at is not None for data in pages),
    }
    return tuple(name for name, there in known.items() if not there)
