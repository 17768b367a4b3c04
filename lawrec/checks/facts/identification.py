"""What investigation transcripts say about the officers who made them (article 11)."""

from __future__ import annotations

from lawrec.checks.base import Outcome, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import CertShown, Identification, Transcript
from lawrec.schema.snapshot import Page

KINDS_OF_TRANSCRIPT = (
    "inquiry_transcript",
    "onsite_inspection_record",
    "onsite_record",
    "statement_defence_record",
)
_HEARING = "hearing_transcript"


def transcripts(case: Facts) -> list[Page[Transcript]]:
    """The investigation transcripts (调查笔录); of a hearing only where it names the officers.

    Lists and notices are none, nor is a paper of another form that stands for a transcript.
    """
    found = case.typed(case.records_of(*KINDS_OF_TRANSCRIPT, _HEARING), Transcript)
    return [page for page in found if page.data.kind != _HEARING or page.data.identification]


def waiting(case: Facts) -> list[Page[Transcript]]:
    """The transcripts that are still drafts."""
    return case.typed(case.drafts_of(*KINDS_OF_TRANSCRIPT), Transcript)


def names_on(page: Page[Transcript]) -> tuple[CertShown, ...]:
    """The officers whom the transcript names."""
    stated = page.data.identification or Identification()
    return tuple(entry for entry in stated.officers if not is_blank(entry.who))


def unnamed(case: Facts, page: Page[Transcript]) -> tuple[str, ...]:
    """The officers of the act whom the transcript does not name."""
    act = case.act(page.data.act)
    named = {entry.who for entry in names_on(page)}
    return tuple(who for who in (act.data.officers if act else ()) if who not in named)


def not_in_log(case: Facts, page: Page[Transcript]) -> tuple[str, ...]:
    """The officers whom the transcript names, but the act log does not."""
    act = case.act(page.data.act)
    if act is None or not act.data.officers:
        return ()
    return tuple(e.who for e in names_on(page) if e.who not in act.data.officers)


def nothing_stated(case: Facts, page: Page[Transcript]) -> Outcome | None:
    """The transcript says nothing at all about the officers; one fact for all of article 11."""
    stated = page.data.identification
    if stated is not None and (stated.officers or stated.officer_count or stated.cert_shown):
        return None
    return violated(
        "identification_missing",
        N_("{record} {kind} says nothing about the officers: number, names, certificates"),
        page.at("identification"),
        curable=True,
        remedy=amend(case, page, "officers"),
        root=("identification", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
    )


def officers_unnamed(case: Facts, page: Page[Transcript]) -> Outcome | None:
    """Officers took part whom the transcript does not name: one fact for 11a, 11b and 11c."""
    who = unnamed(case, page)
    message = N_("{record} {kind} does not name {who} of its act")
    if not who:
        if names_on(page):
            return None
        message = N_("{record} {kind} names no officer")
    return violated(
        "officer_unnamed",
        message,
        page.at("identification", "officers"),
        curable=True,
        remedy=amend(case, page, "officers"),
        root=("unnamed", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
        who=who,
    )


def not_in_roster(case: Facts, page: Page[Transcript], who: str) -> Outcome:
    """The roster does not know the name, so neither person nor certificate can be checked."""
    if case.snapshot.bureau.source == "none":
        return roster_unknown(case)
    return unsure(
        "officer_not_in_roster",
        N_("{record} {kind}: {who} is not in the staff roster"),
        page.at("identification", "officers"),
        remedy=f"lawrec officer add {argument(who)}",
        root=("stranger", who),
        record=page.id,
        kind=case.kind_of(page.data),
        who=who,
    )


def roster_unknown(case: Facts) -> Outcome:
    """Nobody states who the bureau's staff are: one fact for every clause that asks."""
    return unsure(
        "roster_unknown",
        N_("The staff roster is not known, so officers, heads and certificates cannot be checked"),
        case.case_place,
        root=("roster",),
    )


def amend(case: Facts, page: Page[Transcript], field: str) -> str:
    """The command that corrects a field of the identification, as the paper has it."""
    return f"lawrec amend {case.label} {page.id} --reason ... --set identification.{field}=..."
