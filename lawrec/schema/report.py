"""The result of an audit: a verdict for every clause, and the findings behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from lawrec.schema.clause import Clause, Origin, Severity

Verdict = Literal[
    "satisfied",
    "violated",
    "excused",
    "undeterminable",
    "not_yet_due",
    "not_applicable",
    "crashed",
]
WORST_FIRST: tuple[Verdict, ...] = (
    "crashed",
    "violated",
    "undeterminable",
    "not_yet_due",
    "excused",
    "satisfied",
    "not_applicable",
)
"""A clause takes the worst verdict of its subjects (decision 1)."""

Overall = Literal["complete", "violations", "cannot_tell", "in_progress"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One root fact, with every clause that it concerns (P13).

    `message` and `remedy` are in the report's language; `code` and `params` are not. `due` is
    ISO 8601. `curable` is None where nothing needs a cure. `attested` names the person whose
    attestation answers it. `breach` is the item of article 28 under which a violation falls, such
    as "28(1)": a class of the finding and no finding of its own (P14).
    """

    id: str
    code: str
    params: Mapping[str, str]
    verdict: Verdict
    severity: Severity
    clauses: tuple[str, ...]
    message: str
    path: str | None
    line: int | None
    due: str | None
    curable: bool | None
    remedy: str | None
    origin: Origin
    attested: str | None = None
    breach: str | None = None


@dataclass(frozen=True, slots=True)
class ClauseResult:
    """The verdict on one clause; `reason` says why where no finding does."""

    clause: Clause
    verdict: Verdict
    findings: tuple[str, ...] = ()
    reason: str | None = None
    attested_by: str | None = None
    attested_at: str | None = None
    implemented: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The whole judgement of one case at one time under one version of a rulebook."""

    case: str
    title: str | None
    rulebook: str
    rulebook_version: str
    as_of: datetime
    at: Literal["now", "archive"]
    language: Literal["zh", "en"]
    outcome: Overall
    clauses: tuple[ClauseResult, ...]
    findings: tuple[Finding, ...]
    bureau_source: Literal["bureau", "extract", "none"] = "none"
    bureau_known: bool = False
    archived: Literal["complete", "defects_on_record"] | None = None
    counts: Mapping[str, int] = field(default_factory=dict)

    def result(self, clause_id: str) -> ClauseResult | None:
        """The result for one clause."""
        return next((r for r in self.clauses if r.clause.id == clause_id), None)

    @property
    def attested(self) -> tuple[ClauseResult, ...]:
        """The clauses that a named person, not a rule, has found to be met."""
        return tuple(result for result in self.clauses if result.attested_by)
