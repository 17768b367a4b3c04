"""What a file's name says, by the profile of the device that named it.

Pure functions on a name and profiles. Whatever a name contains, it is read or left alone in
time proportional to its length; a time in a name is never certain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from lawrec.media.sniff import extension
from lawrec.schema.device_profile import DeviceProfile
from lawrec.schema.moments import format_moment
from lawrec.schema.name_template import FIELDS
from lawrec.store.profile_files import Ready

LONGEST_NAME = 255
"""No file system that footage comes from has longer names; longer ones are not read."""

_FIRST_YEAR, _LAST_YEAR = 1990, 2099
_DAY = timedelta(days=1)
_KEPT = tuple(name for name in FIELDS if name not in ("ms", "any"))
# What Windows and phones add to the name of a copy.
_COPY = re.compile(r"(?: ?\(\d{1,3}\)| - 副本| - Copy|_copy)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A name as its profile reads it.

    `start` and `end` are aware, in the bureau's zone; `start` is a date where the name holds no
    time of day. They are times of recording only if the profile says so: see `saved`.
    `text` is the name that was read, decoded; `places` says where in it the numbers of parts
    stand; `own` marks a profile of the bureau; `day_first` is the start that the same digits give
    if the recorder writes the day before the year. All of it is assumed, never certain.
    """

    profile: DeviceProfile
    text: str
    fields: Mapping[str, str] = field(default_factory=dict)
    start: datetime | date | None = None
    end: datetime | None = None
    own: bool = False
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    day_first: datetime | date | None = None

    @property
    def saved(self) -> bool:
        """Whether the time tells only when a program saved the file."""
        return self.profile.name_time == "saved"

    def as_text(self) -> dict[str, str]:
        """What the sidecar keeps under `named`."""
        found = dict(self.fields)
        if self.start is not None:
            found["saved" if self.saved else "start"] = format_moment(self.start)
        if self.end is not None and not self.saved:
            found["end"] = format_moment(self.end)
        return found


def match(
    name: str, profiles: Iterable[Ready], zone: tzinfo, prefer: str | None = None
) -> Named | None:
    """The name by the first profile that fits it; None for one that no profile knows.

    `profiles` are asked in their order, the one with the id `prefer` first. `name` may hold
    surrogates for bytes that are no UTF-8; profiles that say so read these as GBK.
    """
    base = re.split(r"[/\\]", name)[-1]
    if not base or len(base) > LONGEST_NAME:
        return None
    in_order = sorted(profiles, key=lambda ready: ready.id != prefer) if prefer else list(profiles)
    plain = _utf8(base)
    spelled = {"utf-8": _spelled(plain), "gbk": _spelled(_gbk(base) or plain)}
    for shorten in (False, True):
        for ready in in_order:
            taken = spelled[ready.data.name_encoding]
            found = _by_profile(ready, taken, zone, shorten=shorten) if taken else None
            if found is not None:
                return found
    return None


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in one spelling, taken apart; `copy` marks a second copy, `bare` is without it."""

    text: str
    suffix: str
    stem: str
    copy: str | None
    bare: str


def _spelled(text: str | None) -> _Name | None:
    if not text:
        return None
    suffix = extension(text)
    stem = text[: -len(suffix) - 1] if suffix else text
    mark = _COPY.search(stem)
    if mark is None:
        return _Name(text, suffix, stem, None, stem)
    return _Name(text, suffix, stem, mark.group().strip(), stem[: mark.start()])


def _utf8(base: str) -> str | None:
    """The name as text in one spelling; None where it holds bytes that are no text."""
    try:
        base.encode("utf-8")
    except UnicodeEncodeError:
        return None
    return unicodedata.normalize("NFC", base)


def _gbk(base: str) -> str | None:
    """A name whose bytes are no UTF-8, read as GBK."""
    try:
        raw = base.encode("utf-8", "surrogateescape")
        raw.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return raw.decode("gbk")
        except UnicodeDecodeError:
            return None
    except UnicodeEncodeError:  # a lone surrogate that no bytes stand behind
        return None
    return None


def _by_profile(ready: Ready, name: _Name, zone: tzinfo, *, shorten: bool) -> Named | None:
    if ready.suffixes and name.suffix not in ready.suffixes:
        return None
    if shorten and name.copy is None:
        return None
    stem = name.bare if shorten else name.stem
    for template in ready.templates:
        found = template.find(stem)
        named = _named(ready.data, name.text, found.groupdict(), zone) if found else None
        if found and named is not None:
            copied = {"copy": name.copy} if shorten and name.copy else {}
            places = {key: found.span(key) for key in ("seq", "chapter") if key in named.fields}
            fields = {**named.fields, **copied}
            return replace(named, fields=fields, places=places, own=ready.own)
    return None


def _named(
    profile: DeviceProfile, text: str, groups: Mapping[str, str | None], zone: tzinfo
) -> Named | None:
    """The fields and times; None where a date is none, so that the template does not fit."""
    given = {key: value for key, value in groups.items() if value is not None}
    device = given.get("device")
    # A word without any digit is no device's number, nor is a short count or a bare date.
    if device is not None and not any(char.isdigit() for char in device):
        return None
    if device is not None and device.isdigit() and (len(device) < 4 or "year" not in given):
        return None
    # Nor is a time: where two stand side by side the second is the end, and no field for it here.
    if any(_is_stamp(given.get(role, "")) for role in ("device", "officer")):
        return None
    base = UTC if profile.name_clock == "utc" else zone
    try:
        start = _epoch(given) or _moment(given, "", base)
        end = _end(given, start, base)
    except (ValueError, OverflowError):
        return None
    shown = start.astimezone(zone) if isinstance(start, datetime) else start
    ended = end.astimezone(zone) if end else None
    fields = {key: given[key] for key in _KEPT if key in given}
    swapped = _day_first(given, shown)
    return Named(profile, text, fields, shown, ended, day_first=swapped)


def _is_stamp(text: str) -> bool:
    """Whether these digits are a date with its time of day, to the minute or to the second."""
    if not text.isascii() or not text.isdigit() or len(text) not in (12, 14):
        return False
    try:
        when = datetime.strptime(text.ljust(14, "0"), "%Y%m%d%H%M%S")
    except ValueError:
        return False
    return _FIRST_YEAR <= when.year <= _LAST_YEAR


def _day_first(given: Mapping[str, str], start: datetime | date | None) -> datetime | date | None:
    """The same digits read day first, where the year has two digits and that is a date too."""
    year, day = given.get("year", ""), given.get("day", "")
    if start is None or len(year) != 2 or not 1 <= int(year) <= 31:
        return None
    try:
        return start.replace(year=2000 + int(day), day=int(year))
    except ValueError:
        return None


def _epoch(given: Mapping[str, str]) -> datetime | None:
    """A time that is counted in seconds or milliseconds since 1970."""
    if "epoch_ms" not in given and "epoch_s" not in given:
        return None
    seconds = int(given["epoch_ms"]) // 1000 if "epoch_ms" in given else int(given["epoch_s"])
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError
    return moment


def _moment(given: Mapping[str, str], role: str, base: tzinfo) -> datetime | date | None:
    """The date or time of that role; raises ValueError for an impossible one."""
    year = given.get(f"{role}year")
    if year is None:
        return None
    full = int(year) + (2000 if len(year) == 2 else 0)
    if not _FIRST_YEAR <= full <= _LAST_YEAR:
        raise ValueError
    day = date(full, int(given[f"{role}month"]), int(given[f"{role}day"]))
    hour = given.get(f"{role}hour")
    if hour is None:
        return day
    minute, second = given.get(f"{role}minute", "0"), given.get(f"{role}second", "0")
    return datetime(day.year, day.month, day.day, int(hour), int(minute), int(second), tzinfo=base)


def _end(given: Mapping[str, str], start: datetime | date | None, base: tzinfo) -> datetime | None:
    """The end, after the beginning and within a day of it; a bare clock may be after midnight."""
    if not isinstance(start, datetime):
        return None
    end = _moment(given, "end_", base)
    if end is None and "end_hour" in given:
        day = {
            "end_year": f"{start.year}",
            "end_month": f"{start.month}",
            "end_day": f"{start.day}",
        }
        end = _moment({**given, **day}, "end_", base)
        if isinstance(end, datetime) and end <= start:
            end += _DAY
    if not isinstance(end, datetime) or not timedelta(0) < end - start <= _DAY:
        return None
    return end
