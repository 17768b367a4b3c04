"""What the commands with --table share: the table is read, and what came of it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawrec.commands.common import emit, out, read_text, source_name
from lawrec.errors import UsageError
from lawrec.i18n import _

if TYPE_CHECKING:
    from lawrec.operations.table_entry import Entered, Source


def source_of(table: str, base: str | None, sets: list[str] | None) -> Source:
    """The table of --table, and what --from and --set put into every row of it."""
    from lawrec.operations.table_entry import Source

    content = read_text(table)
    if table == "-" and base == "-":
        raise UsageError(_("--from and --table cannot both read standard input"))
    return Source(
        content or b"", source_name(table), read_text(base), source_name(base), tuple(sets or ())
    )


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
