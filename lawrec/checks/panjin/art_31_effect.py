"""Article 31: in force from the day of issue, which the bureau states for the text does not."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, met, not_applicable, rule, satisfied_but, unsure
from lawrec.checks.facts.application import case_branch, days, effective_from, ruleset_of
from lawrec.checks.facts.case import Facts
from lawrec.i18n import N_


@rule("31")
def in_force(case: Facts) -> Iterator[Outcome]:
    """The regulation is the measure of what was done on the day of issue or later.

    Duty: what was done before is not measured by it.
    Lawful: the bureau has stated the day of issue, and the case is of that day or later.
    Unlawful: nothing breaks it; without the day, or with the sender's word alone, it is open.
    Remedy: state the day of issue in lawrec.yaml.
    """
    start, span = effective_from(case), days(case)
    if start is None:
        yield unsure(
            "effective_day_unknown",
            N_(
                "The text bears no date of issue, and the bureau has not stated it "
                "(effective_from in lawrec.yaml); everything is judged as if it was in force"
            ),
            case.case_place,
        )
    elif _other_rules(case):
        yield not_applicable(N_("The case of a branch is measured by the branch's own rules"))
    elif span is None or span[0] >= start:
        yield met()
    elif not case.snapshot.bureau.known:
        yield unsure(
            "effective_day_senders",
            N_(
                "Only the sender of this folder states that the regulation took effect on {day}; "
                "what is earlier is open"
            ),
            case.case_place,
            day=start,
        )
    else:
        yield satisfied_but(
            "note",
            "before_effect",
            N_("What was done before {day} is not measured by this regulation"),
            case.case_place,
            day=start,
        )


def _other_rules(case: Facts) -> bool:
    """Whether the case is a branch's, by the bureau's own word, and the branch has its rules."""
    branch = case_branch(case)
    return bool(branch and case.snapshot.bureau.known and ruleset_of(case, branch))


RULES: tuple[Rule, ...] = (in_force,)
