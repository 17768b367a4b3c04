"""How many verified copies footage needs, and which are missing (decision 17). Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lawrec.i18n import _
from lawrec.operations.stores import default_store, lawful_stores
from lawrec.schema.bureau import Profile
from lawrec.schema.copies import Ledger
from lawrec.schema.media import Sidecar


@dataclass(frozen=True, slots=True)
class Missing:
    """What one medium lacks: the stores that should get a copy, and how many more would be
    needed for which no store is declared.
    """

    item: str
    stores: tuple[str, ...]
    undeclared: int = 0


def copies_needed(profile: Profile | None) -> int:
    """The bureau's own number, else one; two where two lawful stores are configured."""
    if profile is None:
        return 1
    if profile.intake.copies is not None:
        return max(profile.intake.copies, 1)
    return 2 if len(lawful_stores(profile)) > 1 else 1


def holders(
    profile: Profile, item: str, data: Sidecar, ledger: Ledger, gone: Collection[str] = ()
) -> tuple[str, ...]:
    """The lawful stores that have a verified copy; the case's own file counts as one of them.

    `gone` are the media whose own file is not there as it was stored.
    """
    lawful = lawful_stores(profile)
    entry = ledger.get(item)
    found = [] if item in gone else [counts_as(profile, data)]
    if entry is not None and entry.sha256 == data.sha256:
        if entry.here is not None and entry.here.state != "fine":
            found = []
        found += [name for name, copy in entry.stores.items() if copy.state == "fine"]
    return tuple(name for name in lawful if name in found)


def counts_as(profile: Profile, data: Sidecar) -> str | None:
    """The store that the file in the case folder stands for.

    What came from a dock was copied into the case, which is the unit's own storage.
    """
    named = data.stored.store
    store = profile.stores.get(named) if named else None
    if store is not None and store.dock != "yes":
        return named
    return default_store(profile)


def copies_missing(
    profile: Profile | None,
    sidecars: Mapping[str, Sidecar],
    ledger: Ledger,
    gone: Collection[str] = (),
) -> tuple[Missing, ...]:
    """For each medium that has too few verified copies, where they are missing.

    Nothing is asked of a bureau without any lawful store: that is a finding of its own.
    """
    if profile is None or not lawful_stores(profile):
        return ()
    needed, lawful = copies_needed(profile), lawful_stores(profile)
    found = []
    for item, data in sidecars.items():
        have = holders(profile, item, data, ledger, gone)
        lacking = needed - len(have)
        if lacking > 0:
            free = [name for name in lawful if name not in have]
            home = counts_as(profile, data)
            free.sort(key=lambda name: name == home)  # the case's own is mended by fetching
            stores = tuple(free[:lacking])
            found.append(Missing(item, stores, lacking - len(stores)))
    return tuple(found)


def to_copy(
    profile: Profile, sidecars: Mapping[str, Sidecar], missing: tuple[Missing, ...]
) -> list[tuple[str, str]]:
    """Medium and store of each copy that can be made; the case's own file is fetched instead."""
    return [
        (one.item, store)
        for one in missing
        for store in one.stores
        if store != counts_as(profile, sidecars[one.item])
    ]


def missing_texts(missing: tuple[Missing, ...], count: int) -> Iterator[str]:
    """One sentence for each store in which copies are missing; `count` media were looked at."""
    by_store: dict[str, list[str]] = {}
    for one in missing:
        for store in one.stores:
            by_store.setdefault(store, []).append(one.item)
    for store, items in by_store.items():
        if len(items) == count:
            yield _("a second verified copy in {store}").format(store=store)
        else:
            yield _("a further verified copy of {ids} in {store}").format(
                ids=", ".join(items), store=store
            )
    undeclared = max((one.undeclared for one in missing), default=0)
    if undeclared:
        yield _("{count} further verified copies, for which no store is declared").format(
            count=undeclared
        )
