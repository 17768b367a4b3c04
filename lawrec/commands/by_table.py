"""What the commands with --table share: the table is read, and what came of it is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lawrec.commands.common import emit, out, read_text, source_name
from lawrec.errors import UsageError
from lawrec.i18n import _

if TYPE_CHECKING:
    from lawrec.operations.table_entry import Entered, Source


def source_of(table: str, base: str | None, sets: list[str] | None) -> Source:
    """The table of --table, and what --from and --set put into every row of it."""
    from lawrec.operations.table_entry import Source

    path, sheet = _named(table)
    content = read_text(path)
    if table == "-" and base == "-":
        raise UsageError(_("--from and --table cannot both read standard input"))
    return Source(
        content or b"",
        source_name(path),
        read_text(base),
        source_name(base),
        tuple(sets or ()),
        sheet,
    )


def _named(table: str) -> tuple[str, str | None]:
    """The file, and the sheet in it: FILE.xlsx#SHEET, unless a file of just that name is there."""
    path, sign, sheet = table.rpartition("#")
    if not sign or not path.lower().endswith(".xlsx") or Path(table).exists():
        return table, None
    return path, sheet


def show_entered(entered: Entered, *, as_json: bool) -> None:
    """How many entries there are now, and under which ids."""
    if as_json:
        emit(
            {
                "schema_version": "1",
                "case": entered.case,
                "ids": list(entered.ids),
                "paths": list(entered.paths),
                "head": entered.head,
            }
        )
        return
    out(
        _("{count} entries of the table are in the case file {case}: {first} to {last}").format(
            count=len(entered.ids), case=entered.case, first=entered.ids[0], last=entered.ids[-1]
        )
    )
