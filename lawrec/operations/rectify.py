"""Rectification: what can no longer be cured is explained and approved (28.1, decision 4)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lawrec.errors import UsageError
from lawrec.i18n import _
from lawrec.operations.input import Data
from lawrec.operations.records import RecordInput, add_record
from lawrec.operations.rulebook import load_rulebook
from lawrec.operations.session import Session
from lawrec.operations.written import Written
from lawrec.store.yaml_io import dump


@dataclass(frozen=True, slots=True)
class Rectification:
    """Cause, measure, who is responsible, the head's approval, its days, who checked it."""

    clauses: tuple[str, ...]
    cause: str
    measure: str
    responsible: str
    approved_by: str | None = None
    approved_at: str | None = None
    at: str | None = None
    found_on: str | None = None
    due_on: str | None = None
    done_on: str | None = None
    verified_by: str | None = None


def rectify(folder: Path, session: Session, given: Rectification) -> Written:
    """Add the rectification record of these clauses; it explains, and cures nothing."""
    if not given.clauses:
        raise UsageError(_("Name the clauses with --clause"))
    if not given.responsible.strip():
        raise UsageError(_("{option} says nothing").format(option="--responsible"))
    book, _rules = load_rulebook()
    for clause in given.clauses:
        if book.clause(clause) is None:
            raise UsageError(_("There is no clause {id}").format(id=clause))
    data: Data = {
        "clauses": list(given.clauses),
        "cause": given.cause,
        "measure": given.measure,
        "responsible": given.responsible,
    }
    if given.approved_by:
        data["approved_by"] = given.approved_by
        data["approved_at"] = given.approved_at or session.now().isoformat()
    rest = {"made_at": given.at, "found_on": given.found_on}
    rest |= {"due_on": given.due_on, "done_on": given.done_on}
    rest["verified_by"] = given.verified_by
    data |= {name: value for name, value in rest.items() if value}
    record = RecordInput("rectification_record", dump(data), "rectify")
    return add_record(folder, session, record)
