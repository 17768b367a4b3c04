"""6.2c: every recorder and every store in use is on the bureau's registers."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, unsure, violated
from lawrec.checks.facts.unit import UnitFacts
from lawrec.checks.messages import argument
from lawrec.checks.unit.base import unit_rule
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.snapshot import Place
from lawrec.schema.unit_snapshot import UsedMedium


@unit_rule("6.2c", "cases/")
def equipment_registered(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: case files, footage and devices are strictly managed, with registers.

    Lawful: each recorder and each store that the media of the cases name is registered.
    Unlawful: a medium of a case names a recorder or a store that no register has.
    Remedy: `lawrec device add`, `lawrec store add`.
    """
    devices = _by_name(bureau, "device")
    stores = _by_name(bureau, "store")
    unknown = {name: used for name, used in devices.items() if name not in _devices(bureau)}
    for name, used in unknown.items():
        yield _device(name, used)
    lost = {name: used for name, used in stores.items() if name not in bureau.profile.stores}
    for name, used in lost.items():
        yield _store(name, used)
    if not _devices(bureau):
        yield unsure(
            "no_device_registered",
            N_("The register of devices is empty: what the officers record with is not known"),
            Place(bureau.snapshot.devices.path),
            severity="note",
            remedy="lawrec device add ... --type ...",
        )
    if not bureau.profile.stores:
        yield unsure(
            "no_store_registered",
            N_("No store for footage is declared: where footage is kept is not known"),
            bureau.at("stores"),
            severity="note",
            remedy="lawrec store add ... --type ...",
        )
    if not unknown and not lost:
        yield met()


def _devices(bureau: UnitFacts) -> set[str]:
    return set(bureau.snapshot.devices.data)


def _by_name(bureau: UnitFacts, field: str) -> dict[str, list[UsedMedium]]:
    """What the media name in that field, and which media do."""
    found: dict[str, list[UsedMedium]] = {}
    for medium in bureau.snapshot.media:
        name = getattr(medium, field)
        covered = medium.start is None or bureau.covers(medium.start)
        if covered and not is_blank(name):
            found.setdefault(name, []).append(medium)
    return found


def _device(name: str, used: list[UsedMedium]) -> Outcome:
    return violated(
        "device_not_registered",
        N_("{device} recorded {media} and is not on the register of devices"),
        Place(used[0].path),
        curable=True,
        remedy=f"lawrec device add {argument(name)} --type ...",
        root=("device", name),
        device=name,
        media=[f"{medium.case} {medium.id}" for medium in used],
    )


def _store(name: str, used: list[UsedMedium]) -> Outcome:
    return violated(
        "store_not_registered",
        N_("{media} is kept in {store}, which is not declared"),
        Place(used[0].path),
        curable=True,
        remedy=f"lawrec store add {argument(name)} --type ...",
        root=("store", name),
        store=name,
        media=[f"{medium.case} {medium.id}" for medium in used],
    )
