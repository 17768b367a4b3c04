"""Which papers a paper is about: those that wait to be approved, served, checked, carried out."""

from __future__ import annotations

from lawrec.operations.guide.desk import Desk
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import Kind
from lawrec.schema.snapshot import Page

TO_SERVE = (
    *("penalty_decision", "no_penalty_decision", "penalty_prior_notice", "hearing_right_notice"),
    *("hearing_notice", "stop_order", "correction_order", "demand_notice", "rights_notice"),
    *("licence_decision", "acceptance_notice", "non_acceptance_notice", "supplement_notice"),
    *("expropriation_decision", "requisition_decision", "coercive_measure_decision"),
    *("coercive_measure_lift_decision", "coercive_enforcement_decision"),
    *("case_dismissal_decision", "summary_penalty_decision", "inspection_result_notice"),
    *("advance_registration_notice", "preservation_disposition"),
)
DECIDED = (
    *("penalty_decision", "summary_penalty_decision", "expropriation_decision"),
    *("requisition_decision", "coercive_enforcement_decision"),
)
_ORDERED = ("stop_order", "correction_order", *DECIDED)
_REVIEWED = ("investigation_report",)
_STATED = ("statement_defence_record", "written_statement")


def subjects(desk: Desk, kind: Kind) -> list[Page[Record]]:
    """The papers that this one is probably about: those that still wait for one of its kind."""
    taken = {i for page in desk.records(kind.id) for i in page.data.about}
    if kind.id in ("service_receipt", "service_attempt", "approval_form"):
        waiting = [p for p in desk.records(*TO_SERVE) if p.id not in taken]
        waiting = [p for p in waiting if not _handed_over(desk, p)]
        return waiting[-2 if kind.id == "approval_form" else -3 :]
    kinds = {
        "performance_record": DECIDED,
        "correction_check_record": _ORDERED,
        "legal_review_opinion": _REVIEWED,
        "collective_discussion_record": _REVIEWED,
        "case_discussion_record": _REVIEWED,
        "statement_review_record": _STATED,
        "demand_notice": DECIDED,
    }.get(kind.id, ())
    return desk.records(*kinds) if kinds else []


def _handed_over(desk: Desk, paper: Page[Record]) -> bool:
    """Whether a party has signed on the paper itself that it was handed over, as on the spot."""
    parties = desk.parties()
    return any(signature.who in parties for signature in paper.data.signatures)
