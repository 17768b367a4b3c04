"""The faults of devices on the bureau's register (article 27)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lawrec.checks.base import Outcome, not_applicable
from lawrec.checks.facts.unit import UnitFacts
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.bureau import Fault
from lawrec.schema.moments import first_instant
from lawrec.schema.snapshot import Place

_NO_FAULT = N_("No fault of a device is on the register")


def each_fault(
    bureau: UnitFacts, judge: Callable[[UnitFacts, str, int, Fault], Iterator[Outcome]]
) -> Iterator[Outcome]:
    """The rule's answer for each fault of each device: its name, the fault's number, the fault."""
    found = list(faults(bureau))
    if not found:
        yield not_applicable(_NO_FAULT)
    for name, index, fault in found:
        yield from judge(bureau, name, index, fault)


def faults(bureau: UnitFacts) -> Iterator[tuple[str, int, Fault]]:
    """The faults that had happened by now, and not before the regulation was in force."""
    for name, device in bureau.snapshot.devices.data.items():
        for index, fault in enumerate(device.faults):
            if bureau.covers(fault.fault_at) and first_instant(fault.fault_at) <= bureau.as_of:
                yield name, index, fault


def entry_at(bureau: UnitFacts, *keys: str | int) -> Place:
    """The place of an entry of the register."""
    return bureau.snapshot.devices.at(*keys)


def self_repaired(bureau: UnitFacts, fault: Fault) -> bool:
    """Whether somebody of the staff repaired the device and nobody is named who approved it."""
    by = fault.repaired_by
    return (
        not is_blank(by) and bureau.officer(str(by)) is not None and is_blank(fault.authorised_by)
    )


def completing(name: str, fault: Fault, command: str) -> str | None:
    """The command that fills in the blanks of a fault; only one that is open can be completed."""
    if fault.back_in_use_at is not None:
        return None
    return command.format(device=argument(name))
