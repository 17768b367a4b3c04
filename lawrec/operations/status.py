"""What is missing in a case: the judgement turned into a list of work, and the gate's answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from lawrec.checks.attest import PENDING
from lawrec.checks.facts.case import Facts
from lawrec.checks.gate import LATE_ARCHIVING, Gate, gate, rectified
from lawrec.checks.messages import sentence
from lawrec.checks.runner import run
from lawrec.errors import InputError
from lawrec.i18n import _, language
from lawrec.operations.archive_plan import as_archived
from lawrec.operations.audit import bureau_facts, this_minute
from lawrec.operations.chores import chores
from lawrec.operations.judging import Measure, measure, root_of
from lawrec.operations.next_step import next_of, standing_still
from lawrec.operations.recording import recording_of
from lawrec.operations.service_grid import service_grid
from lawrec.report.lines import argument
from lawrec.report.worklist import ORDER, GateAnswer, Rows, State, WorkItem, WorkList
from lawrec.schema.clause import Rulebook
from lawrec.schema.ids import sort_key
from lawrec.schema.report import ClauseResult, Finding, Report
from lawrec.schema.snapshot import CaseSnapshot
from lawrec.store import layout
from lawrec.store.load import load_case

_STAGES: dict[int, tuple[int, ...]] = {
    1: (8, 9, 10),
    2: (11, 12, 13, 14, 15, 16, 17),
    3: (18, 19, 20, 29),
    4: (21, 22, 23, 24),
    5: (25, 26, 27),
}
"""The articles of each stage; those left out concern a case as a whole."""

_SEVERITIES = ("error", "warning", "note")
_STATE_OF: dict[str, State] = {
    "crashed": "crashed",
    "violated": "violated",
    "undeterminable": "undeterminable",
    "not_yet_due": "not_yet_due",
}


def status(folder: Path, *, bureau: Path | None = None) -> WorkList:
    """What is open in the case in that folder now: what, by when, with which command."""
    snapshot = load_case(folder, bureau=bureau_facts(folder, bureau))
    snapshot = replace(snapshot, name=argument(name_here(folder)))
    decides = measure(snapshot, root_of(folder, bureau))
    later = as_archived(folder, snapshot)
    work = work_list(snapshot, decides, this_minute(), as_it_will_stand=later)
    return replace(work, case=layout.case_label(folder))


def name_here(folder: Path) -> str:
    """What a command typed in this place may call the case: its label, else its path."""
    label = layout.case_label(folder)
    try:
        known = layout.resolve_case(label) == folder.resolve()
    except InputError:
        known = False
    return label if known else str(folder)


def work_list(
    snapshot: CaseSnapshot,
    decides: Measure,
    when: datetime,
    *,
    as_it_will_stand: CaseSnapshot | None = None,
) -> WorkList:
    """The list for a case as it was read; commands call it by the snapshot's name.

    The gate is asked about the case as it will stand once archived.
    """
    case = decides.facts(snapshot, when)
    report = run(case, decides.rules, language()).report
    later = decides.facts(as_it_will_stand or snapshot, when, at_archive=True)
    answer = gate(later, run(later, decides.rules, language()).report)
    page = snapshot.case
    return WorkList(
        case=snapshot.name,
        called=snapshot.name,
        number=page.data.number if page else None,
        title=page.data.title if page else None,
        language=language(),
        as_of=when,
        outcome=report.outcome,
        items=open_items(case, report),
        no_rule=_no_rule(case, report),
        person=_for_person(case, report),
        remarks=sum(f.verdict in ("satisfied", "excused") for f in report.findings),
        gate=_gate_answer(answer),
        archived=snapshot.archived.outcome if snapshot.archived else None,
        next_step=next_of(case),
        standstill=standing_still(case),
        grid=service_grid(case),
        recording=recording_of(case),
    )


def open_items(case: Facts, report: Report) -> tuple[WorkItem, ...]:
    """Everything open, by stage and by how pressing it is."""
    found = [item for finding in report.findings for item in _from_finding(case, report, finding)]
    found = [*_merged_seen(case, _merged_waiting(found))]
    found += chores(case, tuple(found))
    return tuple(sorted(found, key=_urgency))


def _urgency(item: WorkItem) -> tuple[int, int, int, str]:
    state, severity = ORDER.index(item.state), _SEVERITIES.index(item.severity)
    return item.stage, state, severity, item.due or "9999"


def stage_of(clauses: Iterable[str], book: Rulebook) -> int:
    """The stage to which the first of these clauses belongs that belongs to one; else 0."""
    articles = [row.article for clause in clauses if (row := book.clause(clause)) is not None]
    stages = (stage for a in articles for stage, those in _STAGES.items() if a in those)
    return next(stages, 0)


def _from_finding(case: Facts, report: Report, finding: Finding) -> Iterator[WorkItem]:
    state = _STATE_OF.get(finding.verdict)
    if state is None or finding.attested:
        return
    is_command = (finding.remedy or "").startswith("lawrec ")
    command = finding.remedy if is_command else None
    if state == "violated" and finding.curable is False:
        left = _unexplained(case, report, finding)
        # What is late and not done yet keeps the command that does it.
        state, command = ("rectify", _rectify(case, left)) if left else ("recorded", command)
    elif state == "undeterminable" and finding.remedy is None:
        command = _attest(case, _undetermined(report, finding))
    yield WorkItem(
        stage=stage_of(finding.clauses, case.rulebook),
        state=state,
        what=finding.message,
        severity=finding.severity,
        command=command,
        advice=None if is_command else finding.remedy,
        due=finding.due,
        clauses=finding.clauses,
        path=finding.path,
        line=finding.line,
        finding=finding.id,
    )


def _unexplained(case: Facts, report: Report, finding: Finding) -> tuple[str, ...]:
    """The clauses that still need a rectification record; late archiving never does."""
    return tuple(
        clause
        for clause in finding.clauses
        if (result := report.result(clause)) is not None
        and result.verdict == "violated"
        and clause != LATE_ARCHIVING
        and rectified(case, clause) is None
    )


def _undetermined(report: Report, finding: Finding) -> tuple[str, ...]:
    found = [report.result(clause) for clause in finding.clauses]
    return tuple(r.clause.id for r in found if r is not None and r.verdict == "undeterminable")


def _rectify(case: Facts, clauses: tuple[str, ...]) -> str:
    named = " ".join(f"--clause {quoted(clause)}" for clause in clauses)
    return (
        f"lawrec rectify {case.label} {named} --cause ... --measure ... --responsible ... "
        "--approved-by ..."
    )


def _attest(case: Facts, clauses: tuple[str, ...]) -> str | None:
    if not clauses:
        return None
    named = " ".join(quoted(clause) for clause in clauses)
    return f"lawrec attest {case.label} {named} --basis ..."


def quoted(clause: str) -> str:
    """A clause id as an argument that every shell takes: "13.1(4)a" needs its quotes."""
    return f'"{clause}"' if "(" in clause else clause


def _merged_waiting(items: list[WorkItem]) -> list[WorkItem]:
    """What waits for the same thing in the same words is one item with all its clauses."""
    merged: dict[tuple[object, ...], WorkItem] = {}
    for number, item in enumerate(items):
        same = (item.stage, item.what, item.due, item.command, item.path)
        key = same if item.state == "not_yet_due" else (number,)
        first = merged.get(key)
        if first is None:
            merged[key] = item
        else:
            clauses = tuple(dict.fromkeys((*first.clauses, *item.clauses)))
            merged[key] = replace(first, clauses=clauses)
    return list(merged.values())


def _merged_seen(case: Facts, items: list[WorkItem]) -> Iterator[WorkItem]:
    """Papers that somebody only has to look at become one item a stage: one box, one go."""
    head, tail = f"lawrec seen {case.label} ", " --kept-at ... --by ..."
    groups: dict[int, list[WorkItem]] = {}
    for item in items:
        command = item.command or ""
        if item.state == "undeterminable" and command.startswith(head) and command.endswith(tail):
            groups.setdefault(item.stage, []).append(item)
        else:
            yield item
    for group in groups.values():
        ids = [(item.command or "").removeprefix(head).removesuffix(tail) for item in group]
        ids = sorted(set(" ".join(ids).split()), key=sort_key)
        yield (
            group[0]
            if len(ids) == 1
            else replace(
                group[0],
                what=_("Nobody has seen the signatures on {count} papers: {records}").format(
                    count=len(ids), records=" ".join(ids)
                ),
                command=f"{head}{' '.join(ids)}{tail}",
                severity=min((i.severity for i in group), key=_SEVERITIES.index),
                clauses=tuple(dict.fromkeys(c for item in group for c in item.clauses)),
                path=None,
                line=None,
                finding=None,
            )
        )


def _open_rows(report: Report) -> Iterator[ClauseResult]:
    for result in report.clauses:
        if result.verdict == "undeterminable" and not result.implemented:
            yield result


def _no_rule(case: Facts, report: Report) -> Rows:
    ids = tuple(r.clause.id for r in _open_rows(report) if r.clause.status != "human")
    earlier = case.snapshot.attestations.get(PENDING)
    lapsed = earlier is not None and earlier.rulebook != case.rulebook.version
    return Rows(ids, f"lawrec attest {case.label} --pending --basis ..." if ids else None, lapsed)


def _for_person(case: Facts, report: Report) -> Rows:
    ids = tuple(r.clause.id for r in _open_rows(report) if r.clause.status == "human")
    return Rows(ids, _attest(case, ids))


def _gate_answer(answer: Gate) -> GateAnswer:
    grounds = Counter(refusal.ground for refusal in answer.refusals)
    refusals = tuple(
        {
            "ground": refusal.ground,
            "message": sentence(refusal.message, refusal.params, language()),
            "params": dict(refusal.params),
            "remedy": refusal.remedy,
        }
        for refusal in answer.refusals
    )
    return GateAnswer(answer.outcome, dict(sorted(grounds.items())), refusals)
