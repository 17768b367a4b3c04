"""What is wrong with a workbook that comes back: every fault by sheet and cell, all at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from lawrec.errors import InputError, LawrecError
from lawrec.i18n import _
from lawrec.sheets.reading import address
from lawrec.store.validate import InvalidPage

_MOST_SHOWN = 500


@dataclass(frozen=True, slots=True, order=True)
class CellFault:
    """One fault: the place of the sheet in the workbook, the cell, and the words."""

    order: int
    row: int
    column: int
    sheet: str = field(compare=False)
    text: str = field(compare=False)

    @property
    def place(self) -> str:
        """The cell as spreadsheets call it: 调查取证!F7."""
        return f"{self.sheet}!{address(self.row, self.column)}"


class FaultySheet(InputError):
    """A workbook that cannot be taken back; nothing was written."""

    def __init__(self, name: str, faults: list[CellFault]) -> None:
        """Show all faults in the order of the sheets, up to a number nobody reads."""
        self.faults = tuple(dict.fromkeys(sorted(faults)))
        shown = [f"{one.place}: {one.text}" for one in self.faults[:_MOST_SHOWN]]
        if len(self.faults) > _MOST_SHOWN:
            shown.append(_("and {count} more").format(count=len(self.faults) - _MOST_SHOWN))
        super().__init__(
            "\n".join(shown),
            where=name,
            fix=_("Nothing was written; correct these cells and read the workbook again"),
        )


@dataclass
class SheetFaults:
    """Gathers the faults of all sheets."""

    name: str
    found: list[CellFault] = field(default_factory=list)
    order: dict[str, int] = field(default_factory=dict)

    def note(self, sheet: str, row: int, column: int, text: str) -> None:
        """One fault of one cell."""
        place = self.order.setdefault(sheet, len(self.order))
        self.found.append(CellFault(place, row, column, sheet, " ".join(text.split())))

    def trouble(self, sheet: str, row: int, column: int, trouble: LawrecError) -> None:
        """What a row was refused for; faults of fields go to the columns that their lines name."""
        if isinstance(trouble, InvalidPage):
            for problem in trouble.problems:
                self.note(sheet, row, problem.place.line or column, problem.message)
            return
        advice = f" — {trouble.fix}" if trouble.fix else ""
        self.note(sheet, row, column, f"{trouble.what}{advice}")

    def refuse(self) -> None:
        """Raise FaultySheet where anything is wrong."""
        if self.found:
            raise FaultySheet(self.name, self.found)
