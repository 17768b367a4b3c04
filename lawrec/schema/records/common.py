"""What every record (paper) has, whatever its kind, and the blocks that several kinds share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from lawrec.schema.base import Count, Model, Number
from lawrec.schema.ids import AboutId, ActId, FileId
from lawrec.schema.moments import Moment, Tri

SignerRole = Literal[
    "officer",
    "party",
    "witness",
    "present",
    "holder",
    "agent",
    "guardian",
    "interpreter",
    "appraiser",
    "expert",
    "presider",
    "server",
    "recipient",
    "reviewer",
    "recorder",
    "attendee",
    "custodian",
    "organ",
]
Means = Literal["handwritten", "seal", "e_sign", "fingerprint", "typed"]
Right = Literal[
    "statement", "defence", "recusal", "hearing", "reconsideration", "litigation", "other"
]


class Signature(Model):
    """One person's signature or seal, or the note that it was refused (13.3c) or impossible.

    A refused signature carries who noted it and the words on the paper.
    """

    who: str
    as_: SignerRole = Field(alias="as")
    status: Literal["signed", "refused", "absent", "unable"] = "signed"
    means: Means = "handwritten"
    at: Moment | None = None
    relation: str | None = None
    noted_by: str | None = None
    note: str | None = None


class Substitutes(Model):
    """This paper stands for another that the regulation names, under its word "等"."""

    kind: str
    reason: str


class RightsTold(Model):
    """Which rights were told, and how (article 12)."""

    rights: tuple[Right, ...] = Field(min_length=1)
    how: Literal["oral", "written_notice", "in_decision", "other"]
    content: str | None = None
    organ: str | None = None
    within: str | None = None


class CertShown(Model):
    """One officer and the certificate number as the paper has it (article 11)."""

    who: str
    cert_no: str | None = None


class Identification(Model):
    """The part of a transcript that says who the officers were (article 11)."""

    officer_count: Count | None = None
    officers: tuple[CertShown, ...] = ()
    cert_shown: Tri | None = None


class Order(Model):
    """One item of a decision or order; days count from its service."""

    number: Count
    type: str
    text: str
    amount_yuan: Number | None = None
    within_days: Count | None = None


class Step(Model):
    """One step of an internal approval (articles 9.2, 19, 29)."""

    role: Literal["handler", "section", "legal", "approver"]
    who: str
    at: Moment | None = None
    opinion: str | None = None
    reason: str | None = None
    decision: Literal["approved", "refused", "returned"] | None = None
    means: Means = "handwritten"


RecordKind = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]+$")]


class Record(Model):
    """The part that every kind has. `made_at` is absent where the steps have the times."""

    kind: RecordKind
    title: str | None = None
    act: ActId | None = None
    made_at: Moment | None = None
    made_by: str | None = None
    about: tuple[AboutId, ...] = ()
    persons: tuple[str, ...] = ()
    content: str | None = None
    evidence: tuple[FileId, ...] = ()
    signatures: tuple[Signature, ...] = ()
    draft: Literal["yes"] | None = None
    substitutes: Substitutes | None = None
    external_ref: str | None = None


class Transcript(Record):
    """A transcript or on-site record: who the officers were, and what rights were told."""

    identification: Identification | None = None
    rights_told: tuple[RightsTold, ...] = ()
    objects: str | None = None
    conclusion: str | None = None


class OutwardPaper(Record):
    """A notice, order or decision that leaves the house (articles 12, 18)."""

    doc_no: str | None = None
    template: str | None = None
    reviewed_by: str | None = None
    party_info: str | None = None
    facts: str | None = None
    reason: str | None = None
    legal_basis: tuple[str, ...] = ()
    factors: str | None = None
    rights_told: tuple[RightsTold, ...] = ()
    orders: tuple[Order, ...] = ()


class Approval(Record):
    """A form with the steps of an internal approval; it stays a draft until the last one."""

    facts: str | None = None
    legal_basis: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()

    def step(self, role: str) -> Step | None:
        """The last step of that role (a returned form is approved at its second round)."""
        return next((step for step in reversed(self.steps) if step.role == role), None)
