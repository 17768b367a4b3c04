"""What is open in a case, as a list of work: what, by when, with which command."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from lawrec.i18n import N_, _
from lawrec.report import next_step, recording, service_grid
from lawrec.report.lines import flat, iso, listed, when
from lawrec.report.next_step import NextStep
from lawrec.report.recording import NONE, Recording
from lawrec.report.service_grid import NOTHING, Grid
from lawrec.schema.clause import Severity
from lawrec.schema.moments import last_instant, parse_moment
from lawrec.schema.names import name_of
from lawrec.schema.value_names import value_name

State = Literal[
    "crashed",
    "violated",
    "rectify",
    "undeterminable",
    "not_yet_due",
    "draft",
    "not_handed_over",
    "unassigned",
    "question",
    "recorded",
]
STATE_NAMES: dict[State, str] = {
    "crashed": N_("the rule failed"),
    "violated": N_("missing or wrong, can be cured"),
    "rectify": N_("cannot be cured, to be explained"),
    "undeterminable": N_("to be settled"),
    "not_yet_due": N_("still to come"),
    "draft": N_("draft"),
    "not_handed_over": N_("not handed over"),
    "unassigned": N_("belongs to no act"),
    "question": N_("question"),
    "recorded": N_("stays on record"),
}
ORDER: tuple[State, ...] = tuple(STATE_NAMES)
"""The states in the order in which they ask for attention."""

_GROUNDS = {
    "a": N_("{count} clauses violated that can be cured"),
    "b": N_("{count} violated for good without an approved rectification record"),
    "c": N_("{count} open and not attested"),
    "d": N_("{count} rules failed"),
    "e": N_("{count} files absent or changed"),
    "f": N_("{count} drafts"),
    "g": N_("{count} not yet due, or the case not closed"),
    "h": N_("{count} provisions of national law broken, and nobody named"),
}


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One open thing. `stage` is 1 to 5, or 0 for the case as a whole; `due` is ISO 8601.

    `command` can be copied into a terminal once its `...` are filled in; `advice` is what to do
    where no single command does it.
    """

    stage: int
    state: State
    what: str
    severity: Severity = "note"
    command: str | None = None
    advice: str | None = None
    due: str | None = None
    clauses: tuple[str, ...] = ()
    path: str | None = None
    line: int | None = None
    finding: str | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the clause list that no rule has judged, and the command that answers them.

    `lapsed` says that somebody has answered them, but under another version of the rulebook.
    """

    clauses: tuple[str, ...]
    command: str | None
    lapsed: bool = False


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """What the archive gate would say now; `grounds` counts the refusals by their letter."""

    outcome: Literal["complete", "defects_on_record", "refused"]
    grounds: dict[str, int]
    refusals: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class WorkList:
    """All that is open in one case at one time; commands name the case as `called`."""

    case: str
    called: str
    number: str | None
    title: str | None
    language: Literal["zh", "en"]
    as_of: datetime
    outcome: str
    items: tuple[WorkItem, ...]
    no_rule: Rows
    person: Rows
    remarks: int
    gate: GateAnswer
    archived: str | None = None
    next_step: NextStep | None = None
    standstill: str | None = None
    grid: Grid = NOTHING
    recording: Recording = NONE

    @property
    def next_due(self) -> WorkItem | None:
        """The open item whose time comes, or came, first."""
        return first_due(self.items)


_TIMED = ("violated", "undeterminable", "not_yet_due", "not_handed_over")


def first_due(items: tuple[WorkItem, ...]) -> WorkItem | None:
    """The item with the earliest time among those that still wait for somebody."""
    dated = [item for item in items if waits(item)]
    return min(dated, key=lambda item: _instant(item.due), default=None)


def waits(item: WorkItem) -> bool:
    """Whether the item has a time, and still waits for somebody: what is late is still to be done.

    What can no longer be cured and has no command only stays on record.
    """
    late = item.state == "recorded" and item.command is not None
    return item.due is not None and (item.state in _TIMED or late)


def _instant(due: str | None) -> datetime:
    return last_instant(parse_moment(due or ""))


def overdue(item: WorkItem, as_of: datetime) -> bool:
    """Whether the item's time is over."""
    return item.due is not None and _instant(item.due) < as_of


def to_json(work: WorkList) -> dict[str, Any]:
    """The list for programs."""
    first = work.next_due
    return {
        "schema_version": "1",
        "lang": work.language,
        "case": work.case,
        "number": work.number,
        "title": work.title,
        "as_of": iso(work.as_of),
        "outcome": work.outcome,
        "archived": work.archived,
        "next_due": first.due if first else None,
        "next_step": next_step.to_json(work.next_step, work.as_of),
        "standstill": work.standstill,
        "service": service_grid.to_json(work.grid),
        "recording": recording.to_json(work.recording),
        "items": [_item(item, work.as_of) for item in work.items],
        "no_rule": _rows(work.no_rule),
        "person": _rows(work.person),
        "remarks": work.remarks,
        "gate": {
            "outcome": work.gate.outcome,
            "grounds": work.gate.grounds,
            "refusals": list(work.gate.refusals),
        },
    }


def _item(item: WorkItem, as_of: datetime) -> dict[str, Any]:
    return {
        "stage": item.stage,
        "state": item.state,
        "severity": item.severity,
        "what": item.what,
        "due": item.due,
        "overdue": overdue(item, as_of),
        "command": item.command,
        "advice": item.advice,
        "clauses": list(item.clauses),
        "path": item.path,
        "line": item.line,
        "finding": item.finding,
    }


def _rows(rows: Rows) -> dict[str, Any]:
    return {"count": len(rows.clauses), "clauses": list(rows.clauses), "command": rows.command}


def lines(work: WorkList) -> Iterator[str]:
    """The list as a person works through it: by stage, the pressing things first."""
    yield flat(f"{work.number or work.case}  {work.title or ''}")
    yield _("As of {time}; open: {count}").format(
        time=when(work.as_of), count=sum(item.state != "recorded" for item in work.items)
    )
    if work.standstill:
        yield flat(work.standstill)
    if work.next_step is not None:
        yield from next_step.lines(work.next_step, work.as_of)
    first = work.next_due
    if first is not None:
        text = _("Overdue since {time}: {what}") if overdue(first, work.as_of) else None
        text = text or _("Next due {time}: {what}")
        yield text.format(time=_due(first), what=flat(first.what))
    for stage in range(6):
        items = [item for item in work.items if item.stage == stage]
        if items:
            yield ""
            yield _heading(stage, work.language)
            for item in items:
                yield from _lines_of(item, work.as_of)
    for block in (service_grid.lines(work.grid), recording.lines(work.recording)):
        shown = tuple(block)
        yield from ("", *shown) if shown else ()
    yield ""
    yield from _rest(work)


def _heading(stage: int, language: str) -> str:
    if stage == 0:
        return _("The case as a whole")
    return _("Stage {number}: {name}").format(
        number=stage, name=name_of(f"stage_{stage}", language)
    )


def _lines_of(item: WorkItem, as_of: datetime) -> Iterator[str]:
    clauses = f" ({listed(item.clauses)})" if item.clauses else ""
    yield f"  [{_(STATE_NAMES[item.state])}] {flat(item.what)}{clauses}"
    if item.due:
        text = _("by: {time}, overdue") if overdue(item, as_of) else _("by: {time}")
        yield "      " + text.format(time=_due(item))
    if item.path:
        place = f"{item.path}:{item.line}" if item.line else item.path
        yield "      " + _("at: {place}").format(place=flat(place))
    if item.command:
        yield f"      $ {flat(item.command)}"
    elif item.advice:
        yield "      " + _("do: {advice}").format(advice=flat(item.advice))


def _due(item: WorkItem) -> str:
    return when(parse_moment(item.due)) if item.due else ""


def _rest(work: WorkList) -> Iterator[str]:
    """The rows that no rule judged, the remarks, and what the gate says: a line each."""
    if work.remarks:
        yield _("{count} warnings and notes beside this: lawrec audit {case}").format(
            count=work.remarks, case=work.called
        )
    if work.no_rule.clauses:
        yield _("{count} rows have no rule yet; who has examined them says so with:").format(
            count=len(work.no_rule.clauses)
        )
        if work.no_rule.lapsed:
            yield "  " + _("An earlier answer was for another version of the rulebook")
        yield f"  $ {work.no_rule.command}"
    if work.person.clauses:
        yield _("{count} rows are for a person to judge: {clauses}").format(
            count=len(work.person.clauses), clauses=" ".join(work.person.clauses)
        )
        yield f"  $ {work.person.command}"
    yield gate_line(work)
    if not work.archived and work.gate.outcome != "refused":
        yield f"  $ lawrec archive {work.called} --retention ... --kept-at ... --seen-by ..."


def gate_line(work: WorkList) -> str:
    """The gate's answer in one line."""
    if work.archived:
        return _("This case is archived: {outcome}").format(
            outcome=value_name(work.archived, work.language)
        )
    if work.gate.outcome == "complete":
        return _("Archiving: would be accepted as complete")
    if work.gate.outcome == "defects_on_record":
        return _("Archiving: would be accepted with defects on record")
    grounds = [
        _(_GROUNDS[letter]).format(count=count) for letter, count in work.gate.grounds.items()
    ]
    mark = "；" if work.language == "zh" else "; "
    return _("Archiving: would be refused: {grounds}").format(grounds=mark.join(grounds))
