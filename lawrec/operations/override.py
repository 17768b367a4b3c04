"""Entering an override: upper law provides otherwise, and the legal section stands for it (4.4b).

Overrides are only ever added; what each of them excuses is judged by the checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from lawrec.errors import InputError, RefusedError, UsageError
from lawrec.i18n import _
from lawrec.operations.amend import THE_CASE, Amendment, amendment_record
from lawrec.operations.case_writer import CaseWriter, write_case
from lawrec.operations.input import Data
from lawrec.operations.records import record_page
from lawrec.operations.rulebook import clause_list
from lawrec.operations.session import Session, find_officer
from lawrec.operations.written import Written
from lawrec.schema.base import is_blank
from lawrec.schema.bureau import Officer
from lawrec.schema.case import Case, Override
from lawrec.schema.moments import day_of
from lawrec.store.layout import CASE_PAGE, case_label
from lawrec.store.render import page, to_raw
from lawrec.store.schema_line import pointed
from lawrec.store.validate import typed

_REVIEWS = "legal_review"


def add_override(  # noqa: PLR0913
    folder: Path,
    session: Session,
    clause: str,
    given: Mapping[str, str | None],
    *,
    by: str,
    evidence: tuple[str, ...] = (),
    at: str | None = None,
) -> Written:
    """Add one override to case.yaml; the old page is kept, an amendment record says why."""
    _require_clause(clause)
    for field in ("basis", "text"):
        if is_blank(given.get(field)):
            raise UsageError(_("Say with {option} on what it rests").format(option=f"--{field}"))
    moment = session.moment(at) or session.now()
    with write_case(folder, session, _("enter an override")) as case:
        who = _reviewer(case, by, moment)
        _require_evidence(case, evidence)
        data: Data = {key: value for key, value in given.items() if value}
        data |= {"clause": clause, "by": who, "at": moment}
        if evidence:
            data["evidence"] = list(evidence)
        return _write(case, session, typed(Override, data, "-", {}, zone=session.zone))


def _require_clause(clause: str) -> None:
    rows, _text = clause_list()
    if all(row.id != clause for row in rows):
        raise UsageError(_("There is no clause {id}").format(id=clause), fix=_("See: lawrec rules"))


def _reviewer(case: CaseWriter, name: str, moment: date | datetime) -> str:
    """The member of staff of that name, who must review for the bureau on that day."""
    facts = case.facts
    who = find_officer(name, facts.officers)
    if who is None or not _reviews(facts.officers[who], day_of(moment)):
        raise RefusedError(
            _("{name} does not review for the bureau on that day: an override needs that").format(
                name=name
            ),
            fix=_("Name somebody whose post has the duty legal_review; see: lawrec officer list"),
        )
    return who


def _reviews(officer: Officer, day: date) -> bool:
    return any(
        _REVIEWS in post.duties and post.from_ <= day and (post.to is None or day <= post.to)
        for post in officer.posts
    )


def _require_evidence(case: CaseWriter, evidence: tuple[str, ...]) -> None:
    files = {found.id for found in (*case.snapshot.records, *case.snapshot.media)}
    for item in evidence:
        if item not in files:
            raise RefusedError(_("There is no {id} in this case").format(id=item))


def _write(case: CaseWriter, session: Session, entry: Override) -> Written:
    if case.snapshot.case is None:
        raise InputError(_("{path} cannot be read").format(path=CASE_PAGE))
    old = case.snapshot.case.data
    if any(_says(known) == _says(entry) for known in old.overrides):
        raise RefusedError(_("{id} says this already").format(id=THE_CASE), where=CASE_PAGE)
    raw = to_raw(old)
    base: Data = dict(raw) if isinstance(raw, dict) else {}
    overrides = [*map(to_raw, (*old.overrides, entry))]
    fresh = typed(Case, {**base, "overrides": overrides}, CASE_PAGE, {})
    new = pointed(CASE_PAGE, page(fresh, "案件"), in_case=True)
    reason = f"{entry.clause}：{entry.basis}"
    why = Amendment(reason, session.who, entry.by)
    before = (case.folder / CASE_PAGE).read_bytes()
    record = amendment_record(case, session, THE_CASE, why, before, new)
    record_id = case.next_id("R")
    files: dict[str, bytes | None] = {
        CASE_PAGE: new,
        f"records/{record_id}-amendment_record.yaml": record_page(record),
    }
    done = case.commit(files, event="override", message=f"依上位法 {reason}"[:200])
    label = case_label(case.folder)
    return Written(label, THE_CASE, CASE_PAGE, done.head, to_raw(entry), record_id)


def _says(entry: Override) -> Override:
    """What an override says, whenever it was entered."""
    return entry.model_copy(update={"at": None})
