"""Rows of a workbook that were changed: drafts are completed, what is final is amended."""

from __future__ import annotations

from copy import deepcopy

from lawrec.errors import LawrecError, RefusedError
from lawrec.i18n import _
from lawrec.operations.amend import (
    PERSONS_SAY,
    Amendment,
    amended,
    amendment_record,
    find_item,
)
from lawrec.operations.case_writer import CaseWriter
from lawrec.operations.input import Data
from lawrec.operations.records import record_page, refuse_empty
from lawrec.operations.references import check_references, require_person
from lawrec.operations.sheet_faults import SheetFaults
from lawrec.operations.sheet_making import Making, check_fields, check_names, filled, know, lines_of
from lawrec.operations.sheet_parts import PERSONS
from lawrec.operations.sheet_wishes import Change, Fresh, Wishes
from lawrec.schema.case import Act, Person
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page
from lawrec.store import layout
from lawrec.store.render import to_raw
from lawrec.store.schema_line import pointed
from lawrec.store.validate import typed
from lawrec.store.yaml_io import dump


def apply_change(case: CaseWriter, change: Change, making: Making, faults: SheetFaults) -> None:
    """Make the pages of one changed row that is no person."""
    sheet = change.part.title
    before = len(faults.found)
    if change.line.final:
        _require_reason(change, faults)
    check_names(case, sheet, change.row, change.cells, making, faults)
    data: Data = filled(deepcopy(dict(change.line.raw)), change.cells, making)
    if len(faults.found) > before:
        model = change.part.model(change.line.kind)
        check_fields(case, model, data, (sheet, change.row, change.cells[0].column), change, faults)
        return
    try:
        if change.line.final:
            _amend(case, change, data, making)
        else:
            _complete(case, change, data, making)
    except LawrecError as trouble:
        column = change.cells[0].column if change.cells else change.columns.get("=draft", 1)
        faults.trouble(sheet, change.row, column, trouble)


def _require_reason(change: Change, faults: SheetFaults) -> None:
    if (change.reason or "").strip():
        return
    text = _("{id} is final: say here why {cells} was changed, or take the change back")
    heads = "、".join(cell.text[:20] or "—" for cell in change.cells[:3])
    column = change.columns.get("=reason", change.cells[0].column)
    said = text.format(id=change.line.id, cells=heads)
    faults.note(change.part.title, change.row, column, said)


def _amend(case: CaseWriter, change: Change, data: Data, making: Making) -> None:
    item = change.line.id
    why = Amendment(change.reason or "", None, change.approved_by)
    made = amended(case, item, why, data, lines_of(change.columns))
    making.files.update(made.files)
    making.amended.append(item)
    if isinstance(made.fresh, Record):
        _put_record(case, Page(item, made.path, made.fresh))
    elif isinstance(made.fresh, Act):
        pages = (
            Page(item, made.path, made.fresh) if page.id == item else page
            for page in case.snapshot.acts
        )
        know(case, acts=tuple(pages))


def _complete(case: CaseWriter, change: Change, data: Data, making: Making) -> None:
    """Put the cells into a draft; it becomes final where its mark was taken away."""
    item = change.line.id
    path, old = find_item(case, item)
    if not isinstance(old, Record):
        raise RefusedError(_("{id} is no draft").format(id=item))
    if change.draft == "final":
        data.pop("draft", None)
        if not change.cells:
            refuse_empty(case, item, old, data)
    model = KINDS[old.kind].model
    record = typed(model, data, path, lines_of(change.columns), zone=case.session.zone)
    check_references(case, record)
    making.files[path] = record_page(record)
    making.completed.append(item)
    _put_record(case, Page(item, path, record))


def _put_record(case: CaseWriter, fresh: Page[Record]) -> None:
    pages = (fresh if page.id == fresh.id else page for page in case.snapshot.records)
    know(case, records=tuple(pages))


def make_persons(case: CaseWriter, wishes: Wishes, making: Making, faults: SheetFaults) -> None:
    """Enter new people and change known ones: they share one page, and one amendment record."""
    changes = [change for change in wishes.changes if change.part.key == PERSONS]
    fresh = [row for row in wishes.fresh if row.part.key == PERSONS]
    if not changes and not fresh:
        return
    before = len(faults.found)
    rows: tuple[Change | Fresh, ...] = (*changes, *fresh)
    entries = dict(case.snapshot.persons)
    for row in rows:
        name = row.line.id if isinstance(row, Change) else row.mark
        at = row.cells[0].column if isinstance(row, Change) and row.cells else 1
        if name is None:
            faults.note(row.part.title, row.row, 1, _("the name is missing"))
            continue
        if isinstance(row, Change):
            _require_reason(row, faults)
        elif name in entries:
            text = _("{name} is in this case already").format(name=name)
            faults.note(row.part.title, row.row, 1, text)
            continue
        raw: Data = deepcopy(dict(row.line.raw)) if isinstance(row, Change) else {}
        filled(raw, row.cells, making)
        try:
            entries[name] = typed(Person, raw, layout.PERSONS, lines_of(row.columns))
        except LawrecError as trouble:
            faults.trouble(row.part.title, row.row, at, trouble)
    know(case, persons=entries)
    for row in rows:
        for cell in row.cells:
            if cell.keys == ("represents",) and cell.text:
                _require_somebody(case, row.part.title, row.row, cell.column, cell.text, faults)
    if len(faults.found) == before:
        _persons_page(case, entries, changes, making, faults)
        making.added += [row.mark for row in fresh if row.mark]


def _require_somebody(
    case: CaseWriter, sheet: str, row: int, column: int, name: str, faults: SheetFaults
) -> None:
    try:
        require_person(case, name)
    except LawrecError as trouble:
        faults.trouble(sheet, row, column, trouble)


def _persons_page(
    case: CaseWriter,
    entries: dict[str, Person],
    changes: list[Change],
    making: Making,
    faults: SheetFaults,
) -> None:
    raw = {name: to_raw(person) for name, person in entries.items()}
    page = pointed(layout.PERSONS, dump(raw, PERSONS_SAY), in_case=True)
    making.files[layout.PERSONS] = page
    if not changes:
        return
    first = changes[0]
    reasons = dict.fromkeys((change.reason or "").strip() for change in changes)
    approvers = list(dict.fromkeys(c.approved_by for c in changes if c.approved_by))
    if len(approvers) > 1:
        column = changes[1].columns.get("=approved", 1)
        text = _("People are changed in one step: name the same approver in every row")
        faults.note(first.part.title, changes[1].row, column, text)
        return
    why = Amendment("；".join(reasons), None, approvers[0] if approvers else None)
    old = (case.folder / layout.PERSONS).read_bytes()
    try:
        record = amendment_record(case, case.session, first.line.id, why, old, page)
    except LawrecError as trouble:
        column = first.columns.get("=approved", 1)
        faults.trouble(first.part.title, first.row, column, trouble)
        return
    names = "、".join(change.line.id for change in changes)
    record_id = case.next_id("R")
    full = record.model_copy(update={"content": names})
    making.files[f"records/{record_id}-amendment_record.yaml"] = record_page(full)
    making.amended += [change.line.id for change in changes]
