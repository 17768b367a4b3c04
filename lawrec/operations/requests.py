"""Requests to read or copy a case file (article 26.2), and the paper file lent out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lawrec.errors import RefusedError, UsageError
from lawrec.i18n import _
from lawrec.operations.input import Data
from lawrec.operations.leads import staff
from lawrec.operations.records import RecordInput, add_record, finalise
from lawrec.operations.session import Session
from lawrec.operations.written import Written
from lawrec.report.lines import listed
from lawrec.schema.base import is_blank
from lawrec.schema.moments import format_moment
from lawrec.schema.records.archiving import (
    AccessReply,
    AccessRequest,
    BorrowingRecord,
    SecrecyMarking,
)
from lawrec.schema.snapshot import CaseSnapshot
from lawrec.store.load import load_case
from lawrec.store.yaml_io import dump

_LENT = "borrowing_record"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request and the replies to it, by id."""

    id: str
    request: AccessRequest
    replies: Mapping[str, AccessReply]


@dataclass(frozen=True, slots=True)
class Replied:
    """A reply that was written; `secret` are files that were given whole, though marked secret."""

    written: Written
    secret: tuple[str, ...] = ()


def add_request(folder: Path, session: Session, given: Mapping[str, str | None]) -> Written:
    """Note who asks to read or copy what."""
    data: Data = {key: value for key, value in given.items() if value}
    for field, option in (("requester", "--requester"), ("scope", "--scope")):
        if is_blank(str(data.get(field, ""))):
            raise UsageError(_("Say with {option}: who asks, and for what").format(option=option))
    received = str(data.get("received_at") or format_moment(session.now()))
    data |= {"received_at": received, "made_at": received}
    return add_record(folder, session, RecordInput("access_request", dump(data)))


def reply(  # noqa: PLR0913
    folder: Path,
    session: Session,
    request_id: str,
    decision: str,
    given: Mapping[str, str | None],
    *,
    items: tuple[str, ...] = (),
    redacted: tuple[str, ...] = (),
) -> Replied:
    """Answer a request: what was given, blacked out or withheld, and why."""
    snapshot = load_case(folder)
    _require_request(snapshot, request_id)
    if decision != "refused" and not items and not redacted:
        raise UsageError(_("Say with --given or --redacted what was given"))
    if decision == "refused" and (items or redacted):
        raise UsageError(_("Nothing is given where the answer is no"))
    if decision != "granted" and is_blank(given.get("reason")):
        raise UsageError(_("Say with --reason why not all was given"))
    data: Data = {key: value for key, value in given.items() if value}
    data |= {"decision": decision, "about": [request_id]}
    data |= {key: list(ids) for key, ids in (("given", items), ("redacted", redacted)) if ids}
    _require_files(snapshot, (*items, *redacted))
    written = add_record(folder, session, RecordInput("access_reply", dump(data)))
    return Replied(written, _secret(snapshot, items))


def _require_request(snapshot: CaseSnapshot, request_id: str) -> None:
    requests = {p.id for p in snapshot.records if isinstance(p.data, AccessRequest)}
    if request_id not in requests:
        raise RefusedError(
            _("{id} is no request to read or copy").format(id=request_id),
            fix=_("Requests of this case: {names}").format(names=listed(sorted(requests)) or "—"),
        )


def _require_files(snapshot: CaseSnapshot, items: tuple[str, ...]) -> None:
    files = {page.id for page in (*snapshot.records, *snapshot.media)}
    for item in items:
        if item not in files:
            raise RefusedError(_("There is no {id} in this case").format(id=item))


def _secret(snapshot: CaseSnapshot, items: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the files that a secrecy marking of the case names."""
    marked = {
        item
        for page in snapshot.records
        if isinstance(page.data, SecrecyMarking) and not page.data.draft
        for item in page.data.about
    }
    return tuple(item for item in items if item in marked)


def requests_of(folder: Path) -> list[Asked]:
    """The requests of a case with their replies, in the order of entry."""
    snapshot = load_case(folder)
    replies = [(p.id, p.data) for p in snapshot.records if isinstance(p.data, AccessReply)]
    return [
        Asked(page.id, page.data, {name: r for name, r in replies if page.id in r.about})
        for page in snapshot.records
        if isinstance(page.data, AccessRequest)
    ]


def lend(folder: Path, session: Session, given: Mapping[str, str | None]) -> Written:
    """Note that the paper file is lent out; the record stays open until it is back."""
    data: Data = {key: value for key, value in given.items() if value}
    if is_blank(str(data.get("borrower", ""))):
        raise UsageError(_("Say with --borrower who takes the file"))
    if data.get("approved_by"):
        data["approved_by"] = staff(session, str(data["approved_by"]))
    data.setdefault("borrowed_at", format_moment(session.now()))
    data["made_at"] = data["borrowed_at"]
    return add_record(folder, session, RecordInput(_LENT, dump(data), draft=True))


def take_back(
    folder: Path, session: Session, record_id: str | None, at: str | None = None
) -> Written:
    """Note that the paper file is back, which makes its borrowing record final."""
    record = record_id or _only_one_out(folder)
    moment = format_moment(session.moment(at) or session.now())
    pages = {page.id: page.data for page in load_case(folder).records}
    if not isinstance(pages.get(record), BorrowingRecord):
        raise RefusedError(_("{id} is no borrowing record").format(id=record))
    return finalise(folder, session, record, sets=(f"returned_at={moment}",))


def _only_one_out(folder: Path) -> str:
    out = [
        page.id
        for page in load_case(folder).records
        if isinstance(page.data, BorrowingRecord) and page.data.draft
    ]
    if len(out) != 1:
        raise RefusedError(
            _("Which borrowing is it? Out are: {names}").format(names=listed(out))
            if out
            else _("Nothing of this case is lent out")
        )
    return out[0]
