"""Requests of a party to read or copy the file, and the replies (article 26, paragraph 2).

How they are handled is a matter of upper law: the provincial rules, whose text is still to be
confirmed, and the regulation on open government information. What only that law decides stays
open here, for a person to look at.
"""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, pending, satisfied_but, unsure, violated
from lawrec.checks.facts.calendar import after_working_days, within_working_days
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.papers import party_behind
from lawrec.checks.facts.secrecy import markings
from lawrec.checks.facts.support import scan_of
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.moments import day_of
from lawrec.schema.records.archiving import AccessReply, AccessRequest
from lawrec.schema.snapshot import Page

Request = Page[AccessRequest]
Reply = Page[AccessReply]


def requests(case: Facts) -> list[Request]:
    """The requests in the case."""
    return case.typed(case.records_of("access_request"), AccessRequest)


def handled(case: Facts, request: Request) -> Iterator[Outcome]:
    """How one request was answered."""
    if (stranger := _not_of_party(case, request)) is not None:
        yield stranger
        return
    replies = _replies(case, request)
    if not replies:
        yield _unanswered(case, request)
    for reply in replies:
        yield from _reply(case, request, reply)


def _not_of_party(case: Facts, request: Request) -> Outcome | None:
    relation = request.data.relation
    if relation in ("party", "agent") or party_behind(case, request.data.requester or ""):
        return None
    if relation is None:
        return unsure(
            "requester_unknown",
            N_("{record} does not say in which relation to the case the requester is"),
            request.at("relation"),
            remedy=f"lawrec amend {case.label} {request.id} --reason ... --set relation=...",
            record=request.id,
        )
    return satisfied_but(
        "warning",
        "requester_not_party",
        N_("{record}: the requester is no party; the paragraph speaks of parties only"),
        request.at("relation"),
        record=request.id,
    )


def _replies(case: Facts, request: Request) -> list[Reply]:
    """The replies to it; the only reply of a case with one request is of no other."""
    replies = case.typed(case.records_of("access_reply"), AccessReply)
    own = [page for page in replies if request.id in page.data.about]
    only = len(requests(case)) == 1
    return own or [page for page in replies if only and not page.data.about]


def _unanswered(case: Facts, request: Request) -> Outcome:
    received, days = request.data.received_at, case.number("26.2", "access_reply")
    remedy = f"lawrec add-record {case.label} access_reply --set about=[{request.id}]"
    if received is not None:
        start, today = day_of(received), day_of(case.as_of)
        if within_working_days(case.calendar, start, today, days) == "yes":
            return pending(
                "access_reply_awaited",
                N_("{record}: it is still to be answered"),
                request.at("received_at"),
                due=after_working_days(case.calendar, start, days),
                remedy=remedy,
                record=request.id,
            )
    return unsure(
        "access_not_answered",
        N_(
            "{record}: no reply is in the case; the open government information rules set {days} "
            "working days (upper law), and the provincial rules, which come first, are still to "
            "be confirmed"
        ),
        request.at("received_at"),
        remedy=remedy,
        record=request.id,
        days=days,
    )


def _reply(case: Facts, request: Request, reply: Reply) -> Iterator[Outcome]:
    if reply.data.decision is None:
        yield _undecided(case, reply)
        return
    secret = {item for page in markings(case, "state") for item in page.data.about}
    given = tuple(i for i in reply.data.given if i in secret and i not in reply.data.redacted)
    if given:
        yield violated(
            "state_secret_given",
            N_("{record}: {items} was given out, and it is marked as a state secret"),
            reply.at("given"),
            curable=False,
            record=reply.id,
            items=given,
        )
        return
    yield from _warnings(case, request, reply)
    yield unsure(
        "access_by_upper_law",
        N_(
            "{record} answers {request}; whether it does so rightly is decided by the provincial "
            "rules, whose text is still to be confirmed, and by the open government information "
            "rules (upper law)"
        ),
        reply.at("decision"),
        remedy=f"lawrec attest {case.label} 26.2 --basis ...",
        record=reply.id,
        request=request.id,
    )


def _undecided(case: Facts, reply: Reply) -> Outcome:
    remedy = f"lawrec amend {case.label} {reply.id} --reason ... --set decision=..."
    if is_blank(reply.data.content) and scan_of(case, reply) is None:
        return violated(
            "access_reply_empty",
            N_("{record} does not say whether the request was granted"),
            reply.at("decision"),
            curable=True,
            remedy=remedy,
            record=reply.id,
        )
    return unsure(
        "access_decision_not_typed",
        N_("{record}: what was decided is only in its text"),
        reply.at("decision"),
        remedy=remedy,
        record=reply.id,
    )


def _warnings(case: Facts, request: Request, reply: Reply) -> Iterator[Outcome]:
    data, days = reply.data, case.number("26.2", "access_reply")
    if data.decision != "granted" and is_blank(data.reason) and not any(data.legal_basis):
        yield satisfied_but(
            "warning",
            "access_refused_without_basis",
            N_("{record} refuses all or a part of it without a reason or a legal basis"),
            reply.at("reason"),
            remedy=f"lawrec amend {case.label} {reply.id} --reason ... --set reason=...",
            record=reply.id,
        )
    received, made = request.data.received_at, data.made_at
    if received is None or made is None:
        return
    start, end = day_of(received), day_of(made)
    if within_working_days(case.calendar, start, end, days) == "no":
        yield satisfied_but(
            "note",
            "access_reply_late",
            N_(
                "{record}: the request of {received} was answered on {made}; the open government "
                "information rules set {days} working days (upper law)"
            ),
            reply.at("made_at"),
            record=reply.id,
            received=start,
            made=end,
            days=days,
        )
