"""Administrative Penalty Law 42, 55, 56: two officers, certificates shown, evidence preserved."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, met, not_applicable, pending, rule, unsure, violated
from lawrec.checks.facts.approvals import approved, covering
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.identification import names_on, transcripts
from lawrec.checks.national.common import (
    earlier_law,
    in_force,
    in_period,
    late,
    outside,
    running,
)
from lawrec.i18n import N_
from lawrec.schema.records.common import Approval, Record, Transcript
from lawrec.schema.snapshot import Page

ADVANCE = "advance_registration_notice"
SETTLED = "preservation_disposition"


@rule("apl.42")
def two_officers(case: Facts) -> Iterator[Outcome]:
    """Every transcript of an inquiry or inspection names at least two officers.

    Duty: no fewer than two qualified officers act.
    Lawful: two different officers on each transcript.
    Unlawful: one officer alone, or the same one named twice.
    Remedy: none for what one officer did alone; record the rectification.
    """
    if (out := outside(case, "penalty")) is not None:
        yield out
        return
    found = transcripts(case)
    if not found:
        yield not_applicable(N_("No transcript of an inquiry or inspection"))
    for page in found:
        yield _officers(case, page)


def _officers(case: Facts, page: Page[Transcript]) -> Outcome:
    if not in_force(case, "apl.42", page.data.made_at):
        return earlier_law("apl.42")
    act = case.act(page.data.act)
    named = {entry.who for entry in names_on(page)} or set(act.data.officers if act else ())
    wanted = case.number("apl.42", "officers")
    if len(named) >= wanted:
        return met()
    if not named:
        return unsure(
            "law_officers_unknown",
            N_("{record} {kind} names no officer"),
            page.at("identification"),
            root=("law_officers", page.id),
            record=page.id,
            kind=case.kind_of(page.data),
        )
    return violated(
        "law_officers_too_few",
        N_("{record} {kind} names {count} officer; the law asks for {wanted}"),
        page.at("identification"),
        curable=False,
        root=("law_officers", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
        count=len(named),
        wanted=wanted,
    )


@rule("apl.55")
def certificates_shown(case: Facts) -> Iterator[Outcome]:
    """Officers show their certificates when they inquire or inspect.

    Duty: the certificate is shown unasked.
    Lawful: the transcript says that certificates were shown.
    Unlawful: the transcript says that they were not.
    Remedy: none for what was not shown; record the rectification.
    """
    if (out := outside(case, "penalty")) is not None:
        yield out
        return
    found = transcripts(case)
    if not found:
        yield not_applicable(N_("No transcript of an inquiry or inspection"))
    for page in found:
        stated = page.data.identification
        shown = stated.cert_shown if stated else None
        if not in_force(case, "apl.55", page.data.made_at):
            yield earlier_law("apl.55")
        elif shown == "yes":
            yield met()
        else:
            yield _not_shown(case, page, refused=shown == "no")


def _not_shown(case: Facts, page: Page[Transcript], *, refused: bool) -> Outcome:
    root = ("law_certificates", page.id)
    if refused:
        return violated(
            "law_certificates_not_shown",
            N_("{record} {kind}: certificates were not shown"),
            page.at("identification", "cert_shown"),
            curable=False,
            root=root,
            record=page.id,
            kind=case.kind_of(page.data),
        )
    return unsure(
        "law_certificates_unknown",
        N_("{record} {kind} does not say whether certificates were shown"),
        page.at("identification"),
        root=root,
        record=page.id,
        kind=case.kind_of(page.data),
    )


@rule("apl.56")
def preserved_and_settled(case: Facts) -> Iterator[Outcome]:
    """Evidence that was preserved in advance was approved by the head, and settled in time.

    Duty: the head approves; what becomes of it is decided within seven working days.
    Lawful: an approving form about the notice, and a disposition within the period.
    Unlawful: no approval, no disposition once the period is over, or one that came later.
    Remedy: enter the approval or the disposition with its true date; lateness is not cured.
    """
    if (out := outside(case, "penalty")) is not None:
        yield out
        return
    notices = case.records_of(ADVANCE)
    if not notices:
        yield not_applicable(N_("No evidence was preserved in advance"), absent=(ADVANCE,))
    for notice in notices:
        if in_force(case, "apl.56", notice.data.made_at):
            yield _approved(case, notice)
            yield _settled(case, notice, alone=len(notices) == 1)
        else:
            yield earlier_law("apl.56")


def _approved(case: Facts, notice: Page[Record]) -> Outcome:
    forms = case.typed(covering(case, notice.id), Approval)
    if any(approved(form.data) for form in forms):
        return met()
    return violated(
        "law_preservation_not_approved",
        N_("{record} {kind} has no approval of the head"),
        notice.at(),
        curable=True,
        remedy=f"lawrec add-record {case.label} approval_form --set about=[{notice.id}]",
        absent=("approval_form",),
        record=notice.id,
        kind=case.kind_of(notice.data),
    )


def _settled(case: Facts, notice: Page[Record], *, alone: bool) -> Outcome:
    made = notice.data.made_at
    dispositions = case.records_of(SETTLED)
    own = [page for page in dispositions if alone or notice.id in page.data.about]
    at = next((page.data.made_at for page in own if page.data.made_at), None)
    if own and (made is None or at is None):
        return late(case, "apl.56", "preservation", own[0], answer="unknown", since=made)
    if made is not None and at is not None:
        answer = in_period(case, "apl.56", "preservation", made, at)
        if answer == "yes":
            return met()
        return late(case, "apl.56", "preservation", own[0], answer=answer, since=made)
    if made is not None and running(case, "apl.56", "preservation", made) and not case.at_archive:
        return pending(
            "law_disposition_awaited",
            N_("{record} {kind}: what becomes of it is still to be decided"),
            notice.at(),
            remedy=f"lawrec add-record {case.label} {SETTLED}",
            record=notice.id,
            kind=case.kind_of(notice.data),
        )
    return violated(
        "law_disposition_missing",
        N_("{record} {kind}: nothing decides what becomes of the evidence"),
        notice.at(),
        curable=True,
        remedy=f"lawrec add-record {case.label} {SETTLED} --set about=[{notice.id}]",
        absent=(SETTLED,),
        record=notice.id,
        kind=case.kind_of(notice.data),
    )


RULES: tuple[Rule, ...] = (two_officers, certificates_shown, preserved_and_settled)
