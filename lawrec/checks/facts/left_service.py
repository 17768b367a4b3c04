"""How a refused paper was left: before which witness, and on which footage (21.3e, 21.3g)."""

from __future__ import annotations

from lawrec.checks.base import Outcome, met, satisfied_but, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.footage import footage_of
from lawrec.checks.facts.footage_findings import (
    doubtful,
    enough,
    photos_only,
    shared_footage,
    still_awaited,
)
from lawrec.checks.facts.receipt_signers import amend_signatures
from lawrec.checks.facts.service import Receipt, recipients, serving
from lawrec.checks.facts.signatures import look_up, missing, signatures, signed
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import Act
from lawrec.schema.records.common import Signature
from lawrec.schema.records.investigation import RefusalRecord
from lawrec.schema.snapshot import Page


def witnessed(case: Facts, receipt: Receipt) -> Outcome:
    """Whether somebody other than the servers signed as witness."""
    entries = [entry for _, entry in signatures(receipt, "witness")]
    no_others = {*serving(case, receipt), *receipt.data.persons}
    no_others |= {entry.who for _, entry in recipients(receipt)}
    others = [entry for entry in entries if entry.who not in no_others]
    if not others:
        return _no_witness(case, receipt, entries)
    entry = next((one for one in others if one.status == "signed"), others[0])
    found = look_up(case, receipt, entry.who, "witness")
    if entry.status != "signed":
        return missing(case, receipt, entry.who, "witness", found.place)
    outcome = signed(case, receipt, found)
    if outcome.code or case.officer(entry.who) is None:
        return outcome
    return satisfied_but(
        "warning",
        "witness_of_own_staff",
        N_("{record}: the witness {who} is a member of the bureau's own staff"),
        found.place,
        record=receipt.id,
        who=entry.who,
    )


def _no_witness(case: Facts, receipt: Receipt, entries: list[Signature]) -> Outcome:
    if entries:
        server = entries[0].who in serving(case, receipt)
        return violated(
            "witness_is_server" if server else "witness_is_recipient",
            N_("{record}: the witness is one of those who served the paper")
            if server
            else N_("{record}: the witness is the one for whom the paper was left"),
            receipt.at("signatures"),
            curable=False,
            record=receipt.id,
        )
    present = [e.who for _, e in signatures(receipt, "present") if e.status == "signed"]
    if present:
        return unsure(
            "present_or_witness",
            N_("{record}: {who} signed as present; whether as a witness is not stated"),
            receipt.at("signatures"),
            remedy=amend_signatures(case, receipt),
            record=receipt.id,
            who=tuple(present),
        )
    return violated(
        "no_witness",
        N_("{record}: no witness has signed the receipt; here film does not stand in for one"),
        receipt.at("signatures"),
        curable=False,
        record=receipt.id,
    )


def filmed(case: Facts, receipt: Receipt) -> Outcome:
    """Whether the act of leaving the paper is on film, sound or photo."""
    act = case.act(receipt.data.act)
    if act is None:
        return unsure(
            "receipt_without_act",
            N_("{record}: the receipt names no act, so its footage cannot be found"),
            receipt.at("act"),
            remedy=f"lawrec amend {case.label} {receipt.id} --reason ... --set act=...",
            record=receipt.id,
        )
    found = footage_of(case, act)
    if enough(case, found, "21.3g"):
        if found.photos_only:
            return photos_only(act, found)
        return shared_footage(act, found) if found.shared == found.during else met()
    doubt = doubtful(case, act, found, "21.3g")
    return doubt if doubt is not None else _not_filmed(case, receipt, act)


def _not_filmed(case: Facts, receipt: Receipt, act: Page[Act]) -> Outcome:
    account = _written_account(case, receipt, act)
    if account is not None:
        return satisfied_but(
            "warning",
            "left_written_only",
            N_("{act}: only {record} tells in writing how the paper was left; nothing shows it"),
            act.at("start"),
            act=act.id,
            record=account,
        )
    awaited = still_awaited(case, act)
    if awaited is not None:
        return awaited
    return violated(
        "left_not_filmed",
        N_("{act}: the paper of {record} was left without film, sound, photo or written account"),
        act.at("start"),
        curable=False,
        root=("footage", act.id),
        absent=("media", "service_attempt", "refusal_record"),
        act=act.id,
        record=receipt.id,
    )


def _written_account(case: Facts, receipt: Receipt, act: Page[Act]) -> str | None:
    """The record that tells the course of the service: the receipt itself, or one made for it."""
    if not is_blank(receipt.data.content):
        return receipt.id
    refusals = case.typed(case.records_of("refusal_record", act=act.id), RefusalRecord)
    told = [page for page in refusals if page.data.type == "receipt"]
    for page in (*case.records_of("service_attempt", act=act.id), *told):
        if not is_blank(page.data.content):
            return page.id
    return None
