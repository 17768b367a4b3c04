"""Article 21, paragraph 3: leaving a refused paper at the recipient's domicile."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lawrec.checks.base import Outcome, Rule, met, not_applicable, rule, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.left_service import filmed, witnessed
from lawrec.checks.facts.receipt_signers import amend_signatures, may_receive, server_signed
from lawrec.checks.facts.service import Receipt, left_at_domicile, receipts, recipients
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import Signature

_ABSENCE = re.compile(
    "[家屋]中?里?(无|没|没有)人|(无|没|没有)人(在家|应答|开门)|[不未]在家|外出未归|无应答|联系不上"
)


def _left(case: Facts) -> list[Receipt]:
    return receipts(case, "left_at_residence")


def _each(case: Facts, judge: Callable[[Facts, Receipt], Outcome]) -> Iterator[Outcome]:
    found = _left(case)
    if not found:
        yield not_applicable(N_("No paper was left at a residence"), absent=("service_receipt",))
    for receipt in found:
        yield judge(case, receipt)


def _amend(case: Facts, receipt: Receipt, field: str) -> str:
    return f"lawrec amend {case.label} {receipt.id} --reason ... --set {field}=..."


@rule("21.3a")
def receipt_was_refused(case: Facts) -> Iterator[Outcome]:
    """A paper may be left only when somebody entitled to receive it refuses.

    Duty: service by leaving the paper keeps its lawful form, which begins with a refusal.
    Lawful: the receipt notes that the recipient or one of the household refused.
    Unlawful: the receipt notes that nobody was there.
    Remedy: serve again in a lawful way, and mark this attempt as failed.
    """
    yield from _each(case, _refused)


def _refused(case: Facts, receipt: Receipt) -> Outcome:
    entries = [entry for _, entry in recipients(receipt)]
    refusing = [entry for entry in entries if entry.status == "refused"]
    if refusing:
        return _lawfully_refused(case, receipt, refusing)
    if any(entry.status == "absent" for entry in entries):
        return violated(
            "absent_not_refused",
            N_("{record}: the recipient was absent; an absence is no refusal"),
            receipt.at("signatures"),
            curable=True,
            remedy=f"lawrec log-act {case.label} service",
            record=receipt.id,
        )
    return unsure(
        "refusal_not_entered",
        N_("{record}: the receipt does not show who refused to take the paper"),
        receipt.at("signatures"),
        remedy=_amend(case, receipt, "signatures"),
        record=receipt.id,
    )


def _lawfully_refused(case: Facts, receipt: Receipt, refusing: list[Signature]) -> Outcome:
    """Whether somebody refused who may receive, and not merely was not there."""
    entitled = [entry for entry in refusing if may_receive(case, receipt, entry)]
    if not entitled:
        return unsure(
            "refused_by_whom",
            N_("{record}: {who} refused the paper, and may not plainly receive it by law"),
            receipt.at("signatures"),
            remedy=amend_signatures(case, receipt),
            record=receipt.id,
            who=refusing[0].who,
        )
    if any(_ABSENCE.search(entry.note or "") for entry in entitled):
        return unsure(
            "refused_or_absent",
            N_("{record}: entered as refused, but the words tell that nobody was there: {words}"),
            receipt.at("signatures"),
            remedy=amend_signatures(case, receipt),
            record=receipt.id,
            words=entitled[0].note,
        )
    return met()


@rule("21.3b")
def reason_noted(case: Facts) -> Iterator[Outcome]:
    """The receipt notes why the paper was refused.

    Duty: the reason of the refusal stands on the receipt.
    Lawful: the words used, or that no reason was given.
    Unlawful: the reason is blank.
    Remedy: add the reason truthfully by amending the receipt.
    """
    yield from _each(case, _reason)


def _reason(case: Facts, receipt: Receipt) -> Outcome:
    notes = [entry.note for _, entry in recipients(receipt)]
    if all(is_blank(text) for text in (*notes, receipt.data.reason)):
        return violated(
            "refusal_reason_blank",
            N_("{record}: the receipt gives no reason for the refusal"),
            receipt.at("signatures"),
            curable=True,
            remedy=_amend(case, receipt, "reason"),
            record=receipt.id,
        )
    return met()


@rule("21.3c")
def date_noted(case: Facts) -> Iterator[Outcome]:
    """The receipt gives the date on which the paper was left.

    Duty: the date stands on the receipt.
    Lawful: the receipt, or the entry of the refusal, is dated.
    Unlawful: no date at all.
    Remedy: add the true date by amending the receipt.
    """
    yield from _each(case, _date)


def _date(case: Facts, receipt: Receipt) -> Outcome:
    dated = receipt.data.made_at or any(entry.at for _, entry in recipients(receipt))
    if dated:
        return met()
    return violated(
        "left_undated",
        N_("{record}: the receipt does not say on which day the paper was left"),
        receipt.at("made_at"),
        curable=True,
        remedy=_amend(case, receipt, "made_at"),
        record=receipt.id,
    )


@rule("21.3d")
def server_signs(case: Facts) -> Iterator[Outcome]:
    """The server signs or seals the receipt of a paper that was left.

    Duty: the receipt bears a server's signature or seal.
    Lawful: one server has signed, and somebody has seen it.
    Unlawful: no server has signed.
    Remedy: the server signs, with the true date; enter it by amending the receipt.
    """
    yield from _each(case, server_signed)


@rule("21.3e")
def witness_signs(case: Facts) -> Iterator[Outcome]:
    """A witness who is not the server signs or seals the receipt.

    Duty: besides the server a witness signs; here film does not stand in for the witness.
    Lawful: somebody from the village committee or the workplace has signed.
    Unlawful: no witness, a witness who did not sign, or the server as witness.
    Remedy: a witness who was there signs with the true date; a missing witness cannot be cured.
    """
    yield from _each(case, witnessed)


@rule("21.3f")
def left_at_home(case: Facts) -> Iterator[Outcome]:
    """The paper is left at the recipient's domicile, or an organisation's registered office.

    Duty: the place where the paper is left is the recipient's domicile.
    Lawful: the recipient's address or habitual residence, the registered or main office.
    Unlawful: any other place, such as a building site; such a service has no effect.
    Remedy: leave the paper at the domicile, and mark this attempt as failed.
    """
    yield from _each(case, _place)


def _place(case: Facts, receipt: Receipt) -> Outcome:
    answer = left_at_domicile(case, receipt)
    if answer == "yes":
        return met()
    if answer == "no":
        return violated(
            "left_elsewhere",
            N_("{record}: left at {address}, which is not the recipient's domicile"),
            receipt.at("left_at"),
            curable=True,
            remedy=f"lawrec log-act {case.label} service",
            record=receipt.id,
            address=receipt.data.left_at or "",
        )
    return _place_open(case, receipt)


def _place_open(case: Facts, receipt: Receipt) -> Outcome:
    place = receipt.data.left_at
    if place is None or is_blank(place):
        return unsure(
            "left_at_blank",
            N_("{record}: where the paper was left is not stated"),
            receipt.at("left_at"),
            remedy=_amend(case, receipt, "left_at"),
            record=receipt.id,
        )
    return unsure(
        "left_at_unclear",
        N_("{record}: whether {address} is the recipient's domicile cannot be told"),
        receipt.at("left_at"),
        remedy=_amend(case, receipt, "left_at"),
        record=receipt.id,
        address=place,
    )


@rule("21.3g")
def leaving_filmed(case: Facts) -> Iterator[Outcome]:
    """The leaving of the paper is recorded by film, sound or photo as it happens.

    Duty: the course of the service is recorded; unsuitability is no excuse here.
    Lawful: film or sound of the service act; photos alone, or a written account, are a warning.
    Unlawful: neither footage nor a written account of the course.
    Remedy: assign footage of that time to the act; what was not filmed cannot be cured.
    """
    yield from _each(case, filmed)


RULES: tuple[Rule, ...] = (
    receipt_was_refused,
    reason_noted,
    date_noted,
    server_signs,
    witness_signs,
    left_at_home,
    leaving_filmed,
)
