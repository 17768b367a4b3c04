"""Article 21, paragraph 1: direct service, signed for on both sides."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, not_applicable, rule
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.receipt_signers import server_signed, taken_by
from lawrec.checks.facts.service import Receipt, receipts
from lawrec.i18n import N_


def _direct(case: Facts) -> list[Receipt]:
    return receipts(case, "direct")


def _none() -> Outcome:
    return not_applicable(N_("No paper was served directly"), absent=("service_receipt",))


@rule("21.1a")
def server_signs(case: Facts) -> Iterator[Outcome]:
    """The server signs or seals the receipt of direct service.

    Duty: each receipt of direct service bears a server's signature or seal.
    Lawful: one server has signed, and somebody has seen it.
    Unlawful: no server has signed the receipt.
    Remedy: the server signs, with the true date; enter it by amending the receipt.
    """
    found = _direct(case)
    if not found:
        yield _none()
    for receipt in found:
        yield server_signed(case, receipt)


@rule("21.1b")
def recipient_signs(case: Facts) -> Iterator[Outcome]:
    """The recipient, or somebody who may receive by law, signs or seals the receipt.

    Duty: whoever takes the paper signs for it, and somebody else states the relation.
    Lawful: the recipient, a grown-up of the household, an organisation's clerk, a proven agent.
    Unlawful: nobody signed, the paper was refused, or the agent has no authorisation.
    Remedy: serve again by leaving the paper if it was refused; else complete the receipt.
    """
    found = _direct(case)
    if not found:
        yield _none()
    for receipt in found:
        yield from taken_by(case, receipt)


RULES: tuple[Rule, ...] = (server_signs, recipient_signs)
