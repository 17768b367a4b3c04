"""Who signs for whom: agents with an authorisation, guardians, and those who speak for a firm."""

from __future__ import annotations

from lawrec.checks.base import Outcome, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.signatures import Signed, look_up, signatures, signed
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.moments import Tri, not_after
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

    For somebody who speaks for an organisation its seal counts as well; the refusal of whoever
    stands in counts as that of the person behind.
    """
    own = look_up(case, record, who, *OUTSIDE_ROLES)
    if own.state in ("seen", "unseen"):
        return own
    person = case.person(who)
    behind = person.represents if person and person.capacity == "holder" else None
    standing_in = [
        entry
        for _, entry in signatures(record, *OUTSIDE_ROLES)
        if entry.who == behind or _represented(case, entry.who, entry.as_) == who
    ]
    wanted = ("signed", "refused") if own.state == "missing" else ("signed",)
    for status in wanted:
        for entry in standing_in:
            if entry.status == status:
                return look_up(case, record, entry.who, *OUTSIDE_ROLES)
    return own


def _represented(case: Facts, signer: str, role: str) -> str | None:
    """Whom the signer represents; an agent of nobody in particular acts for the only party."""
    person = case.person(signer)
    if person is not None and person.represents is not None:
        return person.represents
    only = case.parties[0] if len(case.parties) == 1 else None
    return only if role in ("agent", "guardian") and signer not in case.parties else None


def authorisation(case: Facts, signer: str) -> Page[Record] | None:
    """The final letter of authorisation to which persons.yaml refers for that person."""
    person = case.person(signer)
    granted = case.record(person.authorisation) if person else None
    if granted is None or granted.data.draft:
        return None
    return granted if "authorisation_letter" in case.stands_for(granted.data) else None


def authorised_later(case: Facts, page: Page[Record], found: Signed, clause: str) -> Outcome | None:
    """The authorisation bears a later date than what was signed by it."""
    letter = authorisation(case, found.who)
    on = (found.signature.at if found.signature else None) or page.data.made_at
    if letter is None or letter.data.made_at is None or on is None:
        return None
    if not_after(letter.data.made_at, on) != "no":
        return None
    return unsure(
        "authorised_later",
        N_("{record} {kind}: {agent} signed it on {on}; the authorisation {letter} is of {made}"),
        found.place,
        remedy=f"lawrec attest {case.label} {clause} --basis ...",
        root=("agent", found.who, page.id),
        record=page.id,
        kind=case.kind_of(page.data),
        agent=found.who,
        on=on,
        letter=letter.id,
        made=letter.data.made_at,
    )


def may_act_for(case: Facts, signer: str, who: str) -> Tri:
    """Whether the signer may sign in place of that party: by law, or by an authorisation on file.

    Unknown where an authorisation in the case names the signer, but persons.yaml does not refer
    to it.
    """
    person = case.person(signer)
    if signer == who or (person is not None and person.capacity == "guardian"):
        return "yes"
    if person is not None:
        if authorisation(case, signer) is not None:
            return "yes"
        party = case.person(who)
        if party and party.type == "organisation" and _heads(person.post):
            return "yes"
    return "unknown" if letters_for(case, signer) else "no"


def letters_for(case: Facts, signer: str) -> list[Page[Record]]:
    """The final letters of authorisation that name that person."""
    letters = case.records_of("authorisation_letter")
    return [page for page in letters if signer in page.data.persons]


def not_linked(case: Facts, page: Page[Record], found: Signed, who: str) -> Outcome:
    """An authorisation names the signer, but the person's own entry does not refer to it."""
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


def signed_in_place(case: Facts, page: Page[Record], found: Signed, who: str) -> Outcome:
    """The outcome for the signature of that party, or of somebody else in their place."""
    entitled = may_act_for(case, found.who, who)
    if entitled == "yes":
        return authorised_later(case, page, found, "13.2b") or signed(case, page, found)
    if entitled == "unknown":
        return not_linked(case, page, found, who)
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
