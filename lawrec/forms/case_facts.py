"""What a cover and a catalogue say of the whole case: dates, numbers, one line for each paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from lawrec.forms.fields import Blanks, Fields, Wording
from lawrec.forms.wording import day, plain
from lawrec.i18n import Language
from lawrec.schema.case import Case
from lawrec.schema.media import Sidecar
from lawrec.schema.records.archiving import ArchiveCatalogue, ArchiveTransferRecord
from lawrec.schema.records.common import Approval, Record
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import CaseSnapshot
from lawrec.schema.value_names import value_name

_TEXTS = ("number", "title", "kind", "procedure", "unit", "officers")
_LINE = ("number", "doc_no", "maker", "name", "date", "pages", "id")


def case_facts(snapshot: CaseSnapshot, wording: Wording) -> dict[str, Any]:
    """The case's own page in words, when it was opened and closed, how long it is kept."""
    case = snapshot.case.data if snapshot.case else None
    texts = wording.texts(Case, case)
    kept = [r.data.retention for r in snapshot.records if isinstance(r.data, ArchiveTransferRecord)]
    return {name: texts[name] for name in _TEXTS} | {
        "penalty": case is None or case.kind == "penalty",
        "opened": _approved(snapshot, "case_initiation_approval", wording.into),
        "closed": _approved(snapshot, "case_closure_approval", wording.into),
        "retention": plain(next(filter(None, reversed(kept)), "")),
        "papers": str(len(snapshot.records)) if snapshot.records else "",
        "media": str(len(snapshot.media)) if snapshot.records else "",
    }


def _approved(snapshot: CaseSnapshot, kind: str, into: Language) -> str:
    """The day of the approver's last step on papers of that kind."""
    found = ""
    for page in snapshot.records:
        if page.data.kind == kind and isinstance(page.data, Approval):
            step = page.data.step("approver")
            found = day(step.at, into) if step and step.at else found
    return found


def catalogue(snapshot: CaseSnapshot, record: Record | None, wording: Wording) -> Blanks:
    """The lines of a catalogue, each with number, maker, title and day of what it names."""
    entries = record.entries if isinstance(record, ArchiveCatalogue) else ()
    items = dict(_items(snapshot, wording.into))
    lines = [
        Fields(
            dict.fromkeys(_LINE, "")
            | items.get(entry.item, {"name": entry.item})
            | {"number": str(entry.number), "pages": plain(entry.pages or ""), "id": entry.item}
        )
        for entry in entries
    ]
    return Blanks(lines, Fields(dict.fromkeys(_LINE, "")), blank=record is None)


def _items(snapshot: CaseSnapshot, into: Language) -> Iterator[tuple[str, dict[str, str]]]:
    profile = snapshot.bureau.profile
    for page in snapshot.records:
        data = page.data
        number = plain(getattr(data, "doc_no", None) or "")
        made = data.made_at
        if made is None and isinstance(data, Approval):
            made = next((step.at for step in reversed(data.steps) if step.at), None)
        maker = profile.bureau.name if number and profile else data.made_by or _handler(data)
        yield page.id, _line(title_of(data, into), number, plain(maker or ""), made, into)
    for medium in snapshot.media:
        shot = medium.data
        taken = shot.captured.start or shot.stored.at
        title = title_of(shot, into)
        yield medium.id, _line(title, "", plain(shot.operator or ""), taken, into)


def _handler(record: Record) -> str | None:
    step = record.step("handler") if isinstance(record, Approval) else None
    return step.who if step else None


def _line(
    name: str, number: str, maker: str, made: datetime | date | None, into: Language
) -> dict[str, str]:
    when = day(made, into) if made else ""
    return {"name": name, "doc_no": number, "maker": maker, "date": when}


def title_of(data: Record | Sidecar, into: Language) -> str:
    """What people call a paper or a medium."""
    if isinstance(data, Sidecar):
        return plain(f"{value_name(data.mode, into)} {data.title or data.original_name}")
    kind = KINDS.get(data.kind)
    named = (kind.zh if into == "zh" else kind.en) if kind else data.kind
    return plain(data.title or named)
