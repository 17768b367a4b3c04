"""Where a second copy of footage may lie: another declared store than the one it is on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lawrec.errors import EnvironmentTrouble, InputError, RefusedError, UsageError
from lawrec.i18n import _
from lawrec.operations.case_writer import CaseWriter
from lawrec.operations.docks import folder_of
from lawrec.operations.store_place import refuse_dock, refuse_inside
from lawrec.operations.stores import default_store
from lawrec.schema.bureau import Profile, Store
from lawrec.schema.media import Sidecar
from lawrec.schema.snapshot import Page
from lawrec.store.files import os_errors


@dataclass(frozen=True, slots=True)
class Destination:
    """A declared store and its folder; None for one that only a person can compare.

    `same_disk` is a folder on the very disk on which the case lies.
    """

    store: str | None
    folder: Path | None = None
    same_disk: bool = False


def destination(case: CaseWriter, name: str | None, *, burnt: bool) -> Destination:
    """The store of that name; refused where the copy would not be a further one.

    Stores are those of our own case repository: what a folder's own extract names may lie
    anywhere on this computer.
    """
    if name is None:
        return Destination(None)
    store = _declared(case, name)
    folder = folder_of(store.url)
    there = folder is not None and folder.is_dir()
    if burnt:
        if there:
            raise RefusedError(
                _("The folder of {store} is there: lawrec copies and compares by itself").format(
                    store=name
                ),
                fix=_("Leave out --burnt and --by"),
            )
        return Destination(name)
    if folder is None:
        raise RefusedError(
            _("{store} has no folder that lawrec can reach").format(store=name),
            fix=_("Copy by hand, compare, and say so with --burnt --by NAME"),
        )
    if not there:
        raise EnvironmentTrouble(
            _("The folder of {store} is not there").format(store=name),
            where=str(folder),
            fix=_("Connect the carrier, or give the store its right folder in lawrec.yaml"),
        )
    folder = folder.resolve()
    for root in filter(None, (case.folder, case.session.bureau)):
        refuse_inside(name, folder, root)
    with os_errors(folder):
        same = folder.stat().st_dev == case.folder.stat().st_dev
    return Destination(name, folder, same)


def _declared(case: CaseWriter, name: str) -> Store:
    facts = case.session.facts
    if case.session.bureau is None or not facts.known or facts.profile is None:
        raise InputError(
            _("There is no case repository here whose stores could be used"),
            fix=_("Run it in your own case repository, or name it with --bureau"),
        )
    store = facts.profile.stores.get(name)
    if store is None:
        raise UsageError(
            _("No store {name} is declared").format(name=name),
            fix=f"lawrec store add {name} --type removable --url file:///...",
        )
    refuse_dock(name, store)
    return store


def refuse_same_store(case: CaseWriter, medium: Page[Sidecar], place: Destination) -> None:
    """Refuse the store on which that medium already lies, under this or another name."""
    if place.store is None:
        return
    profile = case.session.facts.profile
    for name in _stores_of(medium.data, profile):
        if name == place.store or _same_folder(profile, name, place.folder):
            raise RefusedError(
                _(
                    "{id} lies on {store} already: a mark on the same store is no second copy"
                ).format(id=medium.id, store=name),
                fix=_("Take a removable medium or another store of the unit"),
            )


def _stores_of(data: Sidecar, profile: Profile | None) -> tuple[str, ...]:
    """The stores that have the content: the one of its sidecar, and that of the case file.

    What came from a dock lies in the case too, which counts as the unit's own storage.
    """
    own = data.stored.store
    store = profile.stores.get(own) if profile and own else None
    in_case = data.content_url is None and (store is None or store.dock == "yes")
    names = (own, default_store(profile) if in_case else None)
    return tuple(name for name in names if name)


def _same_folder(profile: Profile | None, name: str, folder: Path | None) -> bool:
    store = profile.stores.get(name) if profile else None
    other = folder_of(store.url) if store is not None else None
    return other is not None and folder is not None and other.resolve() == folder
