"""Service by public notice: its record, what was tried before it, and its text (article 21.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.footage import DOUBTED
from lawrec.checks.facts.paper_service import TO_SERVE
from lawrec.checks.facts.service import (
    Receipt,
    notice_ends,
    notice_records,
    receipts,
    record_of,
)
from lawrec.schema.base import is_blank
from lawrec.schema.media import FILMED, Sidecar
from lawrec.schema.moments import day_of, not_after
from lawrec.schema.records.common import Record
from lawrec.schema.records.service import Method, PublicNoticeRecord, ServiceReceipt
from lawrec.schema.snapshot import Page

OTHER_WAYS: tuple[Method, ...] = ("direct", "mail", "left_at_residence", "entrusted", "transfer")
"""The ways of service that article 21 names before public notice."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One public notice: its receipt (its own record stands for one), and its record."""

    receipt: Receipt
    record: Page[PublicNoticeRecord] | None

    @property
    def page(self) -> Page[PublicNoticeRecord] | Receipt:
        """The page that a finding names."""
        return self.record or self.receipt

    @property
    def about(self) -> set[str]:
        """The papers that it serves."""
        return {*self.receipt.data.about, *(self.record.data.about if self.record else ())}

    @property
    def act(self) -> str | None:
        """The act of posting it."""
        return self.receipt.data.act or (self.record.data.act if self.record else None)

    @property
    def posted(self) -> date | datetime | None:
        """When it was posted."""
        own = self.receipt.data.posted_at
        return own or (self.record.data.posted_at if self.record else None)

    @property
    def days(self) -> int | None:
        """The length of its period, as it states."""
        own = self.receipt.data.notice_days
        return own if own is not None else self.record.data.notice_days if self.record else None

    @property
    def way(self) -> str | None:
        """How it was published."""
        return _first(self.record.data.way if self.record else None, self.receipt.data.notice_way)

    @property
    def carrier(self) -> str | None:
        """In which paper, on which site or at which place."""
        return _first(self.record.data.carrier if self.record else None, self.receipt.data.carrier)

    @property
    def reason(self) -> str | None:
        """Why it was used."""
        return _first(self.record.data.reason if self.record else None, self.receipt.data.reason)

    @property
    def course(self) -> str | None:
        """How it went."""
        return _first(self.record.data.course if self.record else None, self.receipt.data.content)

    @property
    def online(self) -> bool:
        """Whether it was published on a website."""
        words = f"{self.way or ''} {self.carrier or ''}".lower()
        return any(word in words for word in ("网", "http", "web", "公众号"))

    def ends(self, case: Facts) -> date | None:
        """The day on which its period ends."""
        return notice_ends(case, self.receipt)


def _first(*texts: str | None) -> str | None:
    return next((text for text in texts if not is_blank(text)), None)


def notices(case: Facts) -> list[Notice]:
    """Every service by public notice."""
    records = {page.id: page for page in notice_records(case)}
    return [
        Notice(page, records.get(page.id) or record_of(case, page))
        for page in receipts(case, "public_notice")
    ]


@dataclass(frozen=True, slots=True)
class Way:
    """What the case shows of one way: tried in vain, proven, or ruled out with a reason."""

    method: Method
    failed: bool
    proven: bool
    excluded: bool


def ways(case: Facts, notice: Notice) -> Iterator[Way]:
    """What was tried of each other way before the notice was posted."""
    attempts = [page for page in _failed(case, notice) if _before(notice, page.data.made_at)]
    listed = notice.record.data.tried if notice.record else ()
    for method in OTHER_WAYS:
        own = [entry for entry in listed if entry.method == method]
        told = [e for e in own if e.result == "failed" and _before(notice, e.at)]
        papers = [page for page in attempts if page.data.method == method]
        proof = any(case.exists(item) for entry in told for item in entry.evidence)
        yield Way(
            method,
            failed=bool(told or papers),
            proven=bool(papers) or proof,
            excluded=any(e.result == "not_applicable" and not is_blank(e.reason) for e in own),
        )


def _failed(case: Facts, notice: Notice) -> list[Page[ServiceReceipt]]:
    """The receipts and records of attempts for the same papers that came to nothing."""
    pages = case.typed(case.records_of("service_receipt", "service_attempt"), ServiceReceipt)
    return [p for p in pages if p.data.result == "failed" and notice.about & set(p.data.about)]


def _before(notice: Notice, at: date | datetime | None) -> bool:
    """Whether an attempt may have been made before the notice; one without a day may."""
    return at is None or notice.posted is None or not_after(at, notice.posted) != "no"


def texts(case: Facts, notice: Notice) -> list[Page[Record]]:
    """The written notices that belong to it: for its papers, of its act, or the only one."""
    pages = case.records_of("public_notice_text")
    linked = {*notice.about, notice.receipt.id, notice.page.id}
    found = [
        page
        for page in pages
        if linked & set(page.data.about)
        or (page.data.act is not None and page.data.act == notice.act)
    ]
    alone = len(notices(case)) == 1
    return found or [page for page in pages if alone and not page.data.about]


def serves(case: Facts, page: Page[Record]) -> bool:
    """Whether a written notice names a paper of the case that must reach somebody."""
    papers = [case.record(item) for item in page.data.about]
    return any(paper and case.stands_for(paper.data) & set(TO_SERVE) for paper in papers)


def cited(case: Facts, notice: Notice) -> list[Page[Sidecar]]:
    """The media that its papers cite as proof of the notice and that are there."""
    evidence = (
        *notice.receipt.data.evidence,
        *(notice.record.data.evidence if notice.record else ()),
    )
    media = [case.medium(item) for item in dict.fromkeys(evidence)]
    state = case.snapshot.media_state
    return [m for m in media if m and state.get(m.id, "present") not in ("absent", "differs")]


def shown_while_posted(case: Facts, notice: Notice, medium: Page[Sidecar]) -> bool:
    """Whether a cited medium is film, sound or photo of a day on which the notice was up."""
    data, end = medium.data, notice.ends(case)
    doubted = DOUBTED.intersection(data.defects)
    if data.mode not in FILMED or doubted or data.captured.start is None:
        return False
    if notice.posted is None or end is None or data.captured.source == "declared":
        return False
    return day_of(notice.posted) <= day_of(data.captured.start) <= end
