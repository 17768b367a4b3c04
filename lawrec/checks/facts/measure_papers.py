"""The statutory papers of a coercive measure (article 16).

Which papers they are is settled by the Administrative Coercion Law (articles 18, 19, 24, 28 and
31). A decision, and a list of what was sealed or seized, are the record itself; that another one
is missing breaks upper law only, and is a warning.
"""

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
from lawrec.checks.facts import measures
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.papers import awaited_until
from lawrec.checks.facts.support import scan_of
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import Act, MeasureType
from lawrec.schema.records.common import Record
from lawrec.schema.records.investigation import EvidenceList
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page

_LISTED: frozenset[MeasureType] = frozenset(("sealing", "seizure"))
_DECIDED: frozenset[MeasureType] = frozenset(("sealing", "seizure", "freezing"))
"""Measures for which the coercion law names a decision (articles 24 and 31)."""

_FURTHER = {
    measures.APPROVAL: N_(
        "{act}: no approval of the measure is in the case; the Administrative Coercion Law, "
        "articles 18 and 19, asks for it (upper law)"
    ),
    measures.ONSITE: N_(
        "{act}: no on-site record of the measure is in the case; the Administrative Coercion Law, "
        "article 18, asks for it (upper law)"
    ),
    measures.LIFT: N_(
        "{act}: no decision to lift the measure is in the case; the Administrative Coercion Law, "
        "article 28, says when it must be lifted (upper law)"
    ),
}


def papers(case: Facts) -> Iterator[Outcome]:
    """One outcome or more for each measure of the log; papers alone tell of one not logged."""
    found = [outcome for act in measures.measures(case) for outcome in _of_act(case, act)]
    kinds = (measures.DECISION, measures.LIST, measures.ONSITE, measures.LIFT)
    found += [not_logged(case, page) for page in measures.loose(case, *kinds)]
    yield from found or [no_measure()]


def no_measure() -> Outcome:
    """No coercive measure is logged, and no paper tells of one."""
    return not_applicable(
        N_("No coercive measure is logged"), absent=("coercive_measure", *measures.PAPERS)
    )


def not_logged(case: Facts, page: Page[Record]) -> Outcome:
    """A paper of a measure that is not logged."""
    return unsure(
        "measure_not_logged",
        N_(
            "{record} {kind}: no coercive measure is logged to which it belongs, so nothing tells "
            "whether it was carried out and filmed"
        ),
        page.at("act"),
        remedy=f"lawrec log-act {case.label} coercive_measure --start ... --end ...",
        root=("measure", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
    )


def _of_act(case: Facts, act: Page[Act]) -> Iterator[Outcome]:
    types = measures.types_of(case, act)
    decisions = measures.papers_of(case, act, measures.DECISION)
    yield met() if decisions else _no_decision(case, act, types)
    if not types or types & _LISTED:
        yield _list(case, act, types)
    if over(case):
        yield from _further(case, act)


def _no_decision(case: Facts, act: Page[Act], types: frozenset[MeasureType]) -> Outcome:
    other = measures.papers_of(case, act, measures.ONSITE, measures.LIST)
    if other and not types & _DECIDED:
        return unsure(
            "decision_not_named",
            N_(
                "{act}: no decision on the measure; {record} records it, and whether the law "
                "wants a decision for this kind of measure can be read both ways"
            ),
            act.at("measure"),
            remedy=f"lawrec add-record {case.label} {measures.DECISION} --act {act.id}",
            act=act.id,
            record=other[0].id,
        )
    return _coming(case, act, measures.DECISION) or _missing(case, act, measures.DECISION)


def _list(case: Facts, act: Page[Act], types: frozenset[MeasureType]) -> Outcome:
    found = measures.papers_of(case, act, measures.LIST)
    full = [page for page in found if _itemised(case, page)]
    if full:
        return met()
    if found:
        return violated(
            "list_empty",
            N_("{record} {kind} lists nothing"),
            found[0].at("items"),
            curable=True,
            remedy=f"lawrec amend {case.label} {found[0].id} --reason ... --set items=...",
            record=found[0].id,
            kind=case.kind_of(found[0].data),
        )
    if not types:
        return unsure(
            "measure_unknown",
            N_("{act}: what the coercive measure did is not stated, nor is it on its decision"),
            act.at("measure"),
            remedy=f"lawrec amend {case.label} {act.id} --reason ... --set measure=...",
            root=("measure", act.id),
            act=act.id,
        )
    return _coming(case, act, measures.LIST) or _missing(case, act, measures.LIST)


def _itemised(case: Facts, page: Page[Record]) -> bool:
    """Whether the list names things; a scan, or the text of another paper, may have them."""
    if isinstance(page.data, EvidenceList) and any(not is_blank(i.name) for i in page.data.items):
        return True
    return scan_of(case, page) is not None or not is_blank(page.data.content)


def _coming(case: Facts, act: Page[Act], wanted: str) -> Outcome | None:
    """A draft of the paper, or the time in which papers are still being typed in."""
    drafts = [page for page in case.drafts_of(wanted) if page.data.act in (None, act.id)]
    until = awaited_until(case, act)
    if until is None and (not drafts or over(case)):
        return None
    command = f"finalise {case.label} {drafts[0].id}" if drafts else _add(case, act, wanted)
    return pending(
        "measure_paper_awaited",
        N_("{act} {what}: its {wanted} is not in the case yet"),
        act.at(),
        due=until,
        remedy=f"lawrec {command}",
        act=act.id,
        what=act.data.kind,
        wanted=KINDS[wanted],
    )


def _add(case: Facts, act: Page[Act], wanted: str) -> str:
    return f"add-record {case.label} {wanted} --act {act.id}"


def _missing(case: Facts, act: Page[Act], wanted: str) -> Outcome:
    if left := measures.loose(case, wanted):
        return unsure(
            "paper_without_act",
            N_("{act} {what} has no {wanted}, but {record} is one that names no act"),
            left[0].at(),
            remedy=f"lawrec amend {case.label} {left[0].id} --reason ... --set act={act.id}",
            act=act.id,
            what=act.data.kind,
            wanted=KINDS[wanted],
            record=left[0].id,
        )
    return violated(
        "measure_paper_missing",
        N_(
            "{act} {what} has no {wanted}; that it belongs to the statutory papers is settled by "
            "the Administrative Coercion Law, article 24 (article 31 for freezing)"
        ),
        act.at(),
        curable=True,
        remedy=f"lawrec {_add(case, act, wanted)}",
        root=("paper_missing", act.id, wanted),
        absent=(wanted,),
        act=act.id,
        what=act.data.kind,
        wanted=KINDS[wanted],
    )


def _further(case: Facts, act: Page[Act]) -> Iterator[Outcome]:
    """The papers that only upper law asks for, once the case is over."""
    for kind, message in _FURTHER.items():
        found = measures.papers_of(case, act, kind)
        if kind == measures.APPROVAL:
            found = found or _by_general_form(case, act)
        if not found:
            yield satisfied_but(
                "warning",
                "measure_paper_of_upper_law",
                message,
                act.at(),
                remedy=f"lawrec {_add(case, act, kind)}",
                root=("paper_missing", act.id, kind),
                act=act.id,
            )


def _by_general_form(case: Facts, act: Page[Act]) -> list[Page[Record]]:
    """An internal approval form about the decision does what the special form does."""
    decided = {act.id, *(p.id for p in measures.papers_of(case, act, measures.DECISION))}
    return [page for page in case.records_of("approval_form") if decided & set(page.data.about)]
