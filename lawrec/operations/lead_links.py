"""A lead and its case name each other: the case's page is written first, the lead's last.

Two histories cannot be written in one stroke. Both are held meanwhile; after a crash in between
the same command finishes what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from lawrec.custody.change import Writing
from lawrec.errors import RefusedError
from lawrec.i18n import _
from lawrec.operations.amend import THE_CASE, Amendment, amend
from lawrec.operations.lead_steps import with_part
from lawrec.operations.leads import Noted, keep, own_bureau, refuse_reporter, require_lead
from lawrec.operations.locate import lead_ids
from lawrec.operations.session import Session
from lawrec.operations.setup import write_bureau
from lawrec.schema.bureau import Lead, LeadOutcome
from lawrec.store.bureau_files import lead_extract
from lawrec.store.layout import case_label


@dataclass(frozen=True, slots=True)
class Linked:
    """A lead that is joined to a case. `amendment` is the record of the change of case.yaml."""

    lead: Noted
    case: str
    amendment: str | None = None


@dataclass(slots=True)
class Linking:
    """A lead that is held until the case that names it is written; nothing, if there is none."""

    session: Session
    noted: Noted | None = None
    held: Writing | None = None
    correct: str | None = None

    def session_for(self, label: str, at: str | None = None) -> Session:
        """The session that knows the lead as it will be, for the case's extract."""
        if self.noted is None:
            return self.session
        self.noted = replace(self.noted, lead=self._lead(self.noted, label, at))
        leads = {self.noted.id: lead_extract(self.noted.lead)}
        return replace(self.session, facts=replace(self.session.facts, leads=leads))

    def _lead(self, noted: Noted, label: str, at: str | None) -> Lead:
        old = noted.lead.outcome
        if old is not None and old.decision == "case":
            if old.case == label:
                return noted.lead
            if old.case is None:  # a blank is filled in, nothing is written over
                outcome = old.model_copy(update={"case": label})
                return noted.lead.model_copy(update={"outcome": outcome})
        moment = self.session.moment(at) or self.session.now()
        data = {"at": moment, "decision": "case", "case": label, "by": self.session.who}
        value = LeadOutcome.model_validate(data)
        fix = f"lawrec lead link {noted.id} CASE --correct ..."
        lead = with_part(self.session, noted, "outcome", value, self.correct, fix)
        refuse_reporter(lead)
        return lead

    def keep(self) -> Noted | None:
        """Write the lead, now that its case is there."""
        if self.noted is None or self.held is None:
            return None
        return keep(self.held, self.session, self.noted)


@contextmanager
def linking(session: Session, lead_id: str | None, correct: str | None = None) -> Iterator[Linking]:
    """Hold the bureau's pages while a case is written that names this lead."""
    if lead_id is None:
        yield Linking(session)
        return
    bureau = own_bureau(session)
    with write_bureau(bureau, session.who, _("link a lead")) as held:
        yield Linking(session, require_lead(bureau, lead_id), held, correct)


def link_lead(
    folder: Path,
    session: Session,
    lead_id: str,
    *,
    at: str | None = None,
    correct: str | None = None,
) -> Linked:
    """Join a lead and a case that was opened without it; the old page of the case is kept."""
    label = case_label(folder)
    with linking(session, lead_id, correct) as link:
        knowing = link.session_for(label, at)
        names = lead_ids(folder)
        amendment = None
        if names and names != (lead_id,):
            raise RefusedError(
                _("The case {case} comes from another lead: {id}").format(case=label, id=names[0]),
                fix=f"lawrec amend {label} case --set lead={lead_id} --reason ...",
            )
        if not names:
            why = Amendment(_("the lead that it comes from: {id}").format(id=lead_id))
            settings = [f"lead={lead_id}"]
            amendment = amend(folder, knowing, THE_CASE, why, sets=settings).amendment
        noted = link.keep()
    if noted is None:
        raise RuntimeError("no lead was held")
    return Linked(noted, label, amendment)
