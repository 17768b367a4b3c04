"""Whether the party's statement and defence was heard, and what shows it (13.1(5))."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import (
    Outcome,
    met,
    not_applicable,
    pending,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import decided
from lawrec.checks.facts.paper_duty import each_act_has
from lawrec.checks.facts.papers import faced, party_behind
from lawrec.checks.facts.rights import told_in_words
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import Record, Transcript
from lawrec.schema.records.decision import SummaryProcedureRecord
from lawrec.schema.records.investigation import WrittenStatement
from lawrec.schema.snapshot import Page

TRANSCRIPT, LETTER, SUMMARY = (
    "statement_defence_record",
    "written_statement",
    "summary_procedure_record",
)
_SILENT = N_("The party made no statement")


def statement_recorded(case: Facts) -> Iterator[Outcome]:
    """A statement that was heard has its transcript; one handed in its paper and date (13.1(5))."""
    yield from _heard(case)
    letters = case.records_of(LETTER)
    for page in letters:
        yield _handed_in(case, page)
    summaries = _summaries(case)
    for summary in summaries:
        yield _noted(case, summary)
    if not (letters or summaries or _transcripts(case) or case.acts_of("statement_heard")):
        yield _unheard(case)


def _heard(case: Facts) -> Iterator[Outcome]:
    """One outcome for each act, and for a transcript whose act is not logged."""
    if case.acts_of("statement_heard"):
        kinds = (TRANSCRIPT, LETTER)
        yield from each_act_has(case, ("statement_heard",), kinds, traces=kinds, none=_SILENT)
    elif _transcripts(case):
        yield met()


def _transcripts(case: Facts) -> list[Page[Record]]:
    return case.records_of(TRANSCRIPT)


def _summaries(case: Facts) -> list[Page[SummaryProcedureRecord]]:
    """Summary records that say that a statement was made."""
    pages = case.typed(case.records_of(SUMMARY), SummaryProcedureRecord)
    return [page for page in pages if page.data.statement_made == "yes"]


def _handed_in(case: Facts, page: Page[Record]) -> Outcome:
    """A written submission stands for the transcript once its day of receipt is known."""
    received = page.data.received_at if isinstance(page.data, WrittenStatement) else None
    if received is None:
        return unsure(
            "submission_without_date",
            N_("{record} {kind} does not say when it was received"),
            page.at("received_at"),
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set received_at=...",
            record=page.id,
            kind=case.kind_of(page.data),
        )
    return satisfied_but(
        "note",
        "submitted_in_writing",
        N_("{record} {kind} was handed in on {received} and stands for the transcript"),
        page.at(),
        record=page.id,
        kind=case.kind_of(page.data),
        received=received,
    )


def _noted(case: Facts, page: Page[SummaryProcedureRecord]) -> Outcome:
    """In summary procedure the record itself holds what the party said (article 20)."""
    if _transcripts(case) or not is_blank(page.data.statement):
        return met()
    return unsure(
        "statement_not_noted",
        N_("{record} {kind}: a statement was made; what was said is not written there"),
        page.at("statement"),
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set statement=...",
        root=("statement", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
    )


def _unheard(case: Facts) -> Outcome:
    """No paper of any statement: the handlers say whether one was made."""
    noted = case.typed(case.records_of(SUMMARY), SummaryProcedureRecord)
    answers = {case.answer("statement_made"), *(page.data.statement_made for page in noted)}
    answers -= {None, "unknown"}
    if answers == {"no"}:
        return not_applicable(_SILENT, absent=("statement_heard", TRANSCRIPT, LETTER, SUMMARY))
    declared = case.declaration("statement_made")
    place = case.snapshot.at("declarations.yaml", "statement_made")
    if not decided(case):
        return pending(
            "statement_awaited",
            N_("Whether the party makes a statement is not declared yet"),
            place,
            remedy=f"lawrec declare {case.label} statement_made=...",
        )
    message = N_("Whether the party made a statement or a defence is not declared")
    command = f"declare {case.label} statement_made=..."
    if answers and declared is not None:
        message = N_(
            "A statement was made by the party, and no paper of it is in the case; whether it was "
            "heard, and a transcript due, or handed in is not known"
        )
        command = f"add-record {case.label} {TRANSCRIPT}"
    return unsure(
        "statement_unknown",
        message,
        place,
        remedy=f"lawrec {command}",
        root=("statement_unknown",),
    )


def rights_in_words(case: Facts) -> Iterator[Outcome]:
    """Where a statement was heard, what the party was told of its rights is written (13.1(5))."""
    heard = {act.id for act in case.acts_of("statement_heard")}
    letters = [page for page in case.records_of(LETTER) if page.data.act in heard]
    pages: list[Page[Record]] = [*_transcripts(case), *_summaries(case), *letters]
    for page in pages:
        yield _words(case, page)
    if heard:
        open_acts = (o for o in _heard(case) if o.verdict not in ("satisfied", "not_applicable"))
        yield from open_acts
    if not (pages or heard):
        yield _nothing_heard(case)


def _nothing_heard(case: Facts) -> Outcome:
    if case.records_of(LETTER):
        none = N_("The party's statement was handed in and not heard")
        return not_applicable(none, absent=("statement_heard", TRANSCRIPT, SUMMARY))
    return _unheard(case)


def _words(case: Facts, page: Page[Record]) -> Outcome:
    """The content of what was told, on the transcript or on another paper for the same party."""
    told = (
        page.data.rights_told if isinstance(page.data, (Transcript, SummaryProcedureRecord)) else ()
    )
    if any(not is_blank(entry.content) for entry in told):
        return met()
    parties = {name for who in faced(page) if (name := party_behind(case, who))} or {*case.parties}
    papers = [told_in_words(case, party) for party in sorted(parties)]
    if papers and all(papers):
        return satisfied_but(
            "note",
            "rights_told_elsewhere",
            N_("{record} {kind} does not say what rights were told; {paper} does"),
            page.at("rights_told"),
            record=page.id,
            kind=case.kind_of(page.data),
            paper=next(paper.id for paper in papers if paper),
        )
    return violated(
        "rights_content_blank",
        N_("{record} {kind}: what the party was told of its rights is written nowhere"),
        page.at("rights_told"),
        curable=True,
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set rights_told=...",
        root=("rights_content", page.id),
        absent=("rights_notice", "penalty_prior_notice", "inquiry_transcript"),
        record=page.id,
        kind=case.kind_of(page.data),
    )
