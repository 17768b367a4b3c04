"""Papers of stage 4: service, performance, enforcement (articles 21 to 24)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from lawrec.schema.base import Count, Model, Number
from lawrec.schema.ids import FileId
from lawrec.schema.moments import Day, Moment
from lawrec.schema.records.common import OutwardPaper, Record

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

    doc_title: str | None = None
    doc_no: str | None = None
    mail_type: Literal["registered", "express", "ordinary", "courier"] | None = None
    carrier: str | None = None
    tracking: str | None = None
    posted_at: Moment | None = None


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


class CourtPaper(OutwardPaper):
    """强制执行申请书 or a court's document (article 24)."""

    court: str | None = None
    filed_at: Moment | None = None
    result: str | None = None
