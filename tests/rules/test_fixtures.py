"""Every fixture gives exactly the verdicts that it names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.rules.fixtures import FIXTURES, article_of, check, check_next, facts, judge, read
from tests.rules.remedies import check_remedies


@pytest.mark.parametrize("path", FIXTURES, ids=[f"{p.parent.name}/{p.stem}" for p in FIXTURES])
def test_fixture(path: Path) -> None:
    fixture = read(path)
    assert fixture.get("why"), "say why in one line"
    # While one article is being written, the others can be left out of the comparison.
    alone = article_of(path) if os.environ.get("LAWREC_ONLY_ARTICLE") else None
    case = facts(fixture)
    report = judge(case)
    check(fixture, report, alone)
    check_next(fixture, case)
    check_remedies(report.findings)
