"""Article 20, paragraph 2: a summary act that is likely to be disputed is filmed."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, not_applicable, rule, satisfied_but
from lawrec.checks.facts.approvals import case_unreadable
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.declared import place_of, undeclared
from lawrec.checks.facts.dispute_footage import dispute_filmed
from lawrec.checks.facts.dispute_signs import signs
from lawrec.i18n import N_
from lawrec.schema.base import is_blank


@rule("20.2")
def dispute_prone_act_filmed(case: Facts) -> Iterator[Outcome]:
    """A penalty on the spot that is likely to be disputed is recorded by film, sound or photo.

    Duty: where the organ finds a dispute likely, the summary act is recorded by suitable means.
    Lawful: footage of the act, photos too; or a finding, with its reason, that none is likely.
    Unlawful: a dispute was found likely, and the case holds no footage of the act.
    Remedy: none for what was not filmed; record the rectification.
    """
    if case.case is None:
        yield case_unreadable(case)
    elif case.case.procedure != "summary":
        yield not_applicable(N_("The case does not follow summary procedure"))
    elif case.answer("dispute_prone") == "yes":
        yield dispute_filmed(case)
    elif (open_answer := undeclared(case, "dispute_prone")) is not None:
        yield open_answer
    else:
        yield _not_likely(case)


def _not_likely(case: Facts) -> Outcome:
    """The organ found no dispute likely; signs of one call for its reason."""
    found = signs(case)
    declaration = case.declaration("dispute_prone")
    if found and declaration is not None and is_blank(declaration.basis):
        return satisfied_but(
            "warning",
            "dispute_signs",
            N_(
                "It is declared without a reason that no dispute was likely, although {signs} "
                "points to one"
            ),
            place_of(case, "dispute_prone"),
            remedy=f"lawrec declare {case.label} dispute_prone=... --basis ... --by ...",
            signs=found,
        )
    return not_applicable(
        N_("It is declared that no dispute was likely"),
        absent=("summary_procedure_record", "incident_record", "refusal_record"),
    )


RULES = (dispute_prone_act_filmed,)
