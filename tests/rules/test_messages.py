"""Parameters of a sentence as people read them, and as programs do."""

from __future__ import annotations

import pytest

from lawrec.checks.messages import plain, render

TWELVE = tuple(f"M{n:02}" for n in range(1, 13))


def test_a_list_of_twelve_is_named_in_full() -> None:
    assert render(TWELVE, "zh") == "、".join(TWELVE)
    assert render(TWELVE, "en") == ", ".join(TWELVE)


@pytest.mark.parametrize("more", [1, 88])
def test_a_longer_list_breaks_off_and_says_how_long_it_is(more: int) -> None:
    long = [*TWELVE, *(f"M{n}" for n in range(13, 13 + more))]
    assert render(long, "zh") == "、".join(TWELVE) + f"等{12 + more}项"
    assert render(long, "en") == ", ".join(TWELVE) + f" and {more} more"


def test_programs_get_all_of_a_long_list() -> None:
    long = (*TWELVE, "M13")
    assert plain(long) == ",".join(long)
