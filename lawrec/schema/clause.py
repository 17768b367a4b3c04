"""One row of a clause list (条款清单): what the regulation asks, and who can judge it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

from pydantic import Field

from lawrec.schema.base import Model, Number
from lawrec.schema.moments import Day

_DIGITS = re.compile(r"\d+")

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
    letter, `examine` what a person must look at, `stricter` where the row asks for more than
    national law does. `from` and `to` bound the time in which the row is law; without them it
    is law as long as its book is. `excuses` lists rows of other books from which the row allows
    to depart (4.4b). A row of a bureau's own book may be `judged_as` a row with a rule.
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
    stricter: Bilingual | None = None
    numbers: tuple[LegalNumber, ...] = Field(default=())
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None
    excuses: tuple[str, ...] = ()
    judged_as: str | None = None

    @property
    def article(self) -> int:
        """The number of the article: 13 for "13.1(4)a", 42 for "apl.42"."""
        return int(_DIGITS.search(self.id)[0])  # type: ignore[index]

    def number(self, name: str) -> LegalNumber | None:
        """The number of that name which the row states."""
        return next((number for number in self.numbers if number.name == name), None)


class BookInfo(Model):
    """What a book is: its title, whose rules they are, and what it extends or replaces.

    Several books may be in force for one case, each reported by itself: the regulation, the
    province's, national law. `text: to_be_confirmed` marks one of which only titles are known.
    """

    title: Bilingual
    note: Bilingual | None = None
    text: Literal["confirmed", "to_be_confirmed"] = "confirmed"
    extends: str | None = None


class Rulebook(Model):
    """A clause list with the ids that have a rule; `version` changes with either."""

    name: str
    version: str
    clauses: tuple[Clause, ...]
    info: BookInfo
    rules: dict[str, tuple[str, ...]]
    """Clause id -> names of the rule functions that judge it."""
    basis: tuple[Clause, ...] = ()
    """The rows of the book that a bureau's own book stands on, for numbers that it leaves alone."""

    def clause(self, clause_id: str) -> Clause | None:
        """The row with that id."""
        return self._by_id.get(clause_id)

    @cached_property
    def _by_id(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    def number(self, clause_id: str, name: str) -> LegalNumber:
        """A number of a row, or of the bureau's own row that is judged as that one.

        Raises LookupError where neither states it.
        """
        for row in self._numbered.get(clause_id, ()):
            found = row.number(name)
            if found is not None:
                return found
        raise LookupError(f"no number {name} at {clause_id}")

    @cached_property
    def _numbered(self) -> dict[str, list[Clause]]:
        """Clause id -> the rows that may state its numbers, the bureau's own before the others."""
        rows: dict[str, list[Clause]] = {}
        for row in (*self.clauses, *self.basis):
            if row.judged_as is not None:
                rows.setdefault(row.judged_as, []).append(row)
        for row in (*self.clauses, *self.basis):
            rows.setdefault(row.id, []).append(row)
        return rows

    def implemented(self, clause_id: str) -> bool:
        """Whether a rule judges this row."""
        return clause_id in self.rules
