"""What a case brings to the tables on filming, on storing footage and on archiving.

The verdicts on storing and archiving are those of the audit: an attested one counts as met, with
the name of who judged it beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from lawrec.checks.attest import attestation_for
from lawrec.checks.base import Outcome
from lawrec.checks.facts.archiving import archived_on, transfer
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.ending import ends
from lawrec.checks.facts.recorded import Medium, ended
from lawrec.checks.facts.recording_rate import duties
from lawrec.checks.facts.storing import footage, stay
from lawrec.checks.facts.storing_duty import ordinary_period
from lawrec.checks.messages import sentence
from lawrec.checks.panjin.art_25_archiving.par_1_period import archived_in_time
from lawrec.checks.reading import as_far_as_read
from lawrec.i18n import _, language
from lawrec.operations.stats_sheet import Sheet
from lawrec.schema.report import WORST_FIRST

_LATE = ("late", "late_in_series")


def recorded(case: Facts, sheet: Sheet) -> None:
    """All tables on how the case was recorded and kept."""
    _filming(case, sheet)
    if case.rulebook.clause("25.2b") is not None:
        for medium in footage(case):
            _storing(case, sheet, medium)
    if case.rulebook.clause("25.1b") is not None:
        _archiving(case, sheet)


def _filming(case: Facts, sheet: Sheet) -> None:
    for duty in duties(case):
        on, items = duty.act.data.start, (duty.act.id, *duty.media)
        words = " ".join(duty.clauses)
        sheet.count(f"filming.{duty.state}", on, items, note=words)
        if duty.state == "open":
            why = _("whether its footage is of this act, or enough of it, cannot be told")
            sheet.open("filming", why, items, on=on, row="filming.open")


def _storing(case: Facts, sheet: Sheet, medium: Medium) -> None:
    """One recording, by what the audit says of it (25.2b)."""
    outcome = as_far_as_read(case, ordinary_period(case, medium))
    on: datetime | date | None = ended(medium)
    if on is None:
        stored = medium.data.stored.at
        why = _("when it was recorded is not known")
        sheet.open("storing", why, [medium.id], on=stored, row="storing.untold")
        return
    row = {
        "satisfied": "in_time",
        "excused": "excused",
        "not_yet_due": "running",
        "violated": "late" if stay(case, medium).state in _LATE else "elsewhere",
    }.get(outcome.verdict, "untold")
    judged = _attested(case, "25.2b") if row == "untold" else ""
    row = "in_time" if judged else row
    sheet.count(f"storing.{row}", on, [medium.id], key=medium.data.sha256, note=judged)
    if row == "untold":
        sheet.open("storing", _said(outcome), [medium.id], on=on, row="storing.untold")


def _archiving(case: Facts, sheet: Sheet) -> None:
    """One case whose enforcement has ended, by what the audit says of its archiving (25.1b)."""
    found = ends(case)
    done = archived_on(case) is not None
    outcome = _worst(as_far_as_read(case, one) for one in archived_in_time.function(case))
    record = transfer(case)
    shown = [record.id] if record is not None else []
    if not found:
        if done and outcome is not None and outcome.verdict != "not_applicable":
            why = _("archived, and no paper shows when enforcement ended")
            sheet.open("archiving", why, shown, row="archiving.untold")
        return
    items = [*dict.fromkeys(end.item for end in found), *shown]
    violated = "late" if done else "overdue"
    row = {
        "satisfied": "in_time" if done else "running",
        "excused": "excused" if done else "running",
        "not_yet_due": "running",
        "violated": violated,
    }.get(outcome.verdict if outcome else "", "untold")
    judged = _attested(case, "25.1b") if row == "untold" and done else ""
    row = "in_time" if judged else row
    sheet.count(f"archiving.{row}", found[0].on, items, note=judged)
    if row == "untold":
        why = _said(outcome) if outcome else _("no rule judged it")
        sheet.open("archiving", why, items, on=found[0].on, row="archiving.untold")


def _attested(case: Facts, clause: str) -> str:
    """Who judged that the clause is met, in words; empty where nobody did."""
    entry = attestation_for(case, clause)
    if entry is None or entry.answer != "met":
        return ""
    return _("judged by {who}: {basis}").format(who=entry.by, basis=entry.basis)


def _worst(outcomes: Iterable[Outcome]) -> Outcome | None:
    return min(outcomes, key=lambda one: WORST_FIRST.index(one.verdict), default=None)


def _said(outcome: Outcome) -> str:
    """The outcome's own words, in the language of the answer."""
    return sentence(outcome.message, outcome.params, language())
