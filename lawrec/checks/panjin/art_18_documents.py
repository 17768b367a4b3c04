"""Article 18: what a document of enforcement states."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, rule, satisfied_but, unsure
from lawrec.checks.facts import citations
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.catalogue import dangling, item_absent
from lawrec.checks.facts.document_form import organ, specimen
from lawrec.checks.facts.documents import (
    ANNOUNCING,
    APPLICATION_PAPERS,
    DECIDING,
    ON_APPLICATION,
    OTHERS,
    WEIGHED,
    Document,
    each_document,
    form_steps,
    lacking,
    unread_form,
)
from lawrec.i18n import N_
from lawrec.schema.base import is_blank


@rule("18a")
def statutory_form(case: Facts) -> Iterator[Outcome]:
    """A document has the statutory form: number, date, organ, and a specimen that it follows.

    Duty: enforcement documents use the prescribed form.
    Lawful: a decision with number, date, the organ's seal that somebody has seen, and the name
    of the specimen that was used; other papers with what the bureau numbers and dates.
    Unlawful: a decision without number, date or organ; another paper without is a warning.
    Remedy: enter what the paper bears; what it does not bear can only be explained once served.
    """
    yield from each_document(case, _form, DECIDING, OTHERS)


def _form(case: Facts, page: Document, deciding: bool) -> Iterator[Outcome]:
    numbered = deciding or page.data.kind in (case.profile.numbers if case.profile else ())
    if numbered and is_blank(page.data.doc_no):
        text = N_("{record} {kind} has no document number")
        yield lacking(case, page, "doc_no_missing", text, "doc_no", deciding=deciding)
    if page.data.made_at is None:
        text = N_("{record} {kind} bears no date")
        yield lacking(case, page, "date_missing", text, "made_at", deciding=deciding)
    yield from organ(case, page, deciding=deciding)
    if deciding:
        yield specimen(case, page)


@rule("18b")
def states_drafter(case: Facts) -> Iterator[Outcome]:
    """A document says who drew it up.

    Duty: the drafter is stated.
    Lawful: named on the record, or as handler on the form that approves it.
    Unlawful: nowhere for a decision; for another paper that is a warning.
    Remedy: enter who drew it up.
    """
    yield from each_document(case, _drafter, DECIDING, OTHERS)


def _drafter(case: Facts, page: Document, deciding: bool) -> Iterator[Outcome]:
    if not is_blank(page.data.made_by) or form_steps(case, page.id, "handler"):
        return
    unread = unread_form(case, page.id)
    text = N_("{record} {kind}: neither the paper nor its approval form says who drew it up")
    found = lacking(case, page, "drafter_missing", text, "made_by", deciding=deciding)
    yield unread if unread and deciding else found


@rule("18c")
def states_reviewer(case: Facts) -> Iterator[Outcome]:
    """A document says who reviewed it for the handling section.

    Duty: the handling section's reviewer is stated.
    Lawful: named on the record, or by the section's step on the form that approves it.
    Unlawful: nowhere for a decision; another paper, or a reviewer who drew it up, is a warning.
    Remedy: enter who reviewed it; nobody reviews after the fact.
    """
    yield from each_document(case, _reviewer, DECIDING, OTHERS)


def _reviewer(case: Facts, page: Document, deciding: bool) -> Iterator[Outcome]:
    named = {step.who for step in form_steps(case, page.id, "section")}
    named |= {name for name in [page.data.reviewed_by] if name and not is_blank(name)}
    if not named:
        yield _unreviewed(case, page, deciding)
    elif page.data.made_by in named:
        yield satisfied_but(
            "warning",
            "drafter_reviews",
            N_("{record} {kind}: {who} drew it up and reviewed it as well"),
            page.at("reviewed_by"),
            record=page.id,
            kind=case.kind_of(page.data),
            who=page.data.made_by,
        )


def _unreviewed(case: Facts, page: Document, deciding: bool) -> Outcome:
    text = N_("{record} {kind}: neither the paper nor its approval form names a reviewer")
    unread = unread_form(case, page.id)
    if not deciding:
        return lacking(case, page, "reviewer_missing", text, "reviewed_by", deciding=False)
    if unread:
        return unread
    legal = form_steps(case, page.id, "legal")
    if page.data.kind == "summary_penalty_decision":
        text = N_(
            "{record} {kind} names no reviewer of the handling section: article 18 knows no "
            "exception, but what is decided on the spot has no review before it"
        )
    elif legal:
        text = N_(
            "{record} {kind}: only the legal section reviewed it; lawful if that section handles "
            "the case, unlawful if the handling section had to review"
        )
    else:
        return lacking(case, page, "reviewer_missing", text, "reviewed_by", deciding=True)
    return unsure(
        "reviewer_unclear",
        text,
        page.at("reviewed_by"),
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set reviewed_by=...",
        record=page.id,
        kind=case.kind_of(page.data),
    )


@rule("18d")
def states_basis_and_reason(case: Facts) -> Iterator[Outcome]:
    """A document names the law with its article, and gives the reasons.

    Duty: the legal basis and the reasons are stated.
    Lawful: at least one 《law》 with its article, and a reason.
    Unlawful: no basis, a law without an article, or no reason; for other papers a warning.
    Remedy: enter what the paper says; what it does not say can only be explained once served.
    """
    yield from each_document(case, _grounds, DECIDING, OTHERS)


def _grounds(case: Facts, page: Document, deciding: bool) -> Iterator[Outcome]:
    if is_blank(page.data.reason):
        text = N_("{record} {kind} gives no reasons")
        yield lacking(case, page, "reason_missing", text, "reason", deciding=deciding)
    found = citations.best(page.data.legal_basis)
    if found == "blank":
        text = N_("{record} {kind} names no legal basis")
        yield lacking(case, page, "basis_missing", text, "legal_basis", deciding=deciding)
    elif found == "no_article":
        text = N_("{record} {kind} names a law, but no article of it")
        yield lacking(case, page, "basis_without_article", text, "legal_basis", deciding=deciding)
    elif found == "unclear" and deciding:
        yield _unclear(case, page)
    elif found == "exact":
        yield from _incomplete(case, page)


def _unclear(case: Facts, page: Document) -> Outcome:
    return unsure(
        "basis_unclear",
        N_("{record} {kind}: no law in 《》 goes with the article; a person must read the basis"),
        page.at("legal_basis"),
        remedy=f"lawrec amend {case.label} {page.id} --reason ... --set legal_basis=...",
        record=page.id,
        kind=case.kind_of(page.data),
    )


def _incomplete(case: Facts, page: Document) -> Iterator[Outcome]:
    bare = [t for t in page.data.legal_basis if citations.precision(t) == "no_article"]
    if bare:
        yield satisfied_but(
            "warning",
            "basis_partly_without_article",
            N_("{record} {kind} also names this without an article: {basis}"),
            page.at("legal_basis"),
            record=page.id,
            kind=case.kind_of(page.data),
            basis=bare[0],
        )


@rule("18e")
def states_evidence(case: Facts) -> Iterator[Outcome]:
    """What decides or announces a decision lists its evidence, and all of it is in the case.

    Duty: the evidence is stated.
    Lawful: items of the case other than the paper itself; for an application its materials.
    Unlawful: none, or an item that is not there; what decides nothing on the matter, or only
    announces, draws a warning when it lists none.
    Remedy: enter the items that the paper lists, or bring the missing one into the case.
    """
    yield from each_document(case, _evidence, DECIDING, ANNOUNCING)


def _evidence(case: Facts, page: Document, deciding: bool) -> Iterator[Outcome]:
    listed = [item for item in page.data.evidence if item != page.id]
    absent = dangling(case)
    yield from (item_absent(case, item, absent[item]) for item in listed if item in absent)
    waiting = [item for item in listed if (r := case.record(item)) is not None and r.data.draft]
    if waiting:
        yield unsure(
            "evidence_in_draft",
            N_("{record} {kind} rests on {item}, which is still a draft"),
            page.at("evidence"),
            remedy=f"lawrec finalise {case.label} {waiting[0]}",
            record=page.id,
            kind=case.kind_of(page.data),
            item=waiting[0],
        )
    if listed:
        return
    applied = page.data.kind in ON_APPLICATION
    if applied and case.records_of(*APPLICATION_PAPERS):
        return
    text = N_("{record} {kind} lists no evidence")
    due = deciding and (applied or bool(case.stands_for(page.data) & set(WEIGHED)))
    yield lacking(case, page, "evidence_missing", text, "evidence", deciding=due)


@rule("18f")
def states_factors(case: Facts) -> Iterator[Outcome]:
    """What decides or announces a decision says what was weighed.

    Duty: the factors that had to be considered are stated.
    Lawful: any words on them; also that there were none, and why.
    Unlawful: nothing on a penalty, coercion or a taking; elsewhere that is a warning.
    Remedy: enter what the paper says; what it does not say can only be explained once served.
    """
    yield from each_document(case, _factors, DECIDING, ANNOUNCING)


def _factors(case: Facts, page: Document, deciding: bool) -> Iterator[Outcome]:
    if is_blank(page.data.factors):
        text = N_(
            "{record} {kind} does not say what was weighed, nor why there was nothing to weigh"
        )
        due = deciding and bool(case.stands_for(page.data) & set(WEIGHED))
        yield lacking(case, page, "factors_missing", text, "factors", deciding=due)


RULES: tuple[Rule, ...] = (
    statutory_form,
    states_drafter,
    states_reviewer,
    states_basis_and_reason,
    states_evidence,
    states_factors,
)
