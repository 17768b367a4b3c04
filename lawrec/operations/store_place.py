"""Opening a store for copies: one that is a further place, and the one that it was before."""

from __future__ import annotations

from pathlib import Path

from lawrec.errors import InputError, RefusedError
from lawrec.i18n import _
from lawrec.media.stores.address import parse_address
from lawrec.media.stores.opening import Shelf
from lawrec.media.stores.place import Place, StoreTrouble
from lawrec.operations.holdings import Holding, declared
from lawrec.schema.bureau import Profile, Store
from lawrec.store.copies import all_copies


def open_destination(holding: Holding, name: str, shelf: Shelf) -> Place:
    """The store, open for writing; raises RefusedError where a copy would be none.

    Raises StoreTrouble also where the store is empty although copies were made there: then its
    disk or share is not connected, and they would end in the folder where it is to appear.
    """
    store = declared(holding.profile, name)
    refuse_dock(name, store)
    folder = parse_address(store.url, holding.bureau).folder if store.url else None
    if folder is not None:
        refuse_inside(name, folder, holding.bureau)
    refuse_same_place(holding.bureau, holding.profile, name, store)
    return open_store_again(holding.bureau, holding.profile, name, shelf)


def open_store_again(bureau: Path, profile: Profile, name: str, shelf: Shelf) -> Place:
    """The store, open; raises StoreTrouble where it is empty and should not be."""
    place = shelf.place(name, declared(profile, name))
    if place.is_new() and has_copies(bureau, name):
        raise StoreTrouble(
            _("{store} is empty, although copies were made there: is it connected?").format(
                store=name
            ),
            where=place.where,
            fix=_("Connect the disk or share that belongs there, then run the command again"),
        )
    return place


def has_copies(bureau: Path, name: str) -> bool:
    """Whether the ledger knows of any copy in that store."""
    return any(
        name in entry.stores for _page, ledger in all_copies(bureau) for entry in ledger.values()
    )


def refuse_same_place(bureau: Path, profile: Profile, name: str, store: Store) -> None:
    """Two names of one place are one copy: refuse one that lies in another, or the reverse."""
    mine = _place(store, bureau)
    for other, declared_store in profile.stores.items():
        theirs = _place(declared_store, bureau) if other != name else None
        if mine is not None and theirs is not None and _is_within(mine, theirs):
            raise RefusedError(
                _("{store} and {other} are one place, or one lies in the other").format(
                    store=name, other=other
                ),
                where=store.url,
                fix=_("A further copy needs a place of its own"),
            )


def _place(store: Store, bureau: Path) -> tuple[str, tuple[str, ...]] | None:
    """Where a store lies: its server or this computer, and the path there; None if unknown."""
    if store.url is None:
        return None
    try:
        address = parse_address(store.url, bureau)
    except InputError:
        return None
    if address.folder is not None:
        return "", address.folder.resolve().parts
    # The options of an S3 store name the server that keeps the bucket.
    endpoint = store.options.endpoint if store.options else None
    server = f"{address.kind}://{address.host}:{address.port or ''} {endpoint or ''}".lower()
    return server, tuple(part for part in address.path.split("/") if part)


def _is_within(one: tuple[str, tuple[str, ...]], other: tuple[str, tuple[str, ...]]) -> bool:
    length = min(len(one[1]), len(other[1]))
    return one[0] == other[0] and one[1][:length] == other[1][:length]


def refuse_dock(name: str, store: Store) -> None:
    """Refuse as a place for copies what clears itself."""
    if store.dock == "yes":
        raise RefusedError(
            _("{store} is a docking station, which clears itself: nothing is kept there").format(
                store=name
            ),
            fix=_("Take a removable medium or another store of the unit"),
        )


def refuse_inside(name: str, folder: Path, root: Path) -> None:
    """Refuse a folder in which the footage lies already, or one that contains it."""
    folder, own = folder.resolve(), root.resolve()
    if folder.is_relative_to(own) or own.is_relative_to(folder):
        raise RefusedError(
            _(
                "{store} is the place where the case itself lies: a mark on the same store "
                "is no second copy"
            ).format(store=name),
            where=str(folder),
            fix=_("Take a removable medium or another store of the unit"),
        )
