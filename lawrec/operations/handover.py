"""The hand-over of footage: the record, the receipt, and whether it was in time (25.2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from lawrec.operations.input import Data
from lawrec.operations.intake import Taken
from lawrec.operations.intake_target import Target
from lawrec.operations.records import record_page
from lawrec.operations.references import require_person
from lawrec.operations.rulebook import clause_list
from lawrec.operations.session import find_officer
from lawrec.schema.media import FILMED, Sidecar
from lawrec.schema.moments import format_moment, last_instant, within
from lawrec.schema.records.archiving import MediaHandoverRecord
from lawrec.schema.snapshot import Bureau
from lawrec.store.render import to_raw
from lawrec.store.validate import typed

if TYPE_CHECKING:
    from lawrec.operations.case_writer import CaseWriter
    from lawrec.operations.import_models import ImportOptions


_ZONES = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Returned:
    """Why footage could not be handed over in time, and when the officer was back."""

    reason: str
    cannot_reason: str | None = None
    returned_at: str | None = None
    departed_at: str | None = None
    proof: str | None = None


@dataclass(frozen=True, slots=True)
class Handover:
    """The receipt: which record, from whom to whom, into which store, what was late.

    `late` and `untold` list the ids of media stored after their 24 hours, and of those whose
    own time does not tell.
    """

    record: str | None = None
    from_: str | None = None
    to: str | None = None
    store: str | None = None
    at: str | None = None
    items: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    excuse: Data = field(default_factory=dict)


def hand_over(
    case: CaseWriter, files: tuple[Taken, ...], target: Target, options: ImportOptions
) -> Handover:
    """Add the hand-over record for everything of this source that has none yet."""
    sidecars = {page.id: page.data for page in case.snapshot.media}
    sidecars.update({t.item: t.sidecar for t in files if t.item and t.sidecar})
    covered = _covered(case)
    items = [t.item for t in files if t.item and t.item not in covered and t.item in sidecars]
    items = [item for item in dict.fromkeys(items) if sidecars[item].mode in FILMED]
    if not items:
        return Handover()
    facts = case.session.facts if case.session.bureau else case.snapshot.bureau
    at = case.session.instant(options.at)
    to = options.custodian or custodian(facts, at)
    to = (find_officer(to, facts.officers) or to) if to else None
    late, untold = lateness({item: sidecars[item] for item in items})
    data: Data = {"kind": "media_handover_record", "made_at": format_moment(at)}
    data |= {"made_by": target.by, "about": list(items), "from": target.by}
    data |= {key: value for key, value in (("to", to), ("store", target.store)) if value}
    if options.returned is not None:
        data["remote"] = _remote(options.returned)
    record = typed(MediaHandoverRecord, data, "-", {}, zone=case.session.zone)
    if to is not None:
        require_person(case, to)
    record_id = case.next_id("R")
    path = f"records/{record_id}-media_handover_record.yaml"
    case.commit({path: record_page(record)}, event="handover", message=f"音像移交登记 {record_id}")
    excuse = to_raw(record.remote) if record.remote else {}
    return Handover(
        record_id,
        target.by,
        to,
        target.store,
        format_moment(at),
        tuple(items),
        late,
        untold,
        excuse if isinstance(excuse, dict) else {},
    )


def _covered(case: CaseWriter) -> set[str]:
    """The media that a hand-over record names already."""
    records = [p.data for p in case.snapshot.records if p.data.kind == "media_handover_record"]
    return {item for record in records for item in record.about}


def custodian(facts: Bureau, at: datetime) -> str | None:
    """The one person who keeps the unit's records on that day (7.2), if it is one."""
    day = at.date()
    names = [
        name
        for name, officer in facts.officers.items()
        for post in officer.posts
        if "custodian" in post.duties and post.from_ <= day and (post.to is None or day <= post.to)
    ]
    return names[0] if len(set(names)) == 1 else None


def _remote(returned: Returned) -> Data:
    fields = {
        "reason": returned.reason,
        "cannot_reason": returned.cannot_reason,
        "departed_at": returned.departed_at,
        "returned_at": returned.returned_at,
        "proof": returned.proof,
    }
    return {key: value for key, value in fields.items() if value}


def lateness(media: dict[str, Sidecar]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which media were certainly stored after their 24 hours, and of which it is not certain."""
    late: list[str] = []
    untold: list[str] = []
    limit = _limit()
    for item, sidecar in media.items():
        end = sidecar.captured.end or sidecar.captured.start
        if end is None or sidecar.stored.at is None:
            untold.append(item)
            continue
        # A time whose zone is not certain may be off by as much as zones are apart.
        doubt = timedelta(0) if sidecar.captured.certain == "yes" else _ZONES
        stored = last_instant(sidecar.stored.at)
        if within(end, stored, limit + doubt) == "no":
            late.append(item)
        elif within(end, stored, limit - doubt) != "yes":
            untold.append(item)
    return tuple(late), tuple(untold)


def _limit() -> timedelta:
    """The 24 hours of 25.2, from the clause list."""
    clauses, _text = clause_list()
    numbers = (n for clause in clauses if clause.id == "25.2b" for n in clause.numbers)
    number = next((n for n in numbers if n.name == "storage"), None)
    if number is None:
        raise LookupError("25.2b has no number")
    return timedelta(hours=int(number.value))
