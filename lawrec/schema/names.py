"""Chinese and English names of the values that files and findings use (one term for each)."""

from __future__ import annotations

_NAMES: dict[str, tuple[str, str]] = {
    # kinds of case
    "licence": ("行政许可", "licence"),
    "penalty": ("行政处罚", "penalty"),
    "coercion": ("行政强制", "coercion"),
    "expropriation": ("行政征收", "expropriation"),
    "requisition": ("行政征用", "requisition"),
    "inspection": ("行政检查", "inspection"),
    # kinds of act
    "inquiry": ("询问", "inquiry"),
    "evidence_collection": ("调取证据", "obtaining evidence"),
    "onsite_inspection": ("现场检查（勘验）", "on-site inspection"),
    "survey": ("现场勘测", "survey"),
    "sampling": ("抽样", "sampling"),
    "statement_heard": ("听取陈述申辩", "hearing of statement and defence"),
    "hearing": ("听证会", "hearing"),
    "appraisal": ("鉴定", "appraisal"),
    "other_investigation": ("其他调查", "other investigation"),
    "evidence_preservation": ("证据保全", "preservation of evidence"),
    "coercive_measure": ("行政强制措施", "coercive measure"),
    "expert_argument": ("专家论证", "expert argument"),
    "collective_discussion": ("集体讨论", "collective discussion"),
    "service": ("送达", "service"),
    "correction_check": ("改正核查", "correction check"),
    "court_application": ("申请法院强制执行", "application to the court"),
    "preliminary_verification": ("线索核查", "verification of a lead"),
    # roles of signers and steps
    "officer": ("执法人员", "officer"),
    "party": ("当事人", "party"),
    "third_party": ("利害关系人", "third party"),
    "witness": ("证人或见证人", "witness"),
    "present": ("在场人", "person present"),
    "holder": ("证据持有人", "holder"),
    "agent": ("代理人", "agent"),
    "guardian": ("监护人", "guardian"),
    "interpreter": ("翻译", "interpreter"),
    "appraiser": ("鉴定人", "appraiser"),
    "expert": ("专家", "expert"),
    "presider": ("听证主持人", "presider"),
    "server": ("送达人", "server"),
    "recipient": ("受送达人", "recipient"),
    "reviewer": ("审核人", "reviewer"),
    "recorder": ("记录人", "recorder"),
    "attendee": ("参加人", "attendee"),
    "custodian": ("保管人", "custodian"),
    "organ": ("本机关", "organ"),
    "handler": ("承办人", "handler"),
    "section": ("承办机构审核人", "section reviewer"),
    "legal": ("法制审核人", "legal reviewer"),
    "approver": ("批准人", "approver"),
    # rights
    "statement": ("陈述", "statement"),
    "defence": ("申辩", "defence"),
    "recusal": ("申请回避", "recusal"),
    "reconsideration": ("申请复议", "reconsideration"),
    "litigation": ("提起诉讼", "litigation"),
    # ways of service
    "direct": ("直接送达", "direct service"),
    "mail": ("邮寄送达", "service by mail"),
    "left_at_residence": ("留置送达", "service by leaving"),
    "public_notice": ("公告送达", "service by public notice"),
    "entrusted": ("委托送达", "entrusted service"),
    "transfer": ("转交送达", "service through others"),
    "electronic": ("电子送达", "electronic service"),
    # media
    "photo": ("照片", "photo"),
    "audio": ("录音", "sound recording"),
    "video": ("录像", "film"),
    "cctv": ("视频监控", "surveillance footage"),
    "scan": ("扫描件", "scan"),
    # stages
    "stage_1": ("程序启动", "initiation"),
    "stage_2": ("调查取证", "investigation"),
    "stage_3": ("审查决定", "review and decision"),
    "stage_4": ("送达执行", "service and execution"),
    "stage_5": ("归档管理", "archiving"),
    # fields of the initiation form that findings name
    "cause": ("启动原因", "the cause of start"),
    "source": ("案件来源", "the source of the case"),
    "facts": ("基本案情", "the basic facts"),
    "party_info": ("当事人基本情况", "the particulars of the party"),
    "started_at": ("启动时间", "the time of start"),
    "reported_at": ("补报时间", "the time of the report"),
    # fields and steps of a penalty on the spot that findings name
    "ground": ("收缴的情形", "the ground"),
    "amount_yuan": ("数额", "the amount"),
    "collected_at": ("收缴时间", "the time of collection"),
    "cert_shown": ("出示执法证件", "certificates shown"),
    "facts_told": ("告知事实、理由和依据", "facts, reasons and basis told"),
    "decision_filled": ("填写决定书", "decision filled in"),
    "served": ("当场送达", "handed over"),
    # verdicts
    "satisfied": ("符合", "satisfied"),
    "violated": ("违反", "violated"),
    "excused": ("依法除外", "excused"),
    "undeterminable": ("待核实", "undeterminable"),
    "not_yet_due": ("尚未到期", "not yet due"),
    "not_applicable": ("不适用", "not applicable"),
    "crashed": ("规则出错", "crashed"),
}


def name_of(value: str, language: str) -> str:
    """The name of a value in that language; other texts come back as they are."""
    names = _NAMES.get(value)
    if names is None:
        return value
    return names[0] if language == "zh" else names[1]
