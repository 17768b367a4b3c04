"""Judging a case: read it, run every rule, give the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lawrec.checks.gate import Gate, gate
from lawrec.checks.runner import Run, run
from lawrec.i18n import language
from lawrec.operations.archive_plan import as_archived
from lawrec.operations.judging import further, measure, root_of
from lawrec.operations.locate import case_names, lead_ids
from lawrec.operations.session import typed_moment
from lawrec.schema.moments import BEIJING, last_instant
from lawrec.schema.report import Report
from lawrec.schema.snapshot import Bureau, CaseSnapshot
from lawrec.store import layout
from lawrec.store.bureau_files import load_bureau
from lawrec.store.load import load_case


@dataclass(frozen=True, slots=True)
class Audit:
    """A judged case: what was read, the report on it, and what the archive gate will say.

    `gate` is None unless it was asked for. `further` are the books beside the regulation, such
    as national law: reported apart, they change neither.
    """

    snapshot: CaseSnapshot
    run: Run
    gate: Gate | None = None
    further: tuple[Run, ...] = ()

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
    books: tuple[str, ...] = (),
) -> Audit:
    """Judge the case in that folder, as it stands or as it stood at `as_of`.

    With `at_archive` it is judged as it would stand once archived, and the gate is asked. Facts
    about the bureau come from `bureau`, else from the case repository around the folder if this
    computer knows it as its own, else from what the folder itself states (decision 23). `books`
    names further books to judge by, beside those that the bureau uses.
    """
    when = None if as_of is None else last_instant(typed_moment(as_of, BEIJING))
    snapshot = load_case(folder, bureau=bureau_facts(folder, bureau), as_of=when)
    root = root_of(folder, bureau)
    if at_archive:
        snapshot = as_archived(folder, snapshot)
    decides, now = measure(snapshot, root), when or this_minute()
    facts = decides.facts(snapshot, now, at_archive=at_archive)
    judged = run(facts, decides.rules, language())
    beside = tuple(
        run(other.facts(snapshot, now, at_archive=at_archive), other.rules, language())
        for other in further(snapshot, books, root)
    )
    answer = gate(facts, judged.report) if at_archive else None
    return Audit(snapshot, judged, answer, beside)


def judge(
    snapshot: CaseSnapshot, as_of: datetime | None = None, *, at_archive: bool = False
) -> Run:
    """Judge a snapshot by the regulation; without a time, now, cut to the minute."""
    decides = measure(snapshot)
    facts = decides.facts(snapshot, as_of or this_minute(), at_archive=at_archive)
    return run(facts, decides.rules, language())


def this_minute() -> datetime:
    """The time of this computer, cut to the minute, in Chinese time."""
    return datetime.now(UTC).astimezone(BEIJING).replace(second=0, microsecond=0)


def bureau_facts(folder: Path, bureau: Path | None) -> Bureau | None:
    """The bureau's own facts for a case, or None to take the extract in the case."""
    root = bureau or layout.find_bureau(folder.parent)
    known = bureau is not None or (root is not None and layout.is_own_bureau(root))
    if root is None or not known:
        return None
    return load_bureau(root, lead_ids(folder), known=True, case=case_names(folder))
