"""The copies that an import owes: made at its end where stores can be reached, else named."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lawrec.errors import LawrecError
from lawrec.i18n import _
from lawrec.media.stores.deposit import Moved
from lawrec.operations.copies_needed import copies_missing, copies_needed, missing_texts, to_copy
from lawrec.operations.holdings import Holding, Medium, holding_of
from lawrec.operations.progress import Progress
from lawrec.operations.session import Session
from lawrec.operations.store_copy import CopyResult, copy_planned
from lawrec.schema.ids import id_of
from lawrec.schema.media import Sidecar
from lawrec.store.media_files import content_path
from lawrec.store.sources import FolderSource


def lacking_copies(
    session: Session, folder: Path, sidecars: Mapping[str, Sidecar]
) -> tuple[str, ...]:
    """What is missing before the card may be cleared, a sentence for each store; by the ledger."""
    profile = session.facts.profile
    if profile is None or copies_needed(profile) < 2:
        return ()
    try:
        ledger = holding_of(session, folder).ledger()
    except LawrecError:
        ledger = {}
    missing = copies_missing(profile, sidecars, ledger)
    return tuple(missing_texts(missing, len(sidecars)))


def copy_to_needed_stores(
    session: Session, folder: Path, sidecars: Mapping[str, Sidecar], moved: Moved
) -> tuple[str, ...]:
    """Make the copies that the policy asks for; a sentence for each store that failed.

    `folder` is the case folder or the inbox. Never raises a LawrecError: the import itself is
    done, and what failed is missing before the card may be cleared.
    """
    profile = session.facts.profile
    if not sidecars or profile is None or copies_needed(profile) < 2:
        return ()
    try:
        holding = holding_of(session, folder)
        missing = copies_missing(profile, sidecars, holding.ledger())
        plan = to_copy(profile, sidecars, missing)
        plan = [(item, store) for item, store in plan if _has_address(holding, store)]
        if not plan:
            return ()
        media = _media(folder, sidecars)
        plan = [(item, store) for item, store in plan if item in media]
        done = copy_planned(session, holding, media, plan, None, Progress(moved=moved))
    except LawrecError as trouble:
        return (trouble.what,)
    return tuple(_texts(done.failed))


def _has_address(holding: Holding, store: str) -> bool:
    return bool(holding.profile.stores[store].url)


def _media(folder: Path, sidecars: Mapping[str, Sidecar]) -> dict[str, Medium]:
    paths = {id_of(path.rsplit("/", 1)[-1]): path for path in FolderSource(folder).pages("media")}
    return {
        item: Medium(item, content_path(paths[item]), data)
        for item, data in sidecars.items()
        if item in paths
    }


def _texts(failed: tuple[CopyResult, ...]) -> list[str]:
    """One sentence a store: the first trouble stands for the others."""
    first: dict[str, CopyResult] = {}
    for result in failed:
        first.setdefault(result.store, result)
    return [
        _("{store}: not copied: {reason}").format(store=store, reason=result.reason)
        for store, result in first.items()
    ]
