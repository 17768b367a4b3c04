"""Entering what a verification has read whole in the ledger of copies, where that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lawrec.errors import InputError
from lawrec.i18n import _
from lawrec.operations.copies import Noted, note
from lawrec.operations.session import open_session
from lawrec.operations.store_check import own
from lawrec.operations.verifying import BUREAU, Verification
from lawrec.store import layout


def note_verified(
    done: Sequence[Verification],
    folder: Path | None,
    bureau: Path | None = None,
    as_who: str | None = None,
) -> None:
    """Note all of it in one change; `folder` is the one case that was verified, None for all.

    Only our own case repository has a ledger: raises InputError elsewhere.
    """
    session = open_session(folder or Path.cwd(), bureau=bureau, as_who=as_who)
    root, _profile = own(session)
    if folder is not None and layout.copies_page(root, folder) is None:
        raise InputError(
            _("Copies are noted only for cases of the case repository itself"), where=str(folder)
        )
    pages: dict[str, tuple[Noted, ...]] = {}
    for entry in done:
        if entry.case == BUREAU:
            page: str | None = f"{layout.COPIES}/{layout.INBOX}.yaml"
        else:
            page = layout.copies_page(root, folder or root / layout.CASES / entry.case)
        if page is not None:
            pages[page] = entry.seen
    note(session, root, pages)
