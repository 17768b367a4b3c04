"""Taking a workbook back into its case: all of it in one commit, or nothing.

What is new becomes persons, acts and records as the single commands make them; drafts are
completed; what is final is amended, with the reason that its row gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lawrec.errors import InputError, LawrecError
from lawrec.i18n import _
from lawrec.operations.case_writer import CaseWriter, write_case
from lawrec.operations.references import require_person
from lawrec.operations.session import Session
from lawrec.operations.sheet_again import Since, since
from lawrec.operations.sheet_change import apply_change, make_persons
from lawrec.operations.sheet_faults import SheetFaults
from lawrec.operations.sheet_making import Making
from lawrec.operations.sheet_new import make_act, make_paper, names_in
from lawrec.operations.sheet_parts import ACTS, PERSONS, Line, lines, parts
from lawrec.operations.sheet_read import read_part
from lawrec.operations.sheet_values import Keys, Speech, path_of
from lawrec.operations.sheet_wishes import Change, Fresh, Meta, Wishes, read_meta
from lawrec.schema.snapshot import CaseSnapshot
from lawrec.sheets.reading import Grid, read_workbook
from lawrec.sheets.workbook import LISTS, META
from lawrec.store import layout
from lawrec.store.load import load_case, load_commit

_NOT_READ = {"说明", "guide", "字段说明", "fields", LISTS, META}


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What came of a workbook: the ids by what was done, and the head; None without a commit.

    `missing` are rows that were deleted in the workbook: nothing is deleted in the case.
    `ignored` are sheets that lawrec did not write, `already` what new rows say that came into the
    case after the workbook was written: it was read before.
    """

    case: str
    added: tuple[str, ...] = ()
    completed: tuple[str, ...] = ()
    amended: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    head: str | None = None


def take_back(
    folder: Path, session: Session, content: bytes, name: str, *, reason: str | None = None,
    approved_by: str | None = None,
) -> TakenBack:  # fmt: skip
    """Read the workbook back into the case.

    `reason` and `approved_by` stand for the rows that give none. Raises FaultySheet with every
    fault; then nothing was written.
    """
    grids = read_workbook(content, name)
    meta = read_meta(grids, name)
    speech = Speech(meta.language, session.zone)
    asked = _untouched(folder, session, grids, meta, name)
    if asked is not None:
        return asked
    with write_case(folder, session, _("read a workbook back")) as case:
        _refuse_other(case.snapshot, meta, name)
        base = _base(case.folder, case.snapshot, meta, name)
        faults = SheetFaults(name)
        wishes = _wishes(grids, base, speech, faults)
        _refuse_conflicts(wishes, case.snapshot, base, speech, faults)
        for change in wishes.changes:
            change.reason = change.reason or reason
            change.approved_by = change.approved_by or approved_by
        if any(change.line.final for change in wishes.changes):
            # whoever amends must be known, whatever the cells say
            require_person(case, session.who)
        making = Making()
        _make(case, wishes, making, faults, since(case.snapshot, base, speech))
        faults.refuse()
        done = None
        if making.files:
            done = case.commit(making.files, event="sheet", message=_message(making))
    return TakenBack(
        layout.case_label(folder),
        tuple(making.added),
        tuple(making.completed),
        tuple(making.amended),
        tuple(wishes.missing),
        tuple(wishes.ignored),
        tuple(making.already),
        done.head if done else None,
    )


def _untouched(
    folder: Path, session: Session, grids: Mapping[str, Grid], meta: Meta, name: str
) -> TakenBack | None:
    """What to answer where nothing was changed: then nothing is locked, archived cases neither."""
    snapshot = load_case(folder, root=session.facts.root)
    _refuse_other(snapshot, meta, name)
    faults = SheetFaults(name)
    speech = Speech(meta.language, session.zone)
    wishes = _wishes(grids, _base(folder, snapshot, meta, name), speech, faults)
    if wishes.changes or wishes.fresh or faults.found:
        return None
    missing, ignored = tuple(wishes.missing), tuple(wishes.ignored)
    return TakenBack(layout.case_label(folder), missing=missing, ignored=ignored)


def _refuse_other(snapshot: CaseSnapshot, meta: Meta, name: str) -> None:
    number = snapshot.case.data.number if snapshot.case else meta.case
    if number != meta.number:
        raise InputError(
            _("This workbook is of another case: {number}").format(number=meta.number),
            where=name,
            fix=_("Name that case: lawrec sheet {case} --read ...").format(case=meta.case),
        )


def _base(folder: Path, now: CaseSnapshot, meta: Meta, name: str) -> CaseSnapshot:
    """The case as it was when the workbook was written."""
    if meta.head == now.history.head:
        return now
    found = load_commit(folder, meta.head)
    if found is None:
        raise InputError(
            _("The history of the case does not know the state that this workbook shows"),
            where=name,
            fix=_("Write it anew, and type your changes into the new one"),
        )
    return found


def _wishes(
    grids: Mapping[str, Grid], base: CaseSnapshot, speech: Speech, faults: SheetFaults
) -> Wishes:
    wishes = Wishes()
    for part in parts(speech.language):
        grid = grids.get(part.title)
        if grid is None:
            wishes.missing.append(part.title)
            continue
        shown = {line.id: line for line in lines(part, base, speech)}
        faults.order.setdefault(part.title, len(faults.order))
        read_part(part, grid, shown, speech, faults, wishes)
    known = {part.title for part in parts(speech.language)} | _NOT_READ
    wishes.ignored = [name for name in grids if name not in known]
    return wishes


def _refuse_conflicts(
    wishes: Wishes, now: CaseSnapshot, base: CaseSnapshot, speech: Speech, faults: SheetFaults
) -> None:
    """Name every cell that was changed here and in the case; drop what the case says already."""
    if now is base:
        return
    current: dict[tuple[str, str], Line] = {
        (part.key, line.id): line
        for part in parts(speech.language)
        for line in lines(part, now, speech)
    }
    for change in wishes.changes:
        line = current.get((change.part.key, change.line.id))
        if line is None:
            text = _("{id} is not in the case any more").format(id=change.line.id)
            faults.note(change.part.title, change.row, 1, text)
            continue
        change.cells = [cell for cell in change.cells if not _says_so(cell.keys, cell.value, line)]
        for cell in change.cells:
            if not _alike(cell.keys, line, change.line):
                _conflict(change, line, cell.column, cell.keys, faults)
        change.draft = None if line.final else change.draft
        change.line = line
    wishes.changes = [one for one in wishes.changes if one.cells or one.draft]


def _alike(keys: Keys, now: Line, then: Line) -> bool:
    """Whether both say the same of a field; of an entry of a list, whether the lists are equal."""
    first = next((n for n, key in enumerate(keys) if isinstance(key, int)), len(keys))
    return bool(_at(keys[:first], now.raw) == _at(keys[:first], then.raw))


def _at(keys: Keys, raw: Any) -> Any:
    for key in keys:
        raw = raw.get(key) if isinstance(raw, Mapping) else None
    return raw


def _says_so(keys: Keys, value: object, line: Line) -> bool:
    """Whether the case says the same by now."""
    here: Any = line.raw
    for key in keys:
        if isinstance(here, list) and isinstance(key, int):
            here = here[key] if key < len(here) else None
        else:
            here = here.get(key) if isinstance(here, Mapping) else None
    return bool(here == value)


def _conflict(change: Change, line: Line, column: int, keys: Keys, faults: SheetFaults) -> None:
    text = _(
        "It was changed in the case after this workbook was written. The case says now: {now}. "
        "The workbook had: {before}. Write a new workbook and enter your change there"
    )
    path = path_of(keys)
    said = text.format(
        now=_short(line.texts.get(path, "")), before=_short(change.line.texts.get(path, ""))
    )
    faults.note(change.part.title, change.row, column, said)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return (plain if len(plain) <= 60 else f"{plain[:57]}...") or "—"


def _make(
    case: CaseWriter, wishes: Wishes, making: Making, faults: SheetFaults, known: Since
) -> None:
    """Make every page; people come before acts and acts before papers, which name them."""
    wishes.fresh = [f for f in wishes.fresh if f.part.key != PERSONS or _is_new(f, making, known)]
    make_persons(case, wishes, making, faults)
    for change in wishes.changes:
        if change.part.key != PERSONS:
            apply_change(case, change, making, faults)
    for fresh in wishes.fresh:
        if fresh.part.key == ACTS and _is_wanted(fresh, making, known, faults):
            make_act(case, fresh, making, faults)
    waiting = [fresh for fresh in wishes.fresh if fresh.part.key not in (ACTS, PERSONS)]
    while waiting:
        marks = {fresh.mark for fresh in waiting if fresh.mark}
        ready = [fresh for fresh in waiting if not marks & names_in(fresh)] or waiting
        for fresh in ready:
            if _is_wanted(fresh, making, known, faults):
                make_paper(case, fresh, making, faults)
        waiting = [fresh for fresh in waiting if fresh not in ready]


def _is_wanted(fresh: Fresh, making: Making, known: Since, faults: SheetFaults) -> bool:
    try:
        return _is_new(fresh, making, known)
    except LawrecError as trouble:
        faults.trouble(fresh.part.title, fresh.row, fresh.at, trouble)
        return False


def _is_new(fresh: Fresh, making: Making, known: Since) -> bool:
    """Whether the row did not come into the case already, when the workbook was read before."""
    there = known.already(fresh, making)
    if there is not None:
        making.already.append(there)
        if fresh.mark:
            making.marks[fresh.mark] = there
    return there is None


def _message(making: Making) -> str:
    """What the history says of the commit."""
    said = [
        f"{word}{len(ids)}项（{'、'.join(ids[:5])}{'等' if len(ids) > 5 else ''}）"
        for word, ids in (
            ("新增", making.added),
            ("填写草稿", making.completed),
            ("更正", making.amended),
        )
        if ids
    ]
    return f"电子表格：{'，'.join(said)}"[:200]
