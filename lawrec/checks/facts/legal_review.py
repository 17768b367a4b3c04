"""The legal section's review (19.1): its documents, whom they name, and when one is missed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from lawrec.checks.base import Outcome, not_applicable, pending, satisfied_but, unsure
from lawrec.checks.facts import approval_duty as duty
from lawrec.checks.facts.approvals import DECISIONS, approver, drafts, forms
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import exit_of, over
from lawrec.checks.facts.signatures import signatures
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.moments import last_instant, not_after
from lawrec.schema.records.common import Approval, Record
from lawrec.schema.records.decision import LegalReviewOpinion
from lawrec.schema.snapshot import Page

REVIEW = "legal_review_opinion"
Review = Page[LegalReviewOpinion]
_NOTHING_DECIDED = ("refused", "transferred", "withdrawn", "spawned")


def none_there(case: Facts) -> Outcome:
    """The case has no document of a review: whether one was due is not for this text to say."""
    none = N_("There is no document of a legal review, and the decision is declared not major")
    if case.answer("major_decision") == "no":
        return not_applicable(none, absent=(REVIEW,))
    left = exit_of(case) in _NOTHING_DECIDED and not case.records_of(*DECISIONS)
    if left or duty.outside(case) is not None:
        text = N_("The case has led to no decision that a legal section could review")
        return not_applicable(text, absent=(REVIEW, *DECISIONS))
    waiting = case.drafts_of(REVIEW)
    if not over(case) and not case.records_of(*DECISIONS):
        remedy = f"lawrec declare {case.label} major_decision=..."
        if waiting or case.answer("major_decision") == "yes":
            command = f"finalise {case.label} {waiting[0].id}" if waiting else None
            remedy = f"lawrec {command or f'add-record {case.label} {REVIEW}'}"
        text = N_("Nothing is decided yet; whether a legal review is due is settled by then")
        return pending("legal_review_to_come", text, case.case_place, remedy=remedy)
    return _absent(case)


def _absent(case: Facts) -> Outcome:
    place = case.snapshot.at("declarations.yaml", "major_decision")
    step = next((form for form in _every_form(case) if form.data.step("legal")), None)
    if case.answer("major_decision") == "unknown":
        return unsure(
            "major_decision_undeclared",
            N_("There is no document of a legal review, and nobody declared whether it was due"),
            place,
            remedy=f"lawrec declare {case.label} major_decision=...",
            root=("legal_review",),
        )
    remedy = f"lawrec add-record {case.label} {REVIEW}"
    if step is not None:
        return unsure(
            "legal_review_only_a_step",
            N_(
                "The decision is declared major; the legal section only wrote a step on {record}, "
                "and whether that is the document of its review can be read both ways"
            ),
            step.at("steps"),
            remedy=remedy,
            root=("legal_review",),
            record=step.id,
        )
    return unsure(
        "legal_review_absent",
        N_(
            "The decision is declared major, but there is no document of a legal review; this "
            "text does not say when one is due, so that upper law decides"
        ),
        place,
        remedy=remedy,
        root=("legal_review",),
    )


def _every_form(case: Facts) -> list[Page[Approval]]:
    return [*forms(case), *drafts(case)]


def unread(case: Facts, page: Page[Record]) -> Outcome:
    """A paper of another kind stands for the document of the review."""
    return unsure(
        "review_unread",
        N_("{record} {kind} stands for a legal review; a person must read what it says"),
        page.at("substitutes"),
        root=("review", page.id),
        record=page.id,
        kind=case.kind_of(page.data),
    )


def named(page: Review) -> list[str]:
    """The reviewers whom the document lists."""
    return [name for name in page.data.reviewers if not is_blank(name)]


def signers(page: Review) -> list[str]:
    """Who signed it as a reviewer, listed or not."""
    entries = [entry for _, entry in signatures(page, "reviewer") if entry.status == "signed"]
    return [entry.who for entry in entries if not is_blank(entry.who)]


def of_the_section(case: Facts, page: Review, names: list[str]) -> Outcome | None:
    """What is open if the roster shows none of them in the legal section on that day."""
    on = page.data.made_at or case.as_of
    if any(case.has_duty(name, "legal_review", on) == "yes" for name in names):
        return None
    return unsure(
        "reviewer_not_of_legal_section",
        N_("{record}: the roster does not show that {who} was of the legal section on that day"),
        page.at("reviewers"),
        remedy=f"lawrec officer add {argument(names[0])}",
        root=("legal_reviewer", page.id),
        record=page.id,
        who=names[0],
    )


def too_late(case: Facts, pages: list[Review]) -> Iterator[Outcome]:
    """A warning if every review is later than the approval of the decision, or than itself."""
    moments = [moment for moment in _decided_at(case) if moment is not None]
    if not moments:
        return
    first = min(moments, key=last_instant)
    answers = [not_after(on, first) if (on := page.data.made_at) else "unknown" for page in pages]
    if all(answer == "no" for answer in answers):
        yield satisfied_but(
            "warning",
            "reviewed_late",
            N_("{record}: the review of {on} is later than the approval or decision of {decided}"),
            pages[0].at("made_at"),
            record=pages[0].id,
            on=pages[0].data.made_at,
            decided=first,
        )


def _decided_at(case: Facts) -> Iterator[datetime | date | None]:
    decisions = {page.id: page.data.made_at for page in case.records_of(*DECISIONS)}
    yield from decisions.values()
    for form in forms(case):
        step = approver(form.data)
        if decisions.keys() & set(form.data.about) and step and step.decision == "approved":
            yield step.at
