"""What a unit-level rule is: like a rule for cases, but over the facts of a bureau."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lawrec.checks.base import Outcome
from lawrec.checks.facts.unit import UnitFacts

UnitFunction = Callable[[UnitFacts], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class UnitRule:
    """A rule function, the clause that it judges, and the pages that it rests on.

    `reads` are the beginnings of paths below the bureau's folder, or kinds of unit record:
    while such a page cannot be read, the clause is open whatever the rest says.
    """

    clause: str
    reads: tuple[str, ...]
    function: UnitFunction

    @property
    def name(self) -> str:
        """The module and the function, without the package: unit.custodians.custodian_named."""
        module = self.function.__module__.removeprefix("lawrec.checks.")
        return f"{module}.{self.function.__name__}"


def unit_rule(clause: str, *reads: str) -> Callable[[UnitFunction], UnitRule]:
    """Declare a generator function as the unit-level rule for one clause id."""
    return lambda function: UnitRule(clause, reads, function)
