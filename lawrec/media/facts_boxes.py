"""The boxes of MP4 and its relatives that the other readers pass over.

A position in a 3GPP `loci` box, GoPro's telemetry, the EXIF blocks of Canon's CR3; and the
marks of tracks and notes that no reader here knows, which become codes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lawrec.media.facts_beside import Beside
from lawrec.media.facts_bounds import BoundedFile
from lawrec.media.facts_gpmf import Telemetry, telemetry
from lawrec.media.facts_gps import Gps, checked

_MOST_BOXES = 4000
_LONGEST = 1024 * 1024
_CANON = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_BLOCKS = (b"CMT1", b"CMT2", b"CMT4")
_FOLDERS = {b"moov", b"udta", b"trak", b"mdia", b"minf", b"stbl"}
# Tracks of positions and movements, by the name of their format, and boxes outside tracks.
_TRACKS = (b"camm", b"rtmd", b"djmd", b"mebx", b"fdsc", b"priv", b"nmea", b"gpmd")
_POSITIONS = (b"gps ", b"GPS ", b"gps0", b"freeGPS ")
_MAKERS = {
    *(b"MVTG", b"TAGS", b"PENT", b"QVMI", b"SNum", b"CNTH", b"PANA", b"LEIC", b"LIFE", b"smta"),
    *(b"MMA1", b"vndr", b"SDLN", b"cmid", b"inst", b"NCDT", b"FFMV", b"PXTH", b"CMT3"),
}


@dataclass(slots=True)
class _Track:
    """The place of a track's first sample."""

    kind: bytes = b""
    size: int = 0
    at: int = 0


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    end: int


def look_in_boxes(file: BoundedFile) -> Beside:
    """Everything that these boxes say; never raises but for a failing medium or the leash."""
    found = _Search(file)
    found.walk(0, file.size, ())
    return found.result()


class _Search:
    def __init__(self, file: BoundedFile) -> None:
        self._file = file
        self._left = _MOST_BOXES
        self._tracks: list[_Track] = []
        self._gopro = Telemetry()
        self._place: Gps | None = None
        self._codes: list[str] = []
        self._blocks: dict[str, bytes] = {}

    def walk(self, start: int, end: int, path: tuple[bytes, ...]) -> None:
        for box in self._boxes(start, end):
            if box.kind in _FOLDERS and len(path) < 6:
                if box.kind == b"trak":
                    self._tracks.append(_Track())
                self.walk(box.start, box.end, (*path, box.kind))
            elif box.kind == b"uuid" and self._bytes(box, 16) == _CANON:
                self.walk(box.start + 16, box.end, (*path, b"uuid"))
            else:
                self._look(box)

    def _boxes(self, start: int, end: int) -> Iterator[_Box]:
        while start + 8 <= end and self._left > 0:
            self._left -= 1
            self._file.seek(start)
            header = self._file.read(16)
            if len(header) < 8:
                return
            size, head = int.from_bytes(header[:4], "big"), 8
            if size == 1 and len(header) == 16:
                size, head = int.from_bytes(header[8:16], "big"), 16
            if size == 0:
                size = end - start
            if size < head:
                return
            yield _Box(header[4:8], start + head, min(start + size, end))
            start += size

    def _bytes(self, box: _Box, most: int = _LONGEST) -> bytes:
        self._file.seek(box.start)
        return self._file.read(min(box.end - box.start, most))

    def _look(self, box: _Box) -> None:
        if box.kind == b"loci":
            place, defect = _loci(self._bytes(box))
            self._place = self._place or place
            self._codes += [defect] if defect and self._place is None else []
        elif box.kind == b"GPMF":
            self._gopro = telemetry(self._bytes(box))
        elif box.kind in _BLOCKS:
            self._blocks[box.kind.decode("ascii")] = self._bytes(box)
        elif box.kind in _MAKERS:
            self._codes.append("maker_notes_unread")
        elif box.kind in _POSITIONS:
            self._codes.append("position_unread")
        elif self._tracks:
            self._sample(box, self._tracks[-1])

    def _sample(self, box: _Box, track: _Track) -> None:
        """Note where a track's first sample is, if the box says that."""
        data = self._bytes(box, 20)
        if box.kind == b"stsd" and len(data) >= 16:
            track.kind = data[12:16]
        elif box.kind == b"stsz" and len(data) >= 12:
            same = int.from_bytes(data[4:8], "big")
            track.size = same or int.from_bytes(data[12:16], "big")
        elif box.kind == b"stco" and len(data) >= 12:
            track.at = int.from_bytes(data[8:12], "big")
        elif box.kind == b"co64" and len(data) >= 16:
            track.at = int.from_bytes(data[8:16], "big")

    def result(self) -> Beside:
        gopro, place = self._gopro, self._place
        beside = Beside(model=gopro.model, serial=gopro.serial, gps=place, blocks=self._blocks)
        for track in self._tracks:
            if track.kind == b"gpmd" and track.at and 0 < track.size <= _LONGEST:
                first = telemetry(self._bytes(_Box(b"", track.at, track.at + track.size)))
                beside = _with_satellites(beside, first)
            elif track.kind in _TRACKS:
                self._codes.append("position_unread")
        serial = beside.serial or self._blocks
        codes = [*self._codes, *beside.defects]
        codes = [c for c in codes if not (c == "position_unread" and beside.gps)]
        notes = tuple({c for c in codes if c == "maker_notes_unread" and not serial})
        defects = tuple(dict.fromkeys(c for c in codes if c != "maker_notes_unread"))
        return replace(beside, notes=notes, defects=defects)


def _with_satellites(beside: Beside, first: Telemetry) -> Beside:
    if not first.fix:
        return replace(beside, defects=(*beside.defects, "gps_no_fix"))
    moment = f"{first.moment} UTC" if first.moment else ""
    return replace(beside, gps=beside.gps or first.gps, satellites=moment)


def _loci(data: bytes) -> tuple[Gps | None, str | None]:
    """A 3GPP location: name, role, then longitude, latitude and altitude in 1/65536."""
    wide = data[6:8] in (b"\xfe\xff", b"\xff\xfe")
    end = data.find(b"\0\0" if wide else b"\0", 6)
    while wide and end >= 0 and end % 2:
        end = data.find(b"\0\0", end + 1)
    at = end + (2 if wide else 1) + 1
    if end < 0 or at + 12 > len(data):
        return None, "gps_invalid"
    lon, lat, alt = (value / 65536 for value in struct.unpack_from(">3l", data, at))
    # No more digits than the format's fractions can tell.
    return checked(round(lat, 5), round(lon, 5), round(alt, 2))
