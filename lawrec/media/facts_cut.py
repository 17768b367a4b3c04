"""Whether the end of a file is missing, by its own account of its length.

Only certain signs count: a trailer behind the picture, which many phones write, is no defect.
"""

from __future__ import annotations

from lawrec.media.facts_bounds import BoundedFile

_CHUNK = 1024 * 1024
_MAX_SEGMENTS = 2000
_PDF_TAIL = 64 * 1024


def is_cut(file: BoundedFile, mime: str) -> bool:
    """Whether the file certainly ends too early (false also when that cannot be told)."""
    if mime == "image/jpeg":
        return _jpeg_is_cut(file)
    if mime in ("image/heic", "image/heif", "image/avif", "image/x-canon-cr3"):
        return _boxes_are_cut(file)
    if mime == "image/png":
        return _png_is_cut(file)
    if mime == "application/pdf":
        return _pdf_is_cut(file)
    return False


def _jpeg_is_cut(file: BoundedFile) -> bool:
    """Walk the segments to the picture data and look for the mark that ends it.

    The thumbnail has such a mark too, but lies in a segment before the picture data. Within
    the data the two bytes of the mark cannot occur by chance.
    """
    position = 2
    for _ in range(_MAX_SEGMENTS):
        file.seek(position)
        marker = file.read(4)
        if len(marker) < 4:
            return True
        if marker[0] != 0xFF:
            return False
        if marker[1] == 0xFF:
            position += 1
            continue
        if marker[1] == 0xD9:
            return False
        length = int.from_bytes(marker[2:4], "big")
        if length < 2:
            return False
        if marker[1] == 0xDA:
            return not _has_end_mark(file, position + 2 + length)
        position += 2 + length
    return False


def _has_end_mark(file: BoundedFile, position: int) -> bool:
    file.seek(position)
    last = b""
    while chunk := file.read(_CHUNK):
        if b"\xff\xd9" in last + chunk:
            return True
        last = chunk[-1:]
    return False


def _boxes_are_cut(file: BoundedFile) -> bool:
    """Add up the outer boxes; the last one must not promise more than there is."""
    position = 0
    for _ in range(_MAX_SEGMENTS):
        file.seek(position)
        header = file.read(16)
        if len(header) < 8:
            return False
        size = int.from_bytes(header[:4], "big")
        if size == 1:
            size = int.from_bytes(header[8:16], "big")
        if size < 8:  # 0 means "to the end of the file"; the rest is no box
            return False
        if position + size > file.size:
            return True
        position += size
    return False


def _png_is_cut(file: BoundedFile) -> bool:
    """Walk the chunks to the one that ends the picture."""
    position = 8
    for _ in range(_MAX_SEGMENTS):
        file.seek(position)
        header = file.read(8)
        if len(header) < 8:
            return True
        position += int.from_bytes(header[:4], "big") + 12
        if position > file.size:
            return True
        if header[4:] == b"IEND":
            return False
    return False


def _pdf_is_cut(file: BoundedFile) -> bool:
    """A PDF is read from its end: without the table's address there is none.

    Programs append all sorts of things, so the address is looked for in a long tail.
    """
    file.seek(max(file.size - _PDF_TAIL, 0))
    return b"startxref" not in file.read(_PDF_TAIL)
