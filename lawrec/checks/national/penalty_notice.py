"""Administrative Penalty Law 44, 45, 62 to 64: told before, heard, and heard in a hearing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, met, not_applicable, rule, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import PENALTY, statement_made
from lawrec.checks.facts.service import faces, reached, services
from lawrec.checks.national.common import (
    Moment,
    before,
    blank,
    earlier_law,
    gap,
    in_force,
    outside,
    unclear,
    undecided,
)
from lawrec.checks.national.hearings import hearing_held, hearing_notified, hearing_told
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.moments import Tri, day_of
from lawrec.schema.records.common import OutwardPaper, Record, Transcript
from lawrec.schema.snapshot import Page

NOTICE = "penalty_prior_notice"
_REVIEWS = ("statement_review_record",)


@rule("apl.44")
def notice_says_what_and_why(case: Facts) -> Iterator[Outcome]:
    """The prior notice gives facts, reason and basis of the intended penalty.

    Duty: before deciding, the party learns what is intended, and why.
    Lawful: a notice with facts, reason, legal basis, the intended penalty, and the rights.
    Unlawful: a notice that leaves one of them out.
    Remedy: amend the typed notice if the paper states it; else tell the party anew.
    """
    if (out := outside(case, "penalty", procedure="general")) is not None:
        yield out
        return
    notices = case.typed(case.records_of(NOTICE), OutwardPaper)
    if not notices:
        yield from _without_notice(case, "apl.44")
    for page in notices:
        if not in_force(case, "apl.44", page.data.made_at):
            yield earlier_law("apl.44")
            continue
        gaps = list(blank(case, page, "facts", "reason", "legal_basis"))
        if not page.data.orders and is_blank(page.data.content):
            gaps += blank(case, page, "orders")
        yield from [*gaps, *_rights(case, page)] or [met()]


def _rights(case: Facts, page: Page[OutwardPaper]) -> Iterator[Outcome]:
    """The rights may be told on another paper; which of several tells them is for a person."""
    if rights_in(page) >= _HEARD:
        return
    if any(rights_in(other) >= _HEARD for other in case.final_records):
        text = N_("{record} {kind}: only another paper tells of the rights to state and defend")
        yield unclear(case, page, "rights_told", text)
    else:
        text = N_("{record} {kind} does not tell of the rights to state and to defend")
        yield gap(case, page, "rights_told", text)


_HEARD = frozenset(("statement", "defence"))


def rights_in(page: Page[Record]) -> set[str]:
    """The rights that a paper tells of, if it is of a kind that tells any."""
    data = page.data
    told = data.rights_told if isinstance(data, (OutwardPaper, Transcript)) else ()
    return {right for entry in told for right in entry.rights}


def _without_notice(case: Facts, clause: str) -> Iterator[Outcome]:
    """Each decision that no prior notice precedes: one fact for articles 44 and 62."""
    decisions = case.records_of(*PENALTY)
    if not decisions:
        yield undecided(case, *PENALTY)
    for decision in decisions:
        law = in_force(case, clause, decision.data.made_at)
        yield _not_told(case, decision) if law else earlier_law(clause)


@rule("apl.45")
def statement_reviewed(case: Facts) -> Iterator[Outcome]:
    """What the party stated or defended was re-checked before the decision.

    Duty: facts, reasons and evidence that the party put forward are re-checked.
    Lawful: a review record, dated before the decision.
    Unlawful: a statement was made, and nothing shows a re-check.
    Remedy: enter the review with its true date.
    """
    if (out := outside(case, "penalty", procedure="general")) is not None:
        yield out
        return
    decisions = case.records_of(*PENALTY)
    if not decisions:
        yield undecided(case, *PENALTY)
    for decision in decisions:
        law = in_force(case, "apl.45", decision.data.made_at)
        yield _reviewed(case, decision) if law else earlier_law("apl.45")


def _reviewed(case: Facts, decision: Page[Record]) -> Outcome:
    made = statement_made(case)
    if made == "no":
        return not_applicable(N_("The party made no statement"))
    if made == "unknown":
        return unsure(
            "law_statement_unknown",
            N_("Whether the party made a statement is not declared"),
            case.case_place,
            remedy=f"lawrec declare {case.label} statement_made=...",
        )
    answers = {before(p.data.made_at, decision.data.made_at) for p in case.records_of(*_REVIEWS)}
    if "yes" in answers:
        return met()
    data = decision.data
    words = (data.reason, data.factors, data.facts) if isinstance(data, OutwardPaper) else ()
    if "unknown" in answers or any(_WEIGHED.search(text or "") for text in words):
        return unsure(
            "law_review_time",
            N_("{record} {kind}: whether the statement was re-checked before it cannot be told"),
            decision.at(),
            remedy=f"lawrec attest {case.label} apl.45 --basis ...",
            record=decision.id,
            kind=case.kind_of(data),
        )
    return violated(
        "law_statement_not_reviewed",
        N_("The party made a statement, and nothing shows that it was re-checked"),
        case.case_place,
        curable=not answers,
        remedy=f"lawrec add-record {case.label} statement_review_record",
        absent=_REVIEWS,
    )


_WEIGHED = re.compile("复核|采纳|陈述|申辩")
"""Words by which a decision says that it weighed what the party put forward."""


@rule("apl.62")
def told_before_decided(case: Facts) -> Iterator[Outcome]:
    """No penalty was decided before the party was told what was intended.

    Duty: without notice, and without hearing the party, nothing is decided.
    Lawful: the notice reached the party before the day of the decision.
    Unlawful: no notice, or one that reached the party after the decision.
    Remedy: none once it is decided; record the rectification.
    """
    if (out := outside(case, "penalty", procedure="general")) is not None:
        yield out
        return
    if not case.records_of(NOTICE):
        yield from _without_notice(case, "apl.62")
        return
    decisions = case.records_of(*PENALTY)
    if not decisions:
        yield undecided(case, *PENALTY)
    for decision in decisions:
        law = in_force(case, "apl.62", decision.data.made_at)
        yield _told(case, decision) if law else earlier_law("apl.62")


def _not_told(case: Facts, decision: Page[Record]) -> Outcome:
    """The law asks for no form: what a party was told and answered by mouth may be enough."""
    names = {"record": decision.id, "kind": case.kind_of(decision.data)}
    root = ("law_not_told", decision.id)
    if case.records_of(*_HEARINGS) or case.acts_of("statement_heard", "hearing"):
        return unsure(
            "law_told_how",
            N_(
                "{record} {kind}: no prior notice is on record; lawful if the party, who was "
                "heard, was told by mouth, unlawful if nobody told"
            ),
            decision.at(),
            remedy=f"lawrec add-record {case.label} {NOTICE}",
            root=root,
            **names,  # type: ignore[arg-type]
        )
    return violated(
        "law_not_told",
        N_("{record} {kind} was made, and no prior notice of it is on record"),
        decision.at(),
        curable=False,
        root=root,
        absent=(NOTICE, *_HEARINGS, "statement_heard", "hearing"),
        **names,  # type: ignore[arg-type]
    )


_HEARINGS = ("statement_defence_record", "written_statement", "hearing_right_notice")


def _told(case: Facts, decision: Page[Record]) -> Outcome:
    """Whether everyone whom the decision faces was told in time, and had time to answer."""
    notices = case.records_of(NOTICE)
    found = [s for page in notices for s in services(case, page.id)]
    reached_ = {s.receipt.id: _in_time(case, decision, s.counts_from) for s in found}
    timely = [s for s in found if reached_[s.receipt.id] == "yes"]
    people = set(faces(case, decision.id))
    told = {name for s in timely for name in reached(case, s.receipt)}
    alone = len(people) <= 1 and any(not s.receipt.data.persons for s in timely)
    if timely and (alone or people <= told):
        return met()
    names = {"record": decision.id, "kind": case.kind_of(decision.data)}
    dates = [before(page.data.made_at, decision.data.made_at) for page in notices]
    too_late = bool(found) and set(reached_.values()) == {"no"}
    if too_late or (dates and set(dates) == {"no"}):
        return violated(
            "law_told_too_late",
            N_("{record} {kind} was made before the prior notice reached the party"),
            decision.at("made_at"),
            curable=False,
            **names,  # type: ignore[arg-type]
        )
    return unsure(
        "law_time_to_state",
        N_(
            "{record} {kind}: whether everyone whom it faces had time to state and defend between "
            "the notice and it cannot be told"
        ),
        decision.at("made_at"),
        remedy=f"lawrec attest {case.label} apl.62 --basis ...",
        **names,  # type: ignore[arg-type]
    )


def _in_time(case: Facts, decision: Page[Record], told: Moment | None) -> Tri:
    """On the day of the decision it is enough only if the party answered, or waived, in between."""
    made = decision.data.made_at
    order = before(told, made)
    if order != "yes" or told is None or made is None or day_of(told) != day_of(made):
        return order
    answers = [page.data.made_at for page in case.records_of(*_STATED)]
    heard = any(before(told, at) == "yes" and before(at, made) == "yes" for at in answers)
    return "yes" if heard else "unknown"


_STATED = ("statement_defence_record", "written_statement")


@rule("apl.63")
def hearing_on_request(case: Facts) -> Iterator[Outcome]:
    """A right to a hearing was told, and a hearing that the party asked for was held.

    Duty: where there is a right to a hearing, it is told; where the party asks, one is held.
    Lawful: a paper tells of it; a hearing is logged or its transcript is there.
    Unlawful: it was not told, or asked for and not held before the decision.
    Remedy: none once it is decided; record the rectification.
    """
    if (out := outside(case, "penalty", procedure="general")) is not None:
        yield out
        return
    decisions = case.records_of(*PENALTY)
    if decisions and all(not in_force(case, "apl.63", d.data.made_at) for d in decisions):
        yield earlier_law("apl.63")
        return
    yield hearing_told(case, decisions)
    yield hearing_held(case, PENALTY)


@rule("apl.64")
def hearing_in_order(case: Facts) -> Iterator[Outcome]:
    """A hearing was notified seven working days before, and presided over by an outsider.

    Duty: seven working days' notice; the presider did not investigate.
    Lawful: a notice early enough, and a presider who handled nothing of the case.
    Unlawful: a shorter notice, or a handler in the chair.
    Remedy: none; record the rectification.
    """
    if (out := outside(case, "penalty")) is not None:
        yield out
        return
    yield from hearing_notified(case, "apl.64")


RULES: tuple[Rule, ...] = (
    notice_says_what_and_why,
    statement_reviewed,
    told_before_decided,
    hearing_on_request,
    hearing_in_order,
)
