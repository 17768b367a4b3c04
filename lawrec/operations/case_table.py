"""Opening many cases from one table: 120 map spots, 80 households; each row is a case."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from lawrec.errors import InputError, LawrecError, RefusedError
from lawrec.i18n import _
from lawrec.operations.input import Data, build, in_codes
from lawrec.operations.opening import Opened, open_case, require_openable
from lawrec.operations.session import Session
from lawrec.operations.table_columns import Column, columns_of, list_of, put_cells
from lawrec.operations.table_entry import Source
from lawrec.operations.tables import Faults, Row, read_table
from lawrec.schema.case import Case, Person
from lawrec.schema.field_names import field_name
from lawrec.schema.snapshot import Lines
from lawrec.store.validate import InvalidPage

_OF_PARTY = "party."
_COLUMNS: dict[str, tuple[str, ...]] = {
    "kind": ("kind", "案件类型", "类型"),
    "party": ("party", "当事人"),
    **{
        f"{_OF_PARTY}{key}": (f"{_OF_PARTY}{key}", f"当事人.{field_name(key, 'zh', 'Person')}")
        for key in Person.model_fields
        if key not in ("capacity", "represents", "authorisation")
    },
}
"""Columns that are no fields of a case's page: its kind, and the particulars of its party."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One case that is about to be opened."""

    row: int
    data: Data
    persons: dict[str, Data]
    number: str | None


def open_cases(
    session: Session, source: Source, common: Mapping[str, object], parties: tuple[str, ...] = ()
) -> list[Opened]:
    """Open one case a row; `common` and `parties` are the same in all of them.

    Every row is checked before the first case is opened. Raises FaultyTable with all faults;
    InputError that names the cases opened so far, where the disk fails half-way.
    """
    table = read_table(source.content, source.name, source.sheet)
    columns = columns_of(table, Case, _COLUMNS)
    base = {**build(source.base, source.base_name, source.sets)[0], **common}
    faults = table.faults()
    planned: list[Planned] = []
    for row in table.rows:
        data: Data = deepcopy(base)
        before = len(faults.found)
        extra = put_cells(row, columns, data, faults)
        if len(faults.found) == before:
            planned.append(_planned(row, data, extra, parties))
    _check(session, planned, columns, faults)
    return _open(session, planned, source.name)


def _planned(row: Row, data: Data, extra: dict[str, str], parties: tuple[str, ...]) -> Planned:
    if "kind" in extra:
        data["kind"] = extra["kind"]
    given = data.pop("persons", {})
    persons: dict[str, Data] = dict(given) if isinstance(given, dict) else {}
    said = {
        key.removeprefix(_OF_PARTY): value
        for key, value in extra.items()
        if key.startswith(_OF_PARTY)
    }
    for name in (*list_of(extra.get("party", "")), *parties):
        fresh: Data = {"capacity": "party", **in_codes(Person, dict(said))}
        persons.setdefault(name, fresh)
        said = {}  # the further columns tell of the first one
    number = data.pop("number", None)
    return Planned(row.number, in_codes(Case, data), persons, str(number) if number else None)


def _check(
    session: Session, planned: list[Planned], columns: Mapping[str, Column], faults: Faults
) -> None:
    headings, lines = tuple(columns), _lines(columns)
    numbers: dict[str, int] = {}
    leads: dict[str, int] = {}
    for case in planned:
        try:
            for field in ("title", "kind"):
                if not case.data.get(field):
                    name = field_name(field, "zh", "Case")
                    raise RefusedError(_("{field} is missing").format(field=f"{field} ({name})"))
            lead = require_openable(session, case.data, case.persons, case.number, lines)
            _refuse_twice(numbers, case.number, case.row)
            _refuse_twice(leads, lead, case.row)
        except InvalidPage as invalid:
            for problem in invalid.problems:
                line = problem.place.line
                faults.note(case.row, problem.message, headings[line - 1] if line else None)
        except LawrecError as trouble:
            faults.trouble(case.row, trouble)
    faults.refuse()


def _lines(columns: Mapping[str, Column]) -> tuple[Lines, Lines]:
    """Which column gives which field of the case, and which field of its party, from 1 on."""
    of_case: dict[tuple[str | int, ...], int] = {}
    of_party: dict[tuple[str | int, ...], int] = {}
    for place, column in enumerate(columns.values(), start=1):
        path = column.path.removeprefix("=")
        if path.startswith(_OF_PARTY):
            of_party[(path.removeprefix(_OF_PARTY),)] = place
        else:
            of_case[(path,)] = place
    return of_case, of_party


def _refuse_twice(seen: dict[str, int], value: str | None, row: int) -> None:
    if value is None:
        return
    if value in seen:
        text = _("{value} is in row {row} already")
        raise RefusedError(text.format(value=value, row=seen[value]))
    seen[value] = row


def _open(session: Session, planned: list[Planned], name: str) -> list[Opened]:
    opened: list[Opened] = []
    for case in planned:
        try:
            opened.append(open_case(session, case.data, case.persons, number=case.number))
        except LawrecError as trouble:
            if not opened:
                raise
            done = f"{opened[0].label} – {opened[-1].label}"
            raise InputError(
                _("{trouble}; cases of the rows before it are open: {cases}").format(
                    trouble=trouble.what, cases=done
                ),
                where=f"{name}:{case.row}",
                fix=_("Take the rows above this one out of the table before you give it again"),
            ) from trouble
    return opened
