"""What each article of the regulation is about, in our own few words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_ARTICLES: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        1: ("目的和依据", "purpose and legal basis"),
        2: ("适用范围", "who is bound"),
        3: ("行政执法的含义", "what enforcement means"),
        4: ("全过程记录及其方式", "the whole process, in writing and by footage"),
        5: ("记录的原则", "principles of recording"),
        6: ("由谁记录，培训和监督", "who records; training and supervision"),
        7: ("由谁归档、存储、保管", "who files and keeps the records"),
        8: ("依申请事项", "applications"),
        9: ("一般程序的启动和报批", "initiation and its approval; 24 hours when urgent"),
        10: ("投诉举报", "complaints and reports"),
        11: ("笔录载明执法人员", "transcripts state the officers and their certificates"),
        12: ("权利告知", "how rights were told"),
        13: ("调查取证的文书、签字、拒绝", "papers of investigation, signatures, refusals"),
        14: ("检查、抽样、听证的音像", "footage of inspection, sampling, hearing"),
        15: ("证据保全", "preservation of evidence"),
        16: ("行政强制措施", "coercive measures"),
        17: ("应当音像记录并长期保存的情形", "events to be filmed and kept for long"),
        18: ("执法文书的内容", "contents of outward papers"),
        19: ("法制审核、论证、讨论、审批", "legal review, experts, discussion, approval"),
        20: ("简易程序", "summary procedure"),
        21: ("送达", "service in each of its ways"),
        22: ("履行和改正核查", "performance, and checks of correction"),
        23: ("催告", "demand before enforcement"),
        24: ("申请法院强制执行", "application to the court"),
        25: ("30日内归档，24小时内存储音像", "archiving in 30 days; footage stored in 24 hours"),
        26: ("查阅复制和保密", "access, copies, secrecy"),
        27: ("记录设备", "recorders and their care"),
        28: ("整改和责任", "defects set right; liability"),
        29: ("内部审批流程", "internal approval, step by step"),
        30: ("分局自行制定", "branches make their own rules"),
        31: ("施行", "entry into force"),
    }
)


def article_title(article: int, language: str) -> str:
    """What the article is about; raises KeyError for a number that the regulation lacks."""
    zh, en = _ARTICLES[article]
    return zh if language == "zh" else en
