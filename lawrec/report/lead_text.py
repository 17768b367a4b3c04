"""Leads as people and programs read them; who reported is shown only where it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lawrec.i18n import _, language
from lawrec.report.fields_text import field_lines
from lawrec.report.lines import columns, flat, labelled, when
from lawrec.schema.bureau import Lead
from lawrec.schema.value_names import value_name

_LONGEST = 40
_HIDDEN = ("reporter",)
_HIDDEN_OLD = "reporter."


def lead_state(lead: Lead) -> str:
    """How far a lead is, and what is missing next."""
    told = lead.told is not None or lead.real_name == "no"
    if lead.assessed is None and lead.outcome is None:
        return _("not examined yet")
    if lead.outcome is not None and lead.outcome.decision == "case":
        return _("case {case}").format(case=lead.outcome.case or "—")
    if lead.outcome is None and lead.assessed and lead.assessed.result == "needs_action":
        return _("needs action, no case yet")
    if not told and lead.assessed and lead.assessed.result == "not_initiated":
        if lead.real_name == "yes":
            return _("the complainant is not told yet")
        return _("not known whether somebody has to be told")
    if lead.outcome is None:
        return _("not initiated, not closed yet")
    return value_name(lead.outcome.decision, language(), "decision")


def is_open(lead: Lead) -> bool:
    """Whether something is still to be done about a lead."""
    if lead.outcome is None:
        return True
    untold = lead.real_name != "no" and lead.told is None
    refused = lead.assessed is not None and lead.assessed.result == "not_initiated"
    return lead.outcome.decision != "case" and untold and refused


def list_lines(leads: Iterable[tuple[str, Lead]]) -> Iterator[str]:
    """One line a lead, or one sentence where there is none."""
    rows = [
        (
            name,
            when(lead.received_at),
            value_name(lead.channel, language(), "channel"),
            lead_state(lead),
            _short(lead.content),
        )
        for name, lead in leads
    ]
    if not rows:
        yield _("No such leads")
        return
    yield from columns(
        [(_("lead"), _("received"), _("channel"), _("state"), _("what it says")), *rows]
    )


def show_lines(name: str, lead: Lead, *, reporter: bool) -> Iterator[str]:
    """A lead in full; without who reported it, unless that is asked for."""
    yield labelled(name, lead_state(lead))
    yield from field_lines(lead if reporter else _discreet(lead), "  ")
    if not reporter and lead.reporter is not None:
        yield _("Who reported it is on record and not shown; see it with --reporter")


def to_json(name: str, lead: Lead, *, reporter: bool = False) -> dict[str, Any]:
    """A lead for programs."""
    shown = lead if reporter else _discreet(lead)
    content = shown.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return {"id": name, "open": is_open(lead), "state": lead_state(lead), "content": content}


def _discreet(lead: Lead) -> Lead:
    """The lead without who reported it, in corrections too."""
    changes = tuple(
        change.model_copy(
            update={"old": {k: v for k, v in change.old.items() if not k.startswith(_HIDDEN_OLD)}}
        )
        for change in lead.corrections
    )
    kept = {
        field: getattr(lead, field)
        for field in lead.model_fields_set
        if field not in _HIDDEN and field != "corrections"
    }
    if changes:
        kept["corrections"] = changes
    return Lead.model_construct(_fields_set=set(kept), **kept)


def _short(text: str | None) -> str:
    shown = flat(text or "")
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"
