"""Article 21 as a whole: each paper that must reach somebody has its service (our own row)."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, not_applicable, rule, unsure
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.paper_service import DECISIONS, TO_SERVE, served
from lawrec.checks.facts.service import faces
from lawrec.i18n import N_


@rule("21.0")
def each_paper_served(case: Facts) -> Iterator[Outcome]:
    """Every paper that must reach somebody has its entry of service, for each person it faces.

    Duty: decision, demand, notice and order are served, each person by an entry of its own.
    Lawful: a receipt, or the record of a public notice, for everyone; the result is no failure.
    Unlawful: a decision or a demand without service, or a returned letter counted as served.
    Remedy: enter the receipt, or serve the paper; mark what came back as failed.
    """
    papers = case.records_of(*TO_SERVE)
    if not papers:
        none = N_("No paper that must be served is in the case")
        yield not_applicable(none, absent=TO_SERVE)
    for page in papers:
        yield from served(case, page)
    decisions = [page for page in papers if case.stands_for(page.data) & set(DECISIONS)]
    faced = {name for page in decisions for name in faces(case, page.id)}
    for name in case.parties:
        if decisions and name not in faced:
            first = decisions[0].id
            yield unsure(
                "party_without_decision",
                N_("{who} is a party, and no decision of the case names that person"),
                case.snapshot.at("persons.yaml", name),
                remedy=f"lawrec amend {case.label} {first} --reason ... --set persons=...",
                who=name,
            )


RULES: tuple[Rule, ...] = (each_paper_served,)
