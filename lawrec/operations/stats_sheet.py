"""What one case brings to the yearly tables: things that count, and what cannot be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from lawrec.checks.facts.case import Facts
from lawrec.i18n import _
from lawrec.report.stats_data import Counted, Untold
from lawrec.schema.moments import day_of
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import Page

Moment = datetime | date


@dataclass(slots=True)
class Sheet:
    """Everything that one case brings; `unread` says why it brings nothing.

    Of drafts only ids stand here: a draft is not yet a paper and counts nowhere.
    """

    case: str
    today: date
    number: str | None = None
    unit: str | None = None
    counted: list[Counted] = field(default_factory=list)
    untold: list[Untold] = field(default_factory=list)
    drafts: list[Untold] = field(default_factory=list)
    unread: str | None = None
    crashed: bool = False

    def count(  # noqa: PLR0913 - what is counted has this many sides
        self,
        row: str,
        on: Moment | None,
        items: Iterable[str] = (),
        *,
        many: int = 1,
        yuan: Decimal | None = None,
        until: Moment | None = None,
        key: str | None = None,
        note: str = "",
    ) -> None:
        """Count it by that day; without one, or with one to come, it is only told as open."""
        papers = tuple(items)
        table = row.partition(".")[0]
        if on is None:
            self.open(table, _("no paper states the day"), papers, row=row)
            return
        day = day_of(on)
        if day > self.today:
            text = _("the day that is stated is still to come: {day}")
            self.open(table, text.format(day=day.isoformat()), papers, row=row)
            return
        end = day_of(until) if until is not None else None
        one = Counted(row, self.case, day, papers, self.number, self.unit, many, yuan, end)
        if key is not None or note:
            one = Counted(
                *(row, self.case, day, papers, self.number, self.unit, many, yuan, end), key, note
            )
        self.counted.append(one)

    def open(
        self,
        table: str,
        why: str,
        items: Iterable[str] = (),
        *,
        on: Moment | None = None,
        row: str | None = None,
    ) -> None:
        """Tell that the table cannot tell this."""
        day = day_of(on) if on is not None else None
        found = Untold(table, self.case, why, tuple(items), self.number, self.unit, day, row)
        self.untold.append(found)


def papers(case: Facts, *kinds: str) -> list[Page[Record]]:
    """The final papers of these kinds; what only stands for one counts where there is none."""
    found = case.records_of(*kinds)
    genuine = [page for page in found if page.data.kind in kinds]
    return genuine or found
