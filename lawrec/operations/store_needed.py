"""The copies that an import owes: made at its end where stores can be reached, else named."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from lawrec.errors import LawrecError
from lawrec.i18n import _
from lawrec.operations.copies_needed import (
    copies_missing,
    copies_needed,
    counts_as,
    holders,
    missing_texts,
    to_copy,
)
from lawrec.operations.holdings import Holding, Medium, holding_of
from lawrec.operations.intake import Taken
from lawrec.operations.progress import Progress
from lawrec.operations.session import Session
from lawrec.operations.store_copy import CopyResult, copy_planned
from lawrec.schema.copies import Ledger


def lacking_copies(session: Session, folder: Path, files: Sequence[Taken]) -> tuple[str, ...]:
    """What is missing before the card may be cleared, a sentence for each store; by the ledger.

    `folder` is the case folder or the inbox that the files were taken into.
    """
    profile = session.facts.profile if session.bureau is not None else None
    if profile is None or copies_needed(profile) < 2:
        return ()
    media = _media(files)
    sidecars = {item: medium.sidecar for item, medium in media.items()}
    ledger: Ledger = {}
    gone: set[str] = set(media)
    try:
        holding = holding_of(session, folder)
        ledger, gone = holding.ledger(), _gone(holding, media)
    except LawrecError:
        pass  # what cannot be looked at counts as missing
    missing = copies_missing(profile, sidecars, ledger, gone)
    return tuple(missing_texts(missing, len(sidecars)))


def copy_to_needed_stores(
    session: Session, folder: Path, files: Sequence[Taken], progress: Progress
) -> tuple[str, ...]:
    """Make the copies that the policy asks for; a sentence for each store that failed.

    Call it when neither the case nor the bureau is held for writing: a slow network holds up
    nobody. Never raises a LawrecError: the import itself is done, and what failed is missing
    before the card may be cleared. Does nothing where one copy is enough.
    """
    profile = session.facts.profile if session.bureau is not None else None
    media = _media(files)
    if not media or profile is None or copies_needed(profile) < 2:
        return ()
    try:
        holding = holding_of(session, folder)
        plan = _plan(holding, media, _there_before(files))
        plan = [(item, store) for item, store in plan if _has_address(holding, store)]
        if not plan:
            return ()
        shown = Progress(moved=progress.moved, wanted=progress.wanted)
        done = copy_planned(session, holding, media, plan, None, shown)
    except LawrecError as trouble:
        return (trouble.what,)
    return tuple(_texts(done.failed))


def _plan(
    holding: Holding, media: Mapping[str, Medium], before: Collection[str]
) -> list[tuple[str, str]]:
    """What has to be copied, and what the ledger says was copied before, to be looked at again.

    The card is about to be cleared: a copy that only the ledger remembers is none.
    """
    sidecars = {item: medium.sidecar for item, medium in media.items()}
    ledger = holding.ledger()
    missing = copies_missing(holding.profile, sidecars, ledger, _gone(holding, media))
    plan = dict.fromkeys(to_copy(holding.profile, sidecars, missing))
    for item in before:
        home = counts_as(holding.profile, sidecars[item])
        known = holders(holding.profile, item, sidecars[item], ledger)
        plan.update(dict.fromkeys((item, store) for store in known if store != home))
    return list(plan)


def _there_before(files: Sequence[Taken]) -> list[str]:
    return list(_media([taken for taken in files if taken.result == "duplicate"]))


def _gone(holding: Holding, media: Mapping[str, Medium]) -> set[str]:
    """The media whose own file is not in the folder any more, with its size."""
    return {item for item, medium in media.items() if not holding.has(medium)}


def _media(files: Sequence[Taken]) -> dict[str, Medium]:
    """What was stored now or was there before, each once."""
    return {
        taken.item: Medium(taken.item, taken.path, taken.sidecar)
        for taken in files
        if taken.item and taken.path and taken.sidecar is not None
    }


def _has_address(holding: Holding, store: str) -> bool:
    return bool(holding.profile.stores[store].url)


def _texts(failed: tuple[CopyResult, ...]) -> list[str]:
    """One sentence a store: the first trouble stands for the others."""
    first: dict[str, CopyResult] = {}
    for result in failed:
        first.setdefault(result.store, result)
    return [
        _("{store}: not copied: {reason}").format(store=store, reason=result.reason)
        for store, result in first.items()
    ]
