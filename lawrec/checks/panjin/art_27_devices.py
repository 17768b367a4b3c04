"""Article 27: devices are looked after, and faults are reported and repaired by professionals."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lawrec.checks.base import Outcome, met, not_applicable, rule, satisfied_but
from lawrec.checks.facts.broken_off import explained
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.device_faults import Broken, faults, none, reported, stopped
from lawrec.checks.facts.device_repairs import authorised, by_professionals
from lawrec.checks.facts.device_use import checked, devices_used, uses
from lawrec.i18n import N_
from lawrec.schema.snapshot import Place


@rule("27.1a")
def devices_kept_up(case: Facts) -> Iterator[Outcome]:
    """The devices that recorded for the case are looked after.

    Duty: officers keep up the devices; the text does not ask for entries on that.
    Lawful: the register shows upkeep of the device.
    Unlawful: never by a missing entry, which is only a note.
    Remedy: enter the upkeep in the register of devices.
    """
    used = devices_used(case)
    for device in used:
        known = case.snapshot.bureau.devices.get(device)
        yield met() if known is not None and known.maintenance else _no_upkeep(device)
    if not used:
        yield not_applicable(N_("No device recorded anything for this case"), absent=("media",))


def _no_upkeep(device: str) -> Outcome:
    return satisfied_but(
        "note",
        "no_upkeep_on_register",
        N_("{device}: the register of devices has no entry on its upkeep"),
        Place("bureau.yaml"),
        device=device,
    )


@rule("27.1b")
def battery_and_memory_checked(case: Facts) -> Iterator[Outcome]:
    """Battery and memory are looked at before a device records an act.

    Duty: the check of battery and memory, on the day and before the recording.
    Lawful: an entry with both, on the day of the recording and before it.
    Unlawful: never by a missing entry, for the text asks for the check; that is a warning.
    Remedy: enter the check truthfully, if there was one.
    """
    used = uses(case)
    for use in used:
        yield from checked(case, use)
    if not used:
        yield not_applicable(N_("No act was recorded by a device"), absent=("media",))


@rule("27.1c")
def devices_work(case: Facts) -> Iterator[Outcome]:
    """A recording that breaks off is explained, and a fault behind it is on register.

    Duty: officers make sure that the recorder works.
    Lawful: no recording broke off, or a fault of the device of that day is on register.
    Unlawful: never by itself, for somebody may have stopped it; without a fault it is open.
    Remedy: report the fault, or let a checker say why it broke off.
    """
    outcomes = list(explained(case))
    yield from outcomes
    if not outcomes:
        yield not_applicable(N_("No recording broke off, and no device had a fault"))


@rule("27.2b")
def faulty_device_stopped(case: Facts) -> Iterator[Outcome]:
    """A faulty device records nothing until it is back in order.

    Duty: after a fault the device is taken out of use at once.
    Lawful: nothing was recorded with it between the fault and its return to use.
    Unlawful: a recording of that device which began in between.
    Remedy: none for what was recorded; record the rectification.
    """
    yield from _each(case, stopped)


@rule("27.2c")
def fault_reported(case: Facts) -> Iterator[Outcome]:
    """A fault of a device is reported.

    Duty: the fault is reported in time; the text sets no number of hours.
    Lawful: the register has when and to whom it was reported.
    Unlawful: neither is on register.
    Remedy: report the fault, and enter that with its true date.
    """
    yield from _each(case, lambda facts, broken: iter((reported(facts, broken),)))


@rule("27.2d")
def repaired_by_professionals(case: Facts) -> Iterator[Outcome]:
    """A faulty device is repaired by a professional department.

    Duty: a professional department is called in for the repair.
    Lawful: the register names a repairer who is no member of staff.
    Unlawful: a member of staff repaired it; without a name it is open.
    Remedy: enter who repaired it.
    """
    yield from _each(case, lambda facts, broken: iter((by_professionals(facts, broken),)))


@rule("27.2e")
def not_opened_on_own_account(case: Facts) -> Iterator[Outcome]:
    """Nobody opens, repairs or swaps a device on his own account.

    Duty: no dismantling or replacing without being allowed to.
    Lawful: the register names who allowed the repair.
    Unlawful: a member of staff repaired it, and nobody allowed it.
    Remedy: name who allowed it, if somebody did; else put the breach on record.
    """
    yield from _each(case, lambda facts, broken: iter((authorised(facts, broken),)))


def _each(case: Facts, judge: Callable[[Facts, Broken], Iterator[Outcome]]) -> Iterator[Outcome]:
    known = faults(case)
    for broken in known:
        yield from judge(case, broken)
    if not known:
        yield none(case)


RULES = (
    devices_kept_up,
    battery_and_memory_checked,
    devices_work,
    faulty_device_stopped,
    fault_reported,
    repaired_by_professionals,
    not_opened_on_own_account,
)
