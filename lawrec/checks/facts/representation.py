"""Who signs for whom: agents with an authorisation, guardians, and those who speak for a firm."""

from __future__ import annotations

from lawrec.checks.base import Outcome, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.signatures import Signed, look_up, signatures, signed
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.moments import Tri
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import Page

OUTSIDE_ROLES = (
    "party",
    "witness",
    "present",
    "holder",
    "agent",
    "guardian",
    "interpreter",
    "appraiser",
    "expert",
    "recipient",
)
"""The roles of people outside the bureau who sign a paper of evidence."""

_HEADS = ("法定代表人", "负责人", "经营者", "执行事务合伙人")


def signed_for(case: Facts, record: Page[Record], who: str) -> Signed:
    """What the paper shows for that person: their own signature, else that of who stands in.

    For somebody who speaks for an organisation its seal counts as well.
    """
    own = look_up(case, record, who, *OUTSIDE_ROLES)
    if own.state in ("seen", "unseen"):
        return own
    person = case.person(who)
    behind = person.represents if person and person.capacity == "holder" else None
    for _, entry in signatures(record, *OUTSIDE_ROLES):
        stands_in = entry.who == behind or _represented(case, entry.who, entry.as_) == who
        if entry.status == "signed" and stands_in:
            return look_up(case, record, entry.who, *OUTSIDE_ROLES)
    return own


def _represented(case: Facts, signer: str, role: str) -> str | None:
    """Whom the signer represents; an agent of nobody in particular acts for the only party."""
    person = case.person(signer)
    if person is not None and person.represents is not None:
        return person.represents
    only = case.parties[0] if len(case.parties) == 1 else None
    return only if role in ("agent", "guardian") and signer not in case.parties else None


def may_act_for(case: Facts, signer: str, who: str) -> Tri:
    """Whether the signer may sign in place of that party: by law, or by an authorisation on file.

    Unknown where an authorisation in the case names the signer, but persons.yaml does not refer
    to it.
    """
    person = case.person(signer)
    if signer == who or (person is not None and person.capacity == "guardian"):
        return "yes"
    if person is not None:
        granted = case.record(person.authorisation)
        if granted is not None and not granted.data.draft:
            return "yes"
        party = case.person(who)
        if party and party.type == "organisation" and _heads(person.post):
            return "yes"
    letters = case.records_of("authorisation_letter")
    return "unknown" if any(signer in page.data.persons for page in letters) else "no"


def signed_in_place(case: Facts, page: Page[Record], found: Signed, who: str) -> Outcome:
    """The outcome for the signature of that party, or of somebody else in their place."""
    entitled = may_act_for(case, found.who, who)
    if entitled == "yes":
        return signed(case, page, found)
    if entitled == "unknown":
        return unsure(
            "authorisation_not_linked",
            N_(
                "{record} {kind}: {agent} signed for {who}; an authorisation names {agent}, but "
                "persons.yaml does not refer to it"
            ),
            found.place,
            remedy=f"lawrec person add {case.label} {argument(found.who)} --set authorisation=...",
            root=("agent", found.who, who),
            record=page.id,
            kind=case.kind_of(page.data),
            agent=found.who,
            who=who,
        )
    return violated(
        "agent_without_authorisation",
        N_("{record} {kind}: {agent} signed for {who} without an authorisation on file"),
        found.place,
        curable=True,
        remedy=f"lawrec add-record {case.label} authorisation_letter",
        root=("agent", found.who, who),
        absent=("authorisation_letter",),
        record=page.id,
        kind=case.kind_of(page.data),
        agent=found.who,
        who=who,
    )


def _heads(post: str | None) -> bool:
    """Whether somebody of that post acts for the organisation by law."""
    return not is_blank(post) and any(word in (post or "") for word in _HEADS)
