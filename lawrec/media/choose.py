"""Which registered device a recording comes from, and which act it most likely shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from lawrec.media.facts import MediaFacts
from lawrec.schema.bureau import Device
from lawrec.schema.case import Act
from lawrec.schema.moments import first_instant, last_instant
from lawrec.schema.snapshot import Page

_NOT_WORD = re.compile(r"[^0-9a-z]+")
_SLACK = timedelta(minutes=5)


def find_device(facts: MediaFacts, name: str, devices: Mapping[str, Device]) -> str | None:
    """The one registered device that fits: by serial number, else by its id in the file name."""
    if facts.serial:
        by_serial = [d for d, entry in devices.items() if _same(entry.serial, facts.serial)]
        if len(by_serial) == 1:
            return by_serial[0]
    plain = _plain(name)
    by_name = [d for d in devices if len(_plain(d)) >= 4 and _plain(d) in plain]
    if len(by_name) == 1:
        return by_name[0]
    by_model = [d for d, entry in devices.items() if _same(entry.model, facts.model)]
    return by_model[0] if len(by_model) == 1 else None


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
