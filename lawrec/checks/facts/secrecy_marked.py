"""Whether what is secret or private is marked as the rules on secrecy want it (26.3)."""

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
from lawrec.checks.facts.declared import place_of, undeclared
from lawrec.checks.facts.secrecy import (
    QUESTIONS,
    Marking,
    Secret,
    bodies,
    default_roles,
    markings,
)
from lawrec.i18n import N_
from lawrec.schema.base import is_blank


def marked(case: Facts, secret: Secret) -> Iterator[Outcome]:
    """The outcomes for one type of secret: declared, marked, and kept as it must be."""
    question = QUESTIONS[secret]
    found = markings(case, secret)
    for page in found:
        yield from _marking(case, page, secret)
    answer = case.answer(question)
    if answer == "unknown":
        open_answer = undeclared(case, question)
        if open_answer is not None:
            yield open_answer
    elif answer == "no" and found:
        yield _contradicted(case, question, found[0])
    elif answer == "yes" and not found:
        # A marking that does not say what it marks may be the one; that is open by itself.
        if all(page.data.type for page in markings(case)):
            yield _unmarked(case, secret, question)
    elif answer == "no":
        yield not_applicable(
            N_("It is declared that there is no such matter: {question}"),
            absent=("secrecy_marking",),
            question=question,
        )


def typeless(case: Facts) -> Iterator[Outcome]:
    """Markings that do not say what they mark."""
    for page in markings(case):
        if page.data.type is None:
            yield unsure(
                "marking_without_type",
                N_("{record} does not say whether it marks a secret or private matter"),
                page.at("type"),
                remedy=_amend(case, page, "type"),
                record=page.id,
            )


def _contradicted(case: Facts, question: str, page: Marking) -> Outcome:
    return unsure(
        "secrecy_contradicted",
        N_("{question}: declared that there is none, but {record} marks some"),
        place_of(case, question),
        remedy=f"lawrec declare {case.label} {question}=... --by ...",
        question=question,
        record=page.id,
    )


def _unmarked(case: Facts, secret: Secret, question: str) -> Outcome:
    if secret == "privacy" and default_roles(case):
        return satisfied_but(
            "note",
            "privacy_by_default",
            N_("Personal data of the case is open to the roles that the bureau has set for all"),
            place_of(case, question),
        )
    remedy = f"lawrec add-record {case.label} secrecy_marking --set type={secret}"
    if not over(case):
        return pending(
            "marking_awaited",
            N_("{question}: it was declared, and the marking is still to be made"),
            place_of(case, question),
            remedy=remedy,
            question=question,
        )
    return violated(
        "secrecy_not_marked",
        N_("{question}: it was declared, and nothing marks it or says who may see it"),
        place_of(case, question),
        curable=True,
        remedy=remedy,
        absent=("secrecy_marking",),
        question=question,
    )


def _marking(case: Facts, page: Marking, secret: Secret) -> Iterator[Outcome]:
    data = page.data
    inside = tuple(bodies(case, page)) if secret == "state" else ()
    if inside:
        yield _body_inside(page, inside)
    lacks = []
    if secret == "state" and is_blank(data.level):
        lacks.append("level")
    default = secret == "privacy" and bool(default_roles(case))
    if not default and all(is_blank(name) for name in data.allowed):
        lacks.append("allowed")
    if lacks:
        yield violated(
            "marking_incomplete",
            N_("{record} does not say which level the secret has, or who may see it"),
            page.at(lacks[0]),
            curable=True,
            remedy=_amend(case, page, lacks[0]),
            record=page.id,
        )
    elif secret == "state" and (data.until is None or is_blank(data.decided_by)):
        yield _period_open(case, page)
    elif not inside:
        yield met()


def _body_inside(page: Marking, inside: tuple[str, ...]) -> Outcome:
    return violated(
        "state_secret_inside",
        N_(
            "{items}: marked by {record} as a state secret, and lies here with its content; git "
            "forgets nothing, so only a stub may be kept"
        ),
        page.at("about"),
        curable=False,
        items=inside,
        record=page.id,
    )


def _period_open(case: Facts, page: Marking) -> Outcome:
    return unsure(
        "secret_until_when",
        N_(
            "{record} does not say until when the matter is secret, or who decided that; the rules "
            "on secrecy ask for it (upper law)"
        ),
        page.at("until"),
        remedy=_amend(case, page, "until"),
        record=page.id,
    )


def _amend(case: Facts, page: Marking, field: str) -> str:
    return f"lawrec amend {case.label} {page.id} --reason ... --set {field}=..."
