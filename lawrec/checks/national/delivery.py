"""Whether a decision was served within the period of the law, to everyone whom it faces."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, pending, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.public_notice import notices
from lawrec.checks.facts.service import Service, services, unserved
from lawrec.checks.national.common import Moment, in_period, late, running
from lawrec.i18n import N_
from lawrec.schema.moments import Tri
from lawrec.schema.records.common import Record
from lawrec.schema.records.service import MailVoucher, ServiceReceipt
from lawrec.schema.snapshot import Page


def served_in_time(case: Facts, clause: str, name: str, page: Page[Record]) -> Iterator[Outcome]:
    """One outcome for every service of the paper, and one for those whom none reached."""
    made = page.data.made_at
    done = [service for service in services(case, page.id) if service.effect != "no"]
    if made is None:
        yield late(case, clause, name, page, answer="unknown", since=None)
        return
    for service in done:
        answer = _answer(case, clause, name, page, made, service)
        if answer == "yes":
            yield met()
        else:
            yield late(case, clause, name, page, answer=answer, since=made)
    if not done or unserved(case, page.id):
        yield _not_served(case, clause, name, page, made)


def _answer(
    case: Facts, clause: str, name: str, page: Page[Record], made: Moment, service: Service
) -> Tri:
    """A public notice counts from its posting; what was tried in time is not certainly late."""
    on: Moment | None = service.on
    if service.receipt.data.method == "public_notice":
        posted = [n.posted for n in notices(case) if n.receipt.id == service.receipt.id]
        on = next((day for day in posted if day is not None), None)
    answer: Tri = "unknown" if on is None else in_period(case, clause, name, made, on)
    if answer == "yes" and service.effect == "unknown":
        return "unknown"
    return "unknown" if answer == "no" and _tried(case, clause, name, page, made) else answer


def _tried(case: Facts, clause: str, name: str, page: Page[Record], made: Moment) -> bool:
    """Whether the paper was posted, or its service tried in vain, within the period."""
    times: list[Moment | None] = []
    for paper in case.about(page.id, "service_receipt", "service_attempt", "mail_voucher"):
        data = paper.data
        if isinstance(data, (ServiceReceipt, MailVoucher)):
            times.append(data.posted_at)
        if isinstance(data, ServiceReceipt) and data.result == "failed":
            times.append(data.made_at)
    return any(at and in_period(case, clause, name, made, at) != "no" for at in times)


def _not_served(case: Facts, clause: str, name: str, page: Page[Record], made: Moment) -> Outcome:
    remedy = f"lawrec add-record {case.label} service_receipt --set about=[{page.id}]"
    if running(case, clause, name, made) and not case.at_archive:
        return pending(
            "law_service_awaited",
            N_("{record} {kind} is still to be served"),
            page.at(),
            remedy=remedy,
            record=page.id,
            kind=case.kind_of(page.data),
        )
    if over(case) and not _tried(case, clause, name, page, made):
        return violated(
            "law_not_served",
            N_("{record} {kind}: nothing shows that it was served on everyone whom it faces"),
            page.at(),
            curable=True,
            remedy=remedy,
            root=("law_service", page.id),
            absent=("service_receipt", "public_notice_record"),
            record=page.id,
            kind=case.kind_of(page.data),
        )
    return unsure(
        "law_service_unknown",
        N_("{record} {kind}: whether it was served within the time of the law is not on record"),
        page.at(),
        remedy=remedy,
        root=("law_service", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
    )
