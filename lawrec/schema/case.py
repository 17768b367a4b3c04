"""A case file's own pages: case, persons, declarations, originals, attestations, acts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from lawrec.schema.base import Count, Model, Number
from lawrec.schema.ids import FileId, LeadId, RecordId
from lawrec.schema.moments import Moment, Tri

CaseKind = Literal[
    "licence", "penalty", "coercion", "expropriation", "requisition", "inspection", "other"
]
Procedure = Literal["general", "summary", "application", "plan_inspection"]
InitiatedBy = Literal["application", "ex_officio", "complaint", "transfer", "assignment"]
ActKind = Literal[
    "inquiry",
    "evidence_collection",
    "onsite_inspection",
    "survey",
    "sampling",
    "statement_heard",
    "hearing",
    "appraisal",
    "other_investigation",
    "evidence_preservation",
    "coercive_measure",
    "expert_argument",
    "collective_discussion",
    "service",
    "correction_check",
    "court_application",
    "preliminary_verification",
]
MeasureType = Literal["personal_freedom", "sealing", "seizure", "freezing", "other"]
"""What a coercive measure does (article 16)."""

Outcome = Literal["done", "refused_investigation", "refused_evidence", "interrupted"]
Question = Literal[
    "major_decision",
    "hearing_right",
    "hearing_requested",
    "statement_made",
    "incidents",
    "important",
    "overdue",
    "dispute_prone",
    "state_secret",
    "trade_secret",
    "privacy",
    "no_private_copies",
    "demand_statement_made",
]
Capacity = Literal[
    "party",
    "third_party",
    "witness",
    "holder",
    "agent",
    "guardian",
    "interpreter",
    "appraiser",
    "expert",
    "sampled_person",
    "present",
    "other",
]


class Override(Model):
    """A departure that upper law provides for (4.4b): its basis, and who approved it.

    `entry` is the id of the row of an upper-law book that allows it; `days` another time limit
    (25.1c); `evidence` what shows that its condition is met.
    """

    clause: str
    basis: str
    text: str
    by: str
    entry: str | None = None
    at: Moment | None = None
    days: Count | None = None
    evidence: tuple[FileId, ...] = ()


class Case(Model):
    """`case.yaml`: what was fixed when the case was opened.

    `converted_at` is when a case begun by summary procedure turned to the general one.
    """

    number: str
    title: str
    kind: CaseKind
    procedure: Procedure
    initiated_by: InitiatedBy
    unit: str
    officers: tuple[str, ...] = Field(min_length=1)
    lead: LeadId | None = None
    converted_at: Moment | None = None
    legal_basis: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()


class Person(Model):
    """Someone outside the bureau who appears or signs; the id is the name."""

    capacity: Capacity
    type: Literal["natural", "organisation", "unknown"] = "natural"
    id_no: str | None = None
    address: str | None = None
    residence: str | None = None
    contact: str | None = None
    post: str | None = None
    represents: str | None = None
    authorisation: RecordId | None = None


class Declaration(Model):
    """The answer to a question that no record shows; missing counts as unknown."""

    answer: Tri
    by: str
    at: Moment
    basis: str | None = None


class Original(Model):
    """Where a signed paper lies, and who has looked at the signatures on it (decision 5)."""

    kept_at: str
    seen_by: str | None = None
    seen_at: Moment | None = None
    pages: str | None = None


class Attestation(Model):
    """What a named checker judged where a machine cannot; it never waives an explicit duty."""

    answer: Literal["met", "not_met"]
    by: str
    at: Moment
    basis: str
    rulebook: str
    pending: Literal["yes"] | None = None
    clauses: tuple[str, ...] = ()


class Recording(Model):
    """One device on an outing, and its check before the start (article 27.1)."""

    device: str
    by: str | None = None
    checked_at: Moment | None = None
    battery_percent: Number | None = None
    free_gb: Number | None = None
    clock_offset_s: Number | None = None
    clock_uncertainty_s: Number | None = None


class Act(Model):
    """One enforcement act (执法活动): what was done, when, where, by whom, who was there."""

    kind: ActKind
    start: Moment
    end: Moment | None = None
    place: str | None = None
    officers: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    outcome: Outcome = "done"
    measure: MeasureType | None = None
    note: str | None = None
    recording: tuple[Recording, ...] = ()


class Voided(Model):
    """`voided.yaml`: the case was opened by mistake; its number stays used and counts no more."""

    at: Moment
    by: str
    reason: str
    approved_by: str | None = None


class Archived(Model):
    """`archived.yaml`: the case is frozen; what the package holds and how it was judged."""

    at: Moment
    by: str
    outcome: Literal["complete", "defects_on_record"]
    rulebook: str
    package: str
    manifest_sha256: str
    attested: tuple[str, ...] = ()
    violated: tuple[str, ...] = ()
    law_broken: tuple[str, ...] = ()
    law_seen_by: str | None = None
