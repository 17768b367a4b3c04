"""Article 10 for the leads that no case judges: each is held to what the text asks of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lawrec.checks.base import Outcome, met, not_applicable, unsure
from lawrec.checks.facts import complaints
from lawrec.checks.facts.complaints import Complaint, from_people
from lawrec.checks.facts.unit import UnitFacts
from lawrec.checks.unit.base import unit_rule
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.bureau import LeadExtract
from lawrec.schema.moments import first_instant
from lawrec.schema.snapshot import Page

_LEADS = "leads/"
_NONE = N_("No complaint or report is without a case; those with one are judged in it")


@unit_rule("10a", _LEADS)
def complaints_acted_upon(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: a complaint that needs action leads in time to a case or a transfer.

    Lawful: the lead is open within the bureau's own limit, transferred, or needed no action.
    Unlawful: it needed action and was closed without a case or a transfer.
    Remedy: `lawrec lead dispose`.
    """
    yield from _each(bureau, complaints.action_taken)


@unit_rule("10b", _LEADS)
def complaints_registered(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: what was complained of, by whom and when is on record, and which case came of it.

    Lawful: content, channel, receiver and real name are on record; a case that is named exists.
    Unlawful: a complaint that needed action is on record without a word of its content.
    Remedy: `lawrec lead correct`.
    """
    for page in _covered(bureau):
        outcome = page.data.outcome
        if outcome is not None and not is_blank(outcome.case) and not _has_case(bureau, page.data):
            yield unsure(
                "lead_case_unknown",
                N_("{lead} names the case {case}, which this bureau does not have"),
                page.at("outcome", "case"),
                root=(page.id,),
                lead=page.id,
                case=outcome.case,
            )
    yield from _each(bureau, complaints.registered)


@unit_rule("10c", _LEADS)
def complainants_told(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: who complained in their own name and nothing was started is told so.

    Lawful: the lead says when, how and with what words, and where the proof lies.
    Unlawful: the lead is closed without a case and nobody was told.
    Remedy: `lawrec lead tell`.
    """
    yield from _each(bureau, complaints.told)


@unit_rule("10d", _LEADS)
def reasons_written_down(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: what was examined and why nothing was started is written down.

    Lawful: the lead has an examination with who, how and why.
    Unlawful: it is closed without a case and nothing written says what was examined.
    Remedy: `lawrec lead assess`.
    """
    yield from _each(bureau, complaints.written_down)


@unit_rule("10e", _LEADS)
def anonymous_need_no_notice(bureau: UnitFacts) -> Iterator[Outcome]:
    """Duty: none; who complained without a name need not be told.

    Lawful: always.
    Unlawful: never.
    Remedy: none is needed.
    """
    if any(page.data.real_name == "no" for page in _covered(bureau)):
        yield met()
    else:
        yield not_applicable(N_("No complaint is anonymous"))


def _each(bureau: UnitFacts, judge: Callable[[Complaint], Iterator[Outcome]]) -> Iterator[Outcome]:
    """What the rule says of every complaint that no case of this bureau judges."""
    found = 0
    for page in _covered(bureau):
        asked = from_people(page.data.channel)
        if asked == "no" or _judged_in_case(bureau, page):
            continue
        found += 1
        answers = list(judge(_complaint(bureau, page)))
        if asked == "unknown":
            answers = [_channel_unknown(page)]
        yield from answers
    if not found:
        yield not_applicable(_NONE)


def _channel_unknown(page: Page[LeadExtract]) -> Outcome:
    return unsure(
        "lead_channel_unknown",
        N_("{lead} came by “{channel}”: whether that is a complaint or report cannot be told"),
        page.at("channel"),
        root=(page.id,),
        lead=page.id,
        channel=page.data.channel,
    )


def _covered(bureau: UnitFacts) -> list[Page[LeadExtract]]:
    """The leads received by now, and not before the regulation was in force."""
    return [
        page
        for page in bureau.snapshot.leads
        if bureau.covers(page.data.received_at)
        and first_instant(page.data.received_at) <= bureau.as_of
    ]


def _judged_in_case(bureau: UnitFacts, page: Page[LeadExtract]) -> bool:
    """Whether a case of this bureau names the lead, so that its audit judges it."""
    return any(case.lead == page.id for case in bureau.snapshot.cases.values())


def _has_case(bureau: UnitFacts, lead: LeadExtract) -> bool:
    """Whether the lead names a case of this bureau, by its label or by its number."""
    named = lead.outcome.case if lead.outcome else None
    cases = bureau.snapshot.cases
    return named in cases or any(case.number == named for case in cases.values())


def _complaint(bureau: UnitFacts, page: Page[LeadExtract]) -> Complaint:
    days = bureau.profile.thresholds.get("lead_days")
    return Complaint(page.id, page.data, page.at(), bureau.as_of, days)
