"""Where a receipt or table may be written: a new file, and never among evidence."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from lawrec.errors import UsageError
from lawrec.i18n import _
from lawrec.report.handover_data import Receipt
from lawrec.report.handover_page import receipt_page
from lawrec.store import layout
from lawrec.store.files import create_durable, os_errors

_OURS = (layout.CASES, layout.INBOX, layout.LEADS, layout.COPIES, layout.LOG, "roster", "unit")


def require_new(path: Path, sources: Iterable[str] = ()) -> None:
    """Raise UsageError where something is already, where no folder is, or nothing may be written.

    `sources` are what is imported: nothing is ever written there, nor among a bureau's pages.
    """
    if os.path.lexists(path):
        raise UsageError(
            _("{path} is there already, and nothing is overwritten").format(path=path),
            fix=_("Choose another name"),
        )
    require_elsewhere(path, sources)


def require_elsewhere(path: Path, sources: Iterable[str] = ()) -> None:
    """Raise UsageError where no folder is, on what is imported, or among a bureau's pages."""
    folder = path.absolute().parent
    if not folder.is_dir():
        raise UsageError(_("There is no folder {path}").format(path=folder))
    above = (folder.resolve(), *folder.resolve().parents)
    read = [Path(source).resolve() for source in sources]
    elsewhere = _("Write it into another folder")
    if any((one if one.is_dir() else one.parent) in above for one in read):
        text = _("{path} lies on what is imported, where nothing is ever written")
        raise UsageError(text.format(path=path), fix=elsewhere)
    refuse_among_pages(path, folder, elsewhere)


def refuse_among_pages(path: Path, folder: Path, fix: str) -> None:
    """Raise UsageError where a file in that folder would lie among pages that lawrec keeps."""
    above = (folder.resolve(), *folder.resolve().parents)
    bureau = layout.find_bureau(folder)
    ours = [bureau.resolve() / name for name in _OURS] if bureau else []
    if any(one in above for one in ours) or any(
        (one / layout.CASE_PAGE).is_file() for one in above
    ):
        text = _(
            "{path} lies among the pages of the case repository, where only lawrec's own pages "
            "belong"
        )
        raise UsageError(text.format(path=path), fix=fix)


def write_receipt(path: Path, receipt: Receipt) -> None:
    """Write the printable receipt, durably, never over anything."""
    require_new(path)
    with os_errors(path):
        create_durable(path.absolute(), receipt_page(receipt).encode("utf-8", "replace"))
