"""Which registered device a recording comes from, and which act it most likely shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from lawrec.media.device_profiles import Named
from lawrec.media.facts import MediaFacts
from lawrec.schema.bureau import Device, Officer
from lawrec.schema.case import Act
from lawrec.schema.moments import first_instant, last_instant
from lawrec.schema.snapshot import Page

_NOT_WORD = re.compile(r"[^0-9a-z]+")
_SEPARATORS = re.compile(r"[\s_\-]+")
_SLACK = timedelta(minutes=5)


def find_device(
    facts: MediaFacts, name: str, devices: Mapping[str, Device], named: Named | None = None
) -> str | None:
    """The one registered device that fits: by serial number, by the name, else by model.

    `named` is the name as its profile reads it. A name that gives a device which the register
    does not have is from none of those of the register, whatever their model.
    """
    if facts.serial:
        by_serial = [d for d, entry in devices.items() if _same(entry.serial, facts.serial)]
        if len(by_serial) == 1:
            return by_serial[0]
    possible = {d: entry for d, entry in devices.items() if not _refuted(entry, facts)}
    told = _numbers(named)
    by_profile = [
        d
        for d, entry in possible.items()
        if any(_equal(d, number) or _equal(entry.serial, number) for number in told)
    ]
    if len(by_profile) == 1:
        return by_profile[0]
    stated = _plain(named.fields.get("device", "")) if named else ""
    plain = _plain(name)
    by_name = [
        d
        for d in possible
        if len(_plain(d)) >= 4 and _plain(d) in plain and _plain(d) not in stated
    ]
    if len(by_name) == 1:
        return by_name[0]
    if stated:
        return None
    by_model = [d for d, entry in possible.items() if _same(entry.model, facts.model)]
    return by_model[0] if len(by_model) == 1 else None


def find_operator(named: Named | None, officers: Mapping[str, Officer]) -> str | None:
    """The one officer whose certificate number, or name, stands in the file's name."""
    numbers = _numbers(named)
    found = [
        name
        for name, officer in officers.items()
        if any(_equal(name, n) or _equal(_certificate(officer), n) for n in numbers)
    ]
    return found[0] if len(found) == 1 else None


def _numbers(named: Named | None) -> list[str]:
    """What the name gives as device and officer: makers differ in which they put first."""
    fields = named.fields if named else {}
    return [fields[key] for key in ("device", "officer") if key in fields]


def _certificate(officer: Officer) -> str | None:
    return officer.certificate.number if officer.certificate else None


def _refuted(device: Device, facts: MediaFacts) -> bool:
    """Whether the content's serial number is another one than the register has."""
    return bool(device.serial and facts.serial and not _same(device.serial, facts.serial))


def _equal(one: str | None, other: str) -> bool:
    """Whether two numbers are the same but for separators; Chinese letters count."""
    return bool(one) and _SEPARATORS.sub("", (one or "").lower()) == _SEPARATORS.sub(
        "", other.lower()
    )


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other) and _plain(one or "") == _plain(other or "")


def _plain(text: str) -> str:
    return _NOT_WORD.sub("", text.lower())


def propose_act(
    start: datetime | None, end: datetime | None, device: str | None, acts: tuple[Page[Act], ...]
) -> str | None:
    """The only act whose time the recording overlaps; with several, the one with its device.

    Of acts that follow each other closely, the one that it really overlaps, without any slack.
    """
    if start is None:
        return None
    fitting = [act for act in acts if _overlaps(act.data, start, end or start)]
    if len(fitting) > 1 and device is not None:
        fitting = [a for a in fitting if any(r.device == device for r in a.data.recording)]
    if len(fitting) > 1:
        fitting = [a for a in fitting if _overlaps(a.data, start, end or start, timedelta())]
    return fitting[0].id if len(fitting) == 1 else None


def _overlaps(act: Act, start: datetime, end: datetime, slack: timedelta = _SLACK) -> bool:
    if not isinstance(act.start, datetime):
        return False
    act_end = last_instant(act.end) if act.end is not None else act.start
    return start <= act_end + slack and end >= first_instant(act.start) - slack
