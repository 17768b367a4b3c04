"""State secrets, trade secrets and private matter of a case: marked as what, and open to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Literal

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.support import scan_of
from lawrec.schema.base import is_blank
from lawrec.schema.bureau import Access, Duty
from lawrec.schema.moments import Tri
from lawrec.schema.records.archiving import AccessReply, AccessRequest, SecrecyMarking
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import Page

Secret = Literal["state", "trade", "privacy"]
Marking = Page[SecrecyMarking]

QUESTIONS: Mapping[Secret, str] = {
    "state": "state_secret",
    "trade": "trade_secret",
    "privacy": "privacy",
}
"""The declaration that tells whether the case has secrets of that type."""

_TEXTS = (
    *("content", "facts", "reason", "objects", "conclusion", "opinion", "statement"),
    *("factors", "cause", "suggestion"),
)


def markings(case: Facts, secret: Secret | None = None) -> list[Marking]:
    """The final secrecy markings, of one type or of all."""
    found = case.typed(case.records_of("secrecy_marking"), SecrecyMarking)
    return [page for page in found if secret is None or page.data.type == secret]


def default_roles(case: Facts) -> tuple[Duty, ...]:
    """Who may see personal data by the bureau's own rule for all cases (decision 19)."""
    return tuple(case.profile.access.get("privacy", ())) if case.profile else ()


def bodies(case: Facts, marking: Marking) -> Iterator[str]:
    """What a marking names and what lies in the case with its content; a stub has none."""
    yield from (item for item in marking.data.about if _lies_here(case, item))


def _lies_here(case: Facts, item: str) -> bool:
    record = case.record(item)
    if record is not None:
        return scan_of(case, record) is not None or _has_text(record.data)
    return case.snapshot.media_state.get(item) in ("present", "differs")


def _has_text(record: Record) -> bool:
    return any(not is_blank(getattr(record, field, None)) for field in _TEXTS)


def secret_matter(case: Facts) -> Tri:
    """Whether anything in the case is secret or private, by markings and declarations."""
    answers = [case.answer(question) for question in QUESTIONS.values()]
    if markings(case) or "yes" in answers:
        return "yes"
    return "unknown" if "unknown" in answers else "no"


def allowed(case: Facts, entry: Access) -> Tri:
    """Whether that reader was within what the markings of the items allow, or was let in.

    An authority that is more than a granted reply to the reader's own request leaves it open.
    """
    covering = [one for one in markings(case) if _covers(one, entry)]
    answers = [_by_marking(case, one, entry.who, entry.at) for one in covering]
    if not markings(case):
        answers = [_by_role(case, entry.who, entry.at)]
    if all(answer == "yes" for answer in answers):
        return "yes"
    if entry.authority is not None and _let_in(case, entry):
        return "yes"
    return "no" if "no" in answers and is_blank(entry.authority) else "unknown"


def _covers(marking: Marking, entry: Access) -> bool:
    about = set(marking.data.about)
    return not entry.items or not about or "case" in about or bool(about & set(entry.items))


def _by_marking(case: Facts, marking: Marking, who: str, at: datetime | date) -> Tri:
    names = marking.data.allowed
    if who in names:
        return "yes"
    by_role: Tri = "no"
    if marking.data.type == "privacy" and default_roles(case):
        by_role = _by_role(case, who, at)
    # Wording that names nobody, such as a post, may cover the reader.
    worded = any(case.officer(name) is None and case.person(name) is None for name in names)
    return "unknown" if by_role == "no" and worded else by_role


def _by_role(case: Facts, who: str, at: datetime | date) -> Tri:
    answers = [case.has_duty(who, duty, at) for duty in default_roles(case)]
    if "yes" in answers:
        return "yes"
    return "no" if answers and "unknown" not in answers else "unknown"


def _let_in(case: Facts, entry: Access) -> bool:
    """Whether the authority is a reply that grants the reader's own request."""
    reply = case.record(entry.authority)
    if reply is None or reply.data.draft or not isinstance(reply.data, AccessReply):
        return False
    requests = [case.record(item) for item in reply.data.about]
    own = any(
        page is not None
        and isinstance(page.data, AccessRequest)
        and page.data.requester == entry.who
        for page in requests
    )
    return own and reply.data.decision in ("granted", "part")
