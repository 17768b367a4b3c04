"""Administrative Licence Law 38, 42, 44, 48: the periods of a licence, and its refusal."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, met, not_applicable, pending, rule, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import exit_of
from lawrec.checks.national.common import (
    Moment,
    blank,
    earlier_law,
    gap,
    head_approved,
    in_force,
    in_period,
    late,
    outside,
    running,
    unclear,
    undecided,
)
from lawrec.checks.national.delivery import served_in_time
from lawrec.checks.national.hearings import hearing_notified
from lawrec.checks.national.licence_application import accepted_at, received_at
from lawrec.i18n import N_
from lawrec.schema.moments import Tri
from lawrec.schema.records.decision import LicenceDecision
from lawrec.schema.snapshot import Page

DECISION = "licence_decision"


def _decisions(case: Facts, clause: str) -> Iterator[Outcome | Page[LicenceDecision]]:
    if (out := outside(case, "licence")) is not None:
        yield out
        return
    found = case.typed(case.records_of(DECISION), LicenceDecision)
    if not found:
        yield undecided(case, DECISION)
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
        elif page.data.result == "granted":
            yield not_applicable(N_("{record} grants the licence"), record=page.id)
        elif page.data.result is None:
            yield _result_unknown(case, page)
        else:
            yield from [*blank(case, page, "reason"), *_remedies(case, page)] or [met()]


def _result_unknown(case: Facts, page: Page[LicenceDecision]) -> Outcome:
    return unsure(
        "law_result_unknown",
        N_("{record}: whether the licence is granted or denied is not entered"),
        page.at("result"),
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set result=...",
        root=("law_result", page.id),
        record=page.id,
    )


def _remedies(case: Facts, page: Page[LicenceDecision]) -> Iterator[Outcome]:
    """The article asks to tell of reconsideration or litigation; one of them is open."""
    told = {right for entry in page.data.rights_told for right in entry.rights}
    count = len(told & {"reconsideration", "litigation"})
    if count == 1:
        text = N_(
            "{record} {kind} tells of one remedy only; lawful if either will do, unlawful if the "
            "law wants both"
        )
        yield unclear(case, page, "rights_told", text)
    elif not count:
        text = N_("{record} {kind} tells neither of reconsideration nor of litigation")
        yield gap(case, page, "rights_told", text)


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
    found = case.typed(case.records_of(DECISION), LicenceDecision)
    if not found:
        yield _undecided(case)
    for page in found:
        law = in_force(case, "all.42", page.data.made_at)
        yield _decided(case, page) if law else earlier_law("all.42")


def _decided(case: Facts, page: Page[LicenceDecision]) -> Outcome:
    """Without an acceptance, the receipt of the application is no later than one."""
    name, made, accepted = "licence_decision", page.data.made_at, accepted_at(case)
    since = accepted or received_at(case)
    if made is None or since is None:
        return late(case, "all.42", name, page, answer="unknown", since=since)
    answer = in_period(case, "all.42", name, since, made)
    if answer == "yes":
        return met()
    if answer == "no" and accepted is not None:
        answer = _prolonged(case, since, made)
        if answer == "yes":
            return met()
    if accepted is None:
        answer = "unknown"
    return late(case, "all.42", name, page, answer=answer, since=since)


def _prolonged(case: Facts, since: Moment, made: Moment) -> Tri:
    """Whether it was in time with an extension that a head approved; some time may not count."""
    more = case.number("all.42", "licence_extension")
    longer = in_period(case, "all.42", "licence_decision", since, made, more=more)
    forms = case.records_of("time_extension_approval")
    approved = head_approved(case, forms, made) if forms else "no"
    if longer == "yes" and approved == "yes":
        return "yes"
    left_out = case.acts_of("hearing", "appraisal", "expert_argument") or case.records_of(
        "hearing_transcript", "appraisal_opinion", "expert_opinion", "expert_meeting_minutes"
    )
    open_ = left_out or (longer != "no" and approved != "no") or (forms and longer == "unknown")
    return "unknown" if open_ else "no"


def _undecided(case: Facts) -> Outcome:
    accepted = accepted_at(case)
    since = accepted or received_at(case)
    if exit_of(case) is not None or since is None:
        return undecided(case, DECISION)
    if running(case, "all.42", "licence_decision", since) and not case.at_archive:
        return pending(
            "law_decision_awaited",
            N_("The application was accepted on {day} and is still to be decided"),
            case.case_place,
            remedy=f"lawrec add-record {case.label} {DECISION}",
            day=since,
        )
    return unsure(
        "law_decision_overdue",
        N_("The application was accepted on {day}, and no decision on it is on record"),
        case.case_place,
        remedy=f"lawrec add-record {case.label} {DECISION}",
        day=since,
    )


@rule("all.44")
def issued_in_time(case: Facts) -> Iterator[Outcome]:
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
        elif page.data.result is None:
            yield _result_unknown(case, page)
        else:
            yield from served_in_time(case, "all.44", "licence_service", page)


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
    refusal_gives_reasons,
    decided_in_time,
    issued_in_time,
    hearing_in_order,
)
