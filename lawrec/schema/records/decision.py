"""Papers of stage 3: review, discussion, approval and decision (articles 18 to 20, 29)."""

from __future__ import annotations

from typing import Literal

from lawrec.schema.base import Model, Number
from lawrec.schema.moments import Day, Moment, Tri
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


class ExpertOpinion(Record):
    """专家意见书, also 专家论证报告 (19.2)."""

    experts: tuple[str, ...] = ()
    question: str | None = None
    opinion: str | None = None


class PenaltyDecision(OutwardPaper):
    """行政处罚决定书; `no_correction_because` says why nothing had to be put right (22.2)."""

    no_correction_because: str | None = None


class InspectionResultNotice(OutwardPaper):
    """检查结果告知书: what the inspection found, and the case that came of it."""

    result: Literal["no_problem", "to_be_corrected", "violation"] | None = None
    spawned_case: str | None = None


class ExpropriationDecision(OutwardPaper):
    """征收决定, also 征用决定: what is taken, and what is paid for it."""

    objects: str | None = None
    announced_on: Day | None = None


class FineReceipt(Record):
    """罚款专用票据 (20.1(6))."""

    receipt_no: str | None = None
    amount_yuan: Number | None = None


class StatementReviewRecord(Record):
    """陈述申辩复核意见 (20.1(4), 23.2)."""

    adopted: Literal["yes", "no", "part"] | None = None
    reason: str | None = None


class SummaryProcedureRecord(PenaltyDecision):
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
