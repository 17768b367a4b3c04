"""The options with which a command writes its table for a spreadsheet, and how they are served."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawrec.commands.common import say
from lawrec.i18n import _

if TYPE_CHECKING:
    from lawrec.sheets.table_out import TitledTable

XlsxOption = Annotated[
    Path | None,
    typer.Option(
        "--xlsx",
        help=_("Also write it as a table for Excel or WPS, ready to print: FILE.xlsx"),
        show_default=False,
    ),
]
CsvOption = Annotated[
    Path | None,
    typer.Option(
        "--csv",
        help=_("Also write it as a table in plain text that Excel opens right: FILE.csv"),
        show_default=False,
    ),
]


def write_tables(
    make: Callable[[], list[TitledTable]], as_xlsx: Path | None, as_csv: Path | None
) -> None:
    """Write the tables that `make` puts together, if a file is wanted, and say where they are.

    Nothing is put together where neither option was given.
    """
    if as_xlsx is None and as_csv is None:
        return
    from lawrec.operations.sheet_files import write_tables as write

    for path in write(make(), as_xlsx=as_xlsx, as_csv=as_csv):
        say(_("The table is in {path}").format(path=path))
