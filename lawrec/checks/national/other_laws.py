"""Civil Procedure Law 89, 95; open government information 33: service, and access to files."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, met, not_applicable, pending, rule, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.footage import footage_of
from lawrec.checks.facts.public_notice import Notice, notices
from lawrec.checks.facts.service import Receipt, receipts
from lawrec.checks.facts.signatures import Signed, any_signed, signatures, unseen
from lawrec.checks.national.common import (
    Moment,
    earlier_law,
    head_approved,
    in_force,
    in_period,
    late,
    running,
    stated_not,
)
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.moments import Tri, first_instant
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
    state = any_signed(case, receipt, "witness")
    filmed = {medium.data.mode for medium in found.during} if found else set()
    if state == "seen" or filmed & _SEEN:
        return met()
    if state == "unseen":
        who = next(e.who for _, e in signatures(receipt, "witness") if e.status == "signed")
        return unseen(case, receipt, Signed("unseen", who, receipt.at("signatures")))
    if filmed or receipt.data.evidence or (found and found.doubts) or act is None:
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


_SEEN = frozenset(("photo", "video", "cctv"))
"""The article speaks of pictures and film; sound alone is open."""


@rule("cpl.95")
def thirty_days(case: Facts) -> Iterator[Outcome]:
    """A public notice was posted for thirty days, and the file notes its reason and course.

    Duty: thirty days from the posting; reason and course are noted.
    Lawful: a notice of at least thirty days, with both.
    Unlawful: a shorter one, or no reason or course.
    Remedy: post it again for the full time; enter what the file notes.
    """
    posted = notices(case)
    if not posted:
        none = N_("No service by public notice")
        yield not_applicable(none, absent=("service_receipt", "public_notice_record"))
    for notice in posted:
        if in_force(case, "cpl.95", notice.posted or notice.page.data.made_at):
            yield from _noted(case, notice)
            yield _long_enough(case, notice)
        else:
            yield earlier_law("cpl.95")


def _noted(case: Facts, notice: Notice) -> Iterator[Outcome]:
    if is_blank(notice.reason):
        yield stated_not(case, notice.page, "reason")
    if is_blank(notice.course):
        field = "course" if notice.record else "content"
        yield stated_not(case, notice.page, field)


def _long_enough(case: Facts, notice: Notice) -> Outcome:
    wanted = case.number("cpl.95", "public_notice")
    days, page = notice.days, notice.page
    if notice.posted is None or days is None:
        return unsure(
            "law_notice_period_unknown",
            N_("{record}: when or how long the notice was posted is not on record"),
            page.at("notice_days"),
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set notice_days=...",
            record=page.id,
        )
    if days >= wanted:
        return met()
    return violated(
        "law_notice_too_short",
        N_("{record}: the notice was posted for less than {days} days"),
        page.at("notice_days"),
        curable=True,
        remedy=f"lawrec log-act {case.label} ...",
        record=page.id,
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
        since = page.data.received_at or page.data.made_at
        law = in_force(case, "ogi.33", since)
        yield _answered(case, page, since, alone=len(found) == 1) if law else earlier_law("ogi.33")


def _replies(case: Facts, page: Page[AccessRequest], *, alone: bool) -> list[Page[AccessReply]]:
    every = case.typed(case.records_of("access_reply"), AccessReply)
    own = [r for r in every if page.id in r.data.about or r.data.answers == page.id]
    return own or [r for r in every if alone and not r.data.about and r.data.answers is None]


def _answered(
    case: Facts, page: Page[AccessRequest], since: Moment | None, *, alone: bool
) -> Outcome:
    replies = _replies(case, page, alone=alone)
    if since is None:
        return late(case, "ogi.33", "access_reply", page, answer="unknown", since=None)
    if not replies:
        return _unanswered(case, page, since)
    times = [reply.data.made_at for reply in replies if reply.data.made_at]
    at = min(times, key=first_instant, default=None)
    if at is None:
        return late(case, "ogi.33", "access_reply", replies[0], answer="unknown", since=since)
    answer = in_period(case, "ogi.33", "access_reply", since, at)
    if answer == "no":
        answer = _prolonged(case, page, since, at)
    if answer == "yes":
        return met()
    return late(case, "ogi.33", "access_reply", replies[0], answer=answer, since=since)


def _prolonged(case: Facts, page: Page[AccessRequest], since: Moment, at: Moment) -> Tri:
    """In time with an approved extension; an extension of something else is open."""
    more = case.number("ogi.33", "access_extension")
    longer = in_period(case, "ogi.33", "access_reply", since, at, more=more)
    forms = case.records_of("time_extension_approval")
    if longer == "no" or not forms:
        return "no"
    own = [form for form in forms if page.id in form.data.about]
    return longer if own and head_approved(case, own, at) == "yes" else "unknown"


def _unanswered(case: Facts, page: Page[AccessRequest], since: Moment) -> Outcome:
    remedy = f"lawrec request reply {case.label} {page.id} ..."
    if running(case, "ogi.33", "access_reply", since):
        return pending(
            "law_reply_awaited",
            N_("{record}: the answer is not due yet"),
            page.at("received_at"),
            remedy=remedy,
            record=page.id,
        )
    return violated(
        "law_reply_missing",
        N_("{record}: no answer to the request is on record, and its time is over"),
        page.at("received_at"),
        curable=True,
        remedy=remedy,
        absent=("access_reply",),
        record=page.id,
    )


RULES: tuple[Rule, ...] = (witness_or_film, thirty_days, answered_in_time)
