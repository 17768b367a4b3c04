"""Reading the metadata inside photos; the only module that knows exifread.

exifread answers an unknown file with an empty result and a damaged one with exceptions of many
kinds. Here an empty result stays "no metadata seen", which is not the same as "none there", and
an exception becomes a defect code.
"""

from __future__ import annotations

import io
import logging
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, BinaryIO, Literal

from lawrec.media.facts_beside import READER
from lawrec.media.facts_bounds import BoundedFile, ReadLimitReached
from lawrec.media.facts_gps import Gps, checked, from_dms
from lawrec.media.facts_maker import maker_serial
from lawrec.media.facts_pixels import tagged_size
from lawrec.media.facts_plain import PlainTag, plain_tags
from lawrec.media.facts_profile import raw_profile

_SEARCH_BYTES = 1024 * 1024
_TEXT_LIMIT = 200
# In a JPEG or HEIF after its name, in a WebP after its chunk's name and length.
_BLOCK = re.compile(rb"(?:Exif\0\0|EXIF[\s\S]{4})(?=II\*\0|MM\0\*)")
_WANTED = (
    "Image Make",
    "Image Model",
    "Image DateTime",
    "Image DateTimeOriginal",
    "EXIF Make",
    "EXIF Model",
    "EXIF DateTimeOriginal",
    "EXIF DateTimeDigitized",
    "EXIF OffsetTime",
    "EXIF OffsetTimeOriginal",
    "EXIF OffsetTimeDigitized",
    "MakerNote Make",
    "GPS GPSDate",
    "GPS GPSTimeStamp",
)
_NAMES = ("Image Make", "Image Model", "EXIF Make", "EXIF Model")
# The last is a DNG's number of the camera, which exifread does not know by name.
_SERIALS = (
    *("EXIF BodySerialNumber", "Image BodySerialNumber"),
    *("Image CameraSerialNumber", "Image Tag 0xC62F"),
)
_MAKERS_SERIAL = ("EXIF MakerNote", "MakerNote SerialNumber")


@dataclass(frozen=True, slots=True)
class ExifFacts:
    """What exifread saw in one photo.

    `tags` holds the few texts that the time policy needs, under exifread's names. `searched`
    says that the block was found by looking for its signature, because exifread did not find
    it by the file's structure. `seen` is the number of all tags; `maker_notes` tells whether
    the maker's own block is among them.
    """

    reader: str
    seen: int = 0
    tags: Mapping[str, str] = field(default_factory=dict)
    make: str | None = None
    model: str | None = None
    serial: str | None = None
    gps: Gps | None = None
    width: int | None = None
    height: int | None = None
    searched: bool = False
    maker_notes: bool = False
    defects: tuple[str, ...] = ()


def read_exif(file: BinaryIO) -> ExifFacts:
    """Read a photo's metadata through an open file; never raises for its content."""
    try:
        import exifread
    except ImportError:
        return ExifFacts(reader="", defects=("reader_missing",))
    logging.getLogger("exifread").disabled = True
    reader = f"exifread {exifread.__version__}"
    searched = False
    try:
        tags, defect = _process(BoundedFile(file))
        if not tags:
            tags, defect = _process(_AsHeic(file)) if _is_heif(file) else (tags, defect)
        if not tags:
            tags, defect = _search(file, defect)
            searched = bool(tags)
    except OSError:
        return ExifFacts(reader=reader, defects=("read_error",))
    plain = any(isinstance(tag, PlainTag) for tag in tags.values())
    try:
        return _facts(tags, READER if plain else reader, searched, defect)
    except MemoryError:
        raise
    except Exception:
        return ExifFacts(reader=reader, seen=len(tags), defects=("metadata_damaged",))


def read_blocks(blocks: Mapping[str, bytes]) -> ExifFacts:
    """The directories that Canon's CR3 keeps in boxes of their own, each with its own header."""
    import exifread

    tags: dict[str, Any] = {}
    defects = []
    for name, pointer in (("CMT1", None), ("CMT2", 0x8769), ("CMT4", 0x8825)):
        block = blocks.get(name, b"")
        found, defect = _process(BoundedFile(io.BytesIO(_hung_up(block, pointer))))
        tags.update(found)
        defects += [defect] if defect and block else []
    facts = _facts(tags, f"exifread {exifread.__version__}", False, next(iter(defects), None))
    # The maker's own notes are the block that is not asked.
    return replace(facts, maker_notes=True)


def _hung_up(block: bytes, pointer: int | None) -> bytes:
    """A directory under its usual name: its header points to a main one that points to it."""
    if pointer is None or len(block) < 8:
        return block
    order: Literal["little", "big"] = "little" if block[:2] == b"II" else "big"
    entry = pointer.to_bytes(2, order) + (4).to_bytes(2, order) + (1).to_bytes(4, order)
    main = (1).to_bytes(2, order) + entry + block[4:8] + bytes(4)
    return block[:4] + len(block).to_bytes(4, order) + block[8:] + main


def clean_text(value: object) -> str:
    """One short printable line of a tag that may hold bytes, zeros or control characters."""
    text = _decoded(value) if isinstance(value, bytes) else str(value)
    text = text.split("\0", 1)[0]
    return "".join(c for c in text if c.isprintable()).strip()[:_TEXT_LIMIT]


def _decoded(data: bytes) -> str:
    """Text from a device: UTF-8, else the usual Chinese encoding, else what is plain ASCII."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("ascii", errors="ignore")


def _process(bounded: BoundedFile) -> tuple[dict[str, Any], str | None]:
    """All tags, or what can be had without the maker's own block, and a defect code."""
    import exifread

    defect = None
    for details in (True, False):
        # The maker's block is undocumented and the usual place of a crash: second try without.
        bounded = bounded.again()
        try:
            tags = exifread.process_file(
                bounded.as_file(), details=details, extract_thumbnail=False
            )
        except ReadLimitReached:
            return {}, "read_limit"
        except OSError:
            defect = "read_error" if bounded.read_failed else "metadata_damaged"
        except MemoryError:
            raise
        except Exception:
            defect = "metadata_damaged"
        else:
            return tags, defect
    return {}, defect


class _AsHeic(BoundedFile):
    """A HEIF file of another brand under the one name that exifread knows.

    Cameras write ten-bit pictures as "heix" and name their own brands; the boxes are the same.
    """

    def read(self, size: int | None = -1) -> bytes:
        at = self.tell()
        data = super().read(size)
        patch = b"heic" + bytes(4)
        return (
            bytes(patch[at + n - 8] if 8 <= at + n < 16 else byte for n, byte in enumerate(data))
            if at < 16
            else data
        )


def _is_heif(file: BinaryIO) -> bool:
    file.seek(0)
    head = file.read(64)
    return head[4:8] == b"ftyp" and any(b in head[8:] for b in (b"heix", b"hevx", b"mif1", b"msf1"))


def _search(file: BinaryIO, defect: str | None) -> tuple[dict[str, Any], str | None]:
    """Look for the block's signature near the start, where exifread did not recognise the file."""
    file.seek(0)
    match = _BLOCK.search(head := file.read(_SEARCH_BYTES))
    block = head[match.end() :] if match else raw_profile(file)
    if not block:
        return {}, defect
    tags, second_defect = _process(BoundedFile(io.BytesIO(block)))
    return (tags, second_defect) if tags else (dict(plain_tags(block)), second_defect or defect)


def _facts(tags: dict[str, Any], reader: str, searched: bool, defect: str | None) -> ExifFacts:
    texts = {name: _text(tags[name]) for name in (*_WANTED, *_SERIALS) if name in tags}
    gps, gps_defect = _position(tags)
    width, height = tagged_size(tags)
    damaged = _damaged(tags)
    serials = [name for name in _SERIALS if name not in damaged]
    note, seen = (getattr(tags.get(name), "values", None) for name in _MAKERS_SERIAL)
    return ExifFacts(
        reader=reader,
        seen=len(tags),
        tags=texts,
        make=_first(texts, "Image Make", "EXIF Make", "MakerNote Make"),
        model=_first(texts, "Image Model", "EXIF Model"),
        serial=_first(texts, *serials) or maker_serial(note, seen),
        gps=gps,
        width=width,
        height=height,
        searched=searched,
        maker_notes=any(name.endswith("MakerNote") for name in tags),
        defects=tuple(code for code in (defect, gps_defect, damaged and "text_damaged") if code),
    )


def _damaged(tags: Mapping[str, Any]) -> tuple[str, ...]:
    """The tags by which the device names itself that hold bytes which are no text."""
    return tuple(
        name
        for name in (*_NAMES, *_SERIALS)
        if isinstance(values := getattr(tags.get(name), "values", None), bytes)
        and clean_text(values).encode() != values.strip(b"\0 ")
    )


def _text(tag: Any) -> str:
    values = tag.values
    return clean_text(values if isinstance(values, (bytes, str)) else tag)


def _first(texts: Mapping[str, str], *names: str) -> str | None:
    return next((texts[name] for name in names if texts.get(name)), None)


def _position(tags: Mapping[str, Any]) -> tuple[Gps | None, str | None]:
    """The position from the ratios themselves; exifread's own helper divides by zero."""
    lat, lon = _numbers(tags, "GPS GPSLatitude"), _numbers(tags, "GPS GPSLongitude")
    if not lat and not lon:
        if "GPS GPSLatitude" not in tags and "GPS GPSLongitude" not in tags:
            return None, None
        written = _reference(tags, "GPS GPSLatitudeRef") or _reference(tags, "GPS GPSLongitudeRef")
        return None, "gps_invalid" if written else "gps_no_fix"
    north = from_dms(lat, _reference(tags, "GPS GPSLatitudeRef"), "S")
    east = from_dms(lon, _reference(tags, "GPS GPSLongitudeRef"), "W")
    if north is None or east is None:
        return None, "gps_invalid"
    metres = next(iter(_numbers(tags, "GPS GPSAltitude")), None)
    below = _numbers(tags, "GPS GPSAltitudeRef")[:1] == [1.0]
    return checked(north, east, 0.0 - metres if metres is not None and below else metres)


def _reference(tags: Mapping[str, Any], name: str) -> str:
    return _text(tags[name]) if name in tags else ""


def _numbers(tags: Mapping[str, Any], name: str) -> list[float]:
    """The numbers of a tag; empty if it holds text or a ratio over zero."""
    values = getattr(tags.get(name), "values", None)
    if not isinstance(values, list):
        return []
    numbers = []
    for value in values:
        # exifread's ratios are fractions that may be over zero, which Python's never are.
        if isinstance(value, Fraction) and value.denominator != 0:
            numbers.append(value.numerator / value.denominator)
        elif isinstance(value, (int, float)) and math.isfinite(value):
            numbers.append(float(value))
        else:
            return []
    return numbers
