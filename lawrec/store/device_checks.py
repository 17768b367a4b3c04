"""The pages with the checks of recorders, one a month: `roster/checks-2026-07.yaml`.

In the device register itself they would swell the extract of every case, and a paper for each of
them would be thousands of files a year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from lawrec.schema.base import Model
from lawrec.schema.device_checks import FAR, Checks, DeviceCheck, Stretch, nearest, told
from lawrec.schema.moments import day_of, last_instant
from lawrec.store.bureau_files import load_entries

_FOLDER, _NAME = "roster", "checks-{:%Y-%m}.yaml"
_REACH = FAR + timedelta(days=2)


class DeviceChecks(Model):
    """The checks of one device in one month."""

    checks: tuple[DeviceCheck, ...] = ()


def page_of(day: date) -> str:
    """The page with the checks of that day's month."""
    return f"{_FOLDER}/{_NAME.format(day)}"


def load_page(bureau: Path, path: str) -> Mapping[str, DeviceChecks]:
    """One month's checks by device; none where there is no such page. Raises InputError."""
    try:
        known = (bureau / path).stat()
    except OSError:
        return {}
    return _load(bureau, path, known.st_mtime_ns, known.st_size)


@lru_cache(maxsize=64)
def _load(bureau: Path, path: str, _changed: int, _size: int) -> Mapping[str, DeviceChecks]:
    """Read once a run: the audit of all cases asks for the same months again and again."""
    return load_entries(bureau, path, DeviceChecks)


def checks_near(
    bureau: Path, recorded: Mapping[str, Iterable[Stretch]], as_of: datetime | None = None
) -> Checks:
    """The looks at the clocks of these devices before and after what they recorded.

    Looks later than `as_of` are left out.
    """
    wanted = {device: list(stretches) for device, stretches in recorded.items()}
    paths = {
        page_of(day)
        for stretches in wanted.values()
        for start, end in stretches
        for day in _months(day_of(start) - _REACH, day_of(end) + _REACH)
    }
    pages = [load_page(bureau, path) for path in sorted(paths)]
    known = {
        device: tuple(
            look
            for page in pages
            if device in page
            for look in page[device].checks
            if as_of is None or last_instant(look.at) <= as_of
        )
        for device in wanted
    }
    return nearest(known, wanted)


def _months(first: date, last: date) -> Iterator[date]:
    """A day of each month from the first to the last; a recording of years is a broken clock."""
    for _ in range(20):
        yield first
        if (first.year, first.month) >= (last.year, last.month):
            return
        first = (first.replace(day=1) + timedelta(days=32)).replace(day=1)


def last_checks(bureau: Path, devices: Iterable[str]) -> dict[str, tuple[DeviceCheck, ...]]:
    """The newest check of each device, and behind it the newest of its clock if that is another.

    Pages are read from the newest back until every device has both.
    """
    waiting = set(devices)
    found: dict[str, tuple[DeviceCheck, ...]] = {}
    names = sorted((bureau / _FOLDER).glob("checks-*.yaml"), reverse=True)
    for path in names:
        page = load_page(bureau, f"{_FOLDER}/{path.name}")
        for device in waiting & set(page):
            found[device] = _newest((*page[device].checks, *found.get(device, ())))
        waiting = {device for device in waiting if not told(found.get(device, ()))}
        if not waiting:
            break
    return found


def _newest(looks: Iterable[DeviceCheck]) -> tuple[DeviceCheck, ...]:
    ordered = sorted(looks, key=lambda look: last_instant(look.at))
    newest = (ordered[-1], *reversed(told(ordered)))[:2] if ordered else ()
    return newest[:1] if len(newest) > 1 and newest[0] == newest[1] else newest
