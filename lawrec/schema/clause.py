"""One row of a clause list (条款清单): what the regulation asks, and who can judge it."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field

from lawrec.schema.base import Model, Number

Modality = Literal[
    "MUST", "MAY", "PROHIBITED", "DEFINITION", "ORGANISATIONAL", "PRINCIPLE", "CONDITION"
]
Status = Literal["automated", "partly", "human", "definition", "organisational", "permission"]
Origin = Literal["text", "upper", "ours"]
Severity = Literal["error", "warning", "note"]


class Bilingual(Model):
    """A text in both languages."""

    zh: str
    en: str

    def text(self, language: str) -> str:
        """The text in that language."""
        return self.zh if language == "zh" else self.en


class LegalNumber(Model):
    """A number of the law, and where it comes from: the text, upper law, or the bureau."""

    name: str
    value: Number
    unit: Literal["hours", "days", "working_days", "percent", "persons", "yuan", "months"]
    source: Literal["text", "upper", "local"]
    law: str | None = None


class Clause(Model):
    """One atomic duty, permission or definition of the regulation.

    The statement is in our own words; `reading` says where our reading differs from the
    letter, `examine` what a person must look at.
    """

    id: str
    citation: Bilingual | None = None
    modality: Modality
    status: Status
    origin: Origin
    severity: Severity
    title: Bilingual
    statement: Bilingual
    reading: Bilingual | None = None
    examine: Bilingual | None = None
    numbers: tuple[LegalNumber, ...] = Field(default=())

    @property
    def article(self) -> int:
        """The number of the article: 13 for "13.1(4)a"."""
        digits = ""
        for char in self.id:
            if not char.isdigit():
                break
            digits += char
        return int(digits)


class Rulebook(Model):
    """A clause list with the ids that have a rule; `version` changes with either."""

    name: str
    version: str
    clauses: tuple[Clause, ...]
    rules: dict[str, tuple[str, ...]]
    """Clause id -> names of the rule functions that judge it."""

    def clause(self, clause_id: str) -> Clause | None:
        """The row with that id."""
        return self._by_id.get(clause_id)

    @cached_property
    def _by_id(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    def implemented(self, clause_id: str) -> bool:
        """Whether a rule judges this row."""
        return clause_id in self.rules
