"""The hand-over of footage: the record, the receipt, and whether it was in time (25.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from lawrec.operations.handover_given import remote_of
from lawrec.operations.input import Data
from lawrec.operations.intake import Taken
from lawrec.operations.intake_target import Target
from lawrec.operations.lateness import lateness
from lawrec.operations.records import record_page
from lawrec.operations.references import require_person
from lawrec.operations.session import Session, find_officer
from lawrec.schema.media import FILMED, Sidecar
from lawrec.schema.moments import first_instant, format_moment, last_instant
from lawrec.schema.records.archiving import MediaHandoverRecord
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import Bureau
from lawrec.store.render import to_raw
from lawrec.store.validate import typed

if TYPE_CHECKING:
    from lawrec.operations.case_writer import CaseWriter
    from lawrec.operations.import_models import ImportOptions


_A_MINUTE = timedelta(minutes=1)
"""Times are typed without their seconds."""


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
    own time does not tell; `early` those recorded after they are said to have been handed over.
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
    early: tuple[str, ...] = ()


def hand_over(
    case: CaseWriter, files: tuple[Taken, ...], target: Target, options: ImportOptions
) -> Handover:
    """Add the hand-over record for everything of this source that has none yet."""
    facts = case.facts
    media = to_hand_over(
        files,
        {page.id: page.data for page in case.snapshot.media},
        (page.data for page in case.snapshot.records),
    )
    drafted = draft(media, case.session, facts, target, options)
    if drafted is None:
        return Handover()
    record, receipt = drafted
    if record.to is not None:
        require_person(case, record.to)
    record_id = case.next_id("R")
    path = f"records/{record_id}-media_handover_record.yaml"
    case.commit({path: record_page(record)}, event="handover", message=f"音像移交登记 {record_id}")
    # The acts of the case have looks at the clocks that the register has not.
    late, untold = lateness(media, facts, case.snapshot)
    return replace(receipt, record=record_id, late=late, untold=untold)


def to_hand_over(
    files: tuple[Taken, ...], there: dict[str, Sidecar], records: Iterable[Record]
) -> dict[str, Sidecar]:
    """The footage among these files that no hand-over record names yet, by id."""
    sidecars = there | {t.item: t.sidecar for t in files if t.item and t.sidecar}
    handed = (r for r in records if r.kind == "media_handover_record")
    covered = {item for record in handed for item in record.about}
    items = dict.fromkeys(t.item for t in files if t.item)
    return {
        item: sidecars[item]
        for item in items
        if item not in covered and item in sidecars and sidecars[item].mode in FILMED
    }


def draft(
    media: dict[str, Sidecar],
    session: Session,
    facts: Bureau,
    target: Target,
    options: ImportOptions,
) -> tuple[MediaHandoverRecord, Handover] | None:
    """The record for these media, and the receipt without its id; None where there are none."""
    if not media:
        return None
    at = session.instant(options.at)
    to = options.custodian or custodian(facts, at)
    to = (find_officer(to, facts.officers) or to) if to else None
    giver = giver_of(media.values(), target.by, to)
    data: Data = {"kind": "media_handover_record", "made_at": format_moment(at)}
    data |= {"made_by": target.by, "about": list(media)}
    named = {"from": giver, "to": to, "store": target.store}
    data |= {key: value for key, value in named.items() if value}
    record = typed(MediaHandoverRecord, data, "-", {}, zone=session.zone)
    excuse: object = {}
    if options.returned is not None:
        record = record.model_copy(update={"remote": remote_of(options.returned, session)})
        excuse = to_raw(record.remote) if record.remote else {}
    late, untold = lateness(media, facts)
    return record, Handover(
        None,
        giver,
        to,
        target.store,
        format_moment(at),
        tuple(media),
        late,
        untold,
        excuse if isinstance(excuse, dict) else {},
        tuple(item for item, sidecar in media.items() if handed_before_end(sidecar, at)),
    )


def giver_of(media: Iterable[Sidecar], by: str, to: str | None) -> str | None:
    """Who hands over: the one person who recorded all of it, else `by`, who imports it.

    None where that would be who receives it: nobody hands over to himself.
    """
    operators = {sidecar.operator for sidecar in media}
    one = next(iter(operators)) if len(operators) == 1 else None
    giver = one or by
    return None if giver == to else giver


def handed_before_end(sidecar: Sidecar, at: datetime | date | None) -> bool:
    """Whether it was certainly recorded after it is said to have been handed over."""
    captured = sidecar.captured
    end = captured.end or captured.start
    if at is None or end is None or captured.certain != "yes":
        return False
    return first_instant(end) > last_instant(at) + _A_MINUTE


def custodian(facts: Bureau, at: datetime) -> str | None:
    """The one person who keeps the unit's records on that day (7.2), if it is one."""
    names = [name for name in facts.officers if has_duty(name, "custodian", facts, at)]
    return names[0] if len(names) == 1 else None


def has_duty(name: str, duty: str, facts: Bureau, at: datetime) -> bool:
    """Whether the roster gives that person this duty on that day."""
    officer, day = facts.officers.get(name), at.date()
    return officer is not None and any(
        duty in post.duties and post.from_ <= day and (post.to is None or day <= post.to)
        for post in officer.posts
    )
