"""Rows of a workbook that are new: acts and papers, made as the single commands make them."""

from __future__ import annotations

from lawrec.errors import LawrecError, UsageError
from lawrec.i18n import _
from lawrec.operations.acts import act_page
from lawrec.operations.case_writer import CaseWriter
from lawrec.operations.input import Data
from lawrec.operations.records import RecordInput, make_record
from lawrec.operations.secrecy import at_the_door, stated_secrecy
from lawrec.operations.sheet_faults import SheetFaults
from lawrec.operations.sheet_making import Making, check_fields, check_names, filled, know, lines_of
from lawrec.operations.sheet_parts import SPECIAL, YES
from lawrec.operations.sheet_wishes import Cell, Fresh
from lawrec.operations.table_columns import in_full, list_of
from lawrec.schema.case import Act
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page
from lawrec.store.validate import typed
from lawrec.store.yaml_io import parse


def names_in(fresh: Fresh) -> set[str]:
    """Every single text that the row's cells hold: some may be marks of other new rows."""
    found: set[str] = set()
    for cell in fresh.cells:
        values = cell.value if isinstance(cell.value, list) else [cell.value]
        found |= {value for value in values if isinstance(value, str)}
    return found


def make_act(case: CaseWriter, fresh: Fresh, making: Making, faults: SheetFaults) -> None:
    """Log the act of a new row."""
    sheet = fresh.part.title
    sound = check_names(case, sheet, fresh.row, fresh.cells, making, faults)
    data: Data = filled({"kind": fresh.kind}, fresh.cells, making)
    if not sound:
        check_fields(case, Act, data, (sheet, fresh.row, fresh.at), fresh, faults)
        return
    try:
        made = act_page(case, data, case.session.zone, sheet, lines_of(fresh.columns))
        _log(case, made, making)
    except LawrecError as trouble:
        faults.trouble(sheet, fresh.row, fresh.at, trouble)
        return
    _added(making, fresh, made[0])


def _log(case: CaseWriter, made: tuple[str, str, bytes], making: Making) -> None:
    act_id, path, content = made
    making.files[path] = content
    act = Page(act_id, path, typed(Act, parse(content, path).data, path, {}))
    know(case, acts=(*case.snapshot.acts, act))


def make_paper(case: CaseWriter, fresh: Fresh, making: Making, faults: SheetFaults) -> None:
    """Add the record of a new row, with its act where the row says when that began."""
    sheet = fresh.part.title
    signed = fresh.extra.get("=signed", "")
    signers = Cell(fresh.columns.get("=signed", 1), ("persons",), list(list_of(signed)), signed)
    sound = check_names(case, sheet, fresh.row, [*fresh.cells, signers], making, faults)
    kind = KINDS[fresh.kind]
    data: Data = filled({"kind": kind.id}, fresh.cells, making)
    if not sound:
        check_fields(case, kind.model, data, (sheet, fresh.row, fresh.at), fresh, faults)
        return
    try:
        _drafted(fresh, data, says=bool(fresh.cells or signed))
        at_the_door(None, None, stated_secrecy(data, kind.id))
        given = _given(fresh, data, tuple(list_of(signed)))
        made = make_record(case, kind, data, given, lines_of(fresh.columns))
    except LawrecError as trouble:
        faults.trouble(sheet, fresh.row, fresh.at, trouble)
        return
    making.files.update(made.files)
    page = Page(made.id, made.path, made.record)
    know(case, records=(*case.snapshot.records, page))
    _added(making, fresh, made.id)


def _drafted(fresh: Fresh, data: Data, *, says: bool) -> None:
    """A row that says nothing of what stands on the paper stays a draft."""
    said = fresh.extra.get("=draft", "")
    if said and said not in YES.values():
        raise UsageError(
            _("{column}: write yes, or leave it empty").format(column=SPECIAL["=draft"][0])
        )
    if said or not says:
        data["draft"] = "yes"


def _given(fresh: Fresh, data: Data, signed: tuple[str, ...]) -> RecordInput:
    start, end = (fresh.extra.get(key) for key in ("=start", "=end"))
    if start and data.get("act"):
        raise UsageError(_("Name the act, or say when it began, not both"))
    return RecordInput(
        fresh.kind,
        name=fresh.part.title,
        start=in_full(start) if start else None,
        end=in_full(end) if end else None,
        place=fresh.extra.get("=place"),
        signed=signed,
    )


def _added(making: Making, fresh: Fresh, item: str) -> None:
    making.added.append(item)
    if fresh.mark:
        making.marks[fresh.mark] = item
