"""What kind of file this is, by its first bytes and only then by its name.

Officers rename files and programs mislabel them, so the content decides. The name is used
where the content says nothing, which is common for the footage of closed camera systems.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lawrec.media.facts_kinds import (
    BRANDS,
    EXTENSIONS,
    FILM_BRANDS,
    PREFIXES,
    RAW_TIFF,
    VENDOR,
    Mode,
)

HEAD_BYTES = 4096
"""How many bytes from the start of a file `sniff` wants to see (fewer are accepted)."""

UNKNOWN_MIME = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class MediaType:
    """The kind of a file: its mode, its MIME type, and whether its name fits its content.

    `recognised` is false when the content told nothing and the mode rests on the name alone.
    The mode is never "cctv": which camera a film comes from is not written in its first bytes.
    """

    mode: Mode
    mime: str
    extension_agrees: bool
    recognised: bool = True


_SRT = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\d+\s*\r?\n\d\d:\d\d:\d\d[,.]\d{3} --> ")


def extension(name: str) -> str:
    """The suffix of a file name, in lower case and without its dot ("" if there is none)."""
    base = re.split(r"[/\\]", name)[-1]
    stem, dot, suffix = base.rpartition(".")
    return suffix.lower() if dot and stem else ""


def is_media_name(name: str) -> bool:
    """Whether a file of this name is worth taking in as footage, sound or a scan."""
    suffix = extension(name)
    return suffix in EXTENSIONS or suffix in VENDOR


def is_vendor_name(name: str) -> bool:
    """Whether the suffix belongs to a closed camera system, whose content is anything."""
    return extension(name) in VENDOR


def sniff(head: bytes, name: str) -> MediaType:
    """Say what a file is from its first bytes, and from its name where they say nothing.

    `head` is the start of the file, up to `HEAD_BYTES`. Never raises.
    """
    suffix = extension(name)
    found = _by_content(head)
    if found is None:
        return _by_name(suffix, bool(head))
    mode, mime = found
    if mime == "image/tiff" and suffix in RAW_TIFF:
        mime = EXTENSIONS[suffix][1][0]
    if mime == "video/mp4" and suffix in ("m4a", "m4b"):
        mode, mime = "audio", "audio/mp4"
    known = EXTENSIONS.get(suffix)
    agrees = not suffix or suffix in VENDOR or (known is not None and mime in known[1])
    return MediaType(mode, mime, agrees)


def _by_name(suffix: str, has_content: bool) -> MediaType:
    """The kind that the name promises, for content that nobody recognised."""
    if suffix in EXTENSIONS:
        mode = EXTENSIONS[suffix][0]
        # Each of these kinds has a signature, so unknown content contradicts the name. Bare
        # MP3 and transport streams may start in the middle of a frame or packet.
        agrees = not has_content or suffix in ("mp3", "aac", "ts", "mts", "m2ts", "m2t", "srt")
        return MediaType(mode, UNKNOWN_MIME, agrees, recognised=False)
    return MediaType(VENDOR.get(suffix, "other"), UNKNOWN_MIME, True, recognised=False)


def _by_content(head: bytes) -> tuple[Mode, str] | None:
    for prefix, mode, mime in PREFIXES:
        if head.startswith(prefix):
            if mime == "video/x-matroska" and b"webm" in head[:64]:
                return "video", "video/webm"
            return mode, mime
    for probe in _PROBES:
        found = probe(head)
        if found is not None:
            return found
    return None


def _iso_media(head: bytes) -> tuple[Mode, str] | None:
    """MP4 and its relatives: the brand tells the photo from the film and from the sound."""
    kind = head[4:8]
    if kind in (b"moov", b"mdat", b"wide", b"pnot"):
        return "video", "video/quicktime"
    if kind != b"ftyp":
        return None
    brand = head[8:12]
    size = min(int.from_bytes(head[:4], "big"), 256)
    others = {head[at : at + 4] for at in range(16, size, 4)}
    # A photo may also begin with a brand that nobody here knows, as long as it claims no film's.
    if brand in (b"mif1", b"msf1") or (brand not in BRANDS and not FILM_BRANDS & {brand, *others}):
        for better in (b"avif", b"heic", b"heix"):
            if better in others:
                return BRANDS[better]
    if brand in BRANDS:
        return BRANDS[brand]
    if brand.startswith(b"3g2"):
        return "video", "video/3gpp2"
    return "video", "video/3gpp" if brand.startswith(b"3g") else "video/mp4"


def _riff(head: bytes) -> tuple[Mode, str] | None:
    if head[:4] not in (b"RIFF", b"RF64"):
        return None
    kinds: dict[bytes, tuple[Mode, str]] = {
        b"AVI ": ("video", "video/x-msvideo"),
        b"WAVE": ("audio", "audio/wav"),
        b"WEBP": ("photo", "image/webp"),
    }
    return kinds.get(head[8:12])


def _still_image(head: bytes) -> tuple[Mode, str] | None:
    if head[:4] in (b"II*\0", b"MM\0*"):
        return "photo", "image/tiff"
    # "BM" alone is two letters of any text; the size of the second header settles it.
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in (12, 40, 52, 56, 108, 124):
        return "photo", "image/bmp"
    return None


def _stream(head: bytes) -> tuple[Mode, str] | None:
    """Streams without a header: transport packets, MPEG frames, bare H.264 and H.265."""
    for first, step in ((0, 188), (4, 192)):
        if len(head) > first + step and all(b == 0x47 for b in head[first::step]):
            return "video", "video/mp2t"
    if len(head) > 1 and head[0] == 0xFF:
        if head[1] in (0xF1, 0xF9):
            return "audio", "audio/aac"
        if head[1] in (0xFB, 0xFA, 0xF3, 0xF2):
            return "audio", "audio/mpeg"
    if head.startswith(b"\0\0\0\x01") and len(head) > 5:
        if head[4] == 0x40 and head[5] == 0x01:
            return "video", "video/h265"
        if head[4] & 0x80 == 0 and head[4] & 0x1F in (7, 9):
            return "video", "video/h264"
    return None


def _subtitles(head: bytes) -> tuple[Mode, str] | None:
    return ("other", "application/x-subrip") if _SRT.match(head) else None


_PROBES: tuple[Callable[[bytes], tuple[Mode, str] | None], ...] = (
    _iso_media,
    _riff,
    _still_image,
    _stream,
    _subtitles,
)
