"""When and on which paper a party was told of a right (article 12)."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import UTC, date, datetime

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.papers import faced, party_behind
from lawrec.checks.facts.service import services
from lawrec.checks.facts.signatures import signatures
from lawrec.schema.base import is_blank
from lawrec.schema.moments import first_instant
from lawrec.schema.records.common import OutwardPaper, Record, Right, RightsTold, Transcript
from lawrec.schema.records.decision import LicenceDecision
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page

ADVERSE = (
    "penalty_decision",
    "summary_penalty_decision",
    "coercive_measure_decision",
    "coercive_enforcement_decision",
    "expropriation_decision",
    "requisition_decision",
)
"""Decisions that take something from the party; a licence that is denied is one as well."""

ORDERS = ("correction_order", "stop_order", "non_acceptance_notice")
"""Papers that some read as adverse decisions of their own."""

MAY_TELL = tuple(
    kind.id for kind in KINDS.values() if issubclass(kind.model, (Transcript, OutwardPaper))
)
"""The kinds of paper that may tell somebody of a right."""

STATEMENT_AND_DEFENCE: tuple[Right, ...] = ("statement", "defence")
"""The two rights that article 12 names first and article 13 again."""

_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Telling:
    """One paper that says that a right was told; `moment` stands on the paper `carrier`.

    A notice that nobody signed for and no receipt covers has `reached` nobody, as far as is shown.
    """

    paper: Page[Record]
    carrier: Page[Record]
    moment: datetime | date | None
    reached: bool = True


def adverse_decisions(case: Facts) -> list[Page[Record]]:
    """The final papers that decide against a party."""
    denied = [
        page
        for page in case.typed(case.records_of("licence_decision"), LicenceDecision)
        if page.data.result == "denied"
    ]
    return [*case.records_of(*ADVERSE), *denied]


def addressees(case: Facts, decision: Page[Record]) -> tuple[str, ...]:
    """The parties whom the decision concerns: named on it, else all."""
    named = dict.fromkeys(party_behind(case, name) for name in decision.data.persons)
    return tuple(name for name in named if name is not None) or case.parties


def tellings(case: Facts, party: str, right: Right) -> list[Telling]:
    """The papers that record how this party was told of the right, earliest first."""
    found = [
        _telling(case, page, party, ways)
        for page in case.final_records
        if (ways := {entry.how for entry in entries_of(page.data) if tells(entry, right)})
        and _reaches(case, page, party)
    ]
    return sorted(found, key=_instant)


def _instant(telling: Telling) -> datetime:
    """When it was told at the earliest; undated papers come last."""
    return _LAST if telling.moment is None else first_instant(telling.moment)


def entries_of(record: Record) -> tuple[RightsTold, ...]:
    """What a transcript or an outward paper says of rights; nothing for other papers."""
    return record.rights_told if isinstance(record, (Transcript, OutwardPaper)) else ()


def tells(entry: RightsTold, right: Right) -> bool:
    """Whether the entry names the right and a way; "other" is a way only with its words."""
    return right in entry.rights and (entry.how != "other" or not is_blank(entry.content))


def _reaches(case: Facts, page: Page[Record], party: str) -> bool:
    """Whether the paper was meant for that party: named, signing, present, or the only one."""
    names = {*faced(page), *page.data.persons}
    if names:
        return party in {party_behind(case, name) for name in names}
    act = case.act(page.data.act)
    present = {party_behind(case, name) for name in (act.data.present if act else ())}
    return party in present or case.parties == (party,)


def _telling(case: Facts, page: Page[Record], party: str, ways: Set[str]) -> Telling:
    """When it was told: as the party signed, as a notice was served, else the paper's date."""
    for _, entry in signatures(page):
        if entry.status != "absent" and party_behind(case, entry.who) == party:
            return Telling(page, page, entry.at or page.data.made_at)
    served = [
        Telling(page, service.receipt, service.on)
        for service in services(case, page.id)
        if _reaches(case, service.receipt, party)
    ]
    if served:
        return min(served, key=_instant)
    notice = isinstance(page.data, OutwardPaper) and "oral" not in ways
    return Telling(page, page, page.data.made_at, reached=not notice)


def told_in_words(case: Facts, party: str) -> Page[Record] | None:
    """A paper that says in words what the party was told of statement or defence (13.1(5))."""
    for right in STATEMENT_AND_DEFENCE:
        for telling in tellings(case, party, right):
            entries = [entry for entry in entries_of(telling.paper.data) if tells(entry, right)]
            if telling.reached and any(not is_blank(entry.content) for entry in entries):
                return telling.paper
    return None
