"""Article 9, paragraph 2: the eight contents of the initiation form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from lawrec.checks.base import Outcome, Rule, met, rule, satisfied_but, violated
from lawrec.checks.facts.approvals import (
    DECISIONS,
    amend,
    approver,
    handlers,
    step_missing,
    time_missing,
)
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.initiation_contents import Form, each_form, opinion, stated
from lawrec.checks.facts.urgency import start_time_missing, time_of_day
from lawrec.i18n import N_
from lawrec.schema.base import is_blank

REPORTED = frozenset(("complaint", "report", "投诉", "举报", "投诉举报"))
_SETTLING = tuple(kind for kind in DECISIONS if kind != "case_dismissal_decision")


@rule("9.2a")
def states_cause(case: Facts) -> Iterator[Outcome]:
    """The initiation form says why enforcement starts.

    Duty: the form states the cause of start.
    Lawful: any text that says something.
    Unlawful: blank, or a placeholder such as "/" or "无".
    Remedy: amend the form with what was known then.
    """
    yield from each_form(case, lambda case, form: iter((stated(case, form, "cause"),)))


@rule("9.2b")
def states_source(case: Facts) -> Iterator[Outcome]:
    """The initiation form says where the lead came from.

    Duty: the form states the source of the case.
    Lawful: a source; for a complaint or report with the number of its lead.
    Unlawful: blank or a placeholder; a complaint without its lead is only a warning.
    Remedy: amend the form; name the lead.
    """
    yield from each_form(case, _source)


def _source(case: Facts, form: Form) -> Iterator[Outcome]:
    yield stated(case, form, "source")
    lead = case.case.lead if case.case else None
    if form.data.source in REPORTED and lead is None and is_blank(form.data.source_ref):
        yield satisfied_but(
            "warning",
            "source_without_lead",
            N_("{record}: the source is a complaint or report, but no lead is named"),
            form.at("source"),
            remedy=amend(case, form, "source_ref=..."),
            record=form.id,
        )


@rule("9.2c")
def states_facts(case: Facts) -> Iterator[Outcome]:
    """The initiation form gives the basic facts.

    Duty: the form states the main facts known so far.
    Lawful: any text that says something.
    Unlawful: blank or a placeholder.
    Remedy: amend the form with what was known then.
    """
    yield from each_form(case, lambda case, form: iter((stated(case, form, "facts"),)))


@rule("9.2d")
def states_party(case: Facts) -> Iterator[Outcome]:
    """The initiation form says who the party is.

    Duty: the form identifies the party.
    Lawful: the party's particulars; until a decision also "unknown", with an explanation.
    Unlawful: blank or a placeholder; a party still unknown when the case is decided.
    Remedy: amend the form; enter the party once known.
    """
    yield from each_form(case, _party)


def _party(case: Facts, form: Form) -> Iterator[Outcome]:
    info = stated(case, form, "party_info")
    people = [case.person(name) for name in case.parties]
    unknown = bool(people) and all(p is not None and p.type == "unknown" for p in people)
    decided = case.records_of(*_SETTLING)
    if info.verdict == "violated" or not unknown:
        yield info
    elif decided:
        yield violated(
            "party_still_unknown",
            N_("{record}: the party was unknown at the start and still is at {decision}"),
            form.at("party_info"),
            curable=True,
            remedy=f"lawrec person add {case.label} ... --capacity party",
            record=form.id,
            decision=decided[0].id,
        )
    else:
        yield satisfied_but(
            "warning",
            "party_unknown",
            N_("{record}: the party is unknown so far; it must be known by the decision"),
            form.at("party_info"),
            record=form.id,
        )


@rule("9.2e")
def states_handlers_opinion(case: Facts) -> Iterator[Outcome]:
    """The initiation form carries the handler's opinion.

    Duty: a handler writes an opinion, with the name.
    Lawful: at least one of the handlers did.
    Unlawful: no handler's step, or none that says anything.
    Remedy: amend the form with what the paper says.
    """
    yield from each_form(
        case,
        lambda case, form: iter((opinion(case, form, "handler", handlers(form.data)),)),
    )


@rule("9.2f")
def states_sections_opinion(case: Facts) -> Iterator[Outcome]:
    """The initiation form carries the opinion of the handling section.

    Duty: the section writes its opinion, with the name; it is the review step of article 29.
    Lawful: the section's step says something.
    Unlawful: no such step, or a placeholder in it.
    Remedy: amend the form with what the paper says.
    """
    yield from each_form(case, lambda case, form: _single(case, form, "section"))


def _single(case: Facts, form: Form, role: str) -> Iterator[Outcome]:
    step = form.data.step(role)
    yield opinion(case, form, role, [step] if step else [])


@rule("9.2g")
def states_heads_opinion(case: Facts) -> Iterator[Outcome]:
    """The initiation form carries the opinion of the organ's head.

    Duty: the head writes an opinion, with the name.
    Lawful: the approver's step says something.
    Unlawful: no such step, or a placeholder in it.
    Remedy: amend the form with what the paper says.
    """
    yield from each_form(case, lambda case, form: _single(case, form, "approver"))


@rule("9.2h")
def states_times(case: Facts) -> Iterator[Outcome]:
    """The initiation form bears its times.

    Duty: the form states the time: at least the head's, and for an urgent start its beginning.
    Lawful: a date at every step; in urgency also the time of day of start and report.
    Unlawful: the head's step, or the start in urgency, has no date at all.
    Remedy: amend the form with the dates that the paper bears.
    """
    yield from each_form(case, _times)


def _times(case: Facts, form: Form) -> Iterator[Outcome]:
    found = list(_open_times(case, form))
    head = approver(form.data)
    if head is None:
        found.append(step_missing(case, form, "approver"))
    elif head.at is None:
        missing = time_missing(case, form, "approver")
        found.append(replace(missing, verdict="violated"))
    yield from found or [met()]


def _open_times(case: Facts, form: Form) -> Iterator[Outcome]:
    """Dates that some readings ask for, and hours that only an urgent start needs."""
    if any(step.at is None for step in handlers(form.data)):
        yield time_missing(case, form, "handler")
    section = form.data.step("section")
    if section is not None and section.at is None:
        yield time_missing(case, form, "section")
    if form.data.mode != "urgent":
        return
    if form.data.started_at is None:
        yield replace(start_time_missing(case, form), verdict="violated")
    for field in ("started_at", "reported_at"):
        moment = getattr(form.data, field)
        if moment is not None and not isinstance(moment, datetime):
            yield time_of_day(case, form, field)


RULES: tuple[Rule, ...] = (
    states_cause,
    states_source,
    states_facts,
    states_party,
    states_handlers_opinion,
    states_sections_opinion,
    states_heads_opinion,
    states_times,
)
