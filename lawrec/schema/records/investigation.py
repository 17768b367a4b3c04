"""Papers of stage 2: evidence, transcripts, notices of rights (articles 11 to 17)."""

from __future__ import annotations

from typing import Literal

from lawrec.schema.base import Count, Model
from lawrec.schema.case import MeasureType
from lawrec.schema.moments import Day, Moment, Tri
from lawrec.schema.records.common import Approval, OutwardPaper, Record, Transcript

PreservationForm = Literal[
    "advance_registration",
    "copy",
    "av",
    "appraisal",
    "survey",
    "inquiry_transcript",
    "sampling",
    "other",
]
"""In which form evidence was preserved (15(3)); each brings its own paper."""


class EvidenceRequestNotice(OutwardPaper):
    """调取证据通知书 (13.1(2)): what is wanted, and from whom."""

    wanted: str | None = None


class ListedItem(Model):
    """One object or paper of a list."""

    number: Count
    name: str
    spec: str | None = None
    quantity: str | None = None
    form: Literal["original", "copy", "object"] | None = None
    source: str | None = None
    seal_no: str | None = None
    storage: str | None = None


class EvidenceList(Record):
    """证据登记保存清单 (13.1(2)), also the list of a sample, a seizure or a preservation."""

    items: tuple[ListedItem, ...] = ()
    conclusion: str | None = None


class InvestigationReport(OutwardPaper):
    """调查终结报告."""

    opinion: str | None = None


class HearingTranscript(Transcript):
    """听证笔录 (13.1(6))."""

    presider: str | None = None
    recorder: str | None = None


class HearingNotice(OutwardPaper):
    """听证通知书 (13.1(6)): when and where, and whether somebody asked for it."""

    held_at: Moment | None = None
    held_where: str | None = None
    presider: str | None = None
    on_request: Tri | None = None


class HearingReport(Record):
    """听证报告 (4.2, 13.1(6))."""

    opinion: str | None = None


class WrittenStatement(Record):
    """书面陈述申辩: what the party handed in, and when it came."""

    received_at: Moment | None = None


class AuthorisationLetter(Record):
    """授权委托书: who speaks for whom, and how far."""

    agent: str | None = None
    scope: str | None = None


class AppraisalCommission(OutwardPaper):
    """鉴定委托书 (13.1(7))."""

    institution: str | None = None
    qualification: str | None = None
    matter: str | None = None


class AppraisalOpinion(Record):
    """鉴定意见书 (13.1(7))."""

    institution: str | None = None
    opinion_no: str | None = None
    appraisers: tuple[str, ...] = ()
    conclusion: str | None = None
    told_at: Moment | None = None


class OtherInvestigationRecord(Transcript):
    """其他调查记录 (13.1(8)): another way of investigation, and the law that allows it."""

    way: str | None = None
    legal_basis: tuple[str, ...] = ()


class EvidencePreservationRecord(Transcript):
    """证据保全记录 (article 15): reason, object and form."""

    ground: Literal["may_be_lost", "hard_to_obtain_later"] | None = None
    reason: str | None = None
    items: tuple[ListedItem, ...] = ()
    forms: tuple[PreservationForm, ...] = ()


class CoerciveMeasureApproval(Approval):
    """强制措施审批表 (article 16), and the report after an urgent start (9.1)."""

    measure: MeasureType | None = None
    mode: Literal["normal", "urgent"] = "normal"
    urgent_reason: str | None = None
    started_at: Moment | None = None
    reported_at: Moment | None = None


class CoerciveMeasureDecision(OutwardPaper):
    """查封（扣押）决定书 (16b): the measure, its object and its period."""

    measure: MeasureType | None = None
    objects: str | None = None
    period_from: Day | None = None
    period_to: Day | None = None


class CoerciveMeasureLift(OutwardPaper):
    """解除强制措施决定书: since when the measure is lifted."""

    lifted_at: Moment | None = None


class InvestigationSuspension(Approval):
    """中止调查审批表: since when nothing could be done, and since when again."""

    suspended_on: Day | None = None
    resumed_on: Day | None = None


class RefusalRecord(Record):
    """拒绝情况记录 (13.3): who refused what, and the words or conduct."""

    type: Literal["investigation", "evidence", "signature", "receipt"] | None = None
    occurred_at: Moment | None = None
    reason: str | None = None


class AvUnsuitableStatement(Record):
    """不适宜音像记录原因说明 (article 14): the written reason, bound to one act."""

    reason: str | None = None


class IncidentRecord(Record):
    """异议、阻碍、突发事件记录 (article 17)."""

    types: tuple[
        Literal[
            "objection",
            "complaint",
            "petition",
            "evade",
            "refuse",
            "obstruct",
            "abuse",
            "insult",
            "assault",
            "mass",
            "sudden",
            "important",
        ],
        ...,
    ] = ()
    occurred_at: Moment | None = None


class EvidenceItem(Record):
    """证据材料: one of the eight kinds of evidence, and who compared a copy with its original."""

    type: (
        Literal[
            "documentary",
            "physical",
            "audiovisual",
            "electronic",
            "testimony",
            "party_statement",
            "expert_opinion",
            "onsite_record",
        ]
        | None
    ) = None
    form: Literal["original", "copy"] | None = None
    compared_by: str | None = None
    source: str | None = None
