"""Civil Procedure Law 89, 95; open government information 33: service, and access to files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from lawrec.checks.base import Outcome, Rule, met, not_applicable, pending, rule, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.footage import footage_of
from lawrec.checks.facts.service import Receipt, notice_ends, receipts
from lawrec.checks.facts.signatures import signatures
from lawrec.checks.national.common import earlier_law, in_force, in_period, late, running
from lawrec.i18n import N_
from lawrec.schema.moments import day_of
from lawrec.schema.records.archiving import AccessReply, AccessRequest
from lawrec.schema.snapshot import Page

_LEFT = "left_at_residence"


@rule("cpl.89")
def witness_or_film(case: Facts) -> Iterator[Outcome]:
    """What was left for somebody who refused it was witnessed, or filmed.

    Duty: a witness signs, or the leaving is filmed: either will do.
    Lawful: one of the two.
    Unlawful: neither.
    Remedy: none for what was not filmed; serve it again.
    """
    left = receipts(case, _LEFT)
    if not left:
        yield not_applicable(N_("Nothing was left at somebody's home"), absent=("service_receipt",))
    for receipt in left:
        yield _witness_or_film(case, receipt)


def _witness_or_film(case: Facts, receipt: Receipt) -> Outcome:
    if not in_force(case, "cpl.89", receipt.data.made_at):
        return earlier_law("cpl.89")
    act = case.act(receipt.data.act)
    found = footage_of(case, act) if act is not None else None
    if any(entry.status == "signed" for _, entry in signatures(receipt, "witness")):
        return met()
    if found is not None and found.during:
        return met()
    if found is not None and found.doubts:
        return unsure(
            "law_left_film_unclear",
            N_("{record}: no witness signed, and whether it was filmed cannot be told"),
            receipt.at("signatures"),
            record=receipt.id,
        )
    return violated(
        "law_left_unwitnessed",
        N_("{record}: the paper was left without a witness, and was not filmed"),
        receipt.at("signatures"),
        curable=False,
        absent=("media",),
        record=receipt.id,
    )


@rule("cpl.95")
def thirty_days(case: Facts) -> Iterator[Outcome]:
    """A public notice was posted for thirty days before it counts as service.

    Duty: thirty days from the posting.
    Lawful: a notice of at least thirty days.
    Unlawful: a shorter one.
    Remedy: post it again for the full time.
    """
    posted = receipts(case, "public_notice")
    if not posted:
        yield not_applicable(N_("No service by public notice"), absent=("service_receipt",))
    for receipt in posted:
        if in_force(case, "cpl.95", receipt.data.posted_at or receipt.data.made_at):
            yield _long_enough(case, receipt)
        else:
            yield earlier_law("cpl.95")


def _long_enough(case: Facts, receipt: Receipt) -> Outcome:
    wanted = case.number("cpl.95", "public_notice")
    posted, ends = receipt.data.posted_at, notice_ends(case, receipt)
    if posted is None or ends is None:
        return unsure(
            "law_notice_period_unknown",
            N_("{record}: how long the notice was posted is not on record"),
            receipt.at("notice_days"),
            remedy=f"lawrec amend {case.label} {receipt.id} --reason ... --set notice_days=...",
            record=receipt.id,
        )
    if ends >= day_of(posted) + timedelta(days=wanted):
        return met()
    return violated(
        "law_notice_too_short",
        N_("{record}: the notice was posted for less than {days} days"),
        receipt.at("notice_days"),
        curable=True,
        remedy=f"lawrec log-act {case.label} ...",
        record=receipt.id,
        days=wanted,
    )


@rule("ogi.33")
def answered_in_time(case: Facts) -> Iterator[Outcome]:
    """A request to read or copy was answered within twenty working days.

    Duty: twenty working days; twenty more with approval.
    Lawful: answered within them.
    Unlawful: answered after forty, or not at all.
    Remedy: answer the request.
    """
    found = case.typed(case.records_of("access_request"), AccessRequest)
    if not found:
        yield not_applicable(N_("Nobody asked to read or copy"), absent=("access_request",))
    for page in found:
        yield _answered(case, page)


def _answered(case: Facts, page: Page[AccessRequest]) -> Outcome:
    since = page.data.received_at or page.data.made_at
    replies = case.typed(case.about(page.id, "access_reply"), AccessReply)
    at = next((reply.data.made_at for reply in replies if reply.data.made_at), None)
    if since is None:
        return late(case, "ogi.33", "access_reply", page, answer="unknown", since=None)
    if at is None and not replies:
        if running(case, "ogi.33", "access_reply", since):
            return pending(
                "law_reply_awaited",
                N_("{record}: the answer is not due yet"),
                page.at("received_at"),
                remedy=f"lawrec request reply {case.label} {page.id} ...",
                record=page.id,
            )
        return late(case, "ogi.33", "access_reply", page, answer="no", since=since)
    if at is None:
        return late(case, "ogi.33", "access_reply", replies[0], answer="unknown", since=since)
    answer = in_period(case, "ogi.33", "access_reply", since, at)
    if answer == "no" and case.records_of("time_extension_approval"):
        answer = "unknown"
    if answer == "yes":
        return met()
    return late(case, "ogi.33", "access_reply", replies[0], answer=answer, since=since)


RULES: tuple[Rule, ...] = (witness_or_film, thirty_days, answered_in_time)
