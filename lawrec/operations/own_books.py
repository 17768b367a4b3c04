"""Rulebooks that a bureau or a branch writes itself, in YAML and without Python (article 30).

`rulebooks/NAME.yaml` in the bureau's folder extends a book of lawrec, tightens it, or replaces
it row by row:

    title: {zh: ..., en: ...}
    extends: panjin          # left out: the rows below are all there is
    leave_out: [8.2]         # rows of that book that do not apply, for a branch with other rules
    rows:
      - id: 25.2b            # a row of that book: only what is written here changes
        numbers: [{name: storage, value: 12, unit: hours, source: local}]
      - id: B1               # a row of its own: whole; judged by a person,
        judged_as: 14a       # or as a row that has a rule
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lawrec.checks.base import Rule
from lawrec.errors import InputError
from lawrec.i18n import _
from lawrec.schema.base import Model
from lawrec.schema.clause import Bilingual, BookInfo, Clause, Rulebook
from lawrec.store.validate import typed
from lawrec.store.yaml_io import Document, load

FOLDER = "rulebooks"
"""Where a bureau's own books lie, below its folder."""


class _Page(Model):
    """The head of a bureau's own book, as it is typed; its rows are read one by one."""

    title: Bilingual
    note: Bilingual | None = None
    extends: str | None = None
    leave_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnBook:
    """A bureau's own book as it was read: what it says of itself, and its rows as they stand."""

    name: str
    path: str
    info: BookInfo
    leave_out: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    document: Document
    digest: str

    def on(self, base: Rulebook, rules: tuple[Rule, ...]) -> tuple[Rulebook, tuple[Rule, ...]]:
        """The book put on top of the one that it extends, with the rules that judge its rows."""
        known = {clause.id: clause for clause in base.clauses} if self.info.extends else {}
        self._no_strangers(known)
        rows = {name: clause for name, clause in known.items() if name not in self.leave_out}
        for position, row in enumerate(self.rows):
            clause = self._row(row, position, known.get(str(row.get("id", ""))))
            rows[clause.id] = clause
        by_clause = {rule.clause: rule for rule in rules}
        judged = [
            replace(rule, clause=clause.id)
            for clause in rows.values()
            if (rule := by_clause.get(clause.judged_as or clause.id)) is not None
        ]
        version = f"{self.name}-{self.digest[:12]}-{base.version}"
        book = Rulebook(
            name=self.name,
            version=version,
            clauses=tuple(rows.values()),
            info=self.info,
            basis=base.clauses,
            rules={rule.clause: (rule.name,) for rule in judged},
        )
        return book, tuple(judged)

    def _row(self, row: dict[str, Any], position: int, known: Clause | None) -> Clause:
        """One row: a known one with what is written here changed, else a whole one."""
        whole = known.model_dump(by_alias=True, exclude_none=True) if known else {}
        if known is None:
            whole = {"origin": "ours", "modality": "MUST", "status": "human", "severity": "error"}
            if row.get("judged_as"):
                whole["status"] = "partly"
        return typed(
            Clause, {**whole, **row}, self.path, self.document.lines, prefix=("rows", position)
        )

    def _no_strangers(self, known: dict[str, Clause]) -> None:
        for name in self.leave_out:
            if name not in known:
                raise InputError(
                    _("{path}: leave_out names {id}, which is no row of {book}").format(
                        path=self.path, id=name, book=self.info.extends or "-"
                    ),
                    where=self.path,
                )


def own_book(bureau: Path, name: str) -> OwnBook | None:
    """The bureau's own book of that name; None if there is none.

    Raises InputError with file and line where it cannot be read.
    """
    if not name.replace("-", "").replace("_", "").isalnum():
        return None
    path = bureau / FOLDER / f"{name}.yaml"
    if not path.is_file() or path.is_symlink():
        return None
    shown = f"{FOLDER}/{name}.yaml"
    document = load(path)
    data = document.data
    if not isinstance(data, dict):
        raise InputError(_("{path} must be a set of fields").format(path=shown), where=shown)
    rows = data.get("rows", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(_("{path}: rows must be a list of rows").format(path=shown), where=shown)
    head = {key: value for key, value in data.items() if key != "rows"}
    page = typed(_Page, head, shown, document.lines)
    info = BookInfo(title=page.title, note=page.note, extends=page.extends)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return OwnBook(name, shown, info, page.leave_out, tuple(rows), document, digest)


def own_books(bureau: Path) -> tuple[str, ...]:
    """The names of the bureau's own books."""
    folder = bureau / FOLDER
    if not folder.is_dir():
        return ()
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))
