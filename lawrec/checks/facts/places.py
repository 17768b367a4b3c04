"""Whether two names of places mean one place, as far as the words alone tell."""

from __future__ import annotations

import unicodedata


def elsewhere(one: str | None, other: str | None) -> bool:
    """Whether the words name two places: neither is part of the other, signs and blanks aside."""
    a, b = _plain(one), _plain(other)
    return a not in b and b not in a


def _plain(place: str | None) -> str:
    text = unicodedata.normalize("NFKC", place or "").casefold()
    return "".join(sign for sign in text if sign.isalnum())
