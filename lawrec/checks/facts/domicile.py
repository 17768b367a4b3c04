"""Whether the place where a paper was left is the recipient's domicile (article 21.3).

Addresses are free text: the same place may be written in several ways, so that only plainly
different words count as another place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from lawrec.schema.moments import Tri

_CHINESE_NUMBER = re.compile("[零〇一二三四五六七八九十百]+")
_DIGITS = {"零": 0, "〇": 0, **{char: n for n, char in enumerate("一二三四五六七八九", start=1)}}
_HOME = re.compile("(院内|院里|院|家中|家里|家门口|家|住所|住处|住宅|居所|大门口|门口)+$")
_NAMED_NUMBER = re.compile(r"[^\d]{2,}\d")
_HOME_WORDS = ("住所", "住处", "住宅", "家中", "家里", "家门", "居所")


def _number(match: re.Match[str]) -> str:
    """十二 -> 12, 一百零五 -> 105; a bare row of digits as it stands: 二一 -> 21."""
    text = match.group()
    if not set(text) & set("十百"):
        return "".join(str(_DIGITS[char]) for char in text)
    total, current = 0, 0
    for char in text:
        if char in "十百":
            total += (current or 1) * (10 if char == "十" else 100)
            current = 0
        else:
            current = _DIGITS[char]
    return str(total + current)


def _plain(address: str) -> str:
    text = unicodedata.normalize("NFKC", address).lower()
    return _CHINESE_NUMBER.sub(_number, "".join(char for char in text if char.isalnum()))


def same_place(one: str, other: str) -> Tri:
    """Whether two addresses mean one place; unknown where only their wording differs."""
    first, second = sorted((_bare(one), _bare(other)), key=len)
    if first == second:
        return "yes"
    numbers = re.findall(r"\d+", first)
    if _stands_in(first, second):
        return "yes" if _NAMED_NUMBER.match(first) and second.endswith(first) else "unknown"
    # Whoever leaves out the group of a village may still mean the same house.
    return "unknown" if numbers and re.findall(r"\d+", second)[-len(numbers) :] == numbers else "no"


def _bare(address: str) -> str:
    """The address without the words that only say that it is somebody's home."""
    return _HOME.sub("", _plain(address))


def _stands_in(short: str, long: str) -> bool:
    """Whether the one stands in the other, without cutting a number in two."""
    before = r"(?<!\d)" if short[:1].isdigit() else ""
    after = r"(?!\d)" if short[-1:].isdigit() else ""
    return bool(short) and re.search(before + re.escape(short) + after, long) is not None


def at_domicile(left_at: str, addresses: Iterable[str]) -> Tri:
    """Whether a place is one of the addresses; unknown if none is known, or none is exact."""
    answers: set[Tri] = set()
    for address in addresses:
        answer = same_place(left_at, address)
        exact = re.search(r"\d", _plain(address)) is not None
        answers.add("unknown" if answer == "no" and not exact else answer)
    if "yes" in answers:
        return "yes"
    nameless = not re.search(r"\d", _plain(left_at)) and any(w in left_at for w in _HOME_WORDS)
    return "unknown" if nameless or not answers or "unknown" in answers else "no"
