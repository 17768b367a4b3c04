"""Administrative Penalty Law 57 to 61: how a penalty is decided, what it states, and when."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, met, not_applicable, rule, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import PENALTY
from lawrec.checks.facts.initiation import governing
from lawrec.checks.facts.service import faces, receipts, services
from lawrec.checks.national.common import (
    Moment,
    before,
    blank,
    earlier_law,
    in_force,
    in_period,
    late,
    outside,
)
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.moments import Tri
from lawrec.schema.records.common import OutwardPaper, Record
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
        yield not_applicable(N_("No penalty has been decided"), absent=PENALTY)
    for page in found:
        law = in_force(case, clause, page.data.made_at)
        yield page if law else earlier_law(clause)


def _needed_for_major(case: Facts, page: Page[OutwardPaper], kinds: tuple[str, ...]) -> Outcome:
    """A paper that a major decision needs before it; the handlers declare whether it is one."""
    found = case.records_of(*kinds)
    if any(before(p.data.made_at, page.data.made_at) != "no" for p in found):
        return met()
    if found:
        return violated(
            "law_step_after_decision",
            N_("{record} {kind} is dated after the decision {decision}"),
            found[0].at("made_at"),
            curable=False,
            root=("law_step", kinds[0], page.id),
            record=found[0].id,
            kind=case.kind_of(found[0].data),
            decision=page.id,
        )
    major = case.answer("major_decision")
    if major == "no":
        return not_applicable(N_("Declared to be no major decision"), absent=kinds)
    if major == "unknown":
        return unsure(
            "law_major_unknown",
            N_("{record} {kind}: whether it is a major decision is not declared"),
            page.at(),
            remedy=f"lawrec declare {case.label} major_decision=...",
            root=("law_step", kinds[0], page.id),
            record=page.id,
            kind=case.kind_of(page.data),
        )
    return violated(
        "law_step_missing",
        N_("{record} {kind} is a major decision, and there is no {wanted} before it"),
        page.at(),
        curable=False,
        root=("law_step", kinds[0], page.id),
        absent=kinds,
        record=page.id,
        kind=case.kind_of(page.data),
        wanted=KINDS[kinds[0]],
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
        yield page if isinstance(page, Outcome) else _needed_for_major(case, page, (_REVIEW,))


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
        data = page.data
        gaps = list(blank(case, page, "facts", "evidence", "orders", "legal_basis", "made_at"))
        told = {right for entry in data.rights_told for right in entry.rights}
        if not {"reconsideration", "litigation"} <= told:
            gaps += blank(case, page, "rights_told") or [_no_remedies(case, page)]
        if any(order.within_days is None and order.type in _TO_PERFORM for order in data.orders):
            gaps.append(_no_time(case, page))
        gaps += [
            _no_address(case, page, who) for who in faces(case, page.id) if _homeless(case, who)
        ]
        if not any(entry.as_ == "organ" and entry.status == "signed" for entry in data.signatures):
            gaps.append(_no_seal(case, page))
        yield from gaps or [met()]


_TO_PERFORM = frozenset(("fine", "罚款", "demolish", "拆除", "restore", "恢复原状"))


def _homeless(case: Facts, who: str) -> bool:
    person = case.person(who)
    return person is None or is_blank(person.address)


def _gap(case: Facts, page: Page[OutwardPaper], field: str, text: str, **more: object) -> Outcome:
    return violated(
        "law_content_missing",
        text,
        page.at(field),
        curable=True,
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set {field}=...",
        root=("law_content", page.id, field),
        record=page.id,
        kind=case.kind_of(page.data),
        **more,  # type: ignore[arg-type]
    )


def _no_remedies(case: Facts, page: Page[OutwardPaper]) -> Outcome:
    text = N_("{record} {kind} does not tell of both reconsideration and litigation")
    return _gap(case, page, "rights_told", text)


def _no_time(case: Facts, page: Page[OutwardPaper]) -> Outcome:
    return _gap(case, page, "orders", N_("{record} {kind} sets no time for performance"))


def _no_address(case: Facts, page: Page[OutwardPaper], who: str) -> Outcome:
    text = N_("{record} {kind}: the address of {who} is not on record")
    return _gap(case, page, "party_info", text, who=who)


def _no_seal(case: Facts, page: Page[OutwardPaper]) -> Outcome:
    return _gap(case, page, "signatures", N_("{record} {kind} does not bear the organ's seal"))


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
    return bool(case.records_of(*papers) or case.acts_of("hearing", "appraisal"))


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
            yield _served(case, page)


def _served(case: Facts, page: Page[Record]) -> Outcome:
    made = page.data.made_at
    posted: list[Moment] = [
        receipt.data.posted_at
        for receipt in receipts(case, "public_notice")
        if page.id in receipt.data.about and receipt.data.posted_at is not None
    ]
    served = [s.on for s in services(case, page.id) if s.on is not None]
    if not served:
        return not_applicable(N_("Not served yet; article 21 judges that"))
    if made is None:
        return late(case, "apl.61", "decision_service", page, answer="unknown", since=None)
    times = posted or served
    answers = [in_period(case, "apl.61", "decision_service", made, on) for on in times]
    if all(answer == "yes" for answer in answers):
        return met()
    worst: Tri = "no" if "no" in answers else "unknown"
    return late(case, "apl.61", "decision_service", page, answer=worst, since=made)


RULES: tuple[Rule, ...] = (
    discussed_collectively,
    reviewed_by_lawyers,
    decision_states,
    decided_in_ninety_days,
    decision_served,
)
