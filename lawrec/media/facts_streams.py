"""Notes inside AVI, WAV and AVCHD streams that libmediainfo passes over or reads in part."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.media.facts_beside import Beside
from lawrec.media.facts_bounds import BoundedFile

_MOST_CHUNKS = 2000
_LONGEST = 4096
_HEAD = 1024 * 1024
_LISTS = (b"RIFF", b"LIST")
_MAKERS = (b"hymn", b"hydt", b"mnrt", b"ucmt", b"PENT", b"emnt", b"ncdt", b"CASI", b"IRIF")
# The number under which a camera maker is registered with the AVCHD format.
_AVCHD_MAKERS = {0x0103: "Panasonic", 0x0108: "Sony", 0x1011: "Canon", 0x1104: "JVC"}


def look_in_chunks(file: BoundedFile) -> Beside:
    """The chunks of a RIFF file: the time of day and the camera of the Exif audio format."""
    texts: dict[bytes, str] = {}
    unread = empty = False
    for name, start, size in _chunks(file, 0, file.size, [_MOST_CHUNKS]):
        if name in (b"ICRD", b"IDIT", b"etim", b"ecor", b"emdl"):
            file.seek(start)
            data = file.read(min(size, _LONGEST)).split(b"\0", 1)[0]
            texts[name] = data.decode("ascii", "ignore").strip()
        unread = unread or name in _MAKERS
        empty = empty or (name == b"data" and size == 0)
    day, clock = texts.get(b"ICRD", ""), texts.get(b"etim", "")
    tags = {"recorded_date": f"{day} {clock}"} if len(day) == 10 and clock else {}
    # libmediainfo leaves out the shapes that it does not know.
    tags |= {"mastered_date": texts[b"IDIT"]} if b"IDIT" in texts else {}
    return Beside(
        tags=tags,
        make=texts.get(b"ecor") or None,
        model=texts.get(b"emdl") or None,
        notes=("maker_notes_unread",) if unread else (),
        defects=("empty_track",) if empty else (),
    )


def _chunks(
    file: BoundedFile, start: int, end: int, left: list[int]
) -> Iterator[tuple[bytes, int, int]]:
    """Name, place and size of each chunk; those in lists too, but not the pictures."""
    while start + 8 <= end and left[0] > 0:
        left[0] -= 1
        file.seek(start)
        header = file.read(12)
        if len(header) < 8:
            return
        name, size = header[:4], int.from_bytes(header[4:8], "little")
        if name in _LISTS:
            yield header[8:12], start + 12, max(size - 4, 0)
            if header[8:12] != b"movi":
                yield from _chunks(file, start + 12, min(start + 8 + size, end), left)
        else:
            yield name, start + 8, size
        start += 8 + size + size % 2


def look_in_stream(file: BoundedFile) -> Beside:
    """The recording date that AVCHD cameras put into the first pictures of the stream.

    Found by its mark, because the stream may begin anywhere; so it can never be certain.
    """
    file.seek(0)
    head = file.read(min(_HEAD, file.size))
    tags = next((tags for part in _payloads(head) if (tags := _pack(part))), {})
    maker = _AVCHD_MAKERS.get(int.from_bytes(tags.get(0xE0, b"")[:2], "big"))
    month, rest = tags.get(0x18), tags.get(0x19)
    if month is None or rest is None:
        return Beside(make=maker, notes=("summer_time_unclear",))
    zone = month[0]
    half = "30" if zone & 1 else "00"
    offset = f"{'-' if zone & 0x20 else '+'}{(zone >> 1) & 0xF:02d}:{half}"
    year, clock = month[1:3].hex(), rest.hex()
    text = f"{year}-{month[3:4].hex()}-{clock[:2]} {clock[2:4]}:{clock[4:6]}:{clock[6:8]}"
    # In summer some cameras move the clock and leave the zone, others move both.
    notes = ("summer_time_unclear",) if zone & 0x40 else ()
    return Beside({"recorded_date": text + offset}, maker, notes=("block_searched", *notes))


def _payloads(head: bytes) -> list[bytes]:
    """The content of each stream's packets, put together again."""
    step = 192 if head[4:5] == b"\x47" and head[196:197] == b"\x47" else 188
    parts: dict[int, bytearray] = {}
    for at in range(step - 188, len(head) - 187, step):
        packet = head[at : at + 188]
        if packet[0] != 0x47:
            continue
        number = int.from_bytes(packet[1:3], "big") & 0x1FFF
        skip = 5 + packet[4] if packet[3] & 0x20 else 4
        if packet[3] & 0x10:
            parts.setdefault(number, bytearray()).extend(packet[skip:])
    return [bytes(part) for part in parts.values()]


def _pack(stream: bytes) -> dict[int, bytes]:
    """The numbered values of the first block of recording data."""
    at = stream.find(b"MDPM")
    if at < 0:
        return {}
    # A zero-zero-three in the stream stands for zero-zero.
    data = stream[at + 4 : at + 400].replace(b"\0\0\x03", b"\0\0")
    tags: dict[int, bytes] = {}
    for number in range(min(data[0] if data else 0, 64)):
        entry = data[1 + 5 * number : 6 + 5 * number]
        if len(entry) == 5:
            tags.setdefault(entry[0], entry[1:])
    return tags
