"""Whether a picture shows more than the sheet whose code was read on it: two papers side by side.

The code of the other paper may be illegible; by the one that was read, a page of somebody else's
would be filed with it. How large a sheet is, the size of the code says.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_CODE_MM = 22 * 29 / 37  # the modules alone, without the white around them
_LONG, _SHORT = 297 / _CODE_MM, 210 / _CODE_MM
_SPARE = 1.15  # skew, and codes that a word processor has scaled a little
_DOTS = 400
_INK = 40  # steps of grey darker than the paper
_GREY = 40  # steps that shadow makes of it
_COARSE = 4
_DUST = 255 * 1.5 / _COARSE**2

Corners = tuple[tuple[float, float], ...]
"""Of a code, from its own upper left clockwise, in dots of the picture."""


def is_beyond(picture: Image, corners: Corners) -> bool:
    """Whether both paper and writing reach further than one A4 sheet.

    A large glass around a single sheet is white and empty, a table under it is not white.
    """
    (x, y), (x_right, y_right), _lower_right, (x_left, y_left) = corners
    across, down = math.hypot(x_right - x, y_right - y), math.hypot(x_left - x, y_left - y)
    side = (across + down) / 2
    if side <= 0 or picture.width * picture.height < _SPARE * side**2 * _LONG * _SHORT:
        return False
    small = picture.reduce(max(1, min(picture.size) // _DOTS))
    side *= small.width / picture.width
    counts = small.histogram()
    paper = max(range(100, 256), key=counts.__getitem__)
    askew = math.degrees(math.atan2(y_right - y, x_right - x))
    ink = small.point(lambda value: 255 * (value < paper - _INK))
    white = small.point(lambda value: 255 * (value >= paper - _GREY))
    return _exceeds(ink, askew, side) and _exceeds(white, askew, side)


def _exceeds(mask: Image, askew: float, side: float) -> bool:
    """Whether what is white in the mask is longer or wider than a sheet, along the code's edges."""
    # A single dot among sixteen is dust, a line across them is not.
    coarse = mask.reduce(_COARSE).point(lambda value: 255 * (value > _DUST))
    upright = coarse.rotate(askew, expand=True)
    found = upright.getbbox()
    if found is None:
        return False
    short, long = sorted((found[2] - found[0], found[3] - found[1]))
    side /= _COARSE
    return long > _SPARE * _LONG * side or short > _SPARE * _SHORT * side
