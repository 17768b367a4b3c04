"""One lead to be judged under article 10: whether it is a complaint, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

from lawrec.schema.base import is_blank
from lawrec.schema.bureau import LeadExtract
from lawrec.schema.moments import Tri
from lawrec.schema.snapshot import Place

Fate = Literal["started", "transferred", "not_started", "open", "contradicted"]
"""What became of a complaint; `contradicted` where the lead is closed and a case goes on."""

_FROM_PEOPLE = (
    *("visit", "phone", "letter", "online", "complaint", "report", "hotline", "email", "petition"),
    *("来访", "来电", "来信", "网络", "网上", "电话", "投诉", "举报", "信访", "热线", "反映"),
)
_FROM_ELSEWHERE = (
    *("patrol", "inspection", "satellite", "transfer", "assignment", "media", "self", "own"),
    *("巡查", "检查", "卫片", "图斑", "移送", "交办", "媒体", "发现"),
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One lead to be judged: `lead_days` is the bureau's own limit, None where it sets none.

    `of_case` is how commands name the case that names this lead, `case_started` whether that case
    was started or its start refused; both None without such a case.
    """

    name: str
    lead: LeadExtract
    place: Place
    as_of: datetime
    lead_days: Decimal | None = None
    of_case: str | None = None
    case_started: Literal["yes", "no"] | None = None


def from_people(channel: str) -> Tri:
    """Whether leads of that channel are complaints or reports by citizens or organisations."""
    word = channel.strip().lower()
    people = any(name in word for name in _FROM_PEOPLE)
    elsewhere = any(name in word for name in _FROM_ELSEWHERE)
    if people == elsewhere or is_blank(word):
        return "unknown"
    return "yes" if people else "no"


def fate(complaint: Complaint) -> Fate:
    """What became of the complaint, by its own outcome and by the case that names it."""
    outcome = complaint.lead.outcome
    if complaint.case_started == "no":
        return "transferred" if outcome and outcome.decision == "transfer" else "not_started"
    if outcome is not None and outcome.decision == "closed":
        return "contradicted" if complaint.case_started == "yes" else "not_started"
    if complaint.case_started == "yes" or (outcome is not None and outcome.decision == "case"):
        return "started"
    return "open" if outcome is None else "transferred"


def limit_of(complaint: Complaint) -> datetime | None:
    """Until when the bureau itself wants a lead settled; None where it says nothing."""
    received = complaint.lead.received_at
    if complaint.lead_days is None or not isinstance(received, datetime):
        return None
    return received + timedelta(days=float(complaint.lead_days))
