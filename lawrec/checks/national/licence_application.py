"""Administrative Licence Law 32: what an application lacks is told in time, and at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lawrec.checks.base import Outcome, Rule, met, not_applicable, pending, rule, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.national.common import (
    Moment,
    earlier_law,
    in_force,
    in_period,
    late,
    outside,
    running,
)
from lawrec.i18n import N_
from lawrec.schema.moments import first_instant
from lawrec.schema.records.common import Record
from lawrec.schema.records.initiation import AcceptanceNotice, ApplicationRegister, SupplementNotice
from lawrec.schema.snapshot import Page

SUPPLEMENT = "supplement_notice"


@rule("all.32")
def supplement_in_time(case: Facts) -> Iterator[Outcome]:
    """What an application lacked was told within five working days of its receipt.

    Duty: at once or within five working days, everything at one time.
    Lawful: the first notice lies within them, and no second one asks for what it left out.
    Unlawful: it came later, or a second one did; the application counts as accepted.
    Remedy: none; treat the application as accepted.
    """
    if (out := outside(case, "licence")) is not None:
        yield out
        return
    notices = case.typed(case.records_of(SUPPLEMENT), SupplementNotice)
    if not notices:
        yield _nothing_asked(case)
        return
    received = received_at(case)
    timed = [page for page in notices if page.data.made_at is not None]
    first = min(timed, key=lambda page: first_instant(page.data.made_at or _NEVER), default=None)
    made = first.data.made_at if first else None
    if not in_force(case, "all.32", made):
        yield earlier_law("all.32")
    elif first is None or made is None or received is None:
        page = first or notices[0]
        yield late(case, "all.32", SUPPLEMENT, page, answer="unknown", since=received)
    else:
        yield _in_time(case, "all.32", SUPPLEMENT, first, received, made)
    for page in notices:
        if page is not (first or notices[0]):
            yield _again(case, page)


_NEVER = date(2199, 12, 31)


def _again(case: Facts, page: Page[SupplementNotice]) -> Outcome:
    """Everything is to be told at one time; what the applicant changed may lack something new."""
    if page.data.again_because == "applicant_changed":
        return met()
    if page.data.again_because == "left_out_before":
        return violated(
            "law_supplement_again",
            N_("{record} asks for what the first notice had left out"),
            page.at(),
            curable=False,
            record=page.id,
        )
    return unsure(
        "law_supplement_again_unknown",
        N_("{record}: why more was asked for a second time is not on record"),
        page.at("again_because"),
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set again_because=...",
        record=page.id,
    )


def _nothing_asked(case: Facts) -> Outcome:
    registers = case.typed(case.records_of("application_register"), ApplicationRegister)
    data = registers[0].data if registers else None
    if data and "yes" in (data.materials_complete, data.corrected_on_spot):
        return not_applicable(N_("Nothing was asked for in addition"), absent=(SUPPLEMENT,))
    place = registers[0].at("materials_complete") if registers else case.case_place
    remedy = f"lawrec add-record {case.label} {SUPPLEMENT}"
    since = data.received_at if data else None
    if since and running(case, "all.32", SUPPLEMENT, since) and not case.at_archive:
        text = N_("Whether the application lacks anything is still to be told")
        return pending("law_supplement_awaited", text, place, remedy=remedy)
    return unsure(
        "law_supplement_unknown",
        N_("The application is not entered as complete, and no record tells what it lacked"),
        place,
        remedy=remedy,
    )


def _in_time(
    case: Facts, clause: str, name: str, page: Page[Record], since: Moment, at: Moment
) -> Outcome:
    answer = in_period(case, clause, name, since, at)
    return met() if answer == "yes" else late(case, clause, name, page, answer=answer, since=since)


def received_at(case: Facts) -> Moment | None:
    """When the application came in, by the register."""
    registers = case.typed(case.records_of("application_register"), ApplicationRegister)
    return next((page.data.received_at for page in registers if page.data.received_at), None)


def accepted_at(case: Facts) -> Moment | None:
    """The day of acceptance, by the notice."""
    notices = case.typed(case.records_of("acceptance_notice"), AcceptanceNotice)
    return next((day for p in notices if (day := p.data.accepted_on or p.data.made_at)), None)


RULES: tuple[Rule, ...] = (supplement_in_time,)
