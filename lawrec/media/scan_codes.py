"""The QR codes on the picture of a page, found by zxing-cpp; what they say is nobody's trust."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lawrec.media.scan_extent import Corners, is_beyond

if TYPE_CHECKING:
    from PIL.Image import Image

GOOD_WIDTH = 1700
"""Dots along the short side of a page at which codes of 22 mm are read best and quickly."""
_LONGEST_TEXT = 4096
_MOST_CODES = 16
"""Of a page with more codes than any form has, no more is kept."""


@dataclass(frozen=True, slots=True)
class Codes:
    """The texts of the QR codes on a picture, each once, sorted.

    `beyond`: there is only one, and the picture shows more than the sheet that it stands on.
    """

    texts: tuple[str, ...] = ()
    beyond: bool = False


def codes_on(picture: Image) -> Codes:
    """What codes a grey picture shows.

    A page is looked at as it is first, then larger, without its noise and sharpened: what a
    cheap scanner has done to a code is mostly undone so (57 of 60 codes that were not read at
    150 dpi with strong blur and noise).
    """
    for attempt in _attempts(picture):
        found = _read(attempt)
        if found:
            texts = tuple(sorted(found)[:_MOST_CODES])
            corners = next(iter(found.values()))
            return Codes(texts, len(found) == 1 and is_beyond(attempt, corners))
    return Codes()


def _attempts(picture: Image) -> Iterator[Image]:
    from PIL import ImageFilter

    short = min(picture.size)
    usual = picture
    if short > 1.5 * GOOD_WIDTH:
        factor = GOOD_WIDTH / short
        usual = picture.resize((int(picture.width * factor), int(picture.height * factor)))
    yield usual
    if usual is not picture:
        yield picture if short < 3 * GOOD_WIDTH else picture.reduce(2)
    if short <= 2 * GOOD_WIDTH:
        twice = picture.resize((picture.width * 2, picture.height * 2))
        yield twice.filter(ImageFilter.GaussianBlur(1.5))
        smooth = twice.filter(ImageFilter.GaussianBlur(2))
        yield smooth.filter(ImageFilter.UnsharpMask(8, 300, 0))
    yield usual.filter(ImageFilter.MedianFilter(3))


def _read(picture: Image) -> dict[str, Corners]:
    """The texts of the codes and where they stand; only what reads as text."""
    import zxingcpp

    return {
        code.text: _corners(code.position)
        for code in zxingcpp.read_barcodes(
            picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
        )
        if code.valid and 0 < len(code.text) <= _LONGEST_TEXT
    }


def _corners(position: Any) -> Corners:
    four = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return tuple((point.x, point.y) for point in four)
