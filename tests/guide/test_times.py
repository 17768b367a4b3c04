"""Times as people say them: what is meant, what is refused, and that nothing is guessed wildly."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from lawrec.operations.guide.questions import Unclear
from lawrec.operations.guide.times import read_moment, spoken, typed

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 27, 14, 20, 33, tzinfo=ZONE)  # a Friday


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-07-08 09:30", "2026-07-08 09:30"),
        ("2026-07-08T09:30:00+08:00", "2026-07-08 09:30"),
        ("2026-07-08T01:30Z", "2026-07-08 09:30"),
        ("2026-07-07 20:30-05:00", "2026-07-08 09:30"),
        ("7-8 9:30", "2026-07-08 09:30"),
        ("7-8 9：30", "2026-07-08 09:30"),
        ("７－８ ９：３０", "2026-07-08 09:30"),
        ("7/8 9:30", "2026-07-08 09:30"),
        ("7.8 9.30", "2026-07-08 09:30"),
        ("7月8日9点半", "2026-07-08 09:30"),
        ("7月8号 上午9时30分", "2026-07-08 09:30"),
        ("2026年7月8日下午3点", "2026-07-08 15:00"),
        ("20260708 0930", "2026-07-08 09:30"),
        ("26-7-8", "2026-07-08"),
        ("今天 9:30", "2026-11-27 09:30"),
        ("昨天下午3点05分", "2026-11-26 15:05"),
        ("前天", "2026-11-25"),
        ("today 9:30", "2026-11-27 09:30"),
        ("yesterday 3:30 pm", "2026-11-26 15:30"),
        ("9:30", "2026-11-27 09:30"),
        ("0930", "2026-11-27 09:30"),
        ("中午12点", "2026-11-27 12:00"),
        ("晚上8点", "2026-11-27 20:00"),
        ("周三 9:30", "2026-11-25 09:30"),
        ("上周五", "2026-11-20"),
        ("27日 9:00", "2026-11-27 09:00"),
        ("28日", "2026-10-28"),
        ("12-20", "2025-12-20"),
        ("2-29", "2024-02-29"),
        ("现在", "2026-11-27 14:20"),
        ("昨天下午三点", "2026-11-26 15:00"),
        ("昨晚八点半", "2026-11-26 20:30"),
        ("二〇二六年七月八日上午十时零五分", "2026-07-08 10:05"),
        ("七月二十三日下午3点一刻", "2026-07-23 15:15"),
        ("2026 年 7 月 8 日 9 时 30 分", "2026-07-08 09:30"),
        ("2026。7。8 9：30", "2026-07-08 09:30"),
        ("7—8、9；30", "2026-07-08 09:30"),
        ("2026年7月8日（星期三）9:30", "2026-07-08 09:30"),
        ("周五十点", "2026-11-27 10:00"),
        ("去年7月8日", "2025-07-08"),
        ("上月3日 中午1点", "2026-10-03 13:00"),
    ],
)
def test_what_is_meant(text: str, meant: str) -> None:
    assert typed(read_moment(text, NOW)) == meant


@pytest.mark.parametrize(
    ("text", "meant"), [("12-20", "2026-12-20"), ("3-1", "2027-03-01"), ("明天", "2026-11-28")]
)
def test_a_deadline_lies_ahead(text: str, meant: str) -> None:
    assert typed(read_moment(text, NOW, ahead=True)) == meant


def test_a_bare_time_is_on_the_day_that_the_question_is_about() -> None:
    assert typed(read_moment("9:40", NOW, day=date(2026, 7, 9))) == "2026-07-09 09:40"


@pytest.mark.parametrize(
    "text",
    [
        "晚上12点",
        "凌晨12点",
        "夜里2点",
        "上午15点",
        "晚上1点",
        "早上11点下午",
        "7月8日（周四）9:30",
    ],
)
def test_an_hour_of_no_such_half_of_the_day_is_not_guessed(text: str) -> None:
    with pytest.raises(Unclear):
        read_moment(text, NOW)


def test_a_dot_is_asked_about_where_the_day_is_known() -> None:
    with pytest.raises(Unclear):
        read_moment("9.30", NOW, day=date(2026, 7, 9))
    assert typed(read_moment("7.31 9.30", NOW, day=date(2026, 7, 9))) == "2026-07-31 09:30"


@pytest.mark.parametrize(
    "text",
    ["", "2-30", "13-40", "25:00", "9:77", "abc", "7", "0000-01-01", "99999999", "点"],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Unclear):
        read_moment(text, NOW)


def test_it_is_read_back_with_its_day_of_the_week() -> None:
    assert spoken("2026-07-08 09:30") == "2026-07-08 09:30 (Wed)"
