"""Article 21, paragraph 5: service by entrustment or by passing on; and electronic service."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lawrec.checks.base import (
    Outcome,
    Rule,
    met,
    not_applicable,
    pending,
    rule,
    satisfied_but,
    violated,
)
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.electronic import consent_of, facts_missing
from lawrec.checks.facts.entrusted import entrustments, received, served
from lawrec.checks.facts.service import Receipt, receipts
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.service import ServiceEntrustment
from lawrec.schema.snapshot import Page

_WAYS = ("entrusted", "transfer")


def _each(case: Facts, judge: Callable[[Facts, Receipt], Iterator[Outcome]]) -> Iterator[Outcome]:
    found = receipts(case, *_WAYS)
    waiting = [page for page in _letters(case) if not _answered(case, page)]
    if not found and not waiting:
        none = N_("No service was entrusted to others or passed on")
        yield not_applicable(none, absent=("service_receipt", "service_entrustment"))
    for receipt in found:
        yield from judge(case, receipt)
    for page in waiting:
        yield _awaited(case, page)


def _letters(case: Facts) -> list[Page[ServiceEntrustment]]:
    return case.typed(case.records_of("service_entrustment"), ServiceEntrustment)


def _answered(case: Facts, page: Page[ServiceEntrustment]) -> bool:
    """Whether a receipt or a failed attempt says what came of the entrustment."""
    pages = case.records_of("service_receipt", "service_attempt")
    return any(page in entrustments(case, answer) for answer in pages)


def _awaited(case: Facts, page: Page[ServiceEntrustment]) -> Outcome:
    remedy = f"lawrec add-record {case.label} service_receipt"
    if not over(case):
        text = N_("{record}: the service was entrusted; its receipt is still to come")
        return pending("entrusted_awaited", text, page.at(), remedy=remedy, record=page.id)
    return violated(
        "entrusted_unanswered",
        N_("{record}: the service was entrusted to others, and no receipt shows what came of it"),
        page.at(),
        curable=True,
        remedy=remedy,
        root=("entrusted", page.id),
        absent=("service_receipt", "service_attempt"),
        record=page.id,
    )


@rule("21.5a")
def reason_recorded(case: Facts) -> Iterator[Outcome]:
    """The reason for entrusting the service, or passing it on, is recorded.

    Duty: why somebody else serves the paper stands in the file.
    Lawful: the reason on the receipt or in the letter of entrustment.
    Unlawful: no reason.
    Remedy: add the true reason to the receipt.
    """
    yield from _each(case, _reason)


def _reason(case: Facts, receipt: Receipt) -> Iterator[Outcome]:
    found = entrustments(case, receipt)
    amend = f"lawrec amend {case.label} {receipt.id} --reason ... --set"
    if all(is_blank(text) for text in (receipt.data.reason, *(p.data.reason for p in found))):
        yield violated(
            "entrusting_reason_blank",
            N_("{record}: why the service was entrusted or passed on is not recorded"),
            receipt.at("reason"),
            curable=True,
            remedy=f"{amend} reason=...",
            absent=("service_entrustment",),
            record=receipt.id,
        )
        return
    bodies = (receipt.data.entrusted_body, *(page.data.entrusted_body for page in found))
    if all(is_blank(body) for body in bodies):
        yield satisfied_but(
            "warning",
            "entrusted_body_blank",
            N_("{record}: which body was to serve the paper is not stated"),
            receipt.at("entrusted_body"),
            remedy=f"{amend} entrusted_body=...",
            record=receipt.id,
        )
        return
    yield met()


@rule("21.5b")
def both_sign(case: Facts) -> Iterator[Outcome]:
    """Whoever served the paper and the recipient sign or seal the receipt.

    Duty: server and recipient both sign; this paragraph names nobody who may receive instead.
    Lawful: both have signed, and somebody has seen it; another receiver is a warning.
    Unlawful: one side has not signed, or the paper was refused.
    Remedy: the missing side signs with the true date; a refused paper is left instead.
    """
    yield from _each(case, _signed)


def _signed(case: Facts, receipt: Receipt) -> Iterator[Outcome]:
    yield served(case, receipt)
    yield received(case, receipt)


@rule("21.x")
def consent_to_electronic(case: Facts) -> Iterator[Outcome]:
    """Electronic service rests on the party's confirmed consent.

    Duty: none by this article; national law, through article 4(4), asks for consent.
    Lawful: a consent on file, with the address and the times of sending and arrival.
    Unlawful: nothing by this text; what national law asks for and is missing is a warning.
    Remedy: file the confirmation of the consent, or serve in another way.
    """
    found = receipts(case, "electronic")
    if not found:
        none = N_("No paper was served electronically")
        yield not_applicable(none, absent=("service_receipt",))
    for receipt in found:
        missing = (
            *(() if consent_of(case, receipt) else ("consent",)),
            *facts_missing(case, receipt),
        )
        if not missing:
            yield met()
            continue
        yield satisfied_but(
            "warning",
            "electronic_unconfirmed",
            N_("{record}: served electronically; national law asks for what is missing: {fields}"),
            receipt.at("consent"),
            remedy=f"lawrec add-record {case.label} e_service_record",
            record=receipt.id,
            fields=missing,
        )


RULES: tuple[Rule, ...] = (reason_recorded, both_sign, consent_to_electronic)
