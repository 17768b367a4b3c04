"""Which attestation, if any, answers a clause that a machine cannot judge."""

from __future__ import annotations

from lawrec.checks.facts.case import Facts
from lawrec.schema.case import Attestation

PENDING = "pending"
"""The key in attestations.yaml of the one entry for all rows that have no rule yet."""


def attestation_for(case: Facts, clause_id: str) -> Attestation | None:
    """The attestation of that clause, or the pending one where lawrec has no rule for it.

    The pending entry covers only the rows that it lists, and lapses when the rulebook changes.
    """
    entries = case.snapshot.attestations
    own = entries.get(clause_id)
    if own is not None:
        return own
    pending = entries.get(PENDING)
    if pending is None or case.rulebook.implemented(clause_id):
        return None
    valid = pending.rulebook == case.rulebook.version and clause_id in pending.clauses
    return pending if valid else None
