"""The code on a printed page: what is written is read back, and nothing else is."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawrec.forms.mark import Mark, payload, picture, read_payload

DIGITS = st.text("0123456789abcdef", min_size=8, max_size=8)
LABELS = st.from_regex(r"\A[0-9]{4}/[0-9]{4}\Z")
ITEMS = st.from_regex(r"\A[ARM][0-9]{2,5}\Z")
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ:/"


@settings(max_examples=30)
@given(LABELS, ITEMS, st.integers(1, 9999), st.integers(0, 50), DIGITS)
def test_a_mark_reads_back(label: str, item: str, page: int, more: int, digest: str) -> None:
    pages = min(page + more, 9999)
    text = payload(label, item, page, pages, digest)
    assert read_payload(text) == Mark(label, item, page, pages, digest)
    assert set(text) <= set(LETTERS)


def test_a_word_processor_counts_its_pages_itself() -> None:
    text = payload("2026/0001", "R05", 0, 0, "1a2b3c4d")
    assert read_payload(text) == Mark("2026/0001", "R05", 0, 0, "1a2b3c4d")


def test_a_blank_form_and_a_case_with_a_chinese_label() -> None:
    assert read_payload(payload("2026/0001", "", 1, 1, "")) == Mark("2026/0001", "", 1, 1, "")
    loose = payload("梅某甲占地案", "R05", 1, 2, "1a2b3c4d")
    assert loose.isascii()
    assert read_payload(loose) == Mark("", "R05", 1, 2, "1a2b3c4d")


@given(st.data())
def test_one_letter_misread_is_no_mark(data: st.DataObject) -> None:
    text = payload("2026/0001", "R05", 2, 3, "1a2b3c4d")
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from(LETTERS).filter(lambda letter: letter != text[place]))
    assert read_payload(text[:place] + other + text[place + 1 :]) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://weixin.example/x",
        "LR1",
        "LR1:2026/0001:R05:2:3:1A2B3C4D00000",
        payload("2026/0001", "R05", 2, 3, "1a2b3c4d").lower(),
        payload("2026/0001", "R05", 2, 3, "1a2b3c4d") + "\n",
        payload("2026/0001", "R05", 2, 3, "1a2b3c4d").replace("2026", "２０２６"),
        "上级机关的二维码",
    ],
)
def test_another_code_is_no_mark(text: str) -> None:
    assert read_payload(text) is None


@pytest.mark.parametrize(
    ("item", "page", "pages", "digest"),
    [
        ("../R05", 1, 1, ""),
        ("询问笔录", 1, 1, ""),
        ("R05", 0, 1, ""),
        ("R05", 1, 0, ""),
        ("R05", 3, 2, ""),
        ("R05", 1, 10000, ""),
        ("R05", 1, 1, "1A2B3C4D"),
        ("R05", 1, 1, "1a2b"),
    ],
)
def test_what_is_no_mark_is_not_written(item: str, page: int, pages: int, digest: str) -> None:
    with pytest.raises(ValueError, match="no "):
        payload("2026/0001", item, page, pages, digest)


def test_a_picture_is_a_small_png_that_grows_with_its_scale() -> None:
    pytest.importorskip("segno")
    text = payload("2026/0001", "R05", 2, 3, "1a2b3c4d")
    small, large = picture(text, 1), picture(text, 4)
    assert small.startswith(b"\x89PNG\r\n")
    side = struct.unpack(">I", small[16:20])[0]
    assert side <= 37, "more than version 3 with its margin: too fine for 22 mm at 150 dpi"
    assert struct.unpack(">I", large[16:20])[0] == 4 * side
