"""How many pixels a picture has, by the header of the picture itself.

What its EXIF block says of that was true when the camera wrote it: a program that makes the
picture smaller, or cuts a part out of it, mostly leaves the block as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from lawrec.media.facts_bounds import BoundedFile

Size = tuple[int, int]

_MOST = 2000
_LONGEST = 64 * 1024
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_FOLDERS = {b"meta": 4, b"iprp": 0, b"ipco": 0}


def picture_size(file: BinaryIO, mime: str) -> Size | None:
    """Width and height by the picture's own header; None where that cannot be told."""
    reader = _READERS.get(mime)
    try:
        size = reader(BoundedFile(file)) if reader else None
    except MemoryError:
        raise
    except Exception:
        return None
    return size if size and all(0 < side < 1_000_000 for side in size) else None


def tagged_size(tags: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """Width and height by exifread's tags.

    The largest picture of a TIFF or raw file, whose first is often a small one for the
    camera's screen; else what the camera wrote for other programs.
    """
    places = ["Image", *(f"EXIF SubIFD{number}" for number in range(10))]
    pairs = [(_side(tags, f"{at} ImageWidth"), _side(tags, f"{at} ImageLength")) for at in places]
    whole = [pair for pair in pairs if None not in pair]
    if whole:
        return max(whole, key=lambda pair: (pair[0] or 0) * (pair[1] or 0))
    return _side(tags, "EXIF ExifImageWidth"), _side(tags, "EXIF ExifImageLength")


def _side(tags: Mapping[str, Any], name: str) -> int | None:
    values = getattr(tags.get(name), "values", None)
    first = values[0] if isinstance(values, list) and values else None
    return first if isinstance(first, int) and first > 0 else None


def _jpeg(file: BoundedFile) -> Size | None:
    at = 2
    for _ in range(_MOST):
        file.seek(at)
        head = file.read(9)
        if len(head) < 4 or head[0] != 0xFF:
            return None
        if head[1] in _ALONE or head[1] == 0xFF:
            at += 1 if head[1] == 0xFF else 2
            continue
        if head[1] in _FRAMES:
            return int.from_bytes(head[7:9], "big"), int.from_bytes(head[5:7], "big")
        at += 2 + int.from_bytes(head[2:4], "big")
    return None


def _png(file: BoundedFile) -> Size | None:
    head = _head(file, 24)
    if head[12:16] != b"IHDR":
        return None
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


def _gif(file: BoundedFile) -> Size | None:
    head = _head(file, 10)
    return int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little")


def _bmp(file: BoundedFile) -> Size | None:
    head = _head(file, 26)
    if int.from_bytes(head[14:18], "little") == 12:
        return int.from_bytes(head[18:20], "little"), int.from_bytes(head[20:22], "little")
    # A height below zero means that the lines stand from the top down.
    height = abs(int.from_bytes(head[22:26], "little", signed=True))
    return int.from_bytes(head[18:22], "little", signed=True), height


def _webp(file: BoundedFile) -> Size | None:
    head = _head(file, 30)
    kind, data = head[12:16], head[20:]
    if len(data) < 10:
        return None
    if kind == b"VP8X":
        return int.from_bytes(data[4:7], "little") + 1, int.from_bytes(data[7:10], "little") + 1
    if kind == b"VP8L" and data[0] == 0x2F:
        bits = int.from_bytes(data[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and data[3:6] == b"\x9d\x01\x2a":
        width, height = (int.from_bytes(data[at : at + 2], "little") for at in (6, 8))
        return width & 0x3FFF, height & 0x3FFF
    return None


def _heif(file: BoundedFile) -> Size | None:
    """The primary picture's; others are its tiles, its thumbnail, maps of depth or light."""
    boxes = list(_boxes(file, 0, file.size, b"", [_MOST]))
    by_kind = {kind: data for _, kind, data in reversed(boxes)}
    properties = [(kind, data) for folder, kind, data in boxes if folder == b"ipco"]
    pitm = by_kind.get(b"pitm", b"")
    primary = int.from_bytes(pitm[4:6] if pitm[:1] == b"\0" else pitm[4:8], "big")
    for number in _properties_of(primary, by_kind.get(b"ipma", b"")):
        kind, data = properties[number - 1] if 0 < number <= len(properties) else (b"", b"")
        if kind == b"ispe" and len(data) >= 12:
            return int.from_bytes(data[4:8], "big"), int.from_bytes(data[8:12], "big")
    return None


def _properties_of(item: int, ipma: bytes) -> Iterator[int]:
    """The properties of one picture by their numbers, which count from one."""
    if len(ipma) < 8:
        return
    name, step = 2 if ipma[0] == 0 else 4, 2 if ipma[3] & 1 else 1
    at = 8
    for _ in range(min(int.from_bytes(ipma[4:8], "big"), len(ipma))):
        owner, count = int.from_bytes(ipma[at : at + name], "big"), ipma[at + name]
        at += name + 1
        for place in range(at, at + count * step, step):
            if owner == item:
                # The highest bit says how important the property is.
                highest = 1 << (8 * step - 1)
                yield int.from_bytes(ipma[place : place + step], "big") & (highest - 1)
        at += count * step


def _boxes(
    file: BoundedFile, at: int, end: int, folder: bytes, left: list[int]
) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Folder, kind and content of the boxes that tell a size."""
    while at + 8 <= end and left[0] > 0:
        left[0] -= 1
        file.seek(at)
        head = file.read(16)
        size, kind, skip = int.from_bytes(head[:4], "big"), head[4:8], 8
        if size == 1:
            size, skip = int.from_bytes(head[8:16], "big"), 16
        if size < skip:
            return
        if kind in _FOLDERS:
            inner = at + skip + _FOLDERS[kind]
            yield from _boxes(file, inner, min(at + size, end), kind, left)
        else:
            file.seek(at + skip)
            wanted = kind in (b"pitm", b"ipma", b"ispe")
            yield folder, kind, file.read(min(size - skip, _LONGEST)) if wanted else b""
        at += size


def _head(file: BoundedFile, size: int) -> bytes:
    file.seek(0)
    return file.read(size)


_READERS: dict[str, Callable[[BoundedFile], Size | None]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/gif": _gif,
    "image/bmp": _bmp,
    "image/webp": _webp,
    **dict.fromkeys(("image/heic", "image/heif", "image/avif"), _heif),
}
