"""Papers of stage 3: review, discussion, approval and decision (articles 18 to 20, 29)."""

from __future__ import annotations

from typing import Literal

from lawrec.schema.base import Model, Number
from lawrec.schema.moments import Moment, Tri
from lawrec.schema.records.common import OutwardPaper, Record


class LegalReviewOpinion(Record):
    """法制审核意见书 (19.1)."""

    reviewers: tuple[str, ...] = ()
    opinion: str | None = None
    suggestion: str | None = None


class Attendee(Model):
    """One person at a discussion and that person's view."""

    who: str
    opinion: str | None = None


class DiscussionRecord(Record):
    """集体讨论记录 or 会议纪要 (19.2, 19.3)."""

    attendees: tuple[Attendee, ...] = ()
    conclusion: str | None = None


class StatementReviewRecord(Record):
    """陈述申辩复核意见 (20.1(4), 23.2)."""

    adopted: Literal["yes", "no", "part"] | None = None
    reason: str | None = None


class SummaryProcedureRecord(OutwardPaper):
    """简易程序记录 (article 20)."""

    steps_taken: tuple[str, ...] = ()
    statement_made: Tri | None = None
    statement: str | None = None
    review: str | None = None
    adopted: Literal["yes", "no", "part"] | None = None
    adopted_reason: str | None = None
    collected_on_spot: Tri | None = None


class SummaryFilingRecord(Record):
    """简易程序备案表 (20.1(5))."""

    filed_at: Moment | None = None
    filed_to: str | None = None
    receiver: str | None = None


class OnsiteFineCollectionRecord(Record):
    """当场收缴罚款记录 (20.1(6))."""

    amount_yuan: Number | None = None
    ground: str | None = None
    receipt_no: str | None = None
    collected_at: Moment | None = None
    handed_in_at: Moment | None = None


class LicenceDecision(OutwardPaper):
    """准予/不予许可决定书."""

    result: Literal["granted", "denied"] | None = None
