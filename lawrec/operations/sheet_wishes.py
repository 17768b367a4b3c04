"""What a workbook that comes back asks for: changes of what is there, and what is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lawrec.errors import InputError
from lawrec.i18n import Language, _
from lawrec.operations.sheet_parts import Line, Part
from lawrec.operations.sheet_values import Keys
from lawrec.operations.sheet_write import FORMAT
from lawrec.sheets.reading import Grid
from lawrec.sheets.workbook import META


@dataclass(frozen=True, slots=True)
class Meta:
    """What the hidden sheet says: of which case, at which commit, in which language."""

    case: str
    number: str
    head: str
    language: Language


@dataclass(frozen=True, slots=True)
class Cell:
    """One changed field: its column, what it says now (None: emptied), and both texts."""

    column: int
    keys: Keys
    value: object | None
    text: str
    before: str = ""


@dataclass
class Change:
    """A row of something that is there, with the cells that were changed."""

    part: Part
    row: int
    line: Line
    cells: list[Cell] = field(default_factory=list)
    columns: Mapping[str, int] = field(default_factory=dict)
    draft: str | None = None
    reason: str | None = None
    approved_by: str | None = None


@dataclass
class Fresh:
    """A row of something new: the mark it goes by, its kind, its cells, and the special ones."""

    part: Part
    row: int
    mark: str | None
    kind: str
    cells: list[Cell] = field(default_factory=list)
    columns: Mapping[str, int] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def at(self) -> int:
        """The column at which a fault of the whole row is shown."""
        return self.columns.get("=kind") or self.columns.get("=name") or 1


@dataclass
class Wishes:
    """What a workbook asks for."""

    changes: list[Change] = field(default_factory=list)
    fresh: list[Fresh] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read_meta(grids: Mapping[str, Grid], name: str) -> Meta:
    """What the hidden sheet says; raises InputError for a workbook that lawrec did not write."""
    grid = grids.get(META)
    said_: dict[str, str] = {}
    for row in grid.rows if grid else ():
        cells = {cell.column: cell for cell in grid.row(row)} if grid else {}
        if 1 in cells and 2 in cells:
            said_[str(cells[1].value)] = str(cells[2].value)
    spoken: Language | None = {"zh": "zh", "en": "en"}.get(said_.get("language", ""))  # type: ignore[assignment]
    if said_.get("format") != FORMAT or spoken is None or not said_.get("head"):
        raise InputError(
            _("This workbook was not written by lawrec sheet, or its hidden sheet is gone"),
            where=name,
            fix=_("Write it anew: lawrec sheet CASE --out FILE.xlsx"),
        )
    return Meta(said_.get("case", ""), said_.get("number", ""), said_["head"], spoken)
