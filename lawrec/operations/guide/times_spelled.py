"""Other spellings of a time, brought to the one that is read: numerals, spaces, 昨晚, 今年."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

_SIGNS = str.maketrans({"。": ".", "—": "-", "–": "-", "−": "-", "―": "-", "‐": "-"})
_DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMERAL = "[零〇一二两三四五六七八九十]{1,12}"
# The numeral of 周五 is no number, and is not part of the 十点 behind it.
_NUMERALS = re.compile(rf"(?<![周期拜]){_NUMERAL}(?=[年月日号点时分])|(?<=[点时]){_NUMERAL}$")
_GAPS = re.compile(r"(?<=\d) +(?=[年月日号点时分])|(?<=[年月日号点时分]) +(?=[\d半整])")
_COLON = re.compile(r"(?<=\d);(?=\d)")
_QUARTERS = (("点一刻", "点15分"), ("点三刻", "点45分"))
_DAY_AND_HALF = re.compile(r"([今昨明])([早晚])上?")
_YEARS = {"今年": 0, "去年": -1}
_MONTHS = re.compile(r"(本|这个|上个?)月(?=\d)")


def spelled(text: str, today: date) -> str:
    """The same time in digits and plain signs; what is no time stays none."""
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(_SIGNS).split())
    for said, meant in _QUARTERS:
        plain = plain.replace(said, meant)
    plain = _NUMERALS.sub(lambda found: _number(found[0]), plain)
    plain = _COLON.sub(":", _GAPS.sub("", plain))
    plain = _DAY_AND_HALF.sub(r"\1天\2上", plain)
    for said, years in _YEARS.items():
        plain = plain.replace(said, f"{today.year + years}年")
    return _MONTHS.sub(lambda found: _month(found[1], today), plain)


def _number(numeral: str) -> str:
    """二〇二六 as 2026, 二十三 as 23; a numeral that is none stays as it is."""
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return "".join(str(_DIGITS[sign]) for sign in numeral)
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return numeral
    return str(10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0))


def _month(said: str, today: date) -> str:
    day = today.replace(day=1) - timedelta(days=1) if said.startswith("上") else today
    return f"{day.year}年{day.month}月"
