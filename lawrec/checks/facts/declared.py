"""What the handlers' declarations answer, and whether they cover the whole case."""

from __future__ import annotations

from lawrec.checks.base import Outcome, pending, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.i18n import N_
from lawrec.schema.case import Act
from lawrec.schema.moments import not_after
from lawrec.schema.snapshot import Page, Place


def place_of(case: Facts, question: str) -> Place:
    """Where the answer stands, or would stand."""
    return case.snapshot.at("declarations.yaml", question)


def later_acts(case: Facts, question: str) -> list[Page[Act]]:
    """The acts that began after the answer was given, so that it says nothing of them."""
    declaration = case.declaration(question)
    if declaration is None:
        return []
    return [act for act in case.acts if not_after(act.data.start, declaration.at) == "no"]


def undeclared(case: Facts, question: str) -> Outcome | None:
    """Why the answer is open: not given, or given before the last act; due at the end.

    One outcome for all clauses that hang on the question (P13).
    """
    later = later_acts(case, question)
    if case.answer(question) != "unknown" and not later:
        return None
    remedy = f"lawrec declare {case.label} {question}=... --by ..."
    place = place_of(case, question)
    if not over(case):
        return pending(
            "declaration_awaited",
            N_("{question}: it is declared at the end whether there was such a thing"),
            place,
            remedy=remedy,
            question=question,
        )
    if case.answer(question) != "unknown":
        return unsure(
            "declared_early",
            N_("{question}: the declaration was made before {acts} and says nothing of it"),
            place,
            remedy=remedy,
            root=("declaration", question),
            question=question,
            acts=tuple(act.id for act in later),
        )
    return unsure(
        "not_declared",
        N_("{question}: the handlers have not declared whether there was such a thing"),
        place,
        remedy=remedy,
        root=("declaration", question),
        question=question,
    )
