"""Entering a whole table into a case: one person, act or record a row, one commit for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from lawrec.errors import LawrecError, RefusedError
from lawrec.i18n import _
from lawrec.operations.acts import act_page, known_act
from lawrec.operations.case_writer import CaseWriter, write_case
from lawrec.operations.input import Data, build
from lawrec.operations.records import RecordInput, case_kind, make_record
from lawrec.operations.references import require_person
from lawrec.operations.secrecy import at_the_door, stated_secrecy
from lawrec.operations.session import Session
from lawrec.operations.table_columns import Column, columns_of, list_of, put_cells
from lawrec.operations.tables import Faults, Row, Table, read_table
from lawrec.schema.case import Act, Person
from lawrec.schema.records.kinds import Kind
from lawrec.schema.snapshot import Lines
from lawrec.store import layout
from lawrec.store.render import to_raw
from lawrec.store.validate import InvalidPage, typed
from lawrec.store.yaml_io import dump

T = TypeVar("T")
_NAME = {"name": ("name", "姓名", "名称", "姓名或名称")}
_KIND = {"kind": ("kind", "活动种类", "种类")}
_RECORD = {
    "signed": ("signed", "已签名"),
    "secrecy": ("secrecy", "密级"),
}
_ACT = {
    "start": ("start", "开始时间"),
    "end": ("end", "结束时间"),
    "place": ("place", "地点"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A table, and what stands in every row of it: a YAML text and single settings.

    `sheet` names the sheet of a workbook; without it the first one is read.
    """

    content: bytes
    name: str
    base: bytes | None = None
    base_name: str = "-"
    sets: tuple[str, ...] = ()
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of a table: the ids in the order of its rows, and the files."""

    case: str
    ids: tuple[str, ...]
    paths: tuple[str, ...]
    head: str


@dataclass
class _Rows:
    """A table about to be entered: each row put over what is common to all."""

    source: Source
    model: type[BaseModel]
    extra: Mapping[str, tuple[str, ...]]
    table: Table = field(init=False)
    columns: dict[str, Column] = field(init=False)
    common: Data = field(init=False)
    faults: Faults = field(init=False)

    def __post_init__(self) -> None:
        self.table = read_table(self.source.content, self.source.name, self.source.sheet)
        self.columns = columns_of(self.table, self.model, self.extra)
        self.common = build(self.source.base, self.source.base_name, self.source.sets)[0]
        self.faults = self.table.faults()

    def enter(self, one: Callable[[Row, Data, dict[str, str], Lines], T]) -> list[T]:
        """What `one` makes of each row; raises FaultyTable where it refuses any of them."""
        made: list[T] = []
        for row in self.table.rows:
            data = deepcopy(self.common)
            before = len(self.faults.found)
            extra = put_cells(row, self.columns, data, self.faults)
            if len(self.faults.found) > before:
                continue
            try:
                made.append(one(row, data, extra, self._lines()))
            except InvalidPage as invalid:
                self._note(row, invalid)
            except LawrecError as trouble:
                self.faults.trouble(row.number, trouble)
        self.faults.refuse()
        return made

    def _lines(self) -> Lines:
        """The number of the column for each field, so that a fault names its heading."""
        places = enumerate(self.columns.values(), start=1)
        return {_keys(column.path): place for place, column in places}

    def _note(self, row: Row, invalid: InvalidPage) -> None:
        headings = list(self.columns)
        for problem in invalid.problems:
            place = problem.place.line
            self.faults.note(row.number, problem.message, headings[place - 1] if place else None)


def _keys(path: str) -> tuple[str | int, ...]:
    parts = path.replace("]", "").replace("[", ".").split(".")
    return tuple(int(part) if part.isdigit() else part for part in parts)


def add_persons(folder: Path, session: Session, source: Source) -> Entered:
    """Enter the people of a table; who is in the case already is refused."""
    rows = _Rows(source, Person, _NAME)
    found: dict[str, Person] = {}
    with write_case(folder, session, _("enter persons by table")) as case:

        def one(_row: Row, data: Data, extra: dict[str, str], lines: Lines) -> tuple[str, Person]:
            name = extra.get("name")
            if name is None:
                raise RefusedError(_("the name is missing"))
            if name in case.snapshot.persons:
                raise RefusedError(_("{name} is in this case already").format(name=name))
            if name in found:
                raise RefusedError(_("{name} is in the table twice").format(name=name))
            found[name] = typed(Person, data, source.name, lines)
            return name, found[name]

        entered = rows.enter(one)
        everybody = {**case.snapshot.persons, **dict(entered)}
        case.snapshot = replace(case.snapshot, persons=everybody)
        _require_represented(case, rows, found)
        page = dump({key: to_raw(value) for key, value in everybody.items()}, "本案涉及的人和单位")
        message = f"本案涉及的人和单位 {len(entered)}"
        done = case.commit({layout.PERSONS: page}, event="person", message=message)
    return Entered(layout.case_label(folder), tuple(found), (layout.PERSONS,), done.head)


def _require_represented(case: CaseWriter, rows: _Rows, found: Mapping[str, Person]) -> None:
    """Who is represented must be known; he may stand further down in the same table."""
    for row, person in zip(rows.table.rows, found.values(), strict=True):
        try:
            if person.represents is not None:
                require_person(case, person.represents)
        except LawrecError as trouble:
            rows.faults.trouble(row.number, trouble)
    rows.faults.refuse()


def log_acts(
    folder: Path, session: Session, source: Source, fields: Mapping[str, object]
) -> Entered:
    """Log one act a row; `fields` are common to all of them."""
    rows = _Rows(source, Act, _KIND)
    rows.common.update(fields)
    with write_case(folder, session, _("log acts by table")) as case:

        def one(
            _row: Row, data: Data, extra: dict[str, str], lines: Lines
        ) -> tuple[str, str, bytes]:
            kind = extra.get("kind") or data.get("kind")
            if kind is None:
                raise RefusedError(_("Say which kind of act it was"))
            full = {**data, "kind": known_act(str(kind))}
            return act_page(case, full, session.zone, source.name, lines)

        made = rows.enter(one)
        files: dict[str, bytes | None] = {path: content for _id, path, content in made}
        done = case.commit(files, event="act", message=_spread(made[0][0], made[-1][0]))
    ids = tuple(act for act, _path, _content in made)
    return Entered(layout.case_label(folder), ids, tuple(files), done.head)


def add_records(folder: Path, session: Session, source: Source, given: RecordInput) -> Entered:
    """Add one record a row, each with its act where it says when that began."""
    kind = case_kind(given.kind)
    rows = _Rows(source, kind.model, {**_RECORD, **(_ACT if kind.act else {})})
    files: dict[str, bytes | None] = {}
    with write_case(folder, session, _("add records by table")) as case:

        def one(_row: Row, data: Data, extra: dict[str, str], lines: Lines) -> str:
            own = _of_row(kind, given, data, extra)
            if given.draft:
                data["draft"] = "yes"
            made = make_record(case, kind, data, replace(own, name=source.name), lines)
            files.update(made.files)
            return made.id

        ids = rows.enter(one)
        message = f"{kind.zh} {_spread(ids[0], ids[-1])}"
        done = case.commit(files, event="record", message=message)
    return Entered(layout.case_label(folder), tuple(ids), tuple(files), done.head)


def _of_row(kind: Kind, given: RecordInput, data: Data, extra: dict[str, str]) -> RecordInput:
    """What the row says beside the fields of the paper."""
    at_the_door(None, extra.get("secrecy"), stated_secrecy(data, kind.id))
    start, end, place = (extra.get(key) for key in _ACT)
    signed = tuple(list_of(extra["signed"])) if "signed" in extra else given.signed
    return replace(given, start=start, end=end, place=place, signed=signed)


def _spread(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"
