"""Amounts in capitals and days in Chinese figures, as papers have them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from lawrec.forms.wording import capitals, chinese_day, day, money, plain, stamp


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("0.5", "人民币伍角整"),
        ("10", "人民币壹拾元整"),
        ("1001", "人民币壹仟零壹元整"),
        ("1010", "人民币壹仟零壹拾元整"),
        ("1200.05", "人民币壹仟贰佰元零伍分"),
        ("1200.50", "人民币壹仟贰佰元伍角整"),
        ("15000.00", "人民币壹万伍仟元整"),
        ("100001", "人民币壹拾万零壹元整"),
        ("10010001", "人民币壹仟零壹万零壹元整"),
        ("20300000.4", "人民币贰仟零叁拾万元肆角整"),
        ("100000001", "人民币壹亿零壹元整"),
        ("1000100010001", "人民币壹万零壹亿零壹万零壹元整"),
        ("1234500000000.10", "人民币壹万贰仟叁佰肆拾伍亿元壹角整"),
        ("100001000", "人民币壹亿零壹仟元整"),
        ("2000000.00", "人民币贰佰万元整"),
        ("-5", "人民币负伍元整"),
        ("1.005", ""),
        ("1" + "0" * 20, ""),
    ],
)
def test_amounts_in_capitals(amount: str, words: str) -> None:
    assert capitals(Decimal(amount)) == words


def test_what_is_no_money_stays_in_figures() -> None:
    assert money(Decimal("1.005"), "zh") == "1.005元"
    assert money(Decimal("15000.00"), "zh") == "15000.00元（大写：人民币壹万伍仟元整）"
    assert money(Decimal("15000.00"), "en") == "15000.00 yuan"


def test_days() -> None:
    assert chinese_day(date(2026, 7, 9)) == "二〇二六年七月九日"
    assert chinese_day(date(2030, 10, 20)) == "二〇三〇年十月二十日"
    assert chinese_day(date(2026, 12, 31)) == "二〇二六年十二月三十一日"
    assert day(date(2026, 7, 9), "en") == "9 July 2026"


def test_times_are_chinese_times() -> None:
    late = datetime(2026, 7, 8, 17, 5, tzinfo=UTC)
    assert stamp(late, "zh") == "2026年7月9日1时05分"
    assert stamp(late.replace(second=7), "zh") == "2026年7月9日1时05分7秒"
    assert stamp(late, "en") == "9 July 2026, 01:05"
    assert stamp(date(2026, 7, 9), "zh") == "2026年7月9日"


def test_marks_that_deceive_the_eye_are_written_out() -> None:
    assert plain("甲\u202e乙\x07\t丙\r\n丁\n") == "甲<U+202E>乙<U+0007>  丙\n丁"
    assert plain("𠮷㙓") == "𠮷㙓"
