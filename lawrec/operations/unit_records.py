"""Entering the bureau's own papers, and lines of its access register."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lawrec.custody.change import Change, Writing
from lawrec.errors import InputError, RefusedError, UsageError
from lawrec.i18n import _, language
from lawrec.operations.input import Data, build
from lawrec.operations.locate import case_folder, case_names
from lawrec.operations.records import kind_name, known_kind, record_page
from lawrec.operations.session import Session, find_officer
from lawrec.operations.setup import write_bureau
from lawrec.schema.base import is_blank
from lawrec.schema.moments import day_of
from lawrec.schema.records.archiving import AccessEntry, AccessLog
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import KINDS, Kind, find_kind
from lawrec.schema.snapshot import Page, ReadProblem
from lawrec.store import layout
from lawrec.store.render import to_raw
from lawrec.store.unit_records import UNIT_FOLDER, UnitRecords, load_unit_records, next_unit_id
from lawrec.store.validate import InvalidPage, typed

UNIT_KINDS = tuple(kind for kind in KINDS.values() if kind.in_unit)
"""The kinds of paper that the bureau keeps for itself."""
_REGISTER = "access_log"
_ELSEWHERE = {
    "unit_profile": (layout.PROFILE, "lawrec init"),
    "device_register": (layout.DEVICES, "lawrec device add"),
}


@dataclass(frozen=True, slots=True)
class UnitWritten:
    """One paper of the bureau as it went to disk, and the bureau's new head."""

    id: str
    path: str
    head: str
    content: object


@dataclass(frozen=True, slots=True)
class AccessInput:
    """One look at records: who, of which case, what, why, and by whose leave."""

    who: str
    case: str | None = None
    items: tuple[str, ...] = ()
    purpose: str | None = None
    authority: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One paper of the bureau in a list; `lines` counts the entries of a register."""

    id: str
    kind: str
    name: str
    made_at: str | None
    made_by: str | None
    path: str
    lines: int | None = None


def unit_kind(name: str) -> Kind:
    """The kind of that name, if it is one that the bureau keeps for itself."""
    kind = find_kind(name) or known_kind(name)
    if kind.in_unit:
        return kind
    if kind.id in _ELSEWHERE:
        path, command = _ELSEWHERE[kind.id]
        raise RefusedError(
            _("{kind} is a page of its own: {path}").format(kind=kind_name(kind), path=path),
            fix=_("Enter it with: {command}").format(command=command),
        )
    raise RefusedError(
        _("{kind} is no paper that the bureau keeps for itself").format(kind=kind_name(kind)),
        fix=_("Kinds here: {names}").format(
            names=("、" if language() == "zh" else ", ").join(map(kind_name, UNIT_KINDS))
        ),
    )


def add_unit_record(
    session: Session, kind_text: str, text: bytes | None, name: str, sets: tuple[str, ...]
) -> UnitWritten:
    """Enter one paper of the bureau; it is done only when it is durable and logged."""
    kind = unit_kind(kind_text)
    data, document = build(text, name, sets)
    if not data:
        raise UsageError(
            _("Nothing was given that stands on the paper"),
            fix=f"lawrec unit add {kind.id} --set ...",
        )
    stated = data.get("kind", kind.id)
    if find_kind(str(stated)) is not kind:
        raise UsageError(
            _("The page says {one}, the command {other}").format(
                one=str(stated), other=kind_name(kind)
            )
        )
    data = {"made_at": _now(session), "made_by": session.who, **data, "kind": kind.id}
    record = typed(kind.model, data, name, document.lines, zone=session.zone)
    with _held(session, _("enter a paper of the bureau")) as (bureau, held):
        return _write(held, session, next_unit_id(bureau), kind, record)


def add_access(session: Session, given: AccessInput) -> UnitWritten:
    """Add one line to this year's book of the access register; earlier lines stay as they are."""
    entry = _entry(session, given)
    kind = KINDS[_REGISTER]
    with _held(session, _("enter a line of the access register")) as (bureau, held):
        found = load_unit_records(bureau)
        year = day_of(session.now()).year
        book = _book(found, year)
        if book is None:
            data: Data = {
                "kind": kind.id,
                "title": f"查阅登记 {year}",
                "made_at": _now(session),
                "made_by": session.who,
                "entries": [to_raw(entry)],
            }
            record = typed(AccessLog, data, UNIT_FOLDER, {})
            return _write(held, session, next_unit_id(bureau), kind, record)
        longer = book.data.model_copy(update={"entries": (*book.data.entries, entry)})
        return _write(held, session, book.id, kind, longer, book.path)


def list_unit_records(bureau: Path) -> tuple[list[UnitLine], tuple[ReadProblem, ...]]:
    """The bureau's own papers in the order of their ids, and what could not be read."""
    found = load_unit_records(layout.require_bureau(bureau))
    return [_line(page) for page in found.pages], found.problems


def _entry(session: Session, given: AccessInput) -> AccessEntry:
    if is_blank(given.who):
        raise UsageError(_("Say who looked at the records: --who"))
    case = None
    if given.case is not None:
        case = case_names(case_folder(given.case, session.bureau))[-1]
    data: Data = {
        "who": find_officer(given.who, session.facts.officers) or given.who,
        "at": given.at or _now(session),
        "case": case,
        "items": list(given.items),
        "purpose": given.purpose,
        "authority": given.authority,
    }
    kept = {key: value for key, value in data.items() if value not in (None, [])}
    return typed(AccessEntry, kept, _("the command line"), {}, zone=session.zone)


def _book(found: UnitRecords, year: int) -> Page[AccessLog] | None:
    """This year's newest book; refused while some page cannot be read, which may be the book."""
    if found.problems:
        raise InvalidPage(found.problems)
    logs = [log for log in found.access_logs() if log.data.made_at]
    own = [log for log in logs if log.data.made_at and day_of(log.data.made_at).year == year]
    return own[-1] if own else None


@contextmanager
def _held(session: Session, doing: str) -> Iterator[tuple[Path, Writing]]:
    """The bureau held for writing."""
    if session.bureau is None:
        raise InputError(_("There is no case repository here"), fix=_("Make one with: lawrec init"))
    with write_bureau(session.bureau, session.who, doing) as held:
        yield session.bureau, held


def _write(
    held: Writing,
    session: Session,
    item: str,
    kind: Kind,
    record: Record,
    path: str | None = None,
) -> UnitWritten:
    path = path or f"{UNIT_FOLDER}/{item}-{kind.id}.yaml"
    change = Change({path: record_page(record)}, (), f"{kind.zh} {item}", "unit", session.who)
    done = held.commit(change)
    return UnitWritten(item, path, done.head, to_raw(record))


def _now(session: Session) -> str:
    return session.now().isoformat(timespec="seconds")


def _line(page: Page[Record]) -> UnitLine:
    kind = KINDS[page.data.kind]
    made = page.data.made_at
    lines = len(page.data.entries) if isinstance(page.data, AccessLog) else None
    return UnitLine(
        page.id,
        kind.id,
        page.data.title or kind_name(kind),
        made.isoformat() if made else None,
        page.data.made_by,
        page.path,
        lines,
    )
