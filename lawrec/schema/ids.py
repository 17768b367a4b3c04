"""The ids of the things in a case: A01 an act, R01 a record, M01 a medium, L2026-0031 a lead.

The bureau's own papers have ids such as U0001.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import StringConstraints

IN_CASE = re.compile(r"([ARM])(\d{2,5})")
UNIT = re.compile(r"U(\d{4,6})")
LEAD = re.compile(r"L(\d{4})-(\d{4,6})")

ActId = Annotated[str, StringConstraints(pattern=r"^A\d{2,5}$")]
RecordId = Annotated[str, StringConstraints(pattern=r"^R\d{2,5}$")]
MediaId = Annotated[str, StringConstraints(pattern=r"^M\d{2,5}$")]
LeadId = Annotated[str, StringConstraints(pattern=r"^L\d{4}-\d{4,6}$")]
FileId = Annotated[str, StringConstraints(pattern=r"^[RM]\d{2,5}$")]
AboutId = Annotated[str, StringConstraints(pattern=r"^([RMA]\d{2,5}|case)$")]

FOLDERS: dict[str, Literal["acts", "records", "media"]] = {
    "A": "acts",
    "R": "records",
    "M": "media",
}


def make_id(letter: str, number: int) -> str:
    """The id with at least two digits: ("R", 7) -> "R07"."""
    return f"{letter}{number:02d}"


def id_of(file_name: str) -> str | None:
    """The id in a file name such as `R07-inquiry_transcript.yaml`; None if it has none."""
    match = IN_CASE.match(file_name)
    if match is None or file_name[match.end() : match.end() + 1] not in ("-", "."):
        return None
    return match.group()


def last_number(file_names: Iterable[str], letter: str) -> int:
    """The highest number that an id of this letter has among the file names; 0 without any."""
    ids = (id_of(name) for name in file_names)
    return max((int(item[1:]) for item in ids if item and item[0] == letter), default=0)


def sort_key(item_id: str) -> tuple[str, int]:
    """Orders R2 before R10 whatever the number of digits."""
    return item_id[:1], int(item_id[1:]) if item_id[1:].isdigit() else 0
