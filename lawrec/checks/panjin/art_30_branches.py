"""Article 30: branches make their own rules on recording."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, met, not_applicable, rule, satisfied_but, unsure
from lawrec.checks.facts.application import any_branch, loaded, ruleset_of
from lawrec.checks.facts.case import Facts
from lawrec.i18n import N_


@rule("30")
def branch_rules(case: Facts) -> Iterator[Outcome]:
    """A branch's case is measured by the branch's own rules.

    Duty: each branch makes rules on recording that suit it.
    Lawful: the branch has rules of its own, and they are loaded.
    Unlawful: a branch without rules (a warning); rules that are not loaded leave the case open.
    Remedy: name the branch's rules in lawrec.yaml and load them.
    """
    name = any_branch(case)
    if name is None:
        yield not_applicable(N_("No branch handled this case"), absent=("case",))
    elif not case.snapshot.bureau.known:
        yield unsure(
            "branch_senders",
            N_("Only the sender of this folder states that {branch} is a branch"),
            case.case_place,
            severity="warning",
            branch=name,
        )
    elif ruleset_of(case, name) is None:
        yield satisfied_but(
            "warning",
            "branch_without_rules",
            N_("{branch} is a branch and has no rules of its own on recording"),
            case.case_place,
            branch=name,
        )
    elif loaded(case, name):
        yield met()
    else:
        yield unsure(
            "branch_rules_not_loaded",
            N_("The rules of {branch} ({rules}) are not loaded: its acts cannot be judged here"),
            case.case_place,
            severity="warning",
            branch=name,
            rules=ruleset_of(case, name) or "",
        )


RULES: tuple[Rule, ...] = (branch_rules,)
