"""Article 13, paragraph 1, items (5) to (8): statements, hearings, appraisals and other ways."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, not_applicable, rule, unsure, violated
from lawrec.checks.facts.appraisals import commissioned, opinion_given
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.hearings import hearing_recorded
from lawrec.checks.facts.paper_duty import each_act_has
from lawrec.checks.facts.papers import says_nothing
from lawrec.checks.facts.statements import rights_in_words, statement_recorded
from lawrec.checks.facts.support import scan_of
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import Record
from lawrec.schema.records.investigation import OtherInvestigationRecord
from lawrec.schema.snapshot import Page

_OTHER = ("other_investigation_record",)


@rule("13.1(5)a")
def statement_has_transcript(case: Facts) -> Iterator[Outcome]:
    """A statement or defence that is heard is written down.

    Duty: hearing the party's statement and defence leaves a transcript (陈述、申辩笔录).
    Lawful: a transcript of that act; a written submission with the day of its receipt; no
    statement made.
    Unlawful: heard, and no transcript.
    Remedy: enter the transcript that was made, or the submission that was handed in.
    """
    yield from statement_recorded(case)


@rule("13.1(5)b")
def rights_told_in_words(case: Facts) -> Iterator[Outcome]:
    """What the party was told of its rights is written down.

    Duty: where a statement is heard, the content of the notice of rights is recorded.
    Lawful: in the transcript, or in another paper that reached the party.
    Unlawful: heard, and written nowhere what was told.
    Remedy: add to the transcript what it says of the rights.
    """
    yield from rights_in_words(case)


@rule("13.1(6)")
def hearing_fully_recorded(case: Facts) -> Iterator[Outcome]:
    """A hearing is recorded from beginning to end.

    Duty: holding a hearing leaves a record of its whole course by the rules on hearings.
    Lawful: a transcript; another link that is missing is a warning.
    Unlawful: a hearing without a transcript.
    Remedy: enter the transcript that was made; if none was, hold the hearing again.
    """
    yield from hearing_recorded(case)


@rule("13.1(7)a")
def appraiser_commissioned(case: Facts) -> Iterator[Outcome]:
    """An appraisal is commissioned from an institution that is one by law.

    Duty: the appraisal is given to an institution appointed or commissioned, one by law.
    Lawful: a commission that names the institution and its qualification.
    Unlawful: an appraisal without any commission.
    Remedy: enter the commission that was given.
    """
    yield from commissioned(case)


@rule("13.1(7)b")
def appraiser_gave_opinion(case: Facts) -> Iterator[Outcome]:
    """The appraiser gives a written opinion.

    Duty: the institution that was commissioned gives a written opinion (鉴定意见书).
    Lawful: an opinion with its conclusion, appraisers and date; until the decision it may come.
    Unlawful: decided without it, or an opinion that concludes nothing.
    Remedy: enter the opinion that was given.
    """
    yield from opinion_given(case)


@rule("13.1(8)")
def other_way_recorded(case: Facts) -> Iterator[Outcome]:
    """Another way of investigation is recorded with the law that allows it.

    Duty: other ways of investigation are those that law provides for, and leave a record.
    Lawful: a record of that act with its legal basis.
    Unlawful: no record, or one that names no legal basis.
    Remedy: enter the record that was made, and the provision.
    """
    none = N_("No other way of investigation was used")
    pages = [page for page in case.records_of(*_OTHER) if _is_another_way(case, page)]
    if pages or case.acts_of("other_investigation"):
        yield from each_act_has(case, ("other_investigation",), _OTHER, traces=_OTHER, none=none)
    else:
        yield not_applicable(none, absent=("other_investigation", *_OTHER))
    for page in case.typed(pages, OtherInvestigationRecord):
        yield from _basis(case, page)


def _is_another_way(case: Facts, page: Page[Record]) -> bool:
    """A record of that name may also be the paper of a way that the text lists."""
    act = case.act(page.data.act)
    return act is None or act.data.kind == "other_investigation"


def _basis(case: Facts, page: Page[OtherInvestigationRecord]) -> Iterator[Outcome]:
    data = page.data
    amend = f"lawrec amend {case.label} {page.id} --reason ... --set"
    if says_nothing(case, page) and is_blank(data.way):
        yield unsure(
            "paper_empty",
            N_("{record} {kind} is there, but neither typed words nor a scan show what it says"),
            page.at("content"),
            remedy=f"{amend} content=...",
            root=("empty", page.id),
            record=page.id,
            kind=case.kind_of(data),
        )
    if any(not is_blank(basis) for basis in data.legal_basis):
        return
    if scan_of(case, page):
        yield unsure(
            "other_way_basis_unread",
            N_(
                "{record} {kind}: its legal basis is not typed in; whether the scan has one is open"
            ),
            page.at("legal_basis"),
            remedy=f"{amend} legal_basis=[...]",
            root=("other_basis", page.id),
            record=page.id,
            kind=case.kind_of(data),
        )
        return
    yield violated(
        "other_way_without_basis",
        N_("{record} {kind} names no provision that allows this way of investigation"),
        page.at("legal_basis"),
        curable=True,
        remedy=f"{amend} legal_basis=[...]",
        root=("other_basis", page.id),
        record=page.id,
        kind=case.kind_of(data),
    )


RULES = (
    statement_has_transcript,
    rights_told_in_words,
    hearing_fully_recorded,
    appraiser_commissioned,
    appraiser_gave_opinion,
    other_way_recorded,
)
