"""The scenarios of the clause analysis, and others like them, under their numbers.

S is satisfied or excused, W satisfied with a warning, N with a note, E an error, V a violation
that is a warning, U cannot be told, P not yet due, NA not applicable.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.expectations import SCENARIOS, check, report_on
from tests.rules.fixtures import read


@pytest.mark.parametrize("path", SCENARIOS, ids=[path.stem for path in SCENARIOS])
def test_scenario(path: Path) -> None:
    scenario = read(path)
    assert scenario.get("why"), "say in one line what happened"
    assert {"rows", "nothing", "none_above_note"} & set(scenario), "expect something"
    check(scenario, report_on(scenario))


def test_every_number_has_its_scenario() -> None:
    numbers = {int(path.name[:2]) for path in SCENARIOS}
    assert numbers >= {*range(1, 90, 2), 90}
