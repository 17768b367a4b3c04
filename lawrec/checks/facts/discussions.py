"""Expert argument and collective discussion (19.2, 19.3): their papers and what these say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from lawrec.checks.base import (
    Outcome,
    met,
    not_applicable,
    pending,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts.approvals import DECISIONS
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.papers import awaited_until, belongs_to, papers_of, unassigned
from lawrec.checks.facts.signatures import any_signed
from lawrec.checks.facts.support import scan_of
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.case import Act, ActKind
from lawrec.schema.moments import last_instant, not_after
from lawrec.schema.records.common import OutwardPaper, Record, SignerRole
from lawrec.schema.records.decision import DiscussionRecord, ExpertOpinion
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page

EXPERTS = ("expert_meeting_minutes", "expert_opinion", "expert_report", "meeting_minutes")
DISCUSSION = ("collective_discussion_record", "meeting_minutes", "case_discussion_record")
_YUAN = re.compile(r"(?<![0-9.])([0-9][0-9,，]*(?:\.[0-9]+)?)\s*(万)?元")


def held(case: Facts, act: ActKind, kinds: tuple[str, ...], none: str) -> Iterator[Outcome]:
    """Each act of that kind left one of the papers; either will do.

    Papers without a logged act show that it was held; neither of both: it was not, and nothing
    is due.
    """
    acts = case.acts_of(act)
    for page in acts:
        yield _paper_of(case, page, kinds)
    if not acts:
        found = papers(case, act, kinds)
        yield _read(case, found, kinds) if found else not_applicable(none, absent=(act, *kinds))


def papers(case: Facts, act: ActKind, kinds: tuple[str, ...]) -> list[Page[Record]]:
    """The papers of all acts of that kind; minutes of no act count for the discussion alone."""
    acts = [page.id for page in case.acts_of(act)]
    found = [p for p in case.records_of(*kinds) if any(belongs_to(p, item) for item in acts)]
    own = [kind for kind in kinds if kind != "meeting_minutes" or act == "collective_discussion"]
    return [*found, *(p for p in unassigned(case, *own) if p not in found)]


def _read(case: Facts, found: list[Page[Record]], kinds: tuple[str, ...]) -> Outcome:
    """One of the papers that the text names, or another in their place, which is open."""
    if any(page.data.kind in kinds for page in found):
        return met()
    return unsure(
        "paper_of_another_name",
        N_("{record} {kind} is there in place of {wanted}; a person must see whether it is one"),
        found[0].at("substitutes"),
        root=("paper", found[0].id),
        record=found[0].id,
        kind=case.kind_of(found[0].data),
        wanted=KINDS[kinds[0]],
    )


def _paper_of(case: Facts, act: Page[Act], kinds: tuple[str, ...]) -> Outcome:
    found = papers_of(case, act.id, *kinds)
    if found:
        return _read(case, found, kinds)
    wanted = kinds[0]
    if loose := unassigned(case, *kinds):
        return unsure(
            "paper_without_act",
            N_("{act} {what} has no {wanted}, but {record} is one that names no act"),
            loose[0].at(),
            remedy=f"lawrec amend {case.label} {loose[0].id} --reason ... --set act={act.id}",
            record=loose[0].id,
            act=act.id,
            what=act.data.kind,
            wanted=KINDS[wanted],
        )
    coming = _coming(case, act, kinds)
    return coming or violated(
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


def _coming(case: Facts, act: Page[Act], kinds: tuple[str, ...]) -> Outcome | None:
    """The paper may still be typed in, or waits as a draft while the case goes on."""
    drafts = [page for page in case.drafts_of(*kinds) if belongs_to(page, act.id)]
    until = awaited_until(case, act)
    if until is None and (not drafts or over(case)):
        return None
    command = f"finalise {case.label} {drafts[0].id}" if drafts else None
    return pending(
        "paper_awaited",
        N_("{act} {what}: its {wanted} is not in the case yet"),
        act.at(),
        due=until,
        remedy=f"lawrec {command or f'add-record {case.label} {kinds[0]} --act {act.id}'}",
        act=act.id,
        what=act.data.kind,
        wanted=KINDS[kinds[0]],
    )


def contents(case: Facts, page: Page[Record], *signers: SignerRole) -> Iterator[Outcome]:
    """What the paper says; the text asks for the paper, so that single gaps are warnings."""
    record = page.data
    texts = [record.content]
    if isinstance(record, DiscussionRecord):
        texts += [record.conclusion, *(entry.opinion for entry in record.attendees)]
    elif isinstance(record, ExpertOpinion):
        texts += [record.question, record.opinion]
    if all(is_blank(text) for text in texts) and scan_of(case, page) is None:
        yield unsure(
            "record_empty",
            N_("{record} {kind} says nothing of what was discussed"),
            page.at(),
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set content=...",
            root=("empty", page.id),
            record=page.id,
            kind=case.kind_of(record),
        )
        return
    for code, field, text in _gaps(record):
        yield _gap(case, page, code, field, text)
    if any_signed(case, page, *signers) not in ("seen", "unseen"):
        text = N_("{record} {kind}: nobody who took part has signed")
        yield _gap(case, page, "discussion_unsigned", "signatures", text)


def _gaps(record: Record) -> Iterator[tuple[str, str, str]]:
    """What the paper lacks: the code, the field, and the words for it."""
    nobody = N_("{record} {kind} does not say who took part")
    nothing = N_("{record} {kind} states no conclusion")
    if isinstance(record, DiscussionRecord):
        there = [entry for entry in record.attendees if not is_blank(entry.who)]
        if not there:
            yield "nobody_listed", "attendees", nobody
        if any(is_blank(entry.opinion) for entry in there) and record.kind != "meeting_minutes":
            text = N_("{record} {kind} does not have the view of everyone")
            yield "view_missing", "attendees", text
        if is_blank(record.conclusion):
            yield "conclusion_missing", "conclusion", nothing
    elif isinstance(record, ExpertOpinion):
        if all(is_blank(name) for name in record.experts):
            yield "nobody_listed", "experts", nobody
        if is_blank(record.opinion):
            yield "conclusion_missing", "opinion", nothing


def _gap(case: Facts, page: Page[Record], code: str, field: str, message: str) -> Outcome:
    return satisfied_but(
        "warning",
        code,
        message,
        page.at(field),
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set {field}=...",
        record=page.id,
        kind=case.kind_of(page.data),
    )


def against_decision(case: Facts, found: list[Page[Record]]) -> Iterator[Outcome]:
    """Whether the discussion preceded the decision, and whether both name the same sum.

    A later discussion replaces an earlier one: what counts is the last before the decision.
    """
    dated = [(on, page) for page in found if (on := held_on(case, page)) is not None]
    for decision in case.typed(case.records_of(*DECISIONS), OutwardPaper):
        made = decision.data.made_at
        if made is None or not dated:
            continue
        before = [pair for pair in dated if not_after(pair[0], made) != "no"]
        if not before:
            on, page = min(dated, key=lambda pair: last_instant(pair[0]))
            yield satisfied_but(
                "warning",
                "discussed_late",
                N_("{record}: discussed on {on}, after {decision} of {made}"),
                page.at("made_at"),
                record=page.id,
                on=on,
                decision=decision.id,
                made=made,
            )
            continue
        _, last = max(before, key=lambda pair: last_instant(pair[0]))
        yield from _sums(last, decision)


def held_on(case: Facts, page: Page[Record]) -> datetime | date | None:
    """When it was held: by the log of the act, else as the paper is dated."""
    act = case.act(page.data.act)
    return act.data.start if act else page.data.made_at


def _sums(page: Page[Record], decision: Page[OutwardPaper]) -> Iterator[Outcome]:
    """A sum of the decision that the conclusion, which names sums, does not name."""
    record = page.data
    if not isinstance(record, DiscussionRecord):
        return
    said = amounts(record.conclusion or "")
    imposed = [order.amount_yuan for order in decision.data.orders if order.amount_yuan is not None]
    other = next((sum_ for sum_ in imposed if said and sum_ not in said), None)
    if other is not None:
        yield satisfied_but(
            "warning",
            "conclusion_differs",
            N_("{record}: the conclusion names other sums than the {amount} yuan of {decision}"),
            page.at("conclusion"),
            record=page.id,
            amount=str(other),
            decision=decision.id,
        )


def amounts(text: str) -> set[Decimal]:
    """The sums in yuan that a text names in figures."""
    found = ((re.sub("[,，]", "", m[1]), m[2]) for m in _YUAN.finditer(text))
    return {Decimal(figure) * (10_000 if unit else 1) for figure, unit in found}
