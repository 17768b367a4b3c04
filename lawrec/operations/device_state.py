"""The recorders of a bureau as they stand: out of use or not, last check, error of the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lawrec.operations.device_care import open_fault
from lawrec.schema.bureau import Device
from lawrec.schema.device_checks import DeviceCheck
from lawrec.schema.moments import Moment, day_of
from lawrec.store import layout
from lawrec.store.bureau_files import load_entries, load_profile
from lawrec.store.device_checks import last_checks

CLOCK_CHECK_DAYS = "clock_check_days"
"""The bureau's own number (`thresholds`): after how many days a clock is to be compared again."""


@dataclass(frozen=True, slots=True)
class DeviceState:
    """One recorder: since when it is out of use, its newest check, the newest look at its clock.

    `overdue` says that the clock was not compared for longer than the bureau itself wants; None
    where the bureau has set no number, for the law sets none.
    """

    name: str
    device: Device
    faulty_since: Moment | None = None
    checked: DeviceCheck | None = None
    clock: DeviceCheck | None = None
    overdue: bool | None = None


def device_states(bureau: Path | None) -> list[DeviceState]:
    """Every device on the register of that repository, or of the one around this folder."""
    root = layout.require_bureau(bureau or Path.cwd())
    devices = load_entries(root, layout.DEVICES, Device)
    looks = last_checks(root, devices)
    days = load_profile(root).thresholds.get(CLOCK_CHECK_DAYS)
    wanted = None if days is None else float(days)
    return [_state(name, device, looks.get(name, ()), wanted) for name, device in devices.items()]


def _state(
    name: str, device: Device, looks: tuple[DeviceCheck, ...], days: float | None
) -> DeviceState:
    place = open_fault(device)
    since = None if place is None else device.faults[place].fault_at
    clock = next((look for look in looks if look.clock_offset_s is not None), None)
    age = None if clock is None else (day_of(datetime.now(UTC)) - day_of(clock.at)).days
    overdue = None if days is None else age is None or age > days
    return DeviceState(name, device, since, looks[0] if looks else None, clock, overdue)
