"""Administrative Penalty Law 57 to 61: how a penalty is decided, what it states, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, met, not_applicable, rule, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import PENALTY
from lawrec.checks.facts.initiation import governing
from lawrec.checks.facts.service import faces
from lawrec.checks.national.common import (
    Moment,
    before,
    blank,
    earlier_law,
    gap,
    in_force,
    in_period,
    late,
    outside,
    remedies,
    sealed,
    unclear,
    undecided,
)
from lawrec.checks.national.delivery import served_in_time
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import OutwardPaper
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page

_DISCUSSIONS = ("collective_discussion_record", "meeting_minutes", "case_discussion_record")
_REVIEW = "legal_review_opinion"


def _decisions(case: Facts, clause: str) -> Iterator[Outcome | Page[OutwardPaper]]:
    """The penalty decisions to judge, or why there is none."""
    if (out := outside(case, "penalty", procedure="general")) is not None:
        yield out
        return
    found = case.typed(case.records_of(*PENALTY), OutwardPaper)
    if not found:
        yield undecided(case, *PENALTY)
    for page in found:
        law = in_force(case, clause, page.data.made_at)
        yield page if law else earlier_law(clause)


def _needed_for_major(case: Facts, page: Page[OutwardPaper], kinds: tuple[str, ...]) -> Outcome:
    """A paper that a major decision needs before it; the handlers declare whether it is one."""
    found = case.records_of(*kinds)
    answers = {before(p.data.made_at, page.data.made_at) for p in found}
    if "yes" in answers:
        return met()
    names = {"record": page.id, "kind": case.kind_of(page.data), "wanted": KINDS[kinds[0]]}
    root = ("law_step", kinds[0], page.id)
    major = case.answer("major_decision")
    if "unknown" in answers:
        return unsure(
            "law_step_time",
            N_("{record} {kind}: whether the {wanted} came before it cannot be told"),
            page.at("made_at"),
            remedy=f"lawrec amend {case.label} {found[0].id} --reason ... --set made_at=...",
            root=root,
            **names,  # type: ignore[arg-type]
        )
    if major == "no":
        return not_applicable(N_("Declared to be no major decision"))
    if major == "unknown":
        return unsure(
            "law_major_unknown",
            N_("{record} {kind}: whether it is a major decision is not declared"),
            page.at(),
            remedy=f"lawrec declare {case.label} major_decision=...",
            root=root,
            **names,  # type: ignore[arg-type]
        )
    return violated(
        "law_step_missing",
        N_("{record} {kind} is a major decision, and there is no {wanted} before it"),
        page.at(),
        curable=False,
        root=root,
        absent=kinds,
        **names,  # type: ignore[arg-type]
    )


@rule("apl.57")
def discussed_collectively(case: Facts) -> Iterator[Outcome]:
    """A major penalty was decided by the heads after a collective discussion.

    Duty: complex or grave cases are discussed and decided collectively.
    Lawful: a record of the discussion from before the decision, or declared no major decision.
    Unlawful: declared major, and no discussion is on record before it.
    Remedy: none once it is decided; record the rectification.
    """
    for page in _decisions(case, "apl.57"):
        yield page if isinstance(page, Outcome) else _needed_for_major(case, page, _DISCUSSIONS)


@rule("apl.58")
def reviewed_by_lawyers(case: Facts) -> Iterator[Outcome]:
    """A decision that must be reviewed passed the legal review before it was made.

    Duty: without the review, or against it, nothing is decided.
    Lawful: a review from before the decision, or declared no major decision.
    Unlawful: declared major, and no review is on record before it.
    Remedy: none once it is decided; record the rectification.
    """
    for page in _decisions(case, "apl.58"):
        if isinstance(page, Outcome):
            yield page
            continue
        outcome = _needed_for_major(case, page, (_REVIEW,))
        heard = case.acts_of("hearing") or case.records_of("hearing_transcript")
        yield _heard(case, page) if outcome.verdict == "not_applicable" and heard else outcome


def _heard(case: Facts, page: Page[OutwardPaper]) -> Outcome:
    return unsure(
        "law_review_after_hearing",
        N_(
            "{record} {kind} was made after a hearing without a legal review; one is needed where "
            "it directly concerns grave interests (article 58), whatever is declared"
        ),
        page.at(),
        remedy=f"lawrec attest {case.label} apl.58 --basis ...",
        record=page.id,
        kind=case.kind_of(page.data),
    )


@rule("apl.59")
def decision_states(case: Facts) -> Iterator[Outcome]:
    """The decision states its six contents and bears the seal.

    Duty: party and address, facts and evidence, penalty and basis, performance, remedies, organ
        and date, and the seal.
    Lawful: all of them on the paper.
    Unlawful: one of them left blank.
    Remedy: amend the typed decision if the paper states it; else the paper itself is defective.
    """
    for page in _decisions(case, "apl.59"):
        if isinstance(page, Outcome):
            yield page
            continue
        gaps = [*_contents(case, page), *remedies(case, page)]
        gaps += sealed(case, page, N_("{record} {kind} does not bear the organ's seal"))
        yield from gaps or [met()]


_TO_PERFORM = frozenset(
    (
        *("fine", "demolish", "restore", "demolish_restore", "return_land"),
        *("罚款", "拆除", "限期拆除", "恢复原状", "退还土地"),
    )
)
_NOTHING_TO_DO = frozenset(("warning", "criticism", "revocation", "警告", "通报批评", "吊销"))
_TIME = re.compile("[日月天]|立即|当场|期限|即时")
_ADDRESS = re.compile("[住址]|所在地")


def _contents(case: Facts, page: Page[OutwardPaper]) -> Iterator[Outcome]:
    data = page.data
    yield from blank(case, page, "party_info", "facts", "legal_basis", "made_at")
    if not data.evidence:
        yield gap(case, page, "evidence", N_("{record} {kind} cites no evidence"))
    addresses = [p.address for who in faces(case, page.id) if (p := case.person(who)) and p.address]
    told = data.party_info or ""
    known = any(address in told for address in addresses) or _ADDRESS.search(told)
    if not is_blank(data.party_info) and not known:
        text = N_("{record} {kind}: whether it states the address of the party cannot be told")
        yield unclear(case, page, "party_info", text)
    if not data.orders and is_blank(data.content):
        yield from blank(case, page, "orders")
    elif not data.orders:
        text = N_("{record} {kind}: what it orders is not entered item by item")
        yield unclear(case, page, "orders", text)
    untimed = {
        o.type for o in data.orders if o.within_days is None and not _TIME.search(o.text)
    } - _NOTHING_TO_DO
    if untimed & _TO_PERFORM:
        yield gap(case, page, "orders", N_("{record} {kind} sets no time for performance"))
    elif untimed:
        text = N_("{record} {kind}: whether every item sets a time for performance is not entered")
        yield unclear(case, page, "orders", text)


@rule("apl.60")
def decided_in_ninety_days(case: Facts) -> Iterator[Outcome]:
    """The penalty was decided within ninety days of opening the case.

    Duty: ninety days from the approval of opening, unless other law says otherwise.
    Lawful: the decision lies within them.
    Unlawful: it came later, without an extension and without a suspension.
    Remedy: none; record the rectification.
    """
    for page in _decisions(case, "apl.60"):
        if isinstance(page, Outcome):
            yield page
            continue
        opened, made = _opened(case), page.data.made_at
        if opened is None or made is None:
            yield late(case, "apl.60", "decision", page, answer="unknown", since=opened)
            continue
        answer = in_period(case, "apl.60", "decision", opened, made)
        if answer == "no" and _time_left_out(case):
            answer = "unknown"
        yield (
            met()
            if answer == "yes"
            else late(case, "apl.60", "decision", page, answer=answer, since=opened)
        )


def _opened(case: Facts) -> Moment | None:
    """When the head approved opening the case."""
    found = governing(case)
    return found[1].at if found else None


def _time_left_out(case: Facts) -> bool:
    """Whether something may have prolonged the period or stopped it."""
    papers = ("time_extension_approval", "investigation_suspension", "appraisal_opinion")
    acts = case.acts_of("hearing", "appraisal", "expert_argument")
    return bool(acts or case.records_of(*papers, "hearing_transcript"))


@rule("apl.61")
def decision_served(case: Facts) -> Iterator[Outcome]:
    """The decision was served within seven working days.

    Duty: at once to a party who is there, else within seven working days.
    Lawful: every service of it within them; a public notice counts from its posting.
    Unlawful: a service after them.
    Remedy: none; record the rectification.
    """
    for page in _decisions(case, "apl.61"):
        if isinstance(page, Outcome):
            yield page
        else:
            yield from served_in_time(case, "apl.61", "decision_service", page)


RULES: tuple[Rule, ...] = (
    discussed_collectively,
    reviewed_by_lawyers,
    decision_states,
    decided_in_ninety_days,
    decision_served,
)
