"""The commission and the opinion of an appraisal (13.1(7))."""

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
from lawrec.checks.facts.papers import papers_of, says_nothing
from lawrec.checks.facts.service import services
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import Act
from lawrec.schema.moments import not_after
from lawrec.schema.records.common import Record
from lawrec.schema.records.investigation import AppraisalCommission, AppraisalOpinion
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page

COMMISSION, OPINION = "appraisal_commission", "appraisal_opinion"
_NONE = N_("Nothing was given to an appraiser")


def commissioned(case: Facts) -> Iterator[Outcome]:
    """The commission of each appraisal, and whether it names a qualified institution."""
    pages = case.records_of(COMMISSION)
    if case.acts_of("appraisal") or not case.records_of(OPINION) or pages:
        papers = (COMMISSION,)
        yield from each_act_has(case, ("appraisal",), papers, traces=papers, none=_NONE)
    else:
        yield _no_commission(case, case.records_of(OPINION)[0])
    for page in case.typed(pages, AppraisalCommission):
        yield from _institution(case, page)


def _no_commission(case: Facts, opinion: Page[Record]) -> Outcome:
    return violated(
        "appraisal_not_commissioned",
        N_("{record} {kind} is there, and the case holds no {wanted}"),
        opinion.at(),
        curable=True,
        remedy=f"lawrec add-record {case.label} {COMMISSION}",
        root=("appraisal", opinion.id),
        absent=(COMMISSION,),
        record=opinion.id,
        kind=case.kind_of(opinion.data),
        wanted=KINDS[COMMISSION],
    )


def _institution(case: Facts, page: Page[AppraisalCommission]) -> Iterator[Outcome]:
    """That the institution is one by law is for a person to see where nothing says so."""
    fields = ("institution", "qualification")
    blank = tuple(name for name in fields if is_blank(getattr(page.data, name)))
    if blank:
        yield unsure(
            "appraiser_unqualified",
            N_(
                "{record} {kind} leaves blank: {fields}; whether the institution is one by law a "
                "person must see"
            ),
            page.at(blank[0]),
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set {blank[0]}=...",
            root=("appraiser", page.id),
            record=page.id,
            kind=case.kind_of(page.data),
            fields=blank,
        )


def opinion_given(case: Facts) -> Iterator[Outcome]:
    """The written opinion of each appraisal: awaited until the matter is decided, then due."""
    acts = case.acts_of("appraisal")
    pages = case.records_of(OPINION)
    for act in acts:
        if papers_of(case, act.id, OPINION) or decided(case):
            yield from each_act_of(case, act)
        else:
            yield _awaited(case)
    if not acts and not pages:
        yield from _without_act(case)
    for page in case.typed(pages, AppraisalOpinion):
        yield from _opinion(case, page)


def each_act_of(case: Facts, act: Page[Act]) -> Iterator[Outcome]:
    """The outcome for the opinion of one appraisal."""
    papers = (OPINION,)
    every = each_act_has(case, ("appraisal",), papers, traces=papers, none=_NONE)
    yield from (o for o, a in zip(every, case.acts_of("appraisal"), strict=True) if a.id == act.id)


def _without_act(case: Facts) -> Iterator[Outcome]:
    if not case.records_of(COMMISSION):
        yield not_applicable(_NONE, absent=("appraisal", COMMISSION, OPINION))
    elif decided(case):
        commission = case.records_of(COMMISSION)[0]
        yield unsure(
            "appraisal_not_logged",
            N_("{record} commissions an appraisal; whether it took place is not known"),
            commission.at(),
            remedy=f"lawrec add-record {case.label} {OPINION}",
            record=commission.id,
        )
    else:
        yield _awaited(case)


def _awaited(case: Facts) -> Outcome:
    return pending(
        "opinion_awaited",
        N_("The appraiser's opinion is not in the case yet"),
        case.case_place,
        remedy=f"lawrec add-record {case.label} {OPINION}",
    )


def _opinion(case: Facts, page: Page[AppraisalOpinion]) -> Iterator[Outcome]:
    """What the opinion says; that it was told to the party the text does not ask for here."""
    data = page.data
    if is_blank(data.conclusion) and says_nothing(case, page):
        yield violated(
            "opinion_empty",
            N_("{record} {kind} gives no conclusion"),
            page.at("conclusion"),
            curable=True,
            remedy=_amend(case, page, "conclusion"),
            root=("opinion", page.id),
            record=page.id,
            kind=case.kind_of(data),
        )
    else:
        yield _complete(case, page)
    yield from _order(case, page)
    if data.told_at is None and not services(case, page.id):
        yield satisfied_but(
            "note",
            "opinion_not_told",
            N_("{record} {kind}: nothing shows that the party was told of it"),
            page.at("told_at"),
            record=page.id,
            kind=case.kind_of(data),
        )


def _complete(case: Facts, page: Page[AppraisalOpinion]) -> Outcome:
    data = page.data
    signed = any(s.as_ == "appraiser" and s.status == "signed" for s in data.signatures)
    named = signed or any(not is_blank(name) for name in data.appraisers)
    blank = ["conclusion"] if is_blank(data.conclusion) else []
    blank += ["appraisers"] if not named else []
    blank += ["made_at"] if data.made_at is None else []
    if not blank:
        return met()
    return unsure(
        "opinion_incomplete",
        N_("{record} {kind}: whether it says {fields} is not known; they are not typed in"),
        page.at(blank[0]),
        remedy=_amend(case, page, blank[0]),
        root=("opinion", page.id),
        record=page.id,
        kind=case.kind_of(data),
        fields=tuple(blank),
    )


def _order(case: Facts, page: Page[AppraisalOpinion]) -> Iterator[Outcome]:
    """An opinion dated before every commission: the dates contradict one another."""
    made = page.data.made_at
    pages = case.records_of(COMMISSION)
    dates = [commission.data.made_at for commission in pages]
    if made is None or not dates or any(date is None for date in dates):
        return
    if all(date is not None and not_after(date, made) == "no" for date in dates):
        yield unsure(
            "opinion_before_commission",
            N_("{record} {kind} of {made} is dated before its commission {commission} of {given}"),
            page.at("made_at"),
            remedy=_amend(case, page, "made_at"),
            root=("opinion_order", page.id),
            record=page.id,
            kind=case.kind_of(page.data),
            made=made,
            commission=pages[0].id,
            given=dates[0],
        )


def _amend(case: Facts, page: Page[AppraisalOpinion], field: str) -> str:
    return f"lawrec amend {case.label} {page.id} --reason ... --set {field}=..."
