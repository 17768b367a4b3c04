"""The copies that an import owes: made at its end where stores can be reached, else named."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from lawrec.errors import InputError, LawrecError
from lawrec.i18n import _
from lawrec.media.finder import Found
from lawrec.media.stores.address import parse_address
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
from lawrec.schema.bureau import Profile, Store
from lawrec.schema.copies import Ledger


def lacking_copies(session: Session, folder: Path, files: Sequence[Taken]) -> tuple[str, ...]:
    """What is missing before the card may be cleared, a sentence for each store; by the ledger.

    `folder` is the case folder or the inbox that the files were taken into.
    """
    profile = session.profile
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
    on_card = stores_on_card(profile, session.bureau, folder, [taken.found for taken in files])
    return (
        *missing_texts(missing, len(sidecars)),
        *(
            _("{store} lies on the card itself: that is no further copy").format(store=name)
            for name in on_card
        ),
    )


def copy_to_needed_stores(
    session: Session, folder: Path, files: Sequence[Taken], progress: Progress
) -> tuple[str, ...]:
    """Make the copies that the policy asks for; a sentence for each store that failed.

    Call it when neither the case nor the bureau is held for writing: a slow network holds up
    nobody. Never raises a LawrecError: the import itself is done, and what failed is missing
    before the card may be cleared. Does nothing where one copy is enough.
    """
    profile = session.profile
    media = _media(files)
    if not media or profile is None or copies_needed(profile) < 2:
        return ()
    try:
        holding = holding_of(session, folder)
        plan = _plan(holding, media, _there_before(files))
        found = [taken.found for taken in files]
        on_card = stores_on_card(profile, session.bureau, folder, found)
        plan = [
            (item, store)
            for item, store in plan
            if _has_address(holding, store) and store not in on_card
        ]
        if not plan:
            return ()
        shown = Progress(moved=progress.moved, wanted=progress.wanted)
        done = copy_planned(session, holding, media, plan, None, shown)
    except LawrecError as trouble:
        return (trouble.what,)
    return tuple(_texts(done.failed))


def stores_on_card(
    profile: Profile, bureau: Path | None, folder: Path, found: Sequence[Found]
) -> tuple[str, ...]:
    """The stores that lie on what is being read: nothing is ever written to a card.

    A folder that holds the footage, one beside it or below, or a place on the same device, unless
    that is the device of the case too.
    """
    if not found:
        return ()
    home = folder.stat().st_dev
    devices = {item.device for item in found if item.device not in (None, home)}
    folders = {os.fsdecode(item.path.rpartition(os.sep.encode())[0]) for item in found}
    above = {Path(folder_).resolve() for folder_ in folders}
    return tuple(
        name
        for name, store in profile.stores.items()
        if store.dock != "yes" and (root := _root(store, bureau)) is not None
        if _device(root) in devices
        or any(path.is_relative_to(root) or root.is_relative_to(path) for path in above)
    )


def _root(store: Store, bureau: Path | None) -> Path | None:
    try:
        address = parse_address(store.url, bureau) if store.url else None
    except InputError:
        return None
    return address.folder.resolve() if address is not None and address.folder else None


def _device(root: Path) -> int:
    try:
        return root.stat().st_dev
    except OSError:
        return -1


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
