"""Changing what is final: the old version stays, with the reason, by whom, approved by whom."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel

from lawrec.errors import RefusedError, UsageError
from lawrec.i18n import _
from lawrec.media.declared import may_be_stated, with_stated_times
from lawrec.operations.case_writer import CaseWriter, write_case
from lawrec.operations.input import Data, build
from lawrec.operations.records import record_page
from lawrec.operations.references import check_references, require_person
from lawrec.operations.session import Session
from lawrec.operations.written import Written
from lawrec.schema.case import Act, Case, Original, Person
from lawrec.schema.ids import IN_CASE
from lawrec.schema.media import Sidecar
from lawrec.schema.names import name_of
from lawrec.schema.records.archiving import AmendmentRecord
from lawrec.schema.records.common import Approval, Record
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Lines
from lawrec.store.layout import CASE_PAGE, ORIGINALS, PERSONS, case_label
from lawrec.store.render import page, to_raw
from lawrec.store.schema_line import pointed
from lawrec.store.validate import typed
from lawrec.store.yaml_io import dump, parse

THE_CASE = "case"
"""What the page of the case itself is called, and what a change of it or of a person is about."""
PERSONS_SAY = "本案涉及的人和单位"
_MEDIA_FIELDS = (
    "title", "act", "operator", "operator_by", "device", "device_by", "proves", "scan_of",
    "continues", "mode",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amendment:
    """Why something final is changed, and who stands for it."""

    reason: str
    by: str | None = None
    approved_by: str | None = None
    at: str | None = None


def amend(  # noqa: PLR0913
    folder: Path,
    session: Session,
    item_id: str,
    why: Amendment,
    *,
    text: bytes | None = None,
    name: str = "-",
    sets: Iterable[str] = (),
) -> Written:
    """Change a final record, an act, what people wrote in a sidecar, a person, or the case page.

    A person is named as `item_id` by name, the case page as `case`. The old version stays in the
    history; an amendment record names both by digest.
    """
    if not why.reason.strip():
        raise UsageError(_("Say why with --reason"))
    with write_case(folder, session, _("amend")) as case:
        _path, old = find_item(case, item_id)
        made = amended(case, item_id, why, _merged(old, text, name, sets))
        message = f"更正 {item_id}：{why.reason}"[:200]
        done = case.commit(made.files, event="amend", message=message)
        content = to_raw(made.fresh)
        return Written(case_label(folder), item_id, made.path, done.head, content, made.record)


@dataclass(frozen=True, slots=True)
class Amended:
    """One changed item: its page as it will be, the files of the change, its amendment record."""

    path: str
    fresh: BaseModel
    record: str
    files: dict[str, bytes | None]


def amended(
    case: CaseWriter, item_id: str, why: Amendment, data: Data, lines: Lines | None = None
) -> Amended:
    """The pages of a change of one final item; nothing is written.

    The case held in memory is told of originals that have to be looked at again. Raises
    RefusedError where nothing is changed, InvalidPage for wrong fields, whose places are from
    `lines`.
    """
    path, old = find_item(case, item_id)
    fresh = _fresh(case, path, old, data, lines or {})
    if to_raw(fresh) == to_raw(old):
        raise RefusedError(_("{id} says this already").format(id=item_id), where=path)
    new = pointed(path, _bytes(case, item_id, fresh), in_case=True)
    before = (case.folder / path).read_bytes()
    record_id = case.next_id("R")
    record = amendment_record(case, case.session, item_id, why, before, new)
    record_path = f"records/{record_id}-amendment_record.yaml"
    files: dict[str, bytes | None] = {path: new, record_path: record_page(record)}
    files |= _not_seen(case, item_id, old, fresh)
    return Amended(path, fresh, record_id, files)


def _not_seen(
    case: CaseWriter, item_id: str, old: BaseModel, fresh: BaseModel
) -> dict[str, bytes | None]:
    """Signatures and dates that were changed have to be looked at again on the paper."""
    entry = case.snapshot.originals.get(item_id)
    if entry is None or not isinstance(old, Record) or not isinstance(fresh, Record):
        return {}
    if _to_be_seen(old) == _to_be_seen(fresh):
        return {}
    unseen = Original.model_validate({"kept_at": entry.kept_at})
    entries = {**case.snapshot.originals, item_id: unseen}
    case.snapshot = replace(case.snapshot, originals=entries)
    content = {key: to_raw(value) for key, value in entries.items()}
    return {ORIGINALS: dump(content, "签名盖章的纸质原件")}


def _to_be_seen(record: Record) -> tuple[object, ...]:
    """What somebody who has seen the paper stands for: who signed it, and its dates."""
    steps = record.steps if isinstance(record, Approval) else ()
    return record.signatures, record.made_at, steps


def find_item(case: CaseWriter, item_id: str) -> tuple[str, BaseModel]:
    """The path and content of the item of that id: see `amend`."""
    snapshot = case.snapshot
    for found in (*snapshot.records, *snapshot.acts, *snapshot.media):
        if found.id == item_id:
            return found.path, found.data
    if item_id in snapshot.persons:
        return PERSONS, snapshot.persons[item_id]
    if item_id == THE_CASE and snapshot.case is not None:
        return CASE_PAGE, snapshot.case.data
    raise RefusedError(_("There is no {id} in this case").format(id=item_id))


def _merged(old: BaseModel, text: bytes | None, name: str, sets: Iterable[str]) -> Data:
    raw = to_raw(old)
    base: Data = dict(raw) if isinstance(raw, dict) else {}
    if text is not None:
        given = parse(text, name).data
        base.update(given if isinstance(given, dict) else {})
    data, _document = build(dump(base), "-", sets)
    return data


def _with_stated_whose(old: Sidecar, data: Data) -> Data:
    """A changed sidecar: of a device or person that somebody enters, no guess is left behind."""
    for field in ("operator", "device"):
        if data.get(field) != getattr(old, field):
            data = {key: value for key, value in data.items() if key != f"{field}_by"}
            data |= {f"{field}_by": "stated"} if data.get(field) else {}
    return data


def _fresh(case: CaseWriter, path: str, old: BaseModel, data: Data, lines: Lines) -> BaseModel:
    zone = case.session.zone
    if isinstance(old, Record):
        if data.get("kind") != old.kind:
            raise RefusedError(_("The kind of a record is not changed; add another"), where=path)
        record = typed(KINDS[old.kind].model, data, path, lines, zone=zone)
        check_references(case, record)
        return record
    if isinstance(old, Sidecar):
        data = _with_stated_whose(old, with_stated_times(old, data))
    fresh = typed(type(old), data, path, lines, zone=zone)
    if isinstance(fresh, Case):
        _check_case(case, old, fresh)
    if isinstance(fresh, Person) and fresh.represents is not None:
        require_person(case, fresh.represents)
    if isinstance(old, Sidecar) and isinstance(fresh, Sidecar):
        _check_medium(case, path, old, fresh)
    return fresh


def _check_medium(case: CaseWriter, path: str, old: Sidecar, fresh: Sidecar) -> None:
    """What people say may change, and the times where the file itself states none."""
    before, after = _raw(old), _raw(fresh)
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    if may_be_stated(old, fresh):
        require_person(case, fresh.captured.declared_by or "")
        changed.discard("captured")
    if changed - set(_MEDIA_FIELDS):
        raise RefusedError(
            _("What the machine wrote of a medium is not changed: {fields}").format(
                fields=", ".join(sorted(changed - set(_MEDIA_FIELDS)))
            ),
            where=path,
            fix=_(
                "Where a file states no time itself, a named person can: --set captured.start=... "
                "--set captured.declared_by=NAME"
            )
            if "captured" in changed
            else None,
        )


def _check_case(case: CaseWriter, old: BaseModel, fresh: Case) -> None:
    """The number stays; the officers are on the staff roster."""
    if isinstance(old, Case) and old.number != fresh.number:
        raise RefusedError(_("The number of a case is not changed"), where=CASE_PAGE)
    for name in fresh.officers:
        require_person(case, name)


def _raw(model: BaseModel) -> Data:
    raw = to_raw(model)
    return raw if isinstance(raw, dict) else {}


def _bytes(case: CaseWriter, item_id: str, model: BaseModel) -> bytes:
    if isinstance(model, Case):
        return page(model, "案件")
    if isinstance(model, Person):
        entries = {**case.snapshot.persons, item_id: model}
        return dump({name: to_raw(entry) for name, entry in entries.items()}, PERSONS_SAY)
    if isinstance(model, Record):
        return record_page(model)
    if isinstance(model, Act):
        return page(model, name_of(model.kind, "zh"))
    title = model.title if isinstance(model, Sidecar) and model.title else "音像"
    return page(model, f"附注 · {title}")


def amendment_record(
    case: CaseWriter, session: Session, item_id: str, why: Amendment, before: bytes, new: bytes
) -> AmendmentRecord:
    """The record that keeps why a page was changed, and both versions by digest."""
    by = why.by or session.who
    for name in (by, why.approved_by):
        if name is not None:
            require_person(case, name)
    data: Data = {
        "kind": "amendment_record",
        "made_at": session.moment(why.at) or session.now(),
        "made_by": by,
        "about": [item_id if IN_CASE.fullmatch(item_id) else THE_CASE],
        "reason": why.reason,
        "old_sha256": hashlib.sha256(before).hexdigest(),
        "new_sha256": hashlib.sha256(new).hexdigest(),
    }
    if item_id in case.snapshot.persons:
        data["content"] = item_id
    if why.approved_by:
        data["approved_by"] = why.approved_by
    return typed(AmendmentRecord, data, "-", {})
