"""When something was filmed or photographed: the policy for the times that devices write.

Pure functions on raw tags. The rule behind all of them: a time is certain only when the device
wrote its zone too and nothing else in the file contradicts it. Everything less is given as the
best reading, marked as assumed, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal

from lawrec.media.facts_doubts import DeviceClock, doubts
from lawrec.media.facts_stamps import (
    Stamp,
    doubt_of,
    gps_check,
    parse_offset,
    parse_stamp,
    was_never_set,
)

Source = Literal["exif", "container", "quicktime", "gps", "bext", "file_name", "none"]

_DAY = timedelta(days=1)
_SLACK = timedelta(minutes=2)
_NO_OFFSET = timedelta(0)
_LONGEST_CLIP = timedelta(days=1)
_DOUBTS = {
    "block_searched",
    "summer_time_unclear",
    "future_date",
    "clock_never_set",
    "clock_contradiction",
}
_NAME_SLACK = timedelta(minutes=5)
_NO_END = {"stamp_may_be_end", "header_much_later", "clock_contradiction"}
# Year to second, with or without separators; milliseconds may follow without any.
_NAME_STAMP = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)[-_. T]{0,3}"
    r"(\d\d)[-_.:]?(\d\d)[-_.:]?(\d\d)(?:\d{3})?(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Capture:
    """When a recording was made, how that is known, and how far to trust it.

    `start` and `end` are aware; with precision "day" `start` is the first moment of that day.
    `raw` is the device's own text. `zone` says whether the device stated its zone, or the
    bureau's was assumed. `notes` are codes explained by `facts_text`.
    """

    start: datetime | None = None
    end: datetime | None = None
    raw: str = ""
    source: Source = "none"
    reader: str = ""
    zone: Literal["stated", "assumed", "none"] = "none"
    certain: bool = False
    precision: Literal["second", "day"] = "second"
    notes: tuple[str, ...] = ()


def exif_capture(
    tags: Mapping[str, str], zone: tzinfo, reader: str = "", *, searched: bool = False
) -> Capture:
    """The time of a photo from exifread's tags; times without a zone take the bureau's.

    Only the moment of exposure counts: neither the last change of the file nor the moment of
    digitising, which for a scanner is years later. `searched` marks a block that was found by
    its signature only, so that nothing in it can be certain.
    """
    raw = tags.get("EXIF DateTimeOriginal") or tags.get("Image DateTimeOriginal") or ""
    stamp = parse_stamp(raw)
    if stamp is None:
        other = any(parse_stamp(tags.get(name, "")) for name in _LATER_DATES)
        doubts = (*doubt_of(raw), *(("other_dates_only",) if other else ()))
        return Capture(reader=reader, raw=raw, notes=doubts)
    offset = stamp.offset
    if offset is None:
        offset = parse_offset(tags.get("EXIF OffsetTimeOriginal", ""))
    notes = list(gps_check(stamp.wall, offset, tags, zone)) + _digitized_note(stamp, tags)
    if searched:
        notes.append("block_searched")
    if was_never_set(stamp) and "gps_agrees" not in notes:
        notes.append("clock_never_set")
    if offset is None:
        return _local(stamp, raw, "exif", reader, zone, tuple(notes))
    start = stamp.wall.replace(tzinfo=offset)
    # A camera whose owner never set the zone writes +00:00 beside the local time.
    if (
        offset.utcoffset(None) == _NO_OFFSET
        and stamp.wall.replace(tzinfo=zone).utcoffset() != _NO_OFFSET
        and "gps_agrees" not in notes
    ):
        notes.append("offset_zero")
    certain = not stamp.day_only and set(notes) <= {"gps_agrees"}
    precision: Literal["second", "day"] = "day" if stamp.day_only else "second"
    notes += ["day_only"] if stamp.day_only else []
    return Capture(start, None, raw, "exif", reader, "stated", certain, precision, tuple(notes))


_LATER_DATES = ("EXIF DateTimeDigitized", "Image DateTime")


def _digitized_note(stamp: Stamp, tags: Mapping[str, str]) -> list[str]:
    other = parse_stamp(tags.get("EXIF DateTimeDigitized", ""))
    return ["digitized_differs"] if other and abs(other.wall - stamp.wall) > _DAY else []


def container_capture(
    tags: Mapping[str, str], clock: DeviceClock, zone: tzinfo, reader: str = ""
) -> Capture:
    """The time of a film or recording from pymediainfo's texts for the file as a whole.

    Fields that name the beginning come before the header's stamp, which on many devices is
    the moment the file was closed.
    """
    header = parse_stamp(tags.get("encoded_date", ""))
    for key in ("comapplequicktimecreationdate", "recorded_date", "mastered_date"):
        stamp = parse_stamp(tags.get(key, ""))
        if stamp and stamp.offset and not stamp.day_only and not (key[0] == "r" and stamp.is_utc):
            notes = doubts(stamp, tags, header, clock, zone)
            return _stated(stamp, tags, key, reader, notes)
    for key in ("comapplequicktimecreationdate", "mastered_date", "recorded_date"):
        stamp = parse_stamp(tags.get(key, ""))
        if stamp and not stamp.offset and not stamp.day_only:
            apple = key.startswith("com")
            return _local(stamp, tags[key], "quicktime" if apple else "container", reader, zone)
    if header and not header.offset:
        wave = tags.get("format", "").lower().startswith("wave")
        raw = tags["encoded_date"]
        return _local(header, raw, "bext" if wave else "container", reader, zone)
    recorded = parse_stamp(tags.get("recorded_date", ""))
    if header or (recorded and recorded.is_utc):
        raw = tags["encoded_date"] if header else tags["recorded_date"]
        return _header(parse_stamp(raw), raw, clock, zone, reader)
    if recorded:
        return _local(recorded, tags["recorded_date"], "container", reader, zone)
    mastered = parse_stamp(tags.get("mastered_date", ""))
    if mastered:
        return _local(mastered, tags["mastered_date"], "container", reader, zone)
    raw = next((text for key in _DATES if doubt_of(text := tags.get(key, ""))), "")
    return Capture(reader=reader, raw=raw, notes=doubt_of(raw))


_DATES = ("comapplequicktimecreationdate", "mastered_date", "encoded_date")


def _stated(
    stamp: Stamp, tags: Mapping[str, str], key: str, reader: str, notes: tuple[str, ...]
) -> Capture:
    """A beginning with its zone: certain unless something speaks against it."""
    start = stamp.wall.replace(tzinfo=stamp.offset)
    certain = notes in ((), ("header_much_later",))
    quicktime = "comapplequicktimecreationdate" in tags or tags.get("format") == "MPEG-4"
    source: Source = "quicktime" if quicktime else "container"
    return Capture(start, None, tags[key], source, reader, "stated", certain, "second", notes)


def _header(
    stamp: Stamp | None, raw: str, clock: DeviceClock, zone: tzinfo, reader: str
) -> Capture:
    """The header's "UTC" stamp, read as the device roster says that this device means it."""
    if stamp is None:
        return Capture(reader=reader, raw=raw)
    if clock == "local":
        start = stamp.wall.replace(tzinfo=zone)
    else:
        start = stamp.wall.replace(tzinfo=UTC).astimezone(zone)
    notes: tuple[str, ...] = (f"container_clock_{clock}", "stamp_may_be_end")
    notes = (*notes, "clock_never_set") if was_never_set(stamp) else notes
    return Capture(start, None, raw, "container", reader, "assumed", False, "second", notes)


def _local(
    stamp: Stamp,
    raw: str,
    source: Source,
    reader: str,
    zone: tzinfo,
    notes: tuple[str, ...] = (),
) -> Capture:
    """A time that the device wrote without a zone: the bureau's is assumed."""
    precision: Literal["second", "day"] = "day" if stamp.day_only else "second"
    start = stamp.wall.replace(tzinfo=zone)
    notes = (*notes, "day_only") if stamp.day_only else notes
    known = {"clock_never_set", "gps_agrees"}.intersection(notes)
    if was_never_set(stamp) and not stamp.day_only and not known:
        notes = (*notes, "clock_never_set")
    return Capture(start, None, raw, source, reader, "assumed", False, precision, notes)


def satellite_capture(text: str, header: Capture, reader: str = "") -> Capture:
    """The time that a receiver with a fix gave for the first moment of a film.

    It is UTC beyond doubt, but which moment of the film it belongs to is the telemetry's
    matter; so it is stated, not certain. `header` is the capture that it takes the place of.
    """
    stamp = parse_stamp(text)
    if stamp is None or stamp.day_only:
        return header
    start = stamp.wall.replace(tzinfo=UTC)
    notes = ["satellite_time"]
    if header.start is not None and header.precision == "second":
        shift = abs(header.start - start)
        notes.append("gps_agrees" if shift <= _SLACK else "header_differs")
    return Capture(start, None, text, "gps", reader, "stated", False, "second", tuple(notes))


def beside_satellites(capture: Capture, text: str) -> Capture:
    """A certain beginning held beside the satellites' time of the film's first moment.

    Where they are minutes apart the device's clock was wrong, whatever zone it wrote.
    """
    stamp = parse_stamp(text)
    if stamp is None or stamp.day_only or capture.start is None:
        return capture
    apart = abs(capture.start - stamp.wall.replace(tzinfo=UTC))
    return noted(capture, ("gps_agrees" if apart <= _NAME_SLACK else "clock_contradiction",))


def noted(capture: Capture, notes: tuple[str, ...]) -> Capture:
    """The same capture with more notes; a doubt about the time ends its certainty."""
    doubted = _DOUBTS.intersection(notes)
    certain = capture.certain and not doubted
    return replace(capture, certain=certain, notes=(*capture.notes, *notes))


def file_name_capture(name: str, zone: tzinfo) -> Capture:
    """The time in a file name such as VID_20250311_093015.mp4, the last resort.

    A second time in the same name is the end of the clip, as recorders write on export.
    """
    base = re.split(r"[/\\]", name)[-1]
    found = [
        (stamp, match.group())
        for match in _NAME_STAMP.finditer(base)
        if (stamp := parse_stamp("{}-{}-{} {}:{}:{}".format(*match.groups())))
    ]
    if not found:
        return Capture()
    # Pixel phones are the one common family that names its files in UTC.
    utc = base.startswith("PXL_")
    times = [stamp.wall.replace(tzinfo=UTC if utc else zone).astimezone(zone) for stamp, _ in found]
    end = times[1] if len(times) > 1 and _NO_OFFSET < times[1] - times[0] <= _LONGEST_CLIP else None
    notes = ("file_name_utc",) if utc else ()
    return Capture(times[0], end, found[0][1], "file_name", "", "assumed", False, "second", notes)


def compare_with_name(capture: Capture, name: Capture, duration_s: float | None) -> Capture:
    """Say which reading of a header's stamp fits the file name; the reading itself stays.

    It helps a clerk to see an unset zone: 09:30 "UTC" in a file named after 09:30. Where the
    register or a profile says how the device means its header and the name fits the other way
    only, it is said too: the register can be wrong of a device, and nobody may suffer from it.
    """
    read = next((one for one in _READ if f"container_clock_{one}" in capture.notes), None)
    if read is None or not capture.start or not name.start or capture.precision == "day":
        return capture
    shift = capture.start.utcoffset() or _NO_OFFSET
    as_utc = capture.start + shift if read == "local" else capture.start
    utc = _near(as_utc - name.start, duration_s)
    local = _near(as_utc - shift - name.start, duration_s)
    if utc == local:
        return capture
    if read == "unknown":
        note = "name_suggests_utc" if utc else "name_suggests_local"
    elif utc == (read == "utc"):
        return capture
    else:
        note = "name_contradicts_clock"
    return replace(capture, notes=(*capture.notes, note))


_READ: tuple[DeviceClock, ...] = ("unknown", "utc", "local")


def _near(apart: timedelta, duration_s: float | None) -> bool:
    """Whether a stamp and a name so far apart tell of one recording, each of either end of it."""
    length = timedelta(seconds=min(duration_s or 0, 86400))
    return any(abs(apart - end) <= _NAME_SLACK for end in (_NO_OFFSET, length, -length))


def with_duration(capture: Capture, duration_s: float | None) -> Capture:
    """Add the end, where the start is really the beginning and the length is known."""
    if capture.start is None or capture.end is not None or not duration_s:
        return capture
    # A file that was written again later may be a part of what was filmed.
    if capture.precision == "day" or _NO_END.intersection(capture.notes):
        return capture
    try:
        return replace(capture, end=capture.start + timedelta(seconds=duration_s))
    except OverflowError:
        return capture
