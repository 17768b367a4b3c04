"""Papers of stage 4: service, performance, enforcement (articles 21 to 24)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from lawrec.schema.base import Count, Model, Number
from lawrec.schema.ids import FileId
from lawrec.schema.moments import Day, Moment, Tri
from lawrec.schema.records.common import Approval, OutwardPaper, Record

Method = Literal[
    "direct",
    "mail",
    "left_at_residence",
    "public_notice",
    "entrusted",
    "transfer",
    "electronic",
]


class ServiceReceipt(Record):
    """送达回证: one attempt, one person, one or more documents (article 21)."""

    method: Method
    result: Literal["served", "failed"]
    left_at: str | None = None
    reason: str | None = None
    mail_type: Literal["registered", "express", "ordinary", "courier"] | None = None
    carrier: str | None = None
    tracking: str | None = None
    posted_at: Moment | None = None
    notice_way: str | None = None
    notice_days: Count | None = None
    entrusted_body: str | None = None
    consent: str | None = None


class MailVoucher(Record):
    """付邮凭证 (21.2): document name and number as the voucher shows them."""

    addressee: str | None = None
    address: str | None = None
    doc_title: str | None = None
    doc_no: str | None = None
    mail_type: Literal["registered", "express", "ordinary", "courier"] | None = None
    carrier: str | None = None
    tracking: str | None = None
    posted_at: Moment | None = None


class Instalment(Model):
    """One part of a fine and its day."""

    due: Day
    amount_yuan: Number


class Tried(Model):
    """One way of service before a public notice: that it failed, or why it could not be tried."""

    method: Method
    result: Literal["failed", "not_applicable"]
    at: Moment | None = None
    reason: str | None = None
    evidence: tuple[FileId, ...] = ()


class PublicNoticeRecord(Record):
    """公告送达记录 (21.4): why, how, where and for how long it was posted, and the course of it."""

    tried: tuple[Tried, ...] = ()
    way: str | None = None
    carrier: str | None = None
    posted_at: Moment | None = None
    notice_days: Count | None = None
    reason: str | None = None
    course: str | None = None


class ServiceEntrustment(OutwardPaper):
    """委托（转交）送达函 (21.5): who is to serve it."""

    entrusted_body: str | None = None


class EServiceRecord(Record):
    """电子送达确认 (21.x): the recipient's consent, the address, when it was sent and arrived."""

    consent: str | None = None
    address: str | None = None
    sent_at: Moment | None = None
    arrived_at: Moment | None = None


class ServiceAddressConfirmation(Record):
    """送达地址确认书: where, and in which way, the party wants papers served."""

    address: str | None = None
    electronic_consent: Tri | None = None


class ConfiscatedGoodsRecord(Record):
    """没收物品处理记录: what was done with goods that were confiscated."""

    goods: str | None = None
    disposal: str | None = None


class InstalmentApproval(Approval):
    """延期（分期）缴纳罚款审批表: until when, and how much by which day."""

    until: Day | None = None
    instalments: tuple[Instalment, ...] = ()


class OrderPerformed(Model):
    """How far one item of a decision has been performed."""

    number: Count
    status: Literal["full", "partial", "none", "deferred"]
    date: Day | None = None
    amount_yuan: Number | None = None
    content: str | None = None
    evidence: tuple[FileId, ...] = Field(default=())


class PerformanceRecord(Record):
    """履行情况记录 (22.1)."""

    orders: tuple[OrderPerformed, ...] = ()


class CorrectionCheckRecord(Record):
    """改正核查记录 (22.2)."""

    result: Literal["corrected", "partly", "not"] | None = None


class DemandNotice(OutwardPaper):
    """催告书 (23.1)."""

    deadline: Moment | None = None
    way: str | None = None
    amount_yuan: Number | None = None


class CourtPaper(OutwardPaper):
    """强制执行申请书 or a court's document (article 24)."""

    court: str | None = None
    filed_at: Moment | None = None
    result: str | None = None


class CourtEvent(Model):
    """One step of an application to the court."""

    at: Moment
    what: str


class CourtLog(Record):
    """申请执行过程记录 (article 24): what happened from the application to the result."""

    entries: tuple[CourtEvent, ...] = ()


class ReviewLitigationRecord(Record):
    """复议诉讼记录: a reconsideration or a lawsuit; it may suspend the decision and its periods."""

    type: Literal["reconsideration", "litigation"] | None = None
    filed_on: Day | None = None
    suspends: Tri | None = None
    ended_on: Day | None = None
    result: str | None = None
