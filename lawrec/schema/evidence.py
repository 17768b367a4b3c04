"""What the evidence log says: its leaves, and what is odd about it. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from lawrec.i18n import N_, _

LogProblemCode = Literal[
    "absent",
    "unreadable",
    "torn_tail",
    "bad_line",
    "sequence_broken",
    "chain_broken",
    "time_goes_back",
    "too_many_faults",
]

#: What each problem means to a reader; `{line}` is the line of the log, counted from 1.
LOG_PROBLEM_TEXTS: Mapping[LogProblemCode, str] = MappingProxyType(
    {
        "absent": N_("There is no evidence log."),
        "unreadable": N_("The evidence log could not be read ({reason})."),
        "torn_tail": N_(
            "Line {line} of the evidence log was cut off while it was written; "
            "the next writer puts it aside."
        ),
        "bad_line": N_("Line {line} of the evidence log is not an entry."),
        "sequence_broken": N_(
            "Line {line} of the evidence log has number {found}, not {expected}."
        ),
        "chain_broken": N_(
            "Line {line} of the evidence log does not follow the line before it: "
            "a line was altered, removed or inserted."
        ),
        "time_goes_back": N_(
            "Line {line} of the evidence log is dated {found}, before the line above it."
        ),
        "too_many_faults": N_(
            "The evidence log has more faults than can be listed; it was read up to line {line}."
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One entry of the evidence log: at this time, this case stood at this head.

    `seq` counts from 1. `case` is a relative id such as cases/2026/0001, or "bureau". `previous`
    is the head that was known before, None for the first. `commits` counts the whole history of
    `head`. `manifest` is the SHA-256 over all files of the case. `prev_leaf` is the SHA-256 of
    the line before, `id` that of this line.
    """

    seq: int
    time: datetime
    case: str
    head: str
    previous: str | None
    commits: int
    manifest: str
    event: str
    by: str
    prev_leaf: str
    id: str


@dataclass(frozen=True, slots=True)
class LogProblem:
    """Something about the log that a reader must know; `params` fill the text."""

    code: LogProblemCode
    params: Mapping[str, str]

    def text(self) -> str:
        """The problem as one sentence in the active language."""
        return _(LOG_PROBLEM_TEXTS[self.code]).format(**self.params)


@dataclass(frozen=True, slots=True)
class LogFacts:
    """The evidence log in the order of its lines; lines that are no leaf are among the problems."""

    leaves: tuple[Leaf, ...] = ()
    problems: tuple[LogProblem, ...] = ()

    def of_case(self, case: str) -> tuple[Leaf, ...]:
        """The leaves of one case, oldest first."""
        return tuple(leaf for leaf in self.leaves if leaf.case == case)

    def last_for(self, case: str) -> Leaf | None:
        """The newest leaf of a case, if it has one."""
        return next((leaf for leaf in reversed(self.leaves) if leaf.case == case), None)
