"""Requests to read or copy a case file (article 26.2), and the paper file lent out.

Most of them come when the case is archived and frozen; then the bureau keeps the paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lawrec.errors import RefusedError, UsageError
from lawrec.i18n import _
from lawrec.operations.after_archive import add_paper, complete_paper, is_archived, papers_of
from lawrec.operations.input import Data, in_codes
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
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import CaseSnapshot, Page
from lawrec.store.load import load_case
from lawrec.store.unit_records import UNIT_FOLDER
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
    data = in_codes(AccessRequest, {key: value for key, value in given.items() if value})
    for field, option in (("requester", "--requester"), ("scope", "--scope")):
        if is_blank(str(data.get(field, ""))):
            raise UsageError(_("Say with {option}: who asks, and for what").format(option=option))
    received = str(data.get("received_at") or format_moment(session.now()))
    data |= {"received_at": received, "made_at": received}
    return _keep(folder, session, "access_request", data)


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
    _require_request(folder, session.bureau, request_id)
    snapshot = load_case(folder)
    decision = str(in_codes(AccessReply, {"decision": decision})["decision"])
    if decision != "refused" and not items and not redacted:
        raise UsageError(_("Say with --given or --redacted what was given"))
    if decision == "refused" and (items or redacted):
        raise UsageError(_("Nothing is given where the answer is no"))
    if decision != "granted" and is_blank(given.get("reason")):
        raise UsageError(_("Say with --reason why not all was given"))
    data: Data = {key: value for key, value in given.items() if value}
    frozen = is_archived(folder)
    data |= {"decision": decision}
    data |= {"answers": request_id} if frozen else {"about": [request_id]}
    data |= {key: list(ids) for key, ids in (("given", items), ("redacted", redacted)) if ids}
    _require_files(snapshot, (*items, *redacted))
    written = _keep(folder, session, "access_reply", data)
    return Replied(written, _secret(snapshot, items))


def _keep(folder: Path, session: Session, kind: str, data: Data, *, draft: bool = False) -> Written:
    """Keep a paper in the case, or once that is frozen among the bureau's own."""
    if is_archived(folder):
        if draft:
            data["draft"] = "yes"
        return add_paper(folder, session, kind, data)
    return add_record(folder, session, RecordInput(kind, dump(data), draft=draft))


def _require_request(folder: Path, bureau: Path | None, request_id: str) -> None:
    requests = [asked.id for asked in requests_of(folder, bureau)]
    if request_id not in requests:
        raise RefusedError(
            _("{id} is no request to read or copy").format(id=request_id),
            fix=_("Requests of this case: {names}").format(names=listed(requests) or "—"),
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


def requests_of(folder: Path, bureau: Path | None) -> list[Asked]:
    """The requests of a case with their replies; those after its archiving come last."""
    pages = _pages(folder, bureau)
    replies = [(p.id, p.data) for p in pages if isinstance(p.data, AccessReply)]
    return [
        Asked(
            page.id,
            page.data,
            {name: r for name, r in replies if page.id == r.answers or page.id in r.about},
        )
        for page in pages
        if isinstance(page.data, AccessRequest)
    ]


def _pages(folder: Path, bureau: Path | None) -> list[Page[Record]]:
    """The papers of the case, and those that the bureau keeps of it."""
    return [*load_case(folder).records, *papers_of(folder, bureau)]


def lend(folder: Path, session: Session, given: Mapping[str, str | None]) -> Written:
    """Note that the paper file is lent out; the record stays open until it is back."""
    data: Data = {key: value for key, value in given.items() if value}
    if is_blank(str(data.get("borrower", ""))):
        raise UsageError(_("Say with --borrower who takes the file"))
    if data.get("approved_by"):
        data["approved_by"] = staff(session, str(data["approved_by"]))
    data.setdefault("borrowed_at", format_moment(session.now()))
    data["made_at"] = data["borrowed_at"]
    return _keep(folder, session, _LENT, data, draft=True)


def take_back(
    folder: Path, session: Session, record_id: str | None, at: str | None = None
) -> Written:
    """Note that the paper file is back, which makes its borrowing record final."""
    pages = _pages(folder, session.bureau)
    record = record_id or _only_one_out(pages)
    moment = format_moment(session.moment(at) or session.now())
    page = next((page for page in pages if page.id == record), None)
    if page is None or not isinstance(page.data, BorrowingRecord):
        raise RefusedError(_("{id} is no borrowing record").format(id=record))
    if page.path.startswith(UNIT_FOLDER):
        return complete_paper(folder, session, page, {"returned_at": moment})
    return finalise(folder, session, record, sets=(f"returned_at={moment}",))


def _only_one_out(pages: Iterable[Page[Record]]) -> str:
    out = [page.id for page in pages if isinstance(page.data, BorrowingRecord) and page.data.draft]
    if len(out) != 1:
        raise RefusedError(
            _("Which borrowing is it? Out are: {names}").format(names=listed(out))
            if out
            else _("Nothing of this case is lent out")
        )
    return out[0]
