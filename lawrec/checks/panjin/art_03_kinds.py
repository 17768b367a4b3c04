"""Article 3: what counts as enforcement, and on what law it rests."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, met, rule, unsure
from lawrec.checks.facts.approvals import case_unreadable
from lawrec.checks.facts.case import Facts
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import Approval, OutwardPaper


@rule("3")
def kind_of_enforcement(case: Facts) -> Iterator[Outcome]:
    """The case is of a kind that the article lists, or names the law that makes it enforcement.

    Duty: enforcement is what is done under laws, regulations and rules; the list is open.
    Lawful: one of the listed kinds; another kind whose legal basis the case or a paper states.
    Unlawful: another kind without any legal basis leaves open whether it is enforcement.
    Remedy: state the legal basis of the case.
    """
    page = case.snapshot.case
    if page is None:
        yield case_unreadable(case)
    elif page.data.kind != "other" or any(not is_blank(text) for text in _bases(case)):
        yield met()
    else:
        yield unsure(
            "kind_without_basis",
            N_(
                "The case is of another kind than those listed and states no law; by the list's "
                '"and the like" it may be enforcement, without a law it is none'
            ),
            page.at("kind"),
            severity="warning",
            remedy=f"lawrec amend {case.label} case --reason ... --set legal_basis=...",
        )


def _bases(case: Facts) -> Iterator[str]:
    """What the case and its papers state as their law."""
    yield from case.case.legal_basis if case.case else ()
    for record in case.final_records:
        if isinstance(record.data, (Approval, OutwardPaper)):
            yield from record.data.legal_basis


RULES: tuple[Rule, ...] = (kind_of_enforcement,)
