"""Tables and workbooks that are written for people: new files, never among evidence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lawrec.errors import UsageError
from lawrec.i18n import _, language
from lawrec.operations.receipt_files import require_new
from lawrec.sheets.table_out import TitledTable, csv_text, xlsx
from lawrec.store import layout
from lawrec.store.files import create_durable, os_errors


def write_new(path: Path, content: bytes, ending: str) -> None:
    """Write the file durably; refused where something is there, or among a bureau's pages.

    Raises UsageError too where the name does not end as such files do.
    """
    if path.suffix.lower() != ending:
        raise UsageError(
            _("{path} does not end in {ending}, so no spreadsheet would open it").format(
                path=path, ending=ending
            ),
            fix=_("Write it so: {name}").format(name=f"{path.stem}{ending}"),
        )
    require_new(path)
    with os_errors(path):
        create_durable(path.absolute(), content)


def write_tables(
    tables: Sequence[TitledTable], *, as_xlsx: Path | None = None, as_csv: Path | None = None
) -> tuple[Path, ...]:
    """Write the tables where they are wanted; answers the files that were written."""
    written: list[Path] = []
    if as_xlsx is not None:
        write_new(as_xlsx, xlsx(tables), ".xlsx")
        written.append(as_xlsx)
    if as_csv is not None:
        write_new(as_csv, csv_text(tables), ".csv")
        written.append(as_csv)
    return tuple(written)


def usual_name(folder: Path) -> tuple[str, Path]:
    """What commands call the case, and what its workbook is called where nobody says."""
    label = layout.case_label(folder)
    word = "案卷" if language() == "zh" else "case"
    return label, Path(f"{word}-{label.replace('/', '-')}.xlsx")
