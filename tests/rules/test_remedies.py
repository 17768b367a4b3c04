"""Proposed commands: that a made-up one is caught, and how a text becomes an argument.

The commands of all fixtures are checked where the fixtures are judged.
"""

from __future__ import annotations

import pytest

from lawrec.checks.messages import argument
from tests.rules.remedies import check_command


@pytest.mark.parametrize(
    "remedy",
    [
        "lawrec no-such-command 2026/0001",
        "lawrec lead vanish L2026-0001",
        "lawrec status 2026/0001 --no-such-option x",
        "lawrec add-record 2026/0001 no_such_kind",
        "lawrec amend 2026/0001 R01 --reason ... --set about=R02",
        "lawrec declare 2026/0001 incidents",
    ],
)
def test_a_command_that_cannot_be_typed_is_caught(remedy: str) -> None:
    with pytest.raises(AssertionError):
        check_command(remedy)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("林某", "林某"),
        ("周某（二）", '"周某（二）"'),
        ("about=[M01]", '"about=[M01]"'),
        ("13.1(4)a", '"13.1(4)a"'),
        ("--json", "..."),
        ("$(touch x)", "..."),
        ('a" && b', "..."),
        ("a\nb", "..."),
    ],
)
def test_a_name_from_a_case_file_is_one_argument(text: str, word: str) -> None:
    assert argument(text) == word
