"""Whether what a page names is there: acts, files, persons, staff."""

from __future__ import annotations

import re

from lawrec.errors import RefusedError, UsageError
from lawrec.i18n import _
from lawrec.operations.case_writer import CaseView
from lawrec.operations.session import Session, find_officer
from lawrec.schema.records.archiving import RectificationRecord
from lawrec.schema.records.common import Approval, Record
from lawrec.schema.snapshot import Bureau


def check_references(case: CaseView, record: Record) -> None:
    """Refuse a record that names an act, a file or a person that the case does not have."""
    acts = {page.id for page in case.snapshot.acts}
    files = {page.id for page in (*case.snapshot.records, *case.snapshot.media)}
    if record.act is not None and record.act not in acts:
        raise RefusedError(
            _("There is no act {id} in this case").format(id=record.act),
            fix=_("Log it first: lawrec log-act"),
        )
    for item in (*record.about, *record.evidence):
        if item != "case" and item not in files and item not in acts:
            raise RefusedError(_("There is no {id} in this case").format(id=item))
    for name in _people(record):
        require_person(case, name)


def require_person(case: CaseView, name: str) -> None:
    """Refuse a name that neither the case's persons nor the staff roster has."""
    facts = case.facts
    if name in case.snapshot.persons or _of_the_bureau(name, facts):
        return
    if name == case.session.who:
        raise UsageError(
            _("Who are you? {name} is not on the staff roster").format(name=name),
            fix=_("Say it with --as NAME, or once for this computer: lawrec me NAME"),
        )
    raise RefusedError(
        _("{name} is neither in this case nor on the staff roster").format(name=name),
        fix=_("Enter people outside the bureau with: lawrec person add CASE NAME --capacity ..."),
    )


def require_staff(session: Session, name: str) -> None:
    """Refuse a name that the staff roster does not have: where there is no case yet."""
    known = find_officer(name, session.facts.officers) or name
    if not _of_the_bureau(known, session.facts):
        raise RefusedError(
            _("{name} is not on the staff roster").format(name=name),
            fix=_("See who is: lawrec officer list"),
        )


def _of_the_bureau(name: str, facts: Bureau) -> bool:
    organ = facts.profile.bureau.name if facts.profile else None
    units = set(facts.profile.units) if facts.profile else set()
    return name in facts.officers or name == organ or name in units


def _people(record: Record) -> list[str]:
    names = [*record.persons, *(entry.who for entry in record.signatures)]
    names += [entry.noted_by for entry in record.signatures if entry.noted_by]
    if isinstance(record, Approval):
        names += [step.who for step in record.steps]
    if isinstance(record, RectificationRecord):
        named = re.split("[、，,；; ]+", record.responsible or "")
        names += [name for name in (*named, record.approved_by) if name]
    return list(dict.fromkeys(names))
