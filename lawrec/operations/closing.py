"""Closing a case: the closing form, with the end of enforcement as the papers show it (25.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lawrec.checks.facts.ending import End, ends
from lawrec.errors import RefusedError, UsageError
from lawrec.i18n import _, language
from lawrec.operations.archive_plan import bureau_of
from lawrec.operations.case_writer import CaseWriter, write_case
from lawrec.operations.input import Data, build
from lawrec.operations.judging import measure
from lawrec.operations.prefill import prefill
from lawrec.operations.records import record_page
from lawrec.operations.references import check_references
from lawrec.operations.session import Session
from lawrec.operations.written import Written
from lawrec.schema.moments import format_moment
from lawrec.schema.names import name_of
from lawrec.schema.records.archiving import CaseClosureApproval
from lawrec.schema.records.kinds import KINDS
from lawrec.store.layout import case_label
from lawrec.store.render import to_raw
from lawrec.store.validate import typed

_KIND = KINDS["case_closure_approval"]


@dataclass(frozen=True, slots=True)
class ClosingInput:
    """What is given for the closing form; `event` and `ended_on` stand over what is computed.

    `text` is YAML, `sets` are `path=value`, as for any record.
    """

    event: str | None = None
    ended_on: str | None = None
    text: bytes | None = None
    name: str = "-"
    sets: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Closed:
    """The closing form as written, and what whoever closes the case should know."""

    written: Written
    draft: bool
    remarks: tuple[str, ...]


def close_case(folder: Path, session: Session, given: ClosingInput) -> Closed:
    """Add the closing form; without the approver's step it is kept as a draft.

    Raises RefusedError when the case has one already, UsageError when neither the papers nor the
    caller say how enforcement ended.
    """
    data, document = build(given.text, given.name, given.sets)
    with write_case(folder, session, _("close the case")) as case:
        _refuse_second(case)
        shown = _ends(case)
        _fill(data, given, shown)
        prefill(case, _KIND, data, given.signed, (), None, None)
        remarks = []
        if not given.draft and not _is_decided(data):
            remarks.append(_("Kept as a draft until the approver's step is there"))
        if given.draft or remarks:
            data["draft"] = "yes"
        record = typed(CaseClosureApproval, data, given.name, document.lines, zone=session.zone)
        if record.ended_on is None or record.end_event is None:
            raise _untold(case)
        check_references(case, record)
        remarks += _differing(record, shown)
        item = case.next_id("R")
        path = f"records/{item}-{_KIND.id}.yaml"
        done = case.commit(
            {path: record_page(record)}, event="record", message=f"{_KIND.zh} {item}"
        )
        written = Written(case_label(folder), item, path, done.head, to_raw(record))
        return Closed(written, record.draft is not None, tuple(remarks))


def _refuse_second(case: CaseWriter) -> None:
    """One closing form a case; a draft of it is completed, a final one amended."""
    for page in case.snapshot.records:
        if page.data.kind != _KIND.id:
            continue
        command = "finalise" if page.data.draft else "amend"
        raise RefusedError(
            _("This case has a closing form already: {id}").format(id=page.id),
            where=page.path,
            fix=f"lawrec {command} {case_label(case.folder)} {page.id}",
        )


def _ends(case: CaseWriter) -> tuple[End, ...]:
    """The ends that the papers support, earliest first."""
    snapshot = replace(case.snapshot, bureau=bureau_of(case))
    return ends(measure(snapshot).facts(snapshot, case.session.now()))


def _fill(data: Data, given: ClosingInput, shown: tuple[End, ...]) -> None:
    """What was given, else the earliest end: the days of 25.1 cannot count from an earlier one."""
    if given.event is not None:
        data["end_event"] = given.event
    if given.ended_on is not None:
        data["ended_on"] = given.ended_on
    event = data.get("end_event")
    end = next((end for end in shown if event in (None, end.event)), None)
    if end is not None:
        data.setdefault("end_event", end.event)
        data.setdefault("ended_on", format_moment(end.day))
        if end.item[:1] in ("R", "M"):
            data.setdefault("evidence", [end.item])


def _is_decided(data: Data) -> bool:
    """Whether the approver has decided."""
    steps = data.get("steps")
    return isinstance(steps, list) and any(
        isinstance(step, dict) and step.get("role") == "approver" and step.get("decision")
        for step in steps
    )


def _untold(case: CaseWriter) -> UsageError:
    return UsageError(
        _("The papers do not show that enforcement in this case has ended"),
        fix=_(
            "Add what is missing, or say it with --event and --ended-on: see lawrec status {case}"
        ).format(case=case_label(case.folder)),
    )


def _differing(record: CaseClosureApproval, shown: tuple[End, ...]) -> list[str]:
    """What to say when the form states another end than the papers show."""
    if not shown:
        return [_("The papers do not show when enforcement ended; the form is all that tells")]
    if any((end.event, end.day) == (record.end_event, record.ended_on) for end in shown):
        return []
    stated = _told(str(record.end_event), record.ended_on)
    return [
        _("The form says: {stated}; {item} shows: {shown}").format(
            stated=stated, item=end.item, shown=_told(end.event, end.day)
        )
        for end in shown
    ]


def _told(event: str, day: date | None) -> str:
    return f"{name_of(event, language())} {format_moment(day) if day else '-'}"
