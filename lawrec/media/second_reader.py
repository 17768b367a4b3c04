"""What a second reader adds: gaps are filled, and no doubt becomes a certainty by it.

Its texts go through the same time policy as those of the built-in readers. Where both tell
something, the built-in reader's stays, save that a stated zone is worth more than none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta, tzinfo
from typing import get_args

from lawrec.media.capture import (
    Capture,
    container_capture,
    exif_capture,
    noted,
    satellite_capture,
    with_duration,
)
from lawrec.media.exif import clean_text
from lawrec.media.facts_doubts import DeviceClock
from lawrec.media.facts_gps import Gps, GpsReading, checked
from lawrec.media.facts_record import MediaFacts
from lawrec.media.mediainfo import number

_EXIF = {
    "EXIF DateTimeOriginal": ("ExifIFD:DateTimeOriginal", "IFD0:DateTimeOriginal"),
    "EXIF OffsetTimeOriginal": ("ExifIFD:OffsetTimeOriginal",),
    "EXIF DateTimeDigitized": ("ExifIFD:CreateDate",),
    "Image DateTime": ("IFD0:ModifyDate",),
    "GPS GPSDate": ("GPS:GPSDateStamp",),
}
_CONTAINER = {
    "comapplequicktimecreationdate": ("Keys:CreationDate",),
    "recorded_date": ("UserData:DateTimeOriginal", "H264:DateTimeOriginal"),
    "mastered_date": ("RIFF:DateTimeOriginal",),
}
_SUMMER = " DST"
_DAY = timedelta(days=1)
_DOUBTS = {"block_searched", "clock_contradiction", "impossible_date", "summer_time_unclear"}
_LENS = re.compile(r"^Track\d+:")
_ASKED_FOR_PHOTOS = ("make", "model", "serial", "gps")
_ASKED_FOR_FILMS = (*_ASKED_FOR_PHOTOS, "duration_s")


def leaves_gaps(facts: MediaFacts) -> bool:
    """Whether a second reader could add something: a field not seen, a doubt, a defect."""
    if facts.mode not in ("photo", "audio", "video", "cctv") or "empty_file" in facts.defects:
        return False
    fields = _ASKED_FOR_PHOTOS if facts.mode == "photo" else _ASKED_FOR_FILMS
    missing = any(getattr(facts, name) is None for name in fields)
    return missing or not facts.capture.certain or bool(facts.defects)


def supplement(
    facts: MediaFacts, tags: Mapping[str, str], clock: DeviceClock, zone: tzinfo
) -> MediaFacts:
    """The facts with what another reader's tags ("Group:Name") add to them.

    `clock` and `zone` are those that the facts were read under.
    """
    reader = f"exiftool {clean_text(tags.get('ExifTool:ExifToolVersion', ''))}".strip()
    found, gps_defect = _position(tags)
    gps = facts.gps or found
    defects = list(facts.defects)
    if gps:
        defects = [code for code in defects if code not in ("position_unread", "gps_invalid")]
    elif gps_defect and not {"gps_invalid", "gps_no_fix"} & set(defects):
        defects.append(gps_defect)
    serial = facts.serial or _serial(tags)
    duration = facts.duration_s
    if duration is None and facts.mode != "photo":
        duration = _duration(tags)
    captures = {
        one: _capture(facts, facts.under(one).capture, tags, one, zone, reader)
        for one in get_args(DeviceClock)
    }
    done = replace(
        facts,
        capture=captures[clock],
        make=facts.make or _of(tags, "Make"),
        model=facts.model or _of(tags, "Model"),
        serial=serial,
        gps=gps,
        duration_s=duration,
        readers=(*facts.readers, reader),
        other_clocks={},
    )
    if "clock_contradiction" in done.capture.notes:
        defects.append("clock_contradiction")
    others = {one: other for one, other in captures.items() if other != done.capture}
    return replace(done, defects=tuple(dict.fromkeys(defects)), other_clocks=others)


def _capture(
    facts: MediaFacts,
    old: Capture,
    tags: Mapping[str, str],
    clock: DeviceClock,
    zone: tzinfo,
    reader: str,
) -> Capture:
    """The better of the two times, never surer than what is known of both."""
    read = _photo_time if facts.mode == "photo" else _film_time
    new = read(old, tags, clock, zone, reader)
    notes = old.notes
    if facts.serial or _serial(tags):
        notes = tuple(note for note in notes if note != "maker_notes_unread")
    old = replace(old, notes=notes)
    if new.start is None or not _is_better(new, old):
        return old
    if old.start is not None and old.source != "file_name" and abs(new.start - old.start) > _DAY:
        new = noted(new, ("clock_contradiction",))
    doubted = _DOUBTS & {*old.notes, *new.notes}
    kept = tuple(note for note in notes if note in ("maker_notes_unread", "xmp_unread"))
    new = replace(new, certain=new.certain and not doubted, notes=(*new.notes, *kept))
    return with_duration(new, None if facts.truncated else facts.duration_s)


def _is_better(new: Capture, old: Capture) -> bool:
    if old.start is None or old.source == "file_name":
        return True
    if old.precision == "day" and new.precision == "second" and new.start is not None:
        return new.zone == "stated" or new.start.date() == old.start.date()
    return new.zone == "stated" and old.zone != "stated"


def _photo_time(
    _old: Capture, tags: Mapping[str, str], _clock: DeviceClock, zone: tzinfo, reader: str
) -> Capture:
    found = _named(tags, _EXIF)
    clock = tags.get("GPS:GPSTimeStamp", "")
    if clock.count(":") == 2:
        found["GPS GPSTimeStamp"] = "[" + clock.replace(":", ", ") + "]"
    return exif_capture(found, zone, reader)


def _film_time(
    old: Capture, tags: Mapping[str, str], clock: DeviceClock, zone: tzinfo, reader: str
) -> Capture:
    satellites = _satellites(tags)
    found = _named(tags, _CONTAINER)
    header = tags.get("QuickTime:CreateDate", "")[:19]
    if header:
        found["encoded_date"] = f"{header} UTC"
    day, hour = tags.get("RIFF:DateCreated", ""), tags.get("RIFF:TimeCreated", "")
    if day and "recorded_date" not in found:
        found["recorded_date"] = f"{day} {hour}".strip()
    summer = any(text.endswith(_SUMMER) for text in found.values())
    found = {key: text.removesuffix(_SUMMER) for key, text in found.items()}
    capture = container_capture(
        {**found, "format": "BDAV" if "H264:DateTimeOriginal" in tags else "MPEG-4"},
        clock,
        zone,
        reader,
    )
    if satellites and not capture.certain:
        # The header's time stays the built-in reader's, which was read with more care.
        return satellite_capture(satellites, old if old.start else capture, reader)
    return noted(capture, ("summer_time_unclear",)) if summer else capture


def _satellites(tags: Mapping[str, str]) -> str:
    """The first satellites' time in a track, if there was a fix."""
    for key, text in tags.items():
        group, _, name = key.partition(":")
        if name == "GPSDateTime" and group.startswith("Track"):
            fix = number(tags.get(f"{group}:GPSMeasureMode"))
            return f"{text[:19]} UTC" if fix and fix >= 2 else ""
    return ""


def _named(tags: Mapping[str, str], names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {
        ours: clean_text(text)
        for ours, theirs in names.items()
        if (text := next((tags[name] for name in theirs if tags.get(name)), None))
    }


def _of(tags: Mapping[str, str], name: str) -> str | None:
    """A field from the usual groups first, then from any that is not a single track's."""
    groups = ("IFD0", "ExifIFD", "Keys", "UserData", "ItemList", "RIFF")
    for key in (*(f"{group}:{name}" for group in groups), *tags):
        group, _, last = key.partition(":")
        if last == name and key in tags and not _LENS.match(key) and not group.startswith("XMP"):
            text = clean_text(tags[key])
            # A maker's number is no name, and for bytes that are no text stands a question mark.
            if text and not (name == "Make" and text.isdigit()) and not _damaged(tags[key]):
                return text
    return None


def _damaged(text: str) -> bool:
    return "?" in text or "\ufffd" in text or any(ord(c) < 32 for c in text.rstrip("\0 \r\n"))


def _serial(tags: Mapping[str, str]) -> str | None:
    names = ("SerialNumber", "CameraSerialNumber", "InternalSerialNumber")
    return next((found for name in names if (found := _of(tags, name))), None)


def _duration(tags: Mapping[str, str]) -> float | None:
    for group in ("QuickTime", "Composite", "M2TS", "Matroska"):
        value = number(tags.get(f"{group}:Duration"))
        if value and 0 < value <= 31 * 86400:
            return value
    return None


def _position(tags: Mapping[str, str]) -> GpsReading:
    lat = number(tags.get("Composite:GPSLatitude"))
    lon = number(tags.get("Composite:GPSLongitude"))
    if lat is None or lon is None:
        return None, None
    place: tuple[Gps | None, str | None] = checked(
        lat, lon, number(tags.get("Composite:GPSAltitude"))
    )
    return place
