"""Papers of stage 1: how a case begins (articles 8 to 10)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from lawrec.schema.moments import Moment
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
    channel: Literal["oral", "written", "online", "mail"] | None = None
    materials: tuple[str, ...] = ()


class SupplementNotice(OutwardPaper):
    """一次性补正告知书 (8.1f): the full list, the time and the way."""

    items: tuple[str, ...] = Field(default=())
