"""Who has signed a paper, and whether anybody has looked (section 0 of the clause analysis).

A signature counts when a named person has seen it on the original or on a scan; one that is
only typed into the record is open (decision 5).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from lawrec.checks.base import Outcome, met, satisfied_but, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.clause import Severity
from lawrec.schema.records.common import Record, Signature
from lawrec.schema.snapshot import Page, Place

State = Literal["seen", "unseen", "refused", "absent", "unable", "missing"]


@dataclass(frozen=True, slots=True)
class Signed:
    """What a paper shows for one signer: the state, the entry, and its place."""

    state: State
    who: str
    place: Place
    signature: Signature | None = None


def seen_by(case: Facts, record: Page[Record]) -> str | None:
    """Who has looked at the signatures on the original or a scan of this paper, if anyone."""
    original = case.snapshot.originals.get(record.id)
    return original.seen_by if original and not is_blank(original.seen_by) else None


def signatures(record: Page[Record], *roles: str) -> list[tuple[int, Signature]]:
    """The entries in these roles (all, if none is named) with their positions."""
    return [
        (index, entry)
        for index, entry in enumerate(record.data.signatures)
        if not roles or entry.as_ in roles
    ]


def look_up(case: Facts, record: Page[Record], who: str, *roles: str) -> Signed:
    """What the paper shows for that person in one of these roles; a real signature wins."""
    entries = [(i, s) for i, s in signatures(record, *roles) if s.who == who]
    if not entries:
        return Signed("missing", who, record.at("signatures"))
    index, entry = next(((i, s) for i, s in entries if s.status == "signed"), entries[0])
    place = record.at("signatures", index)
    return Signed(_state(case, record, entry), who, place, entry)


def _state(case: Facts, record: Page[Record], entry: Signature) -> State:
    if entry.status != "signed":
        return entry.status
    return "seen" if entry.means != "typed" and seen_by(case, record) else "unseen"


def any_signed(case: Facts, record: Page[Record], *roles: str) -> State:
    """The best state of anyone in these roles: seen before unseen before the rest."""
    states = {_state(case, record, entry) for _, entry in signatures(record, *roles)}
    order: tuple[State, ...] = ("seen", "unseen", "refused", "absent", "unable")
    return next((state for state in order if state in states), "missing")


def unseen(case: Facts, record: Page[Record], found: Signed) -> Outcome:
    """The signatures are only typed into the record: open until somebody has looked at the paper.

    One finding a paper, whoever signed; it names one of them.
    """
    return unsure(
        "signature_typed_only",
        N_(
            "{record} {kind}: signatures, such as that of {who}, are only typed in; nobody has "
            "seen them on the paper"
        ),
        found.place,
        remedy=f"lawrec seen {case.label} {record.id} --kept-at ... --by ...",
        root=("unseen", record.id),
        record=record.id,
        kind=case.kind_of(record.data),
        who=found.who,
    )


def missing(
    case: Facts,
    record: Page[Record],
    who: str,
    role: str,
    place: Place,
    severity: Severity | None = None,
) -> Outcome:
    """The signature is not there; a person can still sign, with the true date."""
    return violated(
        "signature_missing",
        N_("{record} {kind}: the signature or seal of {who} ({role}) is missing"),
        place,
        curable=True,
        remedy=f"lawrec amend {case.label} {record.id} --reason ... --set signatures=...",
        severity=severity,
        root=("unsigned", record.id, who),
        record=record.id,
        kind=case.kind_of(record.data),
        who=who,
        role=role,
    )


def all_sign(
    case: Facts, record: Page[Record], people: Iterable[str], *roles: str
) -> Iterable[Outcome]:
    """Everyone named has signed in one of the roles; a refusal is no way out for them.

    A missing signature is reported for the first of the roles.
    """
    for who in people:
        found = look_up(case, record, who, *roles)
        if found.state in ("seen", "unseen"):
            yield signed(case, record, found)
        else:
            yield missing(case, record, who, roles[0], found.place)


def signed(case: Facts, record: Page[Record], found: Signed) -> Outcome:
    """The outcome for a signature that is there: seen, or open until somebody has looked."""
    if found.state != "seen":
        return unseen(case, record, found)
    if found.signature is None or found.signature.means != "fingerprint":
        return met()
    if not is_blank(found.signature.note):
        return fingerprint_note(record, found)
    return unsure(
        "fingerprint_unexplained",
        N_("{record}: {who} put only a fingerprint; the paper does not say that they cannot write"),
        found.place,
        remedy=f"lawrec amend {case.label} {record.id} --reason ... --set signatures=...",
        root=("fingerprint", record.id, found.who),
        record=record.id,
        who=found.who,
    )


def fingerprint_note(record: Page[Record], found: Signed) -> Outcome:
    """A fingerprint of someone who cannot write counts, with a note (decision 19)."""
    return satisfied_but(
        "note",
        "fingerprint",
        N_("{record}: {who} put a fingerprint instead of a signature"),
        found.place,
        root=("fingerprint", record.id, found.who),
        record=record.id,
        who=found.who,
    )
