"""The cases of a case repository: which there are, how far each is, what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel

from lawrec.checks.runner import run
from lawrec.errors import InputError, LawrecError
from lawrec.i18n import language
from lawrec.operations.audit import this_minute
from lawrec.operations.judging import measure
from lawrec.operations.status import open_items
from lawrec.report.case_list import CaseList, CaseState, ListedCase
from lawrec.report.worklist import first_due, overdue
from lawrec.schema.case import Archived, Case, Voided
from lawrec.schema.snapshot import Bureau, CaseSnapshot
from lawrec.store import layout
from lawrec.store.bureau_files import load_bureau
from lawrec.store.load import load_case
from lawrec.store.sources import FolderSource
from lawrec.store.validate import typed

M = TypeVar("M", bound=BaseModel)
Wanted = Literal["all", "open", "archived"]


def case_folder(name: str, bureau: Path | None = None) -> Path:
    """The folder of the case that is named by path, label or number."""
    return layout.resolve_case(name, bureau)


def list_cases(bureau: Path | None = None, *, wanted: Wanted = "all") -> CaseList:
    """The cases of that repository, or of the one around the current folder.

    A case that cannot be read is listed with the reason. Archived cases are not judged again.
    """
    root = layout.require_bureau(bureau or Path.cwd())
    known = bureau is not None or layout.is_own_bureau(root)
    facts = load_bureau(root, known=known)
    now = this_minute()
    cases = tuple(
        case
        for folder in sorted({*layout.all_case_folders(root), *layout.judged_folders(root)})
        if (wanted == "all" or _is_wanted(folder, wanted))
        for case in [_listed(folder, root, facts, now)]
    )
    return CaseList(str(root), now, cases)


def _is_wanted(folder: Path, wanted: Wanted) -> bool:
    """Whether a case is among the open or the archived ones; a voided one is neither."""
    return not layout.is_voided(folder) and _archived(folder) == (wanted == "archived")


def _archived(folder: Path) -> bool:
    return (folder / layout.ARCHIVED).is_file()


def _listed(folder: Path, root: Path, facts: Bureau, now: datetime) -> ListedCase:
    label = layout.case_label(folder)
    try:
        if _archived(folder):
            return _frozen(folder, label)
        if layout.is_voided(folder):
            return _voided(folder, label)
        snapshot = load_case(folder, bureau=facts)
        page = snapshot.case
        if page is None:
            problem = next((p.message for p in snapshot.problems), None)
            return ListedCase(label, str(folder), "unreadable", problem=problem)
        if page.data.lead is not None:
            known = load_bureau(root, (page.data.lead,), known=facts.known)
            known = replace(known, checks=snapshot.bureau.checks)
            snapshot = replace(snapshot, bureau=known)
        return _judged(ListedCase(label, str(folder), "open"), snapshot, root, now)
    except LawrecError as error:
        return ListedCase(label, str(folder), "unreadable", problem=error.what)


def _frozen(folder: Path, label: str) -> ListedCase:
    """An archived case from the two pages that matter here: it is not read or judged whole."""
    case = _page(folder, layout.CASE_PAGE, Case)
    archived = _page(folder, layout.ARCHIVED, Archived)
    return ListedCase(
        label,
        str(folder),
        "archived",
        number=case.number,
        title=case.title,
        kind=case.kind,
        outcome=archived.outcome,
    )


def _voided(folder: Path, label: str) -> ListedCase:
    """A case that was opened by mistake: it keeps its number, and the reason."""
    case, voided = _page(folder, layout.CASE_PAGE, Case), _page(folder, layout.VOIDED, Voided)
    listed = ListedCase(label, str(folder), "voided", number=case.number, kind=case.kind)
    return replace(listed, title=case.title, problem=voided.reason)


def _page(folder: Path, path: str, model: type[M]) -> M:
    """One page of a case, typed; raises InputError where it cannot be read."""
    source = FolderSource(folder)
    document = source.read(path)
    if document is None:
        problem = next((p.message for p in source.problems), path)
        raise InputError(problem, where=str(folder / path))
    return typed(model, document.data, path, document.lines)


def _judged(listed: ListedCase, snapshot: CaseSnapshot, root: Path, now: datetime) -> ListedCase:
    page = snapshot.case
    if page is None:
        return listed
    listed = replace(listed, number=page.data.number, title=page.data.title, kind=page.data.kind)
    decides = measure(snapshot, root)
    case = decides.facts(snapshot, now)
    first = first_due(open_items(case, run(case, decides.rules, language()).report))
    state: CaseState = "closed" if case.records_of("case_closure_approval") else "open"
    if first is None:
        return replace(listed, state=state)
    return replace(
        listed,
        state=state,
        next_due=first.due,
        due_what=first.what,
        overdue=overdue(first, now),
    )
