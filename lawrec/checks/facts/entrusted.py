"""Service through another body: its letter, and who signed the receipt on either side (21.5)."""

from __future__ import annotations

from lawrec.checks.base import Outcome, satisfied_but, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.receipt_signers import amend_signatures
from lawrec.checks.facts.service import Receipt, recipients, serving, with_those_behind
from lawrec.checks.facts.signatures import look_up, signatures, signed
from lawrec.i18n import N_
from lawrec.schema.records.common import Record
from lawrec.schema.records.service import ServiceEntrustment
from lawrec.schema.snapshot import Page

_OWN = frozenset(
    (
        *("", "self", "本人", "legal_rep", "法定代表人", "principal", "负责人", "主要负责人"),
        *("guardian", "监护人", "法定代理人"),
    )
)
"""Relations in which the signer is the recipient, or is the recipient's own will."""


def entrustments(case: Facts, receipt: Page[Record]) -> list[Page[ServiceEntrustment]]:
    """The letters by which that service was entrusted: for its papers, or of its act."""
    pages = case.typed(case.records_of("service_entrustment"), ServiceEntrustment)
    return [
        page
        for page in pages
        if {receipt.id, *receipt.data.about} & set(page.data.about)
        or page.id in receipt.data.about
        or (page.data.act is not None and page.data.act == receipt.data.act)
    ]


def served(case: Facts, receipt: Receipt) -> Outcome:
    """Whether whoever served the paper, staff or not, signed as server."""
    entries = [e.who for _, e in signatures(receipt, "server") if e.status == "signed"]
    if not entries:
        return violated(
            "entrusted_server_not_signed",
            N_("{record}: nobody has signed as the one who served the entrusted paper"),
            receipt.at("signatures"),
            curable=True,
            remedy=amend_signatures(case, receipt),
            record=receipt.id,
        )
    return signed(case, receipt, look_up(case, receipt, entries[0], "server"))


def received(case: Facts, receipt: Receipt) -> Outcome:
    """Whether the recipient signed; nobody else is named who may."""
    servers = serving(case, receipt)
    entries = [entry for _, entry in recipients(receipt) if entry.who not in servers]
    entry = next((one for one in entries if one.status == "signed"), None)
    if entry is None:
        if any(one.status == "unable" for one in entries):
            return unsure(
                "entrusted_recipient_unable",
                N_("{record}: the recipient could not sign; whether the paper arrived is open"),
                receipt.at("signatures"),
                remedy=amend_signatures(case, receipt),
                record=receipt.id,
            )
        return violated(
            "entrusted_recipient_not_signed",
            N_("{record}: the recipient has not signed for the entrusted paper"),
            receipt.at("signatures"),
            curable=True,
            remedy=amend_signatures(case, receipt),
            record=receipt.id,
        )
    outcome = signed(case, receipt, look_up(case, receipt, entry.who, "recipient"))
    people = receipt.data.persons or case.parties
    own = set(people) & with_those_behind(case, {entry.who})
    if outcome.code or (own and (entry.relation or "").strip() in _OWN):
        return outcome
    return satisfied_but(
        "warning",
        "entrusted_taken_by_other",
        N_("{record}: {who} signed for the recipient; paragraph 5 names nobody who may"),
        receipt.at("signatures"),
        remedy=amend_signatures(case, receipt),
        record=receipt.id,
        who=entry.who,
    )
