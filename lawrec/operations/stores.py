"""Which declared stores count as lawful storage (25.2), and which one the case folder is."""

from __future__ import annotations

from lawrec.schema.bureau import Profile

LAWFUL = ("unit_dedicated", "system")


def lawful_stores(profile: Profile) -> tuple[str, ...]:
    """The system or the unit's dedicated storage, in the order declared; docks clear themselves."""
    return tuple(
        name
        for name, store in profile.stores.items()
        if store.type in LAWFUL and store.dock != "yes"
    )


def default_store(profile: Profile | None) -> str | None:
    """The store that the case repository's own footage counts as: the first lawful one."""
    return next(iter(lawful_stores(profile)), None) if profile is not None else None
