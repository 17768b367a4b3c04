"""Looking at the declared stores: can they be reached, written and read; what do they hold."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from lawrec.errors import InputError, LawrecError, UsageError
from lawrec.i18n import _
from lawrec.media.stores.address import parse_address
from lawrec.media.stores.opening import Shelf
from lawrec.media.stores.place import Place, StoreTrouble
from lawrec.operations.session import Session
from lawrec.operations.stores import LAWFUL, default_store
from lawrec.schema.bureau import Profile, Store
from lawrec.store.copies import all_copies
from lawrec.store.files import TEMPORARY
from lawrec.store.rehearsal import rehearsal


@dataclass(frozen=True, slots=True)
class StoreState:
    """One store as declared and as found; None is what was not asked or cannot be told.

    `kind` is folder, s3, sftp, webdav or none (no address); `case_folders` tells that the case
    repository itself counts as this store. `clock_s` is how far its clock is ahead of ours.
    """

    name: str
    store: Store
    kind: str
    case_folders: bool
    counts: bool
    encrypted: bool | None = None
    reachable: bool | None = None
    writable: bool | None = None
    free: int | None = None
    clock_s: int | None = None
    copies: int = 0
    faulty: int = 0
    oldest: datetime | None = None
    trouble: LawrecError | None = None


def list_stores(session: Session, name: str | None = None) -> tuple[StoreState, ...]:
    """All declared stores, or one: reached, but nothing is written."""
    bureau, profile = own(session)
    with Shelf(bureau) as shelf:
        return tuple(
            _look(state, shelf, write=False)
            for state in _declared(bureau, profile)
            if name in (None, state.name)
        )


def check_stores(session: Session, name: str | None = None) -> tuple[StoreState, ...]:
    """All stores, or one: a small file is written, read back and taken away again.

    Raises UsageError for a name that is not declared.
    """
    bureau, profile = own(session)
    if name is not None and name not in profile.stores:
        raise UsageError(_("No store {name} is declared").format(name=name))
    with Shelf(bureau) as shelf:
        return tuple(
            _look(state, shelf, write=state.store.dock != "yes" and not rehearsal())
            for state in _declared(bureau, profile)
            if name in (None, state.name)
        )


def own(session: Session) -> tuple[Path, Profile]:
    """Our own bureau and its profile; raises InputError."""
    facts = session.facts
    if session.bureau is None or not facts.known or facts.profile is None:
        raise InputError(
            _("There is no case repository here whose stores could be used"),
            fix=_("Run it in your own case repository, or name it with --bureau"),
        )
    return session.bureau, facts.profile


def _declared(bureau: Path, profile: Profile) -> Iterator[StoreState]:
    seen: dict[str, list[tuple[bool, datetime]]] = {}
    for _page, ledger in all_copies(bureau):
        for entry in ledger.values():
            for name, copy in entry.stores.items():
                at = copy.verified_at
                if isinstance(at, datetime):
                    seen.setdefault(name, []).append((copy.state == "fine", at))
    home = default_store(profile)
    for name, store in profile.stores.items():
        found = seen.get(name, [])
        yield StoreState(
            name,
            store,
            "none",
            name == home,
            store.type in LAWFUL and store.dock != "yes",
            copies=sum(fine for fine, _at in found),
            faulty=sum(not fine for fine, _at in found),
            oldest=min((at for fine, at in found if fine), default=None),
        )


def _look(state: StoreState, shelf: Shelf, *, write: bool) -> StoreState:
    """The state with what was found there; trouble is part of the answer."""
    if not state.store.url:
        return state
    try:
        address = parse_address(state.store.url)
        state = replace(state, kind=address.kind)
        if address.kind != "folder":
            state = replace(state, encrypted=address.encrypted and not _plain(state.store))
        place = shelf.place(state.name, state.store)
        place.is_new()
        state = replace(state, reachable=True, free=place.free())
    except LawrecError as trouble:
        return replace(state, reachable=False, trouble=trouble)
    if not write:
        return state
    try:
        return replace(state, writable=True, clock_s=_probe(place))
    except LawrecError as trouble:
        return replace(state, writable=False, trouble=trouble)


def _plain(store: Store) -> bool:
    """Whether an S3 server is spoken to without encryption."""
    endpoint = store.options.endpoint if store.options else None
    return endpoint is not None and endpoint.startswith("http:")


def _probe(place: Place) -> int | None:
    """Write, read back, take away; by how many seconds the store's clock is ahead, if it tells."""
    name = f"{TEMPORARY}probe-{secrets.token_hex(8)}"
    content = secrets.token_bytes(4096)
    before = datetime.now(UTC)
    try:
        place.write(name, iter((content,)), len(content))
        after = datetime.now(UTC)
        if b"".join(place.read(name)) != content:
            raise StoreTrouble(
                _("What was copied reads back differently: this store is not sound"),
                where=place.where,
            )
        changed = place.changed(name)
    finally:
        place.discard(name)
    if changed is None:
        return None
    # Many stores tell whole seconds only.
    if before.timestamp() - 1 <= changed.timestamp() <= after.timestamp() + 1:
        return 0
    return round((changed - before).total_seconds())
