"""What a cell means where a text is wanted: read right, or refused with what to do.

Spreadsheets turn 0427 into 427, an identity number into 1.1E+17 and 3-1 into a date. Where that
has happened the cell is refused; where the value is still certain it is taken.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal

from lawrec.errors import InputError
from lawrec.i18n import N_, _
from lawrec.sheets.reading import RawCell

Wants = Literal["text", "digits", "number", "moment", "day", "code"]
"""What a cell is for: free text, digits that are no number (ids, telephone), an amount or count,
a time, a day, or a short word such as a choice, a name or R07."""

_EXACT_DIGITS = 15
_SHORT = 11
_NOT_SHOWN = re.compile(r'"[¥￥$€元 ]*"|\[[^\]]*\]|\\[ ()¥￥$€-]|_.|\*.')
_PLAIN_FORMAT = re.compile(
    r"general|@|[¥￥$€ ]*[#0,]*[#0](\.(?P<places>[0#?]+))?[元 ]*", re.IGNORECASE
)
_SERIALS = range(20_000, 80_000)
_NARROW = {
    ord(wide): unicodedata.normalize("NFKC", wide) for wide in map(chr, range(0xFF10, 0xFF5B))
}
_NARROW = {wide: narrow for wide, narrow in _NARROW.items() if narrow.isalnum()} | {0xFF0D: "-"}
_NARROW_NUMBER = {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
_CUT = re.compile(r"\d(\.\d+)?[Ee]\+\d+")
_BLANK = " \t\n\r\u00a0\u3000\ufeff\u200b\u200c\u200d"
_QUOTED = re.compile(r"'(?=[=+\-@\d＝＋－＠|%\t])")
_EXCEL_TEXT = re.compile(r'="([^"]*)"')
_MESSAGES = {
    "formula": N_("There is a formula; write the value itself"),
    "error": N_("The spreadsheet shows an error here; write the value itself"),
    "bool": N_("The spreadsheet made {value} of it; choose yes or no from the list"),
    "digits": N_(
        "The spreadsheet made a number of it, and zeros or digits may be lost; make the cell text "
        "and type it again"
    ),
    "cut": N_("{value} has been cut by the spreadsheet; make the cell text and type it again"),
    "serial": N_(
        "{value} is a date that the spreadsheet turned into a number; make the cell text and type "
        "it as 2026-03-11"
    ),
    "date": N_("The spreadsheet made a date of it ({value}); make the cell text and type it again"),
    "clock": N_("There is a time without a day; write it as 2026-03-11 09:30"),
    "shown": N_(
        "The cell holds {value} and shows something else; make the cell text and type it again"
    ),
}


class CellTrouble(InputError):
    """A cell that cannot be taken; the text says what and what to do."""


def cell_text(cell: RawCell, wants: Wants) -> str:
    """What the cell says as text; raises CellTrouble where that is not certain."""
    if cell.kind in ("formula", "error", "bool"):
        raise _trouble(cell.kind, cell.value)
    if cell.kind == "text":
        return tidy(str(cell.value), wants)
    if cell.kind == "time":
        return _time(cell, wants)
    return _number(cell, wants)


def tidy(text: str, wants: Wants) -> str:
    """A typed text without what a keyboard or a program adds: blanks around it, the mark '.

    Full-width digits and letters become plain ones where a number, a time or an id is wanted;
    free text stays as it was typed.
    """
    plain = text.strip(_BLANK)
    match = _EXCEL_TEXT.fullmatch(plain)
    if match is not None:
        plain = match[1]
    plain = _QUOTED.sub("", plain, count=1) if plain.startswith("'") else plain
    if wants != "text":
        plain = plain.strip(_BLANK)
    if wants in ("moment", "day"):
        plain = unicodedata.normalize("NFKC", plain).strip(_BLANK)
    elif wants == "number":
        plain = _figure(plain)
    elif wants in ("digits", "code"):
        plain = plain.translate(_NARROW)
    if wants in ("digits", "number") and _CUT.fullmatch(plain):
        raise _trouble("cut", plain)
    return plain


def _figure(text: str) -> str:
    """A number in plain digits, without commas between its thousands.

    Any other comma stays, and is refused later: 12,5 may mean 12.5; so does the ² of 10².
    """
    plain = text.translate(_NARROW_NUMBER).strip(_BLANK)
    return plain.replace(",", "") if _THOUSANDS.fullmatch(plain) else plain


def _trouble(name: str, value: object) -> CellTrouble:
    return CellTrouble(_(_MESSAGES[name]).format(value=value))


def _time(cell: RawCell, wants: Wants) -> str:
    value = cell.value
    if not isinstance(value, date):
        raise _trouble("clock", value)
    if wants not in ("moment", "day"):
        raise _trouble("date", value)
    if not isinstance(value, datetime):
        return value.isoformat()
    rounded = _whole_second(value)
    text = rounded.strftime("%Y-%m-%d %H:%M:%S" if rounded.second else "%Y-%m-%d %H:%M")
    if "h" in _without_words(cell.format):
        return text
    if rounded.time() != time.min:
        raise _trouble("shown", text)
    return rounded.date().isoformat()


def _whole_second(value: datetime) -> datetime:
    """The nearest second: a spreadsheet keeps 9:30 as a fraction, at times a hair below it."""
    return (value + timedelta(microseconds=500_000)).replace(microsecond=0)


def _without_words(number_format: str) -> str:
    """A number format without what it only prints, in lower case."""
    return re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format).lower()


def _number(cell: RawCell, wants: Wants) -> str:
    value = cell.value
    shown = _exact(value)
    if wants in ("moment", "day"):
        likely = isinstance(value, (int, float)) and int(value) in _SERIALS
        raise _trouble("serial" if likely else "digits", shown)
    if wants == "digits":
        raise _trouble("digits", shown)
    if not _is_shown_whole(shown, cell.format):
        raise _trouble("shown", shown)
    if len(shown.replace("-", "").replace(".", "").strip("0")) > _EXACT_DIGITS or "E" in shown:
        raise _trouble("cut", shown)
    padded = re.fullmatch(r"0{2,}", cell.format)
    if wants != "number" and (padded or len(shown.partition(".")[0]) > _SHORT):
        raise _trouble("digits", shown)
    return shown


def _is_shown_whole(number: str, number_format: str) -> bool:
    """Whether the format shows all digits of the number, and as what they are: no percent."""
    positive = _NOT_SHOWN.sub("", number_format).partition(";")[0]
    plain = _PLAIN_FORMAT.fullmatch(positive)
    if plain is None or positive.strip().lower() in ("general", "@"):
        return plain is not None
    digits = number.partition(".")[2].rstrip("0") if "E" not in number else ""
    return len(digits) <= len(plain["places"] or "")


def _exact(value: object) -> str:
    """The number as the shortest text that means it, without an exponent where there is none."""
    if isinstance(value, int):
        return str(value)
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(str(value))
    if number == number.to_integral_value() and abs(number) < 10**_EXACT_DIGITS:
        return str(int(number))
    return str(number)
