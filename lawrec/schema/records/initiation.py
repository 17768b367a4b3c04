"""Papers of stage 1: how a case begins (articles 8 to 10)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from lawrec.schema.moments import Day, Moment, Tri
from lawrec.schema.records.common import Approval, OutwardPaper, Record


class CaseInitiationApproval(Approval):
    """立案（启动）审批表: the eight contents of article 9.2, and the urgent start of 9.1."""

    mode: Literal["normal", "urgent"] = "normal"
    urgent_reason: str | None = None
    started_at: Moment | None = None
    reported_at: Moment | None = None
    source: str | None = None
    source_ref: str | None = None
    cause: str | None = None
    party_info: str | None = None


class InspectionPlan(Approval):
    """检查任务书: stands for the initiation approval of an inspection."""

    cause: str | None = None
    objects: str | None = None


class ApplicationRegister(Record):
    """申请登记表 (8.1a)."""

    applicant: str | None = None
    matter: str | None = None
    received_at: Moment | None = None
    received_by: str | None = None
    channel: Literal["oral", "written", "online", "mail"] | None = None
    materials: tuple[str, ...] = ()
    materials_complete: Tri | None = None
    corrected_on_spot: Tri | None = None


class OralApplicationRecord(Record):
    """口头申请记录 (8.1b): what was applied for by word of mouth, as it was written down."""

    matter: str | None = None


class OnsiteCorrectionRecord(Record):
    """当场更正记录 (8.1d): the error in the materials, before and after."""

    before: str | None = None
    after: str | None = None


class AcceptanceNotice(OutwardPaper):
    """受理通知书 (8.1c); `deemed` where the law takes silence for acceptance."""

    accepted_on: Day | None = None
    deemed: Tri | None = None


class ApplicationWithdrawal(Record):
    """撤回申请 (8.1g): the applicant no longer wants it, and why."""

    reason: str | None = None


class EntrustmentDocument(Record):
    """委托书 (article 2): who entrusts whom with which enforcement, and for how long."""

    entrusting_organ: str | None = None
    scope: str | None = None
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None


class JurisdictionTransfer(OutwardPaper):
    """案件移送函, also 涉嫌犯罪案件移送书: to which organ the case went."""

    to_organ: str | None = None


class SupplementNotice(OutwardPaper):
    """一次性补正告知书 (8.1f): the full list, the time and the way."""

    items: tuple[str, ...] = Field(default=())
    again_because: Literal["applicant_changed", "left_out_before"] | None = None
