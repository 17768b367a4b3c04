"""Administrative Licence Law 32, 38, 42, 44, 48: the periods of a licence, and its refusal."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, met, not_applicable, pending, rule
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.service import services
from lawrec.checks.national.common import (
    Moment,
    blank,
    earlier_law,
    in_force,
    in_period,
    late,
    outside,
    running,
)
from lawrec.checks.national.hearings import hearing_notified
from lawrec.i18n import N_
from lawrec.schema.moments import Tri
from lawrec.schema.records.common import Record
from lawrec.schema.records.decision import LicenceDecision
from lawrec.schema.records.initiation import AcceptanceNotice, ApplicationRegister
from lawrec.schema.snapshot import Page

DECISION = "licence_decision"
SUPPLEMENT = "supplement_notice"


@rule("all.32")
def supplement_in_time(case: Facts) -> Iterator[Outcome]:
    """What an application lacked was told within five working days of its receipt.

    Duty: at once or within five working days, everything at one time.
    Lawful: the first notice lies within them.
    Unlawful: it came later; the application then counts as accepted on receipt.
    Remedy: none; treat the application as accepted.
    """
    if (out := outside(case, "licence")) is not None:
        yield out
        return
    notices = case.records_of(SUPPLEMENT)
    if not notices:
        yield not_applicable(N_("Nothing was asked for in addition"), absent=(SUPPLEMENT,))
        return
    first = notices[0]
    received, made = _received(case), first.data.made_at
    if not in_force(case, "all.32", made):
        yield earlier_law("all.32")
    elif received is None or made is None:
        yield late(case, "all.32", SUPPLEMENT, first, answer="unknown", since=received)
    else:
        yield _in_time(case, "all.32", SUPPLEMENT, first, received, made)


def _in_time(
    case: Facts, clause: str, name: str, page: Page[Record], since: Moment, at: Moment
) -> Outcome:
    answer = in_period(case, clause, name, since, at)
    return met() if answer == "yes" else late(case, clause, name, page, answer=answer, since=since)


def _received(case: Facts) -> Moment | None:
    registers = case.typed(case.records_of("application_register"), ApplicationRegister)
    return next((page.data.received_at for page in registers if page.data.received_at), None)


def _accepted(case: Facts) -> Moment | None:
    """The day of acceptance, by the notice."""
    notices = case.typed(case.records_of("acceptance_notice"), AcceptanceNotice)
    return next((day for p in notices if (day := p.data.accepted_on or p.data.made_at)), None)


def _decisions(case: Facts, clause: str) -> Iterator[Outcome | Page[LicenceDecision]]:
    if (out := outside(case, "licence")) is not None:
        yield out
        return
    found = case.typed(case.records_of(DECISION), LicenceDecision)
    if not found:
        yield not_applicable(N_("Nothing has been decided yet"), absent=(DECISION,))
    for page in found:
        law = in_force(case, clause, page.data.made_at)
        yield page if law else earlier_law(clause)


@rule("all.38")
def refusal_gives_reasons(case: Facts) -> Iterator[Outcome]:
    """A refusal gives its reasons and tells of the remedies.

    Duty: a written refusal says why, and that the applicant may challenge it.
    Lawful: reason and remedies are on the paper.
    Unlawful: one of them is left out.
    Remedy: amend the typed decision if the paper states it.
    """
    for page in _decisions(case, "all.38"):
        if isinstance(page, Outcome):
            yield page
        elif page.data.result != "denied":
            yield not_applicable(N_("{record} grants the licence"), record=page.id)
        else:
            yield from list(blank(case, page, "reason", "rights_told")) or [met()]


@rule("all.42")
def decided_in_time(case: Facts) -> Iterator[Outcome]:
    """The application was decided within twenty working days of its acceptance.

    Duty: twenty working days, ten more with the head's approval.
    Lawful: the decision lies within them.
    Unlawful: it came later, and nothing was left out or prolonged.
    Remedy: none; record the rectification.
    """
    if (out := outside(case, "licence")) is not None:
        yield out
        return
    accepted = _accepted(case)
    if accepted is None:
        yield not_applicable(N_("No acceptance is on record"), absent=("acceptance_notice",))
        return
    found = case.records_of(DECISION)
    if not found:
        yield _undecided(case, accepted)
    for page in found:
        yield _decided(case, page, accepted)


def _decided(case: Facts, page: Page[Record], accepted: Moment) -> Outcome:
    made = page.data.made_at
    if made is None:
        return _late(case, page, accepted, longer=True)
    if not in_force(case, "all.42", made):
        return earlier_law("all.42")
    answer = in_period(case, "all.42", "licence_decision", accepted, made)
    prolonged = bool(
        case.records_of("time_extension_approval")
        or case.acts_of("hearing", "appraisal", "expert_argument")
    )
    if answer == "yes":
        return met()
    return _late(case, page, accepted, longer=prolonged or answer == "unknown")


def _late(case: Facts, page: Page[Record], since: Moment, *, longer: bool) -> Outcome:
    answer: Tri = "unknown" if longer else "no"
    return late(case, "all.42", "licence_decision", page, answer=answer, since=since)


def _undecided(case: Facts, accepted: Moment) -> Outcome:
    if running(case, "all.42", "licence_decision", accepted):
        return pending(
            "law_decision_awaited",
            N_("The application was accepted on {day} and is still to be decided"),
            case.case_place,
            remedy=f"lawrec add-record {case.label} {DECISION}",
            day=accepted,
        )
    acceptance = case.records_of("acceptance_notice")[0]
    return _late(case, acceptance, accepted, longer=True)


@rule("all.44")
def served_in_time(case: Facts) -> Iterator[Outcome]:
    """A licence that was granted was served within ten working days.

    Duty: ten working days from the decision to its service.
    Lawful: served within them.
    Unlawful: served later.
    Remedy: none; record the rectification.
    """
    for page in _decisions(case, "all.44"):
        if isinstance(page, Outcome):
            yield page
        elif page.data.result == "denied":
            yield not_applicable(N_("{record} denies the licence"), record=page.id)
        else:
            yield _served(case, page)


def _served(case: Facts, page: Page[LicenceDecision]) -> Outcome:
    made = page.data.made_at
    times = [s.on for s in services(case, page.id) if s.on is not None]
    if not times:
        return not_applicable(N_("Not served yet; article 21 judges that"))
    if made is None:
        return late(case, "all.44", "licence_service", page, answer="unknown", since=None)
    return _in_time(case, "all.44", "licence_service", page, made, max(times, key=str))


@rule("all.48")
def hearing_in_order(case: Facts) -> Iterator[Outcome]:
    """A hearing on a licence was notified seven working days before, an outsider presiding.

    Duty: seven working days' notice; the presider did not examine the application.
    Lawful: a notice early enough, and an outsider in the chair.
    Unlawful: a shorter notice, or a handler in the chair.
    Remedy: none; record the rectification.
    """
    if (out := outside(case, "licence")) is not None:
        yield out
        return
    yield from hearing_notified(case, "all.48")


RULES: tuple[Rule, ...] = (
    supplement_in_time,
    refusal_gives_reasons,
    decided_in_time,
    served_in_time,
    hearing_in_order,
)
