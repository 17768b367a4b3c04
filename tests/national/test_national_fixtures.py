"""Every fixture of national law gives exactly the verdicts that it names, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.fixtures import check, facts, judge, read

FIXTURES = sorted(Path(__file__).parent.glob("*/*.yaml"))


@pytest.mark.parametrize("path", FIXTURES, ids=[f"{p.parent.name}/{p.stem}" for p in FIXTURES])
def test_fixture(path: Path) -> None:
    fixture = read(path)
    assert fixture.get("why"), "say why in one line"
    check(fixture, judge(facts(fixture, "national")))
