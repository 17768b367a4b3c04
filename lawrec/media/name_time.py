"""Puts what a file's name says into what its content says; the content comes first.

Pure functions. A name never makes a time certain, and a time at which a chat program or an
export saved the file is no time of recording.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta, tzinfo

from lawrec.media.capture import Capture, compare_with_name, with_duration
from lawrec.media.device_profiles import Named
from lawrec.media.facts import MediaFacts
from lawrec.media.facts_doubts import DeviceClock
from lawrec.media.facts_kinds import Mode
from lawrec.media.facts_settle import dated
from lawrec.media.names import clean_original
from lawrec.media.sniff import is_vendor_name
from lawrec.schema.bureau import Device

_HINTS = frozenset({"name_suggests_utc", "name_suggests_local", "name_contradicts_clock"})
_LONGEST_RAW = 120
# What a chat program writes anew when it compresses a film.
_HEADERS = frozenset({"container", "bext", "quicktime"})
# How far a name and the content may be apart for other reasons than that one of them is wrong.
_APART, _ZONE, _NO_TIME = timedelta(hours=1), timedelta(hours=8), timedelta(0)


def header_clock(device: Device | None, named: Named | None) -> tuple[DeviceClock, bool]:
    """The time base of a film's header, and whether only the profile gives it.

    What the register says of this very device wins; a profile that nobody has verified says
    nothing.
    """
    if device is not None and device.clock != "unknown":
        return device.clock, False
    if named is None or named.profile.confidence == "assumed":
        return "unknown", False
    return named.profile.header_clock, named.profile.header_clock != "unknown"


def with_name(
    facts: MediaFacts,
    named: Named | None,
    zone: tzinfo,
    *,
    device: Device | None = None,
    clock_by_profile: bool = False,
) -> MediaFacts:
    """The facts of a file together with what its name says, which `named` holds.

    `device` is the entry of the register, if the recorder is known; `clock_by_profile` as
    `header_clock` answered.
    """
    mode: Mode = facts.mode
    if device is not None and device.type == "cctv" and mode == "video":
        mode = "cctv"
    if named is None:
        return replace(facts, mode=mode)
    capture = _capture(facts, named, zone)
    if clock_by_profile and "stamp_may_be_end" in capture.notes:
        capture = replace(capture, notes=(*capture.notes, "clock_by_profile"))
    odd = {"chat": "from_chat", "screen": "of_screen"}.get(named.profile.origin)
    defects = (*facts.defects, odd) if odd and odd not in facts.defects else facts.defects
    return replace(facts, mode=_mode(mode, named), capture=capture, defects=defects)


def _mode(mode: Mode, named: Named) -> Mode:
    """The mode by the profile, in the two cases that content cannot tell.

    Any film can be named like an export, and then be stored late: a name alone makes a fixed
    camera of it only where the container is one of a camera system, or the bureau's own profile
    says so.
    """
    wanted = named.profile.mode
    if wanted == "cctv" and mode in ("video", "other"):
        return "cctv" if is_vendor_name(named.text) or named.own else mode
    return "scan" if wanted == "scan" and mode == "photo" and named.own else mode


def _capture(facts: MediaFacts, named: Named, zone: tzinfo) -> Capture:
    """The capture of the content, else that of the name; never a time of saving."""
    capture = facts.capture
    length = None if facts.truncated else facts.duration_s
    if named.profile.origin == "chat" and capture.source in _HEADERS:
        return Capture(reader=capture.reader, raw=capture.raw, notes=("chat_header_time",))
    if named.profile.origin == "chat":
        capture = replace(capture, certain=False)
    if capture.source not in ("none", "file_name"):
        return _compared(capture, named, length)
    if named.saved:
        notes = tuple(note for note in capture.notes if note != "file_name_utc")
        raw = capture.raw if capture.source == "none" else ""
        saved = ("name_time_saved",) if named.start is not None else ()
        return Capture(reader=capture.reader, raw=raw, notes=(*notes, *saved))
    if named.start is None:
        return capture
    return with_duration(_of_name(capture, named, zone), length)


def _of_name(capture: Capture, named: Named, zone: tzinfo) -> Capture:
    """The time in the name, by its profile, as the last resort."""
    told = named.start
    if told is None:
        return capture
    day_only = not isinstance(told, datetime)
    start = told if isinstance(told, datetime) else datetime.combine(told, time(0), zone)
    notes = [note for note in capture.notes if note != "file_name_utc"]
    if named.profile.name_clock == "utc":
        notes.append("file_name_utc")
    if named.profile.confidence == "assumed" and not named.own:
        notes.append("name_profile_assumed")
    if _may_be_day_first(named, datetime.now(zone)):
        notes.append("name_date_ambiguous")
    named_capture = Capture(
        start,
        named.end,
        clean_original(named.text)[0][:_LONGEST_RAW],
        "file_name",
        "",
        "assumed",
        False,
        "day" if day_only else "second",
        tuple(notes),
    )
    return dated(named_capture)


def _may_be_day_first(named: Named, now: datetime) -> bool:
    """Whether 110326 may be 11 March 2026: it is more recent than 26 March 2011, and not to come.

    Of a device whose names somebody has verified the order is known.
    """
    other, told = named.day_first, named.start
    if other is None or told is None or named.own or named.profile.confidence == "verified":
        return False
    days = [at.date() if isinstance(at, datetime) else at for at in (other, told)]
    return days[0] <= now.date() and (days[0] > days[1] or days[1] > now.date())


def _compared(capture: Capture, named: Named, length: float | None) -> Capture:
    """Which reading of a header's stamp fits the name, now that the name is understood."""
    kept = tuple(note for note in capture.notes if note not in _HINTS)
    start = named.start if isinstance(named.start, datetime) and not named.saved else None
    found = compare_with_name(replace(capture, notes=kept), Capture(start), length)
    if start is None or found.start is None or found.precision == "day":
        return found
    # A name in the other time base, or one of the end, is no contradiction.
    lasts = timedelta(seconds=min(length or 0, 86400))
    shift = abs(found.start - start)
    usual = any(abs(shift - base) <= _APART + lasts for base in (_NO_TIME, _ZONE))
    return found if usual else replace(found, notes=(*found.notes, "name_differs"))
