"""How papers were served: the receipts for a paper and a person, from when, with what effect.

One receipt is one attempt for one person and may cover several papers; a posting or a service
act without its receipt is still open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.domicile import at_domicile
from lawrec.checks.facts.signatures import signatures
from lawrec.schema.base import is_blank
from lawrec.schema.moments import Tri, day_of
from lawrec.schema.records.common import Signature
from lawrec.schema.records.service import PublicNoticeRecord, ServiceReceipt
from lawrec.schema.snapshot import Page

Receipt = Page[ServiceReceipt]
Moment = datetime | date

_RETURNED = re.compile("退回|退件|退信|退还|查无此人|无人签收|无法投递|未妥投|改退|returned")


@dataclass(frozen=True, slots=True)
class Service:
    """A receipt that states success: whom it reached, when, and whether it has effect.

    `on` is None where the receipt does not tell the day. No period runs from a service
    whose effect is not `yes`.
    """

    receipt: Receipt
    person: str | None
    on: Moment | None
    effect: Tri

    @property
    def counts_from(self) -> Moment | None:
        """The moment from which periods run, if it can be told."""
        return self.on if self.effect == "yes" else None


def receipts(case: Facts, *methods: str) -> list[Receipt]:
    """The final receipts of a successful service by one of these ways (all, if none is named).

    A public notice needs no receipt: its own record stands for one.
    """
    found = [
        *case.typed(case.records_of("service_receipt"), ServiceReceipt),
        *(_as_receipt(page) for page in notice_records(case) if not receipts_of(case, page)),
    ]
    return [
        page
        for page in found
        if page.data.result == "served" and (not methods or page.data.method in methods)
    ]


def notice_records(case: Facts) -> list[Page[PublicNoticeRecord]]:
    """The final records of service by public notice."""
    return case.typed(case.records_of("public_notice_record"), PublicNoticeRecord)


def receipts_of(case: Facts, record: Page[PublicNoticeRecord]) -> list[Receipt]:
    """The receipts of that public notice: for the same papers, or of the same act."""
    return [
        page
        for page in case.typed(case.records_of("service_receipt"), ServiceReceipt)
        if page.data.method == "public_notice"
        and (
            set(page.data.about) & {*record.data.about, record.id}
            or page.id in record.data.about
            or (page.data.act is not None and page.data.act == record.data.act)
        )
    ]


def record_of(case: Facts, receipt: Receipt) -> Page[PublicNoticeRecord] | None:
    """The record of a public notice to which that receipt belongs."""
    return next((page for page in notice_records(case) if receipt in receipts_of(case, page)), None)


def _as_receipt(page: Page[PublicNoticeRecord]) -> Receipt:
    data = ServiceReceipt(
        kind="service_receipt",
        method="public_notice",
        result="served",
        act=page.data.act,
        made_at=page.data.made_at,
        about=page.data.about,
        persons=page.data.persons,
        posted_at=page.data.posted_at,
        notice_days=page.data.notice_days,
    )
    return Page(page.id, page.path, data, page.lines)


def services(case: Facts, item_id: str, person: str | None = None) -> list[Service]:
    """How that paper was served, to everyone or to one person, in the order of the receipts."""
    return [
        Service(page, recipient(page), served_on(case, page), effect(case, page))
        for page in receipts(case)
        if item_id in page.data.about and (person is None or person in page.data.persons)
    ]


def unserved(case: Facts, item_id: str) -> tuple[str, ...]:
    """Whom that paper faces, by its own words or as party, without a receipt for them.

    A receipt that names nobody counts for the only person there is; one that names somebody who
    speaks for another counts for that one.
    """
    people = faces(case, item_id)
    served = services(case, item_id)
    if len(people) <= 1 and any(not service.receipt.data.persons for service in served):
        return ()
    done = {name for service in served for name in reached(case, service.receipt)}
    return tuple(name for name in people if name not in done)


def reached(case: Facts, receipt: Receipt) -> set[str]:
    """Whom that receipt reaches: the one for whom it is, and those behind whoever speaks for one.

    Of several on one receipt only those stand for themselves who are entered on it.
    """
    names = set(receipt.data.persons)
    if len(names) > 1:
        names &= with_those_behind(case, {entry.who for _, entry in recipients(receipt)})
    return with_those_behind(case, names)


def with_those_behind(case: Facts, names: set[str]) -> set[str]:
    """These people and those whom they represent."""
    behind = {p.represents for name in names if (p := case.person(name)) and p.represents}
    return names | behind


def faces(case: Facts, item_id: str) -> tuple[str, ...]:
    """Whom that paper faces: those whom it names, else every party."""
    record = case.record(item_id)
    return (record.data.persons if record else ()) or case.parties


def doubtfully_served(case: Facts, item_id: str) -> bool:
    """Whether receipts leave open whom the paper reached.

    One names only people whom the paper does not face; or all who are left are named on one that
    others signed.
    """
    people = set(faces(case, item_id))
    named = [set(service.receipt.data.persons) for service in services(case, item_id)]
    left = set(unserved(case, item_id))
    astray = bool(people) and any(names and not names & people for names in named)
    return astray or (bool(left) and left <= set().union(*named))


def awaiting(case: Facts, item_id: str) -> bool:
    """Whether a service of that paper is under way: it was posted, or acts lack their receipt."""
    if case.about(item_id, "mail_voucher", "mail_register"):
        return not services(case, item_id)
    documented = {page.data.act for page in case.records_of("service_receipt", "service_attempt")}
    open_acts = [act for act in case.acts_of("service") if act.id not in documented]
    return bool(open_acts) and not services(case, item_id)


def recipients(receipt: Receipt) -> list[tuple[int, Signature]]:
    """The entries on the recipient's side, with their positions."""
    return signatures(receipt, "recipient")


def in_house(case: Facts, receipt: Receipt, who: str) -> bool:
    """Whether that person is known to have served for the bureau."""
    act = case.act(receipt.data.act)
    handlers = case.case.officers if case.case else ()
    officers = (*(act.data.officers if act else ()), *handlers)
    return case.person(who) is None and (case.officer(who) is not None or who in officers)


def serving(case: Facts, receipt: Receipt) -> set[str]:
    """Who served: those who signed as server, and the officers of the act."""
    act = case.act(receipt.data.act)
    servers = {entry.who for _, entry in signatures(receipt, "server")}
    return servers | set(act.data.officers if act else ())


def recipient(receipt: Receipt) -> str | None:
    """For whom the receipt is: the first whom it names, else who stands on that side."""
    if receipt.data.persons:
        return receipt.data.persons[0]
    return next((entry.who for _, entry in recipients(receipt)), None)


def notice_ends(case: Facts, receipt: Receipt) -> date | None:
    """The day on which a public notice takes effect: the end of its period (21.4f)."""
    record = record_of(case, receipt)
    posted = receipt.data.posted_at or (record.data.posted_at if record else None)
    days = receipt.data.notice_days
    if days is None and record is not None:
        days = record.data.notice_days
    return None if posted is None or days is None else day_of(posted) + timedelta(days=days)


def returned(receipt: Receipt) -> bool:
    """Whether a letter that is entered as served came back: nobody signed, and the words say so."""
    data = receipt.data
    if data.method != "mail" or any(e.status == "signed" for _, e in recipients(receipt)):
        return False
    words = [data.reason, data.content, *(entry.note for _, entry in recipients(receipt))]
    return any(_RETURNED.search(text or "") for text in words)


def served_on(case: Facts, receipt: Receipt) -> Moment | None:
    """When the receipt says that the paper reached its recipient.

    A letter is served when somebody signs for it, a public notice when its period ends.
    """
    data = receipt.data
    signed = [e.at for _, e in recipients(receipt) if e.status == "signed" and e.at]
    if data.method == "public_notice":
        return notice_ends(case, receipt)
    if data.method == "mail":
        return signed[0] if signed else None
    if data.method == "left_at_residence":
        left = [entry.at for _, entry in recipients(receipt) if entry.at]
        return data.made_at or (left[0] if left else None)
    return signed[0] if signed else data.made_at


def effect(case: Facts, receipt: Receipt) -> Tri:
    """Whether the service has effect; one left elsewhere than at the domicile has none."""
    if receipt.data.method == "left_at_residence":
        return left_at_domicile(case, receipt)
    if receipt.data.method == "direct":
        own = serving(case, receipt)
        taken = any(s.status == "signed" and s.who not in own for _, s in recipients(receipt))
        return "yes" if taken else "unknown"
    return "no" if returned(receipt) else "yes"


def addresses(case: Facts, receipt: Receipt) -> tuple[str, ...]:
    """The recipient's domicile, habitual residence, registered or main office, as known."""
    person = case.person(recipient(receipt) or "")
    if person is None:
        return ()
    return tuple(a for a in (person.address, person.residence) if a and not is_blank(a))


def left_at_domicile(case: Facts, receipt: Receipt) -> Tri:
    """Whether the paper was left at the recipient's domicile or office (21.3).

    Where the receipt is silent, the place of the act tells where the officers went, and not where
    the paper stayed.
    """
    place = receipt.data.left_at
    if place is None or is_blank(place):
        return "unknown"
    return at_domicile(place, addresses(case, receipt))
