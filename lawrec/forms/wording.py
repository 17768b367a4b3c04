"""How values are written on a paper: days, times, amounts in figures and in capitals."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from lawrec.i18n import Language
from lawrec.schema.characters import written_out
from lawrec.schema.moments import BEIJING

_DIGITS = "〇一二三四五六七八九"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")
_MONTHS: tuple[str, ...] = ("January", "February", "March", "April", "May", "June")
_MONTHS += ("July", "August", "September", "October", "November", "December")


def plain(text: str) -> str:
    """The text as it may stand on paper: what no font shows and no file may hold is written out.

    A paper must not show a reader something else than the record says: marks that turn the
    direction of writing or hide stand there as <U+202E>.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "  ").rstrip()
    return written_out(text)


def _here(moment: datetime | date) -> datetime | date:
    return moment.astimezone(BEIJING) if isinstance(moment, datetime) else moment


def day(moment: datetime | date, into: Language) -> str:
    """The day alone, in Chinese time: 2026年7月9日."""
    local = _here(moment)
    if into == "en":
        return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"
    return f"{local.year}年{local.month}月{local.day}日"


def stamp(moment: datetime | date, into: Language) -> str:
    """The day, and the time of day where there is one: 2026年7月9日9时30分."""
    local = _here(moment)
    if not isinstance(local, datetime):
        return day(local, into)
    if into == "en":
        return (
            f"{day(local, into)}, {local:%H:%M:%S}"
            if local.second
            else (f"{day(local, into)}, {local:%H:%M}")
        )
    seconds = f"{local.second}秒" if local.second else ""
    return f"{day(local, into)}{local.hour}时{local.minute:02d}分{seconds}"


def chinese_day(moment: datetime | date) -> str:
    """The day in Chinese figures, as at the foot of a decision: 二〇二六年七月九日."""
    local = _here(moment)
    year = "".join(_DIGITS[int(figure)] for figure in str(local.year))
    return f"{year}年{_small(local.month)}月{_small(local.day)}日"


def _small(number: int) -> str:
    """A number below 100 in words: 十, 十一, 二十, 三十一."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "") or _DIGITS[0]


def capitals(amount: Decimal) -> str:
    """An amount in capital figures, as cheques have it: 人民币壹万伍仟元整.

    Parts of a fen are not money; an amount that has them is given in figures only ("").
    """
    fen = amount * 100
    if fen != fen.to_integral_value() or abs(amount) >= Decimal(10) ** 20:
        return ""
    whole, rest = divmod(int(abs(fen)), 100)
    jiao, cents = divmod(rest, 10)
    text = f"{_whole(whole)}元" if whole or not rest else ""
    if jiao:
        text += f"{_CAPITALS[jiao]}角"
    elif whole and cents:
        text += "零"
    text += f"{_CAPITALS[cents]}分" if cents else "整"
    return f"人民币{'负' if amount < 0 else ''}{text}"


def _whole(number: int) -> str:
    """A whole number in capital figures, read by 亿 and then by 万, with one 零 for noughts.

    12 3456 0000 0000 are 壹拾贰万叁仟肆佰伍拾陆亿: 亿 is said once, behind all that it counts.
    """
    if number == 0:
        return _CAPITALS[0]
    text = ""
    for size, unit in ((10**8, "亿"), (10**4, "万")):
        many, number = divmod(number, size)
        if many:
            text += (_whole(many) if size > 10**4 else _gap(text, many) + _four(many)) + unit
        elif text and number:
            # A nought is read where the group above ends before its thousands.
            return text + _CAPITALS[0] + _four(number)
    return text + (_gap(text, number) + _four(number) if number else "")


def _gap(text: str, four: int) -> str:
    return _CAPITALS[0] if text and four < 1000 else ""


def _four(number: int) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        figure = number // 10**place % 10
        if figure:
            text += (_CAPITALS[0] if gap and text else "") + _CAPITALS[figure] + _UNITS[place]
        gap = figure == 0
    return text


def money(amount: Decimal, into: Language) -> str:
    """An amount as papers have it: 15000.00元（人民币壹万伍仟元整）."""
    if into == "en":
        return f"{amount} yuan"
    words = capitals(amount)
    return f"{amount}元（大写：{words}）" if words else f"{amount}元"
