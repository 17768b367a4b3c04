"""Whether two names of places mean one place, as far as the words alone tell."""

from __future__ import annotations

import re
import unicodedata

# Which part of a place is meant, not which place.
_PART = re.compile(
    "(?:院内|院中|院子|室内|屋内|门口|门前|现场|附近|周边|旁边?|内|里|[东南西北前后左右]{1,2}[侧边面])+$"
)
_SHORTEST = 3


def elsewhere(one: str | None, other: str | None) -> bool:
    """Whether the words name two places: neither is part of the other.

    Signs, blanks and words at the end that only tell which part of the place it is do not count.
    """
    a, b = _plain(one), _plain(other)
    return a not in b and b not in a


def _plain(place: str | None) -> str:
    text = unicodedata.normalize("NFKC", place or "").casefold()
    text = "".join(sign for sign in text if sign.isalnum())
    short = _PART.sub("", text)
    return short if len(short) >= _SHORTEST else text
