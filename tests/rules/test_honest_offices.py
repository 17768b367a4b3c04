"""Papers typed late, out of order and by several people accuse nobody (decision 12)."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lawrec.checks.facts.case import Facts
from lawrec.checks.runner import run
from lawrec.operations.rulebook import load_rulebook
from lawrec.schema.moments import BEIJING
from tests.rules.loading import load_raw, snapshot

HERE = Path(__file__).parent
BASES = sorted(p.name for p in HERE.glob("base*") if p.is_dir() and p.name != "base_opened")
BOOK, RULES = load_rulebook()
HUMAN = {row.id for row in BOOK.clauses if row.status == "human"}
LATE = datetime(2028, 6, 1, 9, 0, tzinfo=BEIJING)
AS_OF = datetime(2028, 6, 30, 23, 59, 59, tzinfo=BEIJING)
PARTLY = {"base_court": {"23.2a"}}
"""Rows that a person must judge in that case, because something happened that only they can."""


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("seed", range(3))
def test_late_and_mixed_entry_changes_no_verdict(base: str, seed: int) -> None:
    raw = load_raw(HERE / base)
    chance = random.Random(f"{base} {seed}")
    paths = sorted(raw)
    chance.shuffle(paths)
    seen = {path: LATE + timedelta(hours=number) for number, path in enumerate(paths)}
    case = snapshot({path: raw[path] for path in paths}, first_seen=seen, last_changed=seen)
    report = run(Facts(case, BOOK, AS_OF), RULES, "en").report
    assert not [f.message for f in report.findings if f.severity == "error"]
    open_rows = {r.clause.id for r in report.clauses if r.verdict == "undeterminable"}
    assert open_rows <= HUMAN | PARTLY.get(base, set())
    assert not [r.clause.id for r in report.clauses if r.verdict in ("violated", "crashed")]
