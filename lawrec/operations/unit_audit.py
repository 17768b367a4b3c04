"""Judging a bureau: read it, run the unit-level rules, give the report."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from lawrec.checks.facts.unit import UnitFacts
from lawrec.checks.runner import Run
from lawrec.checks.unit import UNIT_RULES
from lawrec.checks.unit.runner import run_unit
from lawrec.i18n import language
from lawrec.operations.audit import this_minute
from lawrec.operations.rulebook import load_rulebook
from lawrec.operations.session import typed_moment
from lawrec.schema.moments import BEIJING, last_instant
from lawrec.schema.unit_snapshot import UnitSnapshot
from lawrec.store import layout
from lawrec.store.unit_load import load_unit


def audit_unit(start: Path, *, as_of: str | None = None, named: bool = False) -> Run:
    """Judge the bureau at or above that folder, as it stands or as it stood at `as_of`.

    `named` says that the user named the folder, which makes it known (decision 23).
    """
    bureau = layout.require_bureau(start)
    when = None if as_of is None else last_instant(typed_moment(as_of, BEIJING))
    known = named or layout.is_own_bureau(bureau)
    return judge_unit(load_unit(bureau, known=known, as_of=when), when)


def judge_unit(snapshot: UnitSnapshot, as_of: datetime | None = None) -> Run:
    """Judge a snapshot; without a time, now, cut to the minute."""
    book, _rules = load_rulebook()
    when = as_of or this_minute()
    return run_unit(UnitFacts(snapshot, book, when), UNIT_RULES, language())
