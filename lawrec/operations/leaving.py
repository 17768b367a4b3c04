"""An officer leaves: the posts are closed, and what is still open is listed for a successor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from lawrec.custody.change import Change
from lawrec.errors import LawrecError, RefusedError, UsageError
from lawrec.i18n import _
from lawrec.operations.inbox_items import inbox_items
from lawrec.operations.input import Data
from lawrec.operations.leads import all_leads, own_bureau, staff
from lawrec.operations.session import Session
from lawrec.operations.setup import write_bureau
from lawrec.report.lead_text import is_open
from lawrec.report.lines import argument
from lawrec.schema.bureau import Officer
from lawrec.schema.media import FILMED, Sidecar
from lawrec.schema.moments import day_of
from lawrec.schema.records.archiving import BorrowingRecord
from lawrec.schema.snapshot import CaseSnapshot
from lawrec.store import layout
from lawrec.store.bureau_files import load_entries
from lawrec.store.load import load_case
from lawrec.store.render import to_raw
from lawrec.store.validate import typed
from lawrec.store.yaml_io import dump, load

DutyKind = Literal["case", "footage", "draft", "borrowed", "inbox", "lead", "custody", "unreadable"]


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """One thing that somebody else has to take over: where, which items, and by what command."""

    kind: DutyKind
    where: str
    items: tuple[str, ...] = ()
    command: str | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """Who left, on which day, the posts that were closed, and what is open."""

    name: str
    on: date
    posts: tuple[str, ...]
    duties: tuple[OpenDuty, ...]
    head: str


def officers_of(bureau: Path | None) -> dict[str, Officer]:
    """The staff roster of that repository, or of the one around the current folder."""
    return load_entries(layout.require_bureau(bureau or Path.cwd()), layout.STAFF, Officer)


def leave(session: Session, name: str, on: str, successor: str | None = None) -> Left:
    """Close the posts of an officer; the successor is proposed and not entered anywhere."""
    bureau = own_bureau(session)
    moment = session.moment(on)
    if moment is None:
        raise UsageError(_("Say with --on on which day"))
    day = day_of(moment)
    who = staff(session, name)
    to = staff(session, successor) if successor else None
    if to == who:
        raise UsageError(_("Nobody takes over from themselves"))
    with write_bureau(bureau, session.who, _("close the posts of an officer")) as held:
        officers = load_entries(bureau, layout.STAFF, Officer)
        fresh, closed = _closed(who, officers[who], day)
        content = {key: to_raw(value) for key, value in {**officers, who: fresh}.items()}
        page = dump(content, "人员名册：键就是姓名")
        change = Change({layout.STAFF: page}, (), f"离岗 {who}", "leave", session.who)
        head = held.commit(change).head
    duties = tuple(open_duties(session, bureau, who, to))
    units = _without_custodian({**officers, who: fresh}, officers[who], day)
    custody = tuple(OpenDuty("custody", unit, (), _custodian(unit, to)) for unit in units)
    return Left(who, day, closed, (*duties, *custody), head)


def _closed(name: str, officer: Officer, day: date) -> tuple[Officer, tuple[str, ...]]:
    """The officer with all posts ended by that day; those that ended before stay."""
    raw = to_raw(officer)
    data: Data = dict(raw) if isinstance(raw, dict) else {}
    posts: list[object] = []
    closed: list[str] = []
    for post in officer.posts:
        entry = to_raw(post)
        if isinstance(entry, dict) and (post.to is None or post.to > day):
            if post.from_ > day:
                raise RefusedError(
                    _("{name} has a post that only begins after that day").format(name=name),
                    where=layout.STAFF,
                )
            entry = {**entry, "to": day}
            closed.append(" ".join(filter(None, (post.unit, post.post))))
        posts.append(entry)
    if not closed:
        raise RefusedError(
            _("{name} has no post on that day that could be closed").format(name=name),
            where=layout.STAFF,
        )
    return typed(Officer, {**data, "posts": posts}, layout.STAFF, {}), tuple(closed)


def open_duties(
    session: Session, bureau: Path, who: str, to: str | None = None
) -> Iterator[OpenDuty]:
    """What an officer still has to do, case by case, then the bureau's own."""
    for folder in layout.case_folders(bureau):
        if (folder / layout.ARCHIVED).is_file():
            continue
        label = layout.case_label(folder)
        try:
            snapshot = load_case(folder, bureau=session.facts)
        except LawrecError:
            yield OpenDuty("unreadable", label)
            continue
        if snapshot.case is None:
            yield OpenDuty("unreadable", label)
            continue
        yield from _in_case(snapshot, label, who, to)
    items = _unassigned(bureau, who)
    if items:
        first = f"lawrec assign-media CASE inbox/{items[0]} ..."
        yield OpenDuty("inbox", layout.INBOX, tuple(items), first)
    for noted in all_leads(bureau):
        seen_by = (noted.lead.received_by, noted.lead.assessed and noted.lead.assessed.by)
        if is_open(noted.lead) and who in seen_by:
            yield OpenDuty("lead", noted.id, (), f"lawrec lead show {noted.id}")


def _unassigned(bureau: Path, who: str) -> list[str]:
    """The footage of that officer in the inbox that no case has."""
    own = [item for item in inbox_items(bureau) if _whose(item.sidecar) == who]
    if not own:
        return []
    pages = (bureau / layout.CASES).glob("*/*/media/*.yaml")
    held = {_digest(path) for path in pages if not path.is_symlink()}
    return [item.id for item in own if item.sidecar.sha256 not in held]


def _whose(sidecar: Sidecar) -> str | None:
    """Who recorded it, or where nobody says that, who brought it in."""
    return sidecar.operator or sidecar.stored.by


def _digest(path: Path) -> str | None:
    """The digest that a sidecar states; None where it cannot be read."""
    try:
        data = load(path).data
    except LawrecError:
        return None
    return str(data.get("sha256")) if isinstance(data, dict) else None


def _in_case(snapshot: CaseSnapshot, label: str, who: str, to: str | None) -> Iterator[OpenDuty]:
    handlers = snapshot.case.data.officers if snapshot.case else ()
    if who in handlers:
        yield OpenDuty("case", label, (), _hand_over(label, handlers, who, to))
    covered = {
        item
        for page in snapshot.records
        if page.data.kind == "media_handover_record"
        for item in page.data.about
    }
    filmed = tuple(
        page.id
        for page in snapshot.media
        if _whose(page.data) == who and page.data.mode in FILMED and page.id not in covered
    )
    if filmed:
        command = f"lawrec add-record {label} media_handover_record --set"
        yield OpenDuty("footage", label, filmed, f"{command} 'about=[{', '.join(filmed)}]' ...")
    drafts = [page for page in snapshot.records if page.data.draft]
    for page in drafts:
        if isinstance(page.data, BorrowingRecord):
            if page.data.borrower == who:
                yield OpenDuty(
                    "borrowed", label, (page.id,), f"lawrec borrow back {label} {page.id}"
                )
        elif page.data.made_by == who:
            yield OpenDuty(
                "draft", label, (page.id,), f"lawrec finalise {label} {page.id} --set ..."
            )


def _hand_over(label: str, handlers: tuple[str, ...], who: str, to: str | None) -> str | None:
    """How the successor is entered; nothing where they handle the case already."""
    if to in handlers:
        return None
    place = f"officers[{handlers.index(who)}]={to or 'NAME'}"
    return f"lawrec amend {label} case --set {argument(place)} --reason ..."


def _without_custodian(staffed: dict[str, Officer], gone: Officer, day: date) -> list[str]:
    """The units whose custodian left, and that have none after that day."""
    left = {
        post.unit
        for post in gone.posts
        if "custodian" in post.duties and (post.to is None or post.to > day)
    }
    kept = {
        post.unit
        for officer in staffed.values()
        for post in officer.posts
        if "custodian" in post.duties and (post.to is None or post.to > day)
    }
    return sorted(left - kept)


def _custodian(unit: str, to: str | None) -> str:
    name = argument(to) if to else "NAME"
    return (
        f"lawrec officer add {name} --unit {argument(unit)} --post ... --duty custodian --since ..."
    )
