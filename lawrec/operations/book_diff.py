"""How two books differ, row by row, and where the first asks for more than national law."""

from __future__ import annotations

from pathlib import Path

from lawrec.i18n import language
from lawrec.operations.rulebook import Book, load_rulebook
from lawrec.report.book_diff import BookDiff, RowChange
from lawrec.schema.clause import Clause

_TEXTS = ("title", "statement", "reading", "examine", "stricter")
_FIELDS = ("modality", "status", "severity", "origin", "from_", "to", "judged_as")


def book_diff(one: str, other: str, bureau: Path | None = None) -> BookDiff:
    """Compare two books by name; a bureau's own ones are looked for in its folder."""
    first, second = load_rulebook(one, bureau), load_rulebook(other, bureau)
    rows, others = _rows(first), _rows(second)
    return BookDiff(
        one,
        other,
        only_one=tuple(row for name, row in rows.items() if name not in others),
        only_other=tuple(row for name, row in others.items() if name not in rows),
        changed=tuple(
            change
            for name, row in rows.items()
            if name in others
            for change in _changes(row, others[name], first, second)
        ),
        stricter=tuple(row for row in rows.values() if row.stricter),
        apart=not rows.keys() & others.keys(),
    )


def _rows(book: Book) -> dict[str, Clause]:
    return {clause.id: clause for clause in book[0].clauses}


def _changes(row: Clause, other: Clause, first: Book, second: Book) -> list[RowChange]:
    """What stands differently in the two rows of one id."""
    lang = language()
    found = [
        (name, getattr(row, name), getattr(other, name))
        for name in _FIELDS
        if getattr(row, name) != getattr(other, name)
    ]
    for name in _TEXTS:
        mine, theirs = getattr(row, name), getattr(other, name)
        if mine != theirs:
            found.append(
                (name, mine.text(lang) if mine else None, theirs.text(lang) if theirs else None)
            )
    names = dict.fromkeys(number.name for number in (*row.numbers, *other.numbers))
    for name in names:
        mine, theirs = row.number(name), other.number(name)
        if mine != theirs:
            found.append((name, mine, theirs))
    judged = first[0].implemented(row.id), second[0].implemented(row.id)
    if judged[0] != judged[1]:
        found.append(("rule", judged[0], judged[1]))
    return [RowChange(row.id, name, mine, theirs) for name, mine, theirs in found]
