"""Who signed a receipt of service, on either side (article 21)."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, satisfied_but, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.representation import (
    authorisation,
    authorised_later,
    letters_for,
    not_linked,
)
from lawrec.checks.facts.service import (
    Receipt,
    in_house,
    recipient,
    recipients,
    serving,
    with_those_behind,
)
from lawrec.checks.facts.signatures import look_up, signatures, signed
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import Signature

_SELF = frozenset(("self", "本人"))
_AGENT = frozenset(("agent", "代理人", "委托代理人", "诉讼代理人"))
_LAWFUL = frozenset(
    (
        *("adult_cohabiting_family", "同住成年家属", "同住的成年家属", "成年家属"),
        *("legal_rep", "法定代表人", "principal", "负责人", "主要负责人"),
        *("receiving_clerk", "收件人员", "收发人员", "负责收件的人", "负责收件人"),
        *("designated_receiver", "代收人", "指定代收人", "guardian", "监护人", "法定代理人"),
    )
)
"""Relations in which somebody else may lawfully sign for the recipient; upper law has them."""


def amend_signatures(case: Facts, receipt: Receipt) -> str:
    """The command that corrects the entries of signatures, with the true facts."""
    return f"lawrec amend {case.label} {receipt.id} --reason ... --set signatures=..."


def server_signed(case: Facts, receipt: Receipt) -> Outcome:
    """One server's signature or seal is enough; the number of servers is not set."""
    signers = [entry.who for _, entry in signatures(receipt, "server") if entry.status == "signed"]
    servers = [who for who in signers if in_house(case, receipt, who)]
    if signers and not servers:
        return _server_unknown(case, receipt, signers[0])
    found = [look_up(case, receipt, who, "server") for who in servers]
    best = next((one for one in found if one.state == "seen"), found[0] if found else None)
    if best is None:
        return violated(
            "server_not_signed",
            N_("{record}: no server has signed the receipt"),
            receipt.at("signatures"),
            curable=True,
            remedy=amend_signatures(case, receipt),
            record=receipt.id,
        )
    outcome = signed(case, receipt, best)
    if outcome.code or len(set(servers)) > 1:
        return outcome
    return satisfied_but(
        "note",
        "one_server",
        N_("{record}: {who} served alone; article 21 sets no number"),
        best.place,
        record=receipt.id,
        who=best.who,
    )


def _server_unknown(case: Facts, receipt: Receipt, who: str) -> Outcome:
    return unsure(
        "server_unknown",
        N_("{record}: {who} signed as the one who served it, but is no known officer"),
        receipt.at("signatures"),
        remedy=(
            amend_signatures(case, receipt)
            if case.person(who)
            else f"lawrec officer add {argument(who)}"
        ),
        root=("stranger", who),
        record=receipt.id,
        who=who,
    )


def taken_by(case: Facts, receipt: Receipt) -> Iterator[Outcome]:
    """Whether the recipient, or somebody who lawfully may, signed for the paper."""
    entries = [(i, s) for i, s in recipients(receipt) if s.who not in serving(case, receipt)]
    if not entries and recipients(receipt):
        yield _server_took_it(case, receipt)
        return
    index, entry = next(
        ((i, s) for i, s in entries if s.status == "signed"), entries[0] if entries else (0, None)
    )
    if entry is None or entry.status != "signed":
        yield _not_taken(case, receipt, entry)
        return
    yield signed(case, receipt, look_up(case, receipt, entry.who, "recipient"))
    yield _entitled(case, receipt, index, entry)
    done = {one.who for _, one in entries if one.status == "signed"}
    left = [name for name in receipt.data.persons if name not in with_those_behind(case, done)]
    if left and len(receipt.data.persons) > 1:
        yield _not_for_all(case, receipt, entry.who, left)
    if entry.at is None and receipt.data.made_at is None:
        yield satisfied_but(
            "warning",
            "receipt_undated",
            N_("{record}: neither the receipt nor the signature bears a date"),
            receipt.at("made_at"),
            record=receipt.id,
        )


def _not_for_all(case: Facts, receipt: Receipt, who: str, left: list[str]) -> Outcome:
    return unsure(
        "not_signed_by_all",
        N_("{record}: it names {left} as well, and only {who} signed; for whom is not stated"),
        receipt.at("signatures"),
        remedy=amend_signatures(case, receipt),
        record=receipt.id,
        left=tuple(left),
        who=who,
    )


def _server_took_it(case: Facts, receipt: Receipt) -> Outcome:
    return violated(
        "server_took_it",
        N_("{record}: {who} signed for the recipient, but is one of those who served it"),
        receipt.at("signatures"),
        curable=True,
        remedy=f"lawrec log-act {case.label} service",
        record=receipt.id,
        who=recipients(receipt)[0][1].who,
    )


def _not_taken(case: Facts, receipt: Receipt, entry: Signature | None) -> Outcome:
    if entry is not None and entry.status == "refused":
        return violated(
            "refused_on_direct",
            N_("{record}: {who} refused the paper, so it was not served directly; it must be left"),
            receipt.at("signatures"),
            curable=True,
            remedy=f"lawrec log-act {case.label} service",
            record=receipt.id,
            who=entry.who,
        )
    if entry is not None and entry.status == "unable":
        return unsure(
            "recipient_unable",
            N_("{record}: {who} could not sign; whether the paper was received is open"),
            receipt.at("signatures"),
            remedy=amend_signatures(case, receipt),
            record=receipt.id,
            who=entry.who,
        )
    return violated(
        "recipient_not_signed",
        N_("{record}: nobody on the recipient's side has signed the receipt"),
        receipt.at("signatures"),
        curable=True,
        remedy=amend_signatures(case, receipt),
        record=receipt.id,
    )


def may_receive(case: Facts, receipt: Receipt, entry: Signature) -> bool:
    """Whether the person of that entry is the recipient, or plainly may receive for them."""
    relation = (entry.relation or "").strip()
    own = entry.who in (receipt.data.persons or case.parties)
    person = case.person(entry.who)
    acts_for = person is not None and person.represents in (receipt.data.persons or case.parties)
    return own or acts_for or relation in _LAWFUL | _AGENT


def _entitled(case: Facts, receipt: Receipt, index: int, entry: Signature) -> Outcome:
    """Whether the signer may receive: the recipient, an agent with authority, a lawful relation."""
    relation = (entry.relation or "").strip()
    person = case.person(entry.who)
    own = entry.who in receipt.data.persons
    if relation in _AGENT or (person is not None and person.capacity == "agent" and not own):
        return _agent(case, receipt, index, entry)
    if relation in _LAWFUL or (own and (not relation or relation in _SELF)):
        return met()
    if relation in _SELF and not receipt.data.persons:
        return met()
    code = "relation_blank" if is_blank(relation) or relation in _SELF else "relation_doubtful"
    return satisfied_but(
        "warning",
        code,
        N_("{record}: {who} signed for the recipient; in which relation is not stated")
        if code == "relation_blank"
        else N_("{record}: {who} signed as {relation}, who may not plainly receive by law"),
        receipt.at("signatures", index),
        remedy=amend_signatures(case, receipt),
        record=receipt.id,
        who=entry.who,
        relation=relation,
    )


def _agent(case: Facts, receipt: Receipt, index: int, entry: Signature) -> Outcome:
    found = look_up(case, receipt, entry.who, "recipient")
    if authorisation(case, entry.who) is not None:
        return authorised_later(case, receipt, found, "21.1b") or met()
    if letters_for(case, entry.who):
        return not_linked(case, receipt, found, recipient(receipt) or "party")
    return violated(
        "agent_without_authorisation",
        N_("{record}: {who} received the paper as agent, without an authorisation on file"),
        receipt.at("signatures", index),
        curable=True,
        remedy=f"lawrec add-record {case.label} authorisation_letter",
        absent=("authorisation_letter",),
        record=receipt.id,
        who=entry.who,
    )
