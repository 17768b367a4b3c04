"""Reading the headers of film and sound; the only module that knows pymediainfo.

pymediainfo is given the open file, never its path: with a path it fails on Chinese names
wherever the system's language is not a UTF-8 one, and it would read whatever the path has come
to mean by then. Callers must not hand it text files: its library follows the addresses in a
playlist and opens them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from lawrec.media.exif import clean_text
from lawrec.media.facts_bounds import READ_LIMIT, BoundedFile
from lawrec.media.facts_gps import Gps, GpsReading, from_iso6709
from lawrec.media.facts_stamps import parse_stamp

_LIBRARY_VERSION = re.compile(r'<MediaInfo[^>]*version="([\d.]+)"', re.IGNORECASE)
# XML has no way to write these, yet a damaged header can put them into the library's answer.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST_S = 31 * 86400
_GPS_KEYS = ("comapplequicktimelocationiso6709", "xyz", "recorded_location")
_MAKE_KEYS = ("comapplequicktimemake", "comandroidmanufacturer", "make")
_MODEL_KEYS = ("comapplequicktimemodel", "comandroidmodel", "model")
_SOFTWARE = re.compile(
    r"lavf|ffmpeg|handbrake|virtualdub|libav|gstreamer|adobe|mencoder|avidemux|mkvmerge|transcode"
    r"|premiere|vegas|movie ?maker|nandub|edius|camtasia",
    re.IGNORECASE,
)
_DATE_KEYS = ("comapplequicktimecreationdate", "encoded_date", "mastered_date", "recorded_date")
# A sound file that holds less than this share of what its length needs has lost its end.
_MOST_OF_IT = 0.5


@dataclass(frozen=True, slots=True)
class ContainerFacts:
    """What libmediainfo saw in one file.

    `general` holds the texts of the file as a whole under pymediainfo's names, `kinds` the
    kinds of its tracks ("Video", "Audio", "Image", "Text", ...).
    """

    readers: tuple[str, ...] = ()
    general: Mapping[str, str] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    make: str | None = None
    model: str | None = None
    serial: str | None = None
    gps: Gps | None = None
    duration_s: float | None = None
    width: int | None = None
    height: int | None = None
    codec: str | None = None
    truncated: bool = False
    defects: tuple[str, ...] = ()


def read_container(
    file: BinaryIO, *, limit: int = READ_LIMIT, library: str | None = None, fast: bool = False
) -> ContainerFacts:
    """Read a film's or recording's headers through an open file; never raises for its content.

    `limit` is how many bytes may be read; `library` names another libmediainfo than the one
    that comes with pymediainfo. `fast` reads no further than the headers, which tell all that
    is used here where a format has an index, as MP4 and its relatives do.
    """
    try:
        from pymediainfo import MediaInfo, __version__
    except ImportError:
        return ContainerFacts(defects=("reader_missing",))
    reader = f"pymediainfo {__version__}"
    bounded = BoundedFile(file, soft=True, limit=limit)
    try:
        speed = 0.0 if fast else 0.5
        answer = MediaInfo.parse(bounded, output="OLDXML", library_file=library, parse_speed=speed)
        parsed = MediaInfo(_NOT_XML.sub("", answer))
        tracks = [_texts(track.to_data()) for track in parsed.tracks]
        return _facts(tracks, _versions(reader, answer), bounded)
    except MemoryError:
        raise
    except Exception:
        usable = MediaInfo.can_parse(library)
        return ContainerFacts((reader,), defects=("unreadable" if usable else "reader_missing",))


def number(text: str | None) -> float | None:
    """A finite number from a text such as "5560.000"; None for anything else."""
    try:
        value = float(text) if text is not None else math.nan
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _versions(reader: str, answer: str) -> tuple[str, ...]:
    match = _LIBRARY_VERSION.search(answer[:500])
    return (reader, f"libmediainfo {match[1]}") if match else (reader,)


def _texts(data: Mapping[str, object]) -> dict[str, str]:
    """One track's fields as short texts, without the alternative spellings ("other_...")."""
    return {
        key: text
        for key, value in data.items()
        if not key.startswith("other_") and value is not None and (text := clean_text(value))
    }


def _facts(
    tracks: list[dict[str, str]], readers: tuple[str, ...], bounded: BoundedFile
) -> ContainerFacts:
    by_kind: dict[str, dict[str, str]] = {}
    for track in tracks:
        by_kind.setdefault(track.get("track_type", ""), track)
    general = _with_one_date_each(by_kind.pop("General", {}))
    picture = _largest(tracks)
    gps, gps_defect = _position(general)
    limits = (
        "read_error" if bounded.read_failed else None,
        "read_limit" if bounded.limit_reached else None,
    )
    main = by_kind.get("Video") or by_kind.get("Image") or by_kind.get("Audio") or {}
    return ContainerFacts(
        readers=readers,
        general=general,
        kinds=frozenset(by_kind),
        make=_first(general, _MAKE_KEYS),
        model=_first(general, _MODEL_KEYS) or _camera_name(general),
        serial=next((text for key, text in general.items() if key.endswith("serialnumber")), None),
        gps=gps,
        duration_s=_duration(general, by_kind),
        width=_pixels(picture, "width"),
        height=_pixels(picture, "height"),
        codec=main.get("format"),
        truncated=general.get("istruncated", "").lower() == "yes" or _lacks_its_end(general),
        defects=tuple(code for code in (gps_defect, *limits) if code),
    )


def _first(general: Mapping[str, str], keys: tuple[str, ...]) -> str | None:
    return next((general[key] for key in keys if key in general), None)


def _camera_name(general: Mapping[str, str]) -> str | None:
    """The device's name where only the "writing program" field has it.

    Cameras that write AVI or AVCHD put themselves there, next to the date of recording;
    editing programs put their own name there and are left out.
    """
    name = general.get("writing_application", "")
    form = general.get("format")
    camera = form == "BDAV" or (form == "AVI" and "mastered_date" in general)
    return name if name and camera and not _SOFTWARE.search(name) else None


def _with_one_date_each(general: dict[str, str]) -> dict[str, str]:
    return {k: _one_date(text) if k in _DATE_KEYS else text for k, text in general.items()}


def _one_date(text: str) -> str:
    """The one date of a text that joins what several fields say; all of it, if they differ.

    libmediainfo puts " / " between them; words that are no date say nothing about it.
    """
    found = {stamp: part for part in text.split(" / ") if (stamp := parse_stamp(part))}
    exact = {stamp.wall.date() for stamp in found if not stamp.day_only}
    left = [p for s, p in found.items() if not (s.day_only and s.wall.date() in exact)]
    return left[0] if len(left) == 1 else text


def _lacks_its_end(general: Mapping[str, str]) -> bool:
    """Whether an MP3 is much shorter than the length that its first frame names."""
    parts = (number(general.get(key)) for key in ("duration", "overall_bit_rate", "file_size"))
    length, rate, size = (part or 0.0 for part in parts)
    whole = length / 1000 * rate / 8
    return general.get("format") == "MPEG Audio" and 0 < size < whole * _MOST_OF_IT


def _position(general: Mapping[str, str]) -> GpsReading:
    text = _first(general, _GPS_KEYS)
    return from_iso6709(text) if text else (None, None)


def _duration(general: Mapping[str, str], by_kind: Mapping[str, dict[str, str]]) -> float | None:
    """Seconds, from the file as a whole or else from its picture or sound track."""
    for track in (general, by_kind.get("Video", {}), by_kind.get("Audio", {})):
        value = number(track.get("duration"))
        if value is not None and 0 <= value / 1000 <= _LONGEST_S:
            return value / 1000
    return None


def _largest(tracks: list[dict[str, str]]) -> dict[str, str]:
    """The picture with the most pixels; a photo in tiles has many small ones beside it."""
    pictures = [track for track in tracks if track.get("track_type") in ("Video", "Image")]
    return max(
        pictures,
        key=lambda t: (_pixels(t, "width") or 0) * (_pixels(t, "height") or 0),
        default={},
    )


def _pixels(track: Mapping[str, str], key: str) -> int | None:
    value = number(track.get(key))
    return int(value) if value is not None and 0 < value < 1_000_000 else None
