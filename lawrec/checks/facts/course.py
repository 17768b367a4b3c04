"""Which course a case has taken: decided or left early, and whether it is over."""

from __future__ import annotations

from typing import Literal

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.ending import (
    closed,
    closure,
    ends,
    refused_start,
    spawned,
    transferred,
    withdrawn,
)
from lawrec.schema.base import is_blank
from lawrec.schema.moments import Tri
from lawrec.schema.records.common import OutwardPaper, Transcript
from lawrec.schema.records.decision import PenaltyDecision
from lawrec.schema.records.kinds import KINDS

Exit = Literal[
    "refused", "transferred", "dismissed", "no_penalty", "withdrawn", "spawned", "not_accepted"
]
"""How a case leaves the usual course before a decision on the matter."""

_STATED: tuple[Exit, ...] = ("no_penalty", "dismissed", "transferred", "withdrawn", "spawned")
"""The ways that a closing form can state."""

PENALTY = ("penalty_decision",)
SETTLED = (*PENALTY, "no_penalty_decision")
TRANSFERS = ("jurisdiction_transfer", "criminal_transfer")
MEASURES = (
    "coercive_measure_decision",
    "coercive_enforcement_decision",
    "court_enforcement_application",
)
PUNISHMENTS = frozenset(
    (
        *("fine", "confiscate", "confiscation", "warning", "criticism", "revocation"),
        *("罚款", "没收", "没收违法所得", "警告", "通报批评", "吊销", "吊销许可证件"),
    )
)
"""Types of order that punish and leave nothing to be put right."""


def over(case: Facts) -> bool:
    """Whether what is still missing cannot come any more: ended, closed, archived, or asked so."""
    archived = case.snapshot.archived is not None or case.records_of("archive_transfer_record")
    ended = ends(case)
    past = bool(ended) and case.passed(ended[0].on)
    return case.at_archive or bool(archived) or closed(case) or past


def exit_of(case: Facts) -> Exit | None:
    """How the case left the usual course, by its papers, else as its closing form states."""
    if case.records_of("penalty_decision", "summary_penalty_decision", "licence_decision"):
        return None
    if case.records_of("no_penalty_decision"):
        return "no_penalty"
    if case.records_of("case_dismissal_decision"):
        return "dismissed"
    if transferred(case):
        return "transferred"
    if case.records_of("non_acceptance_notice"):
        return "not_accepted"
    if withdrawn(case):
        return "withdrawn"
    if spawned(case):
        return "spawned"
    form = closure(case)
    stated = form.data.end_event if form else None
    overtaken = stated == "transferred" and case.records_of(*TRANSFERS)
    way = None if overtaken else next((way for way in _STATED if way == stated), None)
    return way or ("refused" if refused_start(case) else None)


def decided(case: Facts) -> bool:
    """Whether the matter has been decided, so that steps before it come too late."""
    kinds = (*SETTLED, "summary_penalty_decision", "licence_decision", *MEASURES)
    return over(case) or bool(case.records_of(*kinds))


def rights_told(case: Facts) -> bool:
    """Whether a notice of rights was given, or rights were told in a paper of the investigation.

    What only a witness or a holder of evidence was told does not reach the party.
    """
    for page in case.final_records:
        kind = KINDS.get(page.data.kind)
        names = page.data.persons
        if names and case.parties and not any(_of_party(case, name) for name in names):
            continue
        if "rights_notice" in case.stands_for(page.data):
            return True
        if kind and kind.stage == 2 and isinstance(page.data, (Transcript, OutwardPaper)):
            told = {right for entry in page.data.rights_told for right in entry.rights}
            if told & {"statement", "defence", "recusal"}:
                return True
    return False


def _of_party(case: Facts, name: str) -> bool:
    """Whether that is a party, or somebody who represents one."""
    person = case.person(name)
    return name in case.parties or (person is not None and person.represents in case.parties)


def correction_ordered(case: Facts) -> bool:
    """Whether anything orders a stop or a correction, or says why none is needed (22.2)."""
    if case.records_of("correction_order", "stop_order"):
        return True
    decisions = case.typed(case.records_of(*PENALTY), PenaltyDecision)
    return any(
        not is_blank(page.data.no_correction_because)
        or any(order.type not in PUNISHMENTS for order in page.data.orders)
        for page in decisions
    )


def statement_made(case: Facts) -> Tri:
    """Whether the party made a statement: on record, else as the handlers declare."""
    papers = case.records_of("statement_defence_record", "written_statement")
    return "yes" if papers or case.acts_of("statement_heard") else case.answer("statement_made")
