"""Times as people say them: 7-8 9:30, 今天 9:30, 下午3点半, and what they mean."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from lawrec.i18n import _, language
from lawrec.operations.guide.questions import Unclear
from lawrec.operations.guide.times_spelled import spelled
from lawrec.schema.moments import parse_moment

_DAYS = {
    **dict.fromkeys(("今天", "今日", "今", "today"), 0),
    **dict.fromkeys(("昨天", "昨日", "昨", "yesterday"), -1),
    "前天": -2,
    **dict.fromkeys(("明天", "明日", "tomorrow"), 1),
    "后天": 2,
}
_NOW = ("现在", "刚才", "刚刚", "now")
_WEEK = "一二三四五六日"
_WORD = re.compile(rf"({'|'.join(sorted(_DAYS, key=len, reverse=True))})", re.IGNORECASE)
_WEEKDAY = re.compile(r"(上|本|这)?(?:周|星期|礼拜)([一二三四五六日天])")
_FULL = re.compile(r"(?:(\d{4}|\d{2})[-/.年])?(\d{1,2})[-/.月](\d{1,2})(?:[日号]|(?=\D|$))")
_NAMED = re.compile(r"\s*\(?(?:周|星期|礼拜)([一二三四五六日天])\)?")
_ONLY_DAY = re.compile(r"(\d{1,2})[日号]")
_EIGHT = re.compile(r"(\d{4})(\d\d)(\d\d)(?=\D|$)")
_HALF = "上午|早上|早晨|凌晨|清早|中午|下午|傍晚|晚上|夜里|am|pm"
_TIME = re.compile(
    rf"({_HALF})?\s*(\d{{1,2}})(?::(\d{{1,2}})(?::\d{{1,2}})?|[点时](?:(半)|(\d{{1,2}})分?|整)?)"
    r"\s*(am|pm)?",
    re.IGNORECASE,
)
_FOUR = re.compile(r"(\d\d)(\d\d)|(\d{1,2})\.(\d\d)")
_EITHER = re.compile(r"(?:0?[1-9]|1[0-2])\.[0-5]\d")
"""A time with a dot, or a day: told apart only where the question is about no day yet."""
_MORNING = (range(4, 12), range(0))
_NIGHT = (range(19, 24), range(7, 12))
_HOURS = {
    "凌晨": (range(8), range(0)),
    **dict.fromkeys(("早上", "早晨", "清早"), _MORNING),
    "上午": (range(13), range(0)),
    "am": (range(12), range(0)),
    "中午": (range(10, 15), range(1, 3)),
    **dict.fromkeys(("下午", "pm"), (range(12, 24), range(1, 12))),
    "傍晚": (range(16, 21), range(4, 9)),
    "晚上": (range(17, 24), range(5, 12)),
    "夜里": _NIGHT,
}
"""Half of the day -> the hours that it has as they are, and those to which twelve are added.

Any other hour with it is a slip, or may be of that day or the next: 晚上12点, 夜里2点.
"""
_YEARS = range(1900, 2200)


def read_moment(
    text: str, now: datetime, *, day: date | None = None, ahead: bool = False
) -> datetime | date:
    """The time or day that is meant; raises Unclear.

    A day without its year is the last one of that name, or with `ahead` the next; a time without
    its day is on `day`, else today.
    """
    plain = spelled(text, now.date())
    if plain in _NOW:
        return now.replace(second=0, microsecond=0)
    try:
        known = parse_moment(plain, now.tzinfo)
        # Kept is a time of the bureau, without its zone.
        return known.astimezone(now.tzinfo) if isinstance(known, datetime) else known
    except ValueError:
        pass
    if day is not None and _EITHER.fullmatch(plain):
        raise _several(plain)
    said, rest = _day(plain, now.date(), ahead)
    rest = _weekday_off(said, rest).strip(" ,，、")
    if not rest and said is not None:
        return said
    clock = _clock(rest, dotted=said is not None)
    if clock is None:
        raise Unclear(
            _("{text} is no time; write it like 7-8 9:30, today 9:30 or 2026-07-08 09:30").format(
                text=text.strip()
            )
        )
    return datetime.combine(said or day or now.date(), clock, now.tzinfo)


def _day(text: str, today: date, ahead: bool) -> tuple[date | None, str]:
    """The day that the text begins with, and what follows it."""
    if found := _WORD.match(text):
        return today + timedelta(days=_DAYS[found[1].lower()]), text[found.end() :]
    if found := _WEEKDAY.match(text):
        return _weekday(found, today, ahead), text[found.end() :]
    if found := _EIGHT.match(text):
        return _date(int(found[1]), int(found[2]), int(found[3]), text), text[found.end() :]
    if found := _FULL.match(text):
        month, number = int(found[2]), int(found[3])
        if found[1]:
            year = int(found[1]) + (2000 if len(found[1]) == 2 else 0)
            return _date(year, month, number, text), text[found.end() :]
        return _nearest(month, number, today, ahead, text), text[found.end() :]
    if found := _ONLY_DAY.match(text):
        return _in_month(int(found[1]), today, ahead, text), text[found.end() :]
    return None, text


def _weekday_off(day: date | None, rest: str) -> str:
    """What follows the day of the week behind a day; raises Unclear where it is another one."""
    found = _NAMED.match(rest)
    if day is None or found is None:
        return rest
    if _WEEK.index(found[1].replace("天", "日")) != day.weekday():
        raise Unclear(_("{day} is no {text}").format(day=spoken(typed(day)), text=found[0].strip()))
    return rest[found.end() :]


def _weekday(found: re.Match[str], today: date, ahead: bool) -> date:
    number = _WEEK.index(found[2].replace("天", "日"))
    if found[1]:
        monday = today - timedelta(days=today.weekday() + (7 if found[1] == "上" else 0))
        return monday + timedelta(days=number)
    if ahead:
        return today + timedelta(days=(number - today.weekday()) % 7)
    return today - timedelta(days=(today.weekday() - number) % 7)


def _date(year: int, month: int, number: int, text: str) -> date:
    try:
        if year not in _YEARS:
            raise ValueError
        return date(year, month, number)
    except ValueError:
        raise Unclear(_("{text} is no day of the calendar").format(text=text)) from None


def _nearest(month: int, number: int, today: date, ahead: bool, text: str) -> date:
    """The last day of that name, or the next; the 29th of February looks further."""
    years = range(today.year, today.year + 9) if ahead else range(today.year, today.year - 9, -1)
    for year in years:
        try:
            found = date(year, month, number)
        except ValueError:
            continue
        if found >= today if ahead else found <= today:
            return found
    raise Unclear(_("{text} is no day of the calendar").format(text=text))


def _in_month(number: int, today: date, ahead: bool, text: str) -> date:
    month = today.replace(day=1)
    for _try in range(4):
        try:
            found = month.replace(day=number)
            if found >= today if ahead else found <= today:
                return found
        except ValueError:
            pass
        month = (month + timedelta(days=32 if ahead else -1)).replace(day=1)
    raise Unclear(_("{text} is no day of the calendar").format(text=text))


def _clock(text: str, *, dotted: bool) -> time | None:
    """The time of day; a dot between hours and minutes only counts after a day."""
    found = _TIME.fullmatch(text)
    if found:
        hour = int(found[2])
        minute = 30 if found[4] else int(found[3] or found[5] or 0)
        half = (found[1] or found[6] or "").lower()
        hour = _hour(half, hour, text) if half else hour
    elif (four := _FOUR.fullmatch(text)) and (dotted or "." not in text):
        hour, minute = int(four[1] or four[3]), int(four[2] or four[4])
    else:
        return None
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _hour(half: str, hour: int, text: str) -> int:
    """The hour from 0 to 23 that is meant with a half of the day; raises Unclear."""
    same, later = _HOURS[half]
    if half == "am" and hour == 12:
        return 0
    if hour in later:
        return hour + 12
    if hour in same:
        return hour
    raise _several(text)


def _several(text: str) -> Unclear:
    return Unclear(
        _("{text} can mean several times; write it like 7-8 9:30, the hour from 0 to 23").format(
            text=text
        )
    )


def typed(moment: datetime | date) -> str:
    """The moment as commands take it: to the minute, in the zone of the bureau."""
    if isinstance(moment, datetime):
        return moment.strftime("%Y-%m-%d %H:%M")
    return moment.isoformat()


def spoken(text: str) -> str:
    """A typed moment as it is read back: with its day of the week."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return text
    if language() == "zh":
        return f"{text}（周{_WEEK[day.weekday()]}）"
    return f"{text} ({day.strftime('%a')})"


def moment_of(text: str, now: datetime) -> datetime | date:
    """What a typed moment means, as it was kept."""
    return parse_moment(text, now.tzinfo)
