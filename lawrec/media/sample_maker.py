"""Small media in real formats, for the demonstration and the tests, written byte by byte.

Invented pictures and sounds of under 50 KB whose headers say what the caller wants. The same
arguments give the same bytes on every computer; another seed gives other bytes.
"""

from __future__ import annotations

import struct
from datetime import datetime
from pathlib import Path

from lawrec.media.sample_jpeg import ExifData, picture, seeded
from lawrec.media.sample_mp4 import FilmData, film

__all__ = ["jpeg", "mp4", "pdf_scan", "wav"]

_MOST_SOUND = 40_000  # bytes of one recording
_RATES = (8000, 4000, 2000, 1000, 500, 100, 50, 10, 2, 1)
_LINES = 48


def jpeg(  # noqa: PLR0913 - the arguments are the tags of the file
    path: Path,
    *,
    taken: datetime | None,
    offset: bool = True,
    make: str | None = "Example",
    model: str | None = "EX-1",
    serial: str | None = None,
    gps: tuple[float, float] | None = None,
    seed: int,
) -> None:
    """Write a photo of 320 by 240 pixels that every browser shows.

    `taken` None leaves all times out. Its zone is written if it has one and `offset` is true.
    `gps` is latitude and longitude in degrees.
    """
    exif = ExifData(taken, offset, make, model, serial, gps)
    path.write_bytes(picture(seed, 40, 30, exif))


def mp4(  # noqa: PLR0913 - the arguments are the tags of the file
    path: Path,
    *,
    start: datetime,
    seconds: int,
    apple_creationdate: bool,
    mvhd_local: bool = False,
    make: str | None = "Example",
    model: str | None = "EX-1",
    seed: int,
) -> None:
    """Write a film without sound, a series of still pictures; as QuickTime if named ".mov".

    `start` must be aware. With `apple_creationdate` the zone is stated; the header's own time
    is UTC as the format wants, or with `mvhd_local` the local reading of the clock.
    """
    if start.utcoffset() is None:
        raise ValueError("the start of a film needs a zone")
    data = FilmData(start, seconds, apple_creationdate, mvhd_local, make, model)
    path.write_bytes(film(data, seed, b"qt  " if path.suffix.lower() == ".mov" else b"mp42"))


def wav(path: Path, *, start: datetime, seconds: int, seed: int) -> None:
    """Write a recording with the date and time of its beginning as recorders write it.

    That is the reading of the local clock, without a zone. One channel of eight bits; the longer
    the recording, the fewer samples a second, so that the length is true and the file small.
    """
    rate = next((rate for rate in _RATES if rate * seconds <= _MOST_SOUND), _RATES[-1])
    origin = b"".join(
        (
            b"Example recording".ljust(256, b"\0"),
            b"Example recorder".ljust(32, b"\0"),
            f"EX{seed}".encode("ascii")[:32].ljust(32, b"\0"),
            start.strftime("%Y-%m-%d%H:%M:%S").encode("ascii"),
            struct.pack("<QH", 0, 1),
            bytes(64 + 190),
        )
    )
    period = seeded(seed, 251)
    sound = bytes(96 + period[at % len(period)] // 4 for at in range(rate * seconds))
    chunks = (
        _chunk(b"bext", origin)
        + _chunk(b"fmt ", struct.pack("<HHLLHH", 1, 1, rate, rate, 1, 8))
        + _chunk(b"data", sound)
    )
    path.write_bytes(_chunk(b"RIFF", b"WAVE" + chunks))


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<L", len(content)) + content + b"\0" * (len(content) % 2)


def pdf_scan(path: Path, text: str, seed: int) -> None:
    """Write a page that looks like a scanned sheet, a little askew, with these lines on it.

    The page's font knows Latin letters only; other characters become question marks.
    """
    skew = (seeded(seed, 1)[0] - 128) / 16_000
    lines = [
        "(" + "".join(f"\\{byte:03o}" if byte in b"()\\" else chr(byte) for byte in line) + ") '"
        for line in (one.encode("cp1252", "replace") for one in text.splitlines()[:_LINES])
    ]
    page = "\n".join(
        (
            "0.97 g 0 0 595 842 re f 0 g",
            f"BT /F1 11 Tf 14 TL 1 {skew:.5f} {-skew:.5f} 1 71 771 Tm",
            *lines,
            "ET",
        )
    ).encode("latin-1")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        b"<< /Producer (Example scanner) /Title (Sheet %d) >>" % seed,
    )
    path.write_bytes(_pdf(objects))


def _pdf(objects: tuple[bytes, ...]) -> bytes:
    """A file of these objects; the first is the catalogue, the last the description."""
    data = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    table = b"0000000000 65535 f \n"
    for number, content in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    count = len(objects)
    trailer = b"<< /Size %d /Root 1 0 R /Info %d 0 R >>" % (count + 1, count)
    tail = b"xref\n0 %d\n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n"
    return data + tail % (count + 1, table, trailer, len(data))
