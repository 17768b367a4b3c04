"""How far a device's clock was off while it recorded, by the looks at it before and after.

A look is an entry of an act, or a check on the bureau's register. What the program measured has
its sign and its uncertainty; what somebody typed may have the sign the wrong way round, and is
therefore taken both ways. Between two measured looks the clock was somewhere between them. With
one of them only, somebody may have set the clock in the meantime: the time as the device wrote it
is then a reading too. A look weeks away that found it wrong tells no more than that it may be
wrong: it softens and never accuses. A clock at which nobody looked is taken as it is; a tolerance
that a unit set itself would turn lateness into a doubt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from lawrec.checks.facts.case import Facts
from lawrec.schema.case import Recording
from lawrec.schema.device_checks import FAR, DeviceCheck, Stretch, around, told
from lawrec.schema.media import Sidecar
from lawrec.schema.moments import first_instant

_CENTURY_S = Decimal(100 * 365 * 86400)
_NONE = timedelta(0)
# A clock further off than this is wrong, and stays so until somebody sets it. Ours.
_WRONG = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ClockError:
    """By how much the clock was ahead at least and at most; `measured`: told by a program."""

    low: timedelta
    high: timedelta
    measured: bool = False


def clock_error(case: Facts, data: Sidecar, act: str | None, at: Stretch) -> ClockError | None:
    """How far the clock of the device was off then, for a medium of that act; None: not known."""
    if data.device is None:
        return None
    own = [(entry, _error(entry)) for entry in _entries(case, data.device, act)]
    looks = _looks(case, data.device)
    before, after = around(looks, at)
    earlier = [error for entry, error in own if error and not _later(entry, at)]
    later = [error for entry, error in own if error and _later(entry, at)]
    earlier += [error for look in (before,) if look and (error := _error(look))]
    later += [error for look in (after,) if look and (error := _error(look))]
    return _hull(earlier, later) or _hull(_stale(looks, at), [])


def _stale(looks: tuple[DeviceCheck, ...], at: Stretch) -> list[ClockError]:
    """What the looks say that are too far away to tell how wrong a clock was, but not whether."""
    found = [error for look in around(looks, at, FAR) if look and (error := _error(look))]
    return [error for error in found if max(abs(error.low), abs(error.high)) > _WRONG]


def _later(entry: Recording, at: Stretch) -> bool:
    return entry.checked_at is not None and first_instant(entry.checked_at) > at[0]


def _hull(earlier: list[ClockError], later: list[ClockError]) -> ClockError | None:
    known = [*earlier, *later]
    if not known:
        return None
    low, high = min(error.low for error in known), max(error.high for error in known)
    if earlier and later and all(error.measured for error in known):
        return ClockError(low, high, measured=True)
    return ClockError(min(low, _NONE), max(high, _NONE))


def _error(look: Recording | DeviceCheck) -> ClockError | None:
    offset, within = look.clock_offset_s, look.clock_uncertainty_s
    if offset is None:
        return None
    if within is None:
        either = seconds(abs(offset))
        return ClockError(-either, either)
    return ClockError(
        seconds(offset) - seconds(abs(within)), seconds(offset) + seconds(abs(within)), True
    )


def seconds(number: Decimal) -> timedelta:
    """A number of seconds from a file, however absurd, as a length that can be reckoned with."""
    return timedelta(seconds=float(max(-_CENTURY_S, min(number, _CENTURY_S))))


def _entries(case: Facts, device: str, act: str | None) -> list[Recording]:
    page = case.act(act)
    return [entry for entry in (page.data.recording if page else ()) if entry.device == device]


def _looks(case: Facts, device: str) -> tuple[DeviceCheck, ...]:
    return case.once("clock looks", lambda: _all_looks(case)).get(device, ())


def _all_looks(case: Facts) -> dict[str, tuple[DeviceCheck, ...]]:
    """All dated looks by device: those of the register, and those that acts took over."""
    found: dict[str, dict[datetime, DeviceCheck]] = {}
    for act in case.acts:
        for entry in act.data.recording:
            if isinstance(entry.checked_at, datetime) and entry.clock_offset_s is not None:
                look = DeviceCheck(
                    at=entry.checked_at,
                    by=entry.by or "",
                    clock_offset_s=entry.clock_offset_s,
                    clock_uncertainty_s=entry.clock_uncertainty_s,
                )
                found.setdefault(entry.device, {})[entry.checked_at] = look
    for device, looks in case.snapshot.bureau.checks.items():
        for look in looks:
            found.setdefault(device, {})[first_instant(look.at)] = look
    return {device: told(by_time.values()) for device, by_time in found.items()}
