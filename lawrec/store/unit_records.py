"""The bureau's own papers in `unit/`: training, supervision, access register, entrustment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from lawrec.i18n import _
from lawrec.schema.bureau import Access
from lawrec.schema.ids import UNIT
from lawrec.schema.records.archiving import AccessEntry, AccessLog
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import find_kind
from lawrec.schema.snapshot import Page, Place, ReadProblem
from lawrec.store.sources import FolderSource, Source
from lawrec.store.validate import InvalidPage, typed

UNIT_FOLDER = "unit"


@dataclass(frozen=True, slots=True)
class UnitRecords:
    """The papers in the order of their ids, and what could not be read."""

    pages: tuple[Page[Record], ...] = ()
    problems: tuple[ReadProblem, ...] = field(default=())

    def access_logs(self) -> list[Page[AccessLog]]:
        """The books of the access register; a draft is none."""
        found = [p for p in self.pages if isinstance(p.data, AccessLog) and not p.data.draft]
        return cast("list[Page[AccessLog]]", found)


def unit_id_of(path: str) -> str | None:
    """The id in a file name such as unit/U0001-training_record.yaml; None if it has none."""
    name = path.rsplit("/", 1)[-1]
    match = UNIT.match(name)
    if match is None or name[match.end() : match.end() + 1] not in ("-", "."):
        return None
    return match.group()


def next_unit_id(bureau: Path) -> str:
    """The next free id; ask only while the bureau is held for writing."""
    ids = [unit_id_of(name) for name in FolderSource(bureau).files(UNIT_FOLDER)]
    return f"U{max((int(i[1:]) for i in ids if i), default=0) + 1:04d}"


def load_unit_records(bureau: Path) -> UnitRecords:
    """All papers of the bureau's folder as it stands."""
    return read_unit_records(FolderSource(bureau))


def read_unit_records(source: Source) -> UnitRecords:
    """All papers of one state of the bureau; what cannot be read is a problem, never silent."""
    known = len(source.problems)
    pages: dict[str, Page[Record]] = {}
    faults: list[ReadProblem] = []
    for path in source.pages(UNIT_FOLDER):
        item = unit_id_of(path)
        if item is None or item in pages:
            code, text = (
                ("no_id", _("{path}: the file name does not begin with an id"))
                if item is None
                else ("double_id", _("{path}: this id is used twice"))
            )
            faults.append(ReadProblem(code, text.format(path=path), Place(path)))
            continue
        page = _typed(source, item, path, faults)
        if page is not None:
            pages[item] = page
    problems = (*source.problems[known:], *faults)
    return UnitRecords(tuple(pages[key] for key in sorted(pages, key=_number)), problems)


def _typed(source: Source, item: str, path: str, faults: list[ReadProblem]) -> Page[Record] | None:
    document = source.read(path)
    if document is None:
        return None
    name = document.data.get("kind") if isinstance(document.data, dict) else None
    kind = find_kind(name) if isinstance(name, str) else None
    if kind is None or kind.id != name or not kind.in_unit:
        text = _("{path}: this is no kind of paper that the bureau keeps for itself")
        place = Place(path, document.line("kind"))
        faults.append(ReadProblem("unknown_kind", text.format(path=path), place))
        return None
    try:
        data = typed(kind.model, document.data, path, document.lines)
    except InvalidPage as error:
        faults.extend(error.problems)
        return None
    return Page(item, path, data, document.lines)


def _number(item: str) -> int:
    return int(item[1:])


def access_of(bureau: Path, case: Iterable[str]) -> tuple[Access, ...] | None:
    """The lines of the access register that concern one case, named by any of these names.

    None where the bureau keeps no register, and where one of its books cannot be read: an
    incomplete register shows nothing of who did not look.
    """
    found = load_unit_records(bureau)
    logs = found.access_logs()
    if not logs or any(_may_be_a_book(problem) for problem in found.problems):
        return None
    names = {name for name in case if name}
    lines = [entry for log in logs for entry in log.data.entries if entry.case in names]
    return tuple(_line(entry) for entry in lines)


def _may_be_a_book(problem: ReadProblem) -> bool:
    """Whether the page that cannot be read may be a book of the register."""
    name = problem.place.path
    others = ("training_record", "supervision_record", "entrustment_document", "device_")
    return not any(f"-{kind}" in name for kind in others)


def _line(entry: AccessEntry) -> Access:
    given = {name: getattr(entry, name) for name in entry.model_fields_set - {"case"}}
    return Access(**given)
