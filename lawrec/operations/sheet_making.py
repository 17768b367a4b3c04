"""What the rows of a workbook become: the files of one commit, and checks that name the cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pydantic import BaseModel

from lawrec.errors import LawrecError, RefusedError
from lawrec.i18n import _
from lawrec.operations.case_writer import CaseWriter
from lawrec.operations.input import Data
from lawrec.operations.references import require_person
from lawrec.operations.sheet_faults import SheetFaults
from lawrec.operations.sheet_parts import keys_of
from lawrec.operations.sheet_values import Keys, pruned, put
from lawrec.operations.sheet_wishes import Cell, Change, Fresh
from lawrec.schema.ids import IN_CASE
from lawrec.schema.snapshot import Lines
from lawrec.store.validate import InvalidPage, typed

_PEOPLE = frozenset(
    ("persons", "signatures.who", "signatures.noted_by", "steps.who", "officers", "present")
) | {"represents"}
"""Fields that must name somebody of the case or of the staff, by their path without numbers."""

_ITEMS = frozenset(("act", "about", "evidence", "scan_of", "continues", "authorisation"))
_THE_CASE = "case"


@dataclass
class Making:
    """The files of the one commit, and what they are for; `marks` are the ids of new rows."""

    files: dict[str, bytes | None] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    completed: list[str] = field(default_factory=list)
    amended: list[str] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    already: list[str] = field(default_factory=list)

    def resolved(self, value: object) -> object:
        """The value with the marks of new rows replaced by the ids that they were given."""
        if isinstance(value, list):
            return [self.resolved(item) for item in value]
        return self.marks.get(value, value) if isinstance(value, str) else value


def filled(data: Data, cells: list[Cell], making: Making) -> Data:
    """The page with the cells put into it; emptied fields and entries are gone."""
    for cell in cells:
        put(data, cell.keys, making.resolved(cell.value))
    return pruned(data, [cell.keys for cell in cells])


def lines_of(columns: Mapping[str, int]) -> Lines:
    """The column of each field, so that a fault of a field names its cell."""
    found: dict[Keys, int] = {}
    for path, column in columns.items():
        if not path.startswith("="):
            keys = keys_of(path)
            found[keys] = column
            for end in range(1, len(keys)):
                found.setdefault(keys[:end], column)
    return found


def check_names(
    case: CaseWriter, sheet: str, row: int, cells: list[Cell], making: Making, faults: SheetFaults
) -> bool:
    """Note every cell that names nobody, or nothing, that is there; answers whether all are."""
    before = len(faults.found)
    for cell in cells:
        plain = ".".join(key for key in cell.keys if isinstance(key, str))
        value = making.resolved(cell.value)
        values = value if isinstance(value, list) else [value] if value else []
        for one in values:
            try:
                if plain in _PEOPLE:
                    require_person(case, str(one))
                elif plain in _ITEMS:
                    _require_item(case, str(one))
            except LawrecError as trouble:
                faults.trouble(sheet, row, cell.column, trouble)
    return len(faults.found) == before


def check_fields(
    case: CaseWriter, model: type[BaseModel], data: Data, place: tuple[str, int, int],
    row: Change | Fresh, faults: SheetFaults,
) -> None:  # fmt: skip
    """Note the wrong fields of a row that is refused already, so that all are named at once."""
    try:
        typed(model, data, place[0], lines_of(row.columns), zone=case.session.zone)
    except InvalidPage as invalid:
        faults.trouble(*place, invalid)


def _require_item(case: CaseWriter, item: str) -> None:
    snapshot = case.snapshot
    pages = (*snapshot.acts, *snapshot.records, *snapshot.media)
    if item != _THE_CASE and item not in {page.id for page in pages}:
        fix = (
            None if IN_CASE.fullmatch(item) else _("Write its id, such as R07, or a new row's mark")
        )
        raise RefusedError(_("There is no {id} in this case").format(id=item), fix=fix)


def know(case: CaseWriter, **pages: object) -> None:
    """Let what follows see these pages, as if they were in the case already."""
    case.snapshot = replace(case.snapshot, **pages)  # type: ignore[arg-type]
