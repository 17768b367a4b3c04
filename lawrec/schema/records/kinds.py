"""All kinds of record: English id, Chinese name, aliases, stage, scope and model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from lawrec.schema.case import ActKind
from lawrec.schema.records import archiving, decision, initiation, investigation, service
from lawrec.schema.records.common import Approval, OutwardPaper, Record, Transcript

Stage = Literal[1, 2, 3, 4, 5]
Scope = Literal["case", "bureau", "lead"]
_OTHER_PAGES = {"unit_profile": "lawrec.yaml", "device_register": "roster/devices.yaml"}
"""Kinds of the bureau that are pages of their own and not papers in a folder."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record. `act` is the kind of act that it documents, if it documents one.

    `unit_too` marks a paper of a case that the bureau also keeps for itself.
    """

    id: str
    zh: str
    stage: Stage
    model: type[Record] = Record
    aliases: tuple[str, ...] = ()
    act: ActKind | None = None
    scope: Scope = "case"
    unit_too: bool = False

    @property
    def in_unit(self) -> bool:
        """Whether the bureau keeps papers of this kind in its own folder `unit/`."""
        return self.unit_too or (self.scope == "bureau" and self.id not in _OTHER_PAGES)

    @property
    def en(self) -> str:
        """The English name in words."""
        return self.id.replace("_", " ")


def _initiation() -> Iterator[Kind]:
    yield Kind("application_register", "申请登记表", 1, initiation.ApplicationRegister)
    yield Kind("oral_application_record", "口头申请记录", 1, initiation.OralApplicationRecord)
    yield Kind("application_receipt", "申请材料接收凭证", 1, OutwardPaper, ("回执",))
    yield Kind("onsite_correction_record", "当场更正记录", 1, initiation.OnsiteCorrectionRecord)
    yield Kind("supplement_notice", "一次性补正告知书", 1, initiation.SupplementNotice)
    yield Kind("acceptance_notice", "受理通知书", 1, initiation.AcceptanceNotice)
    yield Kind("non_acceptance_notice", "不予受理决定书", 1, OutwardPaper)
    yield Kind("application_withdrawal", "撤回申请", 1, initiation.ApplicationWithdrawal)
    yield Kind("lead_register", "违法线索登记表", 1, aliases=("投诉举报登记表",), scope="lead")
    yield Kind("lead_verification_report", "违法线索核查报告", 1, scope="lead")
    yield Kind("complaint_disposition_record", "投诉举报审查处理记录", 1, scope="lead")
    yield Kind("complaint_not_initiated_notice", "不予立案告知书", 1, OutwardPaper, scope="lead")
    yield Kind(
        "case_initiation_approval",
        "立案（启动）审批表",
        1,
        initiation.CaseInitiationApproval,
        ("立案审批表", "立案呈批表"),
    )
    yield Kind("inspection_plan", "检查任务书", 1, initiation.InspectionPlan, ("检查方案",))
    yield Kind("entrustment_document", "委托书", 1, initiation.EntrustmentDocument, unit_too=True)
    yield Kind("jurisdiction_transfer", "案件移送函", 1, initiation.JurisdictionTransfer)


def _investigation() -> Iterator[Kind]:
    yield Kind("inquiry_transcript", "询问笔录", 2, Transcript, act="inquiry")
    yield Kind("summons_for_inquiry", "接受调查通知书", 2, OutwardPaper)
    yield Kind(
        "evidence_request_notice",
        "调取证据通知书",
        2,
        investigation.EvidenceRequestNotice,
        act="evidence_collection",
    )
    yield Kind(
        "evidence_list",
        "证据登记保存清单",
        2,
        investigation.EvidenceList,
        ("证据材料清单", "提取清单"),
        act="evidence_collection",
    )
    yield Kind("evidence_item", "证据材料", 2, investigation.EvidenceItem)
    yield Kind("documentary_evidence", "书证", 2)
    yield Kind("identity_document", "身份证明材料", 2)
    yield Kind("survey_result", "测量成果", 2)
    yield Kind(
        "onsite_inspection_record",
        "现场检查（勘验）笔录",
        2,
        Transcript,
        ("现场勘测笔录", "现场检查笔录", "勘验笔录"),
        act="onsite_inspection",
    )
    yield Kind("onsite_record", "现场笔录", 2, Transcript, act="sampling")
    yield Kind("sampling_list", "抽样清单", 2, investigation.EvidenceList, act="sampling")
    yield Kind("statement_defence_record", "陈述、申辩笔录", 2, Transcript, act="statement_heard")
    yield Kind("written_statement", "书面陈述申辩", 2, investigation.WrittenStatement)
    yield Kind("rights_notice", "权利告知书", 2, OutwardPaper)
    yield Kind("hearing_right_notice", "听证告知书", 2, OutwardPaper)
    yield Kind("hearing_application", "听证申请", 2)
    yield Kind("hearing_notice", "听证通知书", 2, investigation.HearingNotice)
    yield Kind("hearing_transcript", "听证笔录", 2, investigation.HearingTranscript, act="hearing")
    yield Kind("hearing_report", "听证报告", 2, investigation.HearingReport)
    yield Kind(
        "appraisal_commission", "鉴定委托书", 2, investigation.AppraisalCommission, act="appraisal"
    )
    yield Kind(
        "appraisal_opinion", "鉴定意见书", 2, investigation.AppraisalOpinion, act="appraisal"
    )
    yield Kind(
        "other_investigation_record", "其他调查记录", 2, investigation.OtherInvestigationRecord
    )
    yield Kind("recusal_decision", "回避决定书", 2, OutwardPaper)
    yield Kind("refusal_record", "拒绝情况记录", 2, investigation.RefusalRecord)
    yield Kind(
        "av_unsuitable_statement",
        "不适宜音像记录原因说明",
        2,
        investigation.AvUnsuitableStatement,
    )
    yield Kind(
        "evidence_preservation_record",
        "证据保全记录",
        2,
        investigation.EvidencePreservationRecord,
        act="evidence_preservation",
    )
    yield Kind("advance_registration_notice", "先行登记保存证据通知书", 2, OutwardPaper)
    yield Kind("preservation_disposition", "先行登记保存处理决定", 2, OutwardPaper)
    yield Kind(
        "coercive_measure_approval", "强制措施审批表", 2, investigation.CoerciveMeasureApproval
    )
    yield Kind(
        "coercive_measure_decision",
        "查封（扣押）决定书",
        2,
        investigation.CoerciveMeasureDecision,
        act="coercive_measure",
    )
    yield Kind("coercive_measure_list", "查封（扣押）清单", 2, investigation.EvidenceList)
    yield Kind("coercive_measure_onsite_record", "强制措施现场笔录", 2, Transcript)
    yield Kind(
        "coercive_measure_lift_decision", "解除强制措施决定书", 2, investigation.CoerciveMeasureLift
    )
    yield Kind("incident_record", "异议、阻碍、突发事件记录", 2, investigation.IncidentRecord)
    yield Kind("investigation_report", "调查终结报告", 2, investigation.InvestigationReport)
    yield Kind(
        "investigation_suspension", "中止调查审批表", 2, investigation.InvestigationSuspension
    )
    yield Kind("authorisation_letter", "授权委托书", 2, investigation.AuthorisationLetter)


def _decision() -> Iterator[Kind]:
    yield Kind("approval_form", "内部审批表", 3, Approval)
    yield Kind("time_extension_approval", "延长期限审批表", 3, Approval)
    yield Kind("legal_review_opinion", "法制审核意见书", 3, decision.LegalReviewOpinion)
    yield Kind("expert_meeting_minutes", "专家论证会议纪要", 3, decision.DiscussionRecord)
    yield Kind("expert_opinion", "专家意见书", 3, decision.ExpertOpinion)
    yield Kind("expert_report", "专家论证报告", 3, decision.ExpertOpinion)
    yield Kind("case_discussion_record", "案件讨论记录", 3, decision.DiscussionRecord)
    yield Kind(
        "collective_discussion_record",
        "集体讨论记录",
        3,
        decision.DiscussionRecord,
        act="collective_discussion",
    )
    yield Kind("meeting_minutes", "会议纪要", 3, decision.DiscussionRecord)
    yield Kind("penalty_prior_notice", "行政处罚告知书", 3, OutwardPaper, ("行政处罚事先告知书",))
    yield Kind(
        "statement_review_record",
        "陈述申辩复核意见",
        3,
        decision.StatementReviewRecord,
        ("复核记录",),
    )
    yield Kind("penalty_decision", "行政处罚决定书", 3, decision.PenaltyDecision)
    yield Kind("no_penalty_decision", "不予处罚决定书", 3, OutwardPaper)
    yield Kind("case_dismissal_decision", "撤销案件决定书", 3, OutwardPaper)
    yield Kind("licence_decision", "行政许可决定书", 3, decision.LicenceDecision)
    yield Kind("expropriation_decision", "征收决定", 3, decision.ExpropriationDecision)
    yield Kind("requisition_decision", "征用决定", 3, decision.ExpropriationDecision)
    yield Kind("inspection_result_notice", "检查结果告知书", 3, decision.InspectionResultNotice)
    yield Kind("correction_order", "责令改正通知书", 3, OutwardPaper)
    yield Kind("stop_order", "责令停止违法行为通知书", 3, OutwardPaper)
    yield Kind("summary_penalty_decision", "当场行政处罚决定书", 3, decision.PenaltyDecision)
    yield Kind("summary_procedure_record", "简易程序记录", 3, decision.SummaryProcedureRecord)
    yield Kind("summary_filing_record", "简易程序备案表", 3, decision.SummaryFilingRecord)
    yield Kind(
        "onsite_fine_collection_record", "当场收缴罚款记录", 3, decision.OnsiteFineCollectionRecord
    )
    yield Kind("fine_receipt", "罚款专用票据", 3, decision.FineReceipt)
    yield Kind("criminal_transfer", "涉嫌犯罪案件移送书", 3, initiation.JurisdictionTransfer)


def _service() -> Iterator[Kind]:
    yield Kind("service_receipt", "送达回证", 4, service.ServiceReceipt, act="service")
    yield Kind("service_attempt", "送达情况记录", 4, service.ServiceReceipt, act="service")
    yield Kind(
        "service_address_confirmation", "送达地址确认书", 4, service.ServiceAddressConfirmation
    )
    yield Kind("mail_register", "邮寄登记", 4, service.MailVoucher)
    yield Kind("mail_voucher", "付邮凭证", 4, service.MailVoucher)
    yield Kind("public_notice_text", "公告", 4, OutwardPaper)
    yield Kind("public_notice_record", "公告送达记录", 4, service.PublicNoticeRecord)
    yield Kind("service_entrustment", "委托（转交）送达函", 4, service.ServiceEntrustment)
    yield Kind("e_service_record", "电子送达确认", 4, service.EServiceRecord)
    yield Kind("performance_record", "履行情况记录", 4, service.PerformanceRecord)
    yield Kind("instalment_approval", "延期（分期）缴纳罚款审批表", 4, service.InstalmentApproval)
    yield Kind("confiscated_goods_record", "没收物品处理记录", 4, service.ConfiscatedGoodsRecord)
    yield Kind(
        "correction_check_record",
        "改正核查记录",
        4,
        service.CorrectionCheckRecord,
        act="correction_check",
    )
    yield Kind("demand_notice", "催告书", 4, service.DemandNotice)
    yield Kind("coercive_enforcement_decision", "强制执行决定书", 4, OutwardPaper)
    yield Kind(
        "court_enforcement_application",
        "强制执行申请书",
        4,
        service.CourtPaper,
        act="court_application",
    )
    yield Kind("court_document", "法院文书", 4, service.CourtPaper)
    yield Kind("enforcement_result_record", "强制执行结果记录", 4, service.CourtPaper)
    yield Kind("court_log", "申请执行过程记录", 4, service.CourtLog)
    yield Kind("review_litigation_record", "复议诉讼记录", 4, service.ReviewLitigationRecord)


def _archiving() -> Iterator[Kind]:
    yield Kind(
        "case_closure_approval", "结案审批表", 5, archiving.CaseClosureApproval, ("结案呈批表",)
    )
    yield Kind("archive_catalogue", "卷内目录", 5, archiving.ArchiveCatalogue)
    yield Kind("archive_transfer_record", "归档移交记录", 5, archiving.ArchiveTransferRecord)
    yield Kind("file_cover", "案卷封面", 5)
    yield Kind("end_sheet", "备考表", 5)
    yield Kind("media_handover_record", "音像移交登记", 5, archiving.MediaHandoverRecord)
    yield Kind("duty_trip_record", "异地执法行程证明", 5, archiving.DutyTripRecord)
    yield Kind("long_term_storage_record", "长期保存登记", 5, archiving.LongTermStorageRecord)
    yield Kind("access_request", "查阅复制申请", 5, archiving.AccessRequest, unit_too=True)
    yield Kind("access_reply", "查阅复制答复", 5, archiving.AccessReply, unit_too=True)
    yield Kind("access_log", "查阅登记", 5, archiving.AccessLog, scope="bureau")
    yield Kind("borrowing_record", "借阅登记", 5, archiving.BorrowingRecord, unit_too=True)
    yield Kind("secrecy_marking", "涉密标识", 5, archiving.SecrecyMarking)
    yield Kind("device_register", "设备台账", 5, scope="bureau")
    yield Kind("device_check", "设备检查记录", 5, archiving.DevicePaper, scope="bureau")
    yield Kind("device_fault_report", "设备故障报告", 5, archiving.DevicePaper, scope="bureau")
    yield Kind("device_repair_record", "设备维修记录", 5, archiving.DevicePaper, scope="bureau")
    yield Kind("amendment_record", "更正记录", 5, archiving.AmendmentRecord)
    yield Kind("loss_report", "损毁丢失报告", 5, archiving.LossReport)
    yield Kind("rectification_record", "整改记录", 5, archiving.RectificationRecord)
    yield Kind("training_record", "培训记录", 5, archiving.TrainingRecord, scope="bureau")
    yield Kind("supervision_record", "监督检查记录", 5, archiving.SupervisionRecord, scope="bureau")
    yield Kind("unit_profile", "单位配置", 5, scope="bureau")


KINDS: dict[str, Kind] = {
    kind.id: kind
    for table in (_initiation, _investigation, _decision, _service, _archiving)
    for kind in table()
}
"""Every kind by its English id, in the order of the stages."""


@lru_cache(maxsize=1)
def _names() -> dict[str, Kind]:
    return {name: kind for kind in KINDS.values() for name in (kind.id, kind.zh, *kind.aliases)}


def find_kind(name: str) -> Kind | None:
    """The kind of that English id, Chinese name or alias; brackets may be of either width."""
    return _names().get(name.strip().replace("(", "（").replace(")", "）"))
