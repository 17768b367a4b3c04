"""Whether the end of a file is missing: only certain signs count."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawrec.media import sample_maker
from lawrec.media.facts_bounds import BoundedFile, ReadLimitReached
from lawrec.media.facts_cut import is_cut


def cut(data: bytes, mime: str) -> bool:
    return is_cut(BoundedFile(io.BytesIO(data)), mime)


def chunk(name: bytes, content: bytes) -> bytes:
    return (
        len(content).to_bytes(4, "big")
        + name
        + content
        + zlib.crc32(name + content).to_bytes(4, "big")
    )


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", bytes.fromhex("00000001000000010800000000"))
    + chunk(b"IDAT", zlib.compress(b"\0\0"))
    + chunk(b"IEND", b"")
)
BOXES = b"\0\0\0\x10ftypheic\0\0\0\0" + b"\0\0\0\x01mdat" + (24).to_bytes(8, "big") + bytes(8)


@pytest.fixture(scope="module")
def jpeg(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("cut") / "a.jpg"
    sample_maker.jpeg(path, taken=None, seed=1)
    return path.read_bytes()


def test_whole_files_are_whole(jpeg: bytes, tmp_path: Path) -> None:
    sample_maker.pdf_scan(tmp_path / "a.pdf", "text", 1)
    pdf = (tmp_path / "a.pdf").read_bytes()
    assert not cut(jpeg, "image/jpeg")
    assert not cut(PNG, "image/png")
    assert not cut(BOXES, "image/heic")
    assert not cut(pdf, "application/pdf")
    trailer = b"a trailer of the maker" * 200
    assert not cut(jpeg + trailer, "image/jpeg")
    assert not cut(PNG + trailer, "image/png")
    assert not cut(pdf + trailer, "application/pdf")
    assert cut(pdf[: len(pdf) - 40], "application/pdf")


def test_every_shorter_photo_is_cut(jpeg: bytes) -> None:
    for length in range(2, len(jpeg) - 1):
        assert cut(jpeg[:length], "image/jpeg"), length
    for length in range(8, len(PNG)):
        assert cut(PNG[:length], "image/png"), length


def test_a_box_that_promises_more_is_cut() -> None:
    assert cut(BOXES[:-1], "image/heic")
    assert not cut(BOXES[:16] + b"\0\0\0\0mdat", "image/heic")


def test_the_thumbnails_end_is_not_the_pictures(jpeg: bytes) -> None:
    thumbnail = b"\xff\xd8\xff\xd9"
    inside = b"\xff\xd8\xff\xe1" + (len(thumbnail) + 2).to_bytes(2, "big") + thumbnail
    assert not cut(inside + jpeg[2:], "image/jpeg")
    assert cut(inside + jpeg[2:-2], "image/jpeg")


def test_other_kinds_are_not_judged() -> None:
    assert not cut(b"", "video/mp4")


@given(
    st.binary(max_size=300),
    st.sampled_from(["image/jpeg", "image/png", "image/heic", "application/pdf"]),
)
def test_no_content_is_an_error(data: bytes, mime: str) -> None:
    cut(data, mime)


def test_a_reader_is_kept_on_its_leash() -> None:
    leash = BoundedFile(io.BytesIO(bytes(100)), limit=10)
    assert leash.size == 100
    assert leash.read(10) == bytes(10)
    with pytest.raises(ReadLimitReached):
        leash.read(1)
    soft = BoundedFile(io.BytesIO(bytes(100)), soft=True, limit=10)
    assert soft.read() == b""
    assert soft.limit_reached
    far = BoundedFile(io.BytesIO(bytes(100)))
    assert far.seek(1 << 70) == 100
    assert far.read(1 << 70) == b""
