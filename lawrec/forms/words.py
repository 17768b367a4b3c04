"""The few words that forms in both languages share; the wording of single papers is in layouts."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "case_number": ("案号", "Case number"),
    "case_title": ("案名", "Case"),
    "bureau": ("机关", "Authority"),
    "act_time": ("活动时间", "Time of the act"),
    "until": ("至", "to"),
    "made_at": ("制作时间", "Made at"),
    "place": ("地点", "Place"),
    "present": ("在场人", "People present"),
    "people": ("所涉人员", "People whom it faces"),
    "sign": ("签名：", "Signature: "),
    "date": ("    年    月    日", "Date: ____________"),
    "seal": ("（印章）", "(seal)"),
    "officers": ("执法人员", "Officers"),
    "cert_no": ("执法证号", "certificate number"),
    "page_sign": ("本页签名确认：", "Signature on this page: "),
    "page": ("第", "Page "),
    "of": ("页　共", " of "),
    "end": ("页", ""),
    "left": ("（", " ("),
    "right": ("）", ") "),
    "colon": ("：", ": "),
    "draft": ("（草稿）", "(draft)"),
}
"""Chinese and English."""
