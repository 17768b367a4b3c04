"""Upkeep, faults and repairs of recorders, and the look at them before an outing (article 27)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lawrec.begun import begun
from lawrec.checks.facts.device_use import BEFORE_USE
from lawrec.custody.change import Change, Writing
from lawrec.errors import RefusedError, UsageError
from lawrec.i18n import _
from lawrec.operations.device_clock import compare
from lawrec.operations.input import Data
from lawrec.operations.leads import own_bureau, staff
from lawrec.operations.session import Session
from lawrec.operations.setup import write_bureau
from lawrec.schema.base import is_blank
from lawrec.schema.bureau import Device, Fault, Maintenance
from lawrec.schema.case import Act, Recording
from lawrec.schema.device_checks import DeviceCheck
from lawrec.schema.moments import day_of, format_moment, not_after
from lawrec.store import layout
from lawrec.store.bureau_files import load_entries
from lawrec.store.device_checks import DeviceChecks, load_page, page_of
from lawrec.store.render import to_raw
from lawrec.store.validate import typed
from lawrec.store.yaml_io import dump

_TAKEN_OVER = ("battery_percent", "free_gb", "clock_offset_s", "clock_uncertainty_s")
_FULL = 100


@dataclass(frozen=True, slots=True)
class Cared:
    """What was noted of a device, and where; `faulty` where it must not be used."""

    device: str
    path: str
    content: object
    faulty: bool = False
    like_a_zone: bool = False


def open_fault(device: Device) -> int | None:
    """The place of the newest fault after which the device is not back in use."""
    places = [i for i, fault in enumerate(device.faults) if fault.back_in_use_at is None]
    return places[-1] if places else None


def maintain(session: Session, name: str, what: str, by: str | None, on: str | None) -> Cared:
    """Note what was done to keep a device in good order (27.1)."""
    if is_blank(what):
        raise UsageError(_("Say with --what what was done"))
    moment = session.moment(on) or session.now()
    data: Data = {"date": day_of(moment), "by": by or session.who, "what": what}
    entry = typed(Maintenance, data, layout.DEVICES, {})

    def change(device: Device) -> tuple[Device, object]:
        done = (*device.maintenance, entry)
        return device.model_copy(update={"maintenance": done}), to_raw(entry)

    return _change(session, name, change)


def fault(
    session: Session, name: str, given: Mapping[str, str | None], *, more: bool = False
) -> Cared:
    """Note a fault (27.2); with `more` the blanks of the one that is open are filled in."""
    data: Data = {key: value for key, value in given.items() if value}

    def change(device: Device) -> tuple[Device, object]:
        place = open_fault(device)
        if more:
            return _filled(session, name, device, place, data)
        if place is not None:
            raise RefusedError(
                _("{name} is out of use already, since {time}").format(
                    name=name, time=format_moment(device.faults[place].fault_at)
                ),
                fix=_("Complete that fault with --more, or note its repair: lawrec device repair"),
            )
        data.setdefault("fault_at", format_moment(session.now()))
        entry = typed(Fault, data, layout.DEVICES, {}, zone=session.zone)
        return device.model_copy(update={"faults": (*device.faults, entry)}), to_raw(entry)

    return _change(session, name, change)


def repair(
    session: Session,
    name: str,
    *,
    by: str,
    authorised_by: str | None,
    unauthorised: bool = False,
    back_at: str | None = None,
) -> Cared:
    """Note a repair: by whom, who authorised it, and since when the device is in use again."""
    if authorised_by is not None and unauthorised:
        raise UsageError(_("--authorised-by and --unauthorised contradict each other"))
    if authorised_by is None and not unauthorised:
        raise UsageError(
            _("Say with --authorised-by who allowed the repair"),
            fix=_("If nobody did, say so: --unauthorised"),
        )
    data: Data = {"repaired_by": by}
    if authorised_by:
        data["authorised_by"] = staff(session, authorised_by)
    if back_at:
        data["back_in_use_at"] = back_at

    def change(device: Device) -> tuple[Device, object]:
        return _filled(session, name, device, open_fault(device), data)

    return _change(session, name, change)


def _filled(
    session: Session, name: str, device: Device, place: int | None, data: Data
) -> tuple[Device, object]:
    """The device with the blanks of that fault filled in; what stands there already stays."""
    if place is None:
        raise RefusedError(
            _("{name} has no fault that is open").format(name=name),
            fix=_("Note the fault first: lawrec device fault"),
        )
    raw = to_raw(device.faults[place])
    old: Data = dict(raw) if isinstance(raw, dict) else {}
    entry = typed(Fault, {**old, **data}, layout.DEVICES, {}, zone=session.zone)
    fresh = to_raw(entry)
    changed = [key for key in old if isinstance(fresh, dict) and fresh.get(key) != old[key]]
    if changed:
        raise RefusedError(
            _("{fields} stands there already and is not written over").format(
                fields=", ".join(changed)
            ),
            where=f"{layout.DEVICES}: {name}",
        )
    if entry.back_in_use_at and not_after(entry.fault_at, entry.back_in_use_at) == "no":
        raise RefusedError(_("The device was back in use before it failed"))
    faults = (*device.faults[:place], entry, *device.faults[place + 1 :])
    return device.model_copy(update={"faults": faults}), fresh


def _change(
    session: Session, name: str, change: Callable[[Device], tuple[Device, object]]
) -> Cared:
    bureau = own_bureau(session)
    with write_bureau(bureau, session.who, _("note the care of a device")) as held:
        devices = load_entries(bureau, layout.DEVICES, Device)
        fresh, content = change(_require(devices, name))
        entries = {key: to_raw(value) for key, value in {**devices, name: fresh}.items()}
        _commit(held, session, layout.DEVICES, dump(entries, "设备台账"))
    return Cared(name, layout.DEVICES, content, open_fault(fresh) is not None)


def _require(devices: Mapping[str, Device], name: str) -> Device:
    if name not in devices:
        raise RefusedError(
            _("There is no device {name} in the register").format(name=name),
            fix=_("See: lawrec device list"),
        )
    return devices[name]


def _commit(held: Writing, session: Session, path: str, content: bytes) -> None:
    held.commit(Change({path: content}, (), "设备", "device", session.who))


def check(
    session: Session, name: str, given: Mapping[str, str | None], by: str | None, at: str | None
) -> Cared:
    """Note the look at a device before an outing: battery, free space, error of its clock.

    `device_time` is what its screen shows now: the program compares that with its own clock.
    """
    now = begun()
    data: Data = {key: value for key, value in given.items() if value}
    if not data:
        raise UsageError(
            _("Say what was seen: --battery, --free-gb, --device-time or --clock-offset")
        )
    moment = session.instant(at)
    odd = "device_time" in data and _measure(session, data, now, at)
    data |= {"at": moment, "by": staff(session, by or session.who)}
    entry = typed(DeviceCheck, data, "-", {})
    _plausible(entry)
    bureau = own_bureau(session)
    with write_bureau(bureau, session.who, _("note the check of a device")) as held:
        device = _require(load_entries(bureau, layout.DEVICES, Device), name)
        path = page_of(day_of(moment))
        known = load_entries(bureau, path, DeviceChecks)
        mine = known.get(name, DeviceChecks())
        known[name] = DeviceChecks(checks=(*mine.checks, entry))
        entries = {key: to_raw(value) for key, value in known.items()}
        _commit(held, session, path, dump(entries, "出发前的设备检查"))
    return Cared(name, path, to_raw(entry), open_fault(device) is not None, odd)


def _measure(session: Session, data: Data, now: datetime, at: str | None) -> bool:
    """Put in what comparing the clocks gives; says whether it looks like another time zone."""
    if at is not None or "clock_offset_s" in data:
        raise UsageError(
            _("--device-time is what the screen shows now; leave out --at and --clock-offset")
        )
    seen = compare(str(data["device_time"]), now, session.zone)
    data |= {
        "clock_offset_s": str(seen.offset_s),
        "clock_uncertainty_s": str(seen.uncertainty_s),
        "device_time": seen.shown,
        "clock_against": "computer",
    }
    return seen.like_a_zone


def _plausible(entry: DeviceCheck) -> None:
    battery, free = entry.battery_percent, entry.free_gb
    if battery is not None and not 0 <= battery <= _FULL:
        raise UsageError(_("The battery is between 0 and 100 percent"))
    if free is not None and free < 0:
        raise UsageError(_("The free space is no less than 0"))


def with_checks(bureau: Path | None, act: Act) -> Act:
    """The act with what the last check before it found of each device, if that was soon before.

    Soon is what 27.1 takes for it: the same day, or some hours before midnight.
    """
    if bureau is None or not isinstance(act.start, datetime) or not act.recording:
        return act
    days = dict.fromkeys(page_of(day_of(at)) for at in (act.start - BEFORE_USE, act.start))
    pages = [load_page(bureau, page) for page in days]
    filled = tuple(_with_check(entry, pages, act.start) for entry in act.recording)
    return act if filled == act.recording else act.model_copy(update={"recording": filled})


def _soon(look: datetime, start: datetime) -> bool:
    return start - look <= BEFORE_USE or day_of(look) == day_of(start)


def _with_check(
    entry: Recording, pages: list[Mapping[str, DeviceChecks]], start: datetime
) -> Recording:
    own = ("checked_at", *_TAKEN_OVER)
    if any(getattr(entry, field) is not None for field in own):
        return entry
    before = [
        (look.at, place, look)
        for page in pages
        if entry.device in page
        for place, look in enumerate(page[entry.device].checks)
        if isinstance(look.at, datetime) and look.at <= start and _soon(look.at, start)
    ]
    if not before:
        return entry
    last = max(before)[-1]
    seen = {field: getattr(last, field) for field in _TAKEN_OVER}
    seen = {field: value for field, value in seen.items() if value is not None}
    return entry.model_copy(update={"checked_at": last.at, **seen})
