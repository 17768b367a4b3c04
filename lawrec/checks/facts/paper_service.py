"""Which papers must reach somebody, and whether each of them did (21.0)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lawrec.checks.base import Outcome, met, pending, satisfied_but, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.service import (
    Service,
    awaiting,
    doubtfully_served,
    recipients,
    returned,
    services,
    unserved,
)
from lawrec.checks.facts.signatures import signatures
from lawrec.i18n import N_
from lawrec.schema.moments import day_of, not_after
from lawrec.schema.records.common import Record
from lawrec.schema.records.decision import ExpropriationDecision
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page

ENFORCED = ("coercive_enforcement_decision", "court_enforcement_application")
_EXECUTED = ("performance_record", "demand_notice", *ENFORCED)
_PENALTIES = ("penalty_decision",)
DECISIONS = (
    "penalty_decision",
    "summary_penalty_decision",
    "no_penalty_decision",
    "case_dismissal_decision",
    "licence_decision",
    "non_acceptance_notice",
    "expropriation_decision",
    "requisition_decision",
    "coercive_measure_decision",
    "coercive_measure_lift_decision",
    "coercive_enforcement_decision",
)
"""Papers that decide: without service they bind nobody."""

_LATER = {
    "penalty_prior_notice": _PENALTIES,
    "hearing_right_notice": _PENALTIES,
    "hearing_notice": ("hearing_transcript", *_PENALTIES),
    "acceptance_notice": ("licence_decision",),
    "supplement_notice": ("acceptance_notice", "licence_decision"),
    "stop_order": _PENALTIES,
    "correction_order": (),
    "advance_registration_notice": ("preservation_disposition",),
    "preservation_disposition": (),
    "inspection_result_notice": (),
    "demand_notice": ENFORCED,
}
"""Other papers that must reach somebody, each with the papers that only come after its service."""

_ON_THE_SPOT = ("coercive_measure_decision", "coercive_measure_lift_decision")
TO_SERVE = (*DECISIONS, *_LATER)
"""All kinds of paper that must reach somebody."""


def served(case: Facts, page: Page[Record]) -> Iterator[Outcome]:
    """Whether that paper reached everybody whom it faces."""
    found = services(case, page.id)
    left = unserved(case, page.id)
    good = [one for one in found if not returned(one.receipt)]
    if not found or left:
        yield _not_served(case, page, left)
    elif len(good) < len(found) and not _reached_otherwise(good, found):
        yield _came_back(case, page, next(one for one in found if returned(one.receipt)))
    else:
        yield from (*_before_it_was_made(case, page, good), *_running(case, good)) or (met(),)


def _before_it_was_made(case: Facts, page: Page[Record], found: list[Service]) -> Iterator[Outcome]:
    """A paper cannot reach anybody before it is drawn up: one of the two times is wrong."""
    made = page.data.made_at
    for one in found:
        if made is not None and one.on is not None and not_after(made, one.on) == "no":
            yield unsure(
                "served_before_made",
                N_("{record}: {paper} is entered as served on {on}, and bears {made}"),
                one.receipt.at("made_at"),
                remedy=f"lawrec amend {case.label} {one.receipt.id} --reason ... --set made_at=...",
                root=("served_before_made", one.receipt.id, page.id),
                record=one.receipt.id,
                paper=page.id,
                on=one.on,
                made=made,
            )


def _reached_otherwise(good: list[Service], found: list[Service]) -> bool:
    """Whether everybody whose letter came back was served in another way."""
    back = {one.person for one in found if returned(one.receipt)}
    return back <= {one.person for one in good}


def _running(case: Facts, found: list[Service]) -> tuple[Outcome, ...]:
    """What is not certain yet: a notice whose period runs, a letter nobody signed for."""
    answers: list[Outcome] = []
    for one in found:
        data = one.receipt.data
        if data.method == "public_notice" and one.on and not case.passed(day_of(one.on)):
            text = N_("{record}: the public notice has not run out yet")
            place = one.receipt.at("posted_at")
            answers.append(
                pending("notice_running", text, place, due=one.on, record=one.receipt.id)
            )
        signed = any(entry.status == "signed" for _, entry in recipients(one.receipt))
        if data.method == "mail" and not signed and not data.evidence:
            answers.append(
                unsure(
                    "delivery_unknown",
                    N_("{record}: entered as served by mail, and nothing shows the delivery"),
                    one.receipt.at("signatures"),
                    remedy=f"lawrec amend {case.label} {one.receipt.id} --reason ... "
                    "--set signatures=...",
                    record=one.receipt.id,
                )
            )
    return tuple(answers)


def _came_back(case: Facts, page: Page[Record], back: Service) -> Outcome:
    outcome = violated(
        "returned_counted_as_served",
        N_("{record}: the letter with {paper} came back, and is entered as served"),
        back.receipt.at("result"),
        curable=True,
        remedy=f"lawrec amend {case.label} {back.receipt.id} --reason ... --set result=failed",
        record=back.receipt.id,
        paper=page.id,
    )
    if case.stands_for(page.data) & {*DECISIONS, "demand_notice"}:
        return outcome
    return replace(outcome, verdict="satisfied", severity="warning", curable=None)


def _not_served(case: Facts, page: Page[Record], left: tuple[str, ...]) -> Outcome:
    kinds = case.stands_for(page.data)
    kind = next(name for name in TO_SERVE if name in kinds)
    if isinstance(page.data, ExpropriationDecision) and page.data.announced_on is not None:
        text = N_("{record} {kind}: announced on {day}; nobody was served singly")
        day = page.data.announced_on
        code, what = "announced_to_all", case.kind_of(page.data)
        return satisfied_but("note", code, text, page.at(), record=page.id, kind=what, day=day)
    if doubtfully_served(case, page.id):
        return _in_doubt(case, kind)
    later = _LATER.get(kind, _EXECUTED)
    if not over(case) and not case.records_of(*later):
        return _to_come(case, page)
    if kind not in (*DECISIONS, "demand_notice"):
        return _notice(case, page, kind, left)
    if _taken(page):
        return unsure(
            "signed_for_on_paper",
            N_(
                "{record} {kind}: signed for on the paper itself, and there is no receipt; lawful "
                "if that shows the service, unlawful if article 21 wants a receipt"
            ),
            page.at("signatures"),
            remedy=f"lawrec add-record {case.label} service_receipt",
            record=page.id,
            kind=case.kind_of(page.data),
        )
    if kind in _ON_THE_SPOT:
        # In a case of coercion article 4.1 misses the same service: one finding for both.
        return unsure(
            "step_not_recorded",
            N_("{record} {kind}: whether it was handed over on the spot is shown nowhere"),
            case.case_place,
            remedy=f"lawrec add-record {case.label} service_receipt",
            root=("step", "service_receipt", kind),
            record=page.id,
            kind=case.kind_of(page.data),
        )
    return no_receipt(case, page) if kind == "demand_notice" else _missing(case, kind)


def _taken(page: Page[Record]) -> bool:
    """Whether the person whom the paper faces signed for it on the paper itself."""
    sides = ("party", "recipient", "agent", "holder")
    return any(entry.status == "signed" for _, entry in signatures(page, *sides))


def _to_come(case: Facts, page: Page[Record]) -> Outcome:
    text = (
        N_("{record} {kind}: a service of it is under way")
        if awaiting(case, page.id)
        else N_("{record} {kind}: it has not been served yet")
    )
    return pending(
        "service_to_come",
        text,
        page.at(),
        remedy=f"lawrec log-act {case.label} service",
        record=page.id,
        kind=case.kind_of(page.data),
    )


def _missing(case: Facts, kind: str) -> Outcome:
    """A decision without service: the same fact, and the same finding, as under 4.1a."""
    return violated(
        "step_not_recorded",
        N_("The case has gone further, but no receipt shows the service of: {step}"),
        case.case_place,
        curable=True,
        remedy=f"lawrec add-record {case.label} service_receipt",
        root=("step", "service_receipt", kind),
        absent=("service_receipt", "public_notice_record"),
        step=KINDS[kind],
    )


def _in_doubt(case: Facts, kind: str) -> Outcome:
    """Receipts leave open whom the paper reached: the same finding as under 4.1a."""
    return unsure(
        "step_in_doubt",
        N_(
            "No receipt shows that this reached those whom it faces: {step}; whether it did "
            "cannot be told"
        ),
        case.case_place,
        remedy=f"lawrec add-record {case.label} service_receipt",
        root=("step", "service_receipt", kind),
        step=KINDS[kind],
    )


def no_receipt(case: Facts, demand: Page[Record]) -> Outcome:
    """A demand that was never served: one fact for 21.0, 23.1 and 24."""
    return violated(
        "demand_not_served",
        N_("{record}: no receipt shows that the demand reached the party"),
        demand.at(),
        curable=False,
        root=("demand", demand.id),
        absent=("service_receipt", "public_notice_record"),
        record=demand.id,
    )


def _notice(case: Facts, page: Page[Record], kind: str, left: tuple[str, ...]) -> Outcome:
    if _taken(page):
        return met()
    if kind == "penalty_prior_notice":
        # Article 4.1 holds the same against the case as a doubt: one finding for both.
        return replace(_in_doubt(case, kind), verdict="satisfied", severity="note", curable=None)
    return satisfied_but(
        "warning",
        "notice_not_served",
        N_("{record} {kind}: no receipt shows that it reached {people}"),
        page.at(),
        remedy=f"lawrec add-record {case.label} service_receipt",
        record=page.id,
        kind=case.kind_of(page.data),
        people=left or ("party",),
    )
