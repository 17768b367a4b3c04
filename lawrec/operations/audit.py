"""Judging a case: read it, run every rule, give the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lawrec.checks.facts.case import Facts
from lawrec.checks.gate import Gate, gate
from lawrec.checks.runner import Run, run
from lawrec.i18n import language
from lawrec.operations.archive_plan import as_archived
from lawrec.operations.locate import case_names, lead_ids
from lawrec.operations.rulebook import load_rulebook
from lawrec.operations.session import typed_moment
from lawrec.schema.moments import BEIJING, last_instant
from lawrec.schema.report import Report
from lawrec.schema.snapshot import Bureau, CaseSnapshot
from lawrec.store import layout
from lawrec.store.bureau_files import load_bureau
from lawrec.store.load import load_case
from lawrec.store.workdays import chinese_workdays


@dataclass(frozen=True, slots=True)
class Audit:
    """A judged case: what was read, the report on it, and what the archive gate will say.

    `gate` is None unless it was asked for.
    """

    snapshot: CaseSnapshot
    run: Run
    gate: Gate | None = None

    @property
    def report(self) -> Report:
        """The report."""
        return self.run.report


def audit(
    folder: Path,
    *,
    as_of: str | None = None,
    at_archive: bool = False,
    bureau: Path | None = None,
) -> Audit:
    """Judge the case in that folder, as it stands or as it stood at `as_of`.

    With `at_archive` it is judged as it would stand once archived, and the gate is asked. Facts
    about the bureau come from `bureau`, else from the case repository around the folder if this
    computer knows it as its own, else from what the folder itself states (decision 23).
    """
    when = None if as_of is None else last_instant(typed_moment(as_of, BEIJING))
    snapshot = load_case(folder, bureau=bureau_facts(folder, bureau), as_of=when)
    if not at_archive:
        return Audit(snapshot, judge(snapshot, when))
    facts = _facts(as_archived(folder, snapshot), when, at_archive=True)
    judged = _run(facts)
    return Audit(facts.snapshot, judged, gate(facts, judged.report))


def judge(
    snapshot: CaseSnapshot, as_of: datetime | None = None, *, at_archive: bool = False
) -> Run:
    """Judge a snapshot; without a time, now, cut to the minute."""
    return _run(_facts(snapshot, as_of, at_archive=at_archive))


def _facts(snapshot: CaseSnapshot, as_of: datetime | None, *, at_archive: bool) -> Facts:
    book, _rules = load_rulebook()
    when = as_of or datetime.now(UTC).astimezone(BEIJING).replace(second=0, microsecond=0)
    return Facts(snapshot, book, when, at_archive, chinese_workdays)


def _run(facts: Facts) -> Run:
    _book, rules = load_rulebook()
    return run(facts, rules, language())


def bureau_facts(folder: Path, bureau: Path | None) -> Bureau | None:
    """The bureau's own facts for a case, or None to take the extract in the case."""
    root = bureau or layout.find_bureau(folder.parent)
    known = bureau is not None or (root is not None and layout.is_own_bureau(root))
    if root is None or not known:
        return None
    return load_bureau(root, lead_ids(folder), known=True, case=case_names(folder))
