"""Citations of the law as papers carry them: 《law》 with article, paragraph and item (18d, 20.1).

The parser is strict, so that it never takes for a provision what is none: a law in book-title
marks, then its article. What names an article in another way is left to a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from lawrec.schema.base import is_blank

Precision = Literal["exact", "unclear", "no_article", "blank"]
"""exact: law and article; unclear: an article, but in no known way; no_article: only words."""

_DIGITS = "〇零一二三四五六七八九"
_NUMBER = r"[0-9〇零一二三四五六七八九十百千两]{1,9}"
_ARTICLE = re.compile(rf"第\s*(?P<number>{_NUMBER})\s*条")
_CITED = re.compile(rf"《(?P<law>[^《》]+)》\s*(?:\([^()]*\)\s*)?第\s*{_NUMBER}\s*条")
_TENS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Citation:
    """One law and the numbers of its articles that a citation names."""

    law: str
    articles: tuple[int, ...]

    def names(self, law: str, article: int) -> bool:
        """Whether it names that article of that law, whose full title may have a longer head."""
        return self.law.endswith(law) and article in self.articles


def parse(text: str) -> tuple[Citation, ...]:
    """The citations in a text as written: several laws, or several articles of one, may follow."""
    plain = _plain(text)
    found: list[Citation] = []
    heads = list(_CITED.finditer(plain))
    for head, following in zip_longest(heads, heads[1:]):
        law = head["law"].strip()
        rest = plain[head.end("law") + 1 : following.start() if following else len(plain)]
        numbers = [number(match["number"]) for match in _ARTICLE.finditer(rest.split("《")[0])]
        articles = tuple(dict.fromkeys(n for n in numbers if n))
        if articles and not is_blank(law):
            found.append(Citation(law, articles))
    return tuple(found)


def precision(text: str) -> Precision:
    """How exactly a text says which provision it means."""
    if is_blank(text):
        return "blank"
    if parse(text):
        return "exact"
    return "unclear" if _ARTICLE.search(_plain(text)) else "no_article"


def best(basis: Iterable[str]) -> Precision:
    """The best of several entries: one exact citation says on which law the paper rests."""
    order: tuple[Precision, ...] = ("exact", "unclear", "no_article")
    found = {precision(text) for text in basis}
    return next((one for one in order if one in found), "blank")


def number(text: str) -> int | None:
    """A number of an article in Chinese or Arabic figures; None for what is no number, or zero."""
    if text.isdecimal():
        return int(text) or None
    total = digit = 0
    last = 10_000
    for char in text:
        if char in _TENS:
            if _TENS[char] >= last:
                return None
            last = _TENS[char]
            total += (digit or 1) * last
            digit = 0
        elif digit:
            return None
        else:
            digit = 2 if char == "两" else max(_DIGITS.find(char) - 1, 0)
    return total + digit or None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
