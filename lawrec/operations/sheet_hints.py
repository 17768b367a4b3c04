"""What a note on a heading says: what the law asks of the field, and how its cells are filled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, get_origin

from lawrec.i18n import N_, Language, _
from lawrec.operations.rulebook import load_rulebook
from lawrec.operations.sheet_values import Keys, is_time
from lawrec.operations.table_columns import content_of, item_of
from lawrec.schema.clause import Clause

_CLAUSES: dict[str, tuple[str, ...]] = {
    "officers": ("6.1a", "6.1b"),
    "identification.officer_count": ("11a",),
    "identification.officers.who": ("11b",),
    "identification.officers.cert_no": ("11c",),
    "identification.cert_shown": ("11d",),
    "rights_told.rights": ("12a",),
    "rights_told.how": ("12a",),
    "signatures.who": ("13.2a", "13.2b"),
    "signatures.note": ("13.3c",),
    "signatures.noted_by": ("13.3c",),
    "doc_no": ("18a",),
    "made_by": ("18b",),
    "reviewed_by": ("18c",),
    "legal_basis": ("18d",),
    "reason": ("18d",),
    "evidence": ("18e",),
    "factors": ("18f",),
    "cause": ("9.2a",),
    "source": ("9.2b",),
    "party_info": ("9.2d",),
    "steps.who": ("29b",),
    "steps.opinion": ("29c", "29e"),
    "steps.reason": ("29c",),
    "steps.at": ("29f",),
    "recording.device": ("5.2",),
    "recording.battery_percent": ("27.1b",),
    "recording.free_gb": ("27.1b",),
    "recording.clock_offset_s": ("25.2d",),
    "left_at": ("21.3f",),
    "mail_type": ("21.2a",),
    "orders.status": ("22.1",),
}
"""Path of a field without numbers -> the rows of the clause list that speak of it."""

_SPECIAL = {
    "=id": N_(
        "Given by lawrec; leave it empty in a new row. A mark such as 新1 may stand here, so that "
        "other new rows can name this one."
    ),
    "=name": N_("The name is what other papers call this person; it is not changed here."),
    "=kind": N_("Choose from the list. The kind of what is there is not changed."),
    "=draft": N_("Yes: it is still a draft. Empty: it is final from now on."),
    "=start": N_("In a new row: makes the act that the paper documents. Otherwise only shown."),
    "=end": N_("In a new row: when that act ended."),
    "=place": N_("In a new row: where that act was."),
    "=signed": N_("In a new row: who signed it, several names with 、 between."),
    "=reason": N_(
        "Whoever changes something final says here why; the old version is kept. Without a reason "
        "nothing is changed."
    ),
    "=approved": N_("Who approved the correction."),
}


def hint(path: str, keys: Keys, annotation: Any, language: Language) -> str:
    """The note for one column; the clauses in our own words, then how to fill it in."""
    if path in _SPECIAL:
        return _(_SPECIAL[path])
    plain = ".".join(key for key in keys if isinstance(key, str))
    found = [
        f"{row.citation.text(language) if row.citation else row.id}：{row.statement.text(language)}"
        for row in (_clause(clause) for clause in _CLAUSES.get(plain, ()))
        if row is not None
    ]
    return "\n".join([*found, *_how(annotation)])


@lru_cache(maxsize=256)
def _clause(clause: str) -> Clause | None:
    book, _rules = load_rulebook()
    return book.clause(clause)


def _how(annotation: Any) -> Iterator[str]:
    """How the cells of such a field are filled in."""
    inner = content_of(item_of(annotation))
    if inner is not None:
        yield _("Several: names with 、 between, sentences one a line in the same cell.")
    held = annotation if inner is None else inner
    if get_origin(held) is Literal:
        yield _("Choose from the list.")
    elif held is date:
        yield _("A day as text: 2026-03-11")
    elif is_time(held):
        yield _("A time as text: 2026-03-11 09:30, or only the day.")
    elif held in (Decimal, int):
        yield _("A number.")
