"""What happens to a lead: examined, verified, decided upon, and the complainant told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from lawrec.errors import RefusedError, UsageError
from lawrec.i18n import _
from lawrec.operations.input import Data, in_codes
from lawrec.operations.leads import (
    Noted,
    keep,
    own_bureau,
    raw_lead,
    refuse_reporter,
    require_lead,
    staff,
)
from lawrec.operations.session import Session
from lawrec.operations.setup import write_bureau
from lawrec.schema.base import is_blank
from lawrec.schema.bureau import (
    Lead,
    LeadAssessment,
    LeadCorrection,
    LeadOutcome,
    LeadTold,
    LeadVerification,
)
from lawrec.schema.moments import format_moment
from lawrec.store.render import to_raw
from lawrec.store.validate import typed


def assess(  # noqa: PLR0913
    session: Session,
    lead_id: str,
    result: str,
    *,
    how: str,
    reason: str,
    by: str | None = None,
    at: str | None = None,
    correct: str | None = None,
) -> Noted:
    """Note that a lead was examined, by whom and how, and what came of it (10a, 10d)."""
    _require({"--how": how, "--reason": reason})
    data = {"at": _when(session, at), "by": staff(session, by or session.who)}
    data |= {"how": how, "result": result, "reason": reason}
    return _set(session, lead_id, "assessed", LeadAssessment, data, correct)


def dispose(  # noqa: PLR0913
    session: Session,
    lead_id: str,
    decision: str,
    *,
    to_organ: str | None = None,
    by: str | None = None,
    at: str | None = None,
    correct: str | None = None,
) -> Noted:
    """Note that a lead was passed on or closed; a case is named by linking it."""
    decision = str(in_codes(LeadOutcome, {"decision": decision})["decision"])
    if (decision == "transfer") == is_blank(to_organ):
        raise UsageError(_("Say with --to-organ to whom it was transferred, and only then"))
    data: Data = {"at": _when(session, at), "decision": decision}
    if to_organ:
        data["to_organ"] = to_organ
    data["by"] = staff(session, by or session.who)
    return _set(session, lead_id, "outcome", LeadOutcome, data, correct)


def tell(  # noqa: PLR0913
    session: Session,
    lead_id: str,
    *,
    how: str,
    content: str,
    proof: str | None = None,
    at: str | None = None,
    correct: str | None = None,
) -> Noted:
    """Note how the complainant was told what became of it (10c)."""
    _require({"--how": how, "--content": content})
    data = {"at": _when(session, at), "how": how, "content": content}
    if proof:
        data["proof"] = proof
    return _set(session, lead_id, "told", LeadTold, data, correct)


def verify_lead(
    session: Session,
    lead_id: str,
    *,
    found: str,
    by: tuple[str, ...] = (),
    place: str | None = None,
    at: str | None = None,
) -> Noted:
    """Add what somebody found who looked whether a lead is true; earlier looks stay."""
    _require({"--found": found})
    who = [staff(session, name) for name in by or (session.who,)]
    data: Data = {"at": _when(session, at), "by": who, "found": found}
    if place:
        data["place"] = place
    look = typed(LeadVerification, data, "-", {}, zone=session.zone)
    bureau = own_bureau(session)
    with write_bureau(bureau, session.who, _("verify a lead")) as held:
        noted = require_lead(bureau, lead_id)
        looks = [*map(to_raw, (*noted.lead.verified, look))]
        fresh = {**raw_lead(noted.lead), "verified": looks}
        lead = typed(Lead, fresh, noted.path, {})
        return keep(held, session, Noted(lead_id, noted.path, lead))


def _when(session: Session, at: str | None) -> str:
    return format_moment(session.moment(at) or session.now())


def _require(texts: Mapping[str, str]) -> None:
    for option, text in texts.items():
        if is_blank(text):
            raise UsageError(_("{option} says nothing").format(option=option))


def _set(
    session: Session,
    lead_id: str,
    part: str,
    model: type[BaseModel],
    data: Mapping[str, object],
    correct: str | None,
) -> Noted:
    """Fill a part of a lead, or put it right with a reason."""
    value = typed(model, in_codes(model, dict(data)), "-", {}, zone=session.zone)
    bureau = own_bureau(session)
    with write_bureau(bureau, session.who, _("complete a lead")) as held:
        noted = require_lead(bureau, lead_id)
        lead = with_part(session, noted, part, value, correct)
        refuse_reporter(lead)
        return keep(held, session, Noted(lead_id, noted.path, lead))


def with_part(
    session: Session,
    noted: Noted,
    part: str,
    value: BaseModel,
    correct: str | None,
    fix: str | None = None,
) -> Lead:
    """The lead with that part; refused where it would write over one without a reason.

    `fix` is how it is put right where that is not an option of the same command.
    """
    fresh = {**raw_lead(noted.lead), part: to_raw(value)}
    old = getattr(noted.lead, part)
    if old is not None:
        if to_raw(old) == to_raw(value):
            raise RefusedError(_("{id} says this already").format(id=noted.id), where=noted.path)
        if correct is None:
            raise RefusedError(
                _("{id} has this on record already; it is not written over").format(id=noted.id),
                where=f"{noted.path}: {part}",
                fix=fix or _("To put it right give --correct REASON; the old stays on record"),
            )
        before = to_raw(old)
        kept = before if isinstance(before, dict) else {}
        fresh["corrections"] = corrected(session, noted.lead, part, kept, correct)
    elif correct is not None:
        raise UsageError(_("{id} has nothing yet to put right there").format(id=noted.id))
    return typed(Lead, fresh, noted.path, {})


def corrected(
    session: Session, lead: Lead, part: str, old: Mapping[str, Any], reason: str
) -> list[object]:
    """The corrections of a lead with one more: what a part said before, by whom changed, why."""
    if is_blank(reason):
        raise UsageError(_("Say why it is put right"))
    entry = {
        "at": format_moment(session.now()),
        "by": staff(session, session.who),
        "reason": reason,
        "part": part,
        "old": dict(_flat(old)),
    }
    fresh = typed(LeadCorrection, entry, "-", {})
    return [*map(to_raw, (*lead.corrections, fresh))]


def _flat(value: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """Nested fields as one level of texts: reporter.name."""
    found: list[tuple[str, str]] = []
    for key, item in value.items():
        if isinstance(item, Mapping):
            found += _flat(item, f"{prefix}{key}.")
        elif item is not None:
            found.append((f"{prefix}{key}", str(item)))
    return found
