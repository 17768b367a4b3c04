"""The written reason why an act was unsuited to filming (article 14), and what it is worth."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.footage import bounds, footage_of, officers_of
from lawrec.checks.facts.recorded import Medium, spans
from lawrec.checks.facts.signatures import signatures
from lawrec.schema.base import is_blank
from lawrec.schema.case import Act, ActKind
from lawrec.schema.moments import within
from lawrec.schema.records.common import Record
from lawrec.schema.records.investigation import AvUnsuitableStatement
from lawrec.schema.snapshot import Page

STATEMENT = "av_unsuitable_statement"

TO_BE_FILMED: tuple[ActKind, ...] = ("onsite_inspection", "survey", "sampling", "hearing")
"""The acts that article 14 wants filmed."""

State = Literal["good", "stranger", "blank", "draft", "elsewhere", "spoken", "none"]
"""good: in writing, by an officer of the act; stranger: by somebody else; elsewhere: a reason is
given, but for another act, which needs none; spoken: only a sound recording afterwards."""

_YEAR_H = Decimal(365 * 24)

_DEVICE_FAULT = re.compile(
    r"没电|电量|电池|故障|损坏|坏了|死机|存储卡|内存|储存空间|存储空间|忘记|忘带|未携带|没带|没有带"
)


@dataclass(frozen=True, slots=True)
class Reason:
    """What there is of a reason for one act: its state, and the paper or recording."""

    state: State
    record: Page[Record] | None = None
    medium: Medium | None = None


def reason_for(case: Facts, act: Page[Act]) -> Reason:
    """The best reason that the case holds for not having filmed that act."""
    found = [
        Reason(_worth(case, act, page), page) for page in _own(case.records_of(STATEMENT), act)
    ]
    for state in ("good", "stranger", "blank"):
        for reason in found:
            if reason.state == state:
                return reason
    for page in _own(case.drafts_of(STATEMENT), act):
        return Reason("draft", page)
    for page in case.records_of(STATEMENT):
        if not _needed(case, page):
            return Reason("elsewhere", page)
    return _spoken(case, act)


def _own(pages: Iterable[Page[Record]], act: Page[Act]) -> list[Page[Record]]:
    return [page for page in pages if act.id in (page.data.act, *page.data.about)]


def text_of(record: Record) -> str | None:
    """The words of the reason; a paper that stands for the statement has them as its content."""
    reason = record.reason if isinstance(record, AvUnsuitableStatement) else None
    return record.content if is_blank(reason) else reason


def _worth(case: Facts, act: Page[Act], page: Page[Record]) -> State:
    if is_blank(text_of(page.data)):
        return "blank"
    authors = {page.data.made_by, *(s.who for _, s in signatures(page, "officer"))}
    return "good" if authors & set(officers_of(case, act)) else "stranger"


def _needed(case: Facts, page: Page[Record]) -> bool:
    """Whether the reason is for an act that article 14 wants filmed and that was not."""
    return any(
        _own([page], act) and not footage_of(case, act).during
        for act in case.acts_of(*TO_BE_FILMED)
    )


def _spoken(case: Facts, act: Page[Act]) -> Reason:
    _, (_, end) = bounds(act)
    for medium in footage_of(case, act).outside:
        if medium.data.mode == "audio" and spans(case, medium, act.id)[0].begin[0] > end:
            return Reason("spoken", None, medium)
    return Reason("none")


def names_fault(record: Record) -> bool:
    """Whether the reason speaks of the device: that is inability, and not unsuitability."""
    return _DEVICE_FAULT.search(text_of(record) or "") is not None


def made_late(case: Facts, act: Page[Act], made_at: date | datetime | None) -> bool:
    """Whether the paper was made longer after the act than text records may lag behind (5.1)."""
    if made_at is None:
        return False
    return within(act.data.end or act.data.start, made_at, _lag(case)) == "no"


def _lag(case: Facts) -> timedelta:
    own = case.profile.thresholds.get("text_record_hours") if case.profile else None
    return (
        case.limit("5.1b", "record_lag")
        if own is None
        else timedelta(hours=float(min(own, _YEAR_H)))
    )
