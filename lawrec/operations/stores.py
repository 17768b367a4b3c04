"""Which declared stores count as lawful storage (25.2), and which one the case folder is."""

from __future__ import annotations

from lawrec.errors import UsageError
from lawrec.i18n import _
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


def require_store(profile: Profile | None, name: str | None) -> None:
    """Refuse as the place of an import what is not declared, or lies somewhere else.

    Content comes into the case folder, which stands for a store without an address of its own
    or for the first lawful one. Raises UsageError.
    """
    if name is None:
        return
    stores = profile.stores if profile else {}
    if name not in stores:
        raise UsageError(
            _("No store {name} is declared").format(name=name),
            fix=_("Declared are: {names}").format(names=", ".join(stores) or "-"),
        )
    if stores[name].url is not None and name != default_store(profile):
        raise UsageError(
            _("{name} lies elsewhere: footage comes into the case first").format(name=name),
            fix=_("Leave out --store; copies to it are made by: lawrec store copy CASE --to NAME"),
        )
