"""Adding papers to a case: what the clerk types, completed from act, roster and case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from lawrec.errors import RefusedError, UsageError
from lawrec.i18n import _, language
from lawrec.operations.acts import act_page
from lawrec.operations.case_writer import CaseWriter, write_case
from lawrec.operations.input import Data, build
from lawrec.operations.prefill import prefill
from lawrec.operations.references import check_references
from lawrec.operations.secrecy import Stub, at_the_door, stated_secrecy, write_stub
from lawrec.operations.session import Session
from lawrec.operations.written import Written
from lawrec.schema.case import Act
from lawrec.schema.records.common import Approval, Record
from lawrec.schema.records.kinds import KINDS, Kind, find_kind
from lawrec.schema.snapshot import Lines, Page
from lawrec.store.layout import case_label
from lawrec.store.render import page, to_raw
from lawrec.store.validate import typed
from lawrec.store.yaml_io import dump, parse

_TEAM = 2


@dataclass(frozen=True, slots=True)
class RecordInput:
    """What is given for a new record.

    `text` is YAML; `sets` are `path=value`; `start` and `end` make the act that the paper
    documents, where none is named; `signed` and `refused` name signers by person. Of a state
    secret (`secrecy`) only the `stub` is kept.
    """

    kind: str
    text: bytes | None = None
    name: str = "-"
    sets: tuple[str, ...] = ()
    act: str | None = None
    start: str | None = None
    end: str | None = None
    place: str | None = None
    signed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    noted_by: str | None = None
    draft: bool = False
    secrecy: str | None = None
    stub: Stub | None = None


def kind_name(kind: Kind) -> str:
    """What the kind is called in the user's language."""
    return kind.zh if language() == "zh" else kind.en


def known_kind(name: str) -> Kind:
    """The kind of record of that name, or an error that shows near ones."""
    kind = find_kind(name)
    if kind is not None:
        return kind
    near = [
        k.zh if name in k.zh else k.id
        for k in KINDS.values()
        if name in k.zh or name.replace("-", "_") in k.id
    ][:8]
    fix = _("Did you mean: {names}").format(names=", ".join(near)) if near else None
    raise UsageError(
        _("There is no kind of record {name}").format(name=name),
        fix=fix or _("See all kinds: lawrec schema --list"),
    )


def case_kind(name: str) -> Kind:
    """The kind of record of that name, refused where it is no paper of a case."""
    kind = known_kind(name)
    if kind.scope != "case":
        raise RefusedError(_("{kind} is no paper of a case").format(kind=kind_name(kind)))
    return kind


def add_record(folder: Path, session: Session, given: RecordInput) -> Written:
    """Add one record; with start and end its act too, in the same commit.

    Where nothing of what the paper says was given, it stays a draft.
    """
    kind = case_kind(given.kind)
    data, document = build(given.text, given.name, given.sets)
    stub = at_the_door(given.stub, given.secrecy, stated_secrecy(data, kind.id))
    if stub is not None:
        return write_stub(folder, session, stub, kind)
    with write_case(folder, session, _("add a record")) as case:
        if given.draft or not _says_anything(given):
            data["draft"] = "yes"
        made = make_record(case, kind, data, given, document.lines)
        message = f"{kind.zh} {made.id}"
        done = case.commit(made.files, event="record", message=message)
        return Written(case_label(folder), made.id, made.path, done.head, to_raw(made.record))


@dataclass(frozen=True, slots=True)
class Made:
    """A new record, and the files that it brings: its page, and that of its act."""

    id: str
    path: str
    record: Record
    files: dict[str, bytes | None]


def make_record(case: CaseWriter, kind: Kind, data: Data, given: RecordInput, lines: Lines) -> Made:
    """The pages of a new record with what lawrec fills in by itself; nothing is written."""
    files: dict[str, bytes | None] = {}
    act = given.act
    if _makes_act(kind, given):
        act, path, content = _act(case, kind, data, given, case.session)
        files[path] = content
        _know(case, act, path, content)
    prefill(case, kind, data, given.signed, given.refused, given.noted_by, act)
    record = typed(kind.model, data, given.name, lines, zone=case.session.zone)
    check_references(case, record)
    record_id = case.next_id("R")
    path = f"records/{record_id}-{kind.id}.yaml"
    files[path] = record_page(record)
    return Made(record_id, path, record, files)


def _says_anything(given: RecordInput) -> bool:
    """Whether something was typed that stands on the paper; the act alone does not."""
    return given.text is not None or bool(given.sets or given.signed or given.refused)


def _makes_act(kind: Kind, given: RecordInput) -> bool:
    """Whether start, end and place make an act; refused where they would be lost."""
    if given.start is None:
        if given.end is not None or given.place is not None:
            raise UsageError(
                _("--end and --place belong to an act: say with --start when it began")
            )
        return False
    if kind.act is None:
        raise UsageError(
            _("{kind} documents no act of its own").format(kind=kind_name(kind)),
            fix=_("Say with --at when the paper was made"),
        )
    if given.act is not None:
        raise UsageError(_("Name the act with --act, or make it with --start, not both"))
    return True


def record_page(record: Record) -> bytes:
    """The bytes of a record's file."""
    kind = KINDS.get(record.kind)
    return page(record, record.title or (kind.zh if kind else record.kind))


def _act(
    case: CaseWriter, kind: Kind, data: Data, given: RecordInput, session: Session
) -> tuple[str, str, bytes]:
    """The act that a transcript's start and end make."""
    sets: dict[str, object] = {"kind": kind.act, "start": given.start}
    if given.end:
        sets["end"] = given.end
    if given.place:
        sets["place"] = given.place
    persons = data.get("persons")
    if isinstance(persons, list) and persons:
        sets["present"] = list(persons)
    team = _team(case, given.signed)
    if team:
        sets["officers"] = team
    return act_page(case, sets, session.zone, "--start, --end")


def _team(case: CaseWriter, signed: tuple[str, ...]) -> list[str]:
    """The officers of the case who signed, if that is a team of its own; else nobody.

    A large case has several teams at work at one time. One signature alone says only that others
    are missing.
    """
    known = case.snapshot.case.data.officers if case.snapshot.case is not None else ()
    team = [name for name in known if name in signed]
    return team if len(team) >= _TEAM else []


def _know(case: CaseWriter, act: str, path: str, content: bytes) -> None:
    """Let the rest of this command see the new act, as if it were in the case already."""
    logged = Page(act, path, typed(Act, parse(content, path).data, path, {}))
    case.snapshot = replace(case.snapshot, acts=(*case.snapshot.acts, logged))


def finalise(  # noqa: PLR0913
    folder: Path,
    session: Session,
    record_id: str,
    *,
    text: bytes | None = None,
    name: str = "-",
    sets: Iterable[str] = (),
    keep_draft: bool = False,
) -> Written:
    """Complete a draft, and unless `keep_draft` make it final."""
    sets = tuple(sets)
    with write_case(folder, session, _("finalise a record")) as case:
        found = next((p for p in case.snapshot.records if p.id == record_id), None)
        if found is None:
            raise RefusedError(_("There is no record {id}").format(id=record_id))
        if not found.data.draft:
            raise RefusedError(
                _("{id} is final").format(id=record_id),
                where=found.path,
                fix=_("A final record is changed by: lawrec amend"),
            )
        data, document = merge_page(found.data, text, sets, name)
        if not keep_draft:
            data.pop("draft", None)
            if text is None and not sets:
                refuse_empty(case, record_id, found.data, data)
        kind = KINDS[found.data.kind]
        record = typed(kind.model, data, found.path, document, zone=session.zone)
        check_references(case, record)
        event = "draft" if keep_draft else "finalise"
        done = case.commit(
            {found.path: record_page(record)}, event=event, message=f"{kind.zh} {record_id}"
        )
        return Written(case_label(folder), record_id, found.path, done.head, to_raw(record))


_FILLED_IN = frozenset(
    ("kind", "title", "act", "made_at", "made_by", "about", "persons", "evidence", "template")
) | {"identification", "end_event", "ended_on"}
"""Fields that lawrec may have filled in by itself: they alone are no paper."""


def refuse_empty(case: CaseWriter, record_id: str, draft: Record, data: Data) -> None:
    """A draft that says nothing yet is not made final; an approval says something by its steps."""
    said = {"steps"} if isinstance(draft, Approval) else set(data) - _FILLED_IN
    if said & set(data):
        return
    label = case_label(case.folder)
    raise UsageError(
        _("{id} says nothing yet that could be final").format(id=record_id),
        where=f"records/{record_id}-{draft.kind}.yaml",
        fix=f"lawrec finalise {label} {record_id} --set ...",
    )


def merge_page(
    old: Record, text: bytes | None, sets: Iterable[str], name: str = "-"
) -> tuple[Data, dict[tuple[str | int, ...], int]]:
    """The old fields with those of a YAML text and single settings put over them."""
    raw = dict(to_raw(old))  # type: ignore[call-overload]
    lines: dict[tuple[str | int, ...], int] = {}
    if text is not None:
        document = parse(text, name)
        lines = dict(document.lines)
        if isinstance(document.data, dict):
            raw.update(document.data)
    base = page_text(raw)
    data, _document = build(base, "-", sets)
    return data, lines


def page_text(raw: object) -> bytes:
    """A page as YAML, to be read again with settings put over it."""
    return dump(raw)
