"""Which registered device a recording comes from, and which act it most likely shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from lawrec.media.device_profiles import Named
from lawrec.media.facts import MediaFacts
from lawrec.schema.bureau import Device, Officer
from lawrec.schema.case import Act
from lawrec.schema.moments import first_instant, last_instant
from lawrec.schema.snapshot import Page

_NOT_WORD = re.compile(r"[\W_]+")
_SEPARATORS = re.compile(r"[\s_\-]+")
_RUNS = re.compile(r"[0-9]+|[a-z]+|[^\W0-9a-z_]+")
_BETWEEN = r"[\s_\-.]*"
_STAMPS = {
    6: ("%H%M%S", "%y%m%d"),
    8: ("%Y%m%d",),
    10: ("%y%m%d%H%M",),
    12: ("%y%m%d%H%M%S", "%Y%m%d%H%M"),
    14: ("%Y%m%d%H%M%S",),
}
_SHORTEST = 4
_SHORTEST_NUMBER = 6
_SLACK = timedelta(minutes=5)

Told = Literal["serial", "name"]


@dataclass(frozen=True, slots=True)
class Recorder:
    """The registered device that a recording comes from, and what tells it.

    `alike` is the one device of the register that has the same model, where nothing tells which
    device it is: many have that model, private ones too, so it is only worth a question.
    """

    device: str | None = None
    by: Told | None = None
    alike: str | None = None


def find_device(
    facts: MediaFacts, name: str, devices: Mapping[str, Device], named: Named | None = None
) -> Recorder:
    """The one registered device that fits: by serial number, else by the name.

    `named` is the name as its profile reads it. A name that gives a device which the register
    does not have is from none of those of the register, whatever their model.
    """
    if facts.serial:
        by_serial = [d for d, entry in devices.items() if _same(entry.serial, facts.serial)]
        if len(by_serial) == 1:
            return Recorder(by_serial[0], "serial")
    possible = {d: entry for d, entry in devices.items() if not _refuted(entry, facts)}
    told = _numbers(named)
    by_profile = [
        d
        for d, entry in possible.items()
        if any(_equal(d, number) or _equal(entry.serial, number) for number in told)
    ]
    if len(by_profile) == 1:
        return Recorder(by_profile[0], "name")
    stated = named.fields.get("device", "") if named else ""
    text = named.text if named else name
    by_name = [d for d in possible if _stands_in(d, text) and not _stands_in(d, stated)]
    if len(by_name) == 1:
        return Recorder(by_name[0], "name")
    if _plain(stated):
        return Recorder()
    by_model = [d for d, entry in possible.items() if _same(entry.model, facts.model)]
    return Recorder(alike=by_model[0] if len(by_model) == 1 else None)


def _stands_in(device: str, name: str) -> bool:
    """Whether the device's number stands in the name, whole: DSJ-01 is not in DSJ0123.

    Signs between its letters and digits count for nothing, and Chinese letters are letters.
    A number that may be a time or a mere count tells nothing.
    """
    runs = _RUNS.findall(_folded(device))
    plain = "".join(runs)
    if len(plain) < _SHORTEST or (plain.isdigit() and _tells_nothing(plain)):
        return False
    whole = _BETWEEN.join(re.escape(run) for run in runs)
    before, after = _kind_of(runs[0]), _kind_of(runs[-1])
    return re.search(f"(?<!{before}){whole}(?!{after})", _folded(name)) is not None


def _kind_of(run: str) -> str:
    """The letters that would continue this run: digits, Latin letters, or others."""
    if run[0] in "0123456789":
        return "[0-9]"
    return "[a-z]" if "a" <= run[0] <= "z" else "[^\\W0-9a-z_]"


def _tells_nothing(digits: str) -> bool:
    if len(digits) < _SHORTEST_NUMBER:
        return True
    for stamp in _STAMPS.get(len(digits), ()):
        try:
            datetime.strptime(digits, stamp)
        except ValueError:
            continue
        return True
    return False


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


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
    return _NOT_WORD.sub("", _folded(text))


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
