"""The kind of a file: its content first, its name where the content says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawrec.media.facts_kinds import EXTENSIONS, VENDOR
from lawrec.media.sniff import UNKNOWN_MIME, extension, is_media_name, is_vendor_name, sniff

JPEG = b"\xff\xd8\xff\xe1\0\x10Exif\0\0"


def ftyp(brand: bytes, *others: bytes) -> bytes:
    body = b"ftyp" + brand + bytes(4) + b"".join(others)
    return (len(body) + 4).to_bytes(4, "big") + body


@pytest.mark.parametrize(
    ("head", "name", "mode", "mime"),
    [
        (JPEG, "a.JPG", "photo", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "photo", "image/png"),
        (b"II*\0", "a.tif", "photo", "image/tiff"),
        (b"MM\0*", "a.NEF", "photo", "image/x-nikon-nef"),
        (b"II*\0", "a.GPR", "photo", "image/x-gopro-gpr"),
        (b"IIU\0\x18\0\0\0", "a.RW2", "photo", "image/x-panasonic-rw2"),
        (b"IIU\0\x18\0\0\0", "a.rwl", "photo", "image/x-panasonic-rw2"),
        (b"IIRO\x08\0\0\0", "a.ORF", "photo", "image/x-olympus-orf"),
        (b"MMOR\0\0\0\x08", "a.orf", "photo", "image/x-olympus-orf"),
        (b"FUJIFILMCCD-RAW 0201", "a.RAF", "photo", "image/x-fujifilm-raf"),
        (JPEG, "a.insp", "photo", "image/jpeg"),
        (JPEG, "GX010034.THM", "photo", "image/jpeg"),
        (ftyp(b"avc1"), "a.insv", "video", "video/mp4"),
        (ftyp(b"mp41"), "GX010034.LRV", "video", "video/mp4"),
        (ftyp(b"mp41"), "GS010034.360", "video", "video/mp4"),
        (b"BM" + bytes(12) + b"\x28\0\0\0", "a.bmp", "photo", "image/bmp"),
        (ftyp(b"heic"), "a.heic", "photo", "image/heic"),
        (ftyp(b"mif1", b"mif1", b"heic"), "a.heic", "photo", "image/heic"),
        (ftyp(b"MiHB", b"miaf", b"mif1", b"heic"), "a.heic", "photo", "image/heic"),
        (ftyp(b"miaf", b"mif1", b"avif"), "a.avif", "photo", "image/avif"),
        (ftyp(b"isom", b"iso2", b"heic"), "a.mp4", "video", "video/mp4"),
        (ftyp(b"XYZ1", b"isom", b"heic"), "a.mp4", "video", "video/mp4"),
        (ftyp(b"kddi", b"kddi", b"3g2a"), "a.3g2", "video", "video/3gpp2"),
        (b"OggS", "a.ogv", "audio", "audio/ogg"),
        (ftyp(b"heix"), "a.HIF", "photo", "image/heif"),
        (ftyp(b"isom"), "a.mp4", "video", "video/mp4"),
        (ftyp(b"mp42"), "a.m4a", "audio", "audio/mp4"),
        (ftyp(b"M4A "), "a.m4a", "audio", "audio/mp4"),
        (ftyp(b"qt  "), "a.mov", "video", "video/quicktime"),
        (b"\0\0\0\x08wide", "a.mov", "video", "video/quicktime"),
        (ftyp(b"3gp5"), "a.3gp", "video", "video/3gpp"),
        (b"RIFF\0\0\0\0AVI ", "a.avi", "video", "video/x-msvideo"),
        (b"RIFF\0\0\0\0WAVE", "a.wav", "audio", "audio/wav"),
        (b"G" + bytes(187) + b"G" + bytes(187) + b"G", "a.ts", "video", "video/mp2t"),
        (bytes(4) + b"G" + bytes(191) + b"G", "a.mts", "video", "video/mp2t"),
        (b"\xff\xfb\x90", "a.mp3", "audio", "audio/mpeg"),
        (b"#!AMR\n", "a.amr", "audio", "audio/amr"),
        (b"%PDF-1.7", "a.pdf", "scan", "application/pdf"),
        (b"1\r\n00:00:00,000 --> 00:00:01,000\r\n", "a.srt", "other", "application/x-subrip"),
        (b"\0\0\0\x01\x67\x42", "a.h264", "video", "video/h264"),
        (b"DHAV", "a.dav", "video", "video/x-dhav"),
    ],
)
def test_content_is_known(head: bytes, name: str, mode: str, mime: str) -> None:
    seen = sniff(head, name)
    assert (seen.mode, seen.mime, seen.recognised) == (mode, mime, True)
    assert seen.extension_agrees


@pytest.mark.parametrize(
    ("head", "name", "mime"),
    [
        (JPEG, "a.png", "image/jpeg"),
        (ftyp(b"3gp5"), "a.mp4", "video/3gpp"),
        (ftyp(b"qt  "), "a.mp4", "video/quicktime"),
        (JPEG, "a.pdf", "image/jpeg"),
        (JPEG, "a.xyz", "image/jpeg"),
    ],
)
def test_content_wins_over_the_name(head: bytes, name: str, mime: str) -> None:
    seen = sniff(head, name)
    assert (seen.mime, seen.extension_agrees) == (mime, False)


def test_the_name_speaks_for_unknown_content() -> None:
    seen = sniff(b"\x07something", "a.jpg")
    assert (seen.mode, seen.mime) == ("photo", UNKNOWN_MIME)
    assert (seen.extension_agrees, seen.recognised) == (False, False)
    seen = sniff(b"\x07something", "a.dav")
    assert (seen.mode, seen.extension_agrees, seen.recognised) == ("video", True, False)
    assert sniff(b"\x07something", "notes.txt").mode == "other"
    assert sniff(JPEG, "IMG_0001").extension_agrees
    assert sniff(b"BMW is parked outside", "a.txt").mode == "other"


def test_names() -> None:
    assert extension("C:\\DCIM\\A.B.Mp4") == "mp4"
    assert extension("dir.d/plain") == ""
    assert extension(".hidden") == ""
    assert is_media_name("片段.MP4")
    assert is_media_name("x.dav")
    assert not is_media_name("x.yaml")
    assert is_vendor_name("x.DAV")
    assert not is_vendor_name("x.mp4")


def test_no_medium_is_called_yaml() -> None:
    assert not {"yaml", "yml"} & (EXTENSIONS.keys() | VENDOR.keys())


@given(st.binary(max_size=600), st.text(max_size=20))
def test_no_content_is_an_error(head: bytes, name: str) -> None:
    assert sniff(head, name).mode in ("photo", "audio", "video", "scan", "other")
