"""Which declared store the case repository's own footage counts as."""

from __future__ import annotations

from lawrec.schema.bureau import Profile

LAWFUL = ("unit_dedicated", "system")


def default_store(profile: Profile | None) -> str | None:
    """The first lawful store that is no dock (25.2: system or the unit's dedicated storage)."""
    if profile is None:
        return None
    return next(
        (
            name
            for name, store in profile.stores.items()
            if store.type in LAWFUL and store.dock != "yes"
        ),
        None,
    )
