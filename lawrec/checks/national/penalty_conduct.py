"""Administrative Penalty Law 42, 55, 56: two officers, certificates shown, evidence preserved."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, met, not_applicable, pending, rule, unsure, violated
from lawrec.checks.facts.approvals import approved, covering
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.identification import names_on
from lawrec.checks.facts.signatures import signatures
from lawrec.checks.national.common import (
    Moment,
    earlier_law,
    head_approved,
    in_force,
    in_period,
    late,
    outside,
    running,
    worst,
)
from lawrec.i18n import N_
from lawrec.schema.moments import Tri
from lawrec.schema.records.common import Approval, Record, Transcript
from lawrec.schema.snapshot import Page

ADVANCE = "advance_registration_notice"
SETTLED = "preservation_disposition"


_INVESTIGATION = ("inquiry_transcript", "onsite_inspection_record", "onsite_record")
"""What articles 42 and 55 speak of; a hearing has one presider, and a statement is no inquiry."""


def _transcripts(case: Facts, clause: str) -> Iterator[Outcome | Page[Transcript]]:
    if (out := outside(case, "penalty")) is not None:
        yield out
        return
    found = case.typed(case.records_of(*_INVESTIGATION), Transcript)
    acts = case.acts_of("inquiry", "onsite_inspection")
    if not found and acts:
        yield unsure(
            "law_transcript_missing",
            N_("{act}: there is no transcript that says who inquired or inspected, and how"),
            acts[0].at(),
            root=("law_transcript",),
            act=acts[0].id,
        )
    elif not found:
        none = N_("No inquiry or inspection is on record")
        yield not_applicable(none, absent=(*_INVESTIGATION, "inquiry", "onsite_inspection"))
    for page in found:
        yield page if in_force(case, clause, page.data.made_at) else earlier_law(clause)


@rule("apl.42")
def two_officers(case: Facts) -> Iterator[Outcome]:
    """Every transcript of an inquiry or inspection shows at least two officers.

    Duty: no fewer than two qualified officers act.
    Lawful: two different officers named on each transcript, or signing it.
    Unlawful: one officer alone, on the transcript and in the log.
    Remedy: none for what one officer did alone; record the rectification.
    """
    for page in _transcripts(case, "apl.42"):
        yield page if isinstance(page, Outcome) else _officers(case, page)


def _officers(case: Facts, page: Page[Transcript]) -> Outcome:
    act = case.act(page.data.act)
    wanted = case.number("apl.42", "officers")
    shown = {entry.who for entry in names_on(page)}
    shown |= {s.who for _, s in signatures(page, "officer") if s.status == "signed"}
    every = shown | set(act.data.officers if act else ())
    stated = page.data.identification.officer_count if page.data.identification else None
    if len(shown) >= wanted:
        return met()
    if not every or len(every) >= wanted or (stated or 0) >= wanted:
        return unsure(
            "law_officers_unknown",
            N_("{record} {kind} does not itself name {wanted} officers"),
            page.at("identification"),
            root=("law_officers", page.id),
            record=page.id,
            kind=case.kind_of(page.data),
            wanted=wanted,
        )
    return violated(
        "law_officers_too_few",
        N_("{record} {kind} names {count} officer; the law asks for {wanted}"),
        page.at("identification"),
        curable=False,
        root=("law_officers", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
        count=len(every),
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
    for page in _transcripts(case, "apl.55"):
        if isinstance(page, Outcome):
            yield page
            continue
        stated = page.data.identification
        shown = stated.cert_shown if stated else None
        yield met() if shown == "yes" else _not_shown(case, page, refused=shown == "no")


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
    forms = covering(case, notice.id)
    answer = head_approved(case, forms, notice.data.made_at)
    if answer == "yes":
        return met()
    if not any(not isinstance(f.data, Approval) or approved(f.data) for f in forms):
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
    return unsure(
        "law_preservation_approval_time",
        N_(
            "{record} {kind}: the approval of a head before it is not certain; lawful if the law "
            "lets it be approved afterwards in urgency, unlawful if it must come first"
        ),
        notice.at("made_at"),
        remedy=f"lawrec attest {case.label} apl.56 --basis ...",
        record=notice.id,
        kind=case.kind_of(notice.data),
    )


def _settled(case: Facts, notice: Page[Record], *, alone: bool) -> Outcome:
    made = notice.data.made_at
    own = [page for page in case.records_of(SETTLED) if alone or notice.id in page.data.about]
    if own:
        answers = [_in_time(case, made, page.data.made_at) for page in own]
        answer = worst(answers)
        if answer == "yes":
            return met()
        return late(case, "apl.56", "preservation", own[0], answer=answer, since=made)
    remedy = f"lawrec add-record {case.label} {SETTLED} --set about=[{notice.id}]"
    names = {"record": notice.id, "kind": case.kind_of(notice.data)}
    if made is not None and running(case, "apl.56", "preservation", made) and not case.at_archive:
        text = N_("{record} {kind}: what becomes of it is still to be decided")
        return pending("law_disposition_awaited", text, notice.at(), remedy=remedy, **names)  # type: ignore[arg-type]
    if made is None and not over(case):
        return late(case, "apl.56", "preservation", notice, answer="unknown", since=None)
    return violated(
        "law_disposition_missing",
        N_("{record} {kind}: nothing decides what becomes of the evidence"),
        notice.at(),
        curable=True,
        remedy=remedy,
        absent=(SETTLED,),
        **names,  # type: ignore[arg-type]
    )


def _in_time(case: Facts, made: Moment | None, settled: Moment | None) -> Tri:
    if made is None or settled is None:
        return "unknown"
    return in_period(case, "apl.56", "preservation", made, settled)


RULES: tuple[Rule, ...] = (two_officers, certificates_shown, preserved_and_settled)
