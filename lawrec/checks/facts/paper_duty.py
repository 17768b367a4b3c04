"""Whether each act has left the paper that it must leave (article 13, paragraph 1)."""

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
from lawrec.checks.facts.course import over
from lawrec.checks.facts.papers import (
    awaited_until,
    belongs_to,
    papers_of,
    unassigned,
)
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import Act, ActKind
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page


def each_act_has(
    case: Facts,
    acts_of: tuple[ActKind, ...],
    kinds: tuple[str, ...],
    *,
    traces: tuple[str, ...],
    none: str,
) -> Iterator[Outcome]:
    """One outcome for each act of these kinds: its paper is there, may still come, or is missing.

    The first of the `kinds` is the one that the text names; the others are equal to it by their
    nature. Without any act, papers of the kinds in `traces` show that the way was used all the
    same; else the duty does not apply, for the reason in `none`.
    """
    acts = case.acts_of(*acts_of)
    for act in acts:
        yield _paper_of(case, act, kinds)
    if not acts:
        yield _unlogged(case, kinds, traces) or not_applicable(none, absent=(*acts_of, *traces))


def _unlogged(case: Facts, kinds: tuple[str, ...], traces: tuple[str, ...]) -> Outcome | None:
    """What papers say of an act that is not logged as what it was.

    Where a way leaves several papers, one that names an act of another kind may be of that act.
    """
    left = unassigned(case, *traces) if len(traces) > 1 else case.records_of(*traces)
    if not left:
        return None
    alone = [page for page in left if not papers_of(case, page.data.act or "", *kinds)]
    if not alone or any(kinds[0] in case.stands_for(page.data) for page in left):
        return met()
    return unsure(
        "act_not_logged",
        N_("{record} {kind}: its act is not logged, so whether {wanted} was due is not known"),
        alone[0].at(),
        remedy=f"lawrec log-act {case.label} ...",
        record=alone[0].id,
        kind=case.kind_of(alone[0].data),
        wanted=KINDS[kinds[0]],
    )


def _paper_of(case: Facts, act: Page[Act], kinds: tuple[str, ...]) -> Outcome:
    others = {other.id for other in case.acts_of(act.data.kind) if other.id != act.id}
    every = papers_of(case, act.id, *kinds)
    found = [page for page in every if page.data.act not in others]
    if any(page.data.kind == kinds[0] for page in found):
        return met()
    if found:
        return _in_place(case, found[0], kinds[0])
    if every:
        return _of_another(case, act, every[0], kinds[0])
    return _not_done(case, act, kinds[0]) or _missing(case, act, kinds)


def _of_another(case: Facts, act: Page[Act], page: Page[Record], wanted: str) -> Outcome:
    """Its only paper is that of another act of the same kind, and merely refers to this one."""
    return unsure(
        "paper_of_another_act",
        N_(
            "{act} {what} has no {wanted} of its own; {record} is that of {other} and refers to "
            "it, and whether one paper serves for both can be read both ways"
        ),
        page.at("about"),
        remedy=f"lawrec add-record {case.label} {wanted} --act {act.id}",
        act=act.id,
        what=act.data.kind,
        wanted=KINDS[wanted],
        record=page.id,
        other=page.data.act,
    )


def _in_place(case: Facts, page: Page[Record], wanted: str) -> Outcome:
    """Another paper than the one named: under the word "等" it does, with a reason (note)."""
    substitutes = page.data.substitutes
    if substitutes is not None and is_blank(substitutes.reason):
        return unsure(
            "substitute_without_reason",
            N_("{record} {kind} takes the place of {wanted}, but gives no reason"),
            page.at("substitutes"),
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set substitutes.reason=...",
            record=page.id,
            kind=case.kind_of(page.data),
            wanted=KINDS[wanted],
        )
    return satisfied_but(
        "note",
        "equal_paper",
        N_("{record} {kind} takes the place of {wanted}"),
        page.at("substitutes"),
        record=page.id,
        kind=case.kind_of(page.data),
        wanted=KINDS[wanted],
    )


def _not_done(case: Facts, act: Page[Act], wanted: str) -> Outcome | None:
    """The act was refused or broken off, so that the paper may have had nothing to say."""
    outcome = act.data.outcome
    if outcome == "refused_investigation":
        return not_applicable(
            N_("{act} was refused and did not take place; article 13, paragraph 3 applies"),
            act=act.id,
        )
    if outcome == "refused_evidence" and wanted == "evidence_list":
        return not_applicable(
            N_("{act}: the evidence was refused, so there was nothing to list"), act=act.id
        )
    broken_off = outcome == "interrupted"
    if broken_off or (outcome == "refused_evidence" and wanted == "evidence_request_notice"):
        return unsure(
            "act_not_completed",
            N_(
                "{act} {what} has no {wanted}; it was not completed, and whether the paper is due "
                "for what was done until then can be read both ways"
            ),
            act.at("outcome"),
            remedy=f"lawrec add-record {case.label} {wanted} --act {act.id}",
            act=act.id,
            what=act.data.kind,
            wanted=KINDS[wanted],
        )
    return None


def _missing(case: Facts, act: Page[Act], kinds: tuple[str, ...]) -> Outcome:
    """The paper is not there: linked to nothing, still to come, or missing."""
    wanted = kinds[0]
    if loose := unassigned(case, wanted):
        return unsure(
            "paper_without_act",
            N_("{act} {what} has no {wanted}, but {record} is one that names no act"),
            loose[0].at(),
            remedy=f"lawrec amend {case.label} {loose[0].id} --reason ... --set act={act.id}",
            act=act.id,
            what=act.data.kind,
            wanted=KINDS[wanted],
            record=loose[0].id,
        )
    return _coming(case, act, wanted) or violated(
        "paper_missing",
        N_("{act} {what} has no {wanted}"),
        act.at(),
        curable=True,
        remedy=f"lawrec add-record {case.label} {wanted} --act {act.id}",
        root=("paper_missing", act.id, wanted),
        absent=kinds,
        act=act.id,
        what=act.data.kind,
        wanted=KINDS[wanted],
    )


def _coming(case: Facts, act: Page[Act], wanted: str) -> Outcome | None:
    """A draft of the paper, or the time in which papers are still being typed in."""
    drafts = [page for page in case.drafts_of(wanted) if belongs_to(page, act.id)]
    until = awaited_until(case, act)
    if until is None and (not drafts or over(case)):
        return None
    message = N_("{act} {what}: its {wanted} is not in the case yet")
    command = f"add-record {case.label} {wanted} --act {act.id}"
    if drafts:
        message = N_("{act} {what}: its {wanted} is still a draft")
        command = f"finalise {case.label} {drafts[0].id}"
    return pending(
        "paper_awaited",
        message,
        drafts[0].at("draft") if drafts else act.at(),
        due=until,
        remedy=f"lawrec {command}",
        act=act.id,
        what=act.data.kind,
        wanted=KINDS[wanted],
    )
