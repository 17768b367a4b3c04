"""Article 19: legal review, expert argument, collective discussion, and the head's approval."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lawrec.checks.base import (
    Outcome,
    Rule,
    met,
    not_applicable,
    rule,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts import approvals as steps
from lawrec.checks.facts import discussions, legal_review
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.deciding_head import not_plainly_head
from lawrec.checks.facts.legal_review import Review
from lawrec.checks.facts.signatures import Signed, seen_by, unseen
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import Approval, Step
from lawrec.schema.records.decision import LegalReviewOpinion
from lawrec.schema.snapshot import Page

Form = Page[Approval]


def _reviews(case: Facts, judge: Callable[[Facts, Review], Iterator[Outcome]]) -> Iterator[Outcome]:
    """The rule for every document of a legal review, or what its absence leaves open."""
    if (outside := steps.summary_procedure(case)) is not None:
        yield outside
        return
    found = case.records_of(legal_review.REVIEW)
    pages = case.typed(found, LegalReviewOpinion)
    ids = {page.id for page in pages}
    yield from (legal_review.unread(case, page) for page in found if page.id not in ids)
    for page in pages:
        yield from judge(case, page)
    if not found:
        yield legal_review.none_there(case)


@rule("19.1a")
def names_reviewers(case: Facts) -> Iterator[Outcome]:
    """The document of the legal review names who of the legal section reviewed.

    Duty: the legal section's reviewers are stated in its document.
    Lawful: at least one reviewer, of the legal section by the roster; no such document where the
    decision is declared not major.
    Unlawful: a document that names nobody. Where the document itself is missing the row is open.
    Remedy: enter who reviewed, or declare whether the decision is a major one.
    """
    yield from _reviews(case, _named)


def _named(case: Facts, page: Review) -> Iterator[Outcome]:
    yield met()
    names = legal_review.named(page)
    remedy = f"lawrec amend {case.label} {page.id} --reason ... --set reviewers=..."
    if names:
        doubt = legal_review.of_the_section(case, page, names)
        yield from [doubt] if doubt else []
    elif signed := legal_review.signers(page):
        yield unsure(
            "reviewers_only_sign",
            N_(
                "{record} lists no reviewers; lawful if the signature of {who} states one, "
                "unlawful if the text of the document has to"
            ),
            page.at("reviewers"),
            remedy=remedy,
            record=page.id,
            who=signed[0],
        )
    else:
        yield violated(
            "reviewers_missing",
            N_("{record} does not name who of the legal section reviewed"),
            page.at("reviewers"),
            curable=True,
            remedy=remedy,
            record=page.id,
        )


@rule("19.1b")
def gives_opinion(case: Facts) -> Iterator[Outcome]:
    """The document of the legal review gives an opinion, and advice or the word that there is none.

    Duty: opinion and suggestions are stated.
    Lawful: an opinion; a suggestion, or "none".
    Unlawful: no opinion. No word on suggestions, a review after the approval, and a reviewer who
    handles the case are warnings.
    Remedy: enter what the document says.
    """
    yield from _reviews(case, _opinion)
    pages = case.typed(case.records_of(legal_review.REVIEW), LegalReviewOpinion)
    if pages and steps.summary_procedure(case) is None:
        yield from legal_review.too_late(case, pages)


def _opinion(case: Facts, page: Review) -> Iterator[Outcome]:
    yield met()
    if is_blank(page.data.opinion):
        yield violated(
            "review_without_opinion",
            N_("{record} gives no opinion"),
            page.at("opinion"),
            curable=True,
            remedy=f"lawrec amend {case.label} {page.id} --reason ... --set opinion=...",
            record=page.id,
        )
    if is_blank(page.data.suggestion) and not _says_none(page.data.suggestion):
        text = N_("{record} has no word on suggestions, not even that there are none")
        place = page.at("suggestion")
        yield satisfied_but("warning", "suggestion_blank", text, place, record=page.id)
    handling = case.case.officers if case.case else ()
    both = [name for name in legal_review.named(page) if name in handling]
    if both:
        yield satisfied_but(
            "warning",
            "handler_reviews",
            N_("{record}: {who} handles the case and reviewed it as well"),
            page.at("reviewers"),
            record=page.id,
            who=both[0],
        )


def _says_none(text: str | None) -> bool:
    return text is not None and text.strip(" 。.").lower() in ("无", "暂无", "none")


@rule("19.2")
def expert_argument_on_paper(case: Facts) -> Iterator[Outcome]:
    """Where experts were consulted there are minutes of the meeting or a written opinion.

    Duty: an expert argument leaves minutes or an opinion.
    Lawful: either of them; no expert argument at all.
    Unlawful: an argument that is logged and left neither.
    Remedy: bring the minutes or the opinion into the case.
    """
    if (outside := steps.summary_procedure(case)) is not None:
        yield outside
        return
    none = N_("No experts were consulted")
    yield from discussions.held(case, "expert_argument", discussions.EXPERTS, none)
    for page in discussions.papers(case, "expert_argument", discussions.EXPERTS):
        yield from discussions.contents(case, page, "expert", "attendee", "recorder")


@rule("19.3")
def discussion_on_paper(case: Facts) -> Iterator[Outcome]:
    """A collective discussion leaves a record or minutes.

    Duty: the collective discussion is recorded.
    Lawful: a record or minutes; no discussion at all, for upper law says when one is due.
    Unlawful: a discussion that is logged and left neither. Gaps in the record, a discussion after
    the decision and a sum that differs from it are warnings; the last discussion counts.
    Remedy: bring the record or the minutes into the case.
    """
    if (outside := steps.summary_procedure(case)) is not None:
        yield outside
        return
    none = N_("No collective discussion was held")
    yield from discussions.held(case, "collective_discussion", discussions.DISCUSSION, none)
    found = discussions.papers(case, "collective_discussion", discussions.DISCUSSION)
    for page in found:
        yield from discussions.contents(case, page, "attendee", "recorder", "presider")
    yield from discussions.against_decision(case, found)


def _each(case: Facts, judge: Callable[[Facts, Form, Step], Outcome]) -> Iterator[Outcome]:
    """The rule for the head's last step on every final form."""
    if (outside := steps.summary_procedure(case)) is not None:
        yield outside
        return
    yield from (steps.unread_steps(case, page) for page in steps.untyped_forms(case))
    forms = steps.forms(case)
    for form in forms:
        step = steps.approver(form.data)
        yield judge(case, form, step) if step else steps.step_missing(case, form, "approver")
    if not forms:
        none = N_("There is no complete approval form yet")
        yield not_applicable(none, absent=steps.APPROVALS)


@rule("19.4a")
def head_gives_opinion(case: Facts) -> Iterator[Outcome]:
    """The approval record carries the head's opinion.

    Duty: the head puts down an opinion.
    Lawful: any words, "agreed" too; a ticked option of the office system, with a note. Of a form
    that was returned the last round counts.
    Unlawful: no step of the head, or a blank opinion.
    Remedy: amend the form with what the paper says.
    """
    yield from _each(case, _head_opinion)


def _head_opinion(case: Facts, form: Form, step: Step) -> Outcome:
    words = any(char.isalpha() for char in step.opinion or "") and not is_blank(step.opinion)
    if words:
        return met()
    ticked = not is_blank(step.opinion) or not is_blank(form.data.external_ref)
    if ticked and step.decision is not None:
        return satisfied_but(
            "note",
            "opinion_ticked",
            N_("{record} {kind}: the head ticked an option and wrote no words"),
            form.at("steps", steps.position(form.data, "approver")),
            record=form.id,
            kind=case.kind_of(form.data),
        )
    return steps.opinion_blank(case, form, "approver")


@rule("19.4b")
def head_signs(case: Facts) -> Iterator[Outcome]:
    """The approval record carries the head's own signature.

    Duty: the head signs; the text does not let a seal take its place.
    Lawful: a signature by hand or an electronic one that somebody has seen; a seal alone is a
    warning.
    Unlawful: no step of the head, or one without a name. Typed or unseen is open, and so is a
    decision approved by somebody who is no head of the organ by the roster.
    Remedy: have somebody look at the original, or amend the form with what it shows.
    """
    yield from _each(case, _head_signature)


def _head_signature(case: Facts, form: Form, step: Step) -> Outcome:
    place = form.at("steps", steps.position(form.data, "approver"))
    if is_blank(step.who):
        return steps.opinion_blank(case, form, "approver")
    if step.means in ("typed", "fingerprint"):
        return unsure(
            "head_not_signed",
            N_("{record} {kind}: {who} is only entered; no signature is shown"),
            place,
            remedy=steps.amend(case, form, "steps=..."),
            record=form.id,
            kind=case.kind_of(form.data),
            who=step.who,
        )
    if not seen_by(case, form):
        return unseen(case, form, Signed("unseen", step.who, place))
    if step.means == "seal":
        return _seal_only(case, form, step)
    return not_plainly_head(case, form, step) or met()


def _seal_only(case: Facts, form: Form, step: Step) -> Outcome:
    return satisfied_but(
        "warning",
        "head_seal_only",
        N_("{record} {kind}: {who} put only a seal; the text asks for a signature"),
        form.at("steps", steps.position(form.data, "approver")),
        record=form.id,
        kind=case.kind_of(form.data),
        who=step.who,
    )


RULES: tuple[Rule, ...] = (
    names_reviewers,
    gives_opinion,
    expert_argument_on_paper,
    discussion_on_paper,
    head_gives_opinion,
    head_signs,
)
