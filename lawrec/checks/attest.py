"""Which attestation, if any, answers a clause that a machine cannot judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lawrec.checks.base import violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.findings import Judged
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import Attestation

_FOLLOWS = {"28(2)": "26.3b"}
"""A row that only counts what another one finds: who has judged that one has judged both."""

PENDING = "pending"
"""The key in attestations.yaml of the one entry for all rows that have no rule yet."""


def attestation_for(case: Facts, clause_id: str) -> Attestation | None:
    """The attestation of that clause, or the pending one where lawrec has no rule for it.

    The pending entry covers only the rows that it lists, and lapses when the rulebook changes.
    An entry that does not say who judged, and on what, is none.
    """
    every = case.snapshot.attestations
    entries = case.once("attested", lambda: {k: e for k, e in every.items() if _stands(e)})
    own = entries.get(clause_id, entries.get(_FOLLOWS.get(clause_id, "")))
    if own is not None:
        return own
    pending = entries.get(PENDING)
    if pending is None or case.rulebook.implemented(clause_id):
        return None
    valid = pending.rulebook == case.rulebook.version and clause_id in pending.clauses
    return pending if valid else None


def _stands(entry: Attestation) -> bool:
    return not is_blank(entry.by) and not is_blank(entry.basis)


def not_met(case: Facts) -> Iterator[Judged]:
    """What a named person found not to be met, whatever a rule makes of the papers.

    A written reason may be too weak, a signature somebody else's: no rule sees that. Whether it
    can be cured is not known, so both ways are open: judging again, and rectifying.
    """
    for clause in case.rulebook.clauses:
        entry = attestation_for(case, clause.id)
        if entry is None or entry.answer != "not_met":
            continue
        place = case.snapshot.at("attestations.yaml", clause.id)
        outcome = violated(
            "attested_not_met",
            N_("{who} judged on {at} that this is not met: {basis}"),
            place,
            curable=False,
            remedy=f"lawrec attest {case.label} {argument(clause.id)} --basis ...",
            who=entry.by,
            at=entry.at,
            basis=entry.basis,
        )
        yield Judged(clause.id, replace(outcome, curable=None))
