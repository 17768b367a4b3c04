"""What a rule is, and the few things that it may answer.

A rule is a generator over one case's facts. For every subject that the clause concerns it
yields one outcome; a rule that yields nothing has not judged, and the runner treats it as
crashed, so that silence never passes for lawful.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from lawrec.schema.clause import Severity
from lawrec.schema.report import Verdict
from lawrec.schema.snapshot import Place

if TYPE_CHECKING:
    from lawrec.checks.facts.case import Facts


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer for one subject.

    `message` is an English msgid with named placeholders filled from `params`; a value there
    may be a text, a moment, a `Kind` or any other object that `messages.render` knows.
    `also` lists further clauses that the same root fact concerns; outcomes of several rules
    with the same `root` become one finding. `absent` lists the kinds of page (of act or record,
    or `media`) that would change the answer if the case held one: while a page of such a kind
    cannot be read, nothing can be told.
    """

    verdict: Verdict
    code: str = ""
    message: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    place: Place | None = None
    severity: Severity | None = None
    curable: bool | None = None
    remedy: str | None = None
    due: datetime | date | None = None
    also: tuple[str, ...] = ()
    root: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


RuleFunction = Callable[["Facts"], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule function and the clause that it judges."""

    clause: str
    function: RuleFunction

    @property
    def name(self) -> str:
        """The module and the function, without the package: art_14_footage.inspection_filmed."""
        module = self.function.__module__.removeprefix("lawrec.checks.")
        return f"{module}.{self.function.__name__}"


def rule(clause: str) -> Callable[[RuleFunction], Rule]:
    """Declare a generator function as the rule for one clause id.

    The id is checked against the clause list when the rulebook is put together.
    """
    return lambda function: Rule(clause, function)


_MET = Outcome("satisfied")


def met() -> Outcome:
    """The clause is satisfied for this subject."""
    return _MET


def not_applicable(message: str, *, absent: tuple[str, ...] = (), **params: object) -> Outcome:
    """The clause's trigger is not met; the message says why."""
    return Outcome("not_applicable", "not_applicable", message, params, absent=absent)


def violated(  # noqa: PLR0913 - a finding has this many sides
    code: str,
    message: str,
    place: Place | None,
    *,
    curable: bool,
    remedy: str | None = None,
    due: datetime | date | None = None,
    severity: Severity | None = None,
    also: tuple[str, ...] = (),
    root: tuple[str, ...] = (),
    absent: tuple[str, ...] = (),
    **params: object,
) -> Outcome:
    """The facts break the clause under every reading that its words bear (decision 3)."""
    return Outcome(
        "violated", code, message, params, place, severity, curable, remedy, due, also, root, absent
    )


def unsure(  # noqa: PLR0913
    code: str,
    message: str,
    place: Place | None,
    *,
    remedy: str | None = None,
    severity: Severity | None = None,
    also: tuple[str, ...] = (),
    root: tuple[str, ...] = (),
    **params: object,
) -> Outcome:
    """It cannot be told: a needed fact is absent, or only some readings are broken."""
    return Outcome(
        "undeterminable", code, message, params, place, severity, True, remedy, None, also, root
    )


def pending(
    code: str,
    message: str,
    place: Place | None = None,
    *,
    due: datetime | date | None = None,
    remedy: str | None = None,
    **params: object,
) -> Outcome:
    """The time for it has not come yet; `due` is when it will, where that can be computed."""
    return Outcome("not_yet_due", code, message, params, place, "note", None, remedy, due)


def excused(code: str, message: str, place: Place | None = None, **params: object) -> Outcome:
    """A lawful exception was used; the message says which."""
    return Outcome("excused", code, message, params, place, "note")


def satisfied_but(
    severity: Severity,
    code: str,
    message: str,
    place: Place | None = None,
    *,
    remedy: str | None = None,
    root: tuple[str, ...] = (),
    **params: object,
) -> Outcome:
    """Satisfied, with a warning or a note beside it."""
    return Outcome("satisfied", code, message, params, place, severity, None, remedy, root=root)
