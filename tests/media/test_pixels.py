"""The size of a picture is that of its own header, not what a camera once wrote beside it."""

from __future__ import annotations

import io
import struct
from datetime import timedelta, timezone
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from lawrec.media.facts import MediaFacts, read_facts
from lawrec.media.facts_pixels import picture_size, tagged_size
from lawrec.media.mediainfo import ContainerFacts
from tests.media import making as m

CN = timezone(timedelta(hours=8))
WIDTH, HEIGHT = 0xA002, 0xA003
CAMERA = {m.ORIGINAL: "2025:03:11 09:30:15", WIDTH: 6000, HEIGHT: 4000}


def read(data: bytes, name: str) -> MediaFacts:
    return read_facts(io.BytesIO(data), name, "unknown", CN)


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_a_picture_that_was_made_smaller_has_its_own_size(kind: str) -> None:
    wrap = {"jpg": m.jpeg, "png": m.png, "webp": m.webp}[kind]
    seen = read(wrap(m.tiff({m.MAKE: "Example"}, CAMERA)), f"a.{kind}")
    assert seen.make == "Example"
    assert (seen.width, seen.height) == ((8, 8) if kind == "jpg" else (1, 1))


@pytest.mark.parametrize(
    ("kind", "mime", "options"),
    [
        ("JPEG", "image/jpeg", {}),
        ("JPEG", "image/jpeg", {"progressive": True}),
        ("PNG", "image/png", {}),
        ("GIF", "image/gif", {}),
        ("BMP", "image/bmp", {}),
        ("WEBP", "image/webp", {"lossless": True}),
        ("WEBP", "image/webp", {"lossless": False}),
    ],
)
def test_sizes_of_every_kind(kind: str, mime: str, options: dict[str, bool]) -> None:
    data = io.BytesIO()
    Image.new("RGB", (301, 203), "navy").save(data, kind, **options)
    assert picture_size(data, mime) == (301, 203)
    assert read(data.getvalue(), "a." + kind.lower()).width == 301
    for end in range(0, 60, 3):
        assert picture_size(io.BytesIO(data.getvalue()[:end]), mime) in (None, (301, 203))


def heif(*sizes: tuple[int, int], primary: int = 1, wide: bool = False) -> bytes:
    """Pictures of these sizes, each with its size and a colour; `wide` is the rarer notation."""
    extents = b"".join(m.box(b"ispe", struct.pack(">LLL", 0, *size)) for size in sizes)
    extents = m.box(b"colr", bytes(4)) + extents
    links = [
        struct.pack(">LBHH" if wide else ">HBBB", item, 2, 1, item + 1)
        for item in range(1, len(sizes) + 1)
    ]
    flags = b"\1\0\0\1" if wide else bytes(4)
    parts = m.box(b"ipco", extents)
    parts += m.box(b"ipma", flags + struct.pack(">L", len(links)) + b"".join(links))
    pitm = b"\1\0\0\0" + struct.pack(">L", primary) if wide else struct.pack(">LH", 0, primary)
    meta = m.box(b"meta", bytes(4) + m.box(b"pitm", pitm) + m.box(b"iprp", parts))
    return m.box(b"ftyp", b"heic\0\0\0\0mif1heic") + meta + m.box(b"mdat", b"x")


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize(("primary", "size"), [(1, (512, 512)), (2, (29, 100)), (3, (64, 128))])
def test_a_heic_has_the_size_of_its_primary_picture(
    primary: int, size: tuple[int, int], wide: bool
) -> None:
    sizes = [(512, 512), (29, 100), (64, 128)]
    data = heif(*sizes, primary=primary, wide=wide)
    assert picture_size(io.BytesIO(data), "image/heic") == size
    for end in range(20, len(data), 7):
        assert picture_size(io.BytesIO(data[:end]), "image/heic") in (None, size)


@pytest.mark.parametrize("primary", [0, 2, 9])
def test_a_heic_without_its_primary_picture_has_no_size(primary: int) -> None:
    assert picture_size(io.BytesIO(heif((8, 8), primary=primary)), "image/heic") is None
    assert picture_size(io.BytesIO(b"\0\0\0\x08ftyp"), "image/heic") is None


@pytest.mark.parametrize("size", [(0, 100), (100, 0), (0xFFFFFFFF, 3024)])
def test_sizes_that_are_none(size: tuple[int, int]) -> None:
    assert picture_size(io.BytesIO(heif(size)), "image/heic") is None


def tag(*values: object) -> SimpleNamespace:
    return SimpleNamespace(values=list(values))


def test_a_raw_file_has_the_size_of_its_largest_picture() -> None:
    small = {"Image ImageWidth": tag(160), "Image ImageLength": tag(120)}
    large = {"EXIF SubIFD1 ImageWidth": tag(6048), "EXIF SubIFD1 ImageLength": tag(4024)}
    camera = {"EXIF ExifImageWidth": tag(6000), "EXIF ExifImageLength": tag(4000)}
    assert tagged_size({**small, **large, **camera}) == (6048, 4024)
    assert tagged_size({**small, **camera}) == (160, 120)
    assert tagged_size(camera) == (6000, 4000)
    assert tagged_size({"Image ImageWidth": tag(160)}) == (None, None)
    assert tagged_size({"EXIF ExifImageWidth": tag(Fraction(1, 2))}) == (None, None)


def test_a_tiff_that_was_made_smaller_has_its_own_size() -> None:
    block = m.tiff({m.MAKE: "Example", 0x100: 200, 0x101: 130}, CAMERA)
    assert (read(block, "a.tif").width, read(block, "a.tif").height) == (200, 130)


@pytest.mark.filterwarnings("ignore")
def test_sizes_of_the_samples(samples: Path) -> None:
    """Pillow reads the same from those that it can open."""
    told = 0
    mimes = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
    for path in samples.iterdir():
        try:
            with Image.open(path, formats=[*mimes]) as image:
                expected, mime = image.size, mimes.get(image.format or "", "image/jpeg")
        except OSError:
            continue
        with path.open("rb") as file:
            assert picture_size(file, mime) == expected, path.name
        told += 1
    assert told >= 15


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_sound_picture_is_not_unreadable_because_the_other_reader_gave_up(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lawrec.media.facts.read_container", lambda *_, **__: ContainerFacts())
    data = io.BytesIO()
    Image.new("RGB", (301, 203), "navy").save(data, kind)
    seen = read(data.getvalue(), "a." + kind.lower())
    assert (seen.width, seen.height, seen.defects) == (301, 203, ())
    for end in (0.02, 0.5, 0.9):
        cut = data.getvalue()[: int(len(data.getvalue()) * end)]
        assert {"unreadable", "truncated"}.intersection(read(cut, "a." + kind.lower()).defects)
