"""The gate before the archive: the case judged as it will stand (decision 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from lawrec.checks.facts.case import Facts
from lawrec.checks.gate import Gate, gate
from lawrec.checks.runner import run
from lawrec.i18n import _, language
from lawrec.operations.archive_plan import Plan
from lawrec.operations.archive_texts import Reason, outcome_line, reasons
from lawrec.operations.audit import this_minute
from lawrec.operations.fixity import State, media_state
from lawrec.operations.judging import further, measure
from lawrec.schema.report import Finding, Report
from lawrec.schema.snapshot import CaseSnapshot
from lawrec.store.media_files import content_path


@dataclass(frozen=True, slots=True)
class Judged:
    """A case as the gate sees it: what was judged, the report, the answer, why not.

    `law` are the rows of the other books that the bureau uses in which the case is at fault.
    """

    facts: Facts
    report: Report
    gate: Gate
    reasons: tuple[Reason, ...]
    law: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether there is any reason not to archive."""
        return bool(self.reasons)

    @property
    def line(self) -> str:
        """The outcome in one line."""
        return outcome_line(self.gate, self.report)


def judge(planned: Plan, states: Mapping[str, State], bureau: Path | None = None) -> Judged:
    """Judge the planned case now, with the state of each medium as it was found."""
    found = {item: media_state(state) for item, state in states.items()}
    snapshot = replace(planned.snapshot, media_state=found)
    when = this_minute()
    decides = measure(snapshot, bureau)
    facts = decides.facts(snapshot, when, at_archive=True)
    report = run(facts, decides.rules, language()).report
    answer = gate(facts, report)
    law = _broken_law(snapshot, bureau, when)
    told = [*reasons(answer, report), *_of_files(planned, states)]
    told += _of_law(planned, law)
    ordered = tuple(sorted(told, key=lambda reason: reason.ground))
    return Judged(facts, report, answer, ordered, tuple(finding.clauses[0] for finding in law))


def _broken_law(snapshot: CaseSnapshot, bureau: Path | None, when: datetime) -> list[Finding]:
    """The errors under the other books that the bureau judges by, national law first of all."""
    reports = [
        run(other.facts(snapshot, when, at_archive=True), other.rules, language()).report
        for other in further(snapshot, (), bureau)
    ]
    return [
        finding
        for report in reports
        for finding in report.findings
        if finding.verdict == "violated" and finding.severity == "error"
    ]


def _of_law(planned: Plan, law: list[Finding]) -> Iterator[Reason]:
    """Another book decides nothing, but its errors are not passed over without a name."""
    if planned.law_seen_by is not None:
        return
    for finding in law:
        remedy = f"lawrec archive {planned.snapshot.name} --law-seen-by ..."
        yield Reason("h", finding.clauses[0], finding.clauses[0], finding.message, remedy)


def _of_files(planned: Plan, states: Mapping[str, State]) -> Iterator[Reason]:
    """What a package cannot hold as it stands: footage out of reach, pages changed by hand."""
    for medium in planned.snapshot.media:
        if states.get(medium.id) == "elsewhere":
            path = content_path(medium.path)
            text = _("{path} is kept elsewhere and cannot be fetched from here")
            yield Reason("e", None, path, text.format(path=path), None)
    for path in planned.snapshot.history.dirty:
        text = _("{path} is not what the history of the case has: changed outside lawrec")
        remedy = f"lawrec verify {planned.snapshot.name}"
        yield Reason("e", None, path, text.format(path=path), remedy)
