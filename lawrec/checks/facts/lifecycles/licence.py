"""The steps of a licence, which begins with an application and may end before any decision."""

from __future__ import annotations

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import exit_of
from lawrec.checks.facts.lifecycles.step import (
    TRANSFER,
    Step,
    any_of_stage,
    doubted,
    paper,
    service_of,
)

_ACCEPTED = ("acceptance_notice", "non_acceptance_notice")
_REVIEWED = (
    "approval_form", "legal_review_opinion", "expert_opinion", "expert_report",
    "onsite_inspection_record", "hearing_report", "case_discussion_record",
)  # fmt: skip
_START = any_of_stage(1, "licence_decision")
_APPLIED = paper("application_register", *_ACCEPTED, "licence_decision", own="8.1a")

_GRANTED_OR_DENIED = (
    _START,
    _APPLIED,
    paper(_ACCEPTED[0], "licence_decision", kinds=_ACCEPTED, own="8.1c"),
    paper("approval_form", "licence_decision", kinds=_REVIEWED, own="29a"),
    # A receipt may be that of the acceptance notice: only what follows the decision shows it.
    paper("licence_decision", "performance_record"),
    service_of("licence_decision"),
)
_REFUSED_ACCEPTANCE = (_START, _APPLIED, service_of("non_acceptance_notice"))
# That an applicant withdrew may stand on the closing form alone; the text names no paper for it.
_WITHDRAWN = (_START, _APPLIED, doubted(paper("application_withdrawal")))


def licence(case: Facts) -> tuple[Step, ...]:
    """The steps of this licence."""
    left = exit_of(case)
    if left is None:
        return _GRANTED_OR_DENIED
    if left == "not_accepted":
        return _REFUSED_ACCEPTANCE
    if left == "withdrawn":
        return _WITHDRAWN
    return (_START, _APPLIED, TRANSFER) if left == "transferred" else (_START,)
