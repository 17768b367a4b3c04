"""Papers of stage 5: closing, hand-over, archiving, correcting (articles 25 to 28)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from lawrec.schema.base import Count, Model
from lawrec.schema.ids import FileId
from lawrec.schema.moments import Day, Moment, Tri
from lawrec.schema.records.common import Approval, OutwardPaper, Record

EndEvent = Literal[
    "performed",
    "enforced",
    "no_penalty",
    "dismissed",
    "transferred",
    "withdrawn",
    "service",
    "lifted",
    "compensated",
    "result_known",
    "corrected",
    "spawned",
    "filed",
    "paid",
]


class CaseClosureApproval(Approval):
    """结案审批表: the event that ended the enforcement act (25.1)."""

    end_event: EndEvent | None = None
    ended_on: Day | None = None


class Remote(Model):
    """Why footage could not be handed over in time (25.2, second sentence)."""

    reason: Literal["continuous_work", "away_duty", "remote_or_poor_transport"]
    cannot_reason: str | None = None
    departed_at: Moment | None = None
    returned_at: Moment | None = None
    proof: str | None = None


class MediaHandoverRecord(Record):
    """音像移交登记 (25.2)."""

    from_: str | None = Field(None, alias="from")
    to: str | None = None
    store: str | None = None
    remote: Remote | None = None


class LongTermStorageRecord(Record):
    """长期保存登记 (article 17)."""

    store: str | None = None
    carrier: str | None = None
    verified: Tri | None = None
    retention: str | None = None
    reason: str | None = None


class CatalogueEntry(Model):
    """One line of the catalogue."""

    number: Count
    item: FileId
    pages: str | None = None


class ArchiveCatalogue(Record):
    """卷内目录 (25.1)."""

    entries: tuple[CatalogueEntry, ...] = ()


class ArchiveTransferRecord(Record):
    """归档移交记录 (25.1)."""

    to_unit: str | None = None
    retention: str | None = None


class SecrecyMarking(Record):
    """涉密标识 (26.3)."""

    type: Literal["state", "trade", "privacy"] | None = None
    level: str | None = None
    decided_by: str | None = None
    until: Day | None = None
    allowed: tuple[str, ...] = ()
    reason: str | None = None


class AccessRequest(Record):
    """查阅复制申请 (26.2): who wants to read or copy what, and in which relation to the case.

    `case` is named where the bureau keeps the request, because the case was archived before.
    """

    case: str | None = None
    requester: str | None = None
    identity: str | None = None
    relation: Literal["party", "agent", "third_party", "other"] | None = None
    received_at: Moment | None = None
    scope: str | None = None


class AccessReply(OutwardPaper):
    """查阅复制答复 (26.2): what was given, withheld or blacked out, and why.

    Where the bureau keeps it, after archiving, it names the `case` and the request it `answers`.
    """

    case: str | None = None
    answers: str | None = None
    decision: Literal["granted", "part", "refused"] | None = None
    given: tuple[FileId, ...] = ()
    redacted: tuple[FileId, ...] = ()


class AccessEntry(Model):
    """One line of an access register: who saw what of which case, when and why (26.3b)."""

    who: str
    at: Moment
    case: str | None = None
    items: tuple[str, ...] = ()
    purpose: str | None = None
    authority: str | None = None


class AccessLog(Record):
    """查阅登记 (26.3b): the unit's register of who looked at or copied records."""

    entries: tuple[AccessEntry, ...] = ()


class BorrowingRecord(Record):
    """借阅登记: the paper file lent out, and its return; after archiving it names the `case`."""

    case: str | None = None
    borrower: str | None = None
    purpose: str | None = None
    borrowed_at: Moment | None = None
    due_on: Day | None = None
    returned_at: Moment | None = None
    approved_by: str | None = None


class DutyTripRecord(Record):
    """异地执法行程证明 (25.2): a trip away from the unit."""

    place: str | None = None
    departed_at: Moment | None = None
    returned_at: Moment | None = None


class LossReport(Record):
    """损毁丢失报告 (28(4)): what was damaged or lost, found when, and why."""

    found_at: Moment | None = None
    cause: str | None = None
    serious: Tri | None = None


class TrainingRecord(Record):
    """培训记录 (6.2a): a training of officers on recording."""

    topic: str | None = None
    held_on: Day | None = None
    attendees: tuple[str, ...] = ()


class SupervisionRecord(Record):
    """监督检查记录 (6.2b): an inspection of how acts are recorded."""

    scope: str | None = None
    held_on: Day | None = None
    result: str | None = None


class DevicePaper(Record):
    """设备检查记录、故障报告、维修记录 (article 27): a paper about one device of the register."""

    device: str | None = None


class RectificationRecord(Record):
    """整改记录 (28.1): what can no longer be cured, explained and approved."""

    clauses: tuple[str, ...] = ()
    cause: str | None = None
    measure: str | None = None
    responsible: str | None = None
    found_on: Day | None = None
    due_on: Day | None = None
    done_on: Day | None = None
    verified_by: str | None = None
    approved_by: str | None = None
    approved_at: Moment | None = None


class AmendmentRecord(Record):
    """更正记录 (28(3)): the old and the new version of one file, by digest."""

    reason: str | None = None
    old_sha256: str | None = None
    new_sha256: str | None = None
    approved_by: str | None = None
