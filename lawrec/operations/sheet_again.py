"""A workbook that is read a second time: what it brought the first time does not come in twice."""

from __future__ import annotations

from dataclasses import dataclass, field

from lawrec.errors import LawrecError, RefusedError
from lawrec.i18n import _
from lawrec.operations.sheet_making import Making
from lawrec.operations.sheet_parts import ACTS, OF_ACT, PERSONS, Line, lines, parts
from lawrec.operations.sheet_values import Speech, annotation_at, path_of, said
from lawrec.operations.sheet_wishes import Cell, Fresh
from lawrec.operations.table_columns import in_full, list_of
from lawrec.schema.snapshot import CaseSnapshot


@dataclass
class Since:
    """What came into a case after a workbook was written, by the sheet in which it would stand."""

    speech: Speech
    found: list[tuple[str, Line]] = field(default_factory=list)

    def already(self, fresh: Fresh, making: Making) -> str | None:
        """The id of what says all that this new row says; None where the row is new.

        Each is the answer for one row only. Raises RefusedError where something of that kind
        began just then and says something else: it may be the row as it was read before.
        """
        likely = None
        for one in self.found:
            key, line = one
            if key != fresh.part.key or line.kind != fresh.kind:
                continue
            if self._says(fresh, line, making):
                self.found.remove(one)
                return line.id
            likely = likely or (line.id if self._began_alike(fresh, line) else None)
        if likely is not None:
            raise RefusedError(
                _(
                    "{id} came into the case after this workbook was written, began just then too, "
                    "and says something else"
                ).format(id=likely),
                fix=_("If it is that one, delete the row and amend it; else write a new workbook"),
            )
        return None

    def _says(self, fresh: Fresh, line: Line, making: Making) -> bool:
        if fresh.part.key == PERSONS and fresh.mark != line.id:
            return False
        if not all(self._cell(fresh, cell, line, making) for cell in fresh.cells):
            return False
        signers = line.raw.get("signatures")
        names = [entry.get("who") for entry in signers or () if isinstance(entry, dict)]
        return all(name in names for name in list_of(fresh.extra.get("=signed", ""))) and all(
            _same_time(fresh.extra[path], line.texts.get(path, ""))
            for path in OF_ACT
            if fresh.extra.get(path)
        )

    def _cell(self, fresh: Fresh, cell: Cell, line: Line, making: Making) -> bool:
        here = line.texts.get(path_of(cell.keys), "")
        held = annotation_at(fresh.part.model(fresh.kind), cell.keys)
        try:
            told = said(here, held, cell.keys, "") if here else None
        except LawrecError:
            return False
        return bool(told == making.resolved(cell.value))

    def _began_alike(self, fresh: Fresh, line: Line) -> bool:
        path = "start" if fresh.part.key == ACTS else "=start"
        cells = {path_of(cell.keys): cell.text for cell in fresh.cells}
        begun = cells.get(path) if fresh.part.key == ACTS else fresh.extra.get(path)
        return bool(begun) and _same_time(str(begun), line.texts.get(path, ""))


def _same_time(one: str, other: str) -> bool:
    return in_full(one) == in_full(other)


def since(now: CaseSnapshot, base: CaseSnapshot, speech: Speech) -> Since:
    """What a case has now and had not when the workbook was written."""
    if now is base:
        return Since(speech)
    found = []
    for part in parts(speech.language):
        before = {line.id for line in lines(part, base, speech)}
        now_here = (line for line in lines(part, now, speech) if line.id not in before)
        found += [(part.key, line) for line in now_here]
    return Since(speech, found)
