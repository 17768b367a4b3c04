"""What must not be flagged: 27 things that are lawful, or that the text does not ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.expectations import NOT_FLAGGED, check, report_on
from tests.rules.fixtures import read


@pytest.mark.parametrize("path", NOT_FLAGGED, ids=[path.stem for path in NOT_FLAGGED])
def test_not_flagged(path: Path) -> None:
    item = read(path)
    assert item.get("why"), "say in one line what must not be flagged"
    check({"none_above_note": "yes", **item}, report_on(item))


def test_every_item_is_there() -> None:
    assert {int(path.name[:2]) for path in NOT_FLAGGED} == set(range(1, 28))
